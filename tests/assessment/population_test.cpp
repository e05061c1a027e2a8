// Random families: the area's run gives what the single child's gives, a place finds what the nation finds, and what is
// recorded later changes nothing that was known before.
#include "assessment/population.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "tests/assessment/any_district.h"

namespace roundel {
namespace {

using testing::AnyDistrict;
using testing::today;

const Standards& standards_of(const std::optional<std::string>& place) {
  static std::map<std::string, Standards> loaded;
  const auto at = loaded.find(place.value_or(""));
  if (at != loaded.end()) return at->second;
  return loaded
      .emplace(place.value_or(""), load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", place).value())
      .first->second;
}
const Standards& england() { return standards_of(std::nullopt); }

int within(int least, int most) { return testing::AnyRule::within(least, most); }

// Three families. Rules are about few kinds, so that half of the entries are of the kinds that most rules ask for.
std::vector<Entry> any_district() {
  const std::vector<std::string> busy = {
      "police.domestic-abuse",         "concern.raised",          "gp.not-brought",
      "dentistry.not-brought",         "school.attendance",       "gp.consultation",
      "hospital.emergency-attendance", "housing.tenancy-started", "adult-mental-health.referral",
      "social-care.case-closed"};
  return AnyDistrict(england().vocabulary, busy, 3, 40).entries();
}

std::vector<Entry> without_corrected(std::vector<Entry> entries) {
  return as_known(std::move(entries), View{}, [](const Entry&, const AgencyId&) { return true; });
}

FamilyEntries house_of(const std::vector<Entry>& entries, int house, const std::string& child) {
  return AnyDistrict::house_of(entries, house, child);
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
      const auto single = assess(one, england()).findings;
      for (std::size_t i = 0; i < std::min(single.size(), at->second.size()); ++i)
        if (!(single[i] == at->second[i]))
          RC_LOG() << single[i].indicator.str() << " " << single[i].since.iso() << " " << single[i].evidence.size()
                   << " and " << at->second[i].indicator.str() << " " << at->second[i].since.iso() << " "
                   << at->second[i].evidence.size() << "\n";
      RC_ASSERT(single == at->second);
    }
  RC_ASSERT(children == all.size());
  RC_CLASSIFY(findings > 10);
}

RC_GTEST_PROP(Population, GivesTheSameOnTwoThreads, ()) {
  const std::vector<Entry> entries = any_district();
  RC_ASSERT(population_findings(entries, 1) == population_findings(entries, 2));
}

RC_GTEST_PROP(Population, GivesTheSameInNumbers, ()) {
  const std::vector<Entry> entries = any_district();
  const auto all = population_findings(entries, 1);
  Population population(england());
  for (const Entry& entry : entries) population.add(entry);
  population.finish(Membership{});
  std::size_t children = 0;
  population.find(today, 2, [&](const ChildFound& child) {
    ++children;
    const auto& words = all.at(child.child->str());
    RC_ASSERT(child.findings.size() == words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      RC_ASSERT(england().indicators[child.findings[i].indicator].code == words[i].indicator);
      RC_ASSERT(child.findings[i].since == words[i].since);
      RC_ASSERT(child.findings[i].evidence.size() == words[i].evidence.size());
      for (std::size_t k = 0; k < words[i].evidence.size(); ++k)
        RC_ASSERT(population.entry_id(child.findings[i].evidence[k]) == words[i].evidence[k]);
    }
  });
  RC_ASSERT(children == all.size());
}

RC_GTEST_PROP(Place, FindsAllThatTheNationFinds, ()) {
  const auto known = without_corrected(any_district());
  const std::string place = testing::AnyRule::one_of<std::string>({"northern-city", "london-borough"});
  for (int house = 0; house < 3; ++house) {
    const FamilyEntries one = house_of(known, house, "child");
    const auto national = assess(one, england()).findings;
    const auto local = assess(one, standards_of(place)).findings;
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

}  // namespace
}  // namespace roundel
