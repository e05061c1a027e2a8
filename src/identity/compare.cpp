#include "identity/compare.h"

#include <algorithm>

#include "identity/similarity.h"

namespace roundel::identity {
namespace {

bool holds(const Model& model, const Level& level, const Value& a, const Value& b) {
  const std::string& x = *a.text;
  const std::string& y = *b.text;
  const bool dates = x.size() == 8 && y.size() == 8;
  switch (level.test) {
    case Test::exact:
      return a.id == b.id;
    case Test::nickname:
      return are_nicknames(model.nicknames, x, y);
    case Test::crossed:
      return false;
    case Test::sound:
      return a.sound != 0 && a.sound == b.sound;
    case Test::jaro_winkler:
      return may_be_jaro_winkler(x, y, a.characters, b.characters, level.limit) && jaro_winkler(x, y) >= level.limit;
    case Test::edits:
      return may_be_edits(a.characters, b.characters, static_cast<unsigned>(level.limit)) &&
             edit_distance(x, y, static_cast<unsigned>(level.limit)) <= static_cast<unsigned>(level.limit);
    case Test::shared_word:
      return share_word(x, y);
    case Test::initial:
      return is_initial(x, y);
    case Test::swapped_day_month:
      return day_and_month_swapped(x, y);
    case Test::one_digit:
      return one_digit_differs(x, y);
    case Test::year_only:
      return year_only(x, y);
    case Test::years:
      return dates && x.substr(4) == y.substr(4) && years_apart(x, y) <= static_cast<int>(level.limit);
    case Test::same_day_month:
      return dates && x.substr(4) == y.substr(4);
    case Test::same_year_month:
      return dates && x.compare(0, 6, y, 0, 6) == 0;
    case Test::same_year:
      return dates && x.compare(0, 4, y, 0, 4) == 0;
    case Test::sector:
      return !postcode_sector(x).empty() && postcode_sector(x) == postcode_sector(y);
    case Test::district:
      return !postcode_district(x).empty() && postcode_district(x) == postcode_district(y);
    case Test::area:
      return !postcode_area(x).empty() && postcode_area(x) == postcode_area(y);
  }
  return false;
}

// Dates known in part agree in what is known, or differ there. Where the model has no level for it, it says nothing.
std::size_t partial_date_level(const Comparison& comparison, const std::string& a, const std::string& b) {
  if (!year_only(a, b)) return comparison.levels.size() + 1;
  for (std::size_t i = 0; i < comparison.levels.size(); ++i)
    if (comparison.levels[i].test == Test::year_only || comparison.levels[i].test == Test::same_year) return i + 1;
  return 0;
}

// A better level than `level` that one record's other column gives.
std::size_t crossed_level(const Comparison& comparison, std::size_t level, const RecordView& a, const RecordView& b) {
  for (std::size_t i = 0; i + 1 < level && i < comparison.levels.size(); ++i) {
    const Level& candidate = comparison.levels[i];
    if (candidate.test != Test::crossed) continue;
    const std::string& x = *a.value(comparison.column).text;
    const std::string& y = *b.value(comparison.column).text;
    if ((!x.empty() && x == *b.value(candidate.with).text) || (!y.empty() && y == *a.value(candidate.with).text))
      return i + 1;
  }
  return level;
}

}  // namespace

std::size_t value_level(const Model& model, const Comparison& comparison, const Value& a, const Value& b) {
  if (a.id == 0 || b.id == 0) return 0;
  const ColumnKind kind = model.columns[comparison.column].kind;
  if (kind == ColumnKind::date && (is_partial_date(*a.text) || is_partial_date(*b.text)))
    return partial_date_level(comparison, *a.text, *b.text);
  for (std::size_t i = 0; i < comparison.levels.size(); ++i)
    if (holds(model, comparison.levels[i], a, b)) return i + 1;
  return comparison.levels.size() + 1;
}

std::size_t Comparer::Memory::slot_of(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = first_slot(key);
  while (slots_[slot] != 0 && slots_[slot] >> 8 != key) slot = (slot + 1) & mask;
  return slot;
}

std::uint64_t& Comparer::Memory::at(std::uint32_t low, std::uint32_t high) {
  require(high >> 28 == 0, "a column has fewer than 2^28 distinct values");
  const std::uint64_t key = std::uint64_t{low} << 28 | high;
  std::size_t slot = slot_of(key);
  if (slots_[slot] != 0) return slots_[slot];
  if (++used_ * 2 > slots_.size()) {
    const auto old = std::move(slots_);
    slots_.assign(old.size() * 2, 0);
    for (const std::uint64_t entry : old)
      if (entry != 0) slots_[slot_of(entry >> 8)] = entry;
    slot = slot_of(key);
  }
  slots_[slot] = key << 8;
  return slots_[slot];
}

void Comparer::Memory::fetch(std::uint32_t low, std::uint32_t high) const {
  __builtin_prefetch(&slots_[first_slot(std::uint64_t{low} << 28 | high)]);
}

Comparer::Comparer(const Model& model, const Table& table)
    : model_(&model), table_(&table), memory_(model.comparisons.size()) {
  for (const Comparison& comparison : model.comparisons) {
    const ColumnKind kind = model.columns[comparison.column].kind;
    remembered_.push_back(kind == ColumnKind::name || kind == ColumnKind::words ? 1 : 0);
  }
}

std::size_t Comparer::level_of(std::size_t c, std::uint32_t low, std::uint32_t high) {
  const Comparison& comparison = model_->comparisons[c];
  const auto judged = [&] {
    return value_level(*model_, comparison, table_->value(comparison.column, low),
                       table_->value(comparison.column, high));
  };
  if (remembered_[c] == 0) return judged();
  std::uint64_t& known = memory_[c].at(low, high);
  if ((known & 0xFFU) == 0) known |= judged();
  return known & 0xFFU;
}

// One comparison over some pairs. What is not plain from the values' numbers is gathered first, so that memory brings
// the next values while one is judged.
void Comparer::compare_column(std::size_t c, std::span<const RowPair> pairs, std::span<Pattern> patterns) {
  const Comparison& comparison = model_->comparisons[c];
  const std::size_t column = comparison.column;
  const bool dates = model_->columns[column].kind == ColumnKind::date;
  unlike_.clear();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [low, high] = std::minmax(table_->row(pairs[i].a)[column], table_->row(pairs[i].b)[column]);
    if (low == 0) continue;
    if (low != high || (dates && table_->partial(column, low))) {
      unlike_.push_back({.pair = i, .low = low, .high = high});
    } else {
      patterns[i] |= Pattern{1} << (4 * c);
    }
  }
  for (const Unlike& values : unlike_)
    if (remembered_[c] != 0) {
      memory_[c].fetch(values.low, values.high);
    } else {
      table_->fetch(column, values.low);
      table_->fetch(column, values.high);
    }
  for (const Unlike& values : unlike_) {
    std::size_t level = level_of(c, values.low, values.high);
    if (level > 1 && comparison.crosses)
      level = crossed_level(comparison, level, RecordView(*table_, pairs[values.pair].a),
                            RecordView(*table_, pairs[values.pair].b));
    patterns[values.pair] |= Pattern{level} << (4 * c);
  }
}

