// Source records as small numbers, and the person each belongs to once every link has been read.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ledger/as_known.h"
#include "standards/vocabulary.h"

namespace roundel::oversight {

template <class Name>
class Numbers {
 public:
  std::uint32_t of(const Name& name) {
    const auto [at, added] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(name);
    return at->second;
  }
  const Name& name(std::uint32_t number) const { return names_[number]; }
  const std::vector<Name>& names() const { return names_; }

 private:
  std::unordered_map<Name, std::uint32_t> numbers_;
  std::vector<Name> names_;
};

// Stands for an entry's id in eight bytes. Two ids of five million sharing one is less likely than one in a million.
using Mark = std::uint64_t;
inline Mark mark_of(const EntryId& id) { return std::hash<EntryId>{}(id); }

struct People {
  std::vector<std::uint32_t> person;     // by number of the source record
  std::vector<PersonId> ids;             // by number of the person
  std::unordered_set<Mark> not_counted;  // entries that were corrected or withdrawn

  bool counts(Mark entry) const { return !not_counted.contains(entry); }
};

inline People people_of(const Numbers<SourceId>& sources, const Membership& members) {
  People people;
  Numbers<PersonId> persons;
  people.person.reserve(sources.names().size());
  for (const SourceId& source : sources.names()) people.person.push_back(persons.of(members.person_of(source)));
  people.ids = persons.names();
  return people;
}

// The source records that an entry is about as children.
inline std::vector<SourceId> children_of(const Entry& entry, const Vocabulary& vocabulary) {
  std::vector<SourceId> out;
  for (const About& about : entry.about) {
    const RoleWord* role = vocabulary.role(about.role.value);
    if (role != nullptr && role->child) out.push_back(about.source);
  }
  return out;
}

}  // namespace roundel::oversight
