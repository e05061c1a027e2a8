// Judgements outlive the engine: a place of made-up families, linked again and again.
#include <gtest/gtest.h>

#include "service/linkage/link_questions.h"
#include "service/linkage/link_tables.h"
#include "service/linkage/linkage_quality.h"
#include "service/linkage/linking.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

constexpr const char* forenames[] = {"Ava",  "Ben", "Cora", "Dev",  "Ella",  "Finn",  "Grace", "Hugo", "Iris", "Jude",
                                     "Kira", "Leo", "Maya", "Noah", "Olive", "Perry", "Quinn", "Rosa", "Sami", "Thea"};
constexpr const char* surnames[] = {"Abbott", "Barnes", "Clarke", "Dixon",  "Ellis", "Foster",
                                    "Grant",  "Harper", "Ingram", "Jarvis", "Khan",  "Lowe",
                                    "Mercer", "Norton", "Oakley", "Patel",  "Quill"};

std::string right_number(int n) {
  for (int body = 400'000'000 + n * 977;; ++body) {
    int sum = 0;
    for (int i = 0, rest = body; i < 9; ++i, rest /= 10) sum += rest % 10 * (i + 2);
    const int check = (11 - sum % 11) % 11;
    if (check < 10) return std::to_string(body) + std::to_string(check);
  }
}

