#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "picture/age.h"
#include "picture/notifications.h"
#include "picture/subjects.h"
#include "service/derived/changes_of.h"
#include "service/derived/projections.h"
#include "service/family_loader.h"
#include "service/in_view.h"
#include "service/oversee/put_off.h"
#include "service/show.h"

namespace roundel::service {
namespace {

// More lines than anybody reads in a morning; where there are more, the page says so.
constexpr std::int64_t most_changes = 500;

// A sentence that rests on sensitive entries is for those whose tie to this child lets them read such entries.
Result<bool> may_read_sensitive(Desk::Parts& parts, const Caller& caller, const PersonId& child,
                                std::map<PersonId, bool>& known) {
  if (const auto found = known.find(child); found != known.end()) return found->second;
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const access::Tie tie = access::tie_of(caller, (*family)->own, parts.standards, parts.now());
  const bool may = access::decide_about_child(caller, access::UseCase::open_picture, tie, parts.rules).scope.sensitive;
  known.emplace(child, may);
  return may;
}

Change change_of(const store::Row& row, Date today) {
  Change change{.child = PersonId(store::text(row[0])),
                .name = store::text(row[5]),
                .age = {},
                .reason = store::text(row[7]),
                .kind = store::text(row[2]),
                .subject = store::text(row[3]),
                .needs = store::text(row[4]),
                .at = Timestamp(store::number(row[1])),
                .family = PersonId(store::text(row[0]))};
  if (!std::holds_alternative<store::Null>(row[6]))
    change.age = age_in_words(Date(static_cast<std::int32_t>(store::number(row[6]))), today);
  return change;
}

// Every change since `since` for the children in view, newest first; what the caller may not read is counted only.
Result<std::vector<Change>> changes_in_view(Desk::Parts& parts, const Caller& caller, const InView& view, Date since,
                                            NotShown& not_shown) {
  std::vector<store::Cell> cells = view.cells;
  cells.insert(cells.begin(), {parts.area.str(), Timestamp::start_of(since).micros()});
  cells.emplace_back(most_changes + 1);
  const auto rows = parts.database->query(
      "SELECT person, at, kind, subject, needs, name, born, reason FROM change WHERE area = ? AND at >= ? AND person "
      "IN (" +
          view.children + ") ORDER BY at DESC, person LIMIT ?",
      cells);
  if (!rows) return fail(rows.error());
  not_shown.more = static_cast<std::int64_t>(rows->size()) > most_changes;
  std::vector<Change> out;
  std::map<PersonId, bool> sensitive;
  for (const auto& row : *rows) {
    if (static_cast<std::int64_t>(out.size()) == most_changes) break;
    Change change = change_of(row, parts.today());
    bool may = change.needs != "agency";
    if (change.needs == "sensitive") {
      const auto told = may_read_sensitive(parts, caller, change.child, sensitive);
      if (!told) return fail(told.error());
      may = *told;
    }
    if (may)
      out.push_back(std::move(change));
    else
      ++not_shown.changes_not_readable;
  }
  return out;
}

Result<std::set<PersonId>> children_of_query(Desk::Parts& parts, const InView& view) {
  const auto rows = parts.database->query("SELECT DISTINCT person FROM (" + view.children + ") AS mine", view.cells);
  if (!rows) return fail(rows.error());
  std::set<PersonId> out;
  for (const auto& row : *rows) out.emplace(store::text(row[0]));
  return out;
}

// Takes what is put off out of the list, and puts back what was put off until today or before.
Done sort_out_put_off(Desk::Parts& parts, const Caller& caller, const std::set<PersonId>& in_view, Date since,
                      ChangesToday& out) {
  auto put_off = put_off_on_list_of(parts, caller, since);
  if (!put_off) return fail(put_off.error());
  std::set<PersonId> held;
  for (PutOff& one : *put_off) {
    if (!in_view.contains(one.child)) continue;
    auto named = name_and_age(parts, one.child);
    if (!named) return fail(named.error());
    one.name = std::move(named->name);
    one.age = std::move(named->age);
    if (one.until <= parts.today()) {
      out.changes.push_back({.child = one.child,
                             .name = one.name,
                             .age = one.age,
                             .reason = fmt::format("Back on the list: {} put it off until {}. {}", one.author,
                                                   one.until.text(), one.reason),
                             .kind = "back",
                             .subject = one.entry.str(),
                             .needs = "joint",
                             .at = Timestamp::start_of(one.until),
                             .family = one.child});
      continue;
    }
    one.changes = static_cast<int>(
        std::erase_if(out.changes, [&](const Change& change) { return holds_back(one, change, parts.today()); }));
    held.insert(one.child);
    out.not_shown.put_off.push_back(std::move(one));
  }
  out.not_shown.children_put_off = static_cast<int>(held.size());
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const Change& a, const Change& b) { return a.at > b.at; });
  return {};
}

