// Ivy's father Len is known to the police. The health visitor asks; the police, who have no tie to Ivy, answer.
#include "service/respond/requests.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class RequestsOf : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "health-visiting", "2024-05-01", {about("health-visiting/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2023-05-04")}}),
        entry("2", "identity.details", "health-visiting", "2024-05-01", {about("health-visiting/9", "father")},
              {{"forename", "Len"}, {"surname", "Sample"}, {"birth-date", *parse_date("1990-01-02")}}),
        entry("3", "family.relationship", "health-visiting", "2024-05-01",
              {about("health-visiting/1", "child"), about("health-visiting/9", "father")}, {{"resident", "resident"}}),
        entry("4", "involvement.started", "health-visiting", "2024-05-01", {about("health-visiting/1", "child")},
              {{"service", "Health visiting"}}, "hv-001"),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("health-visiting/1"));
    len_ = *person_of_source(*desk_, SourceId("health-visiting/9"));
  }

  AskForm question(const std::string& key) const {
    return {.child = ivy_,
            .person = len_,
            .of = AgencyId("city-police"),
            .question = "Is he known to you for violence?",
            .standing_question = "",
            .why = "Ivy's mother is afraid of him",
            .basis = "safeguarding",
            .needed_by = Date::of(2024, 6, 7),
            .key = key};
  }
  EntryId asked() {
    const auto done = ask_agency(*desk_, visitor_, question("a"));
    EXPECT_TRUE(done) << done.error().text();
    if (!done) return {};
    for (const Error& error : done->missing) ADD_FAILURE() << error.what;
    return done->entry;
  }
  AnswerForm answer(const EntryId& request, const std::string& sharing = "joint") const {
    return {.child = ivy_,
            .request = request,
            .share = true,
            .answer = "Two incidents with a former partner",
            .basis = "safeguarding",
            .reason = "To keep the child safe",
            .sharing = sharing,
            .instead = "",
            .key = "b"};
  }
  // What the tables hold is what the ledger gives.
  void expect_tables_hold() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId ivy_, len_;
  const Caller visitor_ = practitioner("health-visiting", "hv-001", "practitioner");
  const Caller officer_ = practitioner("city-police", "pc-007", "practitioner");
  const Caller dentist_ = practitioner("dentistry", "dent-901", "practitioner");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, RequestsOf, ::testing::ValuesIn(support::each_engine()));

TEST_P(RequestsOf, WaitOnTheListOfTheAgencyThatWasAskedAndOfTheOneThatAsks) {
  const EntryId request = asked();
  const auto theirs = see_requests(*desk_, officer_);
  ASSERT_TRUE(theirs) << theirs.error().text();
  ASSERT_EQ(theirs->to_answer.size(), 1U);
  EXPECT_EQ(theirs->to_answer[0].request.entry, request);
  EXPECT_EQ(theirs->to_answer[0].person_name, "Len Sample");
  EXPECT_EQ(theirs->to_answer[0].person_born, Date::of(1990, 1, 2));
  EXPECT_TRUE(theirs->waiting.empty());
  const auto ours = see_requests(*desk_, visitor_);
  ASSERT_TRUE(ours);
  EXPECT_EQ(ours->waiting.size(), 1U);
  EXPECT_TRUE(ours->to_answer.empty());
  EXPECT_TRUE(see_requests(*desk_, dentist_)->to_answer.empty());
  expect_tables_hold();
}

TEST_P(RequestsOf, GiveTheAgencyThatWasAskedNothingElseOfTheChild) {
  const EntryId request = asked();
  EXPECT_TRUE(see_request(*desk_, officer_, ivy_, request));
  const auto picture = open_picture(*desk_, officer_, ivy_, {});
  ASSERT_TRUE(picture);
  EXPECT_FALSE(picture->access.scope.any());
  ASSERT_TRUE(answer_request(*desk_, officer_, answer(request)));
  EXPECT_FALSE(open_picture(*desk_, officer_, ivy_, {})->access.scope.any()) << "nor by answering";
  EXPECT_EQ(see_request(*desk_, dentist_, ivy_, request).error().fault, Fault::refused);
  EXPECT_EQ(answer_request(*desk_, dentist_, answer(request)).error().fault, Fault::refused);
  EXPECT_EQ(ask_agency(*desk_, dentist_, question("z")).error().fault, Fault::refused);
}

