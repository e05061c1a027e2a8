#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "ledger/as_known.h"
#include "store/catalogue.h"
#include "tests/ledger/sample.h"
#include "tests/support/stores.h"

namespace roundel {
namespace {

using sample::area;
using sample::id_of;
using sample::incident;

class Ledgers : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database = store.open();
    ASSERT_TRUE(database);
    ledger = std::make_unique<Ledger>(open(*database));
  }
  Ledger open(store::Database& on) {
    auto opened = Ledger::open(on, sample::vocabulary(), [this] { return now; }, sample::counted_bytes());
    EXPECT_TRUE(opened) << opened.error().text();
    return *opened;
  }
  Result<Appended> append(const std::vector<NewEntry>& entries) { return ledger->append(entries); }
  std::vector<Entry> all() {
    std::vector<Entry> entries;
    EXPECT_TRUE(ledger->read_all(area, 0, [&](const Entry& entry) {
      entries.push_back(entry);
      return true;
    }));
    return entries;
  }

  support::FreshStore store{GetParam()};
  Timestamp now{1'000'000};
  int now_area = 0;  // areas of their own for each try of a property
  std::unique_ptr<store::Database> database;
  std::unique_ptr<Ledger> ledger;
};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, Ledgers, testing::ValuesIn(support::each_engine()));

TEST_P(Ledgers, GiveEachEntryItsPlaceItsTimeAndItsId) {
  const auto appended = append({incident("a"), incident("b")});
  ASSERT_TRUE(appended) << appended.error().text();
  EXPECT_EQ(appended->added, 2);
  EXPECT_EQ(appended->ids, (std::vector{id_of(incident("a")), id_of(incident("b"))}));
  now = Timestamp(2'000'000);
  ASSERT_TRUE(append({incident("c")}));
  const auto entries = all();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[2].sequence, 2);
  EXPECT_EQ(entries[2].key, "c");
  EXPECT_EQ(entries[1].recorded, Timestamp(1'000'000));
  EXPECT_EQ(entries[2].recorded, Timestamp(2'000'000));
  EXPECT_EQ(ledger->size(area), 3);
  EXPECT_EQ(ledger->size(AreaCode("E06000001")), 0);
  EXPECT_EQ(ledger->areas(), std::vector{area});
}

TEST_P(Ledgers, NeverRecordEarlierThanTheEntryBefore) {
  ASSERT_TRUE(append({incident("a")}));
  now = Timestamp(5);
  ASSERT_TRUE(append({incident("b")}));
  EXPECT_EQ(all()[1].recorded, Timestamp(1'000'000));
}

TEST_P(Ledgers, AddNothingForAKeyThatWasTakenBefore) {
  ASSERT_TRUE(append({incident("a"), incident("b")}));
  NewEntry changed = incident("a");
  changed.values[0].second = std::string("high");
  const auto again = append({changed, incident("c"), incident("c"), incident("b")});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 1);
  EXPECT_EQ(again->already_there, 3);
  EXPECT_EQ(again->ids.size(), 4U);
  EXPECT_EQ(all().size(), 3U);
  EXPECT_EQ(all()[0].text_of("grade"), "medium");
}

TEST_P(Ledgers, TakeAllEntriesOrNone) {
  NewEntry wrong = incident("b");
  wrong.about[0].role = RoleCode("dog");
  const auto refused = append({incident("a"), wrong});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().place.line, 2);
  EXPECT_EQ(refused.error().place.field, "about[0].role");
  NewEntry elsewhere = incident("b");
  elsewhere.area = AreaCode("E06000001");
  EXPECT_EQ(append({incident("a"), elsewhere}).error().place.field, "area");
  EXPECT_TRUE(all().empty());
  EXPECT_EQ(append({})->added, 0);
}

TEST_P(Ledgers, RefuseACorrectionOfWhatIsNotThere) {
  NewEntry correction = incident("a2");
  correction.corrects = id_of(incident("a"));
  const auto refused = append({correction, incident("a")});  // the wrong way round
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().place.field, "corrects");
  EXPECT_EQ(refused.error().place.line, 1);
  EXPECT_TRUE(append({incident("a"), correction}));
  NewEntry third = incident("a3");
  third.corrects = id_of(correction);
  EXPECT_TRUE(append({third}));
  EXPECT_EQ(all().back().corrects, id_of(correction));
}

