// Ada expects a child, and there are worries. The midwife records the birth, and everything goes on.
#include "service/respond/birth.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "service/linkage/linking.h"
#include "service/parts.h"
#include "service/respond/pathways.h"
#include "service/respond/worklist.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Births : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const About ada = about("midwifery/2", "mother");
    std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "midwifery", "2024-03-01", {ada},
              {{"forename", "Ada"}, {"surname", "Example"}, {"birth-date", *parse_date("1990-01-02")}, {"sex", "f"}}),
        entry("2", "social-care.initial-conference", "social-care", "2024-05-20", {unborn("midwifery/1")},
              {{"outcome", "plan"}}),
        entry("3", "social-care.protection-plan-started", "social-care", "2024-05-20", {unborn("midwifery/1")},
              {{"category", "EMO"}}),
        entry("4", "plan.action", "social-care", "2024-05-20", {unborn("midwifery/1")},
              {{"action", "Ring from the ward"},
               {"by-when", *parse_date("2024-06-20")},
               {"of-agency", "midwifery"},
               {"outcome", "They come home to a safe place"},
               {"plan", "protection"},
               {"who", "Mina Whitford"}})};
    for (const char* record : {"midwifery/1", "midwifery/3"}) {
      feeds.push_back(entry(std::string("d") + record, "identity.details", "midwifery", "2024-03-01", {unborn(record)},
                            {{"expected-date", *parse_date("2024-06-10")}, {"postcode", "BD7 1AA"}, {"sex", "u"}}));
      feeds.push_back(entry(std::string("r") + record, "family.relationship", "midwifery", "2024-03-01",
                            {unborn(record), ada}, {{"resident", "resident"}}));
      feeds.push_back(entry(std::string("i") + record, "involvement.started", "midwifery", "2024-03-01",
                            {unborn(record)}, {{"service", "Maternity"}}, "mw-001"));
    }
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
    child_ = *person_of_source(*desk_, SourceId("midwifery/1"));
    twin_ = *person_of_source(*desk_, SourceId("midwifery/3"));
  }

  static About unborn(const std::string& record) { return about(record, "unborn-child"); }
  BirthForm form() const {
    return {.child = child_,
            .born = Date::of(2024, 6, 2),
            .at = TimeOfDay(1300),
            .forename = "Ivy",
            .surname = "Example",
            .sex = "f",
            .nhs_number = "",
            .key = "b"};
  }
  BirthForm another() const {
    BirthForm sent = form();
    sent.at = TimeOfDay(1312);
    sent.forename = "Nell";
    sent.key = "n";
    return sent;
  }
  void expect_tables_as_rebuilt() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table;
    const auto whole = verify(*desk_, console(), {});
    ASSERT_TRUE(whole && whole->breaches.empty());
  }
  std::string wrong_field(const BirthForm& sent) {
    const auto done = record_birth(*desk_, midwife_, sent);
    EXPECT_TRUE(done) << done.error().text();
    if (!done || done->wrong.empty()) return "nothing is wrong";
    return done->wrong.front().place.field;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  PersonId child_, twin_;
  const Caller midwife_ = practitioner("midwifery", "mw-001", "joint-team");
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Births, ::testing::ValuesIn(support::each_engine()));

TEST_P(Births, LeaveOpenWhatWasOpenForTheUnbornChild) {
  const auto before = see_pathway(*desk_, worker_, child_);
  ASSERT_TRUE(before) << before.error().text();
  const auto work_before = see_work(*desk_, worker_, WorkOf::team);
  ASSERT_TRUE(work_before);
  ASSERT_GT(work_before->totals.to_do + work_before->totals.late, 0);
  const auto done = record_birth(*desk_, midwife_, form());
  ASSERT_TRUE(done) << done.error().text();
  ASSERT_TRUE(done->wrong.empty()) << done->wrong.front().text();

  const auto page = open_picture(*desk_, worker_, child_, {});
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->picture.identity.name, "Ivy Example");
  EXPECT_EQ(page->picture.identity.born, Date::of(2024, 6, 2));
  EXPECT_FALSE(page->picture.identity.expected);
  const auto after = see_pathway(*desk_, worker_, child_);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->pathway.at(Track::protection).stage, before->pathway.at(Track::protection).stage);
  EXPECT_EQ(after->plan.size(), before->plan.size());
  EXPECT_EQ(after->clocks.size(), before->clocks.size() + 1);
  const auto visit = std::ranges::find(after->clocks, "new-birth-visit", &RunningClock::code);
  ASSERT_NE(visit, after->clocks.end()) << "the birth starts the clock of the new birth visit";
  EXPECT_EQ(visit->due, Date::of(2024, 6, 16));
  const auto work_after = see_work(*desk_, worker_, WorkOf::team);
  EXPECT_EQ(work_after->totals.to_do, work_before->totals.to_do + 1) << "which the team's health visitor makes";
  EXPECT_TRUE(std::ranges::any_of(work_after->to_do, [](const WorkRow& row) { return row.name == "Ivy Example"; }));
}

