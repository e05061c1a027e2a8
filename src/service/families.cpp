#include "service/families.h"

#include <algorithm>

#include "service/family_loader.h"

namespace roundel::service {
namespace {

constexpr std::size_t most_entries = 60'000;          // some 60 MB
constexpr std::int64_t most_to_look_through = 5'000;  // entries; where more came, everything is forgotten

}  // namespace

Result<Families::Base> Families::base_of(Desk::Parts& parts) {
  const auto erased = parts.ledger->erased(parts.area);
  if (!erased) return fail(erased.error());
  const store::Cell area[] = {parts.area.str()};
  const auto place = parts.database->query("SELECT derived, assessed FROM place WHERE area = ?", area);
  if (!place) return fail(place.error());
  Base base{.erased = *erased};
  if (place->empty()) return base;
  const auto number_or_none = [](const store::Cell& cell) {
    return std::holds_alternative<store::Null>(cell) ? -1 : store::number(cell);
  };
  base.derived = number_or_none(place->front()[0]);
  base.assessed = number_or_none(place->front()[1]);
  return base;
}

Done Families::catch_up(Desk::Parts& parts) {
  const auto size = parts.ledger->size(parts.area);
  if (!size) return fail(size.error());
  auto base = base_of(parts);
  if (!base) return fail(base.error());
  if (*base != base_ || *size < position_ || *size - position_ > most_to_look_through) {
    forget_all();
    base_ = *base;
    position_ = *size;
    return {};
  }
  if (*size == position_) return {};
  std::unordered_set<EntryId> corrected;
  const auto read = parts.ledger->read_all(parts.area, position_, [&](const Entry& entry) {
    position_ = entry.sequence + 1;
    if (entry.corrects) corrected.insert(*entry.corrects);
    for (const About& about : entry.about) {
      const auto found = of_source_.find(about.source);
      if (found == of_source_.end()) continue;
      const std::vector<PersonId> stale(found->second.begin(), found->second.end());
      for (const PersonId& child : stale) forget(child);
    }
    return true;
  });
  if (!corrected.empty()) forget_holders_of(corrected);
  return read;
}

// A correction may name nobody of the family that holds what it corrects.
void Families::forget_holders_of(const std::unordered_set<EntryId>& corrected) {
  std::vector<PersonId> stale;
  for (const auto& [child, kept] : kept_)
    if (std::ranges::any_of(kept.family->entries, [&](const Entry& entry) { return corrected.contains(entry.id); }))
      stale.push_back(child);
  for (const PersonId& child : stale) forget(child);
}

std::shared_ptr<const LoadedFamily> Families::find(const PersonId& child) {
  const auto found = kept_.find(child);
  if (found == kept_.end()) return nullptr;
  found->second.used = ++uses_;
  return found->second.family;
}

void Families::keep(const PersonId& child, std::shared_ptr<const LoadedFamily> family) {
  forget(child);
  while (!kept_.empty() && entries_ + family->entries.size() > most_entries) {
    const auto oldest = std::min_element(kept_.begin(), kept_.end(),
                                         [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    forget(PersonId(oldest->first));
  }
  entries_ += family->entries.size();
  for (const SourceId& source : family->sources) of_source_[source].insert(child);
  kept_[child] = {.family = std::move(family), .used = ++uses_};
}

void Families::forget(const PersonId& child) {
  const auto found = kept_.find(child);
  if (found == kept_.end()) return;
  entries_ -= found->second.family->entries.size();
  for (const SourceId& source : found->second.family->sources) {
    const auto children = of_source_.find(source);
    if (children == of_source_.end()) continue;
    children->second.erase(child);
    if (children->second.empty()) of_source_.erase(children);
  }
  kept_.erase(found);
}

void Families::forget_all() {
  kept_.clear();
  of_source_.clear();
  entries_ = 0;
}

}  // namespace roundel::service
