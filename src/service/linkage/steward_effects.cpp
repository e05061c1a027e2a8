// What would be found, or no longer, if two persons were one or one were two: the same assessment, over links that
// nobody has decided.
#include <algorithm>

#include "assessment/population.h"
#include "picture/identity_bar.h"
#include "service/derived/changes_of.h"
#include "service/linkage/steward_parts.h"

namespace roundel::service {
namespace {

constexpr std::size_t most_children = 12;  // of an adult; more would not fit a page

// The entries of several families together, each once, in ledger order.
Result<std::vector<Entry>> entries_of(Desk::Parts& parts, const std::set<PersonId>& people) {
  std::vector<Entry> all;
  for (const PersonId& person : people) {
    const auto family = load_family(parts, person);
    if (!family) return fail(family.error());
    all.insert(all.end(), (*family)->entries.begin(), (*family)->entries.end());
  }
  std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.sequence < b.sequence; });
  all.erase(std::unique(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.id == b.id; }),
            all.end());
  return all;
}

Entry supposed_link(const Desk::Parts& parts, const std::set<SourceId>& sources, const PersonId& person) {
  Entry entry;
  entry.area = parts.area;
  entry.kind = KindCode("identity.link");
  entry.agency = AgencyId("roundel");
  entry.recorded = parts.now();
  entry.sequence = std::numeric_limits<std::int64_t>::max();
  for (const SourceId& source : sources) entry.about.push_back({source, RoleCode("same-person")});
  entry.values = {{"person", person.str()}};
  return entry;
}

// What is found of the person that holds `anchor`, and how each finding may be told.
struct Found {
  std::string child;  // name and age; empty: no child
  std::map<IndicatorCode, std::string> needs;
};
Found find(const Desk::Parts& parts, const std::vector<Entry>& entries, const SourceId& anchor) {
  const FamilyEntries known =
      everything_known({.anchor = {anchor}, .sources = {}, .entries = entries, .own = {}}, parts);
  Population population(parts.standards);
  for (const Entry& entry : known.entries) population.add(entry);
  population.finish(known.members);
  Found out;
  population.assess(parts.today(), 1, [&](const PersonFindings& one) {
    if (one.child != known.child) return;
    const IdentityBar bar = identity_bar(known, parts.standards);
    out.child = bar.name + ", " + bar.age;
    for (const Finding& finding : one.findings) {
      const Indicator* indicator = parts.standards.indicator(finding.indicator);
      if (indicator != nullptr && !indicator->protective)
        out.needs[finding.indicator] = needs_of(finding, known.entries, parts.standards.vocabulary);
    }
  });
  return out;
}

void tell(Effects& effects, const Desk::Parts& parts, const std::string& child, const IndicatorCode& code,
          const std::string& needs, bool gained) {
  if (needs != "joint") {
    ++(gained ? effects.more_gained : effects.more_lost);
    return;
  }
  const Indicator* indicator = parts.standards.indicator(code);
  effects.named.push_back({.child = child, .finding = indicator->name, .gained = gained});
}

// The difference for one child; `then` may be two children where one is parted.
void compare(Effects& effects, const Desk::Parts& parts, const std::vector<Found>& now,
             const std::vector<Found>& then) {
  std::map<IndicatorCode, std::pair<std::string, std::string>> before, after;  // → child, needs
  const auto gather = [](const std::vector<Found>& found, auto& into) {
    for (const Found& one : found)
      for (const auto& [code, needs] : one.needs) into.try_emplace(code, one.child, needs);
  };
  gather(now, before);
  gather(then, after);
  // Somebody who loses what another keeps has lost it all the same: counted for each.
  for (const auto& [code, told] : after)
    if (!before.contains(code)) tell(effects, parts, told.first, code, told.second, true);
  for (const auto& [code, told] : before)
    if (!after.contains(code)) tell(effects, parts, told.first, code, told.second, false);
}

Result<std::vector<PersonId>> children_of(Desk::Parts& parts, const std::set<PersonId>& people) {
  std::set<PersonId> out;
  for (const PersonId& person : people) {
    const store::Cell cells[] = {parts.area.str(), person.str()};
    const auto rows = parts.database->query("SELECT child FROM tie WHERE area = ? AND other = ?", cells);
    if (!rows) return fail(rows.error());
    for (const auto& row : *rows) out.emplace(store::text(row[0]));
  }
  std::vector<PersonId> all(out.begin(), out.end());
  if (all.size() > most_children) all.resize(most_children);
  return all;
}

}  // namespace

Result<Effects> effects_of(Desk::Parts& parts, const Supposed& supposed) {
  const std::set<PersonId> people{supposed.one, supposed.other};
  const auto children = children_of(parts, people);
  if (!children) return fail(children.error());
  std::set<PersonId> loaded = people;
  loaded.insert(children->begin(), children->end());
  const auto now = entries_of(parts, loaded);
  if (!now) return fail(now.error());
  std::vector<Entry> then = *now;
  if (supposed.one == supposed.other) {
    then.push_back(supposed_link(parts, supposed.with_a, supposed.one));
    then.push_back(supposed_link(parts, supposed.with_b, PersonId("supposed")));
  } else {
    std::set<SourceId> all = supposed.with_a;
    all.insert(supposed.with_b.begin(), supposed.with_b.end());
    then.push_back(supposed_link(parts, all, supposed.one));
  }
  Effects effects;
  const SourceId& a = *supposed.with_a.begin();
  const SourceId& b = *supposed.with_b.begin();
  const auto each_once = [&](const std::vector<Entry>& entries, bool one_person) {
    std::vector<Found> out = {find(parts, entries, a)};
    if (!one_person) out.push_back(find(parts, entries, b));
    return out;
  };
  const bool together = supposed.one == supposed.other;
  compare(effects, parts, each_once(*now, together), each_once(then, !together));
  for (const PersonId& child : *children) {
    if (people.contains(child)) continue;
    const auto sources = sources_of(parts, child);
    if (!sources) return fail(sources.error());
    compare(effects, parts, {find(parts, *now, sources->front())}, {find(parts, then, sources->front())});
  }
  return effects;
}

}  // namespace roundel::service
