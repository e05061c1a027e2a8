// Bobby came to school in March. Nobody has a record of him, and his teacher is worried.
#include "service/respond/new_child.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "service/linkage/linking.h"
#include "service/linkage/steward.h"
#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

constexpr const char* forenames[] = {"Ava", "Ben", "Cora", "Dev", "Ella", "Finn", "Grace", "Hugo", "Iris", "Jude"};
constexpr const char* surnames[] = {"Abbott", "Barnes", "Clarke", "Dixon", "Ellis", "Foster", "Grant"};

class NewChildren : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    std::vector<NewEntry> feeds;
    for (int i = 0; i < 60; ++i)  // a place around them, so that the engine has something to learn from
      for (const char* agency : {"gp", "schools"}) {
        const std::string number = std::to_string(i);
        feeds.push_back(entry(std::string(agency) + number, "identity.details", agency, "2023-09-01",
                              {about(std::string(agency) + "/" + number, "child")},
                              {{"forename", std::string(forenames[i % 10])},
                               {"surname", std::string(surnames[i % 7])},
                               {"birth-date", Date::of(2010, 1, 1).plus_days(i * 71 % 4000)},
                               {"sex", std::string(i % 2 == 0 ? "f" : "m")},
                               {"address", number + " Mill Lane"},
                               {"postcode", "BD" + std::to_string(1 + i % 18) + " 1AA"}}));
      }
    feeds.push_back(entry("adult", "identity.details", "gp", "2023-09-01", {about("gp/adult", "adult")},
                          {{"forename", std::string("Robert")}, {"surname", std::string("Whitlock")}}));
    ASSERT_TRUE(desk_->parts().ledger->append(feeds));
    ASSERT_TRUE(link_records(*desk_, console(), 2, {}));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }

  static NewChildForm bobby() {
    return {.who = {.forename = "Bobby",
                    .surname = "Whitlock",
                    .born = Date::of(2017, 3, 9),
                    .age = {},
                    .sex = "m",
                    .address = "The Grange hostel, room 4",
                    .postcode = "BD7 1AA",
                    .school = "Moorside Primary"},
            .concern = {.child = {},
                        .worry = "He sleeps on the floor and came in his pyjamas.",
                        .child_says = "We had to leave at night.",
                        .immediate_danger = false,
                        .parents_told = "no-other",
                        .key = "form-1",
                        .adults = "A mother, Kim, and a man called Dave who fetches him"},
            .none_of_these = false};
  }
  NewChildRecorded record(const NewChildForm& form) {
    auto done = record_new_child(*desk_, teacher_, form);
    EXPECT_TRUE(done) << done.error().text();
    return done ? *done : NewChildRecorded();
  }
  PersonId person(const std::string& source) const { return *person_of_source(*desk_, SourceId(source)); }
  std::int64_t entries() { return *desk_->parts().ledger->size(desk_->area()); }
  void link_and_assess() {
    ASSERT_TRUE(link_records(*desk_, console(), 2, {}));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  void expect_tables_as_rebuilt() {
    const auto tables = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(tables) << tables.error().text();
    for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
    const auto whole = verify(*desk_, console(), {});
    ASSERT_TRUE(whole) << whole.error().text();
    EXPECT_TRUE(whole->breaches.empty());
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller teacher_ = practitioner("schools", "dsl-001", "referrer");
  const Caller worker_ = practitioner("social-care", "sw-001", "joint-team");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, NewChildren, ::testing::ValuesIn(support::each_engine()));

TEST_P(NewChildren, AreOnTheRecordAtOnceAndWaitAtTheFrontDoor) {
  const NewChildRecorded done = record(bobby());
  ASSERT_TRUE(done.done());
  const auto found = find_person(*desk_, worker_, {.name = "Bobby Whitlock", .born = Date::of(2017, 3, 9)});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().person, done.child);
  EXPECT_EQ(found->front().area_of_home, "BD7");

  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door) << door.error().text();
  ASSERT_EQ(door->waiting.size(), 1U);
  EXPECT_EQ(door->waiting[0].child, done.child);
  EXPECT_EQ(door->waiting[0].name, "Bobby Whitlock");
  EXPECT_EQ(door->waiting[0].concern.adults, "A mother, Kim, and a man called Dave who fetches him");
  const auto page = open_picture(*desk_, worker_, done.child, {});
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->picture.identity.school, "Moorside Primary");
  EXPECT_EQ(page->picture.identity.address, "The Grange hostel, room 4, BD7 1AA");
  expect_tables_as_rebuilt();
}

