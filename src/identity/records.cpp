#include "identity/records.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>

#include <fmt/format.h>

#include "core/mapped_file.h"
#include "identity/csv_rows.h"
#include "identity/parallel.h"

namespace roundel::identity {
namespace {

constexpr std::size_t rows_at_a_time = 1 << 15;

std::uint32_t hash_of(std::string_view text) {
  const std::size_t hash = std::hash<std::string_view>{}(text);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

constexpr std::uint32_t index_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot); }

// Which cells of a row are kept, and where.
struct Layout {
  std::size_t id = 0;              // cell of the record's id
  std::vector<std::size_t> cells;  // cell of each kept column
  std::size_t width = 0;           // cells a row must have
};

Result<Layout> lay_out(const std::vector<std::string>& header, const std::string& name, std::string_view id_column,
                       const std::vector<std::string>& only) {
  Layout layout{.width = header.size()};
  bool has_id = false;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i), header[i]) !=
        header.begin() + static_cast<std::ptrdiff_t>(i))
      return fail(Fault::bad_input, fmt::format("the header names '{}' twice", header[i]), "different column names",
                  Place{.file = name, .line = 1, .column = static_cast<int>(i + 1)});
    if (header[i] == id_column) {
      layout.id = i;
      has_id = true;
    } else if (only.empty() || std::find(only.begin(), only.end(), header[i]) != only.end()) {
      layout.cells.push_back(i);
    }
  }
  if (!has_id)
    return fail(Fault::bad_input,
                fmt::format("the header has no column '{}', which the model names as the record's id", id_column), {},
                Place{.file = name, .line = 1});
  for (const std::string& wanted : only)
    if (std::find(header.begin(), header.end(), wanted) == header.end())
      return fail(Fault::bad_input, fmt::format("the header has no column '{}'", wanted),
                  "every column that the model names", Place{.file = name, .line = 1});
  return layout;
}

// A record whose id an earlier one has, and that one; threads share the ids by their hashes.
struct Twice {
  std::size_t row = ~std::size_t{0};
  std::size_t earlier = 0;
};

Twice first_twice(const std::vector<std::string>& ids, std::size_t share, std::size_t shares) {
  std::size_t mask = 15;
  while (mask < ids.size() * 2 / shares) mask = mask * 2 + 1;
  std::vector<std::uint64_t> slots(mask + 1, 0);  // the hash, below it the row counted from 1; 0 is free
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::uint32_t hash = hash_of(ids[row]);
    if ((hash >> 16) % shares != share) continue;
    std::size_t slot = hash & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask)
      if (slots[slot] >> 32 == hash && ids[index_in(slots[slot]) - 1] == ids[row])
        return {.row = row, .earlier = index_in(slots[slot]) - 1};
    slots[slot] = std::uint64_t{hash} << 32 | (row + 1);
  }
  return {};
}

Done check_ids(const std::vector<std::string>& ids, const std::string& name, unsigned threads) {
  std::vector<Twice> found(threads);
  in_parallel(threads, [&](unsigned thread) { found[thread] = first_twice(ids, thread, threads); });
  const Twice& first =
      *std::min_element(found.begin(), found.end(), [](const Twice& a, const Twice& b) { return a.row < b.row; });
  if (first.row >= ids.size()) return {};
  return fail(Fault::bad_input, fmt::format("record {} has the id of record {}", first.row + 1, first.earlier + 1),
              "unique ids", Place{.file = name});
}

}  // namespace

Column::Column(std::string name) : name_(std::move(name)), texts_{std::string()}, slots_(16, 0) {}

std::size_t Column::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0 && (slots_[slot] >> 32 != hash || texts_[index_in(slots_[slot])] != text))
    slot = (slot + 1) & mask;
  return slot;
}

void Column::grow() {
  const auto old = std::exchange(slots_, std::vector<std::uint64_t>(slots_.size() * 2, 0));
  const std::size_t mask = slots_.size() - 1;
  for (const std::uint64_t taken : old) {
    if (taken == 0) continue;
    std::size_t slot = taken >> 32 & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = taken;
  }
}

std::uint32_t Column::intern(std::string_view text, std::uint32_t hash) {
  if (text.empty()) return 0;
  std::size_t slot = slot_of(text, hash);
  if (slots_[slot] != 0) return index_in(slots_[slot]);
  if (texts_.size() * 2 > slots_.size()) {
    grow();
    slot = slot_of(text, hash);
  }
  const auto index = static_cast<std::uint32_t>(texts_.size());
  texts_.emplace_back(text);
  slots_[slot] = std::uint64_t{hash} << 32 | index;
  return index;
}

std::uint32_t Column::intern(std::string_view text) { return intern(text, hash_of(text)); }

std::uint32_t Column::index_of(std::string_view text) const {
  if (text.empty()) return 0;
  const std::uint64_t taken = slots_[slot_of(text, hash_of(text))];
  return taken == 0 ? unknown : index_in(taken);
}

void Column::push(std::string_view text) { rows_.push_back(intern(text)); }

