// The steward's decisions. Ivy is known to her school and to her GP; the hospital knows an Ivy of her name who fell
// twice. Are they one?
#include "service/linkage/steward.h"

#include <gtest/gtest.h>

#include "service/linkage/link_tables.h"
#include "service/linkage/linking.h"
#include "service/neighbourhood.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

using Words = std::vector<std::string>;

std::pair<std::string, Value> said(const char* name, const char* value) { return {name, std::string(value)}; }

class Steward : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const Value born = *parse_date("2016-05-04");
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "schools", "2020-09-01", {about("schools/1", "child")},
              {said("forename", "Ivy"), said("surname", "Example"), {"birth-date", born}}),
        entry("2", "identity.details", "schools", "2020-09-01", {about("schools/2", "adult")},
              {said("forename", "Ada"), said("surname", "Example"), {"birth-date", *parse_date("1990-01-02")}}),
        entry("3", "family.relationship", "schools", "2020-09-01",
              {about("schools/1", "child"), about("schools/2", "mother")}, {said("resident", "resident")}),
        entry("4", "identity.details", "gp", "2020-10-01", {about("gp/1", "child")},
              {said("forename", "Ivy"), said("surname", "Exampel"), {"birth-date", born}}),
        entry("5", "identity.details", "hospital", "2023-10-01", {about("hospital/1", "child")},
              {said("forename", "Ivy"), said("surname", "Other"), {"birth-date", born}}),
        entry("6", "involvement.started", "hospital", "2023-10-01", {about("hospital/1", "child")},
              {said("practitioner", "H. Nurse")}, "nurse-1"),
        entry("7", "hospital.emergency-attendance", "hospital", "2024-02-01", {about("hospital/1", "child")},
              {said("complaint", "injury"), said("injury", "bruise")}),
        entry("8", "hospital.emergency-attendance", "hospital", "2024-04-01", {about("hospital/1", "child")},
              {said("complaint", "injury"), said("injury", "fracture")}),
        entry("9", "identity.link", "roundel", "2024-05-02",
              {about("gp/1", "same-person"), about("schools/1", "same-person")},
              {said("method", "model"), {"person", person_of_alone(SourceId("gp/1")).str()}}),
    };
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    const auto assessed = assess_all(*desk_, console(), {}, 1, {});
    ASSERT_TRUE(assessed) << assessed.error().text();
    note("gp/1", "schools/1", 0.97, "surname");
    note("gp/1", "hospital/1", 0.6, "twins");
  }

  // What `roundel link` would have left to be looked at.
  void note(const std::string& a, const std::string& b, double probability, const std::string& pattern) {
    const auto [first, second] = pair_of(SourceId(a), SourceId(b));
    const store::Row row = {desk_->area().str(),
                            pair_id(first, second),
                            first.str(),
                            second.str(),
                            pattern,
                            static_cast<std::int64_t>(probability * 1e6),
                            std::string("Forename: exact = 4.00 + 1.00")};
    constexpr std::string_view columns[] = {"area", "id", "a", "b", "pattern", "likely", "evidence"};
    const auto done = desk_->parts().database->insert("link_pair", columns, {&row, 1});
    ASSERT_TRUE(done) << done.error().text();
  }
  std::string pair(const std::string& a, const std::string& b) const { return pair_id(SourceId(a), SourceId(b)); }
  PersonId person(const std::string& source) const {
    const auto found = person_of_source(*desk_, SourceId(source));
    return found ? *found : PersonId();
  }
  Result<JudgedLink> judge(const std::string& a, const std::string& b, LinkChoice choice, const std::string& key = "k",
                           Words with_second = {}) {
    return judge_link(*desk_, steward_,
                      {.pair = pair(a, b),
                       .choice = choice,
                       .reason = "The GP's letter says so.",
                       .with_second = std::move(with_second),
                       .key = key});
  }
  void expect_all_follows_from_the_ledger() {
    const auto tables = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(tables) << tables.error().text();
    for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
  }
  // What a page says, in words that can be compared.
  Words page_of(const PersonId& child, std::optional<Timestamp> at = {}) {
    const auto page = open_picture(*desk_, console(), child, {.as_known_at = at, .as_known_to = {}});
    if (!page) return {page.error().text()};
    Words out = {page->picture.identity.name, std::to_string(page->picture.identity.source_records)};
    for (const ChronologyItem& item : page->picture.chronology) out.push_back(item.title + item.happened.text());
    for (const FindingShown& finding : page->findings) out.push_back(finding.in_words);
    for (const FamilyMember& member : page->picture.family) out.push_back(member.name);
    for (const Involvement& involved : page->picture.involved) out.push_back(involved.agency_name);
    return out;
  }
  std::vector<store::Row> table(const std::string& name) {
    auto rows = *desk_->parts().database->query("SELECT * FROM " + name, {});
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  const Caller steward_ = [] {
    Caller caller = practitioner("roundel", "ids-001", "identity-steward");
    caller.purpose = access::Purpose::administration;
    return caller;
  }();
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Steward, ::testing::ValuesIn(support::each_engine()));