TEST_P(NewChildren, AreDecidedLikeAnyOtherAndTheSenderHearsBack) {
  const NewChildRecorded done = record(bobby());
  const auto decided = decide_response(*desk_, worker_,
                                       {.concern = done.concern.concern,
                                        .child = done.child,
                                        .choice = ResponseChoice::assessment,
                                        .reason = "He has nowhere to sleep.",
                                        .feedback = "We visit tomorrow.",
                                        .said = {},
                                        .key = "d"});
  ASSERT_TRUE(decided) << decided.error().text();
  const auto mine = see_my_concerns(*desk_, teacher_);
  ASSERT_TRUE(mine);
  ASSERT_EQ(mine->size(), 1U);
  EXPECT_EQ(mine->front().name, "Bobby Whitlock");
  EXPECT_EQ(mine->front().feedback, "We visit tomorrow.");
  expect_tables_as_rebuilt();
}

TEST_P(NewChildren, AreRecordedOnceHoweverOftenTheFormIsSent) {
  const NewChildRecorded first = record(bobby());
  const std::int64_t size = entries();
  NewChildForm again = bobby();
  for (const bool none : {false, true}) {
    again.none_of_these = none;
    const NewChildRecorded second = record(again);
    EXPECT_TRUE(second.done()) << "the child itself is not asked about";
    EXPECT_EQ(second.child, first.child);
    EXPECT_EQ(second.concern.concern, first.concern.concern);
  }
  again.concern.child = person("gp/3");
  EXPECT_EQ(record(again).child, first.child) << "nor is it passed on about somebody else then";
  EXPECT_EQ(entries(), size);
  expect_tables_as_rebuilt();
}

TEST_P(NewChildren, OfWhomOnlyANameAndRoughlyAnAgeAreToldAreAssessedAsChildren) {
  NewChildForm form = bobby();
  form.who = {
      .forename = "Bobby", .surname = "", .born = {}, .age = 7, .sex = "", .address = "", .postcode = "", .school = ""};
  const NewChildRecorded done = record(form);
  ASSERT_TRUE(done.done());
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_TRUE(door);
  ASSERT_EQ(door->waiting.size(), 1U);
  EXPECT_EQ(door->waiting[0].age, "about 7 years");
  expect_tables_as_rebuilt();
  const auto changes = see_changes(*desk_, worker_);
  ASSERT_TRUE(changes) << changes.error().text();
  EXPECT_TRUE(std::ranges::any_of(changes->changes, [&](const Change& each) { return each.child == done.child; }));
}

TEST_P(NewChildren, AreHeldAgainstWhoIsOnTheRecordFirst) {
  NewChildForm form = bobby();
  form.who.forename = "Eloise";  // Ella Ellis is on the record
  const std::int64_t size = entries();
  const auto ask = [&](std::string forename, std::string surname, std::optional<Date> born, std::optional<int> age) {
    form.who.forename = std::move(forename);
    form.who.surname = std::move(surname);
    form.who.born = born;
    form.who.age = age;
    return record(form).likely;
  };
  const auto on_record = open_picture(*desk_, console(), person("gp/4"), {});
  ASSERT_TRUE(on_record);
  const Date born = *on_record->picture.identity.born;
  ASSERT_EQ(on_record->picture.identity.name, "Ella Ellis");
  const auto likely = ask("Ella", "Elis", born, {});
  ASSERT_EQ(likely.size(), 1U) << "a slip in the name";
  EXPECT_EQ(likely[0].person, person("gp/4"));
  EXPECT_EQ(likely[0].name, "Ella Ellis");
  EXPECT_EQ(likely[0].year, born.year());
  EXPECT_EQ(likely[0].area_of_home, "BD5");
  EXPECT_EQ(ask("Ella", "Ellis", Date::of(born.year() + 1, born.month(), born.day()), {}).size(), 1U) << "in the year";
  const int age = age_in_years(born, desk_->parts().today());
  EXPECT_EQ(ask("Ella", "Ellis", {}, age).size(), 1U);
  EXPECT_EQ(ask("Ella", "Ellis", {}, age - 6).size(), 0U) << "another age";
  EXPECT_EQ(entries(), size + 2) << "nothing was recorded until nobody was like the child";
}