TEST_P(Births, StandWithTheDayOfTheVisitOnTheListOfWhoeverMakesIt) {
  const NewEntry named = entry("hv", "involvement.started", "health-visiting", "2024-05-20",
                               {about("midwifery/1", "unborn-child")}, {}, "hv-001");
  ASSERT_TRUE(desk_->parts().ledger->append({&named, 1}));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  ASSERT_TRUE(record_birth(*desk_, midwife_, form()));
  const auto list = [&] {
    const auto seen = see_work(*desk_, practitioner("health-visiting", "hv-001", "practitioner"), WorkOf::mine);
    EXPECT_TRUE(seen) << seen.error().text();
    return *seen;
  };
  const auto visit_in = [](const std::vector<WorkRow>& rows) {
    return std::ranges::find(rows, "Make the new birth visit", [](const WorkRow& row) { return row.work.what; });
  };
  const WorkPage seen = list();
  ASSERT_NE(visit_in(seen.to_do), seen.to_do.end());
  EXPECT_EQ(visit_in(seen.to_do)->work.by, Date::of(2024, 6, 16));
  store_.at("2024-06-17T09:00:00Z");
  EXPECT_NE(visit_in(list().late), list().late.end());
  store_.at("2024-07-15T09:00:00Z");  // six weeks after the birth the next review has taken its place
  const WorkPage over = list();
  EXPECT_EQ(visit_in(over.late), over.late.end());
  EXPECT_EQ(visit_in(over.to_do), over.to_do.end());
}

TEST_P(Births, StandInTheChronologyWithTimeAndWeeksAndWithTheMother) {
  const auto done = record_birth(*desk_, midwife_, form());
  ASSERT_TRUE(done && done->wrong.empty());
  const auto entry = desk_->parts().ledger->find(desk_->parts().area, done->entry);
  ASSERT_TRUE(entry && *entry);
  EXPECT_EQ((*entry)->kind.str(), "midwifery.birth");
  EXPECT_EQ((*entry)->happened.at, TimeOfDay(1300));
  EXPECT_EQ(std::get<std::int64_t>(*(*entry)->value("weeks")), 38);
  ASSERT_EQ((*entry)->about.size(), 2U);
  EXPECT_EQ((*entry)->about[1].source, SourceId("midwifery/2"));
}

TEST_P(Births, AreFoundByNameAtOnceAndTheTablesHold) {
  ASSERT_TRUE(record_birth(*desk_, midwife_, form())->wrong.empty());
  const auto found = find_person(*desk_, midwife_, {.name = "Ivy Example", .born = Date::of(2024, 6, 2)});
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_TRUE(std::ranges::any_of(*found, [&](const PersonHit& hit) { return hit.person == child_; }));
  expect_tables_as_rebuilt();
}

TEST_P(Births, AreRecordedOnceAndAChildIsNotBornTwice) {
  const auto first = record_birth(*desk_, midwife_, form());
  const auto again = record_birth(*desk_, midwife_, form());
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->entry, again->entry) << "the same form";
  BirthForm other = form();
  other.key = "c";
  EXPECT_EQ(wrong_field(other), "") << "it belongs to no field: the child is born";
  EXPECT_TRUE(see_birth(*desk_, midwife_, child_)->born);
}

TEST_P(Births, OfTwinsAreRecordedEachOnItsOwnPage) {
  const auto page = see_birth(*desk_, midwife_, child_);
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->surname, "Example");
  ASSERT_EQ(page->twins.size(), 1U);
  EXPECT_EQ(page->twins[0].child, twin_);
  EXPECT_FALSE(page->twins[0].born);
  ASSERT_TRUE(record_birth(*desk_, midwife_, form())->wrong.empty());
  BirthForm second = form();
  second.child = twin_;
  second.forename = "Max";
  second.sex = "m";
  second.key = "t";
  ASSERT_TRUE(record_birth(*desk_, midwife_, second)->wrong.empty());
  EXPECT_EQ(see_birth(*desk_, midwife_, twin_)->name, "Max Example");
  ASSERT_EQ(see_birth(*desk_, midwife_, child_)->twins.size(), 1U) << "still told apart after both births";
}

