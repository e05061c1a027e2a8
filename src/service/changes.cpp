#include <map>

#include "picture/age.h"
#include "service/family_loader.h"
#include "service/projections.h"

namespace roundel::service {
namespace {

constexpr std::int64_t most_changes = 100;

// The children whose changes the caller works with: their own caseload; for the joint team also every child with a
// concern or with open early help or social care.
constexpr std::string_view my_caseload =
    "SELECT person FROM involvement WHERE area = ? AND agency = ? AND practitioner = ? AND until IS NULL";
constexpr std::string_view joint_team_list =
    " UNION SELECT person FROM concern WHERE area = ? UNION SELECT person FROM involvement WHERE area = ? AND until IS "
    "NULL "
    "AND agency IN ('social-care', 'early-help')";

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

}  // namespace

Result<ChangesToday> see_changes(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_changes); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  std::string children(my_caseload);
  std::vector<store::Cell> cells = {parts.area.str(), caller.agency.str(), caller.practitioner.str()};
  if (caller.role == "joint-team") {
    children += joint_team_list;
    cells.insert(cells.end(), {parts.area.str(), parts.area.str()});
  }
  const auto count = parts.database->query("SELECT COUNT(DISTINCT person) FROM (" + children + ") AS mine", cells);
  if (!count) return fail(count.error());

  ChangesToday out;
  out.children_in_view = static_cast<int>(store::number(count->front()[0]));
  out.since = parts.today().plus_days(-days_of_changes);
  const store::Cell area[] = {parts.area.str()};
  const auto place = parts.database->query("SELECT assessed FROM place WHERE area = ?", area);
  if (!place) return fail(place.error());
  if (!place->empty() && !std::holds_alternative<store::Null>(place->front()[0]))
    out.assessed = Timestamp::start_of(Date(static_cast<std::int32_t>(store::number(place->front()[0]))));

  cells.insert(cells.begin(), {parts.area.str(), Timestamp::start_of(out.since).micros()});
  cells.emplace_back(most_changes);
  const auto rows = parts.database->query(
      "SELECT person, at, kind, subject, needs, name, born, reason FROM change WHERE area = ? AND at >= ? AND needs <> "
      "'agency' "
      "AND person IN (" +
          children + ") ORDER BY at DESC, person LIMIT ?",
      cells);
  if (!rows) return fail(rows.error());
  std::map<PersonId, bool> sensitive;
  for (const auto& row : *rows) {
    Change change{.child = PersonId(store::text(row[0])),
                  .name = store::text(row[5]),
                  .age = {},
                  .reason = store::text(row[7]),
                  .kind = store::text(row[2]),
                  .subject = store::text(row[3]),
                  .needs = store::text(row[4]),
                  .at = Timestamp(store::number(row[1]))};
    if (!std::holds_alternative<store::Null>(row[6]))
      change.age = age_in_words(Date(static_cast<std::int32_t>(store::number(row[6]))), parts.today());
    if (change.needs == "sensitive") {
      const auto may = may_read_sensitive(parts, caller, change.child, sensitive);
      if (!may) return fail(may.error());
      if (!*may) continue;
    }
    out.changes.push_back(std::move(change));
  }
  return out;
}

Result<std::vector<LiveEvent>> follow_live_changes(Desk& desk, const Caller& caller, std::int64_t after) {
  Desk::Parts& parts = desk.parts();
  const auto decision = access::decide(caller, access::UseCase::follow_live_changes, parts.rules);
  if (!decision.allowed) return fail(Fault::refused, decision.why, "a role that may do this");
  // Names are looked up after the reading: a connection answers one question at a time.
  std::vector<std::pair<LiveEvent, SourceId>> news;
  const auto read = parts.ledger->read_all(parts.area, after, [&](const Entry& entry) {
    const std::string& kind = entry.kind.str();
    if (kind == "concern.raised" || kind == "response.decided" || kind.starts_with("judgement."))
      news.push_back({{.number = entry.sequence + 1, .kind = kind, .child = {}}, entry.about.front().source});
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
