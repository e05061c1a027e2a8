// The tables as the engine itself describes them, and what in them would not distribute by area.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/database.h"

namespace roundel::store {

enum class KeyKind { primary, unique, foreign };

struct KeyShape {
  KeyKind kind = KeyKind::primary;
  std::vector<std::string> columns;  // in the key's order
};

struct ColumnShape {
  std::string name;
  std::string type;      // as the engine names it, lower case
  bool counted = false;  // its value comes from a sequence, serial, identity or autoincrement
};

struct TableShape {
  std::string name;
  std::vector<ColumnShape> columns;
  std::vector<KeyShape> keys;
  std::vector<std::string> triggers;
};

// Every table of the store (PostgreSQL: of the current schema), by name.
Result<std::vector<TableShape>> catalogue(Database& database);

// One sentence for whatever would not distribute; empty where everything would.
std::vector<std::string> would_not_distribute(std::span<const TableShape> tables);

}  // namespace roundel::store
