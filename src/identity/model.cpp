#include "identity/model.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "core/text.h"
#include "identity/linkage.h"
#include "identity/nicknames.h"

namespace roundel::identity {
namespace {

template <class Value>
using Word = std::pair<std::string_view, Value>;

constexpr Word<ColumnKind> kinds[] = {{"name", ColumnKind::name},
                                      {"text", ColumnKind::text},
                                      {"words", ColumnKind::words},
                                      {"code", ColumnKind::code},
                                      {"date", ColumnKind::date},
                                      {"postcode", ColumnKind::postcode},
                                      {"nhs-number", ColumnKind::nhs_number},
                                      {"upn", ColumnKind::upn},
                                      {"digits", ColumnKind::digits}};
constexpr Word<Role> roles[] = {{"forename", Role::forename},
                                {"surname", Role::surname},
                                {"birth-date", Role::birth_date},
                                {"agency", Role::agency}};
constexpr Word<Part> part_words[] = {
    {"initial", Part::initial},  {"first3", Part::first3}, {"sound", Part::sound},           {"year", Part::year},
    {"month", Part::month},      {"day", Part::day},       {"year-month", Part::year_month}, {"sector", Part::sector},
    {"district", Part::district}};

struct TestWord {
  std::string_view word;
  Test test;
  enum class Takes { nothing, number, column } takes;
};
constexpr TestWord tests[] = {
    {"exact", Test::exact, TestWord::Takes::nothing},
    {"nickname", Test::nickname, TestWord::Takes::nothing},
    {"crossed", Test::crossed, TestWord::Takes::column},
    {"sound", Test::sound, TestWord::Takes::nothing},
    {"jaro-winkler", Test::jaro_winkler, TestWord::Takes::number},
    {"edits", Test::edits, TestWord::Takes::number},
    {"shared-word", Test::shared_word, TestWord::Takes::nothing},
    {"initial", Test::initial, TestWord::Takes::nothing},
    {"swapped-day-month", Test::swapped_day_month, TestWord::Takes::nothing},
    {"one-digit", Test::one_digit, TestWord::Takes::nothing},
    {"year-only", Test::year_only, TestWord::Takes::nothing},
    {"years", Test::years, TestWord::Takes::number},
    {"same-day-month", Test::same_day_month, TestWord::Takes::nothing},
    {"same-year-month", Test::same_year_month, TestWord::Takes::nothing},
    {"same-year", Test::same_year, TestWord::Takes::nothing},
    {"sector", Test::sector, TestWord::Takes::nothing},
    {"district", Test::district, TestWord::Takes::nothing},
    {"area", Test::area, TestWord::Takes::nothing},
};

template <class Words>
std::string all_words(const Words& words) {
  std::vector<std::string> out;
  for (const auto& [word, value] : words) out.emplace_back(word);
  return "one of " + join_words(out, " or ");
}

template <class Value, std::size_t N>
Result<Value> word_of(const Node& node, const Word<Value> (&words)[N]) {
  const auto text = node.text();
  if (!text) return fail(text.error());
  for (const auto& [word, value] : words)
    if (word == *text) return value;
  return fail(node.wrong(fmt::format("'{}' is not known here", *text), all_words(words)));
}

Result<std::size_t> column_named(const Model& model, std::string_view name, const Node& node) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < model.columns.size(); ++i) {
    if (model.columns[i].name == name) return i;
    names.push_back(model.columns[i].name);
  }
  const auto near = nearest(name, names);
  return fail(node.wrong(fmt::format("no column is named '{}'", name),
                         near.empty() ? "the name of a [[column]]" : fmt::format("'{}'?", near)));
}

Result<bool> flag_or(const Node& table, std::string_view key, bool fallback) {
  const Node* node = table.find(key);
  if (!node) return fallback;
  return node->flag();
}

Result<double> number_between(const Node& table, std::string_view key, double fallback, double least, double most) {
  const Node* node = table.find(key);
  if (!node) return fallback;
  const auto value = node->real();
  if (!value) return value;
  if (!(*value >= least && *value <= most))
    return fail(
        node->wrong(fmt::format("{} is out of range", key), fmt::format("a number from {} to {}", least, most)));
  return value;
}

