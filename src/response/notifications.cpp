#include "response/notifications.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "picture/chronology.h"
#include "picture/subjects.h"
#include "response/concerns.h"

namespace roundel {
namespace {

std::string kind_name(const Entry& entry, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
  return kind == nullptr ? entry.kind.value : kind->name;
}

// "Contact with children's social care. Outcome: referral", as far as the outcome goes.
std::string what_followed(const Entry& entry, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind(entry.kind.value);
  const ValueSpec* outcome = kind == nullptr ? nullptr : kind->value("outcome");
  const CodeSet* codes = outcome == nullptr ? nullptr : standards.vocabulary.code_set(outcome->code_set);
  const std::string* meaning = codes == nullptr ? nullptr : codes->meaning(entry.text_of("outcome"));
  return meaning == nullptr ? kind_name(entry, standards)
                            : fmt::format("{}: {}", kind_name(entry, standards), *meaning);
}

Concern concern_of_feed(const Notification& told, const Entry& entry, const Standards& standards) {
  Concern concern;
  concern.entry = entry.id;
  concern.children = children_of(entry);
  concern.from = entry.agency;
  concern.by = entry.practitioner;
  concern.worry = values_in_words(entry, standards.vocabulary);
  concern.raised = entry.recorded;
  concern.by_feed = FromFeed{.what = kind_name(entry, standards),
                             .on = day_of(entry),
                             .waits_until = told.known.plus_days(standards.notifications.waits_days),
                             .followed = {}};
  return concern;
}

}  // namespace

std::vector<Concern> fold_notifications(std::span<const Entry* const> entries, const std::vector<SourceId>& sources,
                                        const Standards& standards) {
  static const PersonId the_child("the child");
  Notifications notifications(standards);
  std::map<EntryId, const Entry*> by_id;
  for (const Entry* entry : entries) {
    notifications.add(*entry);
    by_id.emplace(entry->id, entry);
  }
  std::vector<Concern> out;
  for (const Notification& told : notifications.finish([&](const SourceId& source) {
         return std::find(sources.begin(), sources.end(), source) != sources.end() ? the_child : PersonId(source.value);
       })) {
    if (told.child != the_child) continue;
    Concern concern = concern_of_feed(told, *by_id.at(told.entry), standards);
    if (told.settled) concern.by_feed->followed = what_followed(*by_id.at(*told.settled), standards);
    out.push_back(std::move(concern));
  }
  add_decisions(out, entries);
  std::sort(out.begin(), out.end(), [](const Concern& a, const Concern& b) {
    return std::tie(b.raised, b.entry) < std::tie(a.raised, a.entry);
  });
  return out;
}

bool notification_waits(std::span<const Entry* const> entries, const Standards& standards, Date on) {
  Notifications notifications(standards);
  for (const Entry* entry : entries) notifications.add(*entry);
  const auto all = notifications.finish([](const SourceId&) { return PersonId("the child"); });
  return std::any_of(all.begin(), all.end(),
                     [&](const Notification& told) { return waits_on(told, standards.notifications, on); });
}

}  // namespace roundel
