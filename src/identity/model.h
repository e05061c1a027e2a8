// A linkage model as its file says it: columns, comparisons, blocking rules, thresholds. Nothing in it is learned.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/document.h"
#include "identity/standardise.h"

namespace roundel::identity {

// What a column means to the guards that keep a family's members apart.
enum class Role { none, forename, surname, birth_date, agency };

struct ColumnSpec {
  std::string name;               // as the model's other parts call it
  std::vector<std::string> from;  // the file's columns; more than one are joined by a space
  ColumnKind kind = ColumnKind::text;
  Role role = Role::none;
  std::set<std::string> not_values;  // standardised texts that mean "not known": "baby", "unknown"
};

enum class Test {
  exact,
  nickname,      // both are forms of one name, by the model's list
  crossed,       // one's value stands in the other's column `with`
  sound,         // the same sound code
  jaro_winkler,  // at least `limit`
  edits,         // at most `limit`
  shared_word,
  initial,
  swapped_day_month,
  one_digit,
  year_only,
  years,  // at most `limit` years apart, day and month equal
  same_day_month,
  same_year_month,
  same_year,
  sector,
  district,
  area,
};

struct Level {
  Test test = Test::exact;
  double limit = 0;
  std::size_t with = 0;  // a column; for `crossed`
  std::string title;     // as the model writes it
};

struct Comparison {
  std::string title;
  std::size_t column = 0;
  std::vector<Level> levels;  // best first; the first is always exact. "different" follows the last
  bool frequency = false;     // agreement on a rare value says more
  bool household = false;     // a household shares it: surname, address, telephone
  bool crosses = false;       // has a `crossed` level
  bool conflict = false;      // two valid, different values are never one person
  bool borrowed = false;      // but where a value is plainly somebody else's: see disputed.h
};

// A part of a value that records are blocked by.
enum class Part { whole, initial, first3, sound, year, month, day, year_month, sector, district };

struct BlockPart {
  std::size_t column = 0;
  Part part = Part::whole;
};
using BlockRule = std::vector<BlockPart>;

// Groups of forms of one name. A form may be in several groups ("alex").
using Nicknames = std::unordered_map<std::string, std::vector<std::uint32_t>>;

struct Model {
  std::string id_column;
  double join_at = 0.7;             // probability from which two records are joined
  double split_at = 0.5;            // and below which records joined before are parted again
  std::size_t largest_block = 500;  // larger blocks are skipped: a value so common tells nothing
  int namesake_years = 12;          // same names with births this far apart are two people
  std::vector<ColumnSpec> columns;
  std::vector<std::string> sources;  // the file's columns that the model uses, each once
  std::vector<Comparison> comparisons;
  std::vector<BlockRule> rules;
  Nicknames nicknames;

  std::size_t column_with(Role role) const;  // `columns.size()` where there is none
};

// Limits of the engine: a pair's levels are packed into 64 bits, four a comparison.
inline constexpr std::size_t most_comparisons = 16;
inline constexpr std::size_t most_levels = 14;

// `folder` is where files that the model names are looked for.
Result<Model> read_model(const Node& file, const std::string& folder);

bool are_nicknames(const Nicknames& nicknames, const std::string& a, const std::string& b);

}  // namespace roundel::identity
