// How every room declares its tables: once, as plain SQL that SQLite, PostgreSQL and Citus all take.
//
// The columns are BIGINT, TEXT and BLOB. `area` comes first in the primary key and in every unique key, so that one
// shard holds all that belongs to an area. No triggers, no sequences, no foreign keys: the ledger's order is the only
// counter and the service the only writer. catalogue.h checks this on the tables as the engine sees them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace roundel::store {

struct Table {
  std::string_view name;
  std::string_view columns;  // "area TEXT NOT NULL, …, PRIMARY KEY (area, …)"
  // Rows of a few short columns: SQLite keeps them inside the primary key instead of beside it.
  bool narrow = false;
  std::vector<std::string_view> indexes = {};  // further, not unique: "area, state"
};

// Makes those that are missing, all in one transaction. Tables that are there are left as they are.
Done make_tables(Database& database, std::span<const Table> tables);

// The statement that makes the table on this engine: BLOB is BYTEA to PostgreSQL.
std::string create_statement(const Table& table, std::string_view engine);

}  // namespace roundel::store
