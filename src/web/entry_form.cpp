#include "web/entry_form.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "web/handlers/handlers.h"

namespace roundel::web {
namespace {

constexpr std::size_t longest_text = 8000;  // characters of a free-text field; a longer one is a slip

Result<Value> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size())
    return fail(Fault::bad_input, "Write a whole number, such as 2");
  return Value(number);
}

Result<Value> code_of(const std::string& text, const ValueSpec& spec, const Vocabulary& vocabulary) {
  const CodeSet* set = vocabulary.code_set(spec.code_set);
  if (set == nullptr || set->meaning(text) == nullptr) return fail(Fault::bad_input, "Choose one from the list");
  return Value(text);
}

Result<Value> value_of(const std::string& text, const ValueSpec& spec, const Vocabulary& vocabulary) {
  switch (spec.type) {
    case ValueType::code:
      return code_of(text, spec, vocabulary);
    case ValueType::number:
      return number_of(text);
    case ValueType::yes_no:
      if (text != "yes" && text != "no") return fail(Fault::bad_input, "Choose yes or no");
      return Value(text == "yes");
    case ValueType::date:  // read from its three fields
    case ValueType::text:
      break;
  }
  if (text.size() > longest_text) return fail(Fault::bad_input, "This is too long: at most 8,000 characters");
  return Value(text);
}

// Nothing where the field is empty.
Result<std::optional<Value>> filled_in(const Fields& fields, const ValueSpec& spec, const Vocabulary& vocabulary) {
  if (spec.type == ValueType::date) {
    const auto date = date_of(fields, value_field(spec.name));
    if (!date) return fail(Fault::bad_input, "Write a real date, such as 27 3 2024");
    return *date ? std::optional<Value>(**date) : std::nullopt;
  }
  const std::string text(trimmed(field(fields, value_field(spec.name))));
  if (text.empty()) return std::optional<Value>();
  auto value = value_of(text, spec, vocabulary);
  if (!value) return fail(value.error());
  return std::optional<Value>(std::move(*value));
}

}  // namespace

std::string value_field(std::string_view value_name) { return "value-" + std::string(value_name); }

EntryValues entry_values(const Fields& fields, const EntryKind& kind, const Vocabulary& vocabulary) {
  EntryValues out;
  const auto wrong = [&](const ValueSpec& spec, const std::string& what) {
    out.wrong.push_back(
        {Fault::bad_input, spec.label + ": " + lower(what.substr(0, 1)) + what.substr(1), "", {.field = spec.name}});
  };
  for (const ValueSpec& spec : kind.values) {
    auto value = filled_in(fields, spec, vocabulary);
    if (!value)
      wrong(spec, value.error().what);
    else if (*value)
      out.values.emplace_back(spec.name, std::move(**value));
    else if (spec.required)
      wrong(spec, "This is missing");
  }
  std::sort(out.values.begin(), out.values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

}  // namespace roundel::web
