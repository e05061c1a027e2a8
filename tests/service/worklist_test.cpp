// Ann and Ben are health visitors; Ann is named for Ivy. The police are asked, the joint team decides.
#include "service/respond/worklist.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "service/derived/refresh.h"
#include "service/parts.h"
#include "service/respond/handover.h"
#include "service/respond/requests.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class WorklistsOf : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "health-visiting", "2024-05-01", {about("health-visiting/1", "child")},
              {{"forename", "Ivy"}, {"surname", "Example"}, {"birth-date", *parse_date("2023-05-04")}}),
        entry("2", "involvement.started", "health-visiting", "2024-05-01", {about("health-visiting/1", "child")},
              {{"service", "Health visiting"}}, "hv-001"),
        entry("3", "social-care.referral", "social-care", "2024-05-20", {about("health-visiting/1", "child")},
              {{"source", "3A"}}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    for (const auto& [code, name] : {std::pair{"hv-001", "Ann Archer"}, {"hv-002", "Ben Baker"}})
      ASSERT_TRUE(add_account(*desk_, console(),
                              {.login = code,
                               .password = "a long enough password",
                               .name = name,
                               .practitioner = PractitionerId(code),
                               .agency = AgencyId("health-visiting"),
                               .role = "practitioner"}));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    ivy_ = *person_of_source(*desk_, SourceId("health-visiting/1"));
  }

  EntryId concern() {
    const auto done = record_concern(*desk_, ann_,
                                     {.child = ivy_,
                                      .worry = "She is afraid",
                                      .child_says = "",
                                      .immediate_danger = false,
                                      .parents_told = "",
                                      .key = "c"});
    EXPECT_TRUE(done) << done.error().text();
    return done ? done->concern : EntryId();
  }
  void ask_the_police() {
    const auto done = ask_agency(*desk_, ann_,
                                 {.child = ivy_,
                                  .person = {},
                                  .of = AgencyId("city-police"),
                                  .question = "Is the home known to you?",
                                  .standing_question = "",
                                  .why = "She is afraid",
                                  .basis = "safeguarding",
                                  .needed_by = Date::of(2024, 6, 7),
                                  .key = "a"});
    ASSERT_TRUE(done) << done.error().text();
    ASSERT_TRUE(done->missing.empty());
  }
  HandOverForm handover() const {
    return {.from = PractitionerId("hv-001"),
            .to = PractitionerId("hv-002"),
            .back = Date::of(2024, 6, 17),
            .reason = "On leave",
            .key = "h"};
  }
  void agree_that(const std::string& who, const std::string& agency, const std::string& key, const std::string& day) {
    const auto source = SourceId("health-visiting/1");
    const NewEntry action = entry(key, "plan.action", "social-care", "2024-06-03", {{source, RoleCode("child")}},
                                  {{"plan", std::string("in-need")},
                                   {"outcome", std::string("She is safe on the way to school")},
                                   {"action", std::string("Walk with her")},
                                   {"who", who},
                                   {"of-agency", agency},
                                   {"by-when", *parse_date(day)}},
                                  "sw-001");
    Desk::Parts& parts = desk_->parts();
    const auto done = parts.database->transact([&]() -> Done {
      const auto added = parts.ledger->append_within({&action, 1});
      if (!added) return fail(added.error());
      return refresh_families(parts, {ivy_});
    });
    ASSERT_TRUE(done) << done.error().text();
  }
  WorkPage work_of(const Caller& caller, WorkOf of = WorkOf::mine) {
    auto page = see_work(*desk_, caller, of);
    EXPECT_TRUE(page) << page.error().text();
    return page ? std::move(*page) : WorkPage{};
  }
  static bool has(const std::vector<WorkRow>& rows, WorkKind kind) {
    return std::ranges::any_of(rows, [&](const WorkRow& row) { return row.work.kind == kind; });
  }
  void expect_tables_hold() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId ivy_;
  const Caller ann_ = practitioner("health-visiting", "hv-001", "practitioner");
  const Caller ben_ = practitioner("health-visiting", "hv-002", "practitioner");
  const Caller officer_ = practitioner("city-police", "pc-007", "practitioner");
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
  const Caller lead_ = practitioner("health-visiting", "hv-lead", "manager");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, WorklistsOf, ::testing::ValuesIn(support::each_engine()));

