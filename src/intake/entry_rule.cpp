#include "intake/entry_rule.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "intake/convert.h"

namespace roundel::intake {
namespace {

// "'suspekt' is not known to …" with the nearest word that is.
Error unknown_word(const Node& node, std::string what, std::string_view word,
                   const std::vector<std::string_view>& words) {
  const auto near = nearest(word, words);
  if (!near.empty()) return node.wrong(std::move(what), fmt::format("'{}'?", near));
  std::vector<std::string> all(words.begin(), words.end());
  if (all.size() > 12) {
    all.resize(12);
    all.push_back("…");
  }
  return node.wrong(std::move(what), "one of " + join_words(all, " or "));
}

Result<ColumnNumber> column_of(const Node& name, const Mapping& mapping) {
  const auto word = name.text();
  if (!word) return fail(word.error());
  std::vector<std::string_view> names;
  for (ColumnNumber i = 0; i < mapping.columns.size(); ++i) {
    if (mapping.columns[i].name == *word) return i;
    names.push_back(mapping.columns[i].name);
  }
  return fail(unknown_word(name, fmt::format("'{}' is not among [columns]", *word), *word, names));
}

// A column that is read as a date may be declared as one, or left as text.
Result<ColumnNumber> need_date_column(const Node& table, std::string_view key, const Mapping& mapping) {
  const auto column = need_column(table, key, mapping);
  if (!column) return column;
  const Column& declared = mapping.columns[*column];
  if (declared.type == CellType::date || declared.type == CellType::text) return column;
  return fail(table.find(key)->wrong(fmt::format("column '{}' is not declared as a date", declared.name),
                                     fmt::format("{} = {{ type = \"date\" }} in [columns]", declared.name)));
}

Result<std::optional<ColumnNumber>> maybe_column(const Node& table, std::string_view key, const Mapping& mapping) {
  if (!table.find(key)) return std::nullopt;
  const auto column = need_column(table, key, mapping);
  if (!column) return fail(column.error());
  return *column;
}

Result<Condition> parse_condition(const Node& node, const Mapping& mapping) {
  if (!node.table()) return fail(node.wrong("not a condition", "{ column = \"Type\", is = [\"DA\"] }"));
  if (const auto known = node.only({"column", "is", "filled"}); !known) return fail(known.error());
  const auto column = need_column(node, "column", mapping);
  if (!column) return fail(column.error());
  Condition condition{.column = *column};
  const Node* is = node.find("is");
  const Node* filled = node.find("filled");
  if ((is == nullptr) == (filled == nullptr))
    return fail(node.wrong("a condition says one thing", "either is = [\"…\"] or filled = true"));
  if (filled) {
    const auto flag = filled->flag();
    if (!flag) return fail(flag.error());
    condition.filled = *flag;
    return condition;
  }
  auto words = is->texts();
  if (!words) return fail(words.error());
  if (words->empty()) return fail(is->wrong("no words", "is = [\"DA\"]"));
  condition.is = std::move(*words);
  return condition;
}

Done parse_when(const Node& node, const Mapping& mapping, EntryRule& rule) {
  const Node* when = node.find("when");
  if (!when) return {};
  const Node::Array one{*when};
  for (const Node& item : when->array() ? *when->array() : one) {
    auto condition = parse_condition(item, mapping);
    if (!condition) return fail(condition.error());
    rule.when.push_back(std::move(*condition));
  }
  return {};
}

Result<std::vector<KeyPart>> parse_key(const Node& table, Mapping& mapping) {
  const auto node = table.need("key");
  if (!node) return fail(node.error());
  if (!(*node)->array() || (*node)->array()->empty())
    return fail((*node)->wrong("the key has no columns", "key = [\"IncidentNo\"]"));
  std::vector<KeyPart> key;
  for (const Node& item : *(*node)->array()) {
    if (!item.table()) {
      const auto column = column_of(item, mapping);
      if (!column) return fail(column.error());
      mapping.columns[*column].reference = true;
      key.push_back({.column = *column});
      continue;
    }
    if (const auto known = item.only({"text"}); !known) return fail(known.error());
    auto text = item.need_text("text");
    if (!text) return fail(text.error());
    if (!is_one_line(*text)) return fail(item.wrong("a line end in a key", "text on one line"));
    key.push_back({.column = {}, .text = std::move(*text)});
  }
  if (std::none_of(key.begin(), key.end(), [](const KeyPart& part) { return part.column.has_value(); }))
    return fail((*node)->wrong("every row would have the same key", "at least one column in the key"));
  return key;
}

Done parse_happened(const Node& node, const Mapping& mapping, EntryRule& rule) {
  const Node* happened = node.find("happened");
  if (!happened) return {};
  if (!happened->table()) return fail(happened->wrong("not a table", "{ column = \"IncidentDate\" }"));
  if (const auto known = happened->only({"column", "from", "to", "approximate", "time"}); !known) return known;
  const bool interval = happened->find("from") || happened->find("to");
  if (interval && happened->find("column"))
    return fail(happened->wrong("both a day and an interval", "either column = \"…\" or from = \"…\", to = \"…\""));
  const auto from = need_date_column(*happened, interval ? "from" : "column", mapping);
  if (!from) return fail(from.error());
  rule.happened.from = *from;
  if (interval) {
    const auto to = need_date_column(*happened, "to", mapping);
    if (!to) return fail(to.error());
    rule.happened.to = *to;
  }
  const auto approximate = maybe_column(*happened, "approximate", mapping);
  if (!approximate) return fail(approximate.error());
  rule.happened.approximate = *approximate;
  if (interval && happened->find("time"))
    return fail(happened->wrong("an interval has no time of day", "time beside column"));
  const auto time = maybe_column(*happened, "time", mapping);
  if (!time) return fail(time.error());
  rule.happened.time = *time;
  return {};
}

Done parse_known(const Node& node, const Mapping& mapping, EntryRule& rule) {
  const auto known = node.need("known");
  if (!known) return fail(known.error());
  if (!(*known)->table()) return fail((*known)->wrong("not a table", "{ column = \"RecordedDate\" }"));
  if (const auto members = (*known)->only({"column", "or"}); !members) return members;
  const auto column = need_date_column(**known, "column", mapping);
  if (!column) return fail(column.error());
  rule.known.column = *column;
  if ((*known)->find("or")) {
    const auto otherwise = need_date_column(**known, "or", mapping);
    if (!otherwise) return fail(otherwise.error());
    rule.known.otherwise = *otherwise;
  }
  return {};
}

Done parse_practitioner(const Node& node, Mapping& mapping, EntryRule& rule) {
  const Node* practitioner = node.find("practitioner");
  if (!practitioner) return {};
  if (!practitioner->table()) return fail(practitioner->wrong("not a table", "{ column = \"OfficerNo\" }"));
  if (const auto known = practitioner->only({"column"}); !known) return known;
  const auto column = need_column(*practitioner, "column", mapping);
  if (!column) return fail(column.error());
  mapping.columns[*column].reference = true;
  rule.practitioner = *column;
  return {};
}

Done parse_about_item(const Node& node, const EntryKind& kind, Mapping& mapping, EntryRule& rule) {
  if (!node.table()) return fail(node.wrong("not a table", "{ role = \"child\", source = \"ChildId\" }"));
  if (const auto known = node.only({"role", "source", "separator"}); !known) return known;
  auto role = node.need_text("role");
  if (!role) return fail(role.error());
  if (std::find(kind.roles.begin(), kind.roles.end(), RoleCode(*role)) == kind.roles.end()) {
    std::vector<std::string_view> roles;
    for (const RoleCode& allowed : kind.roles) roles.push_back(allowed.str());
    return fail(unknown_word(*node.find("role"), fmt::format("'{}' is not a role in '{}'", *role, kind.code.str()),
                             *role, roles));
  }
  const auto source = need_column(node, "source", mapping);
  if (!source) return fail(source.error());
  AboutRule about{.role = RoleCode(std::move(*role)), .source = *source};
  if (const Node* separator = node.find("separator")) {
    const auto text = separator->text();
    if (!text) return fail(text.error());
    if (text->size() != 1) return fail(separator->wrong("not a separator", "one character, such as \";\""));
    about.separator = text->front();
  }
  mapping.columns[*source].reference = true;
  mapping.columns[*source].personal = true;
  rule.about.push_back(std::move(about));
  return {};
}

Done parse_about(const Node& node, const EntryKind& kind, Mapping& mapping, EntryRule& rule) {
  const auto about = node.need("about");
  if (!about) return fail(about.error());
  if (!(*about)->array() || (*about)->array()->empty())
    return fail((*about)->wrong("about nobody", "about = [{ role = \"child\", source = \"ChildId\" }]"));
  for (const Node& item : *(*about)->array())
    if (const auto parsed = parse_about_item(item, kind, mapping, rule); !parsed) return parsed;
  return {};
}

// One meaning: a word of the code set, or a text of the value's type (dates in ISO form).
Result<Value> parse_meaning(const Node& node, const ValueSpec& spec, const Vocabulary& vocabulary) {
  const auto text = node.text();
  if (!text) return fail(text.error());
  if (spec.type == ValueType::code) {
    const CodeSet* set = vocabulary.code_set(spec.code_set);
    if (!set) return fail(node.wrong(fmt::format("the vocabulary has no code set '{}'", spec.code_set)));
    if (set->meaning(*text)) return Value(*text);
    std::vector<std::string_view> codes;
    for (const auto& [code, meaning] : set->codes) codes.push_back(code);
    return fail(unknown_word(node, fmt::format("'{}' is not a code of '{}'", *text, spec.code_set), *text, codes));
  }
  auto value = parse_value(*text, spec.type, DateStyle::iso);
  if (value && !trimmed(*text).empty()) return std::move(*value);
  return fail(node.wrong(fmt::format("'{}' is not fit for '{}'", *text, spec.name),
                         std::string(expected_form(spec.type, DateStyle::iso))));
}

Done parse_words(const Node& node, const ValueSpec& spec, const Vocabulary& vocabulary, ValueRule& rule) {
  const Node* codes = node.find("codes");
  if (!codes && spec.type != ValueType::code) return {};
  rule.translated = true;
  if (codes) {
    if (!codes->table() || codes->table()->empty())
      return fail(codes->wrong("no codes", "codes = { S = \"standard\", M = \"medium\" }"));
    for (const auto& [word, meaning] : *codes->table()) {
      auto value = parse_meaning(meaning, spec, vocabulary);
      if (!value) return fail(value.error());
      rule.words.emplace_back(word, std::move(*value));
    }
  } else {
    const CodeSet* set = vocabulary.code_set(spec.code_set);
    if (!set) return fail(node.wrong(fmt::format("the vocabulary has no code set '{}'", spec.code_set)));
    for (const auto& [code, meaning] : set->codes) rule.words.emplace_back(code, Value(code));
  }
  std::sort(rule.words.begin(), rule.words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return {};
}

// A column declared as one type cannot give a value of another; text gives anything that it can be read as.
bool types_agree(CellType cell, ValueType value, bool translated) {
  if (cell == CellType::text || value == ValueType::text || translated) return true;
  return (cell == CellType::date && value == ValueType::date) ||
         (cell == CellType::number && value == ValueType::number) ||
         (cell == CellType::yes_no && value == ValueType::yes_no);
}

Result<ValueRule> parse_value_rule(const Node& node, const ValueSpec& spec, const Vocabulary& vocabulary,
                                   const Mapping& mapping) {
  if (!node.table()) return fail(node.wrong("not a table", "{ column = \"DashGrade\" } or { text = \"…\" }"));
  if (const auto known = node.only({"column", "codes", "text"}); !known) return fail(known.error());
  ValueRule rule{.name = spec.name, .type = spec.type, .required = spec.required};
  const Node* text = node.find("text");
  if ((text == nullptr) == (node.find("column") == nullptr) || (text && node.find("codes")))
    return fail(node.wrong("a value comes from one place", "either column = \"…\" or text = \"…\""));
  if (text) {
    auto constant = parse_meaning(*text, spec, vocabulary);
    if (!constant) return fail(constant.error());
    rule.constant = std::move(*constant);
    return rule;
  }
  const auto column = need_column(node, "column", mapping);
  if (!column) return fail(column.error());
  rule.column = *column;
  if (const auto words = parse_words(node, spec, vocabulary, rule); !words) return fail(words.error());
  if (!types_agree(mapping.columns[*column].type, spec.type, rule.translated))
    return fail(node.find("column")->wrong(
        fmt::format("column '{}' is declared as another type than '{}' has", mapping.columns[*column].name, spec.name),
        "the same type, or no type, in [columns]"));
  return rule;
}

Done parse_values(const Node& node, const EntryKind& kind, const Vocabulary& vocabulary, Mapping& mapping,
                  EntryRule& rule) {
  if (const Node* values = node.find("values")) {
    if (!values->table()) return fail(values->wrong("not a table", "[entry.values]"));
    for (const auto& [name, item] : *values->table()) {
      const auto spec =
          std::find_if(kind.values.begin(), kind.values.end(),
                       [&, wanted = std::string_view(name)](const ValueSpec& s) { return s.name == wanted; });
      if (spec == kind.values.end()) {
        std::vector<std::string_view> names;
        for (const ValueSpec& s : kind.values) names.push_back(s.name);
        return fail(unknown_word(item, fmt::format("'{}' has no value '{}'", kind.code.str(), name), name, names));
      }
      auto value = parse_value_rule(item, *spec, vocabulary, mapping);
      if (!value) return fail(value.error());
      if (value->column && kind.structural) mapping.columns[*value->column].personal = true;
      rule.values.push_back(std::move(*value));
    }
  }
  for (const ValueSpec& spec : kind.values)
    if (spec.required && std::none_of(rule.values.begin(), rule.values.end(),
                                      [&](const ValueRule& value) { return value.name == spec.name; }))
      return fail(node.wrong(fmt::format("'{}' needs the value '{}'", kind.code.str(), spec.name),
                             fmt::format("{} = {{ column = \"…\" }} in [entry.values]", spec.name)));
  std::sort(rule.values.begin(), rule.values.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return {};
}

Result<const EntryKind*> need_kind(const Node& table, const Vocabulary& vocabulary) {
  const auto code = table.need_text("kind");
  if (!code) return fail(code.error());
  if (const EntryKind* kind = vocabulary.kind(*code)) return kind;
  std::vector<std::string_view> codes;
  for (const EntryKind& kind : vocabulary.kinds) codes.push_back(kind.code.str());
  return fail(unknown_word(*table.find("kind"), fmt::format("'{}' is not a kind of entry", *code), *code, codes));
}

Done parse_corrects(const Node& node, const Vocabulary& vocabulary, Mapping& mapping, EntryRule& rule) {
  const Node* corrects = node.find("corrects");
  if (!corrects) return {};
  if (!corrects->table()) return fail(corrects->wrong("not a table", "{ key = [\"OriginalNo\"] }"));
  if (const auto known = corrects->only({"key", "kind"}); !known) return known;
  CorrectsRule made{.kind = rule.kind.str()};
  if (corrects->find("kind")) {
    const auto kind = need_kind(*corrects, vocabulary);
    if (!kind) return fail(kind.error());
    made.kind = (*kind)->code.str();
  }
  auto key = parse_key(*corrects, mapping);
  if (!key) return fail(key.error());
  made.key = std::move(*key);
  if (made.kind == rule.kind.str() && made.key.size() != rule.key.size())
    return fail(corrects->find("key")->wrong(
        fmt::format("the key of '{}' has {} parts, not {}", made.kind, rule.key.size(), made.key.size()),
        "as many parts as the key of the entry that is corrected"));
  rule.corrects = std::move(made);
  return {};
}

Done check_agency(const Node& node, const EntryKind& kind, const Standards& standards, const Mapping& mapping) {
  const Agency* agency = mapping.agency.empty() ? nullptr : standards.agency(mapping.agency);
  if (!agency || kind.agency_kinds.empty()) return {};
  if (std::find(kind.agency_kinds.begin(), kind.agency_kinds.end(), agency->kind) != kind.agency_kinds.end()) return {};
  return fail(node.find("kind")->wrong(fmt::format("'{}' is not recorded by '{}', which is of kind '{}'",
                                                   kind.code.str(), agency->id.str(), agency->kind),
                                       "an agency of kind " + join_words(kind.agency_kinds, " or ")));
}

Done parse_standing_of(const Node& node, EntryRule& rule) {
  const Node* standing = node.find("standing");
  if (!standing) return {};
  const auto word = standing->text();
  if (!word) return fail(word.error());
  for (const Standing each : {Standing::fact, Standing::reported, Standing::opinion, Standing::judgement})
    if (*word == roundel::word(each)) {
      rule.standing = each;
      return {};
    }
  return fail(standing->wrong(fmt::format("'{}' is not a standing", *word), "fact, reported, opinion or judgement"));
}

}  // namespace

Result<ColumnNumber> need_column(const Node& table, std::string_view key, const Mapping& mapping) {
  const auto name = table.need(key);
  if (!name) return fail(name.error());
  return column_of(**name, mapping);
}

const Value* ValueRule::meaning(std::string_view cell) const {
  const auto found = std::lower_bound(words.begin(), words.end(), cell,
                                      [](const auto& word, std::string_view wanted) { return word.first < wanted; });
  return found != words.end() && found->first == cell ? &found->second : nullptr;
}

Result<EntryRule> parse_entry_rule(const Node& node, const Standards& standards, Mapping& mapping) {
  if (const auto known = node.only(
          {"kind", "when", "key", "happened", "known", "practitioner", "standing", "corrects", "about", "values"});
      !known)
    return fail(known.error());
  const auto kind = need_kind(node, standards.vocabulary);
  if (!kind) return fail(kind.error());
  EntryRule rule{.kind = (*kind)->code,
                 .agency_kinds = (*kind)->agency_kinds,
                 .standing = (*kind)->standing,
                 .place = node.place()};
  auto key = parse_key(node, mapping);
  if (!key) return fail(key.error());
  rule.key = std::move(*key);
  for (const Done& part :
       {check_agency(node, **kind, standards, mapping), parse_when(node, mapping, rule),
        parse_happened(node, mapping, rule), parse_practitioner(node, mapping, rule), parse_known(node, mapping, rule),
        parse_standing_of(node, rule), parse_corrects(node, standards.vocabulary, mapping, rule),
        parse_about(node, **kind, mapping, rule), parse_values(node, **kind, standards.vocabulary, mapping, rule)})
    if (!part) return fail(part.error());
  return rule;
}

}  // namespace roundel::intake
