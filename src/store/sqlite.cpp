// SQLite: one file, one writer at a time, every commit on the disk before it is acknowledged.
#include <sqlite3.h>

#include <array>
#include <map>

#include <fmt/format.h>

#include "store/engines.h"

namespace roundel::store {
namespace {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// WAL with synchronous=FULL: a commit is on the disk when it returns, and readers do not wait for the writer.
// The WAL is folded back every 128 MB (32,768 pages), so that the index pages that a long load touches again and
// again are written to the main file once, not once a batch.
constexpr const char* settings =
    "PRAGMA busy_timeout = 30000;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA cache_size = -262144;"  // KiB
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA wal_autocheckpoint = 32768;";

constexpr std::array<std::string_view, 2> bulk_settings = {"PRAGMA cache_size = -1048576",         // KiB
                                                           "PRAGMA wal_autocheckpoint = 262144"};  // pages

// SQLite's messages name tables and columns, never values.
tl::unexpected<Error> failure(sqlite3* connection) {
  const int code = sqlite3_extended_errcode(connection);
  const int kind = code & 0xff;
  if (kind == SQLITE_CONSTRAINT) return fail(Fault::conflict, sqlite3_errmsg(connection));
  if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED)
    return fail(Fault::broken, "the store is in use by another process", "a moment when nothing else writes to it");
  return fail(Fault::broken, fmt::format("SQLite: {} (code {})", sqlite3_errmsg(connection), code));
}

// Bound without copying: the cells must outlive the step.
int bind(sqlite3_stmt* statement, int at, const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return sqlite3_bind_int64(statement, at, *number);
  if (const auto* text = std::get_if<std::string>(&cell))
    return sqlite3_bind_text64(statement, at, text->data(), text->size(), nullptr, SQLITE_UTF8);
  if (const auto* blob = std::get_if<Blob>(&cell))
    return sqlite3_bind_blob64(statement, at, blob->bytes.data(), blob->bytes.size(), nullptr);
  return sqlite3_bind_null(statement, at);
}

// Keeps what is there when it has the right type already, so that a long stream does not allocate for every row.
template <class Held>
Held& hold(Cell& cell) {
  if (auto* held = std::get_if<Held>(&cell)) return *held;
  return cell.emplace<Held>();
}

void read(sqlite3_stmt* statement, int column, Cell& cell) {
  const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      cell = std::int64_t{sqlite3_column_int64(statement, column)};
      return;
    case SQLITE_NULL:
      cell = Null{};
      return;
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
      hold<Blob>(cell).bytes.assign(data == nullptr ? "" : data, size());
      return;
    }
    default: {  // text; a REAL, which no table declares, is read as its text
      const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      hold<std::string>(cell).assign(data == nullptr ? "" : data, size());
    }
  }
}

// A statement while it is being used; given back clean.
class Use {
 public:
  explicit Use(sqlite3_stmt* kept) : statement_(kept) {}
  explicit Use(Statement own) : own_(std::move(own)), statement_(own_.get()) {}
  Use(Use&& other) noexcept : own_(std::move(other.own_)), statement_(std::exchange(other.statement_, nullptr)) {}
  Use& operator=(Use&&) = delete;
  ~Use() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  sqlite3_stmt* get() const { return statement_; }

 private:
  Statement own_;
  sqlite3_stmt* statement_;
};

class Sqlite final : public Database {
 public:
  explicit Sqlite(Connection connection) : connection_(std::move(connection)) {}

  Result<std::int64_t> run(std::string_view sql, std::span<const Cell> parameters) override {
    const auto use = bound(sql, parameters);
    if (!use) return fail(use.error());
    const std::int64_t before = sqlite3_total_changes64(connection_.get());
    int state = SQLITE_ROW;
    while (state == SQLITE_ROW) state = sqlite3_step(use->get());
    if (state != SQLITE_DONE) return failure(connection_.get());
    return sqlite3_total_changes64(connection_.get()) - before;
  }

  Result<std::int64_t> note(std::string_view sql, std::span<const Cell> parameters) override {
    if (in_transaction()) return run(sql, parameters);
    if (auto done = run("PRAGMA synchronous = NORMAL", {}); !done) return done;
    auto noted = run(sql, parameters);
    if (auto done = run("PRAGMA synchronous = FULL", {}); !done) return done;
    return noted;
  }

  Result<std::vector<Row>> query(std::string_view sql, std::span<const Cell> parameters) override {
    std::vector<Row> rows;
    const Done done = stream(sql, parameters, [&](const Row& row) {
      rows.push_back(row);
      return true;
    });
    if (!done) return fail(done.error());
    return rows;
  }

