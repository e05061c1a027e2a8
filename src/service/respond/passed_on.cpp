#include "service/respond/passed_on.h"

#include <algorithm>

#include <fmt/format.h>

#include "picture/notifications.h"
#include "service/respond/concern_rows.h"

namespace roundel::service {
namespace {

// By form and by feed. A contact that social care's own duty desk took down was passed on by somebody else.
constexpr std::string_view sent_by_service =
    "(SELECT person, entry, raised FROM concern WHERE area = ? AND agency = ? "
    "UNION ALL SELECT person, entry, told FROM notification WHERE area = ? AND agency = ?) AS sent";

Result<std::int64_t> count_of(Desk::Parts& parts, std::string_view query, const std::vector<store::Cell>& cells) {
  const auto rows = parts.database->query(query, cells);
  if (!rows) return fail(rows.error());
  return store::number(rows->front()[0]);
}

// Without a word of the child: when it was sent, what way, and what was decided.
ConcernRow told_bare(const ConcernRow& row) {
  ConcernRow bare;
  bare.from_agency = row.from_agency;
  bare.concern.entry = row.concern.entry;
  bare.concern.from = row.concern.from;
  bare.concern.raised = row.concern.raised;
  bare.concern.by_feed = row.concern.by_feed;
  if (row.concern.decision)
    bare.concern.decision = Decision{.entry = row.concern.decision->entry,
                                     .choice = row.concern.decision->choice,
                                     .reason = {},
                                     .practitioner = {},
                                     .agency = row.concern.decision->agency,
                                     .at = row.concern.decision->at,
                                     .said = {}};
  return bare;
}

Result<bool> reads_own(Desk::Parts& parts, const Caller& caller, const PersonId& child) {
  const auto family = load_family(parts, child, Since::asked_just_now);
  if (!family) return fail(family.error());
  const access::Tie tie = access::tie_of(caller, (*family)->own, parts.standards, parts.now());
  return access::decide_about_child(caller, access::UseCase::see_passed_on, tie, parts.rules).scope.own;
}

}  // namespace

Result<std::vector<ConcernRow>> see_my_concerns(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_my_concerns); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const std::string &area = parts.area.str(), &agency = caller.agency.str(), &me = caller.practitioner.str();
  const auto mine =
      asked_for(parts,
                "SELECT person, entry, raised FROM (SELECT person, entry, raised FROM concern WHERE area = ? AND "
                "agency = ? AND practitioner = ? UNION ALL SELECT person, entry, told FROM notification WHERE area = ? "
                "AND agency = ? AND practitioner = ?) AS sent ORDER BY raised DESC, entry LIMIT 100",
                {area, agency, me, area, agency, me});
  if (!mine) return fail(mine.error());
  return rows_of(parts, *mine, Since::ask);
}

Result<PassedOnPage> see_passed_on(Desk& desk, const Caller& caller, int page) {
  if (const auto done = enter(desk, caller, access::UseCase::see_passed_on); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const std::string &area = parts.area.str(), &agency = caller.agency.str();
  std::vector<store::Cell> cells = {area, agency, area, agency};
  PassedOnPage out;
  const auto all = count_of(parts, fmt::format("SELECT COUNT(*) FROM {}", sent_by_service), cells);
  if (!all) return fail(all.error());
  const Date first = waits_from(parts.standards.notifications, parts.today());
  const auto waiting =
      count_of(parts,
               "SELECT COUNT(*) FROM (SELECT entry FROM concern WHERE area = ? AND agency = ? AND decided IS NULL "
               "UNION ALL SELECT entry FROM notification WHERE area = ? AND agency = ? AND open = 1 AND known >= ?) AS "
               "waiting",
               {area, agency, area, agency, std::int64_t{first.days()}});
  if (!waiting) return fail(waiting.error());
  out.all = *all;
  out.waiting = *waiting;
  out.pages = std::max(1, static_cast<int>((*all + passed_on_a_page - 1) / passed_on_a_page));
  out.page = std::clamp(page, 1, out.pages);
  cells.emplace_back(std::int64_t{passed_on_a_page});
  cells.emplace_back(std::int64_t{(out.page - 1) * passed_on_a_page});
  const auto sent =
      asked_for(parts,
                fmt::format("SELECT person, entry, raised FROM {} ORDER BY raised DESC, entry, person LIMIT ? OFFSET ?",
                            sent_by_service),
                cells);
  if (!sent) return fail(sent.error());
  auto rows = rows_of(parts, *sent, Since::ask);
  if (!rows) return fail(rows.error());
  for (ConcernRow& row : *rows) {
    const auto told = reads_own(parts, caller, row.child);
    if (!told) return fail(told.error());
    out.rows.push_back({.told = *told, .row = *told ? std::move(row) : told_bare(row)});
  }
  return out;
}

}  // namespace roundel::service
