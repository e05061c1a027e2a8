#include "store/catalogue.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace roundel::store {
namespace {

// A key's columns come as one row each, in order; rows of one key stand together.
struct KeyRow {
  std::string table;
  std::string key;
  KeyKind kind;
  std::string column;
};

TableShape* find(std::vector<TableShape>& tables, const std::string& name) {
  const auto at =
      std::find_if(tables.begin(), tables.end(), [&](const TableShape& table) { return table.name == name; });
  return at == tables.end() ? nullptr : &*at;
}

void add_keys(std::vector<TableShape>& tables, const std::vector<KeyRow>& rows) {
  const KeyRow* before = nullptr;
  for (const KeyRow& row : rows) {
    TableShape* table = find(tables, row.table);
    if (table == nullptr) continue;
    const bool same =
        before != nullptr && before->table == row.table && before->key == row.key && before->kind == row.kind;
    if (!same) table->keys.push_back({.kind = row.kind});
    table->keys.back().columns.push_back(row.column);
    before = &row;
  }
}

// What each engine is asked. Columns of the answers:
struct Questions {
  std::string_view columns;   // table, column, type, counted (0 or 1)
  std::string_view keys;      // table, key, kind (0 primary, 1 unique, 2 foreign), column
  std::string_view triggers;  // table, trigger
};

constexpr Questions sqlite = {
    .columns =
        "SELECT m.name, c.name, lower(c.type), lower(m.sql) LIKE '%autoincrement%' AND c.pk > 0 "
        "FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, c.cid",
    .keys =
        "SELECT t, k, kind, c FROM ("
        "SELECT m.name t, 'primary' k, 0 kind, c.name c, c.pk o FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.pk > 0 UNION ALL "
        "SELECT m.name, i.name, 1, coalesce(c.name, '(expression)'), c.seqno FROM sqlite_master m, "
        "pragma_index_list(m.name) i, pragma_index_info(i.name) c "
        "WHERE m.type = 'table' AND i.\"unique\" = 1 AND i.origin <> 'pk' UNION ALL "
        "SELECT m.name, 'foreign' || f.id, 2, f.\"from\", f.seq FROM sqlite_master m, pragma_foreign_key_list(m.name) "
        "f "
        "WHERE m.type = 'table') ORDER BY t, kind, k, o",
    .triggers = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1, 2",
};

constexpr Questions postgresql = {
    .columns =
        "SELECT c.table_name::text, c.column_name::text, lower(c.data_type)::text, "
        "(c.is_identity = 'YES' OR coalesce(c.column_default, '') LIKE '%nextval(%')::int "
        "FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = "
        "c.table_schema "
        "WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position",
    .keys =
        "SELECT t, k, kind, c FROM ("
        "SELECT r.relname::text t, x.relname::text k, CASE WHEN i.indisprimary THEN 0 ELSE 1 END kind, "
        "coalesce(a.attname::text, '(expression)') c, u.o o "
        "FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid "
        "CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY u(n, o) "
        "LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = u.n AND u.n > 0 "
        "WHERE i.indisunique AND r.relnamespace = current_schema()::regnamespace UNION ALL "
        "SELECT r.relname::text, f.conname::text, 2, a.attname::text, u.o "
        "FROM pg_constraint f JOIN pg_class r ON r.oid = f.conrelid "
        "CROSS JOIN LATERAL unnest(f.conkey) WITH ORDINALITY u(n, o) "
        "JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = u.n "
        "WHERE f.contype = 'f' AND r.relnamespace = current_schema()::regnamespace) q ORDER BY t, kind, k, o",
    .triggers =
        "SELECT r.relname::text, g.tgname::text FROM pg_trigger g JOIN pg_class r ON r.oid = g.tgrelid "
        "WHERE NOT g.tgisinternal AND r.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
};

std::string_view word(KeyKind kind) {
  return kind == KeyKind::primary ? "primary key" : kind == KeyKind::unique ? "unique key" : "foreign key";
}

void judge(const TableShape& table, std::vector<std::string>& problems) {
  bool primary = false;
  for (const KeyShape& key : table.keys) {
    primary = primary || key.kind == KeyKind::primary;
    const auto columns = fmt::format("{}", fmt::join(key.columns, ", "));
    const bool area_first = key.columns.front() == "area";
    const bool has_area = std::find(key.columns.begin(), key.columns.end(), "area") != key.columns.end();
    if (key.kind == KeyKind::foreign ? !has_area : !area_first)
      problems.push_back(fmt::format("{}: the {} ({}) {}", table.name, word(key.kind), columns,
                                     key.kind == KeyKind::foreign ? "is without area" : "does not begin with area"));
  }
  if (!primary) problems.push_back(fmt::format("{}: there is no primary key", table.name));
  for (const ColumnShape& column : table.columns) {
    if (column.counted) problems.push_back(fmt::format("{}: {} is numbered by a sequence", table.name, column.name));
    if (column.type != "bigint" && column.type != "text" && column.type != "blob" && column.type != "bytea")
      problems.push_back(fmt::format("{}: {} is {}, not BIGINT, TEXT or BLOB", table.name, column.name, column.type));
  }
  for (const auto& trigger : table.triggers) problems.push_back(fmt::format("{}: trigger {}", table.name, trigger));
}

}  // namespace

Result<std::vector<TableShape>> catalogue(Database& database) {
  const Questions& ask = database.engine() == "postgresql" ? postgresql : sqlite;
  const auto columns = database.query(ask.columns, {});
  if (!columns) return fail(columns.error());
  const auto keys = database.query(ask.keys, {});
  if (!keys) return fail(keys.error());
  const auto triggers = database.query(ask.triggers, {});
  if (!triggers) return fail(triggers.error());

  std::vector<TableShape> tables;
  for (const Row& row : *columns) {
    if (tables.empty() || tables.back().name != text(row[0])) tables.push_back({.name = text(row[0])});
    tables.back().columns.push_back({.name = text(row[1]), .type = text(row[2]), .counted = number(row[3]) != 0});
  }
  std::vector<KeyRow> key_rows;
  for (const Row& row : *keys)
    key_rows.push_back({text(row[0]), text(row[1]), static_cast<KeyKind>(number(row[2])), text(row[3])});
  add_keys(tables, key_rows);
  for (const Row& row : *triggers) {
    if (TableShape* table = find(tables, text(row[0]))) table->triggers.push_back(text(row[1]));
  }
  return tables;
}

std::vector<std::string> would_not_distribute(std::span<const TableShape> tables) {
  std::vector<std::string> problems;
  for (const TableShape& table : tables) judge(table, problems);
  return problems;
}

}  // namespace roundel::store