// Most of the time goes by waiting for memory: for a few texts at a time, slots and then likely texts are sent for
// before any of them is needed.
void Column::push(std::span<const std::string_view> texts) {
  constexpr std::size_t together = 32;
  std::array<std::uint32_t, together> hashes{};
  for (std::size_t from = 0; from < texts.size(); from += together) {
    const auto some = texts.subspan(from, std::min(together, texts.size() - from));
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < some.size(); ++i) {
      hashes[i] = hash_of(some[i]);
      __builtin_prefetch(&slots_[hashes[i] & mask]);
    }
    for (std::size_t i = 0; i < some.size(); ++i) {
      const std::uint64_t taken = slots_[hashes[i] & mask];
      if (taken >> 32 == hashes[i]) __builtin_prefetch(&texts_[index_in(taken)]);
    }
    for (std::size_t i = 0; i < some.size(); ++i) rows_.push_back(intern(some[i], hashes[i]));
  }
}

bool Column::set(std::size_t row, std::string_view text) {
  const std::uint32_t index = intern(text);
  return std::exchange(rows_[row], index) != index;
}

const Column* Records::find(std::string_view name) const {
  for (const Column& column : columns)
    if (column.name() == name) return &column;
  return nullptr;
}

namespace {

constexpr std::size_t stretch = 4 << 20;

// Rows of a text that were read at once; batch after batch in the text's order.
using Batches = std::vector<CsvRows::Batch>;

void keep_ids(const Batches& batches, std::size_t cell, std::vector<std::string>& ids) {
  for (const CsvRows::Batch& batch : batches)
    for (std::size_t row = 0; row < batch.rows; ++row) ids.emplace_back(batch.cell(row, cell));
}

void keep_column(const Batches& batches, std::size_t cell, Column& column) {
  std::vector<std::string_view> texts;
  for (const CsvRows::Batch& batch : batches)
    for (std::size_t row = 0; row < batch.rows; ++row) texts.push_back(batch.cell(row, cell));
  column.push(texts);
}

// Threads take a column each until none is left: some have far more different texts than others.
Done keep(const Batches& batches, const Layout& layout, const std::string& name, std::string_view id_column,
          unsigned threads, Records& records) {
  const std::size_t before = records.ids.size();
  std::atomic<std::size_t> next = 0;
  in_parallel(threads, [&](unsigned) {
    for (std::size_t c = next++; c <= records.columns.size(); c = next++)
      if (c == records.columns.size()) {
        keep_ids(batches, layout.id, records.ids);
      } else {
        keep_column(batches, layout.cells[c], records.columns[c]);
      }
  });
  for (std::size_t row = before; row < records.ids.size(); ++row)
    if (records.ids[row].empty())
      return fail(Fault::bad_input, fmt::format("record {} has no id", row + 1), "an id in every row",
                  Place{.file = name, .field = std::string(id_column)});
  return {};
}

// Up to the end of the line that holds `at`.
std::size_t line_end(std::string_view csv, std::size_t at) {
  const std::size_t end = at >= csv.size() ? csv.size() : csv.find('\n', at);
  return end == std::string_view::npos || end == csv.size() ? csv.size() : end + 1;
}

// Without quotes every line is a row, so that threads may share a stretch of the text between them. False where a row
// is not as it should be: then the whole is read in order, which says where.
bool read_together(std::string_view csv, std::size_t& at, std::size_t width, unsigned threads, Batches& batches) {
  std::vector<std::string_view> pieces;
  for (unsigned t = 0; t < threads; ++t) {
    const std::size_t end = line_end(csv, at + stretch / threads);
    pieces.push_back(csv.substr(at, end - at));
    at = end;
  }
  batches.resize(threads);
  std::vector<char> right(threads, 0);
  in_parallel(threads, [&](unsigned t) {
    CsvRows rows(pieces[t], {});
    right[t] = rows.read(pieces[t].size(), width, batches[t]) ? 1 : 0;
  });
  return std::all_of(right.begin(), right.end(), [](char r) { return r != 0; });
}

}  // namespace

Result<Records> parse_records(std::string_view csv, const std::string& name, std::string_view id_column,
                              const std::vector<std::string>& only, unsigned threads) {
  threads = std::max(1U, threads);
  CsvRows rows(csv, name);
  auto header = rows.header();
  if (!header) return fail(header.error());
  const auto layout = lay_out(*header, name, id_column, only);
  if (!layout) return fail(layout.error());
  Records records;
  for (const std::size_t cell : layout->cells) records.columns.emplace_back((*header)[cell]);
  Batches batches;
  const bool plain = threads > 1 && csv.size() > stretch && csv.find('"') == std::string_view::npos;
  std::size_t at = plain ? line_end(csv, 0) : csv.size();
  bool together = plain;
  while (together && at < csv.size()) {
    together = read_together(csv, at, layout->width, threads, batches);
    if (!together) break;
    if (const auto kept = keep(batches, *layout, name, id_column, threads, records); !kept) return fail(kept.error());
  }
  if (!together && plain) {
    records.ids.clear();
    for (std::size_t c = 0; c < records.columns.size(); ++c) records.columns[c] = Column((*header)[layout->cells[c]]);
  }
  batches.resize(1);
  while (!together) {
    const auto read = rows.read(rows_at_a_time, layout->width, batches[0]);
    if (!read) return fail(read.error());
    if (batches[0].rows == 0) break;
    if (const auto kept = keep(batches, *layout, name, id_column, threads, records); !kept) return fail(kept.error());
  }
  if (const auto unique = check_ids(records.ids, name, threads); !unique) return fail(unique.error());
  return records;
}

Result<Records> read_records(const std::string& path, std::string_view id_column, const std::vector<std::string>& only,
                             unsigned threads) {
  const auto csv = MappedFile::open(path);
  if (!csv) return fail(csv.error());
  return parse_records(csv->text(), path, id_column, only, threads);
}

}  // namespace roundel::identity
