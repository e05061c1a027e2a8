#include "oversight/out_of_sight.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "picture/subjects.h"

namespace roundel::oversight {
namespace {

struct Opening {
  std::string_view opens;
  std::string_view closes;  // empty: only the closing of the case
  std::string_view what;
};
constexpr std::array openings = {
    Opening{"social-care.referral", "", "referral"},
    Opening{"social-care.assessment-started", "", "referral"},
    Opening{"social-care.in-need-plan-started", "social-care.in-need-plan-ended", "in-need plan"},
    Opening{"social-care.protection-plan-started", "social-care.protection-plan-ended", "protection plan"},
    Opening{"social-care.looked-after-started", "social-care.looked-after-ended", "looked after"},
    Opening{"early-help.episode-started", "", "episode"},
};

// The kind of entry that opens what is called so; the first of several.
KindCode kind_that_opens(std::string_view what) {
  for (const Opening& each : openings)
    if (each.what == what) return KindCode(std::string(each.opens));
  return KindCode("involvement.started");
}

bool says(const Entry& entry, std::string_view name, bool what) {
  const Value* value = entry.value(name);
  return value != nullptr && std::holds_alternative<bool>(*value) && std::get<bool>(*value) == what;
}

}  // namespace

void SightOf::add_need(const Entry& entry, Numbers<SourceId>& sources) {
  const auto note = [&](Step step, std::string_view what) {
    for (const SourceId& child : children_of(entry, standards_.vocabulary))
      needs_.push_back({.child = sources.of(child),
                        .day = day_of(entry),
                        .sequence = entry.sequence,
                        .entry = mark_of(entry.id),
                        .agency = agencies_.of(entry.agency),
                        .what = names_.of(std::string(what)),
                        .practitioner = names_.of(entry.practitioner.value),
                        .step = step});
  };
  const std::string& kind = entry.kind.value;
  if (kind == "social-care.case-closed" || kind == "early-help.closed") return note(Step::closes_all, "");
  if (kind == "social-care.referral" && says(entry, "no-further-action", true)) return;
  for (const Opening& each : openings) {
    if (kind == each.opens) return note(Step::opens, each.what);
    if (kind == each.closes) return note(Step::closes, each.what);
  }
  const bool started = kind == "involvement.started";
  if (!started && kind != "involvement.ended") return;
  const Agency* agency = standards_.agency(entry.agency);
  if (agency != nullptr && (agency->kind == "social-care" || agency->kind == "early-help"))
    note(started ? Step::opens : Step::closes, "involvement");
}

void SightOf::add(const Entry& entry, Numbers<SourceId>& sources) {
  add_need(entry, sources);
  const EntryKind* kind = standards_.vocabulary.kind(entry.kind.value);
  if (kind == nullptr) return;
  if (kind->contact && !says(entry, "child-seen", false))
    for (const SourceId& child : children_of(entry, standards_.vocabulary))
      seen_.push_back({sources.of(child), day_of(entry), mark_of(entry.id)});
  if (entry.kind.value == "identity.details" && entry.value("died") != nullptr)
    for (const SourceId& child : children_of(entry, standards_.vocabulary))
      died_.push_back({sources.of(child), day_of(entry), mark_of(entry.id)});
}

OutOfSight SightOf::finish(const People& people, const OversightAsked& asked) const {
  constexpr Date never(INT32_MIN);
  std::vector<Date> last_seen(people.ids.size(), never);
  for (const Seen& each : seen_)
    if (each.day <= asked.on && people.counts(each.entry)) {
      Date& last = last_seen[people.person[each.child]];
      last = std::max(last, each.day);
    }
  std::vector<bool> dead(people.ids.size());
  for (const Seen& each : died_)
    if (people.counts(each.entry)) dead[people.person[each.child]] = true;

  std::vector<Need> needs;
  for (const Need& each : needs_)
    if (each.day <= asked.on && people.counts(each.entry) && !dead[people.person[each.child]]) needs.push_back(each);
  // On one day what ends ends before what begins: a plan may follow a plan.
  std::sort(needs.begin(), needs.end(), [&](const Need& a, const Need& b) {
    const auto order = [&](const Need& n) {
      return std::tuple(people.person[n.child], n.day, n.step == Step::opens, n.sequence);
    };
    return order(a) < order(b);
  });

  OutOfSight out{.days = asked.out_of_sight_days, .with_open_need = 0, .unseen = 0};
  for (auto at = needs.begin(); at != needs.end();) {
    const std::uint32_t person = people.person[at->child];
    std::vector<Need> open;
    for (; at != needs.end() && people.person[at->child] == person; ++at) {
      if (at->step == Step::opens) {
        open.push_back(*at);
        continue;
      }
      const auto same = [&](const Need& need) {
        return need.agency == at->agency && (at->step == Step::closes_all || need.what == at->what);
      };
      const auto same_by = [&](const Need& need) { return same(need) && need.practitioner == at->practitioner; };
      // An end closes what its practitioner had open, or where there is nothing of theirs, all of the agency.
      const bool own = at->step == Step::closes && std::any_of(open.begin(), open.end(), same_by);
      std::erase_if(open, [&](const Need& need) { return own ? same_by(need) : same(need); });
    }
    if (open.empty()) continue;
    ++*out.with_open_need;
    const Date since = open.front().day;
    const Date last = last_seen[person];
    if (asked.on - std::max(since, last) <= asked.out_of_sight_days) continue;
    Unseen child{.child = people.ids[person], .agencies = {}, .open = {}, .open_since = since, .last_seen = {}};
    if (last != never) child.last_seen = last;
    for (const Need& need : open) {
      child.agencies.push_back(agencies_.name(need.agency));
      child.open.push_back(kind_that_opens(names_.name(need.what)));
    }
    std::sort(child.open.begin(), child.open.end());
    child.open.erase(std::unique(child.open.begin(), child.open.end()), child.open.end());
    std::sort(child.agencies.begin(), child.agencies.end());
    child.agencies.erase(std::unique(child.agencies.begin(), child.agencies.end()), child.agencies.end());
    for (const AgencyId& agency : child.agencies) out.by_agency[agency] = out.by_agency[agency].value_or(0) + 1;
    ++*out.unseen;
    out.children.push_back(std::move(child));
  }
  std::sort(out.children.begin(), out.children.end(),
            [](const Unseen& a, const Unseen& b) { return a.child < b.child; });
  return out;
}

void OpenNeeds::add(const Entry& entry) {
  if (entry.corrects) not_counted_.insert(mark_of(*entry.corrects));
  sight_.add(entry, sources_);
}

std::vector<Unseen> OpenNeeds::finish(const Membership& members) const {
  People people = people_of(sources_, members);
  people.not_counted = not_counted_;
  const Date last_day = Date::of(9999, 12, 31);
  return sight_.finish(people, {.from = last_day, .on = last_day, .out_of_sight_days = 0}).children;
}

}  // namespace roundel::oversight
