#include "ledger/as_known.h"

#include <algorithm>
#include <unordered_set>

#include "ledger/sha256.h"

namespace roundel {
namespace {

bool recorded_by(const Entry& entry, const std::optional<Timestamp>& at) { return !at || entry.recorded <= *at; }

std::string gift(const EntryId& entry, std::string_view agency) { return entry.value + ' ' + std::string(agency); }

}  // namespace

std::vector<Entry> as_known(std::vector<Entry> entries, const View& view, const SharedWith& shared) {
  std::erase_if(entries, [&](const Entry& entry) { return !recorded_by(entry, view.at); });
  std::unordered_set<EntryId> replaced;
  for (const Entry& entry : entries) {
    if (entry.corrects) replaced.insert(*entry.corrects);
  }
  std::erase_if(entries, [&](const Entry& entry) {
    if (replaced.contains(entry.id)) return true;
    return view.agency && entry.agency != *view.agency && !shared(entry, *view.agency);
  });
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.sequence < b.sequence; });
  return entries;
}

SharedWith shared_by_standards(const std::vector<Entry>& entries, const Vocabulary& vocabulary,
                               std::function<bool(const AgencyId&)> in_joint_team, std::optional<Timestamp> at) {
  std::unordered_set<std::string> given;  // what was told cannot be untold: a later correction does not take it back
  for (const Entry& entry : entries) {
    if (entry.kind.value == "sharing.shared" && recorded_by(entry, at))
      given.insert(gift(EntryId(entry.text_of("entry")), entry.text_of("with-agency")));
  }
  return [given = std::move(given), in_joint_team = std::move(in_joint_team), &vocabulary](const Entry& entry,
                                                                                           const AgencyId& agency) {
    const EntryKind* kind = entry.sharing.empty() ? vocabulary.kind(entry.kind.value) : nullptr;
    const SharingClass* sharing = vocabulary.sharing_class(kind != nullptr ? kind->sharing : entry.sharing);
    if (sharing != nullptr && sharing->joint_team && in_joint_team(agency)) return true;
    return given.contains(gift(entry.id, agency.value));
  };
}

void Membership::apply(const Entry& link) {
  if (link.kind.value != "identity.link") return;
  const PersonId person(link.text_of("person"));
  if (person.empty()) return;
  for (const About& about : link.about) {
    const auto [at, added] = person_.try_emplace(about.source, person);
    if (!added) {
      if (at->second == person) continue;
      std::erase(sources_[at->second], about.source);
      at->second = person;
    }
    sources_[person].push_back(about.source);
  }
}

PersonId Membership::person_of(const SourceId& source) const {
  const auto at = person_.find(source);
  return at == person_.end() ? person_of_alone(source) : at->second;
}

const PersonId* Membership::decided(const SourceId& source) const {
  const auto at = person_.find(source);
  return at == person_.end() ? nullptr : &at->second;
}

std::vector<SourceId> Membership::sources_of(const PersonId& person) const {
  const auto at = sources_.find(person);
  return at == sources_.end() ? std::vector<SourceId>{} : at->second;
}

PersonId person_of_alone(const SourceId& source) {
  return PersonId("p" + to_hex(bytes_of(sha256({"roundel person ", source.value})).substr(0, 12)));
}

}  // namespace roundel
