// A correction that gives an entry to another child: the first child has it no more, at once and however it is read.
#include "service/derived/moved.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "picture/subjects.h"
#include "service/derived/refresh.h"
#include "service/respond/arrivals.h"
#include "service/respond/worklist.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

NewEntry correction(NewEntry by, const std::string& agency, const std::string& key) {
  by.corrects = entry_id(by.area, AgencyId(agency), key);
  return by;
}

class MovedToAnotherChild : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    std::vector<NewEntry> feeds;
    for (const char* child : {"1", "2"})
      feeds.push_back(entry(std::string("details-") + child, "identity.details", "city-police", "2024-01-08",
                            {about(std::string("city-police/") + child, "child")},
                            {{"forename", std::string("Child") + child}, {"birth-date", *parse_date("2015-05-04")}}));
    feeds.push_back(entry("missing", "police.missing", "city-police", "2024-06-01", {about("city-police/1", "child")}));
    feeds.push_back(entry("named", "involvement.started", "schools", "2024-06-01", {about("city-police/1", "child")},
                          {}, "dsl-001"));
    ASSERT_TRUE(desk_->parts().ledger->append(feeds));
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  PersonId child(const char* number) {
    return *person_of(desk_->parts(), SourceId(std::string("city-police/") + number));
  }
  // As a feed brings it.
  void take(const NewEntry& one) {
    Arrivals arrivals(desk_->parts());
    arrivals.add(one);
    const auto added = append_and_follow(desk_->parts(), {&one, 1});
    ASSERT_TRUE(added) << added.error().text();
    const auto brought = arrivals.bring(desk_->parts());
    ASSERT_TRUE(brought) << brought.error().text();
  }
  bool in_chronology(const char* of, std::string_view kind, const PictureAsked& asked = {}) {
    const auto page = open_picture(*desk_, console(), child(of), asked);
    EXPECT_TRUE(page) << page.error().text();
    return std::ranges::any_of(page->picture.chronology,
                               [&](const ChronologyItem& item) { return item.kind == KindCode(std::string(kind)); });
  }
  std::vector<PersonId> waits_at_the_front_door() {
    const auto seen = see_front_door(*desk_, practitioner("social-care", "sw-001", "joint-team"));
    EXPECT_TRUE(seen) << seen.error().text();
    std::vector<PersonId> out;
    for (const ConcernRow& row : seen->waiting) out.push_back(row.child);
    return out;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, MovedToAnotherChild, ::testing::ValuesIn(support::each_engine()));

TEST_P(MovedToAnotherChild, AnIncidentWaitsForTheRightChildAndForTheWrongOneNoMore) {
  EXPECT_EQ(waits_at_the_front_door(), std::vector{child("1")});
  EXPECT_TRUE(in_chronology("1", "police.missing"));
  store_.at("2024-06-04T09:00:00Z");
  take(correction(entry("right", "police.missing", "city-police", "2024-06-01", {about("city-police/2", "child")}),
                  "city-police", "missing"));
  EXPECT_EQ(waits_at_the_front_door(), std::vector{child("2")});
  EXPECT_FALSE(in_chronology("1", "police.missing"));
  EXPECT_TRUE(in_chronology("2", "police.missing"));
  EXPECT_TRUE(in_chronology("1", "police.missing", {.as_known_at = *parse_timestamp("2024-06-03T12:00:00Z")}))
      << "what was believed then can be asked for again";
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  EXPECT_EQ(waits_at_the_front_door(), std::vector{child("2")});
}

TEST_P(MovedToAnotherChild, WhoWasNamedByMistakeMayReadTheWrongChildNoMore) {
  const Caller lead = practitioner("schools", "dsl-001", "practitioner");
  ASSERT_TRUE(open_picture(*desk_, lead, child("1"), {})->access.scope.any());
  take(correction(
      entry("right", "involvement.started", "schools", "2024-06-01", {about("city-police/2", "child")}, {}, "dsl-001"),
      "schools", "named"));
  const auto page = open_picture(*desk_, lead, child("1"), {});
  EXPECT_FALSE(page && page->access.scope.any());
}

