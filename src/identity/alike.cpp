#include "identity/alike.h"

#include <algorithm>

#include "identity/compare.h"

namespace roundel::identity {
namespace {

// The texts in the order of the model's sources.
std::vector<std::string> values_of(const Model& model, const AtFirstSight& record) {
  std::vector<std::string> values(model.sources.size());
  const auto put = [&](Role role, const std::string& text) {
    const std::size_t column = model.column_with(role);
    if (column == model.columns.size()) return;
    const auto at = std::ranges::find(model.sources, model.columns[column].from.front());
    values[static_cast<std::size_t>(at - model.sources.begin())] = text;
  };
  put(Role::forename, record.forename);
  put(Role::surname, record.surname);
  put(Role::birth_date, record.birth_date);
  return values;
}

// Levels that hold of too many strangers to be a slip or a form of one name.
constexpr double least_near = 0.85;  // Jaro–Winkler
bool is_partial(const Level& level) {
  return level.test == Test::same_day_month || level.test == Test::same_year_month || level.test == Test::same_year ||
         (level.test == Test::jaro_winkler && level.limit < least_near);
}

Likeness likeness(const Comparison& comparison, std::size_t level) {
  if (level == 0) return Likeness::not_known;
  if (level == 1) return Likeness::same;
  if (level > comparison.levels.size()) return Likeness::different;
  return is_partial(comparison.levels[level - 1]) ? Likeness::partly : Likeness::near;
}

Alike alike_by(const Model& model, Pattern pattern) {
  Alike out;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const Likeness told = likeness(model.comparisons[c], level_in(pattern, c));
    const Role role = model.columns[model.comparisons[c].column].role;
    if (role == Role::forename) out.forename = told;
    if (role == Role::surname) out.surname = told;
    if (role == Role::birth_date) out.birth_date = told;
  }
  return out;
}

}  // namespace

std::vector<Alike> compare_at_first_sight(const Model& model, const AtFirstSight& one,
                                          const std::vector<AtFirstSight>& others) {
  Table table(model);
  const std::uint32_t asked = table.append("", values_of(model, one), model);
  std::vector<Alike> out;
  out.reserve(others.size());
  for (const AtFirstSight& other : others) {
    const std::uint32_t row = table.append("", values_of(model, other), model);
    out.push_back(alike_by(model, compare(model, RecordView(table, asked), RecordView(table, row))));
  }
  return out;
}

}  // namespace roundel::identity
