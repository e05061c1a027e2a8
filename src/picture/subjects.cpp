#include "picture/subjects.h"

#include <algorithm>
#include <tuple>

namespace roundel {

std::vector<Subject> subjects_of(const Entry& entry, const Membership& members) {
  std::vector<Subject> out;
  out.reserve(entry.about.size());
  for (const About& about : entry.about)
    out.push_back({.person = members.person_of(about.source), .role = about.role, .source = about.source});
  return out;
}

bool is_about(const Entry& entry, const PersonId& person, const Membership& members) {
  return std::any_of(entry.about.begin(), entry.about.end(),
                     [&](const About& about) { return members.person_of(about.source) == person; });
}

std::vector<SourceId> children_of(const Entry& entry) {
  std::vector<SourceId> out;
  for (const About& about : entry.about)
    if (about.role.value == "child" || about.role.value == "unborn-child") out.push_back(about.source);
  return out;
}

bool is_about_child(const Entry& entry, const PersonId& child, const Membership& members) {
  const std::vector<SourceId> children = children_of(entry);
  return std::any_of(children.begin(), children.end(),
                     [&](const SourceId& source) { return members.person_of(source) == child; });
}

std::vector<const Entry*> entries_about_child(const std::vector<Entry>& entries, const PersonId& child,
                                              const Membership& members) {
  std::vector<const Entry*> out;
  for (const Entry& entry : entries)
    if (is_about_child(entry, child, members)) out.push_back(&entry);
  return out;
}

std::vector<const Entry*> entries_about(const std::vector<Entry>& entries, const PersonId& person,
                                        const Membership& members) {
  std::vector<const Entry*> out;
  for (const Entry& entry : entries)
    if (is_about(entry, person, members)) out.push_back(&entry);
  return out;
}

Date day_of(const Entry& entry) {
  return entry.happened.precision == Precision::unknown ? entry.known : entry.happened.to;
}

bool earlier(const Entry& a, const Entry& b) {
  return std::tuple(day_of(a), a.known, a.sequence, a.id) < std::tuple(day_of(b), b.known, b.sequence, b.id);
}

TimeOfDay time_in_order(const std::optional<TimeOfDay>& told, bool first_of_day, TimeOfDay before) {
  return told ? *told : first_of_day ? TimeOfDay() : before;
}

void put_in_order(std::vector<const Entry*>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<std::tuple<Date, TimeOfDay, const Entry*>> timed;
  timed.reserve(entries.size());
  for (const Entry* entry : entries) {
    const Date day = day_of(*entry);
    const bool first = timed.empty() || std::get<Date>(timed.back()) != day;
    const TimeOfDay time =
        time_in_order(entry->happened.at, first, first ? TimeOfDay() : std::get<TimeOfDay>(timed.back()));
    timed.emplace_back(day, time, entry);
  }
  std::stable_sort(timed.begin(), timed.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<Date>(a), std::get<TimeOfDay>(a)) < std::tie(std::get<Date>(b), std::get<TimeOfDay>(b));
  });
  for (std::size_t at = 0; at < entries.size(); ++at) entries[at] = std::get<const Entry*>(timed[at]);
}

}  // namespace roundel