Result<ColumnSpec> read_column(const Node& node) {
  if (const auto known = node.only({"name", "from", "is", "role", "not"}); !known) return fail(known.error());
  ColumnSpec column;
  auto name = node.need_text("name");
  if (!name) return fail(name.error());
  column.name = std::move(*name);
  column.from = {column.name};
  if (const Node* from = node.find("from")) {
    auto texts = from->texts();
    if (!texts) return fail(texts.error());
    if (texts->empty()) return fail(from->wrong("no column of the file is named", "at least one"));
    column.from = std::move(*texts);
  }
  const auto is = node.need("is");
  if (!is) return fail(is.error());
  const auto kind = word_of(**is, kinds);
  if (!kind) return fail(kind.error());
  column.kind = *kind;
  if (const Node* role_node = node.find("role")) {
    const auto role = word_of(*role_node, roles);
    if (!role) return fail(role.error());
    column.role = *role;
  }
  if (const Node* not_node = node.find("not")) {
    const auto texts = not_node->texts();
    if (!texts) return fail(texts.error());
    for (const std::string& text : *texts) column.not_values.insert(standardised(text, column.kind));
  }
  return column;
}

Done read_columns(const Node& file, Model& model) {
  for (const Node* node : file.each("column")) {
    auto column = read_column(*node);
    if (!column) return fail(column.error());
    for (const ColumnSpec& other : model.columns) {
      if (other.name == column->name)
        return fail(node->wrong(fmt::format("the column '{}' stands twice", other.name), "different names"));
      if (other.role != Role::none && other.role == column->role)
        return fail(node->wrong(fmt::format("the columns '{}' and '{}' have one role", other.name, column->name),
                                "each role once"));
    }
    for (const std::string& source : column->from)
      if (std::find(model.sources.begin(), model.sources.end(), source) == model.sources.end())
        model.sources.push_back(source);
    model.columns.push_back(std::move(*column));
  }
  if (model.columns.empty()) return fail(file.wrong("the model has no columns", "at least one [[column]]"));
  return {};
}

Result<Level> read_level(const Node& node, const Model& model) {
  const auto text = node.text();
  if (!text) return fail(text.error());
  const auto words = split(*text, ' ');
  const auto* test =
      std::find_if(std::begin(tests), std::end(tests), [&](const TestWord& t) { return t.word == words[0]; });
  if (test == std::end(tests)) {
    std::vector<std::string_view> known;
    for (const TestWord& t : tests) known.push_back(t.word);
    const auto near = nearest(words[0], known);
    return fail(node.wrong(
        fmt::format("'{}' is not a level", words[0]),
        near.empty() ? "one of " + join_words({known.begin(), known.end()}, " or ") : fmt::format("'{}'?", near)));
  }
  Level level{.test = test->test, .title = *text};
  if (words.size() != (test->takes == TestWord::Takes::nothing ? 1U : 2U))
    return fail(node.wrong(fmt::format("'{}' is not complete or says too much", *text),
                           test->takes == TestWord::Takes::nothing  ? fmt::format("'{}' alone", test->word)
                           : test->takes == TestWord::Takes::number ? fmt::format("'{} NUMBER'", test->word)
                                                                    : fmt::format("'{} COLUMN'", test->word)));
  if (test->takes == TestWord::Takes::column) {
    const auto column = column_named(model, words[1], node);
    if (!column) return fail(column.error());
    level.with = *column;
  }
  if (test->takes == TestWord::Takes::number) {
    const auto [end, error] = std::from_chars(words[1].data(), words[1].data() + words[1].size(), level.limit);
    const double most = test->test == Test::jaro_winkler ? 1 : 100;
    if (error != std::errc() || end != words[1].data() + words[1].size() || !(level.limit > 0 && level.limit <= most))
      return fail(node.wrong(fmt::format("'{}' is not a limit of '{}'", words[1], test->word),
                             fmt::format("a number above 0, at most {}", most)));
  }
  return level;
}

Result<Comparison> read_comparison(const Node& node, const Model& model) {
  if (const auto known = node.only({"title", "column", "levels", "frequency", "household", "conflict", "borrowed"});
      !known)
    return fail(known.error());
  Comparison comparison;
  auto title = node.need_text("title");
  if (!title) return fail(title.error());
  comparison.title = std::move(*title);
  const auto name = node.need_text("column");
  if (!name) return fail(name.error());
  const auto column = column_named(model, *name, **node.need("column"));
  if (!column) return fail(column.error());
  comparison.column = *column;
  const auto levels = node.need("levels");
  if (!levels) return fail(levels.error());
  for (const Node* item : node.each("levels")) {
    auto level = read_level(*item, model);
    if (!level) return fail(level.error());
    comparison.crosses |= level->test == Test::crossed;
    comparison.levels.push_back(std::move(*level));
  }
  if (comparison.levels.empty() || comparison.levels.front().test != Test::exact)
    return fail(
        (*levels)->wrong("the first level is not 'exact'", "a list of levels, best first, that begins with 'exact'"));
  if (comparison.levels.size() > most_levels)
    return fail((*levels)->wrong("too many levels", fmt::format("at most {}", most_levels)));
  for (const auto& [key, flag] :
       {std::pair{"frequency", &comparison.frequency}, std::pair{"household", &comparison.household},
        std::pair{"conflict", &comparison.conflict}, std::pair{"borrowed", &comparison.borrowed}}) {
    const auto value = flag_or(node, key, false);
    if (!value) return fail(value.error());
    *flag = *value;
  }
  return comparison;
}

