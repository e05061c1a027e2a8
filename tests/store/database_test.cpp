#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

#include "store/catalogue.h"
#include "store/database.h"
#include "store/schema.h"
#include "tests/support/stores.h"

namespace roundel::store {
namespace {

using support::FreshStore;

constexpr Table pots[] = {
    {.name = "pot",
     .columns = "area TEXT NOT NULL, name TEXT NOT NULL, amount BIGINT, seal BLOB, PRIMARY KEY (area, name)",
     .indexes = {}},
    {.name = "label", .columns = "area TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (area, name)", .narrow = true}};

class Databases : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database = store.open();
    ASSERT_TRUE(database);
    ASSERT_TRUE(make_tables(*database, pots));
  }
  Result<std::int64_t> put(const std::string& name, Cell amount = std::int64_t{1}) {
    return database->run("INSERT INTO pot (area, name, amount, seal) VALUES (?, ?, ?, ?)",
                         Row{std::string("E1"), name, amount, Null{}});
  }
  std::int64_t count() {
    const auto rows = database->query("SELECT count(*) FROM pot", {});
    return rows ? number(rows->at(0)[0]) : -1;
  }

  FreshStore store{GetParam()};
  std::unique_ptr<Database> database;
};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, Databases, testing::ValuesIn(support::each_engine()));

TEST_P(Databases, GiveBackEveryTypeAsItWasGiven) {
  const std::string odd("a\0b\xff'?\\", 8);
  const Row given = {std::string("E1"), std::string("Zoë's ? pot"), std::int64_t{-9007199254740993}, Blob{odd}};
  ASSERT_TRUE(database->run("INSERT INTO pot (area, name, amount, seal) VALUES (?, ?, ?, ?)", given));
  const Row nothing = {std::string("E1"), std::string(), Null{}, Blob{}};
  ASSERT_TRUE(
      database->insert("pot", std::array<std::string_view, 4>{"area", "name", "amount", "seal"}, std::array{nothing}));
  const auto rows = database->query("SELECT area, name, amount, seal FROM pot ORDER BY name DESC", {});
  ASSERT_TRUE(rows);
  EXPECT_EQ(*rows, (std::vector<Row>{given, nothing}));
  const auto sum = database->query("SELECT sum(amount), '?' FROM pot WHERE area = ?", Row{std::string("E1")});
  ASSERT_TRUE(sum);
  EXPECT_EQ(sum->at(0), (Row{std::int64_t{-9007199254740993}, std::string("?")}));
}

TEST_P(Databases, AnswerAViolatedKeyWithAConflictThatShowsNoValue) {
  ASSERT_TRUE(put("secret-name"));
  const auto again = put("secret-name");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
  EXPECT_EQ(again.error().text().find("secret-name"), std::string::npos);
}

TEST_P(Databases, SayThatAStatementIsWrongAndCarryOn) {
  const auto wrong = database->run("SELEC 1", {});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fault, Fault::broken);
  EXPECT_TRUE(put("a"));
}