TEST_P(Steward, SameMakesOnePersonAtOnceWithEverythingThatIsKnown) {
  const PersonId ivy = person("schools/1");
  ASSERT_NE(person("hospital/1"), ivy);
  const auto judged = judge("gp/1", "hospital/1", LinkChoice::same);
  ASSERT_TRUE(judged) << judged.error().text();
  EXPECT_EQ(person("hospital/1"), ivy) << "the larger keeps its reference";
  EXPECT_EQ(judged->persons, std::vector{ivy});
  const auto page = open_picture(*desk_, console(), ivy, {});
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->picture.identity.source_records, 3);
  EXPECT_EQ(page->picture.chronology.size(), 2U);
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, DifferentPartsOnePersonAndTheEarlierDaysKeepTheirLinks) {
  const PersonId ivy = person("schools/1");
  const Words before = page_of(ivy);
  store_.at("2024-06-10T09:00:00Z");
  const auto judged = judge("gp/1", "schools/1", LinkChoice::different);
  ASSERT_TRUE(judged) << judged.error().text();
  EXPECT_EQ(person("gp/1"), ivy) << "a reference stays with the record it is made from";
  EXPECT_NE(person("schools/1"), ivy);
  EXPECT_EQ(open_picture(*desk_, console(), person("schools/1"), {})->picture.identity.source_records, 1);
  for (const PersonId& each : {ivy, person("schools/1")}) {
    const auto then =
        open_picture(*desk_, console(), each, {.as_known_at = *parse_timestamp("2024-06-05"), .as_known_to = {}});
    ASSERT_TRUE(then) << then.error().text();
    EXPECT_EQ(then->picture.identity.source_records, 2) << "then they were one";
    ASSERT_EQ(then->picture.family.size(), 1U);
    EXPECT_EQ(then->picture.family.front().name, "Ada Example") << "her mother, whom only the school knows";
  }
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, TakingBackRestoresBothPersonsAndWhatEachPageShowed) {
  const PersonId ivy = person("schools/1");
  const PersonId other = person("hospital/1");
  const auto before = std::pair(page_of(ivy), page_of(other));
  std::map<std::string, std::vector<store::Row>> tables;
  for (const char* name : {"member", "tie", "involvement", "concern", "finding"}) tables[name] = table(name);

  store_.at("2024-06-03T10:00:00Z");
  const auto judged = judge("gp/1", "hospital/1", LinkChoice::same);
  ASSERT_TRUE(judged) << judged.error().text();
  const Words joined = page_of(ivy);
  EXPECT_NE(joined, before.first);
  store_.at("2024-06-03T11:00:00Z");
  const auto undone = undo_judgement(*desk_, steward_, judged->judgement, "It was her cousin.");
  ASSERT_TRUE(undone) << undone.error().text();
  EXPECT_EQ(person("schools/1"), ivy);
  EXPECT_EQ(person("hospital/1"), other);
  EXPECT_EQ(std::pair(page_of(ivy), page_of(other)), before);
  for (const auto& [name, rows] : tables) EXPECT_EQ(table(name), rows) << name;
  EXPECT_EQ(page_of(ivy, *parse_timestamp("2024-06-03T10:30:00Z")), joined) << "between, they were one";
  expect_all_follows_from_the_ledger();

  const auto again = undo_judgement(*desk_, steward_, judged->judgement, "Twice.");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
}

