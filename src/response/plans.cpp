#include "response/plans.h"

#include <algorithm>
#include <tuple>

#include "picture/subjects.h"

namespace roundel {
namespace {

PlanAction action_of(const Entry& entry) {
  PlanAction action{.entry = entry.id,
                    .plan = entry.text_of("plan"),
                    .outcome = entry.text_of("outcome"),
                    .action = entry.text_of("action"),
                    .who = entry.text_of("who"),
                    .agency = entry.text_of("of-agency"),
                    .by = {},
                    .you_said = entry.text_of("you-said"),
                    .agreed = day_of(entry),
                    .done = {}};
  if (const Value* by = entry.value("by-when"))
    if (const Date* day = std::get_if<Date>(by)) action.by = *day;
  return action;
}

bool still_open(const PlanAction& action) { return !action.done || action.done->done != "done"; }

bool shown_first(const PlanAction& a, const PlanAction& b) {
  if (still_open(a) != still_open(b)) return still_open(a);
  const Date far(1'000'000);
  if (still_open(a)) return std::tuple(a.by.value_or(far), a.entry) < std::tuple(b.by.value_or(far), b.entry);
  return std::tie(b.done->on, a.entry) < std::tie(a.done->on, b.entry);
}

}  // namespace

std::vector<PlanAction> fold_plan(std::span<const Entry* const> entries) {
  std::vector<const Entry*> ordered(entries.begin(), entries.end());
  std::sort(ordered.begin(), ordered.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<PlanAction> plan;
  for (const Entry* entry : ordered)
    if (entry->kind.value == "plan.action") plan.push_back(action_of(*entry));
  for (const Entry* entry : ordered) {
    if (entry->kind.value != "plan.action-done") continue;
    const std::string of = entry->text_of("action");
    const auto action =
        std::find_if(plan.begin(), plan.end(), [&](const PlanAction& each) { return each.entry.value == of; });
    if (action == plan.end()) continue;
    action->done = ActionDone{.entry = entry->id,
                              .done = entry->text_of("done"),
                              .what_changed = entry->text_of("what-changed"),
                              .on = day_of(*entry)};
  }
  std::sort(plan.begin(), plan.end(), shown_first);
  return plan;
}

}  // namespace roundel