TEST_P(WorklistsOf, ARequestIsToDoForThoseAskedAndWaitsForWhoAsked) {
  ask_the_police();
  const WorkPage theirs = work_of(officer_);
  ASSERT_EQ(theirs.to_do.size(), 1U);
  EXPECT_EQ(theirs.to_do[0].asked_by, desk_->standards().agency_name(AgencyId("health-visiting")));
  const WorkPage ours = work_of(ann_);
  EXPECT_TRUE(has(ours.waiting, WorkKind::request));
  EXPECT_FALSE(has(ours.to_do, WorkKind::request));
  store_.at("2024-06-08T09:00:00Z");
  EXPECT_TRUE(has(work_of(ann_).late, WorkKind::request));
  EXPECT_TRUE(has(work_of(officer_).late, WorkKind::request));
}

TEST_P(WorklistsOf, AConcernThatWaitsIsTheTeamsAndItsSenderSeesThatItWaits) {
  const EntryId passed_on = concern();
  EXPECT_TRUE(has(work_of(worker_, WorkOf::team).to_do, WorkKind::concern));
  const WorkPage mine = work_of(ann_);
  ASSERT_TRUE(has(mine.waiting, WorkKind::concern));
  const auto done = decide_response(*desk_, worker_,
                                    {.concern = passed_on,
                                     .child = ivy_,
                                     .choice = ResponseChoice::no_further_action,
                                     .reason = "Known and in hand",
                                     .feedback = "",
                                     .said = {},
                                     .key = "d"});
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_FALSE(has(work_of(ann_).waiting, WorkKind::concern));
  EXPECT_FALSE(has(work_of(worker_, WorkOf::team).to_do, WorkKind::concern));
}

TEST_P(WorklistsOf, WhatIsOpenForSiblingsTogetherStandsOnceWithTheirNames) {
  const std::vector<NewEntry> feeds = {
      entry("4", "identity.details", "health-visiting", "2024-05-01", {about("health-visiting/2", "child")},
            {{"forename", "Otto"}, {"surname", "Example"}, {"birth-date", *parse_date("2020-05-04")}}),
      entry("5", "involvement.started", "health-visiting", "2024-05-01", {about("health-visiting/2", "child")},
            {{"service", "Health visiting"}}, "hv-001"),
      entry("6", "social-care.referral", "social-care", "2024-05-20", {about("health-visiting/2", "child")},
            {{"source", "3A"}}),
      entry("7", "social-care.strategy-discussion", "social-care", "2024-05-29",
            {about("health-visiting/1", "child"), about("health-visiting/2", "child")}, {{"outcome", "section-47"}}),
  };
  const auto added = desk_->parts().ledger->append(feeds);
  ASSERT_TRUE(added) << added.error().text();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  const WorkPage page = work_of(ann_);
  const auto is_conference = [](const WorkRow& row) {
    return row.work.what == "Hold the initial child protection conference";
  };
  ASSERT_EQ(std::ranges::count_if(page.waiting, is_conference), 1) << "one conference";
  const auto row = std::ranges::find_if(page.waiting, is_conference);
  ASSERT_EQ(row->also.size(), 1U);
  EXPECT_NE(row->name, row->also[0].name);
  EXPECT_EQ(std::ranges::count_if(page.waiting,
                                  [](const WorkRow& each) { return each.work.what == "Conclude the assessment"; }),
            2)
      << "two referrals are two";
}

