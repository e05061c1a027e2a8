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

// Learns from half of the town and adds the other half, one by one. Tolerance: at most 2 % of the pairs that either
// way joins are joined one way only; the later records may rightly tell what the earlier could not.
TEST(Linker, OneByOneGivesTheClustersOfABatch) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(150, 21);
  const auto batch = dedupe(test::records_of(people), *model, 2, {});
  ASSERT_TRUE(batch);
  const std::vector<Person> first(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(people.size() / 2));
  const auto start = dedupe(test::records_of(first), *model, 2, {});
  ASSERT_TRUE(start);
  auto linker = Linker::learn(test::records_of(first), start->of, model, 2);
  ASSERT_TRUE(linker);
  std::vector<std::uint32_t> of = start->of;
  for (std::size_t i = first.size(); i < people.size(); ++i)
    of.push_back(linker->add(people[i].id, people[i].values).cluster);
  double either = 0, one = 0;
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      const bool a = batch->of[i] == batch->of[j];
      const bool b = of[i] == of[j];
      either += a || b ? 1 : 0;
      one += a != b ? 1 : 0;
    }
  EXPECT_LE(one / either, 0.02);
  EXPECT_GT(test::quality(people, of).precision, 0.99);
}

// How many of the pairs that either way joins are joined one way only.
double share_apart(const std::vector<std::uint32_t>& x, const std::vector<std::uint32_t>& y) {
  double either = 0, one = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      const bool a = x[i] == x[j];
      const bool b = y[i] == y[j];
      either += a || b ? 1 : 0;
      one += a != b ? 1 : 0;
    }
  return one / std::max(either, 1.0);
}

// How far what the Linker decided is from a full run by the same parameters, as shares of pairs.
struct Apart {
  double knowing = 1;  // from one that knows where the records stand, as the program's own runs do
  double fresh = 1;    // from one that knows nothing
};

// Records of 60 families come one by one in any order, some with wrong details that are put right later.
Apart apart_from_a_full_run(unsigned seed) {
  const auto model = test::model_from(test::family_model);
  auto people = test::make_families(60, seed);
  std::mt19937 random(seed + 7);
  std::shuffle(people.begin(), people.end(), random);
  const std::size_t half = people.size() / 2;
  auto linker = Linker::learn(test::records_of({people.begin(), people.begin() + static_cast<std::ptrdiff_t>(half)}),
                              Given{}, model, 1);
  if (!linker) return {};
  std::vector<std::uint32_t> wrong;
  for (std::size_t i = half; i < people.size(); ++i) {
    auto values = people[i].values;
    if (random() % 4 == 0) {
      values = people[random() % people.size()].values;
      wrong.push_back(static_cast<std::uint32_t>(i));
    }
    linker->add(people[i].id, values);
  }
  for (const std::uint32_t row : wrong) linker->change(row, people[row].values);
  std::vector<std::uint32_t> of;
  for (std::uint32_t row = 0; row < people.size(); ++row) of.push_back(linker->cluster_of(row));
  const auto records = test::records_of(people);
  const auto knowing = dedupe(records, *model, {.rulings = {}, .before = of, .learned = linker->learned()}, 1, {});
  const auto fresh = dedupe(records, *model, {.rulings = {}, .before = {}, .learned = linker->learned()}, 1, {});
  if (!knowing || !fresh) return {};
  return {.knowing = share_apart(of, knowing->of), .fresh = share_apart(of, fresh->of)};
}

// In 3,000 districts a full run that knew where the records stood moved none of them in 2,999, and in the last 0.6 % of
// the pairs: early pairs had been weighed by the frequencies of their day. One that knew nothing differed in 17, by up
// to 1.9 %: records that fit two persons alike (a police record of a surname neither has) stay where they were first
// put.
RC_GTEST_PROP(Linker, AddedAndChangedRecordsStandNearlyAsInAFullRun, (unsigned seed)) {
  const Apart apart = apart_from_a_full_run(seed);
  RC_ASSERT(apart.knowing <= 0.015);
  RC_ASSERT(apart.fresh <= 0.05);
}