// Children who share a parent are one family, called after the one whose reference comes first.
Done name_families(Desk::Parts& parts, std::vector<Change>& changes) {
  std::map<PersonId, PersonId> family;  // child → family
  std::set<PersonId> told_of;
  for (const Change& change : changes) {
    family.emplace(change.child, change.child);
    told_of.insert(change.child);
  }
  std::map<PersonId, std::vector<PersonId>> children_of;  // parent → children
  const auto parents =
      store::ask_for_many(*parts.database, "SELECT other, child FROM tie WHERE area = ? AND parent = 1 AND child IN",
                          parts.area.str(), keys_of(told_of), [&](const store::Row& row) {
                            children_of[PersonId(store::text(row[0]))].emplace_back(store::text(row[1]));
                            return true;
                          });
  if (!parents) return fail(parents.error());
  const auto rename = [&](const PersonId& from, const PersonId& to) {
    for (auto& [child, named] : family)
      if (named == from) named = to;
  };
  for (const auto& [parent, children] : children_of)
    for (const PersonId& child : children) {
      const PersonId a = family[children.front()];
      const PersonId b = family[child];
      if (a != b) rename(std::max(a, b), std::min(a, b));
    }
  for (Change& change : changes) change.family = family[change.child];
  return {};
}

}  // namespace

Result<ChangesToday> see_changes(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_changes); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const InView view = in_view_of(parts, caller, works_from_the_team_list(caller));
  const auto in_view = children_of_query(parts, view);
  if (!in_view) return fail(in_view.error());

  ChangesToday out;
  out.children_in_view = static_cast<int>(in_view->size());
  out.families_a_page = parts.standards.limits[LimitOf::families_a_page];
  out.most_days_put_off = parts.standards.limits[LimitOf::days_put_off];
  out.since = parts.today().plus_days(-days_of_changes);
  const store::Cell area[] = {parts.area.str()};
  const auto place = parts.database->query("SELECT assessed FROM place WHERE area = ?", area);
  if (!place) return fail(place.error());
  if (!place->empty() && !std::holds_alternative<store::Null>(place->front()[0]))
    out.assessed = Timestamp::start_of(Date(static_cast<std::int32_t>(store::number(place->front()[0]))));

  auto changes = changes_in_view(parts, caller, view, out.since, out.not_shown);
  if (!changes) return fail(changes.error());
  out.changes = std::move(*changes);
  std::set<PersonId> changed;
  for (const Change& change : out.changes) changed.insert(change.child);
  out.not_shown.children_unchanged = out.children_in_view - static_cast<int>(changed.size());
  if (const auto done = sort_out_put_off(parts, caller, *in_view, out.since, out); !done) return fail(done.error());
  if (const auto done = name_families(parts, out.changes); !done) return fail(done.error());
  return out;
}

namespace {

// What everybody who follows is told of an entry; empty: nothing. Of a feed and of what agencies ask each other only
// that there is something: its kind would say more of a child than who follows may read.
std::string live_kind(const Entry& entry, const Standards& standards) {
  const std::string& kind = entry.kind.str();
  if (kind == "concern.raised" || kind == "response.decided" || kind.starts_with("judgement.")) return kind;
  if (kind.starts_with("request.")) return "request";
  if (kind.starts_with("work.")) return "work";
  return is_notification(entry, standards) ? "notification" : "";
}

}  // namespace

Result<std::vector<LiveEvent>> follow_live_changes(Desk& desk, const Caller& caller, std::int64_t after) {
  Desk::Parts& parts = desk.parts();
  const auto decision = access::decide(caller, access::UseCase::follow_live_changes, parts.rules);
  if (!decision.allowed) return fail(Fault::refused, decision.why, "a role that may do this");
  // Names are looked up after the reading: a connection answers one question at a time.
  std::vector<std::pair<LiveEvent, SourceId>> news;
  const auto read = parts.ledger->read_all(parts.area, after, [&](const Entry& entry) {
    const std::string kind = live_kind(entry, parts.standards);
    if (kind.empty()) return true;
    for (const SourceId& child : children_of(entry))
      news.push_back({{.number = entry.sequence + 1, .kind = kind, .child = {}}, child});
    return true;
  });
  if (!read) return fail(read.error());
  std::vector<LiveEvent> out;
  for (auto& [event, source] : news) {
    const auto person = person_of(parts, source);
    if (!person) return fail(person.error());
    event.child = *person;
    out.push_back(std::move(event));
  }
  return out;
}

Result<std::int64_t> live_position(Desk& desk) { return desk.parts().ledger->size(desk.parts().area); }

}  // namespace roundel::service