void Comparer::compare(std::span<const RowPair> pairs, std::vector<Pattern>& patterns) {
  constexpr std::size_t together = 256;
  patterns.assign(pairs.size(), 0);
  for (std::size_t from = 0; from < pairs.size(); from += together) {
    const auto some = pairs.subspan(from, std::min(together, pairs.size() - from));
    for (const RowPair& pair : some) __builtin_prefetch(table_->row(pair.b).data());
    for (std::size_t c = 0; c < model_->comparisons.size(); ++c)
      compare_column(c, some, std::span(patterns).subspan(from, some.size()));
  }
}

std::size_t Comparer::values_compared() const {
  std::size_t sum = 0;
  for (const Memory& memory : memory_) sum += memory.size();
  return sum;
}

bool unlike_in_name_and_birth(const Model& model, Pattern pattern) {
  bool forename = false;
  bool birth_date = false;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const Role role = model.columns[model.comparisons[c].column].role;
    const bool different = level_in(pattern, c) + 1 == levels_of(model.comparisons[c]);
    forename |= different && role == Role::forename;
    birth_date |= different && role == Role::birth_date;
  }
  return forename && birth_date;
}

Query query_of(const Model& model, const Table& table, const std::vector<std::string>& values) {
  Query query;
  for (std::size_t c = 0; c < model.columns.size(); ++c) {
    query.texts.push_back(
        standard_text(model.columns[c], values_for(model.columns[c], model, values), table.date_order(c)));
    query.ids.push_back(table.dictionary(c).index_of(query.texts.back()));
    query.sounds.push_back(sound_of(query.texts.back()));
    query.characters.push_back(characters_of(query.texts.back()));
    query.valid.push_back(is_valid(query.texts.back(), model.columns[c].kind) ? 1 : 0);
  }
  return query;
}

Query query_of(const Table& table, std::uint32_t row) {
  Query query;
  for (std::size_t c = 0; c < table.width(); ++c) {
    const Value value = table.value(c, table.row(row)[c]);
    query.texts.push_back(*value.text);
    query.ids.push_back(value.id);
    query.sounds.push_back(value.sound);
    query.characters.push_back(value.characters);
    query.valid.push_back(table.valid(c, value.id) ? 1 : 0);
  }
  query.disputed = table.disputed(row);
  return query;
}

Pattern compare(const Model& model, const RecordView& a, const RecordView& b) {
  Pattern pattern = 0;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const Comparison& comparison = model.comparisons[c];
    std::size_t level = value_level(model, comparison, a.value(comparison.column), b.value(comparison.column));
    if (level > 1 && comparison.crosses) level = crossed_level(comparison, level, a, b);
    if (!is_void(c, level, a, b)) pattern |= Pattern{level} << (4 * c);
  }
  return pattern;
}

}  // namespace roundel::identity
