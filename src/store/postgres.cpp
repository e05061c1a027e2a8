// PostgreSQL through libpq. Parameters and answers travel in binary; many rows at once travel by COPY.
#include <postgresql/libpq-fe.h>

#include <chrono>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "store/engines.h"
#include "store/postgres_wire.h"

namespace roundel::store {
namespace {

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearAnswer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Connection = std::unique_ptr<PGconn, FinishConnection>;
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

constexpr int most_tries = 8;                  // of a transaction that others keep getting in the way of
constexpr int rows_fetched = 2000;             // from a cursor, at a time
constexpr std::size_t copy_chunk = 1U << 20U;  // bytes handed to libpq at a time

std::string_view state_of(const PGresult* answer) {
  const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  return state == nullptr ? std::string_view() : std::string_view(state);
}

class Postgres final : public Database {
 public:
  Postgres(Connection connection, std::string url) : connection_(std::move(connection)), url_(std::move(url)) {}

  Result<std::int64_t> run(std::string_view sql, std::span<const Cell> parameters) override {
    const auto answer = execute(sql, parameters);
    if (!answer) return fail(answer.error());
    const std::string_view changed = PQcmdTuples(answer->get());
    return changed.empty() ? 0 : std::stoll(std::string(changed));
  }

  // On a connection of its own that never waits for the disk: turning that off and on again would be two more questions
  // at every note.
  Result<std::int64_t> note(std::string_view sql, std::span<const Cell> parameters) override {
    if (in_transaction()) return run(sql, parameters);
    if (!notes_) {
      Connection own(PQconnectdb(url_.c_str()));
      if (PQstatus(own.get()) != CONNECTION_OK) return lost();
      notes_ = std::make_unique<Postgres>(std::move(own), url_);
    }
    if (PQstatus(notes_->connection_.get()) != CONNECTION_OK || !notes_->hurries_) {
      if (auto usable = notes_->revive(); !usable) return fail(usable.error());
      if (auto done = notes_->simple("SET synchronous_commit = off"); !done) return fail(done.error());
      notes_->hurries_ = true;
    }
    return notes_->run(sql, parameters);
  }

