#include "service/derived/open_work.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "access/access.h"
#include "core/text.h"
#include "picture/involvement.h"
#include "picture/notifications.h"
#include "picture/subjects.h"
#include "response/handover.h"
#include "response/pathway.h"
#include "response/worklist.h"
#include "service/derived/clock_rows.h"

namespace roundel::service {
namespace {

using store::Cell;
using store::Row;

using Named = std::pair<AgencyId, PractitionerId>;

// Who works with the child, as far as a list asks.
struct Around {
  bool with_team = false;
  std::set<AgencyId> involved;
  std::set<Named> named;
  std::map<Named, std::string> successor;           // the name of who took over from them
  std::map<std::string, std::string> successor_of;  // the same, by their name in lower case
};

struct Line {
  std::string list;
  Side side = Side::waits;
  std::string waits_for;
};

Around around_of(std::span<const Entry* const> own, const std::vector<Handover>& handovers, const Standards& standards,
                 Date on) {
  Around around{.with_team = access::is_with_joint_team(own, standards, on),
                .involved = {},
                .named = {},
                .successor = {},
                .successor_of = {}};
  for (const Spell& spell : involvement_spells({own.begin(), own.end()})) {
    if (spell.until && *spell.until <= on) continue;
    around.involved.insert(spell.agency);
    if (!spell.practitioner.empty()) around.named.emplace(spell.agency, spell.practitioner);
  }
  for (const Handover& one : handovers) {
    around.successor[{one.agency, one.from}] = one.to_name;
    around.successor_of[lower(one.from_name)] = one.to_name;
    around.successor.erase({one.agency, one.to});
    around.successor_of.erase(lower(one.to_name));
  }
  return around;
}

bool is_of_team(const Turn& turn, const Standards& standards) {
  return standards.place && std::ranges::any_of(standards.place->agencies, [&](const Agency& agency) {
           return agency.joint_team && is_turn_of(turn, agency);
         });
}

bool is_joint(const AgencyId& agency, const Standards& standards) {
  const Agency* known = standards.agency(agency);
  return known != nullptr && known->joint_team;
}

// The front door's turn is the team's, not that of one service.
Side side_of_service(const OpenWork& work, const AgencyId& service, const Standards& standards) {
  const Agency* agency = standards.agency(service);
  return agency != nullptr && !work.turn.joint_team && is_turn_of(work.turn, *agency) ? Side::to_do : Side::waits;
}

void add_for_team(const OpenWork& work, const Around& around, const Standards& standards, const std::string& waits_for,
                  std::vector<Line>& out) {
  if (!around.with_team && work.kind != WorkKind::request) return;
  if (is_of_team(work.turn, standards))
    out.push_back({.list = list_of_team(), .side = Side::to_do, .waits_for = waits_for});
  else if (work.asked_by.empty() || is_joint(work.asked_by, standards))
    out.push_back({.list = list_of_team(), .side = Side::waits, .waits_for = waits_for});
}

void add_for_services(const OpenWork& work, const Around& around, const Standards& standards,
                      const std::string& waits_for, std::vector<Line>& out) {
  std::set<AgencyId> services = around.involved;
  for (const AgencyId& one : {work.turn.agency, work.asked_by})
    if (!one.empty()) services.insert(one);
  for (const AgencyId& service : services) {
    const Side side = side_of_service(work, service, standards);
    if (side == Side::to_do || work.asked_by.empty() || work.asked_by == service)
      out.push_back({.list = list_of_service(service), .side = side, .waits_for = waits_for});
  }
  if (work.kind == WorkKind::request)
    out.push_back({.list = list_of_requests(work.turn.agency), .side = Side::to_do, .waits_for = waits_for});
}

void add_for_people(const OpenWork& work, const Around& around, const Standards& standards,
                    const std::string& waits_for, std::vector<Line>& out) {
  if (!work.turn.person.empty()) {
    const auto successor = around.successor_of.find(lower(trimmed(work.turn.person)));
    const bool handed = successor != around.successor_of.end();
    out.push_back({.list = list_of_name(work.turn.person),
                   .side = handed ? Side::handed_over : Side::to_do,
                   .waits_for = handed ? successor->second : waits_for});
  }
  if (!work.asked_by.empty() && !work.asked_by_practitioner.empty())
    out.push_back({.list = list_of_practitioner(work.asked_by, work.asked_by_practitioner),
                   .side = Side::waits,
                   .waits_for = waits_for});
  if (!work.asked_by.empty()) return;
  for (const Named& one : around.named) {
    Line line{.list = list_of_practitioner(one.first, one.second), .side = Side::waits, .waits_for = waits_for};
    const Agency* agency = standards.agency(one.first);
    if (agency != nullptr && is_turn_of(work.turn, *agency)) line.side = Side::to_do;
    const auto successor = around.successor.find(one);
    if (line.side == Side::to_do && successor != around.successor.end()) {
      line.side = Side::handed_over;
      line.waits_for = successor->second;
    }
    out.push_back(std::move(line));
  }
}

std::vector<Line> lines_of(const OpenWork& work, const Around& around, const Standards& standards) {
  std::vector<Line> out;
  const std::string waits_for = turn_words(work.turn, standards);
  add_for_team(work, around, standards, waits_for, out);
  add_for_services(work, around, standards, waits_for, out);
  add_for_people(work, around, standards, waits_for, out);
  return out;
}

std::int64_t late_at(const OpenWork& work) {
  if (work.by_at) return work.by_at->micros() + 1;
  return work.by ? Timestamp::start_of(work.by->plus_days(1)).micros() : never_late;
}

Cell day_or_none(const std::optional<Date>& day) {
  if (!day) return store::Null{};
  return std::int64_t{day->days()};
}

std::string right_needed(const Entry& entry, const Vocabulary& vocabulary) {
  const EntryKind* kind = vocabulary.kind(entry.kind.str());
  const SharingClass* sharing = vocabulary.sharing_class(!entry.sharing.empty() ? entry.sharing
                                                         : kind != nullptr      ? kind->sharing
                                                                                : std::string());
  if (sharing == nullptr) return "agency";
  if (sharing->sensitive) return "sensitive";
  return sharing->joint_team ? "joint" : "agency";
}

Row row_of(const AreaCode& area, const PersonId& child, const OpenWork& work, const Line& line, const Entry& entry,
           bool with_team, const Standards& standards) {
  Cell by_at = store::Null{};
  if (work.by_at) by_at = work.by_at->micros();
  const std::int64_t until = work.waits_until ? std::int64_t{work.waits_until->days()} : until_done;
  return {area.str(),
          line.list,
          late_at(work),
          std::int64_t{work.since.days()},
          work.entry.str(),
          std::string(word(work.kind)) + (work.clock.empty() ? "" : "/" + work.clock),
          child.str(),
          static_cast<std::int64_t>(line.side),
          until,
          std::string(word(work.kind)),
          work.what,
          day_or_none(work.by),
          by_at,
          line.waits_for,
          work.asked_by.str(),
          work.asked_by_practitioner.str(),
          work.turn.agency.str(),
          work.turn.person,
          entry.agency.str(),
          right_needed(entry, standards.vocabulary),
          std::int64_t{with_team}};
}

Row row_of(const AreaCode& area, const PersonId& child, const Handover& one, std::string list) {
  return {area.str(),       std::move(list),
          never_late,       std::int64_t{one.on.days()},
          one.entry.str(),  std::string("handover"),
          child.str(),      static_cast<std::int64_t>(Side::handed_over),
          until_done,       std::string("handover"),
          std::string(),    store::Null{},
          store::Null{},    one.to_name,
          std::string(),    std::string(),
          one.agency.str(), std::string(),
          one.agency.str(), std::string("agency"),
          std::int64_t{0}};
}

constexpr std::size_t key_columns = 7;

bool same_key(const Row& a, const Row& b) {
  return std::equal(a.begin(), a.begin() + key_columns, b.begin(), b.begin() + key_columns);
}

}  // namespace

std::string list_of_team() { return "team"; }
std::string list_of_service(const AgencyId& agency) { return "service:" + agency.str(); }
std::string list_of_requests(const AgencyId& agency) { return "asked:" + agency.str(); }
std::string list_of_practitioner(const AgencyId& agency, const PractitionerId& one) {
  return "person:" + agency.str() + "/" + one.str();
}
std::string list_of_name(std::string_view name) { return "name:" + lower(trimmed(name)); }
std::string list_of_handovers(const AgencyId& agency) { return "handed:" + agency.str(); }
std::string list_of_handovers(const AgencyId& agency, const PractitionerId& one) {
  return "handed:" + agency.str() + "/" + one.str();
}

std::vector<store::Row> work_rows(const AreaCode& area, const PersonId& child, std::span<const Entry* const> own,
                                  const Standards& standards, Date on) {
  std::vector<Row> rows;
  const auto open = fold_work(own, standards, on);
  const auto handovers = fold_handovers(own);
  if (open.empty() && handovers.empty()) return rows;
  const Around around = around_of(own, handovers, standards, on);
  std::map<EntryId, const Entry*> by_id;
  for (const Entry* entry : own) by_id.emplace(entry->id, entry);
  for (const OpenWork& work : open)
    for (const Line& line : lines_of(work, around, standards))
      rows.push_back(row_of(area, child, work, line, *by_id.at(work.entry), around.with_team, standards));
  for (const Handover& one : handovers)
    for (std::string list : {list_of_handovers(one.agency), list_of_handovers(one.agency, one.from),
                             list_of_handovers(one.agency, one.to)})
      rows.push_back(row_of(area, child, one, std::move(list)));
  // Whoever asked and is named too stands once: to do before waiting.
  std::sort(rows.begin(), rows.end());
  std::reverse(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end(), same_key), rows.end());
  std::reverse(rows.begin(), rows.end());
  return rows;
}

