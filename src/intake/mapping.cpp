#include "intake/mapping.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/document.h"
#include "core/text.h"
#include "intake/convert.h"
#include "intake/entry_rule.h"

namespace roundel::intake {
namespace {

Result<CellType> parse_cell_type(const Node& node) {
  const auto word = node.text();
  if (!word) return fail(word.error());
  if (*word == "text") return CellType::text;
  if (*word == "date") return CellType::date;
  if (*word == "number") return CellType::number;
  if (*word == "yes-no") return CellType::yes_no;
  return fail(node.wrong(fmt::format("'{}' is not a type of column", *word), "text, date, number or yes-no"));
}

Result<Column> parse_column(const std::string& name, const Node& node) {
  if (!node.table()) return fail(node.wrong(fmt::format("column '{}' has no table", name), "{ required = true }"));
  if (const auto known = node.only({"type", "required", "optional"}); !known) return fail(known.error());
  Column column{.name = name};
  if (trimmed(name).empty()) return fail(node.wrong("a column has no name", "the name as in the file's header"));
  if (const Node* type = node.find("type")) {
    const auto parsed = parse_cell_type(*type);
    if (!parsed) return fail(parsed.error());
    column.type = *parsed;
  }
  for (const auto& [mark, told] : {std::pair{"required", &column.required}, {"optional", &column.optional}})
    if (const Node* marked = node.find(mark)) {
      const auto parsed = marked->flag();
      if (!parsed) return fail(parsed.error());
      *told = *parsed;
    }
  if (column.required && column.optional)
    return fail(node.wrong(fmt::format("column '{}' is both required and optional", name), "one of the two"));
  return column;
}

Done parse_columns(const Node& root, Mapping& mapping) {
  const auto columns = root.need("columns");
  if (!columns) return fail(columns.error());
  if (!(*columns)->table() || (*columns)->table()->empty())
    return fail((*columns)->wrong("no columns", "[columns] with one line for each column"));
  for (const auto& [name, node] : *(*columns)->table()) {
    auto column = parse_column(name, node);
    if (!column) return fail(column.error());
    mapping.columns.push_back(std::move(*column));
  }
  return {};
}

Done parse_dates(const Node& root, Mapping& mapping) {
  const auto word = root.need_text("dates");
  if (!word) return fail(word.error());
  if (*word != "dd/mm/yyyy" && *word != "yyyy-mm-dd")
    return fail(
        root.find("dates")->wrong(fmt::format("'{}' is not a way to write dates", *word), "dd/mm/yyyy or yyyy-mm-dd"));
  mapping.dates = *word == "yyyy-mm-dd" ? DateStyle::iso : DateStyle::uk;
  return {};
}

Done parse_agency(const Node& root, const Standards& standards, Mapping& mapping) {
  const auto node = root.need("agency");
  if (!node) return fail(node.error());
  if ((*node)->table()) {
    if (const auto known = (*node)->only({"column"}); !known) return known;
    const auto column = need_column(**node, "column", mapping);
    if (!column) return fail(column.error());
    mapping.agency_column = *column;
    return {};
  }
  const auto id = (*node)->text();
  if (!id) return fail(id.error());
  mapping.agency = AgencyId(*id);
  if (!standards.place || standards.agency(mapping.agency)) return {};
  std::vector<std::string_view> ids;
  for (const Agency& agency : standards.place->agencies) ids.push_back(agency.id.str());
  const auto near = nearest(*id, ids);
  return fail((*node)->wrong(fmt::format("'{}' is not an agency of {}", *id, standards.place->name),
                             near.empty() ? "an agency of the place" : fmt::format("'{}'?", near)));
}

Done parse_files(const Node& root, Mapping& mapping) {
  const auto node = root.need("files");
  if (!node) return fail(node.error());
  auto patterns = (*node)->texts();
  if (!patterns) return fail(patterns.error());
  if (patterns->empty()) return fail((*node)->wrong("no file names", "files = [\"name*.csv\"]"));
  for (const std::string& pattern : *patterns)
    if (pattern.empty() || pattern.find('/') != std::string::npos)
      return fail((*node)->wrong(fmt::format("'{}' is not a pattern of file names", pattern),
                                 "a file name without folders, * for anything"));
  mapping.files = std::move(*patterns);
  return {};
}

bool is_feed_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

Done parse_head(const Node& root, Mapping& mapping) {
  if (const auto known =
          root.only({"feed", "about", "files", "agency", "dates", "ignore-unmatched", "columns", "entry"});
      !known)
    return known;
  auto feed = root.need_text("feed");
  if (!feed) return fail(feed.error());
  if (!is_feed_name(*feed))
    return fail(root.find("feed")->wrong(fmt::format("'{}' is not a name of a feed", shortened(*feed)),
                                         "small letters, digits, dots and hyphens, such as police.incidents"));
  mapping.feed = std::move(*feed);
  auto about = root.need_text("about");
  if (!about) return fail(about.error());
  mapping.about = std::move(*about);
  if (const Node* ignore = root.find("ignore-unmatched")) {
    const auto flag = ignore->flag();
    if (!flag) return fail(flag.error());
    mapping.ignore_unmatched = *flag;
  }
  return parse_files(root, mapping);
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& word) { return std::find(b.begin(), b.end(), word) != b.end(); });
}

