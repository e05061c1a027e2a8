// Taking feeds is killed again and again at moments nobody chose. What comes out is what a store holds that was never
// killed: every entry, once.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>

#include "core/date.h"
#include "ledger/ledger.h"
#include "standards/standards.h"
#include "store/database.h"
#include "tests/cli/program.h"
#include "tests/support/stores.h"

namespace roundel {
namespace {

using program::run;
const AreaCode area("E08000032");

class KilledIngest : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, KilledIngest, ::testing::ValuesIn(support::each_engine()));

std::set<std::string> ids_in(const support::FreshStore& store) {
  std::set<std::string> ids;
  const auto standards = load_standards_for(std::string(ROUNDEL_SOURCE_DIR) + "/standards", area);
  EXPECT_TRUE(standards);
  const auto database = store.open();
  const auto ledger = Ledger::open(*database, standards->vocabulary, system_clock(), system_random());
  EXPECT_TRUE(ledger);
  EXPECT_TRUE(ledger->read_all(area, 0, [&](const Entry& entry) {
    EXPECT_TRUE(ids.insert(entry.id.str()).second) << "twice: " << entry.id.str();
    return true;
  }));
  return ids;
}

void expect_done(const std::vector<std::string>& words) {
  const auto ran = run(words);
  EXPECT_EQ(ran.exit_code, 0) << words.front() << ": " << ran.words();
}

unsigned seed_of_this_run() {
  const char* told = std::getenv("ROUNDEL_SEED");
  const unsigned seed = told != nullptr ? static_cast<unsigned>(std::atoi(told)) : std::random_device{}();
  std::printf("ROUNDEL_SEED=%u repeats this\n", seed);
  return seed;
}

TEST_P(KilledIngest, EndsWithWhatAStoreHoldsThatWasNeverKilled) {
  const support::TemporaryDirectory folder;
  const std::string feeds = folder.path() + "/feeds";
  expect_done({"simulate", "--area", area.str(), "--children", "500", "--from", "2024-07-01", "--to", "2024-12-31",
               "--seed", "3", "--out", folder.path()});
  const support::FreshStore whole(GetParam());
  const auto began = std::chrono::steady_clock::now();
  expect_done({"ingest", "--store", whole.url(), feeds});
  const long taken =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();

  const support::FreshStore killed(GetParam());
  std::mt19937 random(seed_of_this_run());
  int kills = 0;
  long latest = taken;  // what was taken before is passed over quickly: a run may end before it is killed
  for (int round = 0; round < 12 && kills < 4; ++round) {
    const long moment = std::uniform_int_distribution<long>(latest / 10, latest)(random);
    if (program::run_and_kill({"ingest", "--store", killed.url(), feeds}, moment))
      ++kills;
    else
      latest = latest * 2 / 3;
  }
  EXPECT_GE(kills, 2);
  expect_done({"ingest", "--store", killed.url(), feeds});

  EXPECT_EQ(ids_in(killed), ids_in(whole));
  for (const support::FreshStore* store : {&whole, &killed}) {
    expect_done({"link", "--store", store->url()});
    expect_done({"assess", "--store", store->url()});
    expect_done({"verify", "--store", store->url()});
    expect_done({"rebuild", "--store", store->url(), "--check"});
  }
  const auto ids = ids_in(whole);
  EXPECT_GT(ids.size(), 1000U);
  EXPECT_EQ(ids_in(killed), ids);
}

}  // namespace
}  // namespace roundel