  Done stream(std::string_view sql, std::span<const Cell> parameters,
              const std::function<bool(const Row&)>& each) override {
    const auto use = bound(sql, parameters);
    if (!use) return fail(use.error());
    const int columns = sqlite3_column_count(use->get());
    Row row(static_cast<std::size_t>(columns));
    int state = sqlite3_step(use->get());
    for (; state == SQLITE_ROW; state = sqlite3_step(use->get())) {
      for (int c = 0; c < columns; ++c) read(use->get(), c, row[static_cast<std::size_t>(c)]);
      if (!each(row)) return {};
    }
    if (state != SQLITE_DONE) return failure(connection_.get());
    return {};
  }

  Done insert(std::string_view table, std::span<const std::string_view> columns, std::span<const Row> rows) override {
    if (rows.empty()) return {};
    std::string marks = "?";
    for (std::size_t i = 1; i < columns.size(); ++i) marks += ",?";
    const auto use = ready(fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(columns, ","), marks));
    if (!use) return fail(use.error());
    for (const Row& row : rows) {
      require(row.size() == columns.size(), "a row to insert has a cell for each column");
      for (std::size_t i = 0; i < row.size(); ++i) bind(use->get(), static_cast<int>(i) + 1, row[i]);
      if (sqlite3_step(use->get()) != SQLITE_DONE) return failure(connection_.get());
      sqlite3_reset(use->get());
    }
    return {};
  }

  Done transact(const std::function<Done()>& work) override {
    require(sqlite3_get_autocommit(connection_.get()) != 0, "transactions are not nested");
    if (auto begun = run("BEGIN IMMEDIATE", {}); !begun) return fail(begun.error());
    Done done;
    try {
      done = work();
    } catch (...) {
      roll_back();
      throw;
    }
    if (done) {
      if (const auto committed = run("COMMIT", {}); !committed) done = fail(committed.error());
    }
    if (!done) roll_back();
    return done;
  }

  Done expect_bulk() override {
    for (const std::string_view setting : bulk_settings)
      if (auto done = run(setting, {}); !done) return fail(done.error());
    return {};
  }

  bool in_transaction() const override { return sqlite3_get_autocommit(connection_.get()) == 0; }

  // The whole file is locked since the transaction began.
  Done lock(std::string_view) override {
    require(sqlite3_get_autocommit(connection_.get()) == 0, "a lock is taken within a transaction");
    return {};
  }

  std::string_view engine() const override { return "sqlite"; }

  Result<std::vector<std::string>> integrity() override {
    const auto rows = query("PRAGMA integrity_check(100)", {});
    if (!rows) return fail(rows.error());
    std::vector<std::string> problems;
    for (const Row& row : *rows) {
      const auto* problem = std::get_if<std::string>(&row.at(0));
      if (problem == nullptr || *problem != "ok") problems.push_back(problem == nullptr ? "not readable" : *problem);
    }
    return problems;
  }

 private:
  // SQLite may have rolled back by itself, on a full disk for one.
  void roll_back() {
    if (sqlite3_get_autocommit(connection_.get()) == 0) (void)run("ROLLBACK", {});
  }

  Result<Statement> prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return failure(connection_.get());
    return Statement(statement);
  }

  // The kept statement of this text; one made for the occasion while the kept one is in use further out.
  Result<Use> ready(std::string_view sql) {
    if (const auto kept = statements_.find(sql); kept != statements_.end()) {
      if (sqlite3_stmt_busy(kept->second.get()) == 0) return Use(kept->second.get());
    }
    auto made = prepare(sql);
    if (!made) return fail(made.error());
    if (statements_.contains(sql)) return Use(std::move(*made));
    const auto kept = statements_.emplace(std::string(sql), std::move(*made)).first;
    return Use(kept->second.get());
  }

  Result<Use> bound(std::string_view sql, std::span<const Cell> parameters) {
    auto use = ready(sql);
    if (!use) return use;
    require(sqlite3_bind_parameter_count(use->get()) == static_cast<int>(parameters.size()),
            "a statement has a parameter for each mark");
    for (std::size_t i = 0; i < parameters.size(); ++i) bind(use->get(), static_cast<int>(i) + 1, parameters[i]);
    return use;
  }

  Connection connection_;
  std::map<std::string, Statement, std::less<>> statements_;  // by their text; gone before the connection
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  if (code != SQLITE_OK || sqlite3_exec(opened, settings, nullptr, nullptr, nullptr) != SQLITE_OK) {
    const std::string why = opened == nullptr ? "out of memory" : sqlite3_errmsg(opened);
    return fail(Fault::broken, "the store cannot be opened: " + why, "a file that can be written", {.file = path});
  }
  sqlite3_extended_result_codes(opened, 1);
  return std::make_unique<Sqlite>(std::move(connection));
}

}  // namespace roundel::store
