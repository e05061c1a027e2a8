#include "service/derived/moved.h"

#include <algorithm>
#include <unordered_map>

#include "ledger/tables.h"
#include "picture/subjects.h"

namespace roundel::service {
namespace {

std::vector<EntryId> sorted_ids(std::vector<EntryId> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Done keep_moved(Desk::Parts& parts, std::span<const Moved> moved) {
  for (const Moved& one : moved) {
    const store::Cell cells[] = {parts.area.str(), one.source.str(), one.entry.str()};
    const auto done = parts.database->run(
        "INSERT INTO moved (area, source, entry) VALUES (?, ?, ?) ON CONFLICT (area, source, entry) DO NOTHING", cells);
    if (!done) return fail(done.error());
  }
  return {};
}

}  // namespace

Correction correction_of(const NewEntry& entry, const EntryId& id) {
  Correction out{.entry = id, .corrects = *entry.corrects, .about = {}, .children = {}};
  for (const About& about : entry.about) out.about.push_back(about.source);
  out.children = children_of(Entry{entry});
  return out;
}

Result<std::vector<Moved>> moved_by(Desk::Parts& parts, std::span<const Correction> corrections) {
  std::vector<EntryId> corrected;
  for (const Correction& one : corrections) corrected.push_back(one.corrects);
  const auto entries = parts.ledger->find_all(parts.area, corrected);
  if (!entries) return fail(entries.error());
  std::unordered_map<EntryId, const Entry*> by_id;
  for (const Entry& entry : *entries) by_id.emplace(entry.id, &entry);
  std::vector<Moved> out;
  for (const Correction& one : corrections) {
    const auto before = by_id.find(one.corrects);
    if (before == by_id.end()) continue;  // the law took it away: nobody has it any more
    const std::vector<SourceId> children = children_of(*before->second);
    for (const About& about : before->second->about)
      if (std::find(one.about.begin(), one.about.end(), about.source) == one.about.end())
        out.push_back({.source = about.source,
                       .entry = one.entry,
                       .as_child = std::find(children.begin(), children.end(), about.source) != children.end()});
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<store::Row> moved_rows(const AreaCode& area, std::span<const Moved> moved) {
  std::vector<store::Row> rows;
  for (const Moved& one : moved) rows.push_back({area.str(), one.source.str(), one.entry.str()});
  return rows;
}

std::vector<EntryId> taken_from(std::span<const Moved> moved, std::span<const SourceId> sources) {
  std::vector<EntryId> out;
  for (const SourceId& source : sources)
    for (auto one = std::lower_bound(moved.begin(), moved.end(), Moved{.source = source, .entry = {}});
         one != moved.end() && one->source == source; ++one)
      out.push_back(one->entry);
  return sorted_ids(std::move(out));
}

Result<std::vector<EntryId>> taken_from(Desk::Parts& parts, std::span<const SourceId> sources) {
  std::vector<store::Cell> keys;
  for (const SourceId& source : sources) keys.emplace_back(source.str());
  std::vector<EntryId> out;
  const auto read = ask_for_many(*parts.database, "SELECT entry FROM moved WHERE area = ? AND source IN",
                                 parts.area.str(), keys, [&](const store::Row& row) {
                                   out.emplace_back(store::text(row[0]));
                                   return true;
                                 });
  if (!read) return fail(read.error());
  return sorted_ids(std::move(out));
}

Result<Appended> append_and_follow_within(Desk::Parts& parts, std::span<const NewEntry> entries) {
  auto appended = parts.ledger->append_within(entries);
  if (!appended) return appended;
  std::vector<Correction> corrections;
  for (std::size_t at = 0; at < entries.size(); ++at)
    if (entries[at].corrects) corrections.push_back(correction_of(entries[at], appended->ids[at]));
  if (corrections.empty()) return appended;
  const auto moved = moved_by(parts, corrections);
  if (!moved) return fail(moved.error());
  if (const auto kept = keep_moved(parts, *moved); !kept) return fail(kept.error());
  return appended;
}

Result<Appended> append_and_follow(Desk::Parts& parts, std::span<const NewEntry> entries) {
  Result<Appended> appended = Appended{};
  const auto done = parts.database->transact([&]() -> Done {
    appended = append_and_follow_within(parts, entries);
    if (!appended) return fail(appended.error());
    return {};
  });
  if (!done) return fail(done.error());
  return appended;
}

}  // namespace roundel::service
