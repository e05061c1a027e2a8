#include "picture/family.h"

#include <algorithm>
#include <array>

#include "picture/subjects.h"

namespace roundel {
namespace {

struct RelationWord {
  Relation relation;
  std::string_view code;
  std::string_view name;
};
constexpr std::array relation_words = {
    RelationWord{Relation::mother, "mother", "Mother"},
    RelationWord{Relation::father, "father", "Father"},
    RelationWord{Relation::parent, "parent", "Parent"},
    RelationWord{Relation::step_parent, "step-parent", "Step-parent"},
    RelationWord{Relation::partner, "partner", "Parent's partner"},
    RelationWord{Relation::ex_partner, "ex-partner", "Parent's former partner"},
    RelationWord{Relation::carer, "carer", "Carer"},
    RelationWord{Relation::grandparent, "grandparent", "Grandparent"},
    RelationWord{Relation::sibling, "sibling", "Sibling"},
    RelationWord{Relation::relative, "relative", "Relative"},
    RelationWord{Relation::other, "other", "Other person"},
};

const RelationWord& word_of(Relation relation) { return relation_words[static_cast<std::size_t>(relation)]; }

Residence residence_of(const Entry& entry) {
  const std::string text = entry.text_of("resident");
  if (text == "resident") return Residence::resident;
  if (text == "elsewhere") return Residence::elsewhere;
  return Residence::unknown;
}

std::optional<Date> date_of(const Entry& entry, std::string_view name) {
  const Value* value = entry.value(name);
  const Date* day = value ? std::get_if<Date>(value) : nullptr;
  return day ? std::optional(*day) : std::nullopt;
}

Date first_day(const Entry& entry) {
  return entry.happened.precision == Precision::unknown ? entry.known : entry.happened.from;
}

bool is_child(const RoleCode& role) { return role.value == "child" || role.value == "unborn-child"; }

}  // namespace

std::string_view word(Relation relation) { return word_of(relation).code; }
std::string_view relation_name(Relation relation) { return word_of(relation).name; }

std::optional<Relation> relation_of_role(const RoleCode& role) {
  for (const RelationWord& known : relation_words)
    if (known.code == role.value) return known.relation;
  return std::nullopt;
}

std::vector<Tie> ties_of(const Entry& entry, const Membership& members) {
  std::vector<Tie> ties;
  if (entry.kind.value != "family.relationship") return ties;
  const std::vector<Subject> subjects = subjects_of(entry, members);
  for (const Subject& child : subjects) {
    if (!is_child(child.role)) continue;
    for (const Subject& other : subjects) {
      const auto relation = relation_of_role(other.role);
      if (!relation || other.person == child.person) continue;
      ties.push_back({.child = child.person,
                      .other = other.person,
                      .relation = *relation,
                      .residence = residence_of(entry),
                      .since = date_of(entry, "since").value_or(first_day(entry)),
                      .until = date_of(entry, "until"),
                      .entry = entry.id});
    }
  }
  return ties;
}

}  // namespace roundel