TEST_P(Births, AreNotRecordedWithWhatCannotBe) {
  const auto with = [&](auto change) {
    BirthForm sent = form();
    change(sent);
    return wrong_field(sent);
  };
  EXPECT_EQ(with([](BirthForm& f) { f.born = Date::of(2024, 6, 4); }), "born") << "tomorrow";
  EXPECT_EQ(with([](BirthForm& f) { f.born = {}; }), "born");
  EXPECT_EQ(with([](BirthForm& f) { f.born = Date::of(2023, 6, 2); }), "born") << "the wrong year";
  EXPECT_EQ(with([](BirthForm& f) {
              f.born = Date::of(2024, 6, 3);
              f.at = TimeOfDay(23 * 60);
            }),
            "time")
      << "tonight";
  EXPECT_EQ(with([](BirthForm& f) { f.surname = " "; }), "surname");
  EXPECT_EQ(with([](BirthForm& f) { f.sex = ""; }), "sex");
  EXPECT_EQ(with([](BirthForm& f) { f.nhs_number = "123"; }), "nhs-number");
  EXPECT_TRUE(see_birth(*desk_, midwife_, child_)->expected) << "nothing was recorded";
}

TEST_P(Births, OfAnotherChildWithoutARecordMakeOneWithTheSameMotherAndAPageOfItsOwn) {
  ASSERT_TRUE(record_birth(*desk_, midwife_, form())->wrong.empty());
  ASSERT_TRUE(see_birth(*desk_, midwife_, child_)->may_record_another);
  const auto done = record_another(*desk_, midwife_, another());
  ASSERT_TRUE(done) << done.error().text();
  ASSERT_TRUE(done->wrong.empty()) << done->wrong.front().text();

  const auto page = see_birth(*desk_, midwife_, done->child);
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->name, "Nell Example");
  EXPECT_EQ(page->born, Date::of(2024, 6, 2));
  EXPECT_EQ(page->surname, "Example") << "the mother's";
  EXPECT_TRUE(std::ranges::any_of(page->twins, [&](const Twin& twin) { return twin.child == child_; }));
  const auto first = see_birth(*desk_, midwife_, child_);
  EXPECT_TRUE(std::ranges::any_of(first->twins, [&](const Twin& twin) { return twin.child == done->child; }));

  const auto picture = open_picture(*desk_, midwife_, done->child, {});
  ASSERT_TRUE(picture) << picture.error().text();
  EXPECT_EQ(picture->tie, access::Tie::named_practitioner) << "whoever works with the one works with the other";
  EXPECT_EQ(picture->picture.identity.address, "BD7 1AA");
  const auto is = [&](const char* name, Relation relation) {
    return std::ranges::any_of(picture->picture.family, [&](const FamilyMember& member) {
      return member.name == name && member.relation == relation;
    });
  };
  EXPECT_TRUE(is("Ada Example", Relation::mother));
  EXPECT_TRUE(is("Ivy Example", Relation::sibling));
  EXPECT_EQ(find_person(*desk_, midwife_, {.name = "Nell Example", .born = {}})->size(), 1U);
  expect_tables_as_rebuilt();
}

// Until a health visitor comes nobody says who belongs to the child but the booking itself.
TEST_P(Births, OfAnotherChildAreOfTheMotherWhoWasBooked) {
  const std::vector<NewEntry> booked = {
      entry("b1", "identity.details", "midwifery", "2024-03-01", {unborn("midwifery/5")},
            {{"expected-date", *parse_date("2024-06-09")}}),
      entry("b2", "midwifery.booking", "midwifery", "2024-03-01",
            {about("midwifery/2", "mother"), unborn("midwifery/5")}, {{"weeks", std::int64_t{26}}})};
  ASSERT_TRUE(desk_->parts().ledger->append(booked));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  BirthForm first = form();
  first.child = *person_of_source(*desk_, SourceId("midwifery/5"));
  ASSERT_TRUE(record_birth(*desk_, midwife_, first)->wrong.empty());
  BirthForm second = another();
  second.child = first.child;
  const auto done = record_another(*desk_, midwife_, second);
  ASSERT_TRUE(done && done->wrong.empty());
  const auto twin = open_picture(*desk_, midwife_, done->child, {});
  ASSERT_TRUE(twin) << twin.error().text();
  const auto has = [](const ChildPage& page, Relation relation, const char* name) {
    return std::ranges::any_of(page.picture.family, [&](const FamilyMember& member) {
      return member.relation == relation && member.name == name;
    });
  };
  EXPECT_TRUE(has(*twin, Relation::mother, "Ada Example"));
  EXPECT_TRUE(has(*twin, Relation::sibling, "Ivy Example"));
  EXPECT_TRUE(has(*open_picture(*desk_, midwife_, first.child, {}), Relation::sibling, "Nell Example"));
  expect_tables_as_rebuilt();
}

