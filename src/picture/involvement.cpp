#include "picture/involvement.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "picture/subjects.h"

namespace roundel {
namespace {

// The kind of agency; for one that is not of this place, what its kinds of entry are called after.
std::string agency_kind(const Standards& standards, const AgencyId& agency) {
  const Agency* known = standards.agency(agency);
  return known ? known->kind : std::string();
}

bool hands_over(const Entry& entry) { return entry.kind.value == "work.handed-over"; }

void start(std::vector<Spell>& spells, const Entry& entry) {
  std::string service = entry.text_of("service");
  if (service.empty()) service = entry.text_of("team");
  Spell spell{.agency = entry.agency,
              .practitioner = hands_over(entry) ? PractitionerId(entry.text_of("to")) : entry.practitioner,
              .service = std::move(service),
              .practitioner_name = entry.text_of(hands_over(entry) ? "to-name" : "practitioner"),
              .contact = entry.text_of("contact"),
              .since = day_of(entry)};
  for (Spell& open : spells) {
    const bool same = open.agency == spell.agency && open.service == spell.service &&
                      open.practitioner == spell.practitioner && open.practitioner_name == spell.practitioner_name;
    if (!same || open.until) continue;
    if (!spell.contact.empty()) open.contact = spell.contact;  // told again: the newer way to reach them
    return;
  }
  spells.push_back(std::move(spell));
}

void end(std::vector<Spell>& spells, const Entry& entry) {
  const auto open = [&](const Spell& spell) { return spell.agency == entry.agency && !spell.until; };
  const bool own = !entry.practitioner.empty() && std::any_of(spells.begin(), spells.end(), [&](const Spell& spell) {
    return open(spell) && spell.practitioner == entry.practitioner;
  });
  for (Spell& spell : spells)
    if (open(spell) && (!own || spell.practitioner == entry.practitioner)) spell.until = day_of(entry);
}

Involvement told(const Spell& spell, const Standards& standards) {
  Involvement out{.agency = spell.agency,
                  .agency_name = standards.agency_name(spell.agency),
                  .agency_kind = agency_kind(standards, spell.agency),
                  .service = spell.service,
                  .practitioner = spell.practitioner_name,
                  .contact = spell.contact,
                  .since = spell.since,
                  .until = spell.until};
  const AgencyKind* kind = standards.vocabulary.agency_kind(out.agency_kind);
  if (out.service.empty() && kind) out.service = kind->name;
  const Agency* agency = standards.agency(spell.agency);
  if (out.contact.empty() && agency) out.contact = agency->contact;
  return out;
}

// Agencies that recorded something about the child and never said that they began.
std::vector<Spell> unannounced(const std::vector<const Entry*>& about_child, const std::vector<Spell>& announced,
                               const Vocabulary& vocabulary, Date on) {
  std::map<AgencyId, std::pair<Date, Date>> seen;  // first and last day
  for (const Entry* entry : about_child) {
    if (!shows_involvement(*entry, vocabulary)) continue;
    const Date day = day_of(*entry);
    const auto [at, added] = seen.try_emplace(entry->agency, day, day);
    at->second.first = std::min(at->second.first, day);
    at->second.second = std::max(at->second.second, day);
  }
  std::vector<Spell> out;
  for (const auto& [agency, days] : seen) {
    const auto& [first, last] = days;
    if (std::any_of(announced.begin(), announced.end(), [&](const Spell& spell) { return spell.agency == agency; }))
      continue;
    Spell spell{.agency = agency, .since = first};
    if (last.plus_months(months_until_silent) < on) spell.until = last;
    out.push_back(std::move(spell));
  }
  return out;
}

std::optional<Date> last_contact(const Spell& spell, const std::vector<const Entry*>& about_child,
                                 const Vocabulary& vocabulary) {
  std::optional<Date> last;
  for (const Entry* entry : about_child) {
    const EntryKind* kind = vocabulary.kind(entry->kind.value);
    if (entry->agency != spell.agency || !kind || !kind->contact) continue;
    const Date day = day_of(*entry);
    if (day < spell.since || (spell.until && day > *spell.until)) continue;
    if (!last || day > *last) last = day;
  }
  return last;
}

}  // namespace

bool shows_involvement(const Entry& entry, const Vocabulary& vocabulary) {
  if (entry.kind.value.starts_with("request.")) return false;
  const EntryKind* kind = vocabulary.kind(entry.kind.value);
  return entry.agency.value != "roundel" && !(kind && kind->structural);
}

std::vector<Spell> involvement_spells(const std::vector<const Entry*>& about_child) {
  std::vector<const Entry*> turns;
  for (const Entry* entry : about_child)
    if (entry->kind.value.starts_with("involvement.") || hands_over(*entry)) turns.push_back(entry);
  std::sort(turns.begin(), turns.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<Spell> spells;
  for (const Entry* turn : turns) turn->kind.value == "involvement.ended" ? end(spells, *turn) : start(spells, *turn);
  return spells;
}

std::vector<Involvement> involvement_of(const FamilyEntries& known, const Standards& standards) {
  const auto about_child = entries_about(known.entries, known.child, known.members);
  std::vector<Spell> spells = involvement_spells(about_child);
  for (Spell& spell : unannounced(about_child, spells, standards.vocabulary, known.on))
    spells.push_back(std::move(spell));
  std::vector<Involvement> out;
  for (const Spell& spell : spells) {
    out.push_back(told(spell, standards));
    out.back().last_contact = last_contact(spell, about_child, standards.vocabulary);
  }
  std::stable_sort(out.begin(), out.end(), [](const Involvement& a, const Involvement& b) {
    return std::tuple(a.until.has_value(), b.since, a.agency, a.service, a.practitioner) <
           std::tuple(b.until.has_value(), a.since, b.agency, b.service, b.practitioner);
  });
  return out;
}

}  // namespace roundel