// Two conditions on one column that no cell can meet together.
bool exclude_each_other(const Condition& a, const Condition& b) {
  if (a.column != b.column) return false;
  if (!a.is.empty() && !b.is.empty()) return !share(a.is, b.is);
  if (a.is.empty() && b.is.empty()) return a.filled != b.filled;
  return a.is.empty() ? !a.filled : !b.filled;  // one of them wants words, the other an empty cell
}

bool one_row_can_meet_both(const EntryRule& a, const EntryRule& b) {
  for (const Condition& x : a.when)
    for (const Condition& y : b.when)
      if (exclude_each_other(x, y)) return false;
  return true;
}

bool same_key(const EntryRule& a, const EntryRule& b) {
  return a.kind == b.kind &&
         std::equal(a.key.begin(), a.key.end(), b.key.begin(), b.key.end(),
                    [](const KeyPart& x, const KeyPart& y) { return x.column == y.column && x.text == y.text; });
}

// One row must not make two entries with one key: the ledger would take the second for a repetition of the first.
Done check_keys(const Mapping& mapping) {
  for (std::size_t i = 0; i < mapping.entries.size(); ++i)
    for (std::size_t j = i + 1; j < mapping.entries.size(); ++j) {
      const EntryRule& a = mapping.entries[i];
      const EntryRule& b = mapping.entries[j];
      if (!same_key(a, b) || !one_row_can_meet_both(a, b)) continue;
      return fail(Fault::bad_input,
                  fmt::format("entries {} and {} of kind '{}' have the same key and one row can make both", i + 1,
                              j + 1, a.kind.str()),
                  "a different key, such as key = [\"Id\", { text = \"second\" }], or 'when' on the same column",
                  b.place);
    }
  return {};
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view name) {
  // The classic two-pointer match: after a mismatch the last * takes one character more.
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_name = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_name = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++star_name;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::size_t Mapping::fits(std::string_view file_name) const {
  std::size_t best = 0;
  for (const std::string& pattern : files)
    if (fits_pattern(pattern, file_name)) best = std::max(best, pattern.size());
  return best;
}

Result<Mapping> parse_mapping(std::string_view toml, const std::string& name, const Standards& standards) {
  const auto root = parse_document(toml, name);
  if (!root) return fail(root.error());
  Mapping mapping{.place = Place{.file = name}};
  if (const auto head = parse_head(*root, mapping); !head) return fail(head.error());
  if (const auto columns = parse_columns(*root, mapping); !columns) return fail(columns.error());
  if (const auto dates = parse_dates(*root, mapping); !dates) return fail(dates.error());
  if (const auto agency = parse_agency(*root, standards, mapping); !agency) return fail(agency.error());
  const auto rules = root->each("entry");
  if (rules.empty()) return fail(root->wrong("no entries", "[[entry]] for each kind of entry that a row makes"));
  for (const Node* node : rules) {
    auto rule = parse_entry_rule(*node, standards, mapping);
    if (!rule) return fail(rule.error());
    mapping.entries.push_back(std::move(*rule));
  }
  if (const auto keys = check_keys(mapping); !keys) return fail(keys.error());
  return mapping;
}

}  // namespace roundel::intake
