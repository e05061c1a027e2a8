// The system as a whole, at the service's door: who may ask, and that it says the same as the child's own page.
#include "service/oversee/system_view.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class SystemView : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const About ivy = about("social-care/1", "child");
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "social-care", "2024-01-08", {ivy},
              {{"birth-date", *parse_date("2016-05-04")}, {"sex", "f"}, {"ethnicity", "WBRI"}}),
        entry("2", "social-care.referral", "social-care", "2024-01-08", {ivy},
              {{"source", "2A"}, {"primary-need", "N1"}, {"no-further-action", false}}),
        entry("3", "social-care.assessment-started", "social-care", "2024-01-09", {ivy}),
        entry("4", "social-care.assessment-completed", "social-care", "2024-03-14", {ivy}, {{"factors", "3B"}}),
        entry("5", "social-care.looked-after-started", "social-care", "2024-03-20", {ivy}),
        entry("6", "social-care.visit", "social-care", "2024-03-25", {ivy}, {{"child-seen", true}}),
        entry("7", "concern.raised", "schools", "2024-05-28", {ivy}, {{"worry", "w"}}),
        entry("8", "review.incident-notified", "social-care", "2024-05-20", {ivy},
              {{"notified", *parse_date("2024-05-24")}}),
        entry("10", "midwifery.birth", "midwifery", "2024-04-01", {ivy}),
        entry("11", "police.missing", "city-police", "2024-05-30", {ivy}),
        entry("12", "police.missing", "city-police", "2022-05-30", {ivy}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
  }

  AStore store_{"system-view"};
  std::unique_ptr<Desk> desk_;
};

// One child's clocks and everybody's are worked out by two rooms of one floor: they must not part.
TEST_F(SystemView, counts_the_same_clocks_as_the_child_s_own_page) {
  const auto seen = see_oversight(*desk_, console(), {.from = *parse_date("2023-01-01")});
  ASSERT_TRUE(seen) << seen.error().text();
  const SourceId sources[] = {SourceId("social-care/1")};
  const auto entries = desk_->parts().ledger->about(desk_->area(), sources);
  ASSERT_TRUE(entries);
  std::map<std::string, std::int64_t> here, there;
  for (const ClockCount& clock : seen->clocks) {
    here[clock.code + " running"] += *clock.running;
    here[clock.code + " late"] += *clock.late;
    here[clock.code + " met"] += *clock.met;
    here[clock.code + " met late"] += *clock.met_late;
    here[clock.code + " ended"] += *clock.ended;
    here[clock.code + " lapsed"] += *clock.lapsed;
  }
  const Response response = fold_response(*entries, desk_->standards(), desk_->parts().today());
  for (const RunningClock& clock : response.clocks) {
    const char* state = clock.state == ClockState::running  ? " running"
                        : clock.state == ClockState::late   ? " late"
                        : clock.state == ClockState::met    ? " met"
                        : clock.state == ClockState::lapsed ? " lapsed"
                                                            : " met late";
    ++there[clock.code + state];
  }
  std::erase_if(here, [](const auto& each) { return each.second == 0; });
  EXPECT_EQ(there["notification-decision running"], 1) << "what was told of two years ago starts none";
  EXPECT_EQ(there["new-birth-visit lapsed"], 1);
  EXPECT_EQ(here, there);
}

TEST_F(SystemView, tells_who_has_not_been_seen) {
  const auto seen = see_oversight(*desk_, console(), {});
  ASSERT_TRUE(seen) << seen.error().text();
  ASSERT_EQ(seen->out_of_sight.children.size(), 1U);
  EXPECT_EQ(seen->out_of_sight.children.front().last_seen, *parse_date("2024-03-25"));
  const auto out = see_oversight(*desk_, console(), {.publish = true});
  ASSERT_TRUE(out);
  EXPECT_TRUE(out->out_of_sight.children.empty());
}

TEST_F(SystemView, is_for_managers_and_not_for_practitioners) {
  const Caller manager = practitioner("social-care", "tm-001", "manager");
  const Caller worker = practitioner("social-care", "sw-001", "practitioner");
  EXPECT_TRUE(see_oversight(*desk_, manager, {}));
  EXPECT_TRUE(see_learning(*desk_, manager));
  EXPECT_EQ(see_oversight(*desk_, worker, {}).error().fault, Fault::refused);
  EXPECT_EQ(see_learning(*desk_, worker).error().fault, Fault::refused);
  EXPECT_EQ(make_cin_return(*desk_, manager, 2024, true).error().fault, Fault::refused);
}

TEST_F(SystemView, shows_an_incident_with_its_time_limits_by_england_s_clocks) {
  const auto learning = see_learning(*desk_, console());
  ASSERT_TRUE(learning) << learning.error().text();
  ASSERT_EQ(learning->incidents.size(), 1U);
  ASSERT_EQ(learning->incidents.front().deadlines.size(), 2U);
  EXPECT_EQ(learning->incidents.front().deadlines[0].code, "serious-incident-notification");
  EXPECT_EQ(learning->incidents.front().deadlines[0].state, DeadlineState::met);
  EXPECT_EQ(learning->incidents.front().deadlines[1].state, DeadlineState::running);
}

TEST_F(SystemView, makes_a_return_that_may_leave_and_writes_none_where_a_rule_is_broken_unless_as_a_draft) {
  const auto good = make_cin_return(*desk_, console(), 2024, false);
  ASSERT_TRUE(good) << good.error().text();
  for (const CinProblem& problem : good->problems) EXPECT_TRUE(problem.query) << problem.rule << " " << problem.message;
  EXPECT_TRUE(good->may_leave);
  EXPECT_NE(good->xml.find("<ReferenceDate>2024-03-31</ReferenceDate>"), std::string::npos);

  const NewEntry early =
      entry("9", "social-care.section-47-enquiry", "social-care", "2024-01-02", {about("social-care/1", "child")});
  ASSERT_TRUE(desk_->parts().ledger->append({&early, 1}));
  const auto broken = make_cin_return(*desk_, console(), 2024, false);
  ASSERT_TRUE(broken);
  EXPECT_FALSE(broken->may_leave);
  EXPECT_TRUE(broken->xml.empty());
  EXPECT_EQ(broken->problems.front().rule, "2889");
  EXPECT_EQ(broken->problems.front().child, "1");
  const auto draft = make_cin_return(*desk_, console(), 2024, true);
  ASSERT_TRUE(draft);
  EXPECT_FALSE(draft->may_leave);
  EXPECT_FALSE(draft->xml.empty());
}

}  // namespace
}  // namespace roundel::service
