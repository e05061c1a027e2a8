// The cases social care already holds when the history starts, as long open as such cases are, and what went before.
#include <algorithm>

#include "simulation/cases.h"

namespace roundel::simulation {
namespace {

// Open children per 10,000 in each state at the start; near what the process itself keeps up.
constexpr double in_care = 69, on_plan = 41, long_term = 62, in_need = 110;
constexpr double planned_before = 750;   // children per 10,000 once on a protection plan
constexpr double referred_before = 480;  // children per 10,000 referred in the year before, and closed

// Families with more trouble are more often chosen.
FamilyNo choose(World& world) {
  for (;;) {
    const auto number = static_cast<FamilyNo>(1 + world.random.below(static_cast<int>(world.families.size()) - 1));
    const Family& family = world.families[number];
    if (family.children.empty() || family.open_case != 0) continue;
    const Date on = world.options.from;
    const double weight = family.vulnerability * (0.15 + family.difficulties(on)) + 3 * family.neglects(on) +
                          family.harms_emotionally(on);
    if (world.random.chance(std::min(1.0, weight / 10))) return number;
  }
}

Date before(World& world, double mean_days, int least) {
  const int days = least + static_cast<int>(world.random.exponential(mean_days));
  return world.options.from.plus_days(-std::min(days, 3000));
}

// Opens the case as its records would tell it: referral and assessment some weeks before `since`.
Case& stand(World& world, FamilyNo family, std::vector<PersonNo> children, Date since) {
  Date opened = after_weekdays(since.plus_days(-70), 3);
  std::erase_if(children, [&](PersonNo child) { return world.people[child].born > opened; });
  const CaseNo number = new_case(world, family, children, opened);
  Case& open = world.cases[number];
  say(world, open, {"REFERRAL", opened, opened, "6"}, {{"Need", "N1"}, {"NoFurtherAction", "N"}});
  say(world, open, {"ASSESS-START", opened.plus_days(1), opened.plus_days(1)});
  const Date assessed = after_weekdays(opened, 40);
  say(world, open, {"ASSESS-END", assessed, assessed, {}, "child-in-need"}, {{"Factors", "16A"}});
  open.state = CaseState::in_need;
  open.next_visit = world.options.from.plus_days(1 + world.random.below(28));
  return open;
}

void stand_in_need(World& world, double mean_days, bool long_lasting) {
  const FamilyNo family = choose(world);
  const Date since = before(world, mean_days, 3);
  Case& open = stand(world, family, world.families[family].children, since);
  if (open.children.empty()) return close_case(world, world.families[family].open_case, since, "RC7");
  say(world, open, {"CIN-START", since, since});
  open.has_in_need_plan = true;
  open.long_term = long_lasting;
  schedule(
      open,
      world.options.from.plus_days(
          1 + static_cast<int>(
                  (long_lasting ? world.decisions.long_term_length : world.decisions.in_need_length).next(mean_days))),
      Step::What::in_need_ends);
}

void stand_on_plan(World& world) {
  const FamilyNo family = choose(world);
  const Date since = before(world, practice.plan_days, 5);
  Case& open = stand(world, family, world.families[family].children, since);
  if (open.children.empty()) return close_case(world, world.families[family].open_case, since, "RC7");
  start_protection_plan(world, open, since);
  open.steps.clear();
  open.next_visit = world.options.from.plus_days(1 + world.random.below(14));
  schedule(open, world.options.from.plus_days(20 + world.random.below(150)), Step::What::review);
  schedule(open,
           world.options.from.plus_days(20 + static_cast<int>(world.decisions.plan_length.next(practice.plan_days))),
           Step::What::protection_ends);
}

void stand_in_care(World& world) {
  const FamilyNo family = choose(world);
  const PersonNo child = world.random.pick(world.families[family].children);
  const Date since = before(world, practice.care_long_days * 0.6, 20);
  if (world.people[child].born > since.plus_days(-80)) return;
  Case& open = stand(world, family, {child}, since);
  start_care(world, open, since, 1);
  open.steps.clear();
  schedule(
      open,
      world.options.from.plus_days(1 + static_cast<int>(world.decisions.care_length.next(practice.care_long_days))),
      Step::What::returned);
}

std::size_t children_in(const World& world, CaseState state, bool long_lasting) {
  std::size_t count = 0;
  for (const CaseNo number : world.open_cases) {
    const Case& open = world.cases[number];
    if (open.state == state && open.long_term == long_lasting) count += open.children.size();
  }
  return count;
}

template <class Stand>
void fill(World& world, CaseState state, bool long_lasting, double per_10k, const Stand& one) {
  const double wanted = per_10k * world.options.children / 10'000;
  while (static_cast<double>(children_in(world, state, long_lasting)) < wanted) one();
}

}  // namespace

void open_standing_cases(World& world) {
  const double tens = world.options.children / 10'000.0;
  for (int given = 0; given < planned_before * tens;) {
    const FamilyNo family = choose(world);
    for (const PersonNo child : world.families[family].children) {
      world.people[child].plans = 1;
      ++given;
    }
  }
  for (int given = 0; given < referred_before * tens;) {
    const FamilyNo family = choose(world);
    const Date on = world.options.from.plus_days(-1 - world.random.below(364));
    for (const PersonNo child : world.families[family].children) {
      world.people[child].last_referral = on;
      ++given;
    }
  }
  fill(world, CaseState::looked_after, false, in_care, [&] { stand_in_care(world); });
  fill(world, CaseState::protection, false, on_plan, [&] { stand_on_plan(world); });
  fill(world, CaseState::in_need, true, long_term, [&] { stand_in_need(world, practice.long_term_days, true); });
  fill(world, CaseState::in_need, false, in_need, [&] { stand_in_need(world, practice.in_need_days, false); });
}

}  // namespace roundel::simulation
