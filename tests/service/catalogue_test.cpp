// Every table of a store, as the engine itself describes it, would distribute by area: the schema that runs on a laptop
// is the one that a nation's cluster takes.
#include <gtest/gtest.h>

#include <algorithm>

#include "service/parts.h"
#include "store/catalogue.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

class Catalogue : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, Catalogue, ::testing::ValuesIn(support::each_engine()));

TEST_P(Catalogue, HoldsOnlyTablesThatDistributeByArea) {
  AStore store(GetParam());
  const auto desk = store.desk();
  ASSERT_NE(desk, nullptr);
  const auto tables = store::catalogue(*desk->parts().database);
  ASSERT_TRUE(tables) << tables.error().text();
  EXPECT_EQ(store::would_not_distribute(*tables), std::vector<std::string>{});
  for (const char* expected :
       {"entry",     "about",      "tree",        "checkpoint",      "erasure",      "place",      "member",
        "known_as",  "tie",        "involvement", "concern",         "finding",      "change",     "refreshed",
        "request",   "account",    "session",     "sign_in_attempt", "access_log",   "quarantine", "judgement",
        "link_pair", "drawn_link", "lookup_code", "lookup_kept",     "link_quality", "linked"}) {
    EXPECT_TRUE(std::ranges::any_of(*tables, [&](const store::TableShape& table) { return table.name == expected; }))
        << "no table " << expected;
  }
}

TEST_P(Catalogue, FindsATableThatWouldNotDistribute) {
  AStore store(GetParam());
  const auto desk = store.desk();
  ASSERT_NE(desk, nullptr);
  store::Database& database = *desk->parts().database;
  ASSERT_TRUE(database.run("CREATE TABLE stray (id BIGINT NOT NULL, area TEXT NOT NULL, PRIMARY KEY (id))", {}));
  const auto tables = store::catalogue(database);
  ASSERT_TRUE(tables) << tables.error().text();
  EXPECT_FALSE(store::would_not_distribute(*tables).empty());
}

}  // namespace
}  // namespace roundel::service