class Relinked : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    std::vector<NewEntry> feeds;
    for (int i = 0; i < 60; ++i) {
      const std::string number = std::to_string(i);
      const Value born = Date::of(2010, 1, 1).plus_days(i * 37 % 4000);
      const std::vector<std::pair<std::string, Value>> who = {{"forename", std::string(forenames[i % 20])},
                                                              {"surname", std::string(surnames[i * 7 % 17])},
                                                              {"birth-date", born},
                                                              {"postcode", "BD" + std::to_string(1 + i % 18) + " 1AA"},
                                                              {"address", std::to_string(i) + " Mill Lane"}};
      auto with_number = who;
      with_number.emplace_back("nhs-number", right_number(i));
      feeds.push_back(
          entry("g" + number, "identity.details", "gp", "2020-09-01", {about("gp/" + number, "child")}, with_number));
      feeds.push_back(
          entry("s" + number, "identity.details", "schools", "2020-09-01", {about("schools/" + number, "child")}, who));
      if (i % 10 == 0)  // registered twice
        feeds.push_back(entry("d" + number, "identity.details", "gp", "2020-10-01",
                              {about("gp/again-" + number, "child")}, with_number));
    }
    ASSERT_TRUE(desk_->parts().ledger->append(feeds));
    link();
  }
  void link() {
    const auto linked = link_records(*desk_, console(), 2, {});
    ASSERT_TRUE(linked) << linked.error().text();
    decisions_ = linked->decisions;
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }
  PersonId person(const std::string& source) const {
    const auto found = person_of_source(*desk_, SourceId(source));
    return found ? *found : PersonId();
  }
  Result<JudgedLink> judge(const std::string& a, const std::string& b, LinkChoice choice, const std::string& key) {
    return judge_link(*desk_, steward_,
                      {.pair = pair_id(SourceId(a), SourceId(b)),
                       .choice = choice,
                       .reason = "Seen.",
                       .as_suggested = true,
                       .key = key});
  }
  // A pair that the engine left no question about is judged all the same.
  void note(const std::string& a, const std::string& b) {
    const auto [first, second] = pair_of(SourceId(a), SourceId(b));
    const store::Row row = {desk_->area().str(),  pair_id(first, second), first.str(),  second.str(),
                            std::string("other"), std::int64_t{500'000},  std::string()};
    ASSERT_TRUE(desk_->parts().database->insert("link_pair", link_pair_columns, {&row, 1}));
  }
  void expect_all_follows_from_the_ledger() {
    const auto tables = rebuild(*desk_, console(), true, 2, {});
    ASSERT_TRUE(tables) << tables.error().text();
    for (const TableDifference& table : *tables) EXPECT_EQ(table.differing, 0) << table.table;
  }

  AStore store_{GetParam()};
  std::unique_ptr<Desk> desk_;
  std::int64_t decisions_ = 0;
  const Caller steward_ = practitioner("roundel", "ids-001", "identity-steward");
};

INSTANTIATE_TEST_SUITE_P(OnEachEngine, Relinked, ::testing::ValuesIn(support::each_engine()));

TEST_P(Relinked, ADifferentOutlivesEveryRun) {
  ASSERT_EQ(person("gp/10"), person("gp/again-10")) << "the engine holds them to be one";
  const auto judged = judge("gp/10", "gp/again-10", LinkChoice::different, "d");
  ASSERT_TRUE(judged) << judged.error().text();
  const auto apart = std::pair(person("gp/10"), person("gp/again-10"));
  ASSERT_NE(apart.first, apart.second);
  for (int run = 0; run < 2; ++run) {
    link();
    EXPECT_EQ(decisions_, 0) << "nothing is to be decided anew";
    EXPECT_EQ(std::pair(person("gp/10"), person("gp/again-10")), apart);
  }
  expect_all_follows_from_the_ledger();
  const auto queue = see_link_queue(*desk_, steward_, {});
  ASSERT_TRUE(queue);
  for (const QueueItem& item : queue->items) EXPECT_NE(item.pair, pair_id(SourceId("gp/10"), SourceId("gp/again-10")));
}

TEST_P(Relinked, ASameOutlivesEveryRunAndNewRecordsComeToIt) {
  ASSERT_NE(person("schools/3"), person("schools/4"));
  note("schools/3", "schools/4");
  const auto judged = judge("schools/3", "schools/4", LinkChoice::same, "s");
  ASSERT_TRUE(judged) << judged.error().text();
  const PersonId one = person("schools/3");
  const NewEntry late = entry("late", "identity.details", "hospital", "2024-06-01", {about("hospital/4", "child")},
                              {{"forename", std::string(forenames[4])},
                               {"surname", std::string(surnames[28 % 17])},
                               {"birth-date", Date::of(2010, 1, 1).plus_days(4 * 37)},
                               {"nhs-number", right_number(4)},
                               {"address", std::string("4 Mill Lane")}});
  ASSERT_TRUE(desk_->parts().ledger->append({&late, 1}));
  link();
  EXPECT_EQ(person("schools/4"), one);
  EXPECT_EQ(person("gp/3"), one);
  EXPECT_EQ(person("hospital/4"), one);
  expect_all_follows_from_the_ledger();

  ASSERT_TRUE(undo_judgement(*desk_, steward_, judged->judgement, "No."));
  EXPECT_NE(person("schools/3"), person("schools/4"));
  EXPECT_EQ(person("hospital/4"), person("gp/4")) << "who came since goes with the record it was linked to";
  link();
  EXPECT_EQ(decisions_, 0);
  EXPECT_NE(person("schools/3"), person("schools/4"));
  expect_all_follows_from_the_ledger();
}

// The engine stays in memory, as it does while extracts come in one after another.
TEST_P(Relinked, NewRecordsAreLinkedOneByOneWhateverStewardsSaidInBetween) {
  auto linking = Linking::open(desk_->parts(), 1);
  ASSERT_TRUE(linking);
  int batches = 0;
  const StageProgress counts = [&](const char*, std::int64_t, std::int64_t) { ++batches; };
  const auto decisions = [&] {
    const auto linked = linking->link(counts);
    EXPECT_TRUE(linked);
    return linked ? *linked : -1;
  };
  const auto person_now = [&](const char* source) { return linking->records().members().person_of(SourceId(source)); };
  const auto arrives = [&](const std::string& source, int like) {
    const NewEntry one = entry(source, "identity.details", "hospital", "2024-06-01", {about(source, "child")},
                               {{"forename", std::string(forenames[like % 20])},
                                {"surname", std::string(surnames[like * 7 % 17])},
                                {"birth-date", Date::of(2010, 1, 1).plus_days(like * 37 % 4000)},
                                {"nhs-number", right_number(like)},
                                {"address", std::to_string(like) + " Mill Lane"}});
    ASSERT_TRUE(desk_->parts().ledger->append({&one, 1}));
  };
  EXPECT_EQ(decisions(), 0);
  EXPECT_GT(batches, 0);
  batches = 0;

  note("schools/3", "schools/4");
  const auto same = judge("schools/3", "schools/4", LinkChoice::same, "s");
  ASSERT_TRUE(same) << same.error().text();
  ASSERT_TRUE(judge("gp/10", "gp/again-10", LinkChoice::different, "d"));
  EXPECT_EQ(decisions(), 0) << "the stewards moved the records themselves";
  EXPECT_EQ(person_now("gp/3"), person_now("gp/4")) << "two numbers, and one person all the same";

  arrives("hospital/4", 4);
  arrives("hospital/10", 10);
  EXPECT_GT(decisions(), 0);
  EXPECT_EQ(person_now("hospital/4"), person_now("gp/3"));
  EXPECT_NE(person_now("gp/10"), person_now("gp/again-10"));
  EXPECT_TRUE(person_now("hospital/10") == person_now("gp/10") ||
              person_now("hospital/10") == person_now("gp/again-10"));

  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));  // the tables know the new records
  const auto undone = undo_judgement(*desk_, steward_, same->judgement, "No.");
  ASSERT_TRUE(undone) << undone.error().text();
  EXPECT_EQ(decisions(), 0) << "undoing restored both";
  EXPECT_NE(person_now("gp/3"), person_now("gp/4"));
  EXPECT_EQ(person_now("hospital/4"), person_now("gp/4"));
  EXPECT_EQ(batches, 0) << "nothing was looked at all together again";
}

