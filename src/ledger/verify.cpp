// Proving the record whole: everything that can be recomputed from the stored bytes is, and every difference is named.
#include <set>

#include <fmt/format.h>

#include "ledger/ledger_state.h"

namespace roundel {
namespace {

using store::Blob;
using store::Cell;
using store::Row;

constexpr std::int64_t progress_every = 20'000;  // entries

class AreaCheck {
 public:
  AreaCheck(store::Database& database, AreaCode area, Verified& verified)
      : database_(database), area_(std::move(area)), verified_(verified) {}

  // Others may append meanwhile. The tree is read first: what it covers must be there; what came after it must be
  // covered by the tree as it is at the end.
  Done run(const std::function<void()>& each_entry) {
    if (auto read = read_tree_row(); !read) return read;
    if (auto read = read_checkpoints(); !read) return read;
    if (auto read = read_erasures(); !read) return read;
    const Cell name = area_.value;
    const auto read = database_.stream(
        "SELECT sequence, id, recorded, salt, commitment, body FROM entry WHERE area = ? ORDER BY sequence",
        std::span(&name, 1), [&](const Row& row) {
          check_row(row);
          each_entry();
          return true;
        });
    if (!read) return read;
    for (; next_checkpoint_ < checkpoints_.size(); ++next_checkpoint_)
      breach(-1, fmt::format("the checkpoint of {} entries is of more than there are",
                             checkpoints_[next_checkpoint_].first));
    const auto index = index_.differing(database_, area_);
    if (!index) return fail(index.error());
    const auto size_now = tree_size();
    if (!size_now) return fail(size_now.error());
    check_tree(*size_now);
    check_index(*index, *size_now);
    return {};
  }

 private:
  void breach(std::int64_t sequence, std::string what) {
    verified_.breaches.push_back({area_, sequence, std::move(what)});
  }

  Done read_checkpoints() {
    const Cell name = area_.value;
    const auto rows =
        database_.query("SELECT size, root FROM checkpoint WHERE area = ? ORDER BY size", std::span(&name, 1));
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows) {
      const auto* size = std::get_if<std::int64_t>(&row[0]);
      if (size != nullptr && *size > 0)
        checkpoints_.emplace_back(*size, or_empty(row[1]));
      else
        breach(-1, "a checkpoint has no size");
    }
    return {};
  }

  Done read_erasures() {
    const Cell name = area_.value;
    return database_.stream("SELECT sequence FROM erasure WHERE area = ?", std::span(&name, 1), [&](const Row& row) {
      if (const auto* sequence = std::get_if<std::int64_t>(&row[0])) erased_.insert(*sequence);
      return true;
    });
  }

  void check_row(const Row& row) {
    ++verified_.entries;
    const auto* sequence = std::get_if<std::int64_t>(&row[0]);
    if (sequence == nullptr) return breach(next_, "the sequence is not a number");
    if (*sequence != next_) breach(next_, fmt::format("the entry is missing; the next is {}", *sequence));
    next_ = *sequence + 1;
    check_body(*sequence, row);
    const auto* commitment = std::get_if<Blob>(&row[4]);
    frontier_.add(merkle::leaf_hash(commitment == nullptr ? std::string_view() : commitment->bytes));
    if (static_cast<std::int64_t>(frontier_.size()) == tree_.first) tree_frontier_ = frontier_.bytes();
    check_checkpoints();
  }

  void check_body(std::int64_t sequence, const Row& row) {
    const auto* recorded = std::get_if<std::int64_t>(&row[2]);
    const auto* salt = std::get_if<Blob>(&row[3]);
    const auto* commitment = std::get_if<Blob>(&row[4]);
    const auto* body = std::get_if<Blob>(&row[5]);
    if (recorded == nullptr) return breach(sequence, "recorded is not a time");
    if (*recorded < last_recorded_) breach(sequence, "recorded is earlier than that of the entry before");
    last_recorded_ = *recorded;
    const bool gone = std::holds_alternative<store::Null>(row[3]) && std::holds_alternative<store::Null>(row[5]);
    if (gone && erased_.contains(sequence)) return;
    if (salt == nullptr || body == nullptr || commitment == nullptr)
      return breach(sequence, "the body is gone and no erasure says why");
    if (bytes_of(commitment_of(salt->bytes, body->bytes)) != commitment->bytes)
      breach(sequence, "the body, its salt or its commitment was changed");
    const auto entry = decode(body->bytes);
    if (!entry) return breach(sequence, "the body is not an entry");
    check_columns(sequence, or_empty(row[1]), *recorded, *entry);
    index_.add(*entry);
  }

