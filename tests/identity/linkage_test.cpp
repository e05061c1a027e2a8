#include "identity/linkage.h"

#include <cstdio>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "identity/dedupe_file.h"
#include "tests/identity/families.h"

namespace roundel::identity {
namespace {

using test::Person;

// The families of the town, and one more that the test is about.
struct Town {
  std::vector<Person> people = test::make_families(100, 11);
  void add(const std::string& id, std::vector<std::string> values) {
    people.push_back({.id = id, .values = std::move(values), .person = 1'000'000});
  }
  std::map<std::string, std::uint32_t> clusters() const {
    const auto found = dedupe(test::records_of(people), *test::model_from(test::family_model), 2, {});
    std::map<std::string, std::uint32_t> of;
    for (std::size_t i = 0; i < people.size(); ++i) of[people[i].id] = found->of[i];
    return of;
  }
};

// Clusters as sets of ids: what remains when their names are taken away.
std::set<std::set<std::string>> as_sets(const std::vector<Person>& people, const std::vector<std::uint32_t>& of) {
  std::map<std::uint32_t, std::set<std::string>> sets;
  for (std::size_t i = 0; i < people.size(); ++i) sets[of[i]].insert(people[i].id);
  std::set<std::set<std::string>> out;
  for (auto& [cluster, ids] : sets) out.insert(std::move(ids));
  return out;
}

TEST(Dedupe, FindsThePersonsOfATown) {
  const auto people = test::make_families(150, 5);
  const auto found = dedupe(test::records_of(people), *test::model_from(test::family_model), 2, {});
  ASSERT_TRUE(found);
  const auto quality = test::quality(people, found->of);
  EXPECT_GT(quality.precision, 0.995);
  EXPECT_GT(quality.recall, 0.95);
}

//        mother ── father          gp      Ella Holroyd 2014-06-02   Esme Holroyd 2014-06-02
//           ┌───┴───┐              school  Ella Holroyd 2014-06-02   Esme Holroyd 2014-06-02
//         Ella     Esme   (twins)
TEST(Dedupe, TwinsStayApart) {
  Town town;
  for (const char* agency : {"gp", "school", "police"})
    for (const char* child : {"ella", "freya"})
      town.add(std::string(agency) + "-" + child,
               {agency, child, "holroyd", "2014-06-02", "9 ogden road", "BD9 4QX", ""});
  auto of = town.clusters();
  EXPECT_EQ(of["gp-ella"], of["school-ella"]);
  EXPECT_EQ(of["gp-ella"], of["police-ella"]);
  EXPECT_EQ(of["gp-freya"], of["school-freya"]);
  EXPECT_NE(of["gp-ella"], of["gp-freya"]);
}

TEST(Dedupe, ANamesakeFatherAndSonStayApart) {
  Town town;
  for (const char* agency : {"gp", "police"}) {
    town.add(std::string(agency) + "-father", {agency, "callum", "ogden", "1979-03-14", "9 sykes road", "BD9 4QX", ""});
    town.add(std::string(agency) + "-son", {agency, "callum", "ogden", "2009-11-02", "9 sykes road", "BD9 4QX", ""});
  }
  auto of = town.clusters();
  EXPECT_EQ(of["gp-father"], of["police-father"]);
  EXPECT_EQ(of["gp-son"], of["police-son"]);
  EXPECT_NE(of["gp-father"], of["gp-son"]);
}

TEST(Dedupe, OneWeakBridgeDoesNotJoinTwoChildren) {
  Town town;
  for (const char* agency : {"gp", "school"})
    for (const char* child : {"ella", "freya"})
      town.add(std::string(agency) + "-" + child,
               {agency, child, "holroyd", "2014-06-02", "9 ogden road", "BD9 4QX", ""});
  town.add("police-unnamed", {"police", "", "holroyd", "2014-06-02", "9 ogden road", "BD9 4QX", ""});
  auto of = town.clusters();
  EXPECT_NE(of["gp-ella"], of["gp-freya"]);
}

RC_GTEST_PROP(Dedupe, TwoDifferentValidNhsNumbersAreNeverInOneCluster, (unsigned seed)) {
  auto people = test::make_families(15, seed);
  std::mt19937 random(seed);
  for (Person& person : people)  // somebody else's number, or one of nobody
    if (random() % 6 == 0)
      person.values[6] =
          random() % 2 == 0 ? people[random() % people.size()].values[6] : test::nhs_number(900'000 + random() % 50);
  const auto found = dedupe(test::records_of(people), *test::model_from(test::family_model), 2, {});
  RC_ASSERT(found.has_value());
  std::map<std::uint32_t, std::string> number;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i].values[6].empty()) continue;
    const auto [known, fresh] = number.try_emplace(found->of[i], people[i].values[6]);
    RC_ASSERT(fresh || known->second == people[i].values[6]);
  }
}