MayHaveWork::MayHaveWork(const Standards& standards, Date on)
    : standards_(standards),
      waits_from_(waits_from(standards.notifications, on)),
      counted_from_(first_day_counted(on)) {
  kinds_ = {"concern.raised", "request.information", "plan.action", "work.handed-over"};
  for (const ClockRule& rule : standards.clocks)
    if (!rule.starts.empty() && !rule.lapses_days) kinds_.insert(rule.starts);
  for (const ClockRule& rule : standards.clocks)
    if (!rule.starts.empty() && rule.lapses_days) lapsing_[rule.starts].push_back(&rule);
  for (const Step& step : steps())
    for (const Effect& effect : step.effects)
      if (effect.track == Track::visit && is_open(effect.to)) kinds_.emplace(step.kind);
}

bool MayHaveWork::starts_what_lapses(const Entry& entry) const {
  const auto clocks = lapsing_.find(entry.kind.str());
  return clocks != lapsing_.end() && std::ranges::any_of(clocks->second, [&](const ClockRule* rule) {
           return may_be_open(*rule, standards_, day_of(entry), counted_from_);
         });
}

void MayHaveWork::add(const Entry& entry) {
  const bool opens = kinds_.contains(entry.kind.str()) || starts_what_lapses(entry) ||
                     (entry.known >= waits_from_ && is_notification(entry, standards_));
  if (!opens) return;
  for (const SourceId& child : children_of(entry)) sources_.insert(child);
}

}  // namespace roundel::service
