// The index of entries by source record: the table `about`, which can always be rebuilt from the bodies.
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "ledger/ledger_state.h"
#include "ledger/tables.h"

namespace roundel {
namespace {

using store::Cell;
using store::Row;

constexpr std::array<std::string_view, 3> columns = {"area", "source", "sequence"};

std::uint64_t mixed(std::string_view source) {
  std::uint64_t h = std::hash<std::string_view>{}(source) + 0x9e3779b97f4a7c15U;
  h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9U;
  return (h ^ (h >> 27U)) * 0x94d049bb133111ebU | 1U;  // never 0, so that one row more or less always shows
}

using IndexRow = std::pair<std::int64_t, std::string>;  // sequence, source

// How many rows of these sequences are in one of the two and not in the other.
Result<std::int64_t> rows_apart(const Ledger& ledger, store::Database& database, const AreaCode& area,
                                const std::vector<std::int64_t>& sequences) {
  const std::unordered_set<std::int64_t> differing(sequences.begin(), sequences.end());
  std::set<IndexRow> apart;
  const auto said = ledger.read_all(area, 0, [&](const Entry& entry) {
    if (differing.contains(entry.sequence)) {
      for (const auto source : indexed_sources(entry)) apart.emplace(entry.sequence, source);
    }
    return true;
  });
  if (!said) return fail(said.error());
  const Cell name = area.value;
  const auto live =
      database.stream("SELECT source, sequence FROM about WHERE area = ?", std::span(&name, 1), [&](const Row& row) {
        const auto* source = std::get_if<std::string>(&row[0]);
        const auto* sequence = std::get_if<std::int64_t>(&row[1]);
        IndexRow found(sequence == nullptr ? -1 : *sequence, source == nullptr ? std::string() : *source);
        if (differing.contains(found.first) && apart.erase(found) == 0) apart.insert(std::move(found));
        return true;
      });
  if (!live) return fail(live.error());
  return static_cast<std::int64_t>(apart.size());
}

Done rewrite(const Ledger& ledger, store::Database& database, const AreaCode& area) {
  const Cell name = area.value;
  if (auto gone = database.run("DELETE FROM about WHERE area = ?", std::span(&name, 1)); !gone)
    return fail(gone.error());
  for (std::int64_t from = 0;;) {  // a slice is read, then written: a stream's callback must not write
    std::vector<Row> rows;
    std::int64_t next = from;
    const auto read = ledger.read_all(area, from, [&](const Entry& entry) {
      for (const auto source : indexed_sources(entry))
        rows.push_back({area.value, std::string(source), entry.sequence});
      next = entry.sequence + 1;
      return rows.size() < rows_at_once;
    });
    if (!read) return read;
    if (next == from) return {};
    if (auto put = database.insert("about", columns, rows); !put) return put;
    from = next;
  }
}

}  // namespace

std::vector<std::string_view> indexed_sources(const Entry& entry) {
  std::vector<std::string_view> sources;
  sources.reserve(entry.about.size());
  for (const About& about : entry.about) sources.push_back(about.source.value);
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

std::uint64_t& IndexCheck::sum(std::int64_t sequence) {
  const auto at = static_cast<std::size_t>(sequence);
  if (sums_.size() <= at) sums_.resize(std::max(at + 1, sums_.size() + sums_.size() / 2));
  return sums_[at];
}

void IndexCheck::add(const Entry& entry) {
  if (entry.sequence < 0) return;
  for (const auto source : indexed_sources(entry)) sum(entry.sequence) += mixed(source);
}

Result<std::vector<std::int64_t>> IndexCheck::differing(store::Database& database, const AreaCode& area) {
  std::set<std::int64_t> strangers;  // rows of sequences that no entry has, or of no readable form
  const Cell name = area.value;
  const auto done =
      database.stream("SELECT source, sequence FROM about WHERE area = ?", std::span(&name, 1), [&](const Row& row) {
        const auto* source = std::get_if<std::string>(&row[0]);
        const auto* sequence = std::get_if<std::int64_t>(&row[1]);
        if (source == nullptr || sequence == nullptr)
          strangers.insert(-1);
        else if (*sequence < 0 || static_cast<std::size_t>(*sequence) >= sums_.size())
          strangers.insert(*sequence);
        else
          sums_[static_cast<std::size_t>(*sequence)] -= mixed(*source);
        return true;
      });
  if (!done) return fail(done.error());
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (sums_[i] != 0) out.push_back(static_cast<std::int64_t>(i));
  }
  out.insert(out.end(), strangers.begin(), strangers.end());
  return out;
}

Result<std::int64_t> Ledger::rebuild_index(bool check_only) {
  auto& database = state_->database;
  std::int64_t differed = 0;
  const auto rebuild = [&]() -> Done {
    differed = 0;
    const auto all = all_areas(database);
    if (!all) return fail(all.error());
    for (const AreaCode& area : *all) {
      IndexCheck check;
      const auto read = read_all(area, 0, [&](const Entry& entry) {
        check.add(entry);
        return true;
      });
      if (!read) return read;
      const auto sequences = check.differing(database, area);
      if (!sequences) return fail(sequences.error());
      if (sequences->empty()) continue;
      const auto rows = rows_apart(*this, database, area, *sequences);
      if (!rows) return fail(rows.error());
      differed += *rows;
      if (check_only) continue;
      if (auto done = rewrite(*this, database, area); !done) return done;
    }
    return {};
  };
  const Done done = database.transact(rebuild);  // to compare, too: entries and index as of one moment
  if (!done) return fail(done.error());
  return differed;
}

}  // namespace roundel
