// What of a backtest may be shown around: no count so small that somebody could be recognised, and none to be had by
// taking one number from another. The children are made up; the habit is not.
#include <algorithm>
#include <map>

#include "assessment/backtest.h"

namespace roundel::backtest {
namespace {

std::vector<Count*> cells_of(GroupRow& row) {
  std::vector<Count*> out = {&row.harmed, &row.unharmed};
  for (Count& one : row.seen) out.push_back(&one);
  for (Count& one : row.listed) out.push_back(&one);
  return out;
}

// A part is not told where its whole is not.
void follow_wholes(GroupRow& row) {
  if (!row.harmed) row.seen.fill(std::nullopt);
  if (!row.unharmed) row.listed.fill(std::nullopt);
}

void withhold_small(GroupRow& row) {
  for (Count& seen : row.seen)
    if (gives_away(seen, row.harmed)) seen.reset();
  for (Count& listed : row.listed)
    if (gives_away(listed, row.unharmed)) listed.reset();
  if (is_small(row.harmed)) row.harmed.reset();
  if (is_small(row.unharmed)) row.unharmed.reset();
  follow_wholes(row);
}

// Rows whose numbers add up: those of one group; of the crossed group also those of one ethnicity and of one kind of
// home.
std::vector<std::vector<GroupRow*>> rows_that_add_up(std::vector<GroupRow>& rows) {
  std::map<std::string, std::vector<GroupRow*>> sums;
  for (GroupRow& row : rows) {
    if (row.group == "Everybody") continue;
    sums[row.group].push_back(&row);
    const std::size_t comma = row.member.rfind(", ");
    if (row.group != "Ethnicity and deprivation" || comma == std::string::npos) continue;
    sums["ethnicity " + row.member.substr(0, comma)].push_back(&row);
    sums["homes " + row.member.substr(comma)].push_back(&row);
  }
  std::vector<std::vector<GroupRow*>> out;
  for (auto& [name, sum] : sums) out.push_back(std::move(sum));
  return out;
}

bool withhold_what_follows(const std::vector<GroupRow*>& sum) {
  bool more = false;
  for (std::size_t cell = 0; cell < cells_of(*sum.front()).size(); ++cell) {
    std::vector<Count*> numbers;
    for (GroupRow* row : sum) numbers.push_back(cells_of(*row)[cell]);
    more = withhold_a_second(numbers) || more;
  }
  for (GroupRow* row : sum) follow_wholes(*row);
  return more;
}

void publish_types(std::vector<ByType>& types) {
  for (ByType& type : types) {
    for (Count& seen : type.seen)
      if (gives_away(seen, type.harms)) seen.reset();
    if (is_small(type.harms)) type.harms.reset();
  }
  std::vector<Count*> harms;
  for (ByType& type : types) harms.push_back(&type.harms);
  withhold_a_second(harms);
  for (ByType& type : types)
    if (!type.harms) type.seen.fill(std::nullopt);
  for (std::size_t way = 0; way < ways; ++way) {
    std::vector<Count*> seen;
    for (ByType& type : types) seen.push_back(&type.seen[way]);
    withhold_a_second(seen);
  }
}

std::optional<double> share(const Count& part, const Count& whole) {
  if (!part || !whole || *whole == 0) return {};
  return static_cast<double>(*part) / static_cast<double>(*whole);
}

}  // namespace

std::optional<double> GroupRow::share_seen(Way way) const { return share(seen[static_cast<std::size_t>(way)], harmed); }
std::optional<double> GroupRow::share_listed(Way way) const {
  return share(listed[static_cast<std::size_t>(way)], unharmed);
}

Backtest published(Backtest backtest) {
  if (backtest.published) return backtest;
  for (GroupRow& row : backtest.groups) withhold_small(row);
  const auto sums = rows_that_add_up(backtest.groups);
  for (bool more = true; more;) {
    more = false;
    for (const auto& sum : sums) more = withhold_what_follows(sum) || more;
  }
  publish_types(backtest.types);
  backtest.published = true;
  return backtest;
}

const std::vector<std::string>& what_it_cannot_show() {
  static const std::vector<std::string> sentences = {
      "These children are made up. Harm, and what each agency sees of it, follow assumptions that people wrote down; "
      "real "
      "harm hides in ways that nobody wrote down.",
      "It cannot show that any child would be safer. It counts days until something could be seen, not what anybody "
      "would have done on that day, or whether it would have helped.",
      "The simulation and the rules were made from the same reading of the field. Rules look better here than they "
      "will "
      "on records that were not made with the same things in mind.",
      "Nobody in it changes because of the list. Real practitioners who get a list record differently, wait for it, "
      "tire "
      "of it, or argue with it.",
      "Differences between groups here come from the assumptions about who lives where and who is seen by whom. They "
      "show "
      "whether the rules add to them. They say nothing of how fair any real service is.",
      "A share of right findings among made-up children is not a probability of harm for anybody.",
      "Before a place relies on a rule, its own practitioners must try it on their own closed cases."};
  return sentences;
}

}  // namespace roundel::backtest