TEST_P(RequestsOf, AnAnswerIsAnEntryThatThePictureHas) {
  const EntryId request = asked();
  const auto done = answer_request(*desk_, officer_, answer(request));
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_TRUE(done->missing.empty());
  const auto row = see_request(*desk_, visitor_, ivy_, request);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->state, RequestState::answered);
  EXPECT_EQ(row->request.decision->answer, "Two incidents with a former partner");
  const auto picture = open_picture(*desk_, visitor_, ivy_, {});
  ASSERT_TRUE(picture);
  EXPECT_TRUE(std::ranges::any_of(picture->picture.chronology,
                                  [&](const ChronologyItem& item) { return item.entry == done->entry; }));
  EXPECT_TRUE(see_requests(*desk_, officer_)->to_answer.empty());
  EXPECT_EQ(see_requests(*desk_, visitor_)->done.size(), 1U);
  expect_tables_hold();
}

TEST_P(RequestsOf, ASensitiveAnswerIsForTheAgencyThatAskedAndNotInEverybodysPicture) {
  const EntryId request = asked();
  const auto done = answer_request(*desk_, officer_, answer(request, "sensitive"));
  ASSERT_TRUE(done) << done.error().text();
  const auto picture = open_picture(*desk_, visitor_, ivy_, {});
  ASSERT_TRUE(picture);
  EXPECT_FALSE(std::ranges::any_of(picture->picture.chronology,
                                   [&](const ChronologyItem& item) { return item.entry == done->entry; }));
  EXPECT_EQ(see_request(*desk_, visitor_, ivy_, request)->request.decision->answer,
            "Two incidents with a former partner");
  expect_tables_hold();
}

TEST_P(RequestsOf, AreRecordedOnceWhoeverPressesTwiceAndAnsweredOnce) {
  const EntryId request = asked();
  EXPECT_EQ(asked(), request);
  EXPECT_EQ(see_requests(*desk_, officer_)->to_answer.size(), 1U);
  ASSERT_TRUE(answer_request(*desk_, officer_, answer(request)));
  AnswerForm second = answer(request);
  second.key = "c";
  const auto late = answer_request(*desk_, officer_, second);
  ASSERT_TRUE(late);
  EXPECT_TRUE(late->entry.empty());
  EXPECT_FALSE(late->missing.empty());
}

TEST_P(RequestsOf, TheDecisionNotToShareIsRecordedAndMayBeTakenHigher) {
  const EntryId request = asked();
  AnswerForm no = answer(request);
  no.share = false;
  no.reason = "We see no cause";
  ASSERT_TRUE(answer_request(*desk_, officer_, no));
  const auto row = see_request(*desk_, visitor_, ivy_, request);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->state, RequestState::refused);
  EXPECT_EQ(row->request.decision->reason, "We see no cause");
  const ChaseForm higher{.child = ivy_,
                         .request = request,
                         .escalate = true,
                         .to = "Their safeguarding lead",
                         .words = "She is afraid tonight",
                         .key = "h"};
  EXPECT_EQ(chase_request(*desk_, officer_, higher).error().fault, Fault::refused) << "it is not theirs to chase";
  const auto taken = chase_request(*desk_, visitor_, higher);
  ASSERT_TRUE(taken) << taken.error().text();
  EXPECT_TRUE(taken->missing.empty());
  EXPECT_TRUE(see_request(*desk_, officer_, ivy_, request)->request.escalated());
  expect_tables_hold();
}

}  // namespace
}  // namespace roundel::service