  Result<std::vector<Row>> query(std::string_view sql, std::span<const Cell> parameters) override {
    const auto answer = execute(sql, parameters);
    if (!answer) return fail(answer.error());
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(answer->get())));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (auto done = read_row(answer->get(), static_cast<int>(i), rows[i]); !done) return fail(done.error());
    }
    return rows;
  }

  // Through a cursor, so that the callback may ask the database further questions. Outside a transaction the stream
  // has a read-only one of its own: it sees the store as it was when it began.
  Done stream(std::string_view sql, std::span<const Cell> parameters,
              const std::function<bool(const Row&)>& each) override {
    const bool own = !wanted_;
    if (own) {
      if (auto usable = revive(); !usable) return usable;
      if (auto begun = simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !begun) return begun;
      wanted_ = begun_ = true;
    }
    Done done;
    try {
      done = fetch_all(sql, parameters, each);
    } catch (...) {
      if (own) end("ROLLBACK");
      throw;
    }
    if (own) end(done ? "COMMIT" : "ROLLBACK");
    return done;
  }

  Done insert(std::string_view table, std::span<const std::string_view> columns, std::span<const Row> rows) override {
    if (rows.empty()) return {};
    if (auto ready = begin_if_wanted(); !ready) return ready;
    const auto sql = fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", table, fmt::join(columns, ","));
    const Answer started(PQexec(connection_.get(), sql.c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) return failure(started.get());
    std::string out;
    wire::copy_begin(out);
    bool sent = true;
    for (const Row& row : rows) {
      require(row.size() == columns.size(), "a row to insert has a cell for each column");
      wire::copy_row(out, row);
      if (out.size() < copy_chunk) continue;
      sent = sent && PQputCopyData(connection_.get(), out.data(), static_cast<int>(out.size())) == 1;
      out.clear();
    }
    wire::copy_end(out);
    sent = sent && PQputCopyData(connection_.get(), out.data(), static_cast<int>(out.size())) == 1;
    sent = sent && PQputCopyEnd(connection_.get(), nullptr) == 1;
    Done done;
    while (const Answer answer{PQgetResult(connection_.get())}) {
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK && done) done = failure(answer.get());
    }
    if (!sent && done) return lost();
    return done;
  }

  Done transact(const std::function<Done()>& work) override {
    require(!wanted_, "transactions are not nested");
    std::vector<std::string> locks;  // asked for by an earlier try: taken before the next one begins
    for (int attempt = 1;; ++attempt) {
      if (auto usable = revive(); !usable) return usable;
      const Done done = try_once(work, locks);
      const bool again = !done && attempt < most_tries &&
                         (in_the_way_ || (done.error().fault == Fault::conflict && !late_locks_.empty()));
      if (!again) return done;
      locks.insert(locks.end(), late_locks_.begin(), late_locks_.end());
      std::this_thread::sleep_for(std::chrono::milliseconds(2 * attempt * attempt));
    }
  }

  Done expect_bulk() override { return {}; }

  bool in_transaction() const override { return wanted_; }

  // An advisory lock. A serialisable transaction sees the store as of its first statement, so a lock that is waited
  // for within it shows what was before the wait; asked for first, it is therefore taken before the transaction.
  Done lock(std::string_view name) override {
    require(wanted_, "a lock is taken within a transaction");
    if (!begun_) return take_session_lock(std::string(name));
    late_locks_.emplace_back(name);
    const Cell cell = std::string(name);
    const auto answer = execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", std::span(&cell, 1));
    if (!answer) return fail(answer.error());
    return {};
  }

  std::string_view engine() const override { return "postgresql"; }
  Result<std::vector<std::string>> integrity() override { return std::vector<std::string>{}; }

 private:
  // The primary message names tables and keys. Its detail would show values and is left out; so is the whole message
  // where the data itself was at fault (class 22).
  tl::unexpected<Error> failure(const PGresult* answer) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) return lost();
    const std::string_view state = state_of(answer);
    if (state == "40001" || state == "40P01") in_the_way_ = true;
    const char* primary = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const std::string message = primary == nullptr || state.starts_with("22") ? "the statement failed" : primary;
    const Fault fault = state.starts_with("23") || in_the_way_ ? Fault::conflict : Fault::broken;
    return fail(fault, fmt::format("PostgreSQL: {} ({})", message, state));
  }
  static tl::unexpected<Error> lost() {
    return fail(Fault::broken, "the connection to PostgreSQL was lost", "a server that answers");
  }

  // A connection found dead before work begins is opened again; within a transaction it is an error.
  Done revive() {
    if (PQstatus(connection_.get()) == CONNECTION_OK) return {};
    PQreset(connection_.get());
    prepared_.clear();
    hurries_ = false;
    if (PQstatus(connection_.get()) != CONNECTION_OK) return lost();
    return simple("SET client_min_messages = warning");
  }

  Done simple(const char* sql) {
    const Answer answer(PQexec(connection_.get(), sql));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK && PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
      return failure(answer.get());
    return {};
  }

  Done try_once(const std::function<Done()>& work, const std::vector<std::string>& locks) {
    wanted_ = true;
    begun_ = in_the_way_ = false;
    late_locks_.clear();
    Done done;
    for (const auto& name : locks) {
      if (done) done = take_session_lock(name);
    }
    try {
      if (done) done = work();
    } catch (...) {
      end("ROLLBACK");
      throw;
    }
    if (!done) {
      end("ROLLBACK");
      return done;
    }
    return end("COMMIT");
  }

  Done end(const char* how) {
    Done done;
    if (begun_) done = simple(how);
    wanted_ = begun_ = false;
    if (session_locks_ && PQstatus(connection_.get()) == CONNECTION_OK) (void)simple("SELECT pg_advisory_unlock_all()");
    session_locks_ = false;
    return done;
  }

  Done take_session_lock(const std::string& name) {
    session_locks_ = true;
    const Cell cell = name;
    const bool wanted = std::exchange(wanted_, false);  // the lock belongs before the transaction
    const auto answer = execute("SELECT pg_advisory_lock(hashtextextended(?, 0))", std::span(&cell, 1));
    wanted_ = wanted;
    if (!answer) return fail(answer.error());
    return {};
  }

  Done begin_if_wanted() {
    if (!wanted_) return revive();
    if (begun_) return {};
    begun_ = true;
    return simple("BEGIN ISOLATION LEVEL SERIALIZABLE");
  }

  // One prepared statement for each text and types of parameters.
  Result<std::string> prepare(std::string_view sql, std::span<const Cell> parameters) {
    std::string key(sql);
    std::vector<Oid> types;
    for (const Cell& cell : parameters) {
      types.push_back(static_cast<Oid>(wire::type_of(cell)));
      key += fmt::format("\n{}", types.back());
    }
    if (const auto kept = prepared_.find(key); kept != prepared_.end()) return kept->second;
    std::string name = fmt::format("s{}", prepared_.size());
    const Answer answer(PQprepare(connection_.get(), name.c_str(), wire::with_numbered_marks(sql).c_str(),
                                  static_cast<int>(types.size()), types.data()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return failure(answer.get());
    return prepared_.emplace(std::move(key), std::move(name)).first->second;
  }

  Result<Answer> execute(std::string_view sql, std::span<const Cell> parameters) {
    if (auto ready = begin_if_wanted(); !ready) return fail(ready.error());
    const auto name = prepare(sql, parameters);
    if (!name) return fail(name.error());
    std::vector<std::string> numbers;
    numbers.reserve(parameters.size());
    std::vector<const char*> values;
    std::vector<int> sizes;
    for (const Cell& cell : parameters) {
      const std::string* data = std::get_if<std::string>(&cell);
      if (const auto* blob = std::get_if<Blob>(&cell)) data = &blob->bytes;
      if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        wire::put64(numbers.emplace_back(), *number);
        data = &numbers.back();
      }
      values.push_back(data == nullptr ? nullptr : data->data());
      sizes.push_back(data == nullptr ? 0 : static_cast<int>(data->size()));
    }
    const std::vector<int> binary(parameters.size(), 1);
    Answer answer(PQexecPrepared(connection_.get(), name->c_str(), static_cast<int>(values.size()), values.data(),
                                 sizes.data(), binary.data(), 1));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(answer.get());
    return answer;
  }

  Done read_row(const PGresult* answer, int at, Row& row) {
    row.resize(static_cast<std::size_t>(PQnfields(answer)));
    for (int c = 0; c < PQnfields(answer); ++c) {
      Cell& cell = row[static_cast<std::size_t>(c)];
      if (PQgetisnull(answer, at, c) != 0) {
        cell = Null{};
        continue;
      }
      const std::string_view data(PQgetvalue(answer, at, c), static_cast<std::size_t>(PQgetlength(answer, at, c)));
      if (!wire::read(static_cast<wire::Type>(PQftype(answer, c)), data, cell))
        return fail(Fault::broken,
                    fmt::format("PostgreSQL answered column {} in a type the store does not use", PQfname(answer, c)));
    }
    return {};
  }

  Done fetch_all(std::string_view sql, std::span<const Cell> parameters, const std::function<bool(const Row&)>& each) {
    const std::string cursor = fmt::format("roundel_{}", depth_);
    if (auto declared = execute(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql), parameters); !declared)
      return fail(declared.error());
    ++depth_;
    const Done done = fetch_from(cursor, each);
    --depth_;
    if (!done) return done;
    return simple(fmt::format("CLOSE {}", cursor).c_str());
  }

  Done fetch_from(const std::string& cursor, const std::function<bool(const Row&)>& each) {
    const std::string fetch = fmt::format("FETCH {} FROM {}", rows_fetched, cursor);
    Row row;
    for (;;) {
      // Not kept prepared: the answer's columns differ from cursor to cursor.
      const Answer answer(PQexecParams(connection_.get(), fetch.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1));
      if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) return failure(answer.get());
      const int rows = PQntuples(answer.get());
      for (int i = 0; i < rows; ++i) {
        if (auto read = read_row(answer.get(), i, row); !read) return read;
        if (!each(row)) return {};
      }
      if (rows < rows_fetched) return {};
    }
  }

  Connection connection_;
  std::string url_;
  std::unique_ptr<Postgres> notes_;                           // opened with the first note
  bool hurries_ = false;                                      // does not wait for the disk
  std::map<std::string, std::string, std::less<>> prepared_;  // text and types → name
  bool wanted_ = false;                                       // within transact or a stream's own transaction
  bool begun_ = false;                                        // BEGIN was sent
  bool in_the_way_ = false;                                   // another transaction was: the try may be repeated
  bool session_locks_ = false;
  std::vector<std::string> late_locks_;
  int depth_ = 0;  // streams within streams
};

// The password of the address, as libpq reads it; empty where there is none.
struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
Result<std::string> password_of(const std::string& url) {
  char* wrong = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), &wrong));
  if (wrong != nullptr) PQfreemem(wrong);  // libpq's message may repeat a part of the password
  if (!options)
    return fail(Fault::bad_input, "the address of the PostgreSQL store is malformed",
                "postgresql://user@host/database");
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (std::string_view(option->keyword) == "password" && option->val != nullptr) return std::string(option->val);
  }
  return std::string();
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url) {
  const auto password = password_of(url);
  if (!password) return fail(password.error());
  Connection connection(PQconnectdb(url.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    std::string why = connection ? PQerrorMessage(connection.get()) : "out of memory";
    if (!password->empty() && why.find(*password) != std::string::npos) why = "the connection was refused";
    while (!why.empty() && why.back() == '\n') why.pop_back();
    return fail(Fault::broken, "the PostgreSQL store cannot be reached: " + why, "a server that answers");
  }
  const Answer quiet(PQexec(connection.get(), "SET client_min_messages = warning"));
  return std::make_unique<Postgres>(std::move(connection), url);
}

}  // namespace roundel::store
