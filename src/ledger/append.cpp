// Adding entries: check them, find which keys were taken before, give the rest their place, their time, their
// commitment and their leaf. All in one transaction, under the area's lock.
#include <future>
#include <unordered_set>

#include <fmt/format.h>

#include "ledger/ledger_state.h"
#include "ledger/tables.h"

namespace roundel {
namespace {

using store::Blob;
using store::Cell;
using store::Row;

constexpr std::size_t salt_size = 16;

constexpr std::array<std::string_view, 7> entry_columns = {"area", "sequence",   "id",  "recorded",
                                                           "salt", "commitment", "body"};
constexpr std::array<std::string_view, 3> about_columns = {"area", "source", "sequence"};

// The error with the entry's position among those given.
tl::unexpected<Error> at_entry(std::size_t index, Error error) {
  error.place.line = static_cast<int>(index) + 1;
  return fail(std::move(error));
}

Done check_all(std::span<const NewEntry> entries, const Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (auto fits = check_entry(entries[i], vocabulary); !fits) return at_entry(i, fits.error());
    if (entries[i].area != entries.front().area)
      return at_entry(
          i,
          {.what = "the entries are of more than one area", .expected = "one area a call", .place = {.field = "area"}});
    if (entries[i].corrects && !from_hex(entries[i].corrects->value))
      return at_entry(
          i, {.what = "this is not the id of an entry", .expected = "32 hex digits", .place = {.field = "corrects"}});
  }
  return {};
}

std::string raw(const EntryId& id) { return from_hex(id.value).value_or(std::string()); }

class Append {
 public:
  Append(store::Database& database, const Vocabulary& vocabulary, const RandomBytes& random,
         std::span<const NewEntry> entries)
      : database_(database), vocabulary_(vocabulary), random_(random), entries_(entries), area_(entries.front().area) {}

  Result<Appended> run(Timestamp now) {
    if (auto locked = database_.lock(lock_of(area_)); !locked) return fail(locked.error());
    const auto tree = read_tree(database_, area_);
    if (!tree) return fail(tree.error());
    frontier_ = tree->frontier;
    if (auto found = find_taken(); !found) return fail(found.error());
    if (auto fits = choose(); !fits) return fail(fits.error());
    if (chosen_.empty()) return std::move(appended_);
    const auto last = last_recorded();
    if (!last) return fail(last.error());
    recorded_ = std::max(now, *last);  // a clock that was set back must not put the record out of order
    if (auto written = write_entries(); !written) return fail(written.error());
    if (auto written = write_index(); !written) return fail(written.error());
    if (auto written = write_tree(database_, area_, *tree, frontier_); !written) return fail(written.error());
    return std::move(appended_);
  }

 private:
  // Which of these keys, and of the entries they correct, the ledger holds already.
  Done find_taken() {
    std::vector<std::string> ids;
    ids.reserve(entries_.size());
    appended_.ids.reserve(entries_.size());
    for (const NewEntry& entry : entries_) {
      appended_.ids.push_back(entry_id(area_, entry.agency, entry.key));
      ids.push_back(raw(appended_.ids.back()));
      if (entry.corrects) ids.push_back(raw(*entry.corrects));
    }
    if (frontier_.size() == 0) return {};
    std::sort(ids.begin(), ids.end());  // neighbours in the index are asked for together
    std::vector<Cell> keys;
    keys.reserve(ids.size());
    for (std::string& id : ids) keys.emplace_back(Blob{std::move(id)});
    return store::ask_for_many(database_, "SELECT id FROM entry WHERE area = ? AND id IN", area_.value, keys,
                               [&](const Row& row) {
                                 taken_.insert(store::bytes(row[0]));
                                 return true;
                               });
  }

