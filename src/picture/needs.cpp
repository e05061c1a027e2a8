#include "picture/needs.h"

#include <algorithm>

#include "picture/subjects.h"

namespace roundel {
namespace {

Date first_of_month(Date day) { return Date::of(day.year(), day.month(), 1); }

// Entries about the services' own work with each other: asking, answering, deciding, judging.
bool is_about_the_work(std::string_view kind) {
  constexpr std::string_view work[] = {"access.",  "judgement.", "request.", "response.",
                                       "sharing.", "unasked.",   "voice."};
  return std::any_of(std::begin(work), std::end(work),
                     [&](std::string_view prefix) { return kind.starts_with(prefix); });
}

// A contact that graded nothing is a service at work, not a need.
bool graded_nothing(const EntryKind& kind, const Entry& entry) {
  return kind.contact && std::none_of(kind.values.begin(), kind.values.end(), [&](const ValueSpec& spec) {
           return spec.type == ValueType::code && entry.value(spec.name) != nullptr;
         });
}

bool is_family_kind(std::string_view kind) {
  return kind.starts_with("family.") || kind.starts_with("housing.") ||
         kind.find("domestic-abuse") != std::string_view::npos;
}

bool cares_for_child(Relation relation) { return relation <= Relation::carer && relation != Relation::ex_partner; }

bool is_carer(const PersonId& person, const std::vector<FamilyMember>& family) {
  return std::any_of(family.begin(), family.end(), [&](const FamilyMember& member) {
    return member.person == person && cares_for_child(member.relation);
  });
}

void count(NeedsMonth& month, NeedSide side) {
  switch (side) {
    case NeedSide::development:
      ++month.development;
      return;
    case NeedSide::parenting:
      ++month.parenting;
      return;
    case NeedSide::family:
      ++month.family;
      return;
    case NeedSide::protective:
      ++month.protective;
      return;
  }
}

}  // namespace

std::optional<NeedSide> need_side(const Entry& entry, const FamilyEntries& known, const Standards& standards,
                                  const std::vector<FamilyMember>& family) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
  if (!kind || kind->structural || is_about_the_work(entry.kind.value)) return std::nullopt;
  bool child = false;
  bool carer = false;
  bool household = false;
  for (const Subject& subject : subjects_of(entry, known.members)) {
    child = child || subject.person == known.child;
    carer = carer || is_carer(subject.person, family);
    household = household || subject.role.value == "household-member";
  }
  if (!child && !carer) return std::nullopt;
  if (kind->protective) return NeedSide::protective;
  if (graded_nothing(*kind, entry)) return std::nullopt;
  if (household || is_family_kind(entry.kind.value)) return NeedSide::family;
  return carer ? NeedSide::parenting : NeedSide::development;
}

std::vector<NeedsMonth> needs_of(const FamilyEntries& known, const Standards& standards,
                                 const std::vector<FamilyMember>& family, std::optional<Date> born) {
  std::vector<std::pair<Date, NeedSide>> counted;
  for (const Entry& entry : known.entries) {
    const Date day = day_of(entry);
    // What befell the parents more than a year before the birth is history, not this child's need over time.
    if (day > known.on || (born && day < born->plus_years(-1))) continue;
    if (const auto side = need_side(entry, known, standards, family)) counted.emplace_back(first_of_month(day), *side);
  }
  std::vector<NeedsMonth> months;
  if (counted.empty()) return months;
  const Date first = std::min_element(counted.begin(), counted.end())->first;
  for (Date month = first; month <= known.on; month = month.plus_months(1)) months.push_back({.month = month});
  for (const auto& [month, side] : counted) count(months[static_cast<std::size_t>(months_between(first, month))], side);
  return months;
}

}  // namespace roundel