TEST_P(WorklistsOf, TellNobodyWhatIsOpenForAChildTheyHaveNothingToDoWith) {
  concern();
  for (const Caller& stranger : {ben_, officer_, practitioner("dentistry", "dent-901", "practitioner")}) {
    const WorkPage page = work_of(stranger);
    EXPECT_TRUE(page.late.empty() && page.to_do.empty() && page.waiting.empty()) << stranger.account;
  }
  EXPECT_EQ(see_work(*desk_, ann_, WorkOf::service).error().fault, Fault::refused);
  EXPECT_EQ(see_work(*desk_, ann_, WorkOf::team).error().fault, Fault::refused);
}

TEST_P(WorklistsOf, ATimeLimitOfAnotherServiceWaitsForThatService) {
  const WorkPage mine = work_of(ann_);
  const auto clock =
      std::ranges::find_if(mine.waiting, [](const WorkRow& row) { return row.work.kind == WorkKind::clock; });
  ASSERT_NE(clock, mine.waiting.end());
  EXPECT_NE(clock->waits_for.find("ocial care"), std::string::npos) << clock->waits_for;
}

TEST_P(WorklistsOf, WhomOnlyAPlanNamesIsToldWhatThePlanGivesThem) {
  Caller pat = officer_;
  pat.name = "Pat Constable";
  Caller namesake = practitioner("schools", "sc-009", "practitioner");
  namesake.name = "Pat Constable";
  agree_that("Pat Constable", "city-police", "p1", "2024-06-10");
  const WorkPage page = work_of(pat);
  ASSERT_EQ(page.to_do.size(), 1U);
  EXPECT_EQ(page.to_do[0].work.what, "Walk with her");
  EXPECT_FALSE(page.to_do[0].may_open) << "it opens no picture";
  EXPECT_FALSE(open_picture(*desk_, pat, ivy_, {})->access.scope.any());
  EXPECT_TRUE(work_of(officer_).to_do.empty()) << "not a colleague's";
  EXPECT_EQ(work_of(namesake).totals.to_do, 0) << "nor one of the same name in another service";
}

TEST_P(WorklistsOf, AreReadPageByPageInTheOrderOfTheDayAndSayHowManyThereAre) {
  constexpr int many = work_a_page + 3;
  for (int i = 0; i < many; ++i)  // the last agreed is due first
    agree_that("Ann Archer", "health-visiting", "p" + std::to_string(i), Date::of(2024, 7, 30).plus_days(-i).iso());
  const WorkPage first = work_of(lead_, WorkOf::service);
  EXPECT_EQ(first.totals.to_do, many);
  EXPECT_EQ(static_cast<int>(first.to_do.size()), work_a_page);
  EXPECT_EQ(first.to_do.front().work.by, Date::of(2024, 7, 30).plus_days(1 - many));
  const auto second = see_work(*desk_, lead_, WorkOf::service, {.part = WorkPart::to_do, .page = 2});
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_EQ(second->pages(), 2);
  ASSERT_EQ(second->to_do.size(), 3U);
  EXPECT_EQ(second->to_do.back().work.by, Date::of(2024, 7, 30));
  EXPECT_TRUE(second->late.empty() && second->waiting.empty()) << "one part";
  EXPECT_EQ(see_work(*desk_, lead_, WorkOf::service, {.part = WorkPart::to_do, .page = 9})->shown.page, 2);
  EXPECT_EQ(see_work(*desk_, lead_, WorkOf::service, {.part = WorkPart::all, .page = 2}).error().place.field, "page");
  const auto all = all_work_of(desk_->parts(), ann_);
  ASSERT_TRUE(all) << all.error().text();
  EXPECT_EQ(std::ranges::count_if(all->to_do, [](const WorkRow& row) { return row.work.kind == WorkKind::action; }),
            many);
}