TEST_P(Steward, AChildWhoJoinsAndLeavesTakesConcernsAndTiesAlong) {
  const Caller nurse = practitioner("hospital", "nurse-1", "practitioner");
  const PersonId other = person("hospital/1");
  ASSERT_TRUE(record_concern(*desk_, nurse,
                             {.child = other,
                              .worry = "Two falls in two months.",
                              .child_says = {},
                              .immediate_danger = false,
                              .parents_told = "yes",
                              .key = "c"}));
  const auto judged = judge("gp/1", "hospital/1", LinkChoice::same);
  ASSERT_TRUE(judged) << judged.error().text();
  const auto door = see_front_door(*desk_, practitioner("social-care", "sw-001", "joint-team"));
  ASSERT_TRUE(door && door->waiting.size() == 1);
  EXPECT_EQ(door->waiting.front().child, person("gp/1"));
  expect_all_follows_from_the_ledger();
  ASSERT_TRUE(undo_judgement(*desk_, steward_, judged->judgement, "No."));
  EXPECT_EQ(see_front_door(*desk_, practitioner("social-care", "sw-001", "joint-team"))->waiting.front().child, other);
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, UnsureChangesNothingAndIsOnRecord) {
  const auto members = table("member");
  ASSERT_TRUE(judge("gp/1", "hospital/1", LinkChoice::unsure));
  EXPECT_EQ(table("member"), members);
  const auto list = see_judgements(*desk_, steward_);
  ASSERT_TRUE(list && list->size() == 1);
  EXPECT_EQ(list->front().judgement.choice, LinkChoice::unsure);
  EXPECT_EQ(list->front().judgement.author, "Somebody");
  EXPECT_EQ(list->front().judgement.reason, "The GP's letter says so.");
  const auto queue = see_link_queue(*desk_, steward_, {});
  ASSERT_TRUE(queue && queue->items.size() == 2) << "it still waits";
  EXPECT_EQ(queue->items.back().unsure, "Somebody") << "behind what nobody looked at";
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, AJudgementThatContradictsAnotherIsRefused) {
  note("hospital/1", "schools/1", 0.5, "other");
  ASSERT_TRUE(judge("hospital/1", "schools/1", LinkChoice::different, "one"));
  const auto against = judge("gp/1", "hospital/1", LinkChoice::same, "two");
  ASSERT_FALSE(against) << "the school's record is the GP's";
  EXPECT_EQ(against.error().fault, Fault::conflict);
  EXPECT_NE(person("hospital/1"), person("gp/1"));
}

TEST_P(Steward, SendingTheFormTwiceJudgesOnce) {
  const auto first = judge("gp/1", "hospital/1", LinkChoice::same, "same");
  const auto second = judge("gp/1", "hospital/1", LinkChoice::same, "same");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->judgement, second->judgement);
  EXPECT_EQ(see_judgements(*desk_, steward_)->size(), 1U);
}

TEST_P(Steward, AThirdRecordGoesWhereTheStewardPutsIt) {
  const auto link =
      entry("10", "identity.link", "roundel", "2024-05-03",
            {about("gp/1", "same-person"), about("hospital/1", "same-person")}, {{"person", person("gp/1").str()}});
  ASSERT_TRUE(desk_->parts().ledger->append({&link, 1}));
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  const auto judged = judge("gp/1", "schools/1", LinkChoice::different, "two", {record_id(SourceId("hospital/1"))});
  ASSERT_TRUE(judged) << judged.error().text();
  EXPECT_EQ(person("hospital/1"), person("schools/1"));
  EXPECT_NE(person("gp/1"), person("schools/1"));
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, WhatALaterJudgementRestsOnIsNotTakenBackFirst) {
  const auto first = judge("gp/1", "hospital/1", LinkChoice::same, "one");
  const auto second = judge("gp/1", "schools/1", LinkChoice::different, "two");
  ASSERT_TRUE(first && second);
  const auto early = undo_judgement(*desk_, steward_, first->judgement, "Wrong.");
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().fault, Fault::conflict);
  ASSERT_TRUE(undo_judgement(*desk_, steward_, second->judgement, "Wrong."));
  ASSERT_TRUE(undo_judgement(*desk_, steward_, first->judgement, "Wrong."));
  EXPECT_EQ(person("gp/1"), person("schools/1"));
  expect_all_follows_from_the_ledger();
}

TEST_P(Steward, TheScoreIsShownOnlyOnceSomebodyJudged) {
  const auto before = review_link(*desk_, steward_, pair("gp/1", "hospital/1"));
  ASSERT_TRUE(before) << before.error().text();
  EXPECT_FALSE(before->score);
  EXPECT_EQ(before->a.name, "Ivy Exampel");
  EXPECT_FALSE(before->together);
  const auto surname = std::find_if(before->values.begin(), before->values.end(),
                                    [](const ComparedValue& value) { return value.label == "Surname"; });
  ASSERT_NE(surname, before->values.end());
  EXPECT_EQ(surname->agreement, Agreement::differ);
  const auto judged = judge("gp/1", "hospital/1", LinkChoice::same);
  ASSERT_TRUE(judged);
  const auto after = see_judgement(*desk_, steward_, judged->judgement);
  ASSERT_TRUE(after) << after.error().text();
  ASSERT_TRUE(after->score);
  EXPECT_DOUBLE_EQ(after->score->probability, 0.6);
  EXPECT_EQ(after->score->terms.front().comparison, "Forename");
  ASSERT_TRUE(after->next) << "one more waits";
  EXPECT_EQ(after->next->pair, pair("gp/1", "schools/1"));
}

