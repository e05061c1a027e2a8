// What an entry must be before the ledger takes it: words of the vocabulary, values of their declared types.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "ledger/entry.h"

namespace roundel {
namespace {

tl::unexpected<Error> wrong(std::string field, std::string what, std::string expected = {}) {
  return fail(Fault::bad_input, std::move(what), std::move(expected), {.field = std::move(field)});
}

bool plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) - 0x20U < 0x5fU; });
}
bool readable(std::string_view text) { return plain(text) || is_valid_utf8(text); }

// Names and references: some text, on one line.
bool is_reference(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  return !text.empty() && readable(text) && std::none_of(text.begin(), text.end(), control);
}

// Years outside are slips of the pen, and could not be written with four digits.
bool plausible(Date date) {
  constexpr std::int32_t year_one = -719162;           // 0001-01-01
  constexpr std::int32_t year_ten_thousand = 2932897;  // 10000-01-01
  return date.days() >= year_one && date.days() < year_ten_thousand;
}

Done check_references(const NewEntry& entry) {
  if (!is_reference(entry.area.value)) return wrong("area", "the area is missing or unreadable", "an ONS code");
  if (!is_reference(entry.key)) return wrong("key", "the key is missing or unreadable", "text that names the record");
  if (!is_reference(entry.agency.value)) return wrong("agency", "the agency is missing or unreadable");
  if (!entry.practitioner.empty() && !is_reference(entry.practitioner.value))
    return wrong("practitioner", "the practitioner's reference is unreadable");
  return {};
}

Done check_dates(const NewEntry& entry, const EntryKind& kind) {
  const Happened& happened = entry.happened;
  if (!plausible(happened.from) || !plausible(happened.to))
    return wrong("happened", "the date is out of range", "years 1 to 9999");
  if (happened.precision == Precision::day && happened.from != happened.to)
    return wrong("happened", "a day begins and ends on different days", "an interval");
  if (happened.precision != Precision::unknown && happened.to < happened.from)
    return wrong("happened", "the interval ends before it begins", "from no later than to");
  if (happened.at && happened.precision != Precision::day)
    return wrong("happened", "only a day has a time", "a day, or no time");
  if (happened.at && !kind.timed)
    return wrong("happened", fmt::format("{} is told by its day, without a time", kind.code.value), "a day alone");
  if (!plausible(entry.known)) return wrong("known", "the date is out of range", "years 1 to 9999");
  return {};
}

Done check_about(const NewEntry& entry, const EntryKind& kind) {
  if (kind.roles.empty()) {  // it says something of no person
    if (entry.about.empty()) return {};
    return wrong("about", fmt::format("{} is about nobody", kind.code.value), "no source record");
  }
  if (entry.about.empty()) return wrong("about", "the entry is about nobody", "at least one source record");
  for (std::size_t i = 0; i < entry.about.size(); ++i) {
    const About& about = entry.about[i];
    if (!is_reference(about.source.value))
      return wrong(fmt::format("about[{}].source", i), "the source record is missing or unreadable");
    if (std::find(kind.roles.begin(), kind.roles.end(), about.role) != kind.roles.end()) continue;
    std::vector<std::string> roles;
    for (const RoleCode& role : kind.roles) roles.push_back(role.value);
    return wrong(fmt::format("about[{}].role", i),
                 fmt::format("'{}' is not a role of {}", about.role.value, kind.code.value), join_words(roles, " or "));
  }
  return {};
}

std::string_view type_word(ValueType type) {
  switch (type) {
    case ValueType::text:
      return "text";
    case ValueType::code:
      return "a code";
    case ValueType::number:
      return "a number";
    case ValueType::yes_no:
      return "yes or no";
    case ValueType::date:
      return "a date";
  }
  return "";
}

bool has_type(const Value& value, ValueType type) {
  switch (type) {
    case ValueType::text:
    case ValueType::code:
      return std::holds_alternative<std::string>(value);
    case ValueType::number:
      return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    case ValueType::yes_no:
      return std::holds_alternative<bool>(value);
    case ValueType::date:
      return std::holds_alternative<Date>(value);
  }
  return false;
}

Done check_code(const std::string& field, const ValueSpec& spec, const std::string& code,
                const Vocabulary& vocabulary) {
  if (spec.code_set.empty()) return {};
  const CodeSet* set = vocabulary.code_set(spec.code_set);
  if (set == nullptr) return wrong(field, fmt::format("the code set {} is not in the vocabulary", spec.code_set));
  if (set->meaning(code) != nullptr) return {};
  std::vector<std::string> codes;
  for (const auto& [known, meaning] : set->codes) codes.push_back(known);
  return wrong(field, fmt::format("'{}' is not a code of {}", code, spec.code_set), join_words(codes, " or "));
}

Done check_value(const std::string& name, const Value& value, const EntryKind& kind, const Vocabulary& vocabulary) {
  const std::string field = "values." + name;
  const auto spec =
      std::find_if(kind.values.begin(), kind.values.end(), [&](const ValueSpec& one) { return one.name == name; });
  if (spec == kind.values.end()) return wrong(field, fmt::format("{} has no value of this name", kind.code.value));
  if (!has_type(value, spec->type))
    return wrong(field, "the value has another type", std::string(type_word(spec->type)));
  if (const auto* words = std::get_if<std::string>(&value)) {
    if (!readable(*words)) return wrong(field, "the text is not valid UTF-8");
    if (spec->type == ValueType::code) return check_code(field, *spec, *words, vocabulary);
  }
  if (const auto* number = std::get_if<double>(&value); number != nullptr && !std::isfinite(*number))
    return wrong(field, "the number is not finite", "a number");
  if (const auto* date = std::get_if<Date>(&value); date != nullptr && !plausible(*date))
    return wrong(field, "the date is out of range", "years 1 to 9999");
  return {};
}

Done check_values(const NewEntry& entry, const EntryKind& kind, const Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < entry.values.size(); ++i) {
    const auto& [name, value] = entry.values[i];
    if (i > 0 && !(entry.values[i - 1].first < name))
      return wrong("values." + name, "values are out of order or given twice", "names in order, each once");
    if (auto done = check_value(name, value, kind, vocabulary); !done) return done;
  }
  for (const ValueSpec& spec : kind.values) {
    const auto given = [&](const auto& pair) { return pair.first == spec.name; };
    if (spec.required && std::none_of(entry.values.begin(), entry.values.end(), given))
      return wrong("values." + spec.name, "a required value is missing", std::string(type_word(spec.type)));
  }
  return {};
}

}  // namespace

Done check_entry(const NewEntry& entry, const Vocabulary& vocabulary) {
  if (auto done = check_references(entry); !done) return done;
  const EntryKind* kind = vocabulary.kind(entry.kind.value);
  if (kind == nullptr)
    return wrong("kind", fmt::format("'{}' is not a kind of entry", entry.kind.value), "a kind of the vocabulary");
  if (auto done = check_dates(entry, *kind); !done) return done;
  if (!entry.sharing.empty() && vocabulary.sharing_class(entry.sharing) == nullptr)
    return wrong("sharing", fmt::format("'{}' is not a sharing class", entry.sharing),
                 "a sharing class of the vocabulary");
  if (auto done = check_about(entry, *kind); !done) return done;
  if (entry.corrects && entry.corrects->value.size() != 32)
    return wrong("corrects", "this is not the id of an entry", "32 hex digits");
  return check_values(entry, *kind, vocabulary);
}

}  // namespace roundel