TEST_P(Databases, KeepNothingOfATransactionThatFailsOrThrows) {
  const auto refused = database->transact([&]() -> Done {
    EXPECT_TRUE(put("a"));
    return fail(Fault::refused, "no");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::refused);
  EXPECT_THROW((void)database->transact([&]() -> Done {
    EXPECT_TRUE(put("a"));
    throw std::runtime_error("out of paper");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(database->transact([&]() -> Done { return put("a") ? Done{} : fail(Fault::broken, "put"); }));
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, InsertManyRowsAndStreamThemWithQuestionsInBetween) {
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 5000; ++i)
    rows.push_back({std::string("E1"), std::to_string(i), i, Blob{std::string(40, 'x')}});
  const std::array<std::string_view, 4> columns = {"area", "name", "amount", "seal"};
  ASSERT_TRUE(database->transact([&] { return database->insert("pot", columns, rows); }));
  std::int64_t seen = 0;
  const auto done = database->stream("SELECT amount FROM pot WHERE amount < ? ORDER BY amount", Row{std::int64_t{4500}},
                                     [&](const Row& row) {
                                       EXPECT_EQ(number(row[0]), seen++);
                                       if (seen == 3000) {
                                         EXPECT_EQ(count(), 5000);
                                       }
                                       return seen < 4000;
                                     });
  EXPECT_TRUE(done);
  EXPECT_EQ(seen, 4000);
  EXPECT_EQ(count(), 5000);
  const auto twice = database->transact([&] { return database->insert("pot", columns, std::span(rows).first(1)); });
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().fault, Fault::conflict);
}

// Four writers each read a number and write it plus one. With the lock asked for first, none is lost.
TEST_P(Databases, AreAskedForManyKeysAndAnswerEachOnce) {
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 1000; ++i)
    rows.push_back({std::string("E1"), std::to_string(i), i, Blob{std::string(40, 'x')}});
  const std::array<std::string_view, 4> columns = {"area", "name", "amount", "seal"};
  ASSERT_TRUE(database->transact([&] { return database->insert("pot", columns, rows); }));
  constexpr std::string_view asked = "SELECT amount FROM pot WHERE area = ? AND name IN";
  for (const std::size_t count : {0U, 1U, 2U, 16U, 17U, 256U, 257U, 700U}) {
    std::vector<Cell> keys;
    for (std::size_t i = 0; i < count; ++i) keys.emplace_back(std::to_string(i));
    std::vector<std::int64_t> got;
    const auto done = ask_for_many(*database, asked, std::string("E1"), keys, [&](const Row& row) {
      got.push_back(number(row[0]));
      return true;
    });
    ASSERT_TRUE(done) << done.error().text();
    std::sort(got.begin(), got.end());
    std::vector<std::int64_t> expected(count);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(got, expected);
    std::size_t heard = 0;
    ASSERT_TRUE(ask_for_many(*database, asked, std::string("E1"), keys, [&](const Row&) { return ++heard < 3; }));
    EXPECT_EQ(heard, std::min<std::size_t>(3, count));
  }
}

TEST_P(Databases, LoseNoUpdateUnderALock) {
  ASSERT_TRUE(put("counter", std::int64_t{0}));
  std::atomic<int> failures = 0;
  const auto writer = [&](bool late) {
    const auto own = store.open();
    for (int i = 0; i < 15; ++i) {
      const auto done = own->transact([&]() -> Done {
        if (!late && !own->lock("E1 counter")) return fail(Fault::broken, "lock");
        const auto rows = own->query("SELECT amount FROM pot WHERE area = ? AND name = ?",
                                     Row{std::string("E1"), std::string("counter")});
        if (!rows) return fail(rows.error());
        if (late) {
          if (auto locked = own->lock("E1 counter"); !locked) return locked;
        }
        const auto changed = own->run("UPDATE pot SET amount = ? WHERE area = ? AND name = ?",
                                      Row{number(rows->at(0)[0]) + 1, std::string("E1"), std::string("counter")});
        return changed ? Done{} : fail(changed.error());
      });
      if (!done) ++failures;
    }
  };
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i) writers.emplace_back(writer, i % 2 == 1);
  }
  EXPECT_EQ(failures, 0);
  const auto rows = database->query("SELECT amount FROM pot WHERE name = ?", Row{std::string("counter")});
  ASSERT_TRUE(rows);
  EXPECT_EQ(number(rows->at(0)[0]), 60);
}

TEST_P(Databases, FindTheirOwnFileWhole) {
  const auto problems = database->integrity();
  ASSERT_TRUE(problems);
  EXPECT_TRUE(problems->empty());
}

TEST_P(Databases, SeeInTheCatalogueThatTheTablesDistribute) {
  const auto tables = catalogue(*database);
  ASSERT_TRUE(tables) << tables.error().text();
  ASSERT_EQ(tables->size(), 2U);
  EXPECT_EQ(tables->at(1).name, "pot");
  ASSERT_EQ(tables->at(1).columns.size(), 4U);
  EXPECT_EQ(tables->at(1).columns[2].type, "bigint");
  ASSERT_EQ(tables->at(1).keys.size(), 1U);
  EXPECT_EQ(tables->at(1).keys[0].columns, (std::vector<std::string>{"area", "name"}));
  EXPECT_EQ(would_not_distribute(*tables), std::vector<std::string>{});
}

