#include "web/pages/entry_fields.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/text.h"
#include "web/entry_form.h"

namespace roundel::web {
namespace {

constexpr std::array<std::string_view, 6> voices = {"child-says",    "child-wants", "how-heard",
                                                    "why-not-heard", "parents-say", "father-says"};
constexpr std::size_t most_radios = 7;  // codes; more are easier to find in a list that opens

bool is_voice(const ValueSpec& spec) { return std::find(voices.begin(), voices.end(), spec.name) != voices.end(); }

struct Drawn {
  const EntryKind& kind;
  const Vocabulary& vocabulary;
  const std::vector<Required>& required;
  const Filled& filled;

  bool always(const ValueSpec& spec) const {
    return spec.required || std::any_of(required.begin(), required.end(), [&](const Required& one) {
             return one.value == spec.name && one.when.value.empty();
           });
  }
  // "Needed where “Police took part” is no"; empty where it is needed always or never.
  std::string needed_where(const ValueSpec& spec) const {
    std::vector<std::string> conditions;
    for (const Required& one : required) {
      const ValueSpec* other = one.value == spec.name ? kind.value(one.when.value) : nullptr;
      if (other != nullptr) conditions.push_back(fmt::format("“{}” is {}", other->label, meaning(*other, one.when.is)));
    }
    return conditions.empty() ? std::string() : "Needed where " + join_words(conditions, " or ");
  }
  std::string meaning(const ValueSpec& spec, std::string_view code) const {
    const CodeSet* set = vocabulary.code_set(spec.code_set);
    const std::string* words = set == nullptr ? nullptr : set->meaning(code);
    return words == nullptr ? std::string(code) : lower(*words);
  }
  std::string label(const ValueSpec& spec) const {
    const bool optional = !always(spec) && needed_where(spec).empty() && !is_voice(spec);
    return optional ? spec.label + " (optional)" : spec.label;
  }
  std::optional<Hint> hint(const ValueSpec& spec) const {
    const std::string words = needed_where(spec);
    if (words.empty()) return std::nullopt;
    return Hint{.text = words};
  }
};

Html choice_field(const Drawn& drawn, const ValueSpec& spec, const CodeSet& set) {
  const std::string name = value_field(spec.name);
  const std::string& chosen = drawn.filled.value(name);
  const std::string error = drawn.filled.error_of(name);
  if (set.codes.size() > most_radios) {
    Select list{.label = {.text = drawn.label(spec), .classes = "govuk-label--s"},
                .name = name,
                .hint = drawn.hint(spec),
                .error = error,
                .value = chosen,
                .items = {{"", "Choose one"}}};
    for (const auto& [code, words] : set.codes) list.items.emplace_back(code, words);
    return select(list);
  }
  Radios choice{.name = name,
                .fieldset = Fieldset{.legend = drawn.label(spec), .legend_classes = "govuk-fieldset__legend--s"},
                .hint = drawn.hint(spec),
                .error = error,
                .value = chosen};
  for (const auto& [code, words] : set.codes) choice.items.push_back({.value = code, .text = words});
  return radios(choice);
}

Html yes_no_field(const Drawn& drawn, const ValueSpec& spec) {
  const std::string name = value_field(spec.name);
  return radios({.name = name,
                 .fieldset = Fieldset{.legend = drawn.label(spec), .legend_classes = "govuk-fieldset__legend--s"},
                 .hint = drawn.hint(spec),
                 .error = drawn.filled.error_of(name),
                 .classes = "govuk-radios--inline",
                 .value = drawn.filled.value(name),
                 .items = {{.value = "yes", .text = "Yes"}, {.value = "no", .text = "No"}}});
}

Html date_field(const Drawn& drawn, const ValueSpec& spec) {
  const std::string name = value_field(spec.name);
  return date_input(
      {.id = name,
       .name_prefix = name,
       .fieldset =
           Fieldset{.legend = drawn.label(spec), .legend_classes = "govuk-fieldset__legend--s", .role = "group"},
       .hint = Hint{.text = "For example, 27 3 2026"},
       .error = drawn.filled.error_of(name + "-day"),
       .day = drawn.filled.value(name + "-day"),
       .month = drawn.filled.value(name + "-month"),
       .year = drawn.filled.value(name + "-year")});
}

Html one_field(const Drawn& drawn, const ValueSpec& spec) {
  const std::string name = value_field(spec.name);
  switch (spec.type) {
    case ValueType::code:
      if (const CodeSet* set = drawn.vocabulary.code_set(spec.code_set)) return choice_field(drawn, spec, *set);
      break;
    case ValueType::yes_no:
      return yes_no_field(drawn, spec);
    case ValueType::date:
      return date_field(drawn, spec);
    case ValueType::number:
      return input({.label = {.text = drawn.label(spec), .classes = "govuk-label--s"},
                    .name = name,
                    .value = drawn.filled.value(name),
                    .hint = drawn.hint(spec),
                    .error = drawn.filled.error_of(name),
                    .classes = "govuk-input--width-4",
                    .inputmode = "numeric"});
    case ValueType::text:
      break;
  }
  return textarea({.label = {.text = drawn.label(spec), .classes = "govuk-label--s"},
                   .name = name,
                   .value = drawn.filled.value(name),
                   .hint = drawn.hint(spec),
                   .error = drawn.filled.error_of(name),
                   .rows = 3});
}

Html voice_fields(const Drawn& drawn) {
  Html inside;
  for (const std::string_view voice : voices)
    if (const ValueSpec* spec = drawn.kind.value(voice)) inside += one_field(drawn, *spec);
  if (inside.empty() || drawn.kind.value("how-heard") == nullptr) return inside;
  return all(heading(2, Size::m, "What the child and the family say"),
             paragraph("Write what the child says and how you heard it, or why the child was not heard."), inside,
             heading(2, Size::m, "What was found and decided"));
}

}  // namespace

Html entry_fields(const EntryKind& kind, const Vocabulary& vocabulary, const std::vector<Required>& required,
                  const std::vector<std::string>& carried, const Filled& filled) {
  const Drawn drawn{.kind = kind, .vocabulary = vocabulary, .required = required, .filled = filled};
  Html out;
  for (const std::string& name : carried) out += hidden_field(value_field(name), filled.value(value_field(name)));
  out += voice_fields(drawn);
  for (const ValueSpec& spec : kind.values) {
    const bool unseen = std::find(carried.begin(), carried.end(), spec.name) != carried.end();
    if (!unseen && !is_voice(spec)) out += one_field(drawn, spec);
  }
  return out;
}

Html sex_field(const Filled& filled) {
  return radios(
      {.name = "sex",
       .fieldset = Fieldset{.legend = "Girl or boy?", .legend_classes = "govuk-fieldset__legend--s"},
       .error = filled.error_of("sex"),
       .classes = "govuk-radios--inline",
       .value = filled.value("sex"),
       .items = {{.value = "f", .text = "Girl"}, {.value = "m", .text = "Boy"}, {.value = "u", .text = "Not known"}}});
}

std::string value_href(const EntryKind& kind, std::string_view value_name) {
  const ValueSpec* spec = kind.value(value_name);
  const std::string href = "#" + value_field(value_name);
  return spec != nullptr && spec->type == ValueType::date ? href + "-day" : href;
}

}  // namespace roundel::web