TEST_P(Relinked, EveryDecisionNamesTheModelAndItsEvidence) {
  int links = 0;
  const auto read = desk_->parts().ledger->read_all(desk_->area(), 0, [&](const Entry& each) {
    if (each.kind.str() != "identity.link") return true;
    ++links;
    EXPECT_TRUE(each.text_of("author").starts_with("model ")) << each.text_of("author");
    EXPECT_FALSE(each.text_of("reason").empty());
    const auto terms = read_evidence(each.text_of("evidence"));
    EXPECT_GT(terms.size(), 5U);
    const double* stated = std::get_if<double>(each.value("probability"));
    EXPECT_NE(stated, nullptr);
    if (stated == nullptr) return false;
    EXPECT_NEAR(probability_of(terms), *stated, 0.01) << "the terms add up to the probability";
    return true;
  });
  ASSERT_TRUE(read);
  EXPECT_EQ(links, 60);
}

TEST_P(Relinked, RecordsHeldTwiceByAnAgencyAreAskedAboutAndCounted) {
  const auto queue = see_link_queue(*desk_, steward_, {.pattern = "same-agency", .page = 1});
  ASSERT_TRUE(queue) << queue.error().text();
  EXPECT_EQ(queue->waiting, 6);
  const auto quality = see_linkage_quality(*desk_, steward_);
  ASSERT_TRUE(quality) << quality.error().text();
  EXPECT_EQ(quality->all.records, 126);
  EXPECT_EQ(quality->all.duplicates, 6);
  EXPECT_EQ(quality->all.nhs_missing, 60);
  EXPECT_EQ(quality->all.nhs_verified, 66);
  ASSERT_TRUE(quality->all.precision && quality->all.recall);
  EXPECT_GT(*quality->all.precision, 0.9);
  ASSERT_TRUE(judge("gp/10", "gp/again-10", LinkChoice::different, "d"));
  EXPECT_EQ(see_linkage_quality(*desk_, steward_)->judged.links_wrong, 1);
}

TEST_P(Relinked, AnyTwoRecordsAreExplained) {
  const auto told = explain_link(*desk_, console(), "gp/7", "schools/7", 1);
  ASSERT_TRUE(told) << told.error().text();
  EXPECT_TRUE(told->together);
  EXPECT_GT(told->score.probability, 0.9);
  ASSERT_EQ(told->decisions.size(), 1U);
  EXPECT_TRUE(told->decisions.front().author.starts_with("model "));
  const auto strangers = explain_link(*desk_, console(), person("gp/7").str(), "schools/9", 1);
  ASSERT_TRUE(strangers) << strangers.error().text();
  EXPECT_FALSE(strangers->together);
  EXPECT_LT(strangers->score.probability, 0.1);
  EXPECT_EQ(explain_link(*desk_, console(), "gp/7", "gp/7", 1).error().fault, Fault::bad_input);
  EXPECT_EQ(explain_link(*desk_, console(), "gp/7", "gp/none", 1).error().fault, Fault::not_found);
}