TEST_P(Databases, SeeInTheCatalogueWhatWouldNotDistribute) {
  const bool postgres = database->engine() == "postgresql";
  const std::vector<std::string> made = {
      "CREATE TABLE by_name (name TEXT NOT NULL, area TEXT NOT NULL, PRIMARY KEY (name, area))",
      "CREATE TABLE also (area TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (area), UNIQUE (name))",
      "CREATE UNIQUE INDEX also_once ON also (name, area)",
      "CREATE TABLE refers (area TEXT NOT NULL, name TEXT REFERENCES also (name), size REAL, PRIMARY KEY (area))",
      postgres ? "CREATE TABLE counted (area TEXT NOT NULL, n BIGSERIAL, PRIMARY KEY (area, n))"
               : "CREATE TABLE counted (n INTEGER PRIMARY KEY AUTOINCREMENT, area TEXT)",
      postgres ? "CREATE TRIGGER watch AFTER INSERT ON also EXECUTE FUNCTION suppress_redundant_updates_trigger()"
               : "CREATE TRIGGER watch AFTER INSERT ON also BEGIN SELECT 1; END",
      "CREATE TABLE keyless (area TEXT)",
  };
  for (const auto& sql : made) ASSERT_TRUE(database->run(sql, {})) << sql;
  const auto tables = catalogue(*database);
  ASSERT_TRUE(tables) << tables.error().text();
  const auto problems = would_not_distribute(*tables);
  const auto named = [&](const std::string& sentence) {
    return std::find(problems.begin(), problems.end(), sentence) != problems.end();
  };
  EXPECT_TRUE(named("by_name: the primary key (name, area) does not begin with area"));
  EXPECT_TRUE(named("also: the unique key (name) does not begin with area"));
  EXPECT_TRUE(named("also: the unique key (name, area) does not begin with area"));
  EXPECT_TRUE(named("refers: the foreign key (name) is without area"));
  EXPECT_TRUE(named("refers: size is real, not BIGINT, TEXT or BLOB"));
  EXPECT_TRUE(named("counted: n is numbered by a sequence"));
  EXPECT_TRUE(named("also: trigger watch"));
  EXPECT_TRUE(named("keyless: there is no primary key"));
}

TEST(Store, RefusesAnAddressItDoesNotUnderstandWithoutRepeatingIt) {
  for (const std::string url : {"mysql://u:hunter2@h/d", "", "sqlite:", "postgresql://u:hunter2%zz@h/d",
                                "postgresql://u:hunter2@127.0.0.1:1/d?connect_timeout=2"}) {
    const auto database = open(url);
    ASSERT_FALSE(database) << url;
    EXPECT_EQ(database.error().text().find("hunter2"), std::string::npos) << database.error().text();
  }
}

TEST(Store, SaysThatAFileIsNoStore) {
  const support::TemporaryDirectory directory;
  const std::string file = directory.path() + "/notes.txt";
  std::FILE* out = std::fopen(file.c_str(), "w");
  for (int i = 0; i < 200; ++i) std::fputs("this is no database at all\n", out);
  std::fclose(out);
  const auto database = open("sqlite:" + file);
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().fault, Fault::broken);
}

TEST(Store, AnswersBrokenWhenTheServerGoesAndWorksAgainAfterwards) {
  if (support::each_engine().size() < 2) GTEST_SKIP() << "ROUNDEL_WITHOUT_POSTGRES=1";
  const FreshStore fresh("postgresql");
  const auto database = fresh.open();
  const auto other = fresh.open();
  const auto cut = [&] {
    return other->run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = "
        "'client backend'",
        {});
  };
  const auto done = database->transact([&]() -> Done {
    if (auto began = database->query("SELECT 1", {}); !began) return fail(began.error());
    EXPECT_TRUE(cut());
    const auto after = database->query("SELECT 1", {});
    return after ? Done{} : fail(after.error());
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::broken);
  EXPECT_TRUE(database->query("SELECT 1", {}));
}

}  // namespace
}  // namespace roundel::store
