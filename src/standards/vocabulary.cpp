#include "standards/vocabulary.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace roundel {
namespace {

constexpr std::array<std::string_view, 4> standings = {"fact", "reported", "opinion", "judgement"};
constexpr std::array<std::string_view, 5> types = {"text", "code", "number", "yes-no", "date"};

// The lists are short and asked rarely (kinds, which are neither, have an index).
template <class List>
auto* find_code(const List& list, std::string_view code) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.code == code; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const ValueSpec* EntryKind::value(std::string_view value_name) const {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.name == value_name; });
  return found == values.end() ? nullptr : &*found;
}

const std::string* CodeSet::meaning(std::string_view code) const {
  for (const auto& [name_of_code, meaning_of_code] : codes)
    if (name_of_code == code) return &meaning_of_code;
  return nullptr;
}

void Vocabulary::index() {
  kind_numbers_.clear();
  kind_numbers_.reserve(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) kind_numbers_.emplace(kinds[i].code.str(), static_cast<int>(i));
}

int Vocabulary::kind_number(std::string_view code) const {
  const auto found = kind_numbers_.find(std::string(code));
  return found == kind_numbers_.end() ? -1 : found->second;
}

const EntryKind* Vocabulary::kind(std::string_view code) const {
  const int number = kind_number(code);
  return number < 0 ? nullptr : &kinds[static_cast<std::size_t>(number)];
}

const AgencyKind* Vocabulary::agency_kind(std::string_view code) const { return find_code(agency_kinds, code); }
const SharingClass* Vocabulary::sharing_class(std::string_view code) const { return find_code(sharing_classes, code); }
const Retention* Vocabulary::retention(std::string_view code) const { return find_code(retentions, code); }
const KindGroup* Vocabulary::group(std::string_view code) const { return find_code(groups, code); }

const RoleWord* Vocabulary::role(std::string_view code) const {
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.code.str() == code; });
  return found == roles.end() ? nullptr : &*found;
}

const CodeSet* Vocabulary::code_set(std::string_view name) const {
  const auto found = std::find_if(code_sets.begin(), code_sets.end(), [&](const auto& s) { return s.name == name; });
  return found == code_sets.end() ? nullptr : &*found;
}

std::string_view word(Standing standing) { return standings[static_cast<std::size_t>(standing)]; }

Result<Standing> parse_standing(std::string_view text) {
  for (std::size_t i = 0; i < standings.size(); ++i)
    if (standings[i] == text) return static_cast<Standing>(i);
  return fail(Fault::bad_input, fmt::format("'{}' is not a standing", text), "fact, reported, opinion or judgement");
}

std::string_view word(ValueType type) { return types[static_cast<std::size_t>(type)]; }

}  // namespace roundel