class MovedAbout : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    chance_.seed(static_cast<unsigned>(GetParam()));
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
  }
  int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(chance_); }
  About child() { return about("city-police/" + std::to_string(draw(5)), "child"); }
  NewEntry something() {
    const std::string key = "k" + std::to_string(++keys_);
    const std::string day = Date::of(2024, 6, 2).plus_days(-draw(40)).iso();
    std::vector<About> of = {child()};
    if (draw(4) == 0) of.push_back(child());
    switch (draw(5)) {
      case 0:
        return entry(key, "police.missing", "city-police", day, of);
      case 1:
        return entry(key, "police.missing-found", "city-police", day, of);
      case 2:
        return entry(key, "police.police-protection", "city-police", day, of);
      case 3:
        return entry(key, "police.exploitation-concern", "city-police", day, of,
                     {{"type", std::string(draw(2) == 0 ? "criminal" : "sexual")}});
      default:
        return entry(key, "police.domestic-abuse", "city-police", day, of, {{"grade", std::string("high")}});
    }
  }
  void grow(const NewEntry& one) {
    Desk::Parts& parts = desk_->parts();
    Arrivals arrivals(parts);
    arrivals.add(one);
    const auto added = append_and_follow(parts, {&one, 1});
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(arrivals.bring(parts));
    for (const About& each : one.about)
      ASSERT_TRUE(parts.database->transact([&] { return refresh_families(parts, {*person_of(parts, each.source)}); }));
  }
  // What stands of each child, by the whole ledger.
  std::map<PersonId, std::set<EntryId>> standing() {
    std::vector<Entry> all;
    EXPECT_TRUE(desk_->parts().ledger->read_all(desk_->area(), 0, [&](const Entry& entry) {
      all.push_back(entry);
      return true;
    }));
    std::map<PersonId, std::set<EntryId>> out;
    for (const Entry& entry : as_known(all, {}, [](const Entry&, const AgencyId&) { return true; }))
      for (const SourceId& source : children_of(entry))
        if (entry.kind.str() != "identity.details") out[*person_of(desk_->parts(), source)].insert(entry.id);
    return out;
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  std::mt19937 chance_;
  int keys_ = 0;
};

INSTANTIATE_TEST_SUITE_P(DrawnBySeed, MovedAbout, ::testing::Range(1, 5));

TEST_P(MovedAbout, TablesAndPicturesSayWhatTheWholeLedgerSays) {
  std::vector<NewEntry> feeds;
  for (int number = 0; number < 5; ++number)
    feeds.push_back(entry("details-" + std::to_string(number), "identity.details", "city-police", "2024-01-08",
                          {about("city-police/" + std::to_string(number), "child")},
                          {{"birth-date", *parse_date("2015-05-04")}}));
  ASSERT_TRUE(desk_->parts().ledger->append(feeds));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  std::vector<std::string> keys;
  for (int i = 0; i < 60; ++i) {
    NewEntry one = something();
    if (!keys.empty() && draw(2) == 0)
      one = correction(one, "city-police", keys[static_cast<std::size_t>(draw(static_cast<int>(keys.size())))]);
    keys.push_back(one.key);
    grow(one);
  }
  const auto check = [&](const char* when) {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& one : *differences) EXPECT_EQ(one.differing, 0) << one.table << " " << when;
    const auto should = standing();
    for (int number = 0; number < 5; ++number) {
      const PersonId person = *person_of(desk_->parts(), SourceId("city-police/" + std::to_string(number)));
      const auto page = open_picture(*desk_, console(), person, {});
      ASSERT_TRUE(page) << page.error().text();
      std::set<EntryId> told;
      for (const ChronologyItem& item : page->picture.chronology) told.insert(item.entry);
      const auto own = should.find(person);
      EXPECT_EQ(told, own == should.end() ? std::set<EntryId>() : own->second) << number << " " << when;
    }
  };
  check("entry by entry");
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  check("after the whole");
}

}  // namespace
}  // namespace roundel::service
