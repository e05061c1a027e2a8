// Replay on the service's side: what was found at another moment and for another agency, and who could have known it.
//
//   Ivy (born 2020) was not brought to the practice once and to the dentist once. Only together does a rule find it.
#include "service/oversee/replay.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

const IndicatorCode across("not-brought-across-services");

class Replaying : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    take("2024-01-10", {entry("1", "identity.details", "gp", "2023-09-01", {about("gp/1", "child")},
                              {{"forename", "Ivy"}, {"birth-date", *parse_date("2020-05-04")}}),
                        entry("2", "gp.not-brought", "gp", "2024-01-10", {about("gp/1", "child")})});
    take("2024-03-02", {entry("3", "dentistry.not-brought", "dentistry", "2024-03-01", {about("gp/1", "child")})});
    store_.at("2024-06-03T09:00:00Z");
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    child_ = *person_of_source(*desk_, SourceId("gp/1"));
  }
  void take(const std::string& day, const std::vector<NewEntry>& entries) {
    store_.at(day + "T09:00:00Z");
    const auto added = desk_->parts().ledger->append(entries);
    ASSERT_TRUE(added) << added.error().text();
  }
  ReplayPage replay(const std::string& day, const std::string& agency = {}) {
    PictureAsked asked{.as_known_at = Timestamp::end_of(*parse_date(day)), .as_known_to = {}};
    if (!agency.empty()) asked.as_known_to = AgencyId(agency);
    const auto page = see_replay(*desk_, console(), child_, asked);
    EXPECT_TRUE(page) << page.error().text();
    return *page;
  }
  static bool finds(const ReplayPage& page) {
    return std::any_of(page.findings.begin(), page.findings.end(),
                       [](const FindingShown& one) { return one.finding.indicator == across; });
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  PersonId child_;
};

TEST_F(Replaying, ShowsTheAssessmentAsItWas) {
  EXPECT_FALSE(finds(replay("2024-03-01"))) << "the dentist's was recorded the day after";
  EXPECT_TRUE(finds(replay("2024-03-02")));
  EXPECT_FALSE(finds(replay("2024-03-02", "housing"))) << "housing is not in the joint team and recorded nothing";
}

TEST_F(Replaying, NamesTheEveningsOnWhichTheFindingsChanged) {
  const ReplayPage page = replay("2024-06-01");
  const auto began = std::find_if(page.moments.begin(), page.moments.end(), [](const ReplayMoment& moment) {
    return std::any_of(moment.began.begin(), moment.began.end(),
                       [](const Indicator* indicator) { return indicator->code == across; });
  });
  ASSERT_NE(began, page.moments.end());
  EXPECT_EQ(began->day, *parse_date("2024-03-02"));
  for (const ReplayMoment& moment : page.moments) EXPECT_FALSE(moment.began.empty() && moment.ended.empty());
}

TEST_F(Replaying, AMomentShowsWhatItsDaySays) {
  for (const ReplayMoment& moment : replay("2024-06-01").moments) {
    const ReplayPage then = replay(moment.day.iso());
    EXPECT_EQ(then.assessment.suggested, moment.suggested) << moment.day.iso();
  }
}

TEST_F(Replaying, TellsWhoCouldHaveKnownAndWhoLooked) {
  const auto before = see_who_knew(*desk_, console(), child_);
  ASSERT_TRUE(before) << before.error().text();
  const auto row = std::find_if(before->rows.begin(), before->rows.end(),
                                [](const KnewRow& one) { return one.indicator->code == across; });
  ASSERT_NE(row, before->rows.end());
  EXPECT_EQ(row->together, *parse_date("2024-03-02"));
  ASSERT_EQ(before->agencies, (std::vector<AgencyId>{AgencyId("dentistry"), AgencyId("gp")}));
  for (const Knew& knew : row->agencies) EXPECT_FALSE(knew.had) << "neither has it from its own records";
  for (std::size_t i = 0; i < before->agencies.size(); ++i) {
    if (!desk_->parts().in_joint_team(before->agencies[i])) continue;
    ASSERT_TRUE(row->agencies[i].could) << before->agencies[i].str();
    EXPECT_FALSE(row->agencies[i].opened) << "nobody opened the picture";
  }
}

TEST_F(Replaying, OpeningIsOnTheRecordFromTheFirstDayAfter) {
  take("2024-06-03", {entry("5", "involvement.started", "gp", "2024-01-01", {about("gp/1", "child")},
                            {{"practitioner", "G. Practitioner"}}, "gp-001")});
  ASSERT_TRUE(open_picture(*desk_, practitioner("gp", "gp-001", "practitioner"), child_, {}));
  const auto page = see_who_knew(*desk_, console(), child_);
  ASSERT_TRUE(page) << page.error().text();
  for (const KnewRow& row : page->rows) {
    if (row.indicator->code != across) continue;
    const Knew& gp = row.agencies[1];
    ASSERT_TRUE(gp.could);
    EXPECT_EQ(gp.opened, *parse_date("2024-06-03"));
  }
}

TEST_F(Replaying, AStrangerIsRefused) {
  const Caller stranger = practitioner("housing", "h-901", "practitioner");
  EXPECT_EQ(see_replay(*desk_, stranger, child_, {}).error().fault, Fault::refused);
  EXPECT_EQ(see_who_knew(*desk_, stranger, child_).error().fault, Fault::refused);
}

}  // namespace
}  // namespace roundel::service
