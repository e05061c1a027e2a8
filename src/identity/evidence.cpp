// What speaks for and against two groups of records being one person.
#include <algorithm>

#include "identity/cluster.h"
#include "identity/similarity.h"

namespace roundel::identity {
namespace {

constexpr double loudest = 12;  // log odds that one pair across may bring at most, either way

}  // namespace

Evidence::Evidence(const Model& model, bool families, std::size_t smaller)
    : model_(&model),
      forename_(model.comparisons.size()),
      birth_date_(model.comparisons.size()),
      agency_(model.column_with(Role::agency)),
      families_(families),
      smaller_(smaller) {
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const Role role = model.columns[model.comparisons[c].column].role;
    if (role == Role::forename) forename_ = c;
    if (role == Role::birth_date) birth_date_ = c;
  }
}

bool Evidence::conflicts(const RecordView& a, const RecordView& b) {
  for (std::size_t c = 0; c < model_->comparisons.size(); ++c) {
    const std::size_t column = model_->comparisons[c].column;
    if (!model_->comparisons[c].conflict || a.id(column) == 0 || b.id(column) == 0) continue;
    if (a.id(column) == b.id(column)) {
      shared_identifier_ = true;
    } else if (a.valid(column) && b.valid(column) && !a.disputed(c) && !b.disputed(c)) {
      return true;
    }
  }
  return false;
}

void Evidence::add(Pattern pattern, double scored, const RecordView& a, const RecordView& b) {
  sum_ += std::clamp(scored, -loudest, loudest);
  ++pairs_;
  unlike_ += unlike_in_name_and_birth(*model_, pattern) ? 1U : 0U;
  if (agency_ < a.width()) shared_agency_ |= a.id(agency_) != 0 && a.id(agency_) == b.id(agency_);
  if (birth_date_ == model_->comparisons.size()) return;
  const std::size_t born = model_->comparisons[birth_date_].column;
  if (a.id(born) != 0 && b.id(born) != 0) {
    born_alike_ |= a.id(born) == b.id(born);
    const std::string& x = *a.value(born).text;
    const std::string& y = *b.value(born).text;
    // The same day and month is a slip in the year: a father and son rarely share a birthday.
    namesake_ |= years_apart(x, y) >= model_->namesake_years && x.compare(4, 4, y, 4, 4) != 0;
  }
  if (forename_ == model_->comparisons.size()) return;
  const std::size_t level = level_in(pattern, forename_);
  if (level == 0) return;
  ++forenames_compared_;
  forenames_differ_ += level + 1 == levels_of(model_->comparisons[forename_]) ? 1U : 0U;
}

bool Evidence::joins() const {
  return (!families_ || !(is_unlike() || is_namesake() || is_twin())) && sum_ / static_cast<double>(pairs_) > 0;
}

// A shared identifier outweighs both guards.
bool Evidence::is_namesake() const { return namesake_ && !shared_identifier_; }
bool Evidence::is_twin() const {
  return born_alike_ && (shared_agency_ || smaller_ > 1) && forenames_compared_ > 0 &&
         forenames_differ_ == forenames_compared_ && !shared_identifier_;
}

}  // namespace roundel::identity