TEST_P(Ledgers, FindEntriesByIdAndBySourceRecord) {
  NewEntry both = incident("both", "city-police/P1");
  both.about.push_back({SourceId("city-police/P2"), RoleCode("mother")});
  both.about.push_back({SourceId("city-police/P1"), RoleCode("mother")});
  ASSERT_TRUE(append({incident("one"), incident("two", "city-police/P2"), both, incident("other", "city-police/P3")}));
  const auto about = [&](std::vector<SourceId> sources) {
    std::string keys;
    const auto entries = ledger->about(area, sources);
    EXPECT_TRUE(entries);
    for (const Entry& entry : *entries) keys += entry.key + " ";
    return keys;
  };
  EXPECT_EQ(about({SourceId("city-police/P1")}), "one both ");
  EXPECT_EQ(about({SourceId("city-police/P2"), SourceId("city-police/P1")}), "one two both ");
  EXPECT_EQ(about({SourceId("gp/1")}), "");
  EXPECT_EQ(about({}), "");
  const auto found = ledger->find(area, id_of(both));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->about, both.about);
  EXPECT_EQ(*ledger->find(area, EntryId(std::string(32, '0'))), std::nullopt);
  EXPECT_EQ(*ledger->find(area, EntryId("nonsense")), std::nullopt);
}

TEST_P(Ledgers, StreamFromAPlaceAndStopWhenToldTo) {
  std::vector<NewEntry> entries;
  for (int i = 0; i < 5000; ++i)
    entries.push_back(incident("k" + std::to_string(i), "city-police/P" + std::to_string(i % 700)));
  ASSERT_TRUE(append(entries));
  std::int64_t next = 1000;
  ASSERT_TRUE(ledger->read_all(area, 1000, [&](const Entry& entry) {
    EXPECT_EQ(entry.sequence, next++);
    return next < 4000;
  }));
  EXPECT_EQ(next, 4000);
  std::vector<SourceId> sources;
  for (int i = 0; i < 600; ++i) sources.emplace_back("city-police/P" + std::to_string(i));
  EXPECT_EQ(ledger->about(area, sources)->size(), 5000U - 100U * 7U);
}

TEST_P(Ledgers, FillInTheSharingClassOfTheKind) {
  NewEntry entry = incident("a");
  entry.sharing = "";
  ASSERT_TRUE(append({entry}));
  EXPECT_EQ(all()[0].sharing, "joint");
}

TEST_P(Ledgers, AppendWithinATransactionOfTheCaller) {
  ASSERT_TRUE(database->run("CREATE TABLE note (area TEXT NOT NULL, words TEXT, PRIMARY KEY (area))", {}));
  const auto use_case = [&](bool works) {
    return database->transact([&]() -> Done {
      const auto appended = ledger->append_within(std::vector{incident(works ? "kept" : "lost")});
      if (!appended) return fail(appended.error());
      const auto noted =
          database->run("INSERT INTO note (area, words) VALUES (?, ?)", store::Row{area.value, std::string("x")});
      if (!noted) return fail(noted.error());
      return works ? Done{} : fail(Fault::refused, "changed its mind");
    });
  };
  EXPECT_FALSE(use_case(false));
  EXPECT_EQ(all().size(), 0U);
  EXPECT_TRUE(use_case(true));
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].key, "kept");
  EXPECT_EQ(database->query("SELECT words FROM note", {})->size(), 1U);
}

