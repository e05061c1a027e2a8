// What lies on the table between worker and family: Ivy's plan and who helps, and nothing that they were not told.
#include "service/respond/with_family.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class WithFamily : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<About> ivy = {about("social-care/1", "child")};
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "social-care", "2024-03-01", ivy,
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2016-05-04")}}),
        entry("2", "involvement.started", "social-care", "2024-03-01", ivy,
              {{"practitioner", "Sam Reed"}, {"service", "Family support"}}, "sw-001"),
        entry("3", "involvement.started", "health-visiting", "2024-03-01", ivy, {{"service", "Health visiting"}}),
        entry("4", "involvement.ended", "health-visiting", "2024-04-01", ivy),
        entry("5", "police.domestic-abuse", "city-police", "2024-03-02", ivy, {{"grade", "medium"}}),
        entry("6", "concern.raised", "schools", "2024-03-04", ivy,
              {{"child-says", "Do not tell them that I said so"}, {"worry", "Frightened"}}),
        entry("7", "social-care.initial-conference", "social-care", "2024-03-20", ivy, {{"outcome", "plan"}}),
        entry("8", "social-care.strategy-discussion", "social-care", "2024-05-28", ivy, {{"outcome", "section-47"}}),
        entry("9", "plan.action", "social-care", "2024-03-21", ivy,
              {{"action", "Breakfast at school"},
               {"by-when", *parse_date("2024-04-01")},
               {"outcome", "Ivy has eaten"},
               {"plan", "protection"},
               {"who", "Mrs Hill"},
               {"you-said", "I am hungry in the morning"}})};
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("social-care/1"));
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId ivy_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller stranger_ = practitioner("dentistry", "dent-901", "practitioner");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, WithFamily, ::testing::ValuesIn(support::each_engine()));

TEST_P(WithFamily, SaysWhoHelpsWhatWasAgreedAndWhatComesNext) {
  const auto sheet = read_with_family(*desk_, worker_, ivy_);
  ASSERT_TRUE(sheet) << sheet.error().text();
  EXPECT_EQ(sheet->name, "Ivy Example");
  ASSERT_EQ(sheet->helping.size(), 1U) << "not the police, who hold an entry, nor the visitor who ended";
  EXPECT_EQ(sheet->helping[0].service, "Family support");
  ASSERT_EQ(sheet->agreed.size(), 1U);
  EXPECT_EQ(sheet->agreed[0].you_said, "I am hungry in the morning");
  EXPECT_TRUE(sheet->agreed[0].late(sheet->on));
  ASSERT_EQ(sheet->coming.size(), 1U) << "the review; an enquiry that they may not know of is not here";
  EXPECT_EQ(sheet->coming[0].code, "review-conference-first");
  EXPECT_FALSE(sheet->ring.empty());
}

TEST_P(WithFamily, IsNotForAStranger) {
  EXPECT_EQ(read_with_family(*desk_, stranger_, ivy_).error().fault, Fault::refused);
  EXPECT_EQ(print_pack(*desk_, stranger_, ivy_).error().fault, Fault::refused);
}

TEST_P(WithFamily, ThePackHasPictureAndPathwayAndItsMakingIsLogged) {
  const auto pack = print_pack(*desk_, worker_, ivy_);
  ASSERT_TRUE(pack) << pack.error().text();
  EXPECT_GE(pack->picture.picture.chronology.size(), 5U);
  EXPECT_EQ(pack->pathway.plan.size(), 1U);
  const auto log = see_access_history(*desk_, worker_, ivy_);
  ASSERT_TRUE(log);
  EXPECT_TRUE(std::any_of(log->begin(), log->end(),
                          [](const AccessLine& line) { return line.what == "Made a conference pack"; }));
}

}  // namespace
}  // namespace roundel::service
