#include "identity/table.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "identity/parallel.h"
#include "identity/similarity.h"

namespace roundel::identity {
namespace {

bool has_sound(ColumnKind kind) {
  return kind == ColumnKind::name || kind == ColumnKind::words || kind == ColumnKind::text;
}

char validity(const std::string& text, ColumnKind kind) {
  if (kind == ColumnKind::date) return is_partial_date(text) ? 2 : 1;
  return is_valid(text, kind) ? 1 : 0;
}

DateOrder order_of(const ColumnSpec& spec, const std::vector<const Column*>& sources) {
  DateOrderCount count;
  if (spec.kind == ColumnKind::date && sources.size() == 1)
    for (std::uint32_t raw = 0; raw < sources[0]->distinct(); ++raw) count.add(sources[0]->text(raw));
  return count.order();
}

std::uint64_t id_hash(const std::string& id) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a: the same on every platform
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash ^= hash >> 32;
  return hash * 0x9E3779B97F4A7C15;
}

}  // namespace

std::string standard_text(const ColumnSpec& spec, const std::vector<std::string_view>& values, DateOrder order) {
  std::string text;
  for (const auto value : values) {
    if (value.empty()) continue;
    if (!text.empty() && spec.kind == ColumnKind::date) break;  // the first that is known
    if (!text.empty()) text.push_back(' ');
    text += value;
  }
  std::string standard = standardised(text, spec.kind, order);
  return spec.not_values.contains(standard) ? std::string() : standard;
}

std::vector<std::string_view> values_for(const ColumnSpec& spec, const Model& model,
                                         const std::vector<std::string>& values) {
  std::vector<std::string_view> out;
  for (const std::string& source : spec.from) {
    const auto at =
        static_cast<std::size_t>(std::find(model.sources.begin(), model.sources.end(), source) - model.sources.begin());
    if (at < values.size()) out.emplace_back(values[at]);
  }
  return out;
}

Table::Table(const Model& model) {
  for (const ColumnSpec& spec : model.columns)
    columns_.push_back({.values = Column(spec.name), .counts = {0}, .sounds = {}, .characters = {0}, .valid = {1}});
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (has_sound(model.columns[c].kind)) columns_[c].sounds.push_back(0);
}

std::uint32_t Table::intern(Standard& column, const std::string& text, const ColumnSpec& spec) {
  const std::uint32_t id = column.values.intern(text);
  if (id < column.valid.size()) return id;
  column.counts.push_back(0);
  column.characters.push_back(characters_of(text));
  column.valid.push_back(validity(text, spec.kind));
  if (has_sound(spec.kind)) column.sounds.push_back(sound_of(text));
  return id;
}

// One source: each distinct raw text is standardised once. Several sources: each record's.
void Table::fill_column(const Records& records, const ColumnSpec& spec, Standard& column,
                        std::vector<std::uint32_t>& out, std::size_t at, std::size_t stride) {
  std::vector<const Column*> sources;
  for (const std::string& name : spec.from) sources.push_back(records.find(name));
  column.order = order_of(spec, sources);
  const std::size_t rows = records.ids.size();
  std::vector<std::uint32_t> standard_of;
  if (sources.size() == 1) {
    for (std::uint32_t raw = 0; raw < sources[0]->distinct(); ++raw)
      standard_of.push_back(intern(column, standard_text(spec, {sources[0]->text(raw)}, column.order), spec));
    for (std::size_t row = 0; row < rows; ++row) out[row * stride + at] = standard_of[sources[0]->at(row)];
  } else {
    std::vector<std::string_view> values(sources.size());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t s = 0; s < sources.size(); ++s) values[s] = sources[s]->text(sources[s]->at(row));
      out[row * stride + at] = intern(column, standard_text(spec, values, column.order), spec);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) ++column.counts[out[row * stride + at]];
  set_filled(column, rows - column.counts[0]);
}

Table Table::of(const Records& records, const Model& model, unsigned threads) {
  Table table(model);
  const std::size_t rows = records.ids.size();
  table.cells_.resize(rows * table.columns_.size());
  in_parallel(threads, [&](unsigned thread) {
    for (std::size_t c = thread; c < table.columns_.size(); c += threads)
      fill_column(records, model.columns[c], table.columns_[c], table.cells_, c, table.columns_.size());
  });
  table.row_hashes_.reserve(rows);
  for (const std::string& id : records.ids) table.row_hashes_.push_back(id_hash(id));
  return table;
}

void Table::set_disputed(std::size_t row, std::uint16_t comparisons) {
  if (row >= disputed_.size() && comparisons == 0) return;
  if (row >= disputed_.size()) disputed_.resize(rows(), 0);
  disputed_[row] = comparisons;
}

void Table::make_room() {
  cells_.reserve(cells_.size() + cells_.size() / 10);
  row_hashes_.reserve(row_hashes_.size() + row_hashes_.size() / 10);
}

void Table::set_filled(Standard& column, std::uint64_t records) {
  column.filled = records;
  column.log_filled = std::log(std::max<double>(1, static_cast<double>(records)));
}

double Table::frequency(std::size_t column, std::uint32_t id) const {
  const double filled = std::max<double>(1, static_cast<double>(columns_[column].filled));
  return std::max<double>(1, count(column, id)) / filled;
}

// One more value of a column, counted.
std::uint32_t Table::take(std::size_t c, const std::vector<std::string>& values, const Model& model) {
  Standard& column = columns_[c];
  const ColumnSpec& spec = model.columns[c];
  const std::uint32_t value = intern(column, standard_text(spec, values_for(spec, model, values), column.order), spec);
  ++column.counts[value];
  if (value != 0) set_filled(column, column.filled + 1);
  return value;
}

std::uint32_t Table::append(const std::string& id, const std::vector<std::string>& values, const Model& model) {
  for (std::size_t c = 0; c < columns_.size(); ++c) cells_.push_back(take(c, values, model));
  row_hashes_.push_back(id_hash(id));
  return static_cast<std::uint32_t>(row_hashes_.size() - 1);
}

void Table::replace(std::uint32_t row, const std::vector<std::string>& values, const Model& model) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::uint32_t& cell = cells_[row * columns_.size() + c];
    --columns_[c].counts[cell];
    if (cell != 0) set_filled(columns_[c], columns_[c].filled - 1);
    cell = take(c, values, model);
  }
}

}  // namespace roundel::identity
