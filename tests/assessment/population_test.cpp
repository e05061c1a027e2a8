// Random families: the area's run gives what the single child's gives, a place finds what the nation finds, and what is
// recorded later changes nothing that was known before.
#include "assessment/population.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

namespace gen = rc::gen;

const Standards& standards_of(const std::optional<std::string>& place) {
  static std::map<std::string, Standards> loaded;
  const auto at = loaded.find(place.value_or(""));
  if (at != loaded.end()) return at->second;
  return loaded
      .emplace(place.value_or(""), load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", place).value())
      .first->second;
}
const Standards& england() { return standards_of(std::nullopt); }

template <class T>
T one_of(const std::vector<T>& list) {
  return *gen::elementOf(list);
}

// Evenly from `least` to below `most`, at every size of the test case.
int within(int least, int most) { return *gen::resize(100, gen::inRange(least, most)); }

const Date today = Date::of(2024, 6, 15);
const std::vector<std::string> agencies = {"city-police", "gp",          "schools", "health-visiting",
                                           "housing",     "social-care", "hospital"};

std::vector<std::pair<std::string, Value>> any_values(const EntryKind& kind) {
  std::vector<std::pair<std::string, Value>> out;
  for (const ValueSpec& spec : kind.values) {
    if (spec.name == "died" || within(0, 4) == 0) continue;
    if (spec.type == ValueType::code)
      out.emplace_back(spec.name, one_of(england().vocabulary.code_set(spec.code_set)->codes).first);
    if (spec.type == ValueType::number) out.emplace_back(spec.name, std::int64_t{within(0, 101)});
    if (spec.type == ValueType::yes_no) out.emplace_back(spec.name, *gen::arbitrary<bool>());
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

// Three families of two children, two parents and a partner each; entries of any kind about any of them. Rules are
// about few kinds, so that half of the entries are of the kinds that most rules ask for.
std::vector<Entry> any_district() {
  const std::vector<std::string> busy = {"police.domestic-abuse",
                                         "concern.raised",
                                         "gp.not-brought",
                                         "dentistry.not-brought",
                                         "school.attendance",
                                         "gp.consultation",
                                         "hospital.emergency-attendance",
                                         "housing.tenancy-started",
                                         "adult-mental-health.referral",
                                         "family.relationship"};
  const std::vector<std::string> persons = {"child", "second", "mother", "father", "partner"};
  std::vector<Entry> out;
  const auto add = [&](Entry entry) {
    entry.sequence = static_cast<std::int64_t>(out.size());
    entry.id = EntryId(fmt::format("{:032x}", 77 + entry.sequence));
    entry.known = entry.happened.to;
    out.push_back(std::move(entry));
  };
  for (int house = 0; house < 3; ++house) {
    const auto source = [&](const std::string& who) { return SourceId(fmt::format("house-{}/{}", house, who)); };
    for (const char* who : {"child", "second"}) {
      Entry details;
      details.kind = KindCode("identity.details");
      details.agency = AgencyId("gp");
      const Date born = today.plus_days(-within(-250, 365 * 19));
      details.happened = Happened::on(std::min(born, today.plus_days(-within(0, 900))));
      details.about = {{source(who), RoleCode(born > today ? "unborn-child" : "child")}};
      details.values = {{born > today ? "expected-date" : "birth-date", born}};
      add(details);
    }
    for (int i = within(0, 40); i > 0; --i) {
      Entry entry;
      const EntryKind kind =
          *gen::arbitrary<bool>() ? one_of(england().vocabulary.kinds) : *england().vocabulary.kind(one_of(busy));
      entry.kind = kind.code;
      entry.agency = AgencyId(one_of(agencies));
      entry.happened = Happened::on(today.plus_days(-within(-20, 500)));
      if (within(0, 20) == 0) entry.happened.precision = Precision::unknown;
      entry.values = any_values(kind);
      if (kind.code.str() == "family.relationship") {
        const std::string who = one_of<std::string>({"mother", "father", "partner", "second"});
        entry.about = {{source("child"), RoleCode("child")},
                       {source(who), RoleCode(who == "second" ? "sibling" : who)}};
        if (who != "second" && *gen::arbitrary<bool>()) entry.about.front().source = source("second");
      } else if (kind.code.str() != "identity.details" && kind.code.str() != "identity.link") {
        for (int k = within(1, 4); k > 0; --k) entry.about.push_back({source(one_of(persons)), RoleCode("adult")});
      } else {
        continue;
      }
      add(entry);
    }
    if (out.size() > 3 && *gen::arbitrary<bool>()) {
      Entry correction = out[out.size() - 2];
      if (correction.kind.str() == "identity.details") continue;
      correction.corrects = correction.id;
      correction.happened = Happened::on(today.plus_days(-within(0, 100)));
      add(correction);
    }
  }
  return out;
}

std::vector<Entry> without_corrected(std::vector<Entry> entries) {
  return as_known(std::move(entries), View{}, [](const Entry&, const AgencyId&) { return true; });
}

// The entries about the child, those tied to the child, and brothers and sisters through a parent: one house here.
FamilyEntries house_of(const std::vector<Entry>& entries, int house, const std::string& child) {
  FamilyEntries out;
  out.child = person_of_alone(SourceId(fmt::format("house-{}/{}", house, child)));
  out.on = today;
  const std::string prefix = fmt::format("house-{}/", house);
  for (const Entry& entry : entries)
    if (entry.about.front().source.str().starts_with(prefix)) out.entries.push_back(entry);
  return out;
}

std::map<std::string, std::vector<Finding>> population_findings(const std::vector<Entry>& entries, unsigned threads) {
  Population population(england());
  for (const Entry& entry : entries) population.add(entry);
  population.finish(Membership{});
  std::map<std::string, std::vector<Finding>> out;
  population.assess(today, threads, [&](const PersonFindings& one) {
    out[one.child.str()].assign(one.findings.begin(), one.findings.end());
  });
  return out;
}

RC_GTEST_PROP(Population, FindsForEachChildWhatTheSingleAssessmentFinds, ()) {
  const std::vector<Entry> entries = any_district();
  const auto all = population_findings(entries, 1);
  const auto known = without_corrected(entries);
  std::size_t children = 0;
  std::size_t findings = 0;
  for (int house = 0; house < 3; ++house)
    for (const char* child : {"child", "second"}) {
      const FamilyEntries one = house_of(known, house, child);
      const auto at = all.find(one.child.str());
      if (at == all.end()) continue;
      ++children;
      findings += at->second.size();
      RC_ASSERT(assess(one, england()).findings == at->second);
    }
  RC_ASSERT(children == all.size());
  RC_CLASSIFY(findings > 10);
}

RC_GTEST_PROP(Population, GivesTheSameOnTwoThreads, ()) {
  const std::vector<Entry> entries = any_district();
  RC_ASSERT(population_findings(entries, 1) == population_findings(entries, 2));
}

RC_GTEST_PROP(Place, FindsAllThatTheNationFinds, ()) {
  const auto known = without_corrected(any_district());
  for (int house = 0; house < 3; ++house) {
    const FamilyEntries one = house_of(known, house, "child");
    const auto national = assess(one, england()).findings;
    const auto local = assess(one, standards_of("northern-city")).findings;
    for (const Finding& finding : national) {
      const auto same =
          std::find_if(local.begin(), local.end(), [&](const Finding& f) { return f.indicator == finding.indicator; });
      RC_ASSERT(same != local.end());
      RC_ASSERT(same->since <= finding.since);
    }
  }
}

RC_GTEST_PROP(Assessment, IsNotChangedByWhatIsRecordedLater, ()) {
  std::vector<Entry> entries = any_district();
  const std::size_t then = static_cast<std::size_t>(within(1, static_cast<int>(entries.size()) + 1));
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i].recorded = Timestamp::end_of(i < then ? today : today.plus_days(1));
  const View view{.at = Timestamp::end_of(today), .agency = {}};
  const SharedWith all = [](const Entry&, const AgencyId&) { return true; };
  const std::vector<Entry> earlier(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(then));
  for (int house = 0; house < 3; ++house)
    RC_ASSERT(assess(house_of(as_known(entries, view, all), house, "child"), england()).findings ==
              assess(house_of(as_known(earlier, view, all), house, "child"), england()).findings);
}

// `since` told day by day: slow, and right by its definition.
RC_GTEST_PROP(Assessment, SinceIsTheFirstDayWithoutABreak, ()) {
  const auto known = without_corrected(any_district());
  const FamilyEntries one = house_of(known, 0, "child");
  Columns columns{Rulebook(england(), Rulebook::Of::indicators)};
  for (const Entry& entry : one.entries) columns.add(entry);
  columns.finish(one.members);
  const auto child = columns.find(one.child);
  RC_PRE(child.has_value());
  Evaluation now(columns, today);
  now.look_at(*child);
  for (std::size_t rule = 0; rule < england().indicators.size(); ++rule) {
    if (!now.holds(rule)) continue;
    const Date since = now.since(rule);
    for (Date day = today; day >= since; day = day.plus_days(-std::max(1, (today - since) / 40))) {
      Evaluation then(columns, day);
      then.look_at(*child);
      RC_ASSERT(then.holds(rule));
    }
    if (since <= columns.life(*child).first_seen) continue;
    Evaluation before_it(columns, since.plus_days(-1));
    before_it.look_at(*child);
    RC_ASSERT(!before_it.holds(rule));
  }
}

}  // namespace
}  // namespace roundel
