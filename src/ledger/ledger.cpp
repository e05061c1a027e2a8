#include "ledger/ledger.h"

#include <map>

#include <fmt/format.h>
#include <openssl/rand.h>

#include "ledger/ledger_state.h"
#include "ledger/tables.h"

namespace roundel {
namespace {

using store::Blob;
using store::Cell;
using store::Row;

tl::unexpected<Error> unreadable(const AreaCode& area) {
  return fail(Fault::broken, fmt::format("an entry of {} cannot be read as it was written", area.value),
              "a ledger that verifies");
}

// From sequence, id, body, as the queries below ask for them.
Result<Entry> read_entry(const AreaCode& area, const Row& row) {
  const auto* sequence = std::get_if<std::int64_t>(&row[0]);
  const auto* id = std::get_if<Blob>(&row[1]);
  const auto* body = std::get_if<Blob>(&row[2]);
  if (sequence == nullptr || id == nullptr || body == nullptr) return unreadable(area);
  auto entry = decode(body->bytes);
  if (!entry || entry->sequence != *sequence || entry->area != area) return unreadable(area);
  return entry;
}
bool is_erased(const Row& row) { return std::holds_alternative<store::Null>(row[2]); }
bool of_kinds(const Row& row, std::string_view kinds) {
  const auto* body = std::get_if<Blob>(&row[2]);
  return kinds.empty() || body == nullptr || is_of_kinds(body->bytes, kinds);
}

// Of many keys at once, in ledger order; `select` ends before their list.
Result<std::vector<Entry>> entries_with(store::Database& database, std::string_view select, const AreaCode& area,
                                        std::span<const Cell> keys) {
  std::map<std::int64_t, Entry> entries;
  Done broken;
  const auto read = store::ask_for_many(database, select, area.value, keys, [&](const Row& row) {
    auto entry = read_entry(area, row);
    if (!entry)
      broken = fail(entry.error());
    else
      entries.insert_or_assign(entry->sequence, std::move(*entry));
    return broken.has_value();
  });
  if (!read) return fail(read.error());
  if (!broken) return fail(broken.error());
  std::vector<Entry> out;
  out.reserve(entries.size());
  for (auto& [sequence, entry] : entries) out.push_back(std::move(entry));
  return out;
}

}  // namespace

RandomBytes system_random() {
  return [](std::span<std::uint8_t> bytes) {
    require(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "the system gives random bytes");
  };
}

Ledger::Ledger(std::shared_ptr<State> state) : state_(std::move(state)) {}

Result<Ledger> Ledger::open(store::Database& database, const Vocabulary& vocabulary, Clock clock, RandomBytes random) {
  if (auto made = store::make_tables(database, ledger_tables); !made) return fail(made.error());
  return Ledger(std::make_shared<State>(State{database, vocabulary, std::move(clock), std::move(random)}));
}

Done Ledger::read_all(const AreaCode& area, std::int64_t from, const std::function<bool(Entry&)>& each) const {
  return read_kinds(area, from, "", each);
}

Done Ledger::read_kinds(const AreaCode& area, std::int64_t from, std::string_view kinds,
                        const std::function<bool(Entry&)>& each) const {
  const std::array<Cell, 2> parameters = {area.value, from};
  Done broken;
  const auto done =
      state_->database.stream("SELECT sequence, id, body FROM entry WHERE area = ? AND sequence >= ? ORDER BY sequence",
                              parameters, [&](const Row& row) {
                                if (is_erased(row) || !of_kinds(row, kinds)) return true;
                                auto entry = read_entry(area, row);
                                if (!entry) broken = fail(entry.error());
                                return entry && each(*entry);
                              });
  return done ? broken : done;
}

Result<std::vector<Entry>> Ledger::about(const AreaCode& area, std::span<const SourceId> sources) const {
  std::vector<Cell> keys;
  for (const SourceId& source : sources) keys.emplace_back(source.value);
  std::vector<std::int64_t> sequences;
  const auto found = store::ask_for_many(state_->database, "SELECT sequence FROM about WHERE area = ? AND source IN",
                                         area.value, keys, [&](const Row& row) {
                                           const auto* sequence = std::get_if<std::int64_t>(&row[0]);
                                           if (sequence != nullptr) sequences.push_back(*sequence);
                                           return true;
                                         });
  if (!found) return fail(found.error());
  std::sort(sequences.begin(), sequences.end());
  sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());

  keys.assign(sequences.begin(), sequences.end());
  return entries_with(state_->database, "SELECT sequence, id, body FROM entry WHERE area = ? AND sequence IN", area,
                      keys);
}

Result<std::optional<Entry>> Ledger::find(const AreaCode& area, const EntryId& id) const {
  const auto raw = from_hex(id.value);
  if (!raw) return std::optional<Entry>();
  const std::array<Cell, 2> parameters = {area.value, Blob{*raw}};
  const auto rows =
      state_->database.query("SELECT sequence, id, body FROM entry WHERE area = ? AND id = ?", parameters);
  if (!rows) return fail(rows.error());
  if (rows->empty() || is_erased(rows->front())) return std::optional<Entry>();
  auto entry = read_entry(area, rows->front());
  if (!entry) return fail(entry.error());
  return std::optional<Entry>(std::move(*entry));
}

Result<std::vector<Entry>> Ledger::find_all(const AreaCode& area, std::span<const EntryId> ids) const {
  std::vector<Cell> keys;
  for (const EntryId& id : ids)
    if (const auto raw = from_hex(id.value)) keys.emplace_back(Blob{*raw});
  return entries_with(state_->database,
                      "SELECT sequence, id, body FROM entry WHERE area = ? AND body IS NOT NULL AND id IN", area, keys);
}