Result<BlockPart> read_part(const Node& node, const Model& model) {
  const auto text = node.text();
  if (!text) return fail(text.error());
  const auto dot = text->find('.');
  const auto column = column_named(model, std::string_view(*text).substr(0, dot), node);
  if (!column) return fail(column.error());
  BlockPart part{.column = *column};
  if (dot == std::string::npos) return part;
  const std::string_view wanted = std::string_view(*text).substr(dot + 1);
  for (const auto& [word, value] : part_words)
    if (word == wanted) {
      part.part = value;
      return part;
    }
  return fail(node.wrong(fmt::format("'{}' is not a part of a value", wanted), all_words(part_words)));
}

Result<BlockRule> read_rule(const Node& node, const Model& model) {
  if (const auto known = node.only({"on"}); !known) return fail(known.error());
  const auto on = node.need("on");
  if (!on) return fail(on.error());
  BlockRule rule;
  for (const Node* item : node.each("on")) {
    const auto part = read_part(*item, model);
    if (!part) return fail(part.error());
    rule.push_back(*part);
  }
  if (rule.empty())
    return fail((*on)->wrong("the rule names no column", "a list of columns: [\"surname\", \"birth-date.year\"]"));
  return rule;
}

Done read_limits(const Node& file, Model& model) {
  auto id = file.need_text("record-id");
  if (!id) return fail(id.error());
  model.id_column = std::move(*id);
  const auto join = number_between(file, "join-at", model.join_at, 0.5, 1);
  if (!join) return fail(join.error());
  model.join_at = *join;
  const auto split = number_between(file, "split-at", std::min(model.split_at, model.join_at), 0.01, model.join_at);
  if (!split) return fail(split.error());
  model.split_at = *split;
  const auto largest = number_between(file, "largest-block", static_cast<double>(model.largest_block), 2, 100'000);
  if (!largest) return fail(largest.error());
  model.largest_block = static_cast<std::size_t>(*largest);
  const auto years = number_between(file, "namesake-years", model.namesake_years, 1, 100);
  if (!years) return fail(years.error());
  model.namesake_years = static_cast<int>(*years);
  return {};
}

}  // namespace

std::size_t Model::column_with(Role role) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].role == role) return i;
  return columns.size();
}

Result<Model> read_model(const Node& file, const std::string& folder) {
  const auto known = file.only({"about", "record-id", "join-at", "split-at", "largest-block", "namesake-years",
                                "nicknames", "column", "compare", "block"});
  if (!known) return fail(known.error());
  Model model;
  if (const auto done = read_limits(file, model); !done) return fail(done.error());
  if (const auto done = read_columns(file, model); !done) return fail(done.error());
  for (const Node* node : file.each("compare")) {
    auto comparison = read_comparison(*node, model);
    if (!comparison) return fail(comparison.error());
    model.comparisons.push_back(std::move(*comparison));
    if (model.comparisons.size() > most_comparisons)
      return fail(node->wrong("too many comparisons", fmt::format("at most {}", most_comparisons)));
  }
  if (model.comparisons.empty()) return fail(file.wrong("the model compares nothing", "at least one [[compare]]"));
  for (const Node* node : file.each("block")) {
    auto rule = read_rule(*node, model);
    if (!rule) return fail(rule.error());
    model.rules.push_back(std::move(*rule));
  }
  if (model.rules.empty()) return fail(file.wrong("the model has no blocking rule", "at least one [[block]]"));
  if (const Node* names = file.find("nicknames")) {
    auto paths = names->texts();
    if (!paths) return fail(paths.error());
    for (std::string& path : *paths) path.insert(0, folder);
    auto read = read_nicknames(*paths);
    if (!read) return fail(read.error());
    model.nicknames = std::move(*read);
  }
  return model;
}

Result<std::shared_ptr<const Model>> load_model(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  const auto slash = path.rfind('/');
  auto model = read_model(*file, slash == std::string::npos ? std::string() : path.substr(0, slash + 1));
  if (!model) return fail(model.error());
  return std::make_shared<const Model>(std::move(*model));
}

std::string record_id_column(const Model& model) { return model.id_column; }
const std::vector<std::string>& record_columns(const Model& model) { return model.sources; }

}  // namespace roundel::identity
