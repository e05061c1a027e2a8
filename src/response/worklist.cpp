#include "response/worklist.h"

#include <algorithm>
#include <tuple>

#include "core/text.h"
#include "picture/notifications.h"
#include "response/clocks.h"
#include "response/concerns.h"
#include "response/pathway.h"
#include "response/plans.h"
#include "response/requests.h"
#include "standards/front_door.h"

namespace roundel {
namespace {

const Entry* entry_of(std::span<const Entry* const> entries, const EntryId& id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry* each) { return each->id == id; });
  return found == entries.end() ? nullptr : *found;
}

void add_kinds_of(std::string_view kind, const Vocabulary& vocabulary, std::vector<std::string>& out) {
  const EntryKind* known = vocabulary.kind(kind);
  if (known == nullptr) return;
  for (const std::string& agency_kind : known->agency_kinds)
    if (std::find(out.begin(), out.end(), agency_kind) == out.end()) out.push_back(agency_kind);
}

void add_concerns(std::span<const Entry* const> entries, const std::vector<RunningClock>& clocks,
                  std::vector<OpenWork>& out) {
  for (const Concern& concern : fold_concerns(entries)) {
    if (concern.decision) continue;
    OpenWork work{.kind = WorkKind::concern,
                  .entry = concern.entry,
                  .what = "Decide the response to a concern",
                  .turn = {.joint_team = true, .agency = {}, .agency_kinds = {}, .person = {}},
                  .asked_by = concern.from,
                  .asked_by_practitioner = concern.by,
                  .since = concern.raised.date(),
                  .by = {}};
    for (const RunningClock& clock : clocks)
      if (clock.entry == concern.entry && (!work.by || clock.due < *work.by)) work.by = clock.due;
    out.push_back(std::move(work));
  }
}

void add_notifications(std::span<const Entry* const> entries, const std::vector<RunningClock>& clocks,
                       const Standards& standards, Date on, std::vector<OpenWork>& out) {
  Notifications told(standards);
  for (const Entry* entry : entries) told.add(*entry);
  for (const Notification& one : told.finish([](const SourceId&) { return PersonId("the child"); })) {
    if (!waits_on(one, standards.notifications, on)) continue;
    OpenWork work{.kind = WorkKind::concern,
                  .entry = one.entry,
                  .what = "Decide the response to a notification",
                  .turn = {.joint_team = true, .agency = {}, .agency_kinds = {}, .person = {}},
                  .asked_by = one.agency,
                  .asked_by_practitioner = one.practitioner,
                  .since = one.told.date(),
                  .by = {},
                  .waits_until = one.known.plus_days(standards.notifications.waits_days)};
    const auto clock = std::ranges::find_if(
        clocks, [&](const RunningClock& each) { return each.code == notification_clock && each.entry == one.entry; });
    if (clock != clocks.end()) {
      work.by = clock->due;
      work.by_at = clock->due_at;
    }
    out.push_back(std::move(work));
  }
}

void add_requests(std::span<const Entry* const> entries, std::vector<OpenWork>& out) {
  for (const InformationRequest& request : fold_requests(entries)) {
    if (!request.open()) continue;
    const Entry* entry = entry_of(entries, request.entry);
    out.push_back({.kind = WorkKind::request,
                   .entry = request.entry,
                   .what = "Answer a request",
                   .turn = {.joint_team = false, .agency = request.of, .agency_kinds = {}, .person = {}},
                   .asked_by = request.from,
                   .asked_by_practitioner = entry == nullptr ? PractitionerId() : entry->practitioner,
                   .since = request.asked,
                   .by = request.needed_by});
  }
}

bool is_settled(const RunningClock& clock) { return clock.met || clock.ended; }

// The kinds of the steps that lead on from a stage of the visit.
std::vector<std::string_view> kinds_after(Stage stage) {
  std::vector<std::string_view> out;
  for (const Step& step : steps())
    for (const Effect& effect : step.effects)
      if (effect.track == Track::visit && effect.to != stage && std::ranges::count(effect.from, stage) > 0)
        out.push_back(step.kind);
  return out;
}

// A visit that was wanted and is not recorded as made: it waits for whoever may record the step that leads on. Gives
// back the time limit that the same decision started for it: that is the visit's last day, and no line of its own.
const RunningClock* add_visit(std::span<const Entry* const> entries, const std::vector<RunningClock>& clocks,
                              const Standards& standards, std::vector<OpenWork>& out) {
  const Pathway pathway = fold_pathway(entries);
  const TrackStanding& visit = pathway.at(Track::visit);
  if (!is_open(visit.stage)) return nullptr;
  OpenWork work{.kind = WorkKind::visit,
                .entry = visit.entry,
                .what = "Make the visit that was decided, and record it",
                .turn = {},
                .asked_by = {},
                .asked_by_practitioner = {},
                .since = visit.since,
                .by = {}};
  const auto leads_on = kinds_after(visit.stage);
  for (const std::string_view kind : leads_on) add_kinds_of(kind, standards.vocabulary, work.turn.agency_kinds);
  work.turn.joint_team = work.turn.agency_kinds.empty();  // any service may make it: who decided on it sees to it
  const auto limit = std::ranges::find_if(clocks, [&](const RunningClock& clock) {
    const ClockRule* rule = standards.clock_on(clock.code, clock.started);
    return clock.entry == visit.entry && !is_settled(clock) && rule != nullptr &&
           std::ranges::any_of(leads_on,
                               [&](std::string_view kind) { return std::ranges::count(rule->meets, kind) > 0; });
  });
  if (limit != clocks.end()) {
    work.by = limit->due;
    work.by_at = limit->due_at;
  }
  out.push_back(std::move(work));
  return limit == clocks.end() ? nullptr : &*limit;
}