TEST_P(Births, OfAnotherChildAreRecordedOnceAndLinkToWhatAFeedTellsLater) {
  ASSERT_TRUE(record_birth(*desk_, midwife_, form())->wrong.empty());
  std::vector<NewEntry> place;  // other families, so that the engine has something to learn from
  for (int i = 0; i < 40; ++i)
    for (const char* agency : {"gp", "schools"})
      place.push_back(entry(std::string(agency) + std::to_string(i), "identity.details", agency, "2023-09-01",
                            {about(std::string(agency) + "/x" + std::to_string(i), "child")},
                            {{"forename", std::string(i % 2 == 0 ? "Hugo" : "Iris")},
                             {"surname", "Family" + std::string(1, static_cast<char>('a' + i % 20))},
                             {"birth-date", Date::of(2012, 1, 1).plus_days(i * 71)},
                             {"postcode", "BD" + std::to_string(1 + i % 18) + " 1AA"}}));
  ASSERT_TRUE(desk_->parts().ledger->append(place));
  const auto done = record_another(*desk_, midwife_, another());
  ASSERT_TRUE(done && done->wrong.empty());
  const NewEntry registered = entry("nell", "identity.details", "gp", "2024-06-03", {about("gp/nell", "child")},
                                    {{"forename", std::string("Nell")},
                                     {"surname", std::string("Example")},
                                     {"birth-date", Date::of(2024, 6, 2)},
                                     {"sex", std::string("f")},
                                     {"nhs-number", std::string("9434765919")}});
  ASSERT_TRUE(desk_->parts().ledger->append({&registered, 1}));
  ASSERT_TRUE(link_records(*desk_, console(), 2, {}));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  const PersonId nell = *person_of_source(*desk_, SourceId("gp/nell"));
  EXPECT_EQ(sources_of(desk_->parts(), nell)->size(), 2U);
  EXPECT_NE(nell, *person_of_source(*desk_, SourceId("midwifery/1"))) << "not her twin";
  const auto again = record_another(*desk_, midwife_, another());
  ASSERT_TRUE(again && again->wrong.empty());
  EXPECT_EQ(again->child, nell) << "the same form";
  expect_tables_as_rebuilt();
}

TEST_P(Births, OfAnotherChildAreRefusedWithWhatCannotBe) {
  const auto wrong = [&](auto change) {
    BirthForm sent = another();
    change(sent);
    const auto done = record_another(*desk_, midwife_, sent);
    EXPECT_TRUE(done) << done.error().text();
    if (!done || done->wrong.empty()) return std::string("nothing is wrong");
    return done->wrong.front().place.field;
  };
  EXPECT_EQ(wrong([](BirthForm&) {}), "") << "the first is not yet born";
  BirthForm first = form();
  first.nhs_number = "943 476 5919";
  ASSERT_TRUE(record_birth(*desk_, midwife_, first)->wrong.empty());
  EXPECT_EQ(wrong([](BirthForm& f) { f.born = Date::of(2024, 5, 30); }), "born");
  EXPECT_EQ(wrong([](BirthForm& f) { f.nhs_number = "9434765919"; }), "nhs-number") << "the first child's own";
  EXPECT_EQ(wrong([](BirthForm& f) { f.sex = ""; }), "sex");
  EXPECT_EQ(record_another(*desk_, worker_, another()).error().fault, Fault::refused) << "social care records none";
  store_.at("2025-07-01T09:00:00Z");
  EXPECT_EQ(wrong([](BirthForm&) {}), "") << "a year is over";
}

TEST_P(Births, AfterMidnightAreOfTheSameBirth) {
  ASSERT_TRUE(record_birth(*desk_, midwife_, form())->wrong.empty());
  BirthForm sent = another();
  sent.born = Date::of(2024, 6, 3);
  sent.at = TimeOfDay(10);
  const auto done = record_another(*desk_, midwife_, sent);
  ASSERT_TRUE(done && done->wrong.empty());
  const auto twins = see_birth(*desk_, midwife_, done->child)->twins;
  EXPECT_TRUE(std::ranges::any_of(twins, [&](const Twin& twin) { return twin.child == child_; }));
  expect_tables_as_rebuilt();
}

TEST_P(Births, AreRecordedByThoseWhoWereThere) {
  EXPECT_EQ(record_birth(*desk_, worker_, form()).error().fault, Fault::refused) << "social care records none";
  const Caller stranger = practitioner("hospital", "ho-009", "practitioner");
  EXPECT_EQ(record_birth(*desk_, stranger, form()).error().fault, Fault::refused) << "no tie to the child";
  EXPECT_EQ(see_birth(*desk_, practitioner("midwifery", "mw-002", "referrer"), child_).error().fault, Fault::refused);
}

}  // namespace
}  // namespace roundel::service