//  gp      mother, number M      Ella, number E        school, housing: Ella without a number
//  hospital mother, number M     Ella, number M (!)
TEST(Dedupe, AMothersNumberOnHerChildsRecordDoesNotKeepTheChildsRecordsApart) {
  std::string model = test::family_model;
  model.replace(model.find("conflict = true"), 15, "conflict = true\nborrowed = true");
  const std::vector<std::string> mother = {"gp", "imogen", "thwaite", "1985-03-09", "9 ogden road", "BD9 4QX"};
  const std::vector<std::string> child = {"gp", "ella", "thwaite", "2014-06-02", "9 ogden road", "BD9 4QX"};
  Town town;
  const auto add = [&](const char* id, std::vector<std::string> who, const char* agency, const std::string& number) {
    who[0] = agency;
    who.push_back(number);
    town.add(id, who);
  };
  const std::string of_mother = test::nhs_number(888'001);
  const std::string of_child = test::nhs_number(888'002);
  add("gp-mother", mother, "gp", of_mother);
  add("hospital-mother", mother, "hospital", of_mother);
  add("gp-child", child, "gp", of_child);
  add("school-child", child, "school", "");
  const auto records = test::records_of(town.people);
  add("hospital-child", child, "hospital", of_mother);
  const std::size_t last = town.people.size() - 1;
  const auto expect_right = [&](const std::function<std::uint32_t(std::size_t)>& of) {
    EXPECT_EQ(of(last), of(last - 1)) << "the child's records are one person's";
    EXPECT_EQ(of(last - 1), of(last - 2));
    EXPECT_EQ(of(last - 3), of(last - 4)) << "the mother's too";
    EXPECT_NE(of(last), of(last - 3)) << "and the two are two";
  };
  const auto read = test::model_from(model);
  const auto found = dedupe(test::records_of(town.people), *read, 2, {});
  ASSERT_TRUE(found);
  expect_right([&](std::size_t row) { return found->of[row]; });
  auto linker = Linker::learn(records, Given{}, read, 1);
  ASSERT_TRUE(linker);
  const auto decision = linker->add("hospital-child", town.people[last].values);
  EXPECT_TRUE(decision.joined);
  for (const Term& term : decision.terms)
    EXPECT_FALSE(term.comparison == "NHS number" && term.bits < 0) << "the number speaks against nothing";
  expect_right([&](std::size_t row) { return linker->cluster_of(static_cast<std::uint32_t>(row)); });

  const auto strict = dedupe(test::records_of(town.people), *test::model_from(test::family_model), 2, {});
  EXPECT_NE(strict->of[last], strict->of[last - 2]) << "without `borrowed` two numbers are two people";
}

RC_GTEST_PROP(Dedupe, DoesNotDependOnTheOrderOfRowsNorOnThreads, (unsigned seed)) {
  auto people = test::make_families(20, seed);
  const auto model = test::model_from(test::family_model);
  const auto found = dedupe(test::records_of(people), *model, 2, {});
  auto shuffled = people;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(seed + 1));
  const auto again = dedupe(test::records_of(shuffled), *model, 1, {});
  RC_ASSERT(found.has_value() && again.has_value());
  RC_ASSERT(as_sets(people, found->of) == as_sets(shuffled, again->of));
  RC_ASSERT(found->pairs_compared == again->pairs_compared);
}

TEST(Dedupe, TakesFilesOfNoneOneAndTwoRecords) {
  const auto model = test::model_from(test::family_model);
  for (const std::size_t n : {0U, 1U, 2U}) {
    auto people = test::make_families(2, 1);
    people.resize(n);
    const auto found = dedupe(test::records_of(people), *model, 2, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->of.size(), n);
  }
}

TEST(Dedupe, NamesAColumnThatTheFileLacks) {
  Records records;
  records.ids = {"1"};
  const auto found = dedupe(records, *test::model_from(test::family_model), 1, {});
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().what.find("'agency'"), std::string::npos);
}

