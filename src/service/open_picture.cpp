#include <algorithm>
#include <unordered_map>

#include "picture/subjects.h"
#include "service/derived/changes_of.h"
#include "service/family_loader.h"
#include "service/show.h"

namespace roundel::service {
namespace {

// Identity and who is involved are for every practitioner; the rest of the picture is content.
Picture without_content(Picture picture) {
  picture.chronology.clear();
  picture.family.clear();
  picture.needs.clear();
  picture.identity.nhs_number.clear();
  picture.identity.upn.clear();
  picture.identity.address.clear();
  picture.identity.school.clear();
  picture.identity.ethnicity.clear();
  picture.identity.other_names.clear();
  picture.identity.disagreements.clear();
  return picture;
}

bool waits_for_access(const std::vector<const Entry*>& entries, const Caller& caller) {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
    return entry->kind.str() == "access.requested" && entry->practitioner == caller.practitioner &&
           entry->agency == caller.agency;
  });
}

// The same as the same reader could have seen it at the end of the day before the changes that are told.
FamilyEntries before_the_changes(const LoadedFamily& family, const Desk::Parts& parts, Date on, const View& view,
                                 const std::function<bool(const Entry&)>& may_read) {
  return seen_by(family, parts, {.at = Timestamp::end_of(on.plus_days(-days_of_changes - 1)), .agency = view.agency},
                 may_read);
}

void add_what_it_means(ChildPage& page, const FamilyEntries& known, const FamilyEntries& before,
                       const Standards& standards) {
  page.jigsaw = pieces_of_the_jigsaw(known, page.assessment.findings, standards);
  page.why_today = why_today(before, known, page.assessment.findings, standards);
  page.optimism = signs_of_optimism(known, standards);
  page.judged = fold_judged_levels(known, standards);
}

}  // namespace

std::vector<FindingShown> show_findings(const std::vector<Finding>& findings, const FamilyEntries& known,
                                        const Picture& picture, const Standards& standards) {
  std::unordered_map<EntryId, const ChronologyItem*> lines;
  for (const ChronologyItem& item : picture.chronology) lines[item.entry] = &item;
  std::vector<FindingShown> out;
  for (const Finding& finding : findings) {
    FindingShown shown{.indicator = standards.indicator(finding.indicator),
                       .finding = finding,
                       .in_words = in_words(finding, known.entries, standards),
                       .evidence = {}};
    for (const EntryId& entry : finding.evidence)
      if (const auto line = lines.find(entry); line != lines.end()) shown.evidence.push_back(*line->second);
    out.push_back(std::move(shown));
  }
  return out;
}

Result<ChildPage> open_picture(Desk& desk, const Caller& caller, const PersonId& child, const PictureAsked& asked) {
  Desk::Parts& parts = desk.parts();
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const std::vector<const Entry*>& own_entries = (*family)->own;
  ChildPage page;
  page.tie = access::tie_of(caller, own_entries, parts.standards, parts.now());
  const auto decision = knock(desk, caller, access::UseCase::open_picture, child, page.tie);
  if (!decision) return fail(decision.error());
  if (!decision->scope.involvement) return fail(Fault::refused, decision->why, "a role that may see who is involved");
  page.access = *decision;
  page.asked = asked;

  const View view{.at = asked.as_known_at, .agency = asked.as_known_to};
  const Vocabulary& vocabulary = parts.standards.vocabulary;
  const bool content = decision->scope.any();
  const auto may_read = [&](const Entry& entry) {
    return !content || access::may_read_or_frames(entry, decision->scope, caller, vocabulary);
  };
  FamilyEntries known = seen_by(**family, parts, view, may_read);
  page.picture = build_picture(known, parts.standards, view);
  if (!content) {
    page.picture = without_content(std::move(page.picture));
    page.access_asked_for = waits_for_access(own_entries, caller);
    return page;
  }
  page.assessment = assess(known, parts.standards);
  for (FindingShown& shown : show_findings(page.assessment.findings, known, page.picture, parts.standards))
    (shown.indicator->protective ? page.protective : page.findings).push_back(std::move(shown));
  add_what_it_means(page, known, before_the_changes(**family, parts, known.on, view, may_read), parts.standards);
  const std::vector<const Entry*> own = entries_about_child(known.entries, known.child, known.members);
  page.response =
      fold_response(own, parts.standards, known.on == parts.today() ? AskedOn(parts.now()) : AskedOn(known.on));
  page.requests = fold_requests(own);
  if (decision->scope.joint) page.pathway = fold_pathway(own);
  page.changes_since = known.on.plus_days(-days_of_changes);
  page.recent = changes_of(known, page.assessment, parts.standards, page.changes_since);
  return page;
}

Result<std::vector<AccessLine>> see_access_history(Desk& desk, const Caller& caller, const PersonId& child) {
  Desk::Parts& parts = desk.parts();
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const access::Tie tie = access::tie_of(caller, (*family)->own, parts.standards, parts.now());
  const auto decision = enter_about(desk, caller, access::UseCase::see_access_history, child, tie);
  if (!decision) return fail(decision.error());
  const store::Cell cells[] = {parts.area.str(), child.str()};
  const auto rows = parts.database->query(
      "SELECT l.at, a.name, l.account, l.agency, l.what, l.purpose, l.basis, l.allowed, l.why FROM access_log l "
      "LEFT JOIN account a ON a.area = l.area AND a.login = l.account WHERE l.area = ? AND l.person = ? "
      "ORDER BY l.at DESC LIMIT 200",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<AccessLine> out;
  for (const auto& row : *rows) {
    const bool named = !std::holds_alternative<store::Null>(row[1]);
    out.push_back({.at = Timestamp(store::number(row[0])),
                   .who = store::text(named ? row[1] : row[2]),
                   .agency = parts.standards.agency_name(AgencyId(store::text(row[3]))),
                   .what = what_in_words(store::text(row[4])),
                   .purpose = store::text(row[5]),
                   .basis = store::text(row[6]),
                   .allowed = store::number(row[7]) != 0,
                   .why = store::text(row[8])});
  }
  return out;
}

Done ask_for_access(Desk& desk, const Caller& caller, const PersonId& child, const std::string& reason) {
  Desk::Parts& parts = desk.parts();
  if (reason.empty())
    return fail(Fault::bad_input, "the reason is missing", "why you need to see more", {.field = "reason"});
  const auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  const access::Tie tie = access::tie_of(caller, (*family)->own, parts.standards, parts.now());
  const auto decision = enter_about(desk, caller, access::UseCase::ask_for_access, child, tie);
  if (!decision) return fail(decision.error());
  NewEntry entry{.area = parts.area,
                 .key = "ask/" + parts.random_hex(16),
                 .kind = KindCode("access.requested"),
                 .agency = caller.agency,
                 .practitioner = caller.practitioner,
                 .happened = Happened::on(parts.today()),
                 .known = parts.today(),
                 .standing = Standing::fact,
                 .sharing = "",
                 .about = {{(*family)->anchor.front(), RoleCode("child")}},
                 .values = {{"practitioner", caller.name},
                            {"purpose", std::string(access::word(caller.purpose))},
                            {"reason", reason}},
                 .corrects = {}};
  const auto added = parts.ledger->append({&entry, 1});
  if (!added) return fail(added.error());
  return {};
}

}  // namespace roundel::service
