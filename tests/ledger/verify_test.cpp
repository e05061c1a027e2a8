#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "ledger/ledger.h"
#include "tests/ledger/sample.h"
#include "tests/support/stores.h"

namespace roundel {
namespace {

using sample::area;
using sample::incident;

Ledger open_ledger(store::Database& database) {
  auto opened =
      Ledger::open(database, sample::vocabulary(), [] { return Timestamp(1'000'000); }, sample::counted_bytes());
  EXPECT_TRUE(opened) << opened.error().text();
  return *opened;
}

std::vector<NewEntry> incidents(int count) {
  std::vector<NewEntry> entries;
  for (int i = 0; i < count; ++i)
    entries.push_back(incident("k" + std::to_string(i), "city-police/P" + std::to_string(i % 5)));
  return entries;
}

// Twenty entries, with checkpoints of 12 and 20.
class Verifying : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database = store.open();
    ASSERT_TRUE(database);
    ledger = std::make_unique<Ledger>(open_ledger(*database));
    const auto entries = incidents(20);
    ASSERT_TRUE(ledger->append(std::span(entries).first(12)));
    ASSERT_TRUE(ledger->checkpoint(area));
    ASSERT_TRUE(ledger->append(entries));
    ASSERT_TRUE(ledger->checkpoint(area));
    ASSERT_EQ(breaches(), "");
  }

  std::string breaches() {
    const auto verified = ledger->verify({});
    if (!verified) return "error";
    std::string out;
    for (const Breach& breach : verified->breaches)
      out += breach.area.value + " " + std::to_string(breach.sequence) + ": " + breach.what + "\n";
    return out;
  }
  void run(const std::string& sql, store::Row parameters = {}) { ASSERT_TRUE(database->run(sql, parameters)) << sql; }

  // Changes one bit of the column's bytes in the row that `where` names, and puts it back after looking.
  std::string after_flipping(const std::string& table, const std::string& column, const std::string& where) {
    const auto rows = database->query("SELECT " + column + " FROM " + table + " WHERE " + where, {});
    EXPECT_TRUE(rows && rows->size() == 1) << where;
    const store::Cell before = rows->at(0)[0];
    std::string found;
    const std::size_t size = std::holds_alternative<store::Blob>(before) ? store::bytes(before).size() : 1;
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
      store::Cell after = before;
      if (auto* blob = std::get_if<store::Blob>(&after)) blob->bytes[at] = static_cast<char>(blob->bytes[at] ^ 1);
      if (auto* number = std::get_if<std::int64_t>(&after)) *number ^= 1;
      if (auto* text = std::get_if<std::string>(&after)) text->at(at) = static_cast<char>(text->at(at) ^ 1);
      run("UPDATE " + table + " SET " + column + " = ? WHERE " + where, {after});
      const std::string here = breaches();
      if (here.empty()) return "";
      found = here;
      const std::string back =
          column == "area" || column == "sequence" || column == "size" || column == "source"
              ? "UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?"
              : "UPDATE " + table + " SET " + column + " = ? WHERE " + where + " AND " + column + " = ?";
      run(back, {before, after});
    }
    EXPECT_EQ(breaches(), "");
    return found;
  }

  support::FreshStore store{GetParam()};
  std::unique_ptr<store::Database> database;
  std::unique_ptr<Ledger> ledger;
};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, Verifying, testing::ValuesIn(support::each_engine()));

TEST_P(Verifying, CountsTheEntriesAndGivesTheRootOfTheCheckpoint) {
  std::int64_t told = 0;
  const auto verified = ledger->verify([&](std::int64_t done, std::int64_t total) {
    told = done;
    EXPECT_EQ(total, 20);
  });
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->entries, 20);
  EXPECT_EQ(told, 20);
  EXPECT_EQ(verified->trees.at(0).root, ledger->checkpoint(area)->root);
}

TEST_P(Verifying, NamesTheEntryOfEveryFlippedColumn) {
  for (const std::string column : {"body", "salt", "commitment", "id", "recorded"}) {
    const auto found = after_flipping("entry", column, "sequence = 7");
    EXPECT_NE(found.find("E08000032 7: "), std::string::npos) << column << "\n" << found;
  }
}