TEST_P(NewChildren, WhoAreOnTheRecordAfterAllGetTheConcernAndNoSecondRecord) {
  NewChildForm form = bobby();
  form.who = {.forename = "Ella",
              .surname = "Ellis",
              .born = {},
              .age = {},
              .sex = "",
              .address = "Room 4",
              .postcode = "",
              .school = ""};
  const NewChildRecorded asked = record(form);
  ASSERT_EQ(asked.likely.size(), 1U) << "by name alone";
  const std::int64_t size = entries();
  form.concern.child = asked.likely[0].person;
  const NewChildRecorded done = record(form);
  ASSERT_TRUE(done.done());
  EXPECT_EQ(done.child, person("gp/4"));
  EXPECT_EQ(entries(), size + 1);
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_EQ(door->waiting.size(), 1U);
  EXPECT_EQ(door->waiting[0].concern.told_of_child, "Ella Ellis, Room 4") << "nothing that was written is lost";
  expect_tables_as_rebuilt();
}

TEST_P(NewChildren, OfWhomTheYearIsKnownRoughlyAreAskedAboutToo) {
  NewChildForm form = bobby();
  form.who.born = {};
  form.who.age = 7;
  const NewChildRecorded first = record(form);
  ASSERT_TRUE(first.done());
  form.concern.key = "form-2";
  form.who.forename = "Robert";
  const auto likely = record(form).likely;
  ASSERT_EQ(likely.size(), 1U) << "a form of the name";
  EXPECT_EQ(likely[0].person, first.child);
  EXPECT_TRUE(likely[0].roughly);
  EXPECT_EQ(likely[0].year, 2016);
  form.who.age = 15;
  EXPECT_TRUE(record(form).done()) << "a brother, eight years older";
}

TEST_P(NewChildren, AreTheSamePersonAsInAFeedThatTellsOfThemLater) {
  const NewChildRecorded done = record(bobby());
  const NewEntry registered = entry("later", "identity.details", "gp", "2024-06-02", {about("gp/9001", "child")},
                                    {{"forename", std::string("Robert")},
                                     {"surname", std::string("Whitlock")},
                                     {"birth-date", Date::of(2017, 3, 9)},
                                     {"sex", std::string("m")},
                                     {"address", std::string("The Grange hostel, room 4")},
                                     {"postcode", std::string("BD7 1AA")}});
  ASSERT_TRUE(desk_->parts().ledger->append({&registered, 1}));
  link_and_assess();
  const PersonId joined = person("gp/9001");
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_EQ(door->waiting.size(), 1U);
  EXPECT_EQ(door->waiting[0].child, joined) << "the concern is about the child whom the surgery registered";
  EXPECT_EQ(sources_of(desk_->parts(), joined)->size(), 2U);
  const auto mine = see_my_concerns(*desk_, teacher_);
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->size(), 1U);
  EXPECT_EQ(record(bobby()).child, joined) << "sent again, it is told as it stands now";
  expect_tables_as_rebuilt();
}

