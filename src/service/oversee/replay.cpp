#include "service/oversee/replay.h"

#include <algorithm>
#include <map>
#include <set>

#include "assessment/first_held.h"
#include "assessment/watched.h"
#include "learning/could_have_known.h"
#include "service/at_hand.h"
#include "service/show.h"

namespace roundel::service {
namespace {

std::set<IndicatorCode> codes_of(const std::vector<Finding>& findings) {
  std::set<IndicatorCode> out;
  for (const Finding& finding : findings) out.insert(finding.indicator);
  return out;
}

std::vector<const Indicator*> not_in(const std::set<IndicatorCode>& these, const std::set<IndicatorCode>& those,
                                     const Standards& standards) {
  std::vector<const Indicator*> out;
  for (const IndicatorCode& code : these)
    if (const Indicator* indicator = standards.indicator(code); indicator && !those.contains(code))
      out.push_back(indicator);
  return out;
}

LevelCode suggested_by(const std::vector<Finding>& findings, const Standards& standards) {
  for (const Finding& finding : findings)  // the highest level first
    if (const Indicator* indicator = standards.indicator(finding.indicator); indicator && !indicator->suggests.empty())
      return indicator->suggests;
  return {};
}

// The evenings of the days on which something was recorded, where the findings changed.
std::vector<ReplayMoment> moments_of(const LoadedFamily& family, const Desk::Parts& parts,
                                     const std::optional<AgencyId>& agency,
                                     const std::function<bool(const Entry&)>& may_read) {
  std::set<Date> days;
  for (const Entry& entry : family.entries) days.insert(entry.recorded.date());
  std::vector<ReplayMoment> out;
  std::set<IndicatorCode> before;
  for (const Date day : days) {
    const FamilyEntries known = seen_by(family, parts, {.at = Timestamp::end_of(day), .agency = agency}, may_read);
    const Watched watched(known, parts.standards);
    std::set<IndicatorCode> now = codes_of(watched.findings());
    if (now == before) continue;
    out.push_back({.day = day,
                   .began = not_in(now, before, parts.standards),
                   .ended = not_in(before, now, parts.standards),
                   .suggested = suggested_by(watched.findings(), parts.standards)});
    before = std::move(now);
  }
  return out;
}

// All that is recorded of the family and may be read, corrected entries among them: what was told cannot be untold.
FamilyEntries everything_readable(const ChildAtHand& at_hand, const Caller& caller, const Desk::Parts& parts) {
  FamilyEntries out = everything_known(*at_hand.family, parts);
  out.entries.clear();
  for (const Entry& entry : at_hand.family->entries)
    if (access::may_read_or_frames(entry, at_hand.access.scope, caller, parts.standards.vocabulary))
      out.entries.push_back(entry);
  return out;
}

std::vector<AgencyId> agencies_of(const FamilyEntries& known, const Desk::Parts& parts) {
  std::set<AgencyId> out;
  for (const Entry& entry : known.entries) {
    const EntryKind* kind = parts.standards.vocabulary.kind(entry.kind.str());
    const bool involved = entry.kind.str() == "involvement.started";
    if (parts.standards.agency(entry.agency) != nullptr && kind != nullptr && (!kind->structural || involved))
      out.insert(entry.agency);
  }
  return {out.begin(), out.end()};
}

// From which day an agency had each entry: its own, or also what it had been given. Who people are, and who belongs to
// whom, is known to all from the day on which it stood in the record, and to whoever recorded it from the day it knew.
std::vector<std::optional<Date>> days_held(const CouldHaveKnown& held, std::size_t agency, bool also_given,
                                           const FamilyEntries& known, const Vocabulary& vocabulary) {
  std::vector<std::optional<Date>> out;
  for (std::size_t i = 0; i < known.entries.size(); ++i) {
    const EntryKind* kind = vocabulary.kind(known.entries[i].kind.str());
    const HeldSince& cell = held.rows[i].held[agency];
    if (kind != nullptr && kind->structural && cell.held != roundel::Held::own)
      out.emplace_back(known.entries[i].recorded.date());
    else if (cell.held == roundel::Held::own || (cell.held == roundel::Held::shared && also_given))
      out.push_back(cell.since);
    else
      out.emplace_back(std::nullopt);
  }
  return out;
}

using Openings = std::map<AgencyId, std::vector<Date>>;  // oldest first

Result<Openings> openings_of(Desk::Parts& parts, const PersonId& child) {
  const store::Cell cells[] = {parts.area.str(), child.str(), std::string("open-picture")};
  const auto rows = parts.database->query(
      "SELECT agency, at FROM access_log WHERE area = ? AND person = ? AND what = ? AND allowed = 1 ORDER BY at",
      cells);
  if (!rows) return fail(rows.error());
  Openings out;
  for (const auto& row : *rows) out[AgencyId(store::text(row[0]))].push_back(Timestamp(store::number(row[1])).date());
  return out;
}

std::optional<Date> first_since(const Openings& openings, const AgencyId& agency, Date since) {
  const auto days = openings.find(agency);
  if (days == openings.end()) return std::nullopt;
  const auto day = std::find_if(days->second.begin(), days->second.end(), [&](Date one) { return one >= since; });
  return day == days->second.end() ? std::nullopt : std::optional(*day);
}

std::optional<Date> day_of(const std::map<IndicatorCode, Date>& first, const IndicatorCode& code) {
  const auto at = first.find(code);
  return at == first.end() ? std::nullopt : std::optional(at->second);
}

void add_rows(WhoKnewPage& page, const FamilyEntries& known, const Openings& openings, const Desk::Parts& parts) {
  const Standards& standards = parts.standards;
  std::vector<EntryId> ids;
  std::vector<std::optional<Date>> recorded;
  for (const Entry& entry : known.entries) {
    ids.push_back(entry.id);
    recorded.emplace_back(entry.recorded.date());
  }
  const CouldHaveKnown held = who_could_have_known(known.entries, ids, page.agencies, standards.vocabulary,
                                                   [&](const AgencyId& agency) { return parts.in_joint_team(agency); });
  const auto together = first_held(known, recorded, standards);
  std::vector<std::map<IndicatorCode, Date>> had, could;
  for (std::size_t i = 0; i < page.agencies.size(); ++i) {
    had.push_back(first_held(known, days_held(held, i, false, known, standards.vocabulary), standards));
    could.push_back(first_held(known, days_held(held, i, true, known, standards.vocabulary), standards));
  }
  for (const Indicator& indicator : standards.indicators) {
    if (indicator.protective) continue;
    KnewRow row{.indicator = &indicator, .together = day_of(together, indicator.code), .agencies = {}};
    if (!row.together) continue;  // found only by who knows too little: nothing to have known
    for (std::size_t i = 0; i < page.agencies.size(); ++i) {
      Knew knew{.had = day_of(had[i], indicator.code), .could = day_of(could[i], indicator.code), .opened = {}};
      if (knew.had && (!knew.could || *knew.had < *knew.could)) knew.could = knew.had;
      if (knew.could) knew.opened = first_since(openings, page.agencies[i], *knew.could);
      row.agencies.push_back(knew);
    }
    page.rows.push_back(std::move(row));
  }
  std::stable_sort(page.rows.begin(), page.rows.end(),
                   [](const KnewRow& a, const KnewRow& b) { return *a.together < *b.together; });
}

}  // namespace

Result<ReplayPage> see_replay(Desk& desk, const Caller& caller, const PersonId& child, const PictureAsked& asked) {
  const auto at_hand = come_to(desk, caller, access::UseCase::see_replay, child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  const Standards& standards = parts.standards;
  const auto may_read = [&](const Entry& entry) {
    return access::may_read_or_frames(entry, at_hand->access.scope, caller, standards.vocabulary);
  };
  const View view{.at = asked.as_known_at, .agency = asked.as_known_to};
  const FamilyEntries known = seen_by(*at_hand->family, parts, view, may_read);
  const Picture picture = build_picture(known, standards, view);
  const NameAndAge named = name_and_age(parts, *at_hand->family);
  ReplayPage page{.child = child,
                  .name = named.name,
                  .age = picture.identity.age,
                  .asked = asked,
                  .on = known.on,
                  .assessment = assess(known, standards),
                  .findings = {},
                  .protective = {},
                  .judged = fold_judged_levels(known, standards),
                  .moments = moments_of(*at_hand->family, parts, asked.as_known_to, may_read)};
  for (FindingShown& shown : show_findings(page.assessment.findings, known, picture, standards))
    (shown.indicator->protective ? page.protective : page.findings).push_back(std::move(shown));
  return page;
}

Result<WhoKnewPage> see_who_knew(Desk& desk, const Caller& caller, const PersonId& child) {
  const auto at_hand = come_to(desk, caller, access::UseCase::see_who_knew, child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  const FamilyEntries known = everything_readable(*at_hand, caller, parts);
  NameAndAge named = name_and_age(parts, *at_hand->family);
  WhoKnewPage page{.child = child,
                   .name = std::move(named.name),
                   .age = std::move(named.age),
                   .on = known.on,
                   .agencies = agencies_of(known, parts),
                   .rows = {}};
  const auto openings = openings_of(parts, child);
  if (!openings) return fail(openings.error());
  add_rows(page, known, *openings, parts);
  return page;
}

}  // namespace roundel::service
