#include "response/incidents.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace roundel {
namespace {

const Date friday = Date::of(2024, 5, 31);

Notice notice(const char* id, const char* agency, int days_later) {
  return {.entry = EntryId(id), .agency = AgencyId(agency), .on = friday.plus_days(days_later)};
}

TEST(Incidents, PoliceSchoolAndHospitalAboutOneNightAreOne) {
  const auto incidents =
      join_incidents(std::vector{notice("s", "schools", 2), notice("p", "police", 0), notice("h", "hospital", 0)});
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].back().entry, EntryId("s")) << "oldest first";
}

TEST(Incidents, ThreeDaysLaterIsAnotherEvent) {
  EXPECT_EQ(join_incidents(std::vector{notice("p", "police", 0), notice("s", "schools", 3)}).size(), 2U);
}

TEST(Incidents, TheDaysCountFromTheFirstNoticeSoThatNothingRunsOnWithoutEnd) {
  EXPECT_EQ(
      join_incidents(std::vector{notice("a", "police", 0), notice("b", "schools", 2), notice("c", "gp", 4)}).size(),
      2U);
}

TEST(Incidents, TheSameServiceTwiceIsTwo) {
  EXPECT_EQ(join_incidents(std::vector{notice("a", "police", 0), notice("b", "police", 1)}).size(), 2U);
}

RC_GTEST_PROP(IncidentsProperty, EachNoticeIsInOneIncidentAndOrderDoesNotCount, ()) {
  std::vector<Notice> notices;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i)
    notices.push_back(
        notice(std::to_string(i).c_str(), *rc::gen::element("police", "schools", "gp"), *rc::gen::inRange(0, 9)));
  const auto entries_of = [](const std::vector<std::vector<Notice>>& incidents) {
    std::vector<std::vector<std::string>> out;
    for (const auto& incident : incidents) {
      std::vector<std::string> ids;
      for (const Notice& each : incident) ids.push_back(each.entry.value);
      out.push_back(ids);
    }
    return out;
  };
  const auto first = entries_of(join_incidents(notices));
  std::size_t told = 0;
  for (const auto& incident : first) told += incident.size();
  RC_ASSERT(told == notices.size());
  std::reverse(notices.begin(), notices.end());
  RC_ASSERT(first == entries_of(join_incidents(notices)));
}

}  // namespace
}  // namespace roundel