TEST_P(Verifying, FindsAFlippedTreeCheckpointOrIndex) {
  EXPECT_NE(after_flipping("tree", "frontier", "size = 20").find("frontier"), std::string::npos);
  EXPECT_NE(after_flipping("tree", "size", "size = 20"), "");
  EXPECT_NE(after_flipping("tree", "area", "size = 20"), "");
  EXPECT_NE(after_flipping("checkpoint", "root", "size = 12").find("checkpoint of 12"), std::string::npos);
  EXPECT_NE(after_flipping("checkpoint", "size", "size = 12"), "");
  EXPECT_NE(after_flipping("about", "source", "sequence = 7").find("E08000032 7: "), std::string::npos);
  EXPECT_NE(after_flipping("entry", "area", "sequence = 19"), "");
}

TEST_P(Verifying, FindsAnEntryThatIsGone) {
  run("DELETE FROM entry WHERE sequence = 3");
  EXPECT_NE(breaches().find("E08000032 3: the entry is missing"), std::string::npos) << breaches();
}

TEST_P(Verifying, FindsThatTheLastEntriesWereCutOff) {
  run("DELETE FROM entry WHERE sequence >= 15");
  run("DELETE FROM about WHERE sequence >= 15");
  EXPECT_NE(breaches(), "");
}

TEST_P(Verifying, FindsAnEntryThatTheTreeDoesNotHave) {
  run("INSERT INTO entry SELECT area, 20, salt, recorded, salt, commitment, body FROM entry WHERE sequence = 19");
  EXPECT_NE(breaches().find("E08000032 20: "), std::string::npos) << breaches();
  EXPECT_NE(breaches().find("the tree is of 20 entries and there are 21"), std::string::npos) << breaches();
}

TEST_P(Verifying, AcceptsAnEmptyBodyOnlyWhereAnErasureIsRecorded) {
  ASSERT_TRUE(ledger->erase(area, *std::optional(sample::id_of(incident("k4"))), "retention-ended"));
  EXPECT_EQ(breaches(), "");
  run("DELETE FROM erasure");
  EXPECT_NE(breaches().find("E08000032 4: the body is gone"), std::string::npos) << breaches();
}

// A body rewritten with its commitment, id and index in step still meets the tree.
TEST_P(Verifying, FindsABodyRewrittenTogetherWithItsCommitment) {
  const auto row = database->query("SELECT salt, commitment FROM entry WHERE sequence = 3", {});
  ASSERT_TRUE(row);
  const auto other = database->query("SELECT salt, commitment, body FROM entry WHERE sequence = 4", {});
  run("UPDATE entry SET salt = ?, commitment = ?, body = ? WHERE sequence = 3", other->at(0));
  EXPECT_NE(breaches().find("checkpoint of 12"), std::string::npos) << breaches();
}

// One byte of the file changed anywhere: a breach, an error of the engine, or nothing that an entry says has changed.
TEST(VerifyingAFile, NeverCallsAFileWholeInWhichAnEntryChanged) {
  const support::FreshStore store("sqlite");
  const auto contents = [](const Ledger& ledger) -> std::optional<std::string> {
    std::string out;
    const auto done = ledger.read_all(area, 0, [&](const Entry& entry) {
      out += encode(entry) + "\n";
      return true;
    });
    return done ? std::optional(out) : std::nullopt;
  };
  std::string whole;
  {
    const auto database = store.open();
    Ledger ledger = open_ledger(*database);
    ASSERT_TRUE(ledger.append(incidents(60)));
    ASSERT_TRUE(ledger.checkpoint(area));
    whole = *contents(ledger);
  }
  ASSERT_FALSE(std::filesystem::exists(store.file() + "-wal"));
  std::string good;
  {
    std::ifstream in(store.file(), std::ios::binary);
    good.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::mt19937 random(20240305);
  int found = 0;
  int untouched = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bad = good;
    const auto at = random() % bad.size();
    bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ (1U << random() % 8));
    std::ofstream(store.file(), std::ios::binary | std::ios::trunc) << bad;
    const auto database = store::open(store.url());
    const auto ledger =
        database ? Ledger::open(
                       **database, sample::vocabulary(), [] { return Timestamp(0); }, sample::counted_bytes())
                 : Result<Ledger>(fail(database.error()));
    const auto verified = ledger ? ledger->verify({}) : Result<Verified>(fail(ledger.error()));
    if (!verified || !verified->breaches.empty()) {
      ++found;
      continue;
    }
    ++untouched;
    EXPECT_EQ(contents(*ledger), whole) << "byte " << at;
  }
  EXPECT_GT(found, 50);
  EXPECT_GT(untouched, 10);  // free space of the pages
}

}  // namespace
}  // namespace roundel