  Done choose() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      std::string id = raw(appended_.ids[i]);
      if (taken_.contains(id)) continue;
      const auto& corrects = entries_[i].corrects;
      if (corrects && !taken_.contains(raw(*corrects)))
        return at_entry(i, {.what = "the entry that this one corrects is not in the ledger",
                            .expected = "an entry recorded before it",
                            .place = {.field = "corrects"}});
      taken_.insert(std::move(id));
      chosen_.push_back(i);
    }
    appended_.added = static_cast<std::int64_t>(chosen_.size());
    appended_.already_there = static_cast<std::int64_t>(entries_.size() - chosen_.size());
    return {};
  }

  Result<Timestamp> last_recorded() {
    if (frontier_.size() == 0) return Timestamp(std::numeric_limits<std::int64_t>::min());
    const std::array<Cell, 2> last = {area_.value, static_cast<std::int64_t>(frontier_.size()) - 1};
    const auto rows = database_.query("SELECT recorded FROM entry WHERE area = ? AND sequence = ?", last);
    if (!rows) return fail(rows.error());
    if (rows->empty() || !std::holds_alternative<std::int64_t>(rows->front()[0]))
      return fail(Fault::broken, fmt::format("the last entry of {} is missing", area_.value), "a ledger that verifies");
    return Timestamp(store::number(rows->front()[0]));
  }

  Entry placed(std::size_t index) const {
    Entry entry{entries_[index]};
    entry.id = appended_.ids[index];
    entry.sequence = static_cast<std::int64_t>(frontier_.size());
    entry.recorded = recorded_;
    // Written down with the entry, so that a later change of the vocabulary does not change what was shared.
    if (entry.sharing.empty()) entry.sharing = vocabulary_.kind(entry.kind.value)->sharing;
    return entry;
  }

  // The next rows are made, their commitments and leaves hashed, while the engine takes those before.
  Done write_entries() {
    std::vector<Row> rows = rows_of(0, std::min(rows_at_once, chosen_.size()));
    for (std::size_t made = rows.size(); !rows.empty(); made += rows.size()) {
      std::future<std::vector<Row>> next;
      if (made < chosen_.size())
        next = std::async(std::launch::async,
                          [this, made] { return rows_of(made, std::min(made + rows_at_once, chosen_.size())); });
      if (auto written = database_.insert("entry", entry_columns, rows); !written) return written;
      rows = next.valid() ? next.get() : std::vector<Row>();
    }
    return {};
  }

  // The rows of chosen_[from..to): each entry in its place, and its leaf in the tree.
  std::vector<Row> rows_of(std::size_t from, std::size_t to) {
    std::vector<std::uint8_t> salts((to - from) * salt_size);
    random_(salts);
    std::vector<Row> rows;
    rows.reserve(to - from);
    for (std::size_t i = from; i < to; ++i) {
      const Entry entry = placed(chosen_[i]);
      std::string body = encode(entry);
      std::string salt(reinterpret_cast<const char*>(&salts[(i - from) * salt_size]), salt_size);
      const Hash commitment = commitment_of(salt, body);
      frontier_.add(merkle::leaf_hash(bytes_of(commitment)));
      for (const auto source : indexed_sources(entry)) sources_.emplace_back(source, entry.sequence);
      Row& row = rows.emplace_back();
      row.reserve(entry_columns.size());
      row.emplace_back(area_.value);
      row.emplace_back(entry.sequence);
      row.emplace_back(Blob{raw(entry.id)});
      row.emplace_back(entry.recorded.micros());
      row.emplace_back(Blob{std::move(salt)});
      row.emplace_back(Blob{std::string(bytes_of(commitment))});
      row.emplace_back(Blob{std::move(body)});
    }
    return rows;
  }

  // In the index's own order: each of its pages is come to once.
  Done write_index() {
    std::sort(sources_.begin(), sources_.end());
    std::vector<Row> rows;
    for (std::size_t from = 0; from < sources_.size(); from += rows_at_once) {
      rows.clear();
      for (std::size_t i = from; i < std::min(from + rows_at_once, sources_.size()); ++i) {
        Row& row = rows.emplace_back();
        row.reserve(about_columns.size());
        row.emplace_back(area_.value);
        row.emplace_back(std::move(sources_[i].first));
        row.emplace_back(sources_[i].second);
      }
      if (auto done = database_.insert("about", about_columns, rows); !done) return done;
    }
    return {};
  }

  store::Database& database_;
  const Vocabulary& vocabulary_;
  const RandomBytes& random_;
  std::span<const NewEntry> entries_;
  const AreaCode& area_;
  merkle::Frontier frontier_;
  Timestamp recorded_;
  std::unordered_set<std::string> taken_;                      // ids, as bytes
  std::vector<std::size_t> chosen_;                            // positions of those that are new
  std::vector<std::pair<std::string, std::int64_t>> sources_;  // whom they are about
  Appended appended_;
};

}  // namespace

Result<Appended> Ledger::append(std::span<const NewEntry> entries) {
  if (auto fit = check_all(entries, state_->vocabulary); !fit) return fail(fit.error());
  if (entries.empty()) return Appended{};
  Appended appended;
  const auto done = state_->database.transact([&]() -> Done {
    auto added = Append(state_->database, state_->vocabulary, state_->random, entries).run(state_->clock());
    if (!added) return fail(added.error());
    appended = std::move(*added);
    return {};
  });
  if (!done) return fail(done.error());
  return appended;
}

Result<Appended> Ledger::append_within(std::span<const NewEntry> entries) {
  if (auto fit = check_all(entries, state_->vocabulary); !fit) return fail(fit.error());
  if (entries.empty()) return Appended{};
  return Append(state_->database, state_->vocabulary, state_->random, entries).run(state_->clock());
}

}  // namespace roundel