// What a concern started is told with the concern, and that of a visit with the visit. One that stands still waits for
// nobody but whoever lets it go on.
void add_clocks(std::span<const Entry* const> entries, const std::vector<RunningClock>& clocks,
                const Standards& standards, const RunningClock* of_visit, std::vector<OpenWork>& out) {
  for (const RunningClock& clock : clocks) {
    if (is_settled(clock) || clock.paused_since || &clock == of_visit) continue;
    const Entry* start = entry_of(entries, clock.entry);
    const ClockRule* rule = standards.clock_on(clock.code, clock.started);
    const bool of_concern = clock.code == notification_clock || (start && start->kind.value == "concern.raised");
    if (rule == nullptr || start == nullptr || of_concern) continue;
    OpenWork work{.kind = WorkKind::clock,
                  .entry = clock.entry,
                  .what = clock.name,
                  .turn = {},
                  .asked_by = {},
                  .asked_by_practitioner = {},
                  .since = clock.started,
                  .by = clock.due,
                  .by_at = clock.due_at,
                  .clock = clock.code,
                  .waits_until = clock.lapses ? std::optional(clock.lapses->plus_days(-1)) : std::nullopt};
    for (const std::string& kind : rule->meets) add_kinds_of(kind, standards.vocabulary, work.turn.agency_kinds);
    out.push_back(std::move(work));
  }
}

AgencyId agency_called(const std::string& said, const Standards& standards) {
  if (!standards.place || said.empty()) return {};
  for (const Agency& agency : standards.place->agencies)
    if (agency.id.str() == said || lower(agency.name) == lower(said)) return agency.id;
  return {};
}

void add_actions(std::span<const Entry* const> entries, const Standards& standards, std::vector<OpenWork>& out) {
  for (const PlanAction& action : fold_plan(entries)) {
    if (action.done && action.done->done == "done") continue;
    out.push_back({.kind = WorkKind::action,
                   .entry = action.entry,
                   .what = action.action,
                   .turn = {.joint_team = false,
                            .agency = agency_called(action.agency, standards),
                            .agency_kinds = {},
                            .person = action.who},
                   .asked_by = {},
                   .asked_by_practitioner = {},
                   .since = action.agreed,
                   .by = action.by});
  }
}

}  // namespace

std::string_view word(WorkKind kind) {
  switch (kind) {
    case WorkKind::concern:
      return "concern";
    case WorkKind::request:
      return "request";
    case WorkKind::visit:
      return "visit";
    case WorkKind::clock:
      return "clock";
    case WorkKind::action:
      break;
  }
  return "action";
}

std::string_view work_name(WorkKind kind) {
  switch (kind) {
    case WorkKind::concern:
      return "Concern";
    case WorkKind::request:
      return "Request";
    case WorkKind::visit:
      return "Visit";
    case WorkKind::clock:
      return "Time limit";
    case WorkKind::action:
      break;
  }
  return "Plan";
}

Result<WorkKind> parse_work_kind(std::string_view text) {
  for (const WorkKind kind : {WorkKind::concern, WorkKind::request, WorkKind::visit, WorkKind::clock, WorkKind::action})
    if (word(kind) == text) return kind;
  return fail(Fault::bad_input, "this is no kind of work", "concern, request, visit, clock or action");
}

bool is_turn_of(const Turn& turn, const Agency& agency) {
  if (turn.joint_team) return agency.joint_team;
  if (!turn.agency.empty()) return turn.agency == agency.id;
  return std::ranges::count(turn.agency_kinds, agency.kind) > 0;
}

std::string turn_words(const Turn& turn, const Standards& standards) {
  if (turn.joint_team) return "The joint team";
  std::string out = turn.person;
  const auto add = [&](const std::string& name) { out += (out.empty() ? "" : ", ") + name; };
  if (!turn.agency.empty()) add(standards.agency_name(turn.agency));
  for (const std::string& code : turn.agency_kinds) {
    const AgencyKind* kind = standards.vocabulary.agency_kind(code);
    add(kind == nullptr ? code : kind->name);
  }
  return out.empty() ? "Nobody is named" : out;
}

std::vector<OpenWork> fold_work(std::span<const Entry* const> entries, const Standards& standards, AskedOn on) {
  const std::vector<RunningClock> clocks = fold_clocks(entries, standards, on, nullptr);
  std::vector<OpenWork> out;
  add_concerns(entries, clocks, out);
  add_notifications(entries, clocks, standards, on.day, out);
  add_requests(entries, out);
  const RunningClock* of_visit = add_visit(entries, clocks, standards, out);
  add_clocks(entries, clocks, standards, of_visit, out);
  add_actions(entries, standards, out);
  std::stable_sort(out.begin(), out.end(), [](const OpenWork& a, const OpenWork& b) {
    const Date far(1'000'000);
    return std::tuple(a.by.value_or(far), a.since, a.entry) < std::tuple(b.by.value_or(far), b.since, b.entry);
  });
  return out;
}

}  // namespace roundel
