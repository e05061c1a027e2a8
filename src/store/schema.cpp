#include "store/schema.h"

#include <set>

#include <fmt/format.h>

#include "core/text.h"

namespace roundel::store {
namespace {

bool part_of_word(char c) {
  return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// BLOB as a whole word becomes BYTEA; the one difference between the engines' types.
std::string with_bytea(std::string_view columns) {
  constexpr std::string_view blob = "BLOB";
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = columns.find(blob); at != std::string_view::npos; at = columns.find(blob, at + 1)) {
    const std::size_t end = at + blob.size();
    const bool whole =
        (at == 0 || !part_of_word(columns[at - 1])) && (end == columns.size() || !part_of_word(columns[end]));
    if (!whole) continue;
    out += columns.substr(from, at - from);
    out += "BYTEA";
    from = end;
  }
  out += columns.substr(from);
  return out;
}

std::string index_name(const Table& table, std::string_view columns) {
  std::string name = fmt::format("{}_by", table.name);
  for (const auto column : split(columns, ',')) name += fmt::format("_{}", trimmed(column));
  return name;
}

Result<std::set<std::string>> present(Database& database) {
  const bool postgres = database.engine() == "postgresql";
  const auto rows =
      database.query(postgres ? "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
                              : "SELECT name FROM sqlite_master WHERE type = 'table'",
                     {});
  if (!rows) return fail(rows.error());
  std::set<std::string> names;
  for (const Row& row : *rows) {
    if (const auto* name = std::get_if<std::string>(&row.at(0)))
      names.insert(*name);  // a damaged file may hold anything
  }
  return names;
}

}  // namespace

std::string create_statement(const Table& table, std::string_view engine) {
  const bool postgres = engine == "postgresql";
  return fmt::format("CREATE TABLE IF NOT EXISTS {} ({}){}", table.name,
                     postgres ? with_bytea(table.columns) : std::string(table.columns),
                     table.narrow && !postgres ? " WITHOUT ROWID" : "");
}

Done make_tables(Database& database, std::span<const Table> tables) {
  const auto there = present(database);  // asked first, so that opening a store need not wait for a writer
  if (!there) return fail(there.error());
  const auto missing = [&](const Table& table) { return !there->contains(std::string(table.name)); };
  if (std::none_of(tables.begin(), tables.end(), missing)) return {};
  return database.transact([&]() -> Done {
    if (auto locked = database.lock("tables"); !locked) return locked;
    for (const Table& table : tables) {
      if (auto made = database.run(create_statement(table, database.engine()), {}); !made) return fail(made.error());
      for (const auto columns : table.indexes) {
        const auto sql =
            fmt::format("CREATE INDEX IF NOT EXISTS {} ON {} ({})", index_name(table, columns), table.name, columns);
        if (auto made = database.run(sql, {}); !made) return fail(made.error());
      }
    }
    return {};
  });
}

}  // namespace roundel::store
