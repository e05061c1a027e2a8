#include <algorithm>
#include <set>

#include "access/access.h"
#include "picture/involvement.h"
#include "picture/subjects.h"
#include "response/notifications.h"

namespace roundel::access {
namespace {

using Entries = std::vector<const Entry*>;

// What stands of the entries at `now`: without those that a later entry corrected or withdrew.
Entries standing_entries(std::span<const Entry* const> entries, Timestamp now) {
  std::set<EntryId> replaced;
  for (const Entry* entry : entries)
    if (entry->corrects && entry->recorded <= now) replaced.insert(*entry->corrects);
  Entries out;
  for (const Entry* entry : entries)
    if (entry->recorded <= now && !replaced.contains(entry->id)) out.push_back(entry);
  std::sort(out.begin(), out.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  return out;
}

// A grant names the agency and, mostly, the practitioner; one without a practitioner is to the agency as a whole.
bool is_granted(const Caller& caller, const Entries& entries, Date today) {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
    if (entry->kind.value != "access.granted" || entry->text_of("to-agency") != caller.agency.value) return false;
    const std::string practitioner = entry->text_of("to-practitioner");
    if (!practitioner.empty() && practitioner != caller.practitioner.value) return false;
    const Value* until = entry->value("until");
    const Date* last = until ? std::get_if<Date>(until) : nullptr;
    return !last || today <= *last;
  });
}

std::string agency_kind(const AgencyId& agency, const Standards& standards) {
  const Agency* known = standards.agency(agency);
  return known ? known->kind : std::string();
}

bool is_open(const Spell& spell, Date today) { return spell.since <= today && (!spell.until || *spell.until > today); }

bool is_social_care_or_early_help(const AgencyId& agency, const Standards& standards) {
  const std::string kind = agency_kind(agency, standards);
  return kind == "social-care" || kind == "early-help";
}

bool waits_for_decision(const Entry& concern, const Entries& entries) {
  return std::none_of(entries.begin(), entries.end(), [&](const Entry* entry) {
    return entry->kind.value == "response.decided" && entry->text_of("concern") == concern.id.value;
  });
}

// Is there something for the joint team to do: a concern that waits, or work that was begun and not ended. Entries are
// in order, so whatever ends work ends what was begun before it. Work that nobody ended counts as over after two years.
bool joint_work_is_open(const Entries& entries, Date today) {
  constexpr std::string_view begins[] = {"social-care.referral",
                                         "social-care.assessment-started",
                                         "social-care.strategy-discussion",
                                         "social-care.section-47-enquiry",
                                         "social-care.in-need-plan-started",
                                         "social-care.protection-plan-started",
                                         "social-care.looked-after-started",
                                         "early-help.episode-started",
                                         "early-help.plan"};
  constexpr std::string_view ends[] = {"social-care.case-closed", "early-help.closed"};
  constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"social-care.in-need-plan-started", "social-care.in-need-plan-ended"},
      {"social-care.protection-plan-started", "social-care.protection-plan-ended"},
      {"social-care.looked-after-started", "social-care.looked-after-ended"}};
  std::set<std::string> open;
  const Date oldest = today.plus_months(-months_until_silent);
  for (const Entry* entry : entries) {
    const std::string& kind = entry->kind.value;
    if (kind == "concern.raised" && waits_for_decision(*entry, entries)) return true;
    if (std::find(std::begin(ends), std::end(ends), kind) != std::end(ends)) open.clear();
    for (const auto& [begin, end] : pairs)
      if (kind == end) open.erase(std::string(begin));
    const Date day = day_of(*entry);
    if (day < oldest || day > today) continue;
    const bool decided = kind == "response.decided" && entry->text_of("choice") != "no-further-action";
    if (decided || std::find(std::begin(begins), std::end(begins), kind) != std::end(begins)) open.insert(kind);
  }
  return !open.empty();
}

bool is_with_joint_team(const Entries& entries, const std::vector<Spell>& spells, const Standards& standards,
                        Date today) {
  return joint_work_is_open(entries, today) || notification_waits(entries, standards, today) ||
         std::any_of(spells.begin(), spells.end(), [&](const Spell& spell) {
           return is_open(spell, today) && is_social_care_or_early_help(spell.agency, standards);
         });
}

bool is_joint_team_tie(const Caller& caller, const Entries& entries, const std::vector<Spell>& spells,
                       const Standards& standards, Date today) {
  return may_stand_for_joint_team(caller, standards) && is_with_joint_team(entries, spells, standards, today);
}

bool is_named(const Caller& caller, const std::vector<Spell>& spells, Date today) {
  if (caller.practitioner.empty()) return false;
  return std::any_of(spells.begin(), spells.end(), [&](const Spell& spell) {
    return spell.agency == caller.agency && is_open(spell, today) &&
           (spell.practitioner == caller.practitioner || spell.practitioner_name == caller.practitioner.value);
  });
}

// Passing on a concern makes a referrer, not a service of the child; what it recorded in two years does.
bool is_agency_involved(const Caller& caller, const Entries& entries, const std::vector<Spell>& spells,
                        const Vocabulary& vocabulary, Date today) {
  const Date oldest = today.plus_months(-months_until_silent);
  return std::any_of(spells.begin(), spells.end(),
                     [&](const Spell& spell) { return spell.agency == caller.agency && is_open(spell, today); }) ||
         std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
           return entry->agency == caller.agency && entry->kind.value != "concern.raised" &&
                  shows_involvement(*entry, vocabulary) && day_of(*entry) >= oldest;
         });
}

bool is_referrer(const Caller& caller, const Entries& entries) {
  return !caller.practitioner.empty() && std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
    return entry->kind.value == "concern.raised" && entry->agency == caller.agency &&
           entry->practitioner == caller.practitioner;
  });
}

}  // namespace

bool may_stand_for_joint_team(const Caller& caller, const Standards& standards) {
  const Agency* agency = standards.agency(caller.agency);
  const bool of_team = caller.role == "joint-team" || caller.role == "manager";
  return of_team && agency != nullptr && agency->joint_team;
}

bool is_with_joint_team(std::span<const Entry* const> child_entries, const Standards& standards, Date today) {
  Entries entries(child_entries.begin(), child_entries.end());
  std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  return is_with_joint_team(entries, involvement_spells(entries), standards, today);
}

Tie tie_of(const Caller& caller, std::span<const Entry* const> child_entries, const Standards& standards,
           Timestamp now) {
  if (caller.account.empty() || caller.agency.empty()) return Tie::none;
  if (caller.role == console_role) return Tie::console;
  const Date today = now.date();
  const Entries entries = standing_entries(child_entries, now);
  const std::vector<Spell> spells = involvement_spells(entries);
  if (is_granted(caller, entries, today)) return Tie::granted;
  if (is_joint_team_tie(caller, entries, spells, standards, today)) return Tie::joint_team;
  if (is_named(caller, spells, today)) return Tie::named_practitioner;
  if (is_agency_involved(caller, entries, spells, standards.vocabulary, today)) return Tie::agency_involved;
  if (is_referrer(caller, entries)) return Tie::referrer;
  return Tie::none;
}

}  // namespace roundel::access
