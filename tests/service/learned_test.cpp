// Police and social care look at what came of missing episodes, and write down what they learned; the loop is counted
// from a table that says what the record says.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "service/oversee/referral_loop.h"
#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

// Twelve children, each told of as missing on the first of May and again on the tenth.
class WhatWasLearned : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    std::vector<NewEntry> entries;
    for (int i = 1; i <= 12; ++i) {
      const std::string source = fmt::format("social-care/{}", i);
      const auto key = [&](const char* what) { return fmt::format("{}{}", what, i); };
      entries.push_back(
          entry(key("d"), "identity.details", "social-care", "2024-05-01", {about(source, "child")},
                {{"forename", "Kit"}, {"surname", "Example"}, {"birth-date", *parse_date("2014-05-04")}}));
      entries.push_back(entry(key("a"), "police.missing", "city-police", "2024-04-10", {about(source, "child")}));
      entries.push_back(entry(key("b"), "police.missing", "city-police", "2024-05-20", {about(source, "child")}));
      entries.push_back(entry(key("c"), "social-care.contact", "social-care", "2024-04-11", {about(source, "child")},
                              {{"source", "6"}, {"outcome", "information-only"}}));
    }
    ASSERT_TRUE(desk_->parts().ledger->append(entries));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  PersonId person(const char* source) { return *person_of_source(*desk_, SourceId(source)); }
  ReferralLoop loop() {
    auto seen = see_referral_loop(*desk_, manager_);
    EXPECT_TRUE(seen) << seen.error().text();
    return seen ? std::move(*seen) : ReferralLoop{};
  }
  const LoopRow* police(const ReferralLoop& loop) {
    const auto at = std::ranges::find_if(loop.rows, [&](const LoopRow& row) { return row.key == form_.about; });
    return at == loop.rows.end() ? nullptr : &*at;
  }
  void expect_rebuilt() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& table : *differences) EXPECT_EQ(table.differing, 0) << table.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller manager_ = practitioner("city-police", "mgr-1", "manager");
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  LearnedForm form_{.about = {.way = SentBy::feed, .source = "city-police", .kind = KindCode("police.missing")},
                    .learned = "Most were known to be at a friend's",
                    .change = "An episode with a known address comes with what the parent said",
                    .agreed_by = "Inspector Hale and M. Khan",
                    .from = *parse_date("2024-05-01"),
                    .key = "once"};
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, WhatWasLearned, ::testing::ValuesIn(support::each_engine()));

TEST_P(WhatWasLearned, IsShownWithWhatWasPassedOnBeforeAndAfter) {
  ASSERT_TRUE(record_learned(*desk_, manager_, form_));
  const ReferralLoop seen = loop();
  ASSERT_EQ(seen.learned.size(), 1U);
  const Learned& one = seen.learned.front();
  EXPECT_EQ(one.about, form_.about);
  EXPECT_EQ(one.learned, form_.learned);
  EXPECT_EQ(one.agreed_by, form_.agreed_by);
  EXPECT_EQ(one.agency_name, "City Police");
  ASSERT_TRUE(one.compared);
  EXPECT_EQ(one.compared->weeks, 4);
  EXPECT_EQ(one.compared->before.passed_on, 3.0) << "twelve in four weeks";
  EXPECT_EQ(one.compared->before.nothing.percent, 100);
  EXPECT_EQ(one.compared->after.passed_on, 3.0);
  EXPECT_TRUE(one.compared->after.nothing.none) << "nobody decided them";
  expect_rebuilt();
}

TEST_P(WhatWasLearned, IsRecordedOnceHoweverOftenTheFormIsSentAndNeverRewritten) {
  ASSERT_TRUE(record_learned(*desk_, manager_, form_));
  const auto size = *desk_->parts().ledger->size(desk_->area());
  ASSERT_TRUE(record_learned(*desk_, manager_, form_));
  EXPECT_EQ(*desk_->parts().ledger->size(desk_->area()), size);
  LearnedForm later = form_;
  later.key = "later";
  later.learned = "It was not enough";
  ASSERT_TRUE(record_learned(*desk_, manager_, later));
  const ReferralLoop seen = loop();
  ASSERT_EQ(seen.learned.size(), 2U);
  EXPECT_EQ(seen.learned[0].learned, "It was not enough") << "newest first, and the first is still there";
}