TEST(Linker, AddedAndChangedRecordsOfManyDistrictsStandAsInAFullRunButForOnePairInTwoThousand) {
  constexpr unsigned districts = 100;
  Apart sum{.knowing = 0, .fresh = 0};
  for (unsigned seed = 0; seed < districts; ++seed) {
    const Apart apart = apart_from_a_full_run(seed);
    sum.knowing += apart.knowing;
    sum.fresh += apart.fresh;
  }
  EXPECT_LE(sum.knowing / districts, 0.0001);
  EXPECT_LE(sum.fresh / districts, 0.0005);
}

TEST(Linker, AChangedRecordLeavesWhomItNoLongerIs) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  auto linker = Linker::learn(test::records_of(people), Given{}, model, 1);
  ASSERT_TRUE(linker);
  const std::uint32_t before = linker->cluster_of(1);
  ASSERT_EQ(linker->cluster_of(0), before);
  const auto decision =
      linker->change(1, {"school", "peregrine", "fotheringay", "2012-02-01", "1 far lane", "ZE1 0AA", ""});
  EXPECT_FALSE(decision.joined);
  EXPECT_NE(linker->cluster_of(1), linker->cluster_of(0));
  const auto back = linker->change(1, people[1].values);
  EXPECT_TRUE(back.joined);
  EXPECT_EQ(linker->cluster_of(1), linker->cluster_of(0));
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
  ASSERT_GT(share_apart(apart->of, together->of), 0) << "the thresholds make a difference here";
  EXPECT_LT(share_apart(kept->of, together->of), share_apart(apart->of, together->of) / 4);
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

TEST(Linker, ExplainsAJoinAndKeepsNothingOfALookUp) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  const auto start = dedupe(test::records_of(people), *model, 1, {});
  auto linker = Linker::learn(test::records_of(people), start->of, model, 1);
  ASSERT_TRUE(linker);
  EXPECT_EQ(linker->columns(), test::fields);
  auto values = people[0].values;
  values[0] = "hospital";  // an agency that has no record of this person yet
  const auto known = linker->look_up(values);
  EXPECT_TRUE(known.joined);
  EXPECT_EQ(known.cluster, start->of[0]);
  EXPECT_GT(known.probability, 0.99);
  ASSERT_FALSE(known.terms.empty());
  EXPECT_EQ(known.terms[0].comparison, "Forename");
  EXPECT_EQ(known.terms[0].level, "exact");
  EXPECT_GT(known.terms[0].bits, 0);
  const std::vector<std::string> stranger = {"school",  "peregrine", "fotheringay", "2012-02-01", "1 far lane",
                                             "ZE1 0AA", ""};
  const auto unknown = linker->look_up(stranger);
  EXPECT_FALSE(unknown.joined);
  const auto added = linker->add("new", stranger);
  EXPECT_FALSE(added.joined);
  EXPECT_EQ(added.cluster, unknown.cluster) << "a look-up took no number";
  const auto again = linker->add("new-2", stranger);
  EXPECT_TRUE(again.joined);
  EXPECT_EQ(again.cluster, added.cluster);
  EXPECT_EQ(again.match, people.size());
}

TEST(Linker, ANewRecordWithAnotherNhsNumberDoesNotJoin) {
  const auto model = test::model_from(test::family_model);
  const auto people = test::make_families(80, 2);
  const auto start = dedupe(test::records_of(people), *model, 1, {});
  auto linker = Linker::learn(test::records_of(people), start->of, model, 1);
  auto values = people[0].values;
  ASSERT_FALSE(values[6].empty());
  values[6] = test::nhs_number(999'999);
  EXPECT_FALSE(linker->look_up(values).joined);
}

TEST(Linker, WantsAClusterForEachRecord) {
  EXPECT_FALSE(Linker::learn(test::records_of(test::make_families(2, 1)), std::vector<std::uint32_t>{},
                             test::model_from(test::family_model), 1));
}

}  // namespace
}  // namespace roundel::identity
