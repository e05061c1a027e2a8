// A mapping: one CSV feed, declared in TOML (docs/feeds.md) and compiled against the vocabulary, so that reading a row
// needs no look-up by name. Columns are numbered in the order in which the mapping names them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel::intake {

using ColumnNumber = std::size_t;

enum class CellType { text, date, number, yes_no };

struct Column {
  std::string name;
  CellType type = CellType::text;
  bool required = false;
  bool optional = false;   // a file may come without it, as if every cell were empty
  bool reference = false;  // part of a key, a source record or a practitioner: must stand on one line
  bool personal = false;   // says who somebody is: its content is never quoted in an error
};

// Holds when the cell is one of `is`, or, where `is` is empty, when it is filled (or empty, where `filled` is false).
struct Condition {
  ColumnNumber column = 0;
  std::vector<std::string> is;
  bool filled = true;
};

// A column's cell or a constant.
struct KeyPart {
  std::optional<ColumnNumber> column;
  std::string text;
};

struct HappenedRule {
  std::optional<ColumnNumber> from;  // nothing: never known
  std::optional<ColumnNumber> to;
  std::optional<ColumnNumber> approximate;
  std::optional<ColumnNumber> time;  // of a day alone: "21:40"; an empty cell tells none
};

struct KnownRule {
  ColumnNumber column = 0;
  std::optional<ColumnNumber> otherwise;  // where the first is empty
};

struct AboutRule {
  RoleCode role;
  ColumnNumber source = 0;
  char separator = '\0';  // none: one source record a cell
};

struct ValueRule {
  std::string name;
  ValueType type = ValueType::text;
  bool required = false;
  std::optional<ColumnNumber> column;  // nothing: the constant
  Value constant;
  bool translated = false;                            // `words` are all that the cell may say
  std::vector<std::pair<std::string, Value>> words;   // what the cell says → the value; sorted
  const Value* meaning(std::string_view cell) const;  // nullptr where the cell says none of `words`
};

struct CorrectsRule {
  std::string kind;
  std::vector<KeyPart> key;
};

struct EntryRule {
  KindCode kind;
  std::vector<std::string> agency_kinds;  // who may record it; empty: everybody
  Standing standing = Standing::fact;
  std::vector<Condition> when;  // all must hold
  std::vector<KeyPart> key;
  HappenedRule happened;
  KnownRule known;
  std::optional<ColumnNumber> practitioner;
  std::optional<CorrectsRule> corrects;
  std::vector<AboutRule> about;
  std::vector<ValueRule> values;  // sorted by name
  Place place;                    // where the mapping declares it
};

class Mapping {
 public:
  std::string feed;                // "police.incidents"
  std::string about;               // in words, for those who look after the feed
  std::vector<std::string> files;  // patterns of file names, * for anything
  AgencyId agency;                 // of every row, unless a column says
  std::optional<ColumnNumber> agency_column;
  DateStyle dates = DateStyle::iso;
  bool ignore_unmatched = false;
  std::vector<Column> columns;
  std::vector<EntryRule> entries;
  Place place;

  std::string_view dates_as_written() const { return dates == DateStyle::iso ? "yyyy-mm-dd" : "dd/mm/yyyy"; }
  // The number of characters of the longest pattern that fits, at least 1; 0 where none fits.
  std::size_t fits(std::string_view file_name) const;
};

// Reads a mapping and holds it against the vocabulary and the place. Errors name file, line and column. `name` is what
// they call the file.
Result<Mapping> parse_mapping(std::string_view toml, const std::string& name, const Standards& standards);

// "police_*.csv" fits "police_2024.csv". Letters must be equal, * stands for any characters or none.
bool fits_pattern(std::string_view pattern, std::string_view name);

}  // namespace roundel::intake
