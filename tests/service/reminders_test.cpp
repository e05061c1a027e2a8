// Hannah visits Ivy: a visit is due. She hears of it by mail and in her calendar, and neither says of whom.
#include "service/respond/reminders.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Reminding : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> entries = {
        entry("1", "identity.details", "social-care", "2024-05-01", {about("social-care/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2018-05-04")}}),
        entry("2", "involvement.started", "social-care", "2024-05-01", {about("social-care/1", "child")}, {}, "sw-001"),
        entry("3", "social-care.referral", "social-care", "2024-05-30", {about("social-care/1", "child")},
              {{"source", "6"}}),
        entry("4", "social-care.assessment-started", "social-care", "2024-05-31", {about("social-care/1", "child")})};
    const auto added = desk_->parts().ledger->append(entries);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    for (const char* role : {"joint-team", "identity-steward"}) {
      AccountNew account{.login = role == std::string("joint-team") ? "sw-001" : "ids-001",
                         .password = "a long enough password",
                         .name = "Somebody",
                         .practitioner = PractitionerId(role == std::string("joint-team") ? "sw-001" : "ids-001"),
                         .agency = AgencyId("social-care"),
                         .role = role};
      const auto done = add_account(*desk_, console(), account);
      ASSERT_TRUE(done) << done.error().text();
    }
  }
  Reminded remind(Delivery how = Delivery::taken) {
    auto done = send_reminders(*desk_, console(), [&](const Reminder& reminder) {
      mails_.push_back(reminder);
      return Delivered{.how = how, .problem = how == Delivery::taken ? "" : "the mail server answered 450"};
    });
    EXPECT_TRUE(done) << done.error().text();
    return done ? *done : Reminded{};
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  std::vector<Reminder> mails_;
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Reminding, ::testing::ValuesIn(support::each_engine()));

TEST_P(Reminding, TellsNobodyWhoDidNotAskForIt) {
  EXPECT_EQ(remind().sent, 0);
  EXPECT_TRUE(mails_.empty());
}

TEST_P(Reminding, TellsOnceADayAndStopsWhenAsked) {
  ASSERT_TRUE(set_mail(*desk_, worker_, " sofia@example.org ", true));
  EXPECT_EQ(remind().sent, 1);
  ASSERT_EQ(mails_.size(), 1U);
  EXPECT_EQ(mails_[0].to, "sofia@example.org");
  EXPECT_GT(mails_[0].to_do, 0);
  EXPECT_EQ(remind().sent, 0);
  EXPECT_EQ(remind().nothing_new, 1);
  store_.at("2024-06-04T09:00:00Z");
  EXPECT_EQ(remind().sent, 1);
  ASSERT_TRUE(set_mail(*desk_, worker_, "", false));
  store_.at("2024-06-05T09:00:00Z");
  EXPECT_EQ(remind().sent, 0);
  EXPECT_TRUE(see_reminders(*desk_, worker_)->address.empty()) << "the address is forgotten";
}

TEST_P(Reminding, TellsAgainOnTheSameDayWhereMoreHasBecomeUrgent) {
  ASSERT_TRUE(set_mail(*desk_, worker_, "sofia@example.org", true));
  EXPECT_EQ(remind().sent, 1);
  const auto asked = desk_->parts().ledger->append(std::vector<NewEntry>{
      entry("9", "request.information", "schools", "2024-06-03", {about("social-care/1", "child")},
            {{"of-agency", "social-care"},
             {"question", "What do you know?"},
             {"why", "x"},
             {"by-when", *parse_date("2024-06-03")},
             {"practitioner", "T"}})});
  ASSERT_TRUE(asked) << asked.error().text();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  EXPECT_EQ(remind().sent, 1);
  EXPECT_EQ(remind().sent, 0);
  ASSERT_EQ(mails_.size(), 2U);
  EXPECT_GT(mails_[1].urgent, mails_[0].urgent);
}

TEST_P(Reminding, TriesAgainWhatWasNotTakenAndNothingElse) {
  ASSERT_TRUE(set_mail(*desk_, worker_, "sofia@example.org", true));
  EXPECT_EQ(remind(Delivery::not_taken).failed, 1);
  EXPECT_FALSE(see_reminders(*desk_, worker_)->problem.empty());
  EXPECT_EQ(remind().sent, 1);
  EXPECT_TRUE(see_reminders(*desk_, worker_)->problem.empty());
  store_.at("2024-06-04T09:00:00Z");
  EXPECT_EQ(remind(Delivery::unknown).unknown, 1);
  EXPECT_EQ(remind().sent, 0) << "it may have arrived";
  store_.at("2024-06-05T09:00:00Z");
  EXPECT_EQ(remind().sent, 1);
}

TEST_P(Reminding, IsNotDoneTwiceByTwoRunsAtOnce) {
  ASSERT_TRUE(set_mail(*desk_, worker_, "sofia@example.org", true));
  const auto other = store_.desk();
  int inner = 0;
  const auto outer = send_reminders(*desk_, console(), [&](const Reminder&) {
    const auto done = send_reminders(*other, console(), [&](const Reminder&) {
      ++inner;
      return Delivered{.how = Delivery::taken, .problem = ""};
    });
    EXPECT_TRUE(done) << done.error().text();
    return Delivered{.how = Delivery::taken, .problem = ""};
  });
  ASSERT_TRUE(outer);
  EXPECT_EQ(outer->sent, 1);
  EXPECT_EQ(inner, 0);
}

TEST_P(Reminding, TakesOnlyWhatIsAnAddress) {
  for (const char* address : {"", "sofia", "sofia@example", "a@b.org\r\nBcc: c@d.org", "a b@c.org", "a@@b.org"})
    EXPECT_FALSE(set_mail(*desk_, worker_, address, true)) << address;
  EXPECT_FALSE(set_mail(*desk_, practitioner("social-care", "ids-001", "identity-steward"), "a@b.org", true));
  EXPECT_FALSE(send_reminders(*desk_, worker_, {})) << "only the console sends";
}

TEST_P(Reminding, IsACalendarOfDaysThatNamesNobodyAndEndsWhenWithdrawn) {
  const auto word = make_calendar_address(*desk_, worker_);
  ASSERT_TRUE(word) << word.error().text();
  EXPECT_EQ(word->size(), 64U);
  const auto stored = desk_->parts().database->query("SELECT token FROM calendar_address", {});
  ASSERT_TRUE(stored);
  EXPECT_NE(store::text((*stored)[0][0]), *word) << "only its hash is kept";
  const auto calendar = read_calendar(*desk_, *word);
  ASSERT_TRUE(calendar) << calendar.error().text();
  ASSERT_FALSE(calendar->days.empty());
  for (const CalendarDay& day : calendar->days) {
    EXPECT_EQ(day.what.find("Ivy"), std::string::npos);
    EXPECT_EQ(day.id.find("social-care"), std::string::npos);
  }
  EXPECT_EQ(read_calendar(*desk_, *word)->days[0].id, calendar->days[0].id) << "the same thing has the same name";
  const auto newer = make_calendar_address(*desk_, worker_);
  ASSERT_TRUE(newer);
  EXPECT_EQ(read_calendar(*desk_, *word).error().fault, Fault::not_found) << "the old one ended";
  ASSERT_TRUE(withdraw_calendar_address(*desk_, worker_));
  EXPECT_EQ(read_calendar(*desk_, *newer).error().fault, Fault::not_found);
  EXPECT_FALSE(see_reminders(*desk_, worker_)->calendar_made);
  EXPECT_EQ(read_calendar(*desk_, "").error().fault, Fault::not_found);
}

}  // namespace
}  // namespace roundel::service