TEST_P(WhatWasLearned, IsWrittenDownByManagersAlone) {
  EXPECT_EQ(record_learned(*desk_, worker_, form_).error().fault, Fault::refused);
  EXPECT_EQ(record_learned(*desk_, console(), form_).error().fault, Fault::refused);
  EXPECT_TRUE(loop().may_record);
  const auto at_console = see_referral_loop(*desk_, console());
  ASSERT_TRUE(at_console);
  EXPECT_FALSE(at_console->may_record);
  EXPECT_TRUE(at_console->learned.empty());
}

TEST_P(WhatWasLearned, IsAboutASourceAndKindThatAreCountedAndOfADayWithinReach) {
  const auto refused = [&](const LearnedForm& form) {
    const auto done = record_learned(*desk_, manager_, form);
    return !done && done.error().fault == Fault::bad_input;
  };
  LearnedForm form = form_;
  form.about.kind = KindCode("school.attendance");
  EXPECT_TRUE(refused(form)) << "no notification";
  form = form_;
  form.about.source = "nobody";
  EXPECT_TRUE(refused(form));
  form = form_;
  form.about = {.way = SentBy::duty_desk, .source = "99", .kind = KindCode("social-care.contact")};
  EXPECT_TRUE(refused(form));
  form.about.source = "6";
  EXPECT_FALSE(refused(form));
  form = form_;
  form.key = "again";
  form.from = *parse_date("2020-01-01");
  EXPECT_TRUE(refused(form));
  form.from = *parse_date("2027-01-01");
  EXPECT_TRUE(refused(form));
  form.from = form_.from;
  form.change = "  ";
  EXPECT_TRUE(refused(form));
}

TEST_P(WhatWasLearned, TheLoopSaysWhatTheRecordSaysAfterEveryStep) {
  const auto as_recorded = [&] {
    LoopFold fold(desk_->standards());
    Membership members;
    EXPECT_TRUE(desk_->parts().ledger->read_all(desk_->area(), 0, [&](const Entry& entry) {
      members.apply(entry);
      fold.add(entry);
      return true;
    }));
    const ReferralLoop seen = loop();
    return count_loop(fold.finish([&](const SourceId& source) { return members.person_of(source); }),
                      desk_->standards(), seen.from, seen.on);
  };
  const auto same = [&] {
    const auto rows = loop().rows;
    const auto wanted = published(as_recorded());
    ASSERT_EQ(rows.size(), wanted.size());
    for (std::size_t at = 0; at < rows.size(); ++at) {
      EXPECT_EQ(rows[at].key, wanted[at].key);
      for (const auto member : {&LoopRow::sent, &LoopRow::repeats, &LoopRow::waiting, &LoopRow::helped,
                                &LoopRow::nothing, &LoopRow::came_back, &LoopRow::too_early})
        EXPECT_EQ(rows[at].*member, wanted[at].*member) << rows[at].what;
    }
    expect_rebuilt();
  };
  const ReferralLoop first = loop();
  ASSERT_NE(police(first), nullptr);
  EXPECT_EQ(police(first)->sent, 24);
  EXPECT_EQ(police(first)->came_back, 12);
  EXPECT_EQ(police(first)->waiting, 12);
  same();
  const FrontDoor door = *see_front_door(*desk_, worker_);
  for (std::size_t at = 0; at < 6; ++at)
    ASSERT_TRUE(decide_response(*desk_, worker_,
                                {.concern = door.waiting[at].concern.entry,
                                 .child = door.waiting[at].child,
                                 .choice = ResponseChoice::assessment,
                                 .reason = "Twice in six weeks"}));
  EXPECT_EQ(police(loop())->helped, 6);
  EXPECT_EQ(police(loop())->waiting, 6);
  same();
  ASSERT_TRUE(record_concern(*desk_, practitioner("schools", "dsl-001", "referrer"),
                             {.child = person("social-care/1"),
                              .worry = "Tired and hungry",
                              .child_says = "",
                              .immediate_danger = false,
                              .parents_told = "yes",
                              .key = "a"}));
  EXPECT_EQ(loop().rows.size(), first.rows.size() + 1);
  same();
}

}  // namespace
}  // namespace roundel::service
