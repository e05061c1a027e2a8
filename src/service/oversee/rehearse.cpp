#include "service/oversee/rehearse.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "service/oversee/vignettes.h"

namespace roundel::service {
namespace {

// Whom each practitioner of each agency works with, as involvements say, and of whom something is found. Whoever has an
// account of the pages judges for themselves.
using Caseloads = std::map<AgencyId, std::map<PractitionerId, std::vector<PersonId>>>;

Result<Caseloads> caseloads_of(Desk::Parts& parts) {
  const store::Cell cells[] = {parts.area.str(), std::int64_t{parts.today().days()}};
  const auto rows = parts.database->query(
      "SELECT DISTINCT i.agency, i.practitioner, i.person FROM involvement i JOIN finding f ON f.area = i.area AND "
      "f.person = i.person WHERE i.area = ? AND i.practitioner <> '' AND (i.until IS NULL OR i.until > ?) "
      "AND NOT EXISTS (SELECT 1 FROM account a WHERE a.area = i.area AND a.agency = i.agency AND "
      "a.practitioner = i.practitioner) "
      "ORDER BY i.agency, i.practitioner, i.person",
      cells);
  if (!rows) return fail(rows.error());
  Caseloads out;
  for (const store::Row& row : *rows)
    out[AgencyId(store::text(row[0]))][PractitionerId(store::text(row[1]))].emplace_back(store::text(row[2]));
  return out;
}

// An agency of the joint team that names nobody (the police) has its desk judge children whom social care works with
// and of whom it recorded something itself.
void add_desks(Caseloads& caseloads, const Standards& standards, int people) {
  std::vector<PersonId> of_team;
  for (const auto& [agency, of_each] : caseloads) {
    const Agency* known = standards.agency(agency);
    if (known == nullptr || known->kind != "social-care") continue;
    for (const auto& [practitioner, children] : of_each)
      of_team.insert(of_team.end(), children.begin(), children.end());
  }
  if (!standards.place) return;
  for (const Agency& agency : standards.place->agencies) {
    if (!agency.joint_team || caseloads.contains(agency.id)) continue;
    for (std::size_t i = 0; i < of_team.size(); ++i) {
      const auto desk = PractitionerId(fmt::format("desk-{:02}", 1 + i % static_cast<std::size_t>(people)));
      caseloads[agency.id][desk].push_back(of_team[i]);
    }
  }
}

// Children whom several agencies work with come first: of these, professions can be held against each other.
std::map<PersonId, int> agencies_of(const Caseloads& caseloads) {
  std::map<PersonId, std::set<AgencyId>> agencies;
  for (const auto& [agency, of_each] : caseloads)
    for (const auto& [practitioner, children] : of_each)
      for (const PersonId& child : children) agencies[child].insert(agency);
  std::map<PersonId, int> out;
  for (const auto& [child, of_child] : agencies) out[child] = static_cast<int>(of_child.size());
  return out;
}

Caller caller_of(const Desk::Parts& parts, const Agency& agency, const PractitionerId& practitioner) {
  return {.account = "rehearsal:" + agency.id.str() + "/" + practitioner.str(),
          .name = practitioner.str(),
          .practitioner = practitioner,
          .agency = agency.id,
          .area = parts.area,
          .role = agency.joint_team ? "joint-team" : "practitioner",
          .purpose = access::Purpose::safeguarding};
}

Done rate_all(Desk& desk, const Caller& who, const RehearseAsked& asked, Rehearsed& out) {
  Desk::Parts& parts = desk.parts();
  for (const Vignette& vignette : parts.vignettes) {
    const SaidOfVignette said = asked.rates(who, vignette);
    const auto done = rate_vignette(
        desk, who,
        {.vignette = vignette.code,
         .level = said.level,
         .sure = said.sure,
         .key = fmt::format("rehearsed/{}/{}/{}", parts.today().iso(), who.practitioner.str(), vignette.code)});
    if (!done) return done;
    ++out.rated;
  }
  return {};
}

bool recorded_lately(const ChildPage& page, const AgencyId& agency, Date today) {
  constexpr int months = 12;
  return std::any_of(page.picture.chronology.begin(), page.picture.chronology.end(), [&](const ChronologyItem& item) {
    return item.agency == agency && item.happened.to >= today.plus_months(-months);
  });
}

// What the agency says they are called: the involvement of a feed names its practitioner. Else their reference.
std::string name_of(const ChildPage& page, const Caller& who) {
  for (const Involvement& one : page.picture.involved)
    if (one.agency == who.agency && !one.until && !one.practitioner.empty()) return one.practitioner;
  return who.name;
}

// False where they would not judge the child: a tie that ended, no content, nothing found, or nothing of their own.
Result<bool> judge_one(Desk& desk, const Caller& who, const PersonId& child, const RehearseAsked& asked) {
  Desk::Parts& parts = desk.parts();
  const auto page = open_picture(desk, who, child, {});
  if (!page) return fail(page.error());
  if (!page->access.scope.any() || page->assessment.findings.empty()) return false;
  if (!recorded_lately(*page, who.agency, parts.today())) return false;
  const SaidOfChild said = asked.judges(who, child, rested_on(page->assessment, parts.standards));
  Caller named = who;
  named.name = name_of(*page, who);
  const auto done =
      judge_level(desk, named,
                  {.child = child,
                   .level = said.level,
                   .reason = said.reason,
                   .key = fmt::format("rehearsed/{}/{}/{}", parts.today().iso(), who.practitioner.str(), child.str())});
  if (!done) return fail(done.error());
  return true;
}

}  // namespace

Result<Rehearsed> rehearse(Desk& desk, const Caller& caller, const RehearseAsked& asked,
                           const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::rehearse); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  if (!parts.demonstration)
    return fail(Fault::refused, "this store holds no demonstration", "a store made from simulated feeds");
  auto caseloads = caseloads_of(parts);
  if (!caseloads) return fail(caseloads.error());
  add_desks(*caseloads, parts.standards, asked.practitioners);
  const std::map<PersonId, int> agencies = agencies_of(*caseloads);

  Rehearsed out;
  std::map<PersonId, int> judged_by;  // agencies
  std::int64_t agencies_done = 0;
  for (auto& [agency_id, of_each] : *caseloads) {
    if (progress) progress("agencies judging", ++agencies_done, static_cast<std::int64_t>(caseloads->size()));
    const Agency* agency = parts.standards.agency(agency_id);
    if (agency == nullptr) continue;
    std::set<PersonId> judged;
    int people = 0;
    for (auto& [practitioner, children] : of_each) {
      if (people++ == asked.practitioners) break;
      const Caller who = caller_of(parts, *agency, practitioner);
      if (const auto done = rate_all(desk, who, asked, out); !done) return fail(done.error());
      ++out.practitioners;
      std::stable_sort(children.begin(), children.end(),
                       [&](const PersonId& a, const PersonId& b) { return agencies.at(a) > agencies.at(b); });
      int theirs = 0;
      for (const PersonId& child : children) {
        if (theirs == asked.children) break;
        if (judged_by[child] >= asked.agencies || !judged.insert(child).second) continue;
        const auto done = judge_one(desk, who, child, asked);
        if (!done) return fail(done.error());
        if (!*done) continue;
        ++theirs;
        ++judged_by[child];
        ++out.judged;
      }
    }
  }
  return out;
}

}  // namespace roundel::service
