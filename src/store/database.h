// A relational store behind one interface: SQLite by default, PostgreSQL for a partnership. The same plain SQL runs on
// both: `?` marks a parameter, types are BIGINT, TEXT and BLOB, and every table's primary key begins with `area`.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"

namespace roundel::store {

struct Blob {
  std::string bytes;
  auto operator<=>(const Blob&) const = default;
  bool operator==(const Blob&) const = default;
};
using Null = std::monostate;
using Cell = std::variant<Null, std::int64_t, std::string, Blob>;
using Row = std::vector<Cell>;

// Typed reading of a cell whose column is known to hold that type.
std::int64_t number(const Cell& cell);
const std::string& text(const Cell& cell);
const std::string& bytes(const Cell& cell);

// One connection, used by one thread at a time. Errors of the engine are Fault::broken, a violated key Fault::conflict.
class Database {
 public:
  virtual ~Database() = default;

  // Runs one statement. Statements are prepared once and kept.
  virtual Result<std::int64_t> run(std::string_view sql, std::span<const Cell> parameters) = 0;  // rows changed
  // The same for what is written at every turn and may be lost where the machine itself dies within moments: it does
  // not wait for the disk. The end of the program loses nothing.
  virtual Result<std::int64_t> note(std::string_view sql, std::span<const Cell> parameters) = 0;
  virtual Result<std::vector<Row>> query(std::string_view sql, std::span<const Cell> parameters) = 0;
  // Row by row, for what does not fit in memory. The callback returns false to stop.
  virtual Done stream(std::string_view sql, std::span<const Cell> parameters,
                      const std::function<bool(const Row&)>& each) = 0;
  // Inserts many rows as fast as the engine can, within the current transaction.
  virtual Done insert(std::string_view table, std::span<const std::string_view> columns, std::span<const Row> rows) = 0;

  // Runs `work` in one transaction: committed where it succeeds, rolled back where it fails or throws. SQLite takes its
  // write lock at the start; PostgreSQL runs serialisable and repeats `work` a few times on a serialisation failure, so
  // `work` must not touch anything but the database. Not nested.
  virtual Done transact(const std::function<Done()>& work) = 0;

  // Before much is written by this connection: more memory for the pages it touches (1 GiB), and fewer, larger moves of
  // what was written into its place. Nothing is less safe by it; nothing where the engine sees to this by itself.
  virtual Done expect_bulk() = 0;

  virtual bool in_transaction() const = 0;

  // Holds other writers off until the end of the transaction, by a name that begins with the area.
  virtual Done lock(std::string_view name) = 0;

  virtual std::string_view engine() const = 0;  // "sqlite", "postgresql"
  // Engine's own check of its file, where it has one: problems found, empty where whole.
  virtual Result<std::vector<std::string>> integrity() = 0;
};

// Runs `before (?, ?, …)` for all keys, some hundreds of them at a time; `area` is the first parameter. The rows of so
// many keys are in memory together: a list of a few keys is one question to the engine. The callback returns false to
// stop.
Done ask_for_many(Database& database, std::string_view before, const Cell& area, std::span<const Cell> keys,
                  const std::function<bool(const Row&)>& each);

// "sqlite:PATH" (made where missing) or "postgresql://…". The password of a URL never appears in an error.
Result<std::unique_ptr<Database>> open(const std::string& url);

}  // namespace roundel::store