// Several connections append overlapping keys to one area at once, as several processes would.
TEST_P(Ledgers, HoldOneOrderHoweverManyAppend) {
  std::atomic<std::int64_t> added = 0;
  const auto writer = [&](int who) {
    const auto own = store.open();
    Ledger mine = open(*own);
    for (int round = 0; round < 8; ++round) {
      std::vector<NewEntry> entries;
      for (int i = 0; i < 10; ++i) entries.push_back(incident("k" + std::to_string(round * 10 + i + who)));
      const auto appended = mine.append(entries);
      EXPECT_TRUE(appended) << appended.error().text();
      if (appended) added += appended->added;
    }
  };
  {
    std::vector<std::jthread> writers;
    for (int who = 0; who < 4; ++who) writers.emplace_back(writer, who);
  }
  EXPECT_EQ(added, 83);
  const auto entries = all();
  ASSERT_EQ(entries.size(), 83U);
  for (std::size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(entries[i].sequence, static_cast<std::int64_t>(i));
  EXPECT_TRUE(ledger->verify({})->breaches.empty());
}

TEST_P(Ledgers, HoldTheSameEntriesWhateverOrderTheyCameIn) {
  EXPECT_TRUE(rc::check("ingest order does not matter", [&] {
    auto keys = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30));
    const AreaCode one("one" + std::to_string(++now_area));
    const AreaCode other("other" + std::to_string(now_area));
    const auto fill = [&](const AreaCode& into) {
      for (std::size_t at = 0; at < keys.size();) {
        std::vector<NewEntry> batch;
        for (const auto size = *rc::gen::inRange<std::size_t>(1, 8); batch.size() < size && at < keys.size(); ++at) {
          batch.push_back(incident(std::to_string(keys[at]), "city-police/P" + std::to_string(keys[at])));
          batch.back().area = into;
        }
        const auto appended = ledger->append(batch);
        RC_ASSERT(appended.has_value());
        RC_ASSERT(appended->added + appended->already_there == static_cast<std::int64_t>(batch.size()));
      }
    };
    const auto bodies = [&](const AreaCode& from) {
      std::multiset<std::string> out;  // as written, without area, place and time
      (void)ledger->read_all(from, 0, [&](const Entry& entry) {
        Entry bare = entry;
        bare.area = {};
        bare.id = {};
        bare.sequence = 0;
        out.insert(encode(bare));
        return true;
      });
      return out;
    };
    fill(one);
    std::reverse(keys.begin(), keys.end());
    fill(other);
    RC_ASSERT(bodies(one) == bodies(other));
    RC_ASSERT(bodies(one).size() == std::set<int>(keys.begin(), keys.end()).size());
    fill(other);  // the same keys again
    RC_ASSERT(bodies(one) == bodies(other));
  }));
}

TEST_P(Ledgers, RebuildTheIndexAsItWas) {
  ASSERT_TRUE(append({incident("a"), incident("b", "city-police/P2")}));
  EXPECT_EQ(ledger->rebuild_index(true), 0);
  ASSERT_TRUE(database->run("DELETE FROM about WHERE source = ?", store::Row{std::string("city-police/P1")}));
  ASSERT_TRUE(database->run("INSERT INTO about (area, source, sequence) VALUES (?, 'x', 1), (?, 'x', 9)",
                            store::Row{area.value, area.value}));
  EXPECT_EQ(ledger->rebuild_index(true), 3);
  EXPECT_EQ(ledger->rebuild_index(true), 3);
  EXPECT_EQ(ledger->rebuild_index(false), 3);
  EXPECT_EQ(ledger->rebuild_index(true), 0);
  EXPECT_EQ(ledger->about(area, std::vector{SourceId("city-police/P1")})->size(), 1U);
}

TEST_P(Ledgers, HaveOnlyTablesThatDistributeByArea) {
  const auto tables = store::catalogue(*database);
  ASSERT_TRUE(tables) << tables.error().text();
  EXPECT_EQ(tables->size(), 5U);
  EXPECT_EQ(store::would_not_distribute(*tables), std::vector<std::string>{});
}

TEST_P(Ledgers, ForgetABodyAndKeepTheProof) {
  ASSERT_TRUE(append({incident("a"), incident("b"), incident("c")}));
  const auto before = ledger->checkpoint(area);
  ASSERT_TRUE(before);
  ASSERT_TRUE(ledger->erase(area, id_of(incident("b")), "retention-ended"));
  EXPECT_EQ(all().size(), 2U);
  EXPECT_EQ(ledger->about(area, std::vector{SourceId("city-police/P1")})->size(), 2U);
  EXPECT_EQ(*ledger->find(area, id_of(incident("b"))), std::nullopt);
  const auto verified = ledger->verify({});
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->breaches.empty());
  EXPECT_EQ(verified->entries, 3);
  EXPECT_EQ(verified->trees.at(0).root, before->root);
  EXPECT_EQ(append({incident("b")})->already_there, 1);  // it does not come back with the next feed
  EXPECT_EQ(ledger->erase(area, id_of(incident("b")), "again").error().fault, Fault::not_found);
}

}  // namespace
}  // namespace roundel