TEST_P(Steward, EveryLookIsLoggedAndOthersAreRefused) {
  ASSERT_TRUE(review_link(*desk_, steward_, pair("gp/1", "hospital/1")));
  const auto history = see_access_history(*desk_, console(), person("hospital/1"));
  ASSERT_TRUE(history) << history.error().text();
  EXPECT_TRUE(std::ranges::any_of(*history, [](const AccessLine& line) {
    return line.who == "ids-001" && line.what == "Compared records: one person or two";
  }));
  const Caller teacher = practitioner("schools", "dsl-001", "practitioner");
  EXPECT_EQ(review_link(*desk_, teacher, pair("gp/1", "hospital/1")).error().fault, Fault::refused);
  EXPECT_EQ(see_link_queue(*desk_, teacher, {}).error().fault, Fault::refused);
  EXPECT_EQ(open_picture(*desk_, steward_, person("gp/1"), {}).error().fault, Fault::refused);
}

TEST_P(Steward, TheQueueAsksFirstWhereHarmAndDoubtAreGreatest) {
  const Caller nurse = practitioner("hospital", "nurse-1", "practitioner");
  ASSERT_TRUE(record_concern(*desk_, nurse,
                             {.child = person("hospital/1"),
                              .worry = "Two falls in two months.",
                              .child_says = {},
                              .immediate_danger = false,
                              .parents_told = "yes",
                              .key = "c"}));
  const auto queue = see_link_queue(*desk_, steward_, {});
  ASSERT_TRUE(queue) << queue.error().text();
  ASSERT_EQ(queue->items.size(), 2U);
  EXPECT_EQ(queue->items.front().pair, pair("gp/1", "hospital/1"));
  EXPECT_EQ(queue->items.front().harm.reasons.front(), "a concern waits for a decision");
  EXPECT_GT(queue->items.front().harm.weight, queue->items.back().harm.weight);
  const auto twins = see_link_queue(*desk_, steward_, {.pattern = "twins", .page = 1});
  ASSERT_TRUE(twins);
  EXPECT_EQ(twins->waiting, 1);
  ASSERT_TRUE(judge("gp/1", "hospital/1", LinkChoice::different));
  EXPECT_EQ(see_link_queue(*desk_, steward_, {})->waiting, 1);
}

TEST_P(Steward, TheClusterPageMarksTheBridgeThatIsNotBeyondDoubt) {
  ASSERT_TRUE(judge("gp/1", "hospital/1", LinkChoice::same));
  const auto page = see_cluster(*desk_, steward_, person("gp/1"));
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->records.size(), 3U);
  ASSERT_EQ(page->edges.size(), 2U);
  for (const ClusterEdge& edge : page->edges) {
    EXPECT_EQ(edge.weak, !edge.judged_same) << "a steward said so";
  }
  EXPECT_TRUE(page->edges.front().weak) << "weak ones first";
  EXPECT_EQ(page->groups.size(), 2U);
  EXPECT_EQ(page->history.front().author, "Somebody");
  EXPECT_EQ(page->history.back().author, "model");
}

TEST_P(Steward, WhatAWrongLinkWouldHideIsToldBeforeTheDecision) {
  const auto told = review_link(*desk_, steward_, pair("gp/1", "hospital/1"));
  ASSERT_TRUE(told) << told.error().text();
  const auto apart = [&] {
    std::set<std::string> codes;
    for (const auto& row : table("finding")) codes.insert(store::text(row[2]));
    return codes;
  };
  const auto before = apart();
  ASSERT_TRUE(judge("gp/1", "hospital/1", LinkChoice::same));
  const auto after = apart();
  std::size_t gained = 0;
  std::size_t lost = 0;
  for (const std::string& code : after) gained += before.contains(code) ? 0U : 1U;
  for (const std::string& code : before) lost += after.contains(code) ? 0U : 1U;
  std::size_t told_gained = static_cast<std::size_t>(told->effects.more_gained);
  std::size_t told_lost = static_cast<std::size_t>(told->effects.more_lost);
  for (const LinkEffect& effect : told->effects.named) (effect.gained ? told_gained : told_lost) += 1;
  EXPECT_EQ(told_gained, gained);
  EXPECT_EQ(told_lost, lost);
  EXPECT_GT(gained + lost, 0U) << "this family is made so that the link matters";
}

}  // namespace
}  // namespace roundel::service
