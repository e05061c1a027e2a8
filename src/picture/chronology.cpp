#include "picture/chronology.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

constexpr std::size_t entry_id_digits = 32;

// References from entry to entry, one or several, say nothing to a reader.
bool is_entry_ids(const Value& value) {
  const auto* words = std::get_if<std::string>(&value);
  if (!words || words->empty()) return false;
  const auto ids = split(*words, ' ');
  return std::all_of(ids.begin(), ids.end(), [](std::string_view id) {
    return id.size() == entry_id_digits && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  });
}

// Each code of a list ("3A 16A") by its meaning; the code itself where the set does not know it.
std::string meanings(const CodeSet& set, std::string_view codes) {
  std::vector<std::string> out;
  for (const auto code : split(codes, ' ')) {
    if (code.empty()) continue;
    const std::string* words = set.meaning(code);
    out.push_back(words ? *words : std::string(code));
  }
  return join(out, ", ");
}

std::string value_in_words(const Value& value, const ValueSpec* spec, const Vocabulary& vocabulary) {
  if (const auto* day = std::get_if<Date>(&value)) return day->text();
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{:g}", *real);
  const std::string words = text(value);
  if (!std::holds_alternative<std::string>(value) || !spec) return words;
  // A text that holds a list of codes is named after its set ("factors").
  const CodeSet* set = vocabulary.code_set(spec->type == ValueType::code ? spec->code_set : spec->name);
  return set ? meanings(*set, words) : words;
}

std::string_view agency_kind(const Standards& standards, const Entry& entry) {
  if (const Agency* agency = standards.agency(entry.agency)) return agency->kind;
  return std::string_view(entry.kind.value).substr(0, entry.kind.value.find('.'));
}

// How each person of the family is called in a line that is not about the child: "father, Liam Shaw".
using Callings = std::unordered_map<PersonId, std::string>;

Callings callings_of(const PersonId& child, const std::vector<FamilyMember>& family) {
  Callings out;
  out[child] = "the child";
  for (const FamilyMember& member : family) {
    if (member.person.empty()) continue;
    std::string calling = lower(relation_name(member.relation));
    if (member.known) calling += ", " + member.name;
    out[member.person] = std::move(calling);
  }
  return out;
}

// What somebody did or suffered in the entry, beyond being who they are.
bool tells_more(const RoleCode& role) {
  constexpr std::string_view telling[] = {"victim", "alleged-perpetrator", "suspect", "witness"};
  return std::find(std::begin(telling), std::end(telling), role.value) != std::end(telling);
}

std::string role_name(const RoleCode& role, const Vocabulary& vocabulary) {
  const RoleWord* word = vocabulary.role(role.value);
  return lower(word ? word->name : role.value);
}

// Empty where the entry is about nobody of this family.
std::string about_in_words(const std::vector<Subject>& subjects, const PersonId& child, const Callings& callings,
                           const Vocabulary& vocabulary) {
  std::vector<std::string> parts;
  for (const Subject& subject : subjects) {
    const auto calling = callings.find(subject.person);
    if (calling == callings.end()) continue;
    std::string part = calling->second;
    if (tells_more(subject.role)) part += " (" + role_name(subject.role, vocabulary) + ")";
    if (std::find(parts.begin(), parts.end(), part) != parts.end()) continue;
    parts.insert(subject.person == child ? parts.begin() : parts.end(), std::move(part));
  }
  return join_words(parts);
}

ChronologyItem item_of(const Entry& entry, std::string about, const Standards& standards) {
  const Vocabulary& vocabulary = standards.vocabulary;
  const EntryKind* kind = vocabulary.kind(entry.kind.value);
  const AgencyKind* of_agency = vocabulary.agency_kind(agency_kind(standards, entry));
  return {.entry = entry.id,
          .happened = entry.happened,
          .known = entry.known,
          .recorded = entry.recorded,
          .kind = entry.kind,
          .title = kind ? kind->name : entry.kind.value,
          .detail = values_in_words(entry, vocabulary),
          .agency = entry.agency,
          .agency_name = standards.agency_name(entry.agency),
          .lane = of_agency ? of_agency->lane : std::string("other"),
          .standing = entry.standing,
          .about = std::move(about),
          .protective = kind && kind->protective};
}

}  // namespace

std::string values_in_words(const Entry& entry, const Vocabulary& vocabulary) {
  const EntryKind* kind = vocabulary.kind(entry.kind.value);
  std::vector<std::string> sentences;
  const auto tell = [&](const std::string& name, const Value& value, const ValueSpec* spec) {
    if (is_entry_ids(value)) return;
    const std::string words = value_in_words(value, spec, vocabulary);
    if (!words.empty()) sentences.push_back((spec && !spec->label.empty() ? spec->label : name) + ": " + words);
  };
  const auto spec_of = [&](const std::string& name) -> const ValueSpec* {
    if (!kind) return nullptr;
    for (const ValueSpec& spec : kind->values)
      if (spec.name == name) return &spec;
    return nullptr;
  };
  // First what the vocabulary lists, in its order; then whatever else the entry carries.
  if (kind)
    for (const ValueSpec& spec : kind->values)
      if (const Value* value = entry.value(spec.name)) tell(spec.name, *value, &spec);
  for (const auto& [name, value] : entry.values)
    if (!spec_of(name)) tell(name, value, nullptr);
  for (std::string& sentence : sentences)  // the stop is put between them, whatever somebody wrote
    while (sentence.ends_with('.')) sentence.pop_back();
  return join(sentences, ". ");
}

std::vector<ChronologyItem> chronology_of(const FamilyEntries& known, const Standards& standards,
                                          const std::vector<FamilyMember>& family) {
  const Callings callings = callings_of(known.child, family);
  std::vector<std::pair<const Entry*, std::string>> lines;
  for (const Entry& entry : known.entries) {
    const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
    if (kind && kind->structural) continue;
    std::string about = about_in_words(subjects_of(entry, known.members), known.child, callings, standards.vocabulary);
    if (!about.empty()) lines.emplace_back(&entry, std::move(about));
  }
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return earlier(*b.first, *a.first); });
  std::vector<ChronologyItem> out;
  out.reserve(lines.size());
  for (auto& [entry, about] : lines) out.push_back(item_of(*entry, std::move(about), standards));
  return out;
}

}  // namespace roundel