TEST(Clusters, AreWrittenWithTheRecordsOwnId) {
  Records records;
  records.ids = {"a", "b,c", "say \"x\""};
  const std::string path = testing::TempDir() + "roundel_clusters.csv";
  ASSERT_TRUE(write_clusters(records, {.of = {0, 1, 0}}, *test::model_from(test::family_model), path));
  EXPECT_EQ(*read_file(path), "id,cluster_id\na,0\n\"b,c\",1\n\"say \"\"x\"\"\",0\n");
  EXPECT_FALSE(
      write_clusters(records, {.of = {0, 1, 0}}, *test::model_from(test::family_model), "/nowhere/at/all.csv"));
  std::remove(path.c_str());
}

struct Twins : Town {
  std::uint32_t first = 0, second = 0;  // rows of the two at one agency
  Twins() {
    for (const char* child : {"ella", "freya"})
      add(std::string("gp-") + child, {"gp", child, "holroyd", "2014-06-02", "9 ogden road", "BD9 4QX", ""});
    first = static_cast<std::uint32_t>(people.size() - 2);
    second = first + 1;
  }
  std::vector<std::uint32_t> ruled(std::vector<Ruling> rulings) const {
    return dedupe(test::records_of(people), *test::model_from(test::family_model),
                  {.rulings = std::move(rulings), .before = {}, .learned = nullptr}, 2, {})
        ->of;
  }
};

TEST(Rulings, OutliveAnyRun) {
  const Twins town;
  const auto free = town.ruled({});
  EXPECT_NE(free[town.first], free[town.second]);
  const auto same = town.ruled({{.a = town.first, .b = town.second, .same = true}});
  EXPECT_EQ(same[town.first], same[town.second]);
  ASSERT_EQ(free[0], free[1]);
  const auto apart = town.ruled({{.a = 1, .b = 0, .same = false}});
  EXPECT_NE(apart[0], apart[1]);
  const auto again = town.ruled({{.a = 1, .b = 0, .same = false}, {.a = 0, .b = 1, .same = true}});
  EXPECT_EQ(again[0], again[1]) << "the later of two stands";
}

TEST(Rulings, HoldInTheLinkerWhateverComesAfter) {
  const Twins town;
  const auto model = test::model_from(test::family_model);
  auto linker = Linker::learn(test::records_of(town.people), Given{}, model, 1);
  ASSERT_TRUE(linker);
  ASSERT_EQ(linker->cluster_of(0), linker->cluster_of(1));
  EXPECT_FALSE(linker->rule({.a = 0, .b = 1, .same = false}).empty());
  EXPECT_NE(linker->cluster_of(0), linker->cluster_of(1));
  auto values = town.people[0].values;
  values[0] = "hospital";
  linker->add("later", values);
  EXPECT_NE(linker->cluster_of(0), linker->cluster_of(1));
  linker->rule({.a = town.first, .b = town.second, .same = true});
  EXPECT_EQ(linker->cluster_of(town.first), linker->cluster_of(town.second));
}