TEST_P(Relinked, AnAlteredTableOfQuestionsIsFoundAndMended) {
  ASSERT_TRUE(desk_->parts().database->run("UPDATE link_pair SET likely = 1", {}));
  const auto found = rebuild(*desk_, console(), true, 1, {});
  ASSERT_TRUE(found);
  EXPECT_TRUE(
      std::ranges::any_of(*found, [](const auto& table) { return table.table == "link_pair" && table.differing > 0; }));
  ASSERT_TRUE(rebuild(*desk_, console(), false, 1, {}));
  expect_all_follows_from_the_ledger();
}

TEST_P(Relinked, LinksDrawnAtRandomTellHowManyAreRight) {
  const auto sampled = [&] { return see_linkage_quality(*desk_, steward_)->sampled; };
  const std::int64_t links = sampled().drawn;
  ASSERT_GE(links, 60) << "fewer than are to be drawn: every link is";
  EXPECT_EQ(sampled().judged, 0);
  EXPECT_FALSE(sampled().share);

  std::vector<QueueItem> drawn;
  for (int page = 1; static_cast<std::int64_t>(drawn.size()) < links; ++page) {
    const auto queue = see_link_queue(*desk_, steward_, {.pattern = std::string(drawn_pattern), .page = page});
    ASSERT_TRUE(queue) << queue.error().text();
    EXPECT_EQ(queue->drawn, links);
    ASSERT_FALSE(queue->items.empty());
    drawn.insert(drawn.end(), queue->items.begin(), queue->items.end());
  }
  const auto say = [&](std::size_t number, LinkChoice choice) {
    return judge_link(*desk_, steward_,
                      {.pair = drawn[number].pair,
                       .choice = choice,
                       .reason = "Seen.",
                       .as_suggested = true,
                       .key = "drawn" + std::to_string(number)});
  };
  EXPECT_FALSE(review_link(*desk_, steward_, drawn[1].pair)->score) << "decide first";
  ASSERT_TRUE(say(1, LinkChoice::same));
  EXPECT_EQ(sampled().judged, 0) << "out of turn";
  const auto first = say(0, LinkChoice::different);
  ASSERT_TRUE(first) << first.error().text();
  const auto after = see_link_queue(*desk_, steward_, {.pattern = std::string(drawn_pattern)});
  ASSERT_TRUE(after) << after.error().text();
  for (const QueueItem& item : after->items) EXPECT_TRUE(item.together) << "what was parted with another is answered";
  const auto next = see_judgement(*desk_, steward_, first->judgement, std::string(drawn_pattern));
  ASSERT_TRUE(next && next->next);
  EXPECT_EQ(next->next->pair, drawn[2].pair);
  EXPECT_TRUE(next->next_of_list);
  for (std::size_t number = 2; number < 50; ++number) {
    const auto done = say(number, number == 7 ? LinkChoice::unsure : LinkChoice::same);
    ASSERT_TRUE(done || done.error().fault == Fault::conflict) << done.error().text();
  }
  const SampledPrecision told = sampled();
  EXPECT_GE(told.judged, 50);
  EXPECT_GE(told.wrong, 1);
  EXPECT_EQ(told.unsure, 1);
  ASSERT_TRUE(told.share && told.interval);
  EXPECT_DOUBLE_EQ(*told.share, static_cast<double>(told.right) / static_cast<double>(told.right + told.wrong));

  link();
  EXPECT_EQ(sampled().wrong, told.wrong) << "a link that was parted was a link";
  EXPECT_EQ(sampled().judged, told.judged);
  expect_all_follows_from_the_ledger();
  ASSERT_TRUE(undo_judgement(*desk_, steward_, first->judgement, "Looked again."));
  EXPECT_EQ(sampled().judged, 0) << "the first waits again";
}

}  // namespace
}  // namespace roundel::service
