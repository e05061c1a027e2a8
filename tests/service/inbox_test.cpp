// The front door by family: Ivy and Max are brother and sister, Tom is nobody's; police were at Ivy's home on the
// night before school and health visitor passed on their concerns.
#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Inbox : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const auto child = [](const char* key, const char* source, const char* name) {
      return entry(key, "identity.details", "social-care", "2024-05-01", {about(source, "child")},
                   {{"forename", name}, {"surname", "Example"}, {"birth-date", *parse_date("2018-05-04")}});
    };
    const auto mother_of = [](const char* key, const char* source) {
      return entry(key, "family.relationship", "social-care", "2024-05-01",
                   {about(source, "child"), about("social-care/9", "mother")}, {{"resident", "resident"}});
    };
    const std::vector<NewEntry> feeds = {
        child("1", "social-care/1", "Ivy"),
        child("2", "social-care/2", "Max"),
        child("3", "social-care/3", "Tom"),
        mother_of("4", "social-care/1"),
        mother_of("5", "social-care/2"),
        entry("6", "police.domestic-abuse", "city-police", "2024-06-02",
              {about("social-care/9", "victim"), about("social-care/1", "child")}, {{"grade", "standard"}}),
        entry("7", "adult-mental-health.crisis", "adult-mental-health", "2024-06-02",
              {about("social-care/9", "mother")})};
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  PersonId person(const char* source) { return *person_of_source(*desk_, SourceId(source)); }
  void pass_on(const Caller& who, const char* source, const char* key) {
    const auto recorded = record_concern(*desk_, who,
                                         {.child = person(source),
                                          .worry = "She was frightened",
                                          .child_says = "",
                                          .immediate_danger = false,
                                          .parents_told = "yes",
                                          .key = key});
    ASSERT_TRUE(recorded) << recorded.error().text();
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller teacher_ = practitioner("schools", "dsl-001", "referrer");
  const Caller visitor_ = practitioner("health-visiting", "hv-001", "joint-team");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Inbox, ::testing::ValuesIn(support::each_engine()));

TEST_P(Inbox, HasBrothersAndSistersTogetherAndOthersApart) {
  pass_on(teacher_, "social-care/1", "a");
  pass_on(teacher_, "social-care/3", "b");
  pass_on(visitor_, "social-care/2", "c");
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door) << door.error().text();
  ASSERT_EQ(door->waiting.size(), 3U);
  ASSERT_EQ(door->families.size(), 2U);
  EXPECT_EQ(door->families[0].waiting.size(), 2U) << "Ivy and Max";
  EXPECT_EQ(door->families[1].waiting.size(), 1U) << "Tom";
}

TEST_P(Inbox, JoinsWhatPoliceSchoolAndHealthToldOfOneNight) {
  pass_on(teacher_, "social-care/1", "a");
  pass_on(visitor_, "social-care/1", "b");
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door) << door.error().text();
  ASSERT_EQ(door->families.size(), 1U);
  const FamilyInbox& family = door->families[0];
  ASSERT_EQ(family.incidents.size(), 1U);
  ASSERT_EQ(family.incidents[0].told.size(), 3U);
  EXPECT_EQ(family.incidents[0].told[0].agency, AgencyId("city-police"));
  EXPECT_FALSE(family.incidents[0].told[0].is_concern);
  EXPECT_TRUE(family.incidents[0].told[1].is_concern);
  EXPECT_EQ(family.earlier, 0);
  for (const Told& told : family.incidents[0].told)
    EXPECT_NE(told.agency, AgencyId("adult-mental-health")) << "sensitive, and not for the front door";
}

TEST_P(Inbox, CountsWhatWasPassedOnBefore) {
  pass_on(teacher_, "social-care/1", "a");
  const auto first = see_front_door(*desk_, worker_);
  ASSERT_TRUE(first);
  ASSERT_TRUE(decide_response(*desk_, worker_,
                              {.concern = first->waiting[0].concern.entry,
                               .child = person("social-care/1"),
                               .choice = ResponseChoice::no_further_action,
                               .reason = "Spoken with school"}));
  store_.at("2024-06-20T09:00:00Z");
  pass_on(teacher_, "social-care/1", "b");
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door);
  ASSERT_EQ(door->families.size(), 1U);
  EXPECT_EQ(door->families[0].earlier, 1);
  EXPECT_EQ(door->families[0].incidents[0].told.size(), 1U) << "a fortnight later is another event";
}

// One child each, of 23 families: the oldest on the first page, all of them in the queue.
TEST_P(Inbox, ShowsTwentyFamiliesAPageAndTellsOfAllThatWait) {
  std::vector<NewEntry> more;
  for (int number = 100; number < 121; ++number)
    more.push_back(entry(("m" + std::to_string(number)).c_str(), "identity.details", "social-care", "2024-05-01",
                         {about(("social-care/" + std::to_string(number)).c_str(), "child")},
                         {{"forename", "Kit"}, {"surname", "Other"}, {"birth-date", *parse_date("2017-05-04")}}));
  ASSERT_TRUE(desk_->parts().ledger->append(more));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  std::int64_t minutes = 0;
  const auto next = [&](const Caller& who, const std::string& source) {
    const std::int64_t start = parse_timestamp("2024-06-03T09:00:00Z")->micros();
    store_.at(Timestamp(start + ++minutes * 60'000'000));
    pass_on(who, source.c_str(), std::to_string(minutes).c_str());
  };
  next(teacher_, "social-care/1");
  for (int number = 100; number < 121; ++number) next(teacher_, "social-care/" + std::to_string(number));
  next(teacher_, "social-care/3");
  next(visitor_, "social-care/2");  // of the family that waits longest
  const auto first = see_front_door(*desk_, worker_);
  ASSERT_TRUE(first) << first.error().text();
  EXPECT_EQ(first->queue.size(), 24U);
  EXPECT_EQ(first->pages, 2);
  ASSERT_EQ(first->families.size(), 20U);
  EXPECT_EQ(first->families[0].waiting.size(), 2U) << "brother and sister stay on one page";
  EXPECT_EQ(first->waiting.size(), 21U);
  const auto second = see_front_door(*desk_, worker_, 2);
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_EQ(second->page, 2);
  ASSERT_EQ(second->waiting.size(), 3U);
  EXPECT_EQ(second->waiting.back().child, person("social-care/3")) << "who came last stands last";
  for (const ConcernRow& row : second->waiting)
    for (const ConcernRow& other : first->waiting) EXPECT_NE(row.concern.entry, other.concern.entry);
  EXPECT_EQ(see_front_door(*desk_, worker_, 9)->page, 2) << "a page beyond the last is the last";
}

}  // namespace
}  // namespace roundel::service