// Whoever says "none of these" does not overrule the engine: it decides as for a record of a feed.
TEST_P(NewChildren, WhoWereTakenForOthersAreLinkedAllTheSame) {
  NewChildForm form = bobby();
  const auto known = open_picture(*desk_, console(), person("gp/4"), {});
  form.who = {.forename = "Ella",
              .surname = "Ellis",
              .born = known->picture.identity.born,
              .age = {},
              .sex = "f",
              .address = "4 Mill Lane",
              .postcode = "BD5 1AA",
              .school = ""};
  form.none_of_these = true;
  const NewChildRecorded done = record(form);
  ASSERT_NE(done.child, person("gp/4")) << "until it is linked it is a person of its own";
  expect_tables_as_rebuilt();
  link_and_assess();
  const auto door = see_front_door(*desk_, worker_);
  ASSERT_EQ(door->waiting.size(), 1U);
  EXPECT_EQ(door->waiting[0].child, person("gp/4"));
  const Caller steward = practitioner("roundel", "ids-001", "identity-steward");
  const auto asked = see_link_queue(*desk_, steward, {.pattern = "same-agency"});
  ASSERT_TRUE(asked) << asked.error().text();
  EXPECT_EQ(asked->waiting, 1) << "the school holds her twice now: a steward looks at it";
  expect_tables_as_rebuilt();
}

TEST_P(NewChildren, AreNotRecordedFromAFormThatSaysTooLittleOrCannotBe) {
  const auto wrong = [&](auto change) {
    NewChildForm form = bobby();
    change(form);
    const NewChildRecorded done = record(form);
    return done.wrong.empty() ? std::string("nothing is wrong") : done.wrong.front().place.field;
  };
  EXPECT_EQ(wrong([](NewChildForm& f) { f.concern.worry = " "; }), "worry");
  EXPECT_EQ(wrong([](NewChildForm& f) {
              f.who = {.forename = "",
                       .surname = "",
                       .born = {},
                       .age = 7,
                       .sex = "",
                       .address = "",
                       .postcode = "",
                       .school = "A"};
            }),
            "forename");
  EXPECT_EQ(wrong([](NewChildForm& f) { f.who.born = Date::of(2024, 6, 4); }), "born") << "tomorrow";
  EXPECT_EQ(wrong([](NewChildForm& f) { f.who.born = Date::of(2001, 6, 4); }), "born") << "grown up";
  EXPECT_EQ(wrong([](NewChildForm& f) { f.who.age = 18; }), "age");
  EXPECT_EQ(wrong([](NewChildForm& f) { f.who.sex = "q"; }), "sex");
  EXPECT_EQ(wrong([](NewChildForm& f) { f.who.school = std::string(300, 'x'); }), "school");
}

TEST_P(NewChildren, AreRecordedByThoseWhoPassOnConcernsAndEveryLookIsLogged) {
  const Caller governance = practitioner("roundel", "ig-001", "information-governance");
  EXPECT_EQ(record_new_child(*desk_, governance, bobby()).error().fault, Fault::refused);
  EXPECT_EQ(see_new_child(*desk_, governance).error().fault, Fault::refused);
  const NewChildRecorded done = record(bobby());
  const auto logged = desk_->parts().database->query(
      "SELECT account, what, allowed, person FROM access_log WHERE what = 'record-new-child' OR what = 'find-person'",
      {});
  ASSERT_TRUE(logged);
  const auto count = [&](const std::string& account, const std::string& what, std::int64_t allowed) {
    return std::ranges::count_if(*logged, [&](const store::Row& row) {
      return store::text(row[0]) == account && store::text(row[1]) == what && store::number(row[2]) == allowed;
    });
  };
  EXPECT_EQ(count("ig-001", "record-new-child", 0), 2);
  EXPECT_EQ(count("dsl-001", "find-person", 1), 1) << "looking who it may be is a search by name";
  const auto history = see_access_history(*desk_, governance, done.child);
  ASSERT_TRUE(history) << history.error().text();
  EXPECT_TRUE(std::ranges::any_of(*history, [](const AccessLine& line) {
    return line.what == "Passed on a concern about a child who was not on the record";
  }));
}

}  // namespace
}  // namespace roundel::service