// Two children of one name with their own NHS numbers, each known to two agencies: one person, a steward says.
struct TwoNumbers : Town {
  std::uint32_t first = 0;  // row; the four follow each other
  TwoNumbers() {
    first = static_cast<std::uint32_t>(people.size());
    for (int child = 0; child < 2; ++child)
      for (const char* agency : {"gp", "hospital"})
        add(agency + std::string("-conflict-") + std::to_string(child),
            {agency, child == 0 ? "imogen" : "imogene", "thwaite", child == 0 ? "2013-03-09" : "2013-09-03",
             child == 0 ? "4 dale end" : "71 moor top", child == 0 ? "BD4 8QX" : "BD16 2RT",
             test::nhs_number(777'000U + static_cast<std::size_t>(child))});
  }
  bool all_one(const std::function<std::uint32_t(std::uint32_t)>& of) const {
    return of(first) == of(first + 1) && of(first) == of(first + 2) && of(first) == of(first + 3);
  }
};

TEST(Rulings, ASameBringsBothWholePersonsTogetherThoughTheirNumbersConflict) {
  const TwoNumbers town;
  const auto model = test::model_from(test::family_model);
  const auto run = [&](std::vector<Ruling> rulings) {
    return dedupe(test::records_of(town.people), *model,
                  {.rulings = std::move(rulings), .before = {}, .learned = nullptr}, 1, {})
        ->of;
  };
  const auto free = run({});
  ASSERT_EQ(free[town.first], free[town.first + 1]);
  ASSERT_NE(free[town.first], free[town.first + 2]);
  const auto ruled = run({{.a = town.first, .b = town.first + 2, .same = true}});
  EXPECT_TRUE(town.all_one([&](std::uint32_t row) { return ruled[row]; }));

  auto linker = Linker::learn(test::records_of(town.people), Given{}, model, 1);
  ASSERT_TRUE(linker);
  const Ruling same{.a = town.first, .b = town.first + 2, .same = true};
  linker->rule(same);
  const auto of = [&](std::uint32_t row) { return linker->cluster_of(row); };
  EXPECT_TRUE(town.all_one(of));
  auto values = town.people[town.first + 3].values;
  values[0] = "school";
  const auto later = linker->add("later", values);
  EXPECT_TRUE(later.joined) << "whom the evidence joins to either is that person";
  EXPECT_EQ(later.cluster, of(town.first));
  linker->place_together({town.first, town.first + 1});
  linker->place_together({town.first + 2, town.first + 3, static_cast<std::uint32_t>(town.people.size())});
  linker->withdraw(same);
  EXPECT_EQ(of(town.first), of(town.first + 1));
  EXPECT_NE(of(town.first), of(town.first + 2));
  EXPECT_EQ(of(static_cast<std::uint32_t>(town.people.size())), of(town.first + 3));
}

RC_GTEST_PROP(Rulings, AreKeptByBatchAndLinkerAlike, (unsigned seed)) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(25, seed);
  std::mt19937 random(seed + 3);
  std::vector<int> truth;  // rulings that do not contradict each other
  for (std::size_t i = 0; i < people.size(); ++i) truth.push_back(static_cast<int>(random() % 9));
  std::vector<Ruling> rulings;
  for (int i = 0; i < 12; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % people.size());
    const auto b = static_cast<std::uint32_t>(random() % people.size());
    if (a != b) rulings.push_back({.a = a, .b = b, .same = truth[a] == truth[b]});
  }
  auto linker = Linker::learn(test::records_of(people), Given{}, model, 1);
  RC_ASSERT(linker.has_value());
  for (const Ruling& ruling : rulings) linker->rule(ruling);
  const auto batch =
      dedupe(test::records_of(people), *model, {.rulings = rulings, .before = {}, .learned = linker->learned()}, 1, {});
  RC_ASSERT(batch.has_value());
  for (const Ruling& ruling : rulings) {
    RC_ASSERT((batch->of[ruling.a] == batch->of[ruling.b]) == ruling.same);
    RC_ASSERT((linker->cluster_of(ruling.a) == linker->cluster_of(ruling.b)) == ruling.same);
  }
}

// Between split-at and join-at a pair stays as it was: together where it was together, apart where it was apart.
TEST(Thresholds, RecordsOnceTogetherPartOnlyBelowSplitAt) {
  const auto people = test::make_families(60, 9);
  const auto records = test::records_of(people);
  const auto head = std::string("join-at = 0.9999\nsplit-at = 0.5\n");
  const auto strict = test::model_from(head + test::family_model);
  const auto lenient = test::model_from(std::string("join-at = 0.5\nsplit-at = 0.5\n") + test::family_model);
  const auto apart = dedupe(records, *strict, 1, {});
  const auto together = dedupe(records, *lenient, 1, {});
  const auto kept = dedupe(records, *strict, {.rulings = {}, .before = together->of, .learned = nullptr}, 1, {});
  const auto again = dedupe(records, *strict, {.rulings = {}, .before = apart->of, .learned = nullptr}, 1, {});
  ASSERT_GT(test::share_apart(apart->of, together->of), 0) << "the thresholds make a difference here";
  EXPECT_LT(test::share_apart(kept->of, together->of), test::share_apart(apart->of, together->of) / 4);
  EXPECT_EQ(as_sets(people, again->of), as_sets(people, apart->of)) << "deciding again changes nothing";
}

TEST(LearnedFile, ReadAgainJudgesTheSame) {
  const auto people = test::make_families(60, 9);
  const auto model = test::model_from(test::family_model);
  const auto found = dedupe(test::records_of(people), *model, 1, {});
  const std::string path = testing::TempDir() + "roundel_learned.toml";
  ASSERT_TRUE(save_learned(*found->learned, *model, path));
  const auto learned = load_learned(path, *model);
  ASSERT_TRUE(learned) << learned.error().text();
  const auto again =
      dedupe(test::records_of(people), *model, {.rulings = {}, .before = {}, .learned = *learned}, 1, {});
  EXPECT_EQ(again->of, found->of);
  EXPECT_NE(compare_learned(*found->learned, **learned, *model).find("Forename"), std::string::npos);
  auto other = std::string(test::family_model);
  other.replace(other.find("jaro-winkler 0.88"), 17, "jaro-winkler 0.77");
  EXPECT_FALSE(load_learned(path, *test::model_from(other))) << "learned for other levels";
  std::remove(path.c_str());
}

}  // namespace
}  // namespace roundel::identity