TEST_P(WorklistsOf, WhoTakesOverSeesItAndWhoComesBackTakesItBack) {
  const int before = static_cast<int>(work_of(ann_).waiting.size());
  ASSERT_GT(before, 0);
  EXPECT_FALSE(open_picture(*desk_, ben_, ivy_, {})->access.scope.joint);
  const auto done = hand_over_work(*desk_, ann_, handover());
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(*done, 1);
  ASSERT_TRUE(hand_over_work(*desk_, ann_, handover())) << "sent twice";
  EXPECT_EQ(static_cast<int>(work_of(ben_).waiting.size()), before) << "nothing is dropped";
  ASSERT_EQ(work_of(ben_).handed_over.size(), 1U);
  EXPECT_TRUE(open_picture(*desk_, ben_, ivy_, {})->access.scope.joint) << "named for the child now";
  expect_tables_hold();

  EXPECT_FALSE(work_of(ann_).handed_over.front().back_is_past);
  store_.at("2024-06-17T09:00:00Z");
  const WorkPage back = work_of(ann_);
  ASSERT_EQ(back.handed_over.size(), 1U);
  EXPECT_TRUE(back.handed_over.front().back_is_past);
  const EntryId entry = back.handed_over.front().handover.entry;
  EXPECT_EQ(take_back_work(*desk_, officer_, ivy_, entry).error().fault, Fault::refused);
  ASSERT_TRUE(take_back_work(*desk_, ann_, ivy_, entry));
  ASSERT_TRUE(take_back_work(*desk_, ann_, ivy_, entry)) << "twice is once";
  EXPECT_TRUE(work_of(ben_).waiting.empty());
  EXPECT_FALSE(open_picture(*desk_, ben_, ivy_, {})->access.scope.joint);
  EXPECT_GE(static_cast<int>(work_of(ann_).waiting.size() + work_of(ann_).late.size()), before);
  expect_tables_hold();
}

TEST_P(WorklistsOf, WhatWasHandedOverAtOnceIsTakenBackAtOnce) {
  ASSERT_TRUE(hand_over_work(*desk_, ann_, handover()));
  std::vector<HandoverOfChild> all;
  for (const HandedOver& one : work_of(ann_).handed_over)
    all.push_back({.child = one.child, .handover = one.handover.entry});
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(take_back_several(*desk_, officer_, all).error().fault, Fault::refused);
  ASSERT_TRUE(take_back_several(*desk_, ann_, all));
  ASSERT_TRUE(take_back_several(*desk_, ann_, all)) << "twice is once";
  EXPECT_TRUE(work_of(ann_).handed_over.empty());
  EXPECT_FALSE(open_picture(*desk_, ben_, ivy_, {})->access.scope.joint);
  expect_tables_hold();
}

TEST_P(WorklistsOf, OnlyAManagerHandsOverForSomebodyElseAndOnlyWithinTheService) {
  EXPECT_EQ(hand_over_work(*desk_, ben_, handover()).error().fault, Fault::refused);
  EXPECT_EQ(hand_over_work(*desk_, officer_, handover()).error().fault, Fault::refused);
  const Caller teammate = practitioner("health-visiting", "hv-003", "joint-team");
  EXPECT_EQ(hand_over_work(*desk_, teammate, handover()).error().fault, Fault::refused);
  HandOverForm to_nobody = handover();
  to_nobody.to = PractitionerId("pc-007");
  EXPECT_EQ(hand_over_work(*desk_, ann_, to_nobody).error().place.field, "to");
  HandOverForm in_the_past = handover();
  in_the_past.back = Date::of(2024, 6, 3);
  EXPECT_EQ(hand_over_work(*desk_, ann_, in_the_past).error().place.field, "back");
  const auto page = see_hand_over(*desk_, lead_);
  ASSERT_TRUE(page) << page.error().text();
  ASSERT_EQ(page->from.size(), 1U);
  EXPECT_EQ(page->from[0].name, "Ann Archer");
  EXPECT_EQ(page->from[0].children, 1);
  EXPECT_TRUE(hand_over_work(*desk_, lead_, handover()));
  EXPECT_EQ(work_of(lead_, WorkOf::service).handed_over.size(), 1U);
}

}  // namespace
}  // namespace roundel::service