  void check_columns(std::int64_t sequence, std::string_view id, std::int64_t recorded, const Entry& entry) {
    if (entry.area != area_) breach(sequence, "the body is of another area");
    if (entry.sequence != sequence) breach(sequence, "the body has another sequence");
    if (entry.recorded.micros() != recorded) breach(sequence, "recorded is not what the body says");
    if (entry.id.value != to_hex(id)) breach(sequence, "the id is not what the body says");
    if (entry.id != entry_id(entry.area, entry.agency, entry.key)) breach(sequence, "the id is not made from the key");
  }

  void check_checkpoints() {
    const auto size = static_cast<std::int64_t>(frontier_.size());
    if (next_checkpoint_ == checkpoints_.size() || checkpoints_[next_checkpoint_].first != size) return;
    if (bytes_of(frontier_.root()) != checkpoints_[next_checkpoint_].second)
      breach(-1, fmt::format("the root of the checkpoint of {} entries is not that of the entries", size));
    ++next_checkpoint_;
  }

  Done read_tree_row() {
    const Cell name = area_.value;
    const auto rows = database_.query("SELECT size, frontier FROM tree WHERE area = ?", std::span(&name, 1));
    if (!rows) return fail(rows.error());
    if (rows->empty()) return {};
    const auto* size = std::get_if<std::int64_t>(&rows->front()[0]);
    tree_ = {size == nullptr ? -1 : *size, or_empty(rows->front()[1])};
    return {};
  }

  Result<std::int64_t> tree_size() {
    const Cell name = area_.value;
    const auto rows = database_.query("SELECT size FROM tree WHERE area = ?", std::span(&name, 1));
    if (!rows) return fail(rows.error());
    const auto* size = rows->empty() ? nullptr : std::get_if<std::int64_t>(&rows->front()[0]);
    return size == nullptr ? -1 : *size;
  }

  void check_tree(std::int64_t size_now) {
    const auto entries = static_cast<std::int64_t>(frontier_.size());
    if (tree_.first < 0)
      breach(-1, "the area has no tree");
    else if (tree_.first > entries || size_now < entries)
      breach(-1, fmt::format("the tree is of {} entries and there are {}", size_now, entries));
    else if (tree_.second != tree_frontier_)
      breach(-1, "the frontier of the tree is not that of the entries");
    verified_.trees.push_back(
        {area_, entries, to_hex(bytes_of(frontier_.root())), Timestamp(std::max<std::int64_t>(last_recorded_, 0))});
  }

  void check_index(const std::vector<std::int64_t>& sequences, std::int64_t size_now) {
    for (const std::int64_t sequence : sequences) {
      const bool later = sequence >= static_cast<std::int64_t>(frontier_.size()) && sequence < size_now;
      if (!later) breach(sequence, "the index by source record is not what the body says");
    }
  }

  store::Database& database_;
  AreaCode area_;
  Verified& verified_;
  std::pair<std::int64_t, std::string> tree_ = {-1, {}};           // size and frontier as stored when the check began
  std::string tree_frontier_;                                      // recomputed at that size
  std::vector<std::pair<std::int64_t, std::string>> checkpoints_;  // size, root; by size
  std::size_t next_checkpoint_ = 0;
  std::set<std::int64_t> erased_;
  std::int64_t next_ = 0;
  std::int64_t last_recorded_ = std::numeric_limits<std::int64_t>::min();
  merkle::Frontier frontier_;
  IndexCheck index_;
};

}  // namespace

// Of every table, in case one of them alone has rows of an area. One look a table and area, however many rows.
Result<std::vector<AreaCode>> all_areas(store::Database& database) {
  std::set<std::string> areas;
  for (const std::string_view table : {"entry", "about", "tree", "checkpoint", "erasure"}) {
    Cell last = std::string();
    for (;;) {
      const auto rows =
          database.query(fmt::format("SELECT min(area) FROM {} WHERE area > ?", table), std::span(&last, 1));
      if (!rows) return fail(rows.error());
      const auto* area = std::get_if<std::string>(&rows->at(0)[0]);
      if (area == nullptr) break;
      areas.insert(*area);
      last = *area;
    }
  }
  std::vector<AreaCode> out;
  for (const auto& area : areas) out.emplace_back(area);
  return out;
}

Result<Verified> Ledger::verify(const std::function<void(std::int64_t, std::int64_t)>& progress) const {
  auto& database = state_->database;
  Verified verified;
  const auto problems = database.integrity();
  if (!problems) return fail(problems.error());
  for (const auto& problem : *problems) verified.breaches.push_back({.what = "the store's file: " + problem});
  const auto areas = all_areas(database);
  if (!areas) return fail(areas.error());
  std::int64_t total = 0;
  for (const AreaCode& area : *areas) total += size(area).value_or(0);
  const auto tell = [&](bool always) {
    if (progress && (always || verified.entries % progress_every == 0)) progress(verified.entries, total);
  };
  for (const AreaCode& area : *areas) {
    if (auto checked = AreaCheck(database, area, verified).run([&] { tell(false); }); !checked)
      return fail(checked.error());
  }
  tell(true);
  return verified;
}

}  // namespace roundel