Result<std::vector<AreaCode>> Ledger::areas() const {
  const auto rows = state_->database.query("SELECT area FROM tree ORDER BY area", {});
  if (!rows) return fail(rows.error());
  std::vector<AreaCode> areas;
  for (const Row& row : *rows) {
    if (const auto* area = std::get_if<std::string>(&row[0])) areas.emplace_back(*area);
  }
  return areas;
}

Result<std::int64_t> Ledger::size(const AreaCode& area) const {
  const Cell name = area.value;
  const auto rows = state_->database.query("SELECT size FROM tree WHERE area = ?", std::span(&name, 1));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return 0;
  if (const auto* size = std::get_if<std::int64_t>(&rows->front()[0])) return *size;
  return unreadable(area);
}

Result<std::int64_t> Ledger::erased(const AreaCode& area) const {
  const Cell name = area.value;
  const auto rows = state_->database.query("SELECT COUNT(*) FROM erasure WHERE area = ?", std::span(&name, 1));
  if (!rows) return fail(rows.error());
  return store::number(rows->front()[0]);
}

Done Ledger::erase(const AreaCode& area, const EntryId& id, const std::string& reason) {
  auto& database = state_->database;
  return database.transact([&]() -> Done {
    if (auto locked = database.lock(lock_of(area)); !locked) return locked;
    const auto entry = find(area, id);
    if (!entry) return fail(entry.error());
    if (!*entry) return fail(Fault::not_found, "there is no such entry, or it is erased already");
    const std::array<Cell, 2> at = {area.value, (*entry)->sequence};
    if (auto done = database.run("UPDATE entry SET body = NULL, salt = NULL WHERE area = ? AND sequence = ?", at);
        !done)
      return fail(done.error());
    for (const auto source : indexed_sources(**entry)) {
      const std::array<Cell, 3> row = {area.value, std::string(source), (*entry)->sequence};
      if (auto done = database.run("DELETE FROM about WHERE area = ? AND source = ? AND sequence = ?", row); !done)
        return fail(done.error());
    }
    const std::array<Cell, 4> row = {area.value, (*entry)->sequence, reason, state_->clock().micros()};
    if (auto done = database.run("INSERT INTO erasure (area, sequence, reason, at) VALUES (?, ?, ?, ?)", row); !done)
      return fail(done.error());
    return {};
  });
}

Result<Checkpoint> Ledger::checkpoint(const AreaCode& area) {
  auto& database = state_->database;
  Checkpoint made;
  const auto done = database.transact([&]() -> Done {
    if (auto locked = database.lock(lock_of(area)); !locked) return locked;
    const auto tree = read_tree(database, area);
    if (!tree) return fail(tree.error());
    if (!tree->stored) return fail(Fault::not_found, fmt::format("{} has no entries", area.value));
    const Hash root = tree->frontier.root();
    const auto size = static_cast<std::int64_t>(tree->frontier.size());
    made = {.area = area, .size = size, .root = to_hex(bytes_of(root)), .at = state_->clock()};
    // A tree of this size has one root for ever: the first checkpoint of it stays.
    const std::array<Cell, 4> row = {area.value, size, Blob{std::string(bytes_of(root))}, made.at.micros()};
    if (auto put = database.run(
            "INSERT INTO checkpoint (area, size, root, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row);
        !put)
      return fail(put.error());
    return {};
  });
  if (!done) return fail(done.error());
  return made;
}

Result<Tree> read_tree(store::Database& database, const AreaCode& area) {
  const Cell name = area.value;
  const auto rows = database.query("SELECT size, frontier FROM tree WHERE area = ?", std::span(&name, 1));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return Tree{};
  const auto* size = std::get_if<std::int64_t>(&rows->front()[0]);
  if (size != nullptr && *size >= 0) {
    const auto frontier = merkle::Frontier::read(static_cast<std::uint64_t>(*size), or_empty(rows->front()[1]));
    if (frontier) return Tree{.stored = true, .frontier = *frontier};
  }
  return fail(Fault::broken, fmt::format("the tree of {} is not as it was written", area.value),
              "a ledger that verifies");
}

Done write_tree(store::Database& database, const AreaCode& area, const Tree& before, const merkle::Frontier& after) {
  const auto size = static_cast<std::int64_t>(after.size());
  const auto old_size = static_cast<std::int64_t>(before.frontier.size());
  Result<std::int64_t> changed;
  if (before.stored) {
    const std::array<Cell, 4> row = {size, Blob{after.bytes()}, area.value, old_size};
    changed = database.run("UPDATE tree SET size = ?, frontier = ? WHERE area = ? AND size = ?", row);
  } else {
    const std::array<Cell, 3> row = {area.value, size, Blob{after.bytes()}};
    changed = database.run("INSERT INTO tree (area, size, frontier) VALUES (?, ?, ?)", row);
  }
  if (!changed) return fail(changed.error());
  if (*changed != 1) return fail(Fault::conflict, "somebody else added entries meanwhile");
  return {};
}

Hash commitment_of(std::string_view salt, std::string_view body) { return sha256({salt, body}); }

std::string lock_of(const AreaCode& area) { return area.value + " ledger"; }

std::string or_empty(const Cell& cell) {
  const auto* held = std::get_if<Blob>(&cell);
  return held == nullptr ? std::string() : held->bytes;
}

}  // namespace roundel
