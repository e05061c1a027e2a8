#include "picture/family_members.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/text.h"
#include "picture/age.h"
#include "picture/details.h"
#include "picture/identity_bar.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

// Every tie that the entries state, oldest first.
std::vector<Tie> all_ties(const FamilyEntries& known) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : known.entries)
    if (entry.kind.value == "family.relationship") entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<Tie> out;
  for (const Entry* entry : entries)
    for (Tie& tie : ties_of(*entry, known.members)) out.push_back(std::move(tie));
  return out;
}

std::set<PersonId> parents_of(const PersonId& person, const std::vector<Tie>& ties) {
  std::set<PersonId> out;
  for (const Tie& tie : ties)
    if (tie.child == person && is_parent(tie.relation)) out.insert(tie.other);
  return out;
}

// Folds one more statement. Who bore or fathered a child does not change by a later, vaguer word; any other relation
// is what was last said. A statement that does not say where somebody lives does not unsay an earlier one.
void fold(FamilyTie& folded, const Tie& tie, bool first) {
  const bool keeps = !first && is_parent(folded.relation) && folded.relation <= tie.relation;
  if (!keeps && folded.relation != tie.relation) {
    folded.relation = tie.relation;
    folded.since = tie.since;
  }
  if (!folded.since || tie.since < *folded.since) folded.since = tie.since;
  if (tie.residence != Residence::unknown) folded.residence = tie.residence;
  folded.until = tie.until;
}

std::map<PersonId, FamilyTie> stated_ties(const PersonId& child, const std::vector<Tie>& ties) {
  std::map<PersonId, FamilyTie> out;
  for (const Tie& tie : ties) {
    const bool mine = tie.child == child;
    if (!mine && !(tie.other == child && tie.relation == Relation::sibling)) continue;
    const PersonId& person = mine ? tie.other : tie.child;
    const auto [at, first] = out.try_emplace(person, FamilyTie{.person = person, .relation = tie.relation});
    fold(at->second, tie, first);
  }
  return out;
}

// A sibling lives with the child where a parent of both lives with both, elsewhere where a shared parent who lives
// with the child does not live with the sibling.
Residence sibling_residence(const std::map<PersonId, FamilyTie>& of_child,
                            const std::map<PersonId, FamilyTie>& of_sibling) {
  Residence residence = Residence::unknown;
  for (const auto& [person, tie] : of_sibling) {
    const auto own = of_child.find(person);
    if (!is_parent(tie.relation) || own == of_child.end() || own->second.residence != Residence::resident) continue;
    if (tie.residence == Residence::resident) return Residence::resident;
    if (tie.residence == Residence::elsewhere) residence = Residence::elsewhere;
  }
  return residence;
}

void add_siblings(const PersonId& child, const std::vector<Tie>& ties, std::map<PersonId, FamilyTie>& family) {
  const std::set<PersonId> parents = parents_of(child, ties);
  std::set<PersonId> siblings;
  for (const Tie& tie : ties)
    if (tie.child != child && is_parent(tie.relation) && parents.contains(tie.other)) siblings.insert(tie.child);
  const std::map<PersonId, FamilyTie> of_child = family;
  for (const PersonId& sibling : siblings) {
    const Residence residence = sibling_residence(of_child, stated_ties(sibling, ties));
    const auto [at, added] = family.try_emplace(sibling, FamilyTie{.person = sibling, .relation = Relation::sibling});
    if (at->second.residence == Residence::unknown) at->second.residence = residence;
  }
}

bool is_recorded_as_child(const PersonId& person, const std::vector<Tie>& ties) {
  return std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) { return tie.child == person; });
}

FamilyMember member_of(const FamilyTie& tie, const std::vector<Tie>& ties, const FamilyEntries& known,
                       const Standards& standards) {
  const std::vector<Detail> details = details_about(known, tie.person);
  FamilyMember member;
  member.person = tie.person;
  member.name = best_value(details, full_name());
  member.known = !member.name.empty();
  if (!member.known) member.name = std::string(relation_name(tie.relation)) + ", name not known";
  member.sex = sex_in_words(best_value(details, field("sex")), standards);
  member.relation = tie.relation;
  member.residence = tie.residence;
  member.born = best_date(details, birth_date());
  member.since = tie.since;
  member.until = tie.until;
  member.child =
      member.born ? age_in_years(*member.born, known.on) < adult_years : is_recorded_as_child(tie.person, ties);
  return member;
}

std::string unknown_adult_name(const std::string& sex) {
  if (sex == "m") return "Unknown adult male";
  if (sex == "f") return "Unknown adult female";
  return "Unknown adult";
}

// "partner", "mother's partner", "Mum's ex-partner" are free words; what they do not say stays "other".
Relation relation_in(const std::string& words) {
  const std::string text = lower(trimmed(words));
  if (const auto relation = relation_of_role(RoleCode(text))) return *relation;
  if (text.find("ex-partner") != std::string::npos) return Relation::ex_partner;
  if (text.find("partner") != std::string::npos) return Relation::partner;
  return Relation::other;
}

// Adults who were seen and whom nobody named. The same words about the same sex are taken to mean the same person, so
// that five sightings do not draw five men.
std::vector<FamilyMember> unknown_adults(const FamilyEntries& known, const Standards& standards) {
  std::map<std::pair<Relation, std::string>, FamilyMember> out;
  for (const Entry& entry : known.entries) {
    if (entry.kind.value != "family.unknown-adult" || !is_about(entry, known.child, known.members)) continue;
    const std::string sex = entry.text_of("sex") == "u" ? std::string() : entry.text_of("sex");
    const Relation relation = relation_in(entry.text_of("relation"));
    FamilyMember& member = out[{relation, sex}];
    member.name = unknown_adult_name(sex);
    member.sex = sex_in_words(sex, standards);
    member.relation = relation;
    member.known = false;
    member.since = member.since ? std::min(*member.since, day_of(entry)) : day_of(entry);
  }
  std::vector<FamilyMember> list;
  for (auto& [key, member] : out) list.push_back(std::move(member));
  return list;
}

}  // namespace

std::vector<FamilyTie> family_ties(const FamilyEntries& known) {
  const std::vector<Tie> ties = all_ties(known);
  std::map<PersonId, FamilyTie> family = stated_ties(known.child, ties);
  add_siblings(known.child, ties, family);
  std::vector<FamilyTie> out;
  for (auto& [person, tie] : family) out.push_back(std::move(tie));
  std::stable_sort(out.begin(), out.end(),
                   [](const FamilyTie& a, const FamilyTie& b) { return a.relation < b.relation; });
  return out;
}

std::vector<FamilyMember> family_members(const FamilyEntries& known, const Standards& standards) {
  const std::vector<Tie> ties = all_ties(known);
  std::vector<FamilyMember> members;
  for (const FamilyTie& tie : family_ties(known)) members.push_back(member_of(tie, ties, known, standards));
  for (FamilyMember& member : members)
    for (const PersonId& parent : parents_of(member.person, ties))
      if (std::any_of(members.begin(), members.end(), [&](const FamilyMember& m) { return m.person == parent; }))
        member.parents.push_back(parent.value);
  for (FamilyMember& unknown : unknown_adults(known, standards)) members.push_back(std::move(unknown));
  std::stable_sort(members.begin(), members.end(), [](const FamilyMember& a, const FamilyMember& b) {
    return std::tuple(a.relation, a.person.empty(), a.born.value_or(Date())) <
           std::tuple(b.relation, b.person.empty(), b.born.value_or(Date()));
  });
  return members;
}

}  // namespace roundel
