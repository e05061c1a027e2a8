#include "service/neighbourhood.h"

#include <algorithm>
#include <map>

#include "ledger/sha256.h"

namespace roundel::service {

Result<Neighbourhood> Neighbourhood::load(Desk::Parts& parts, const std::vector<SourceId>& from) {
  Neighbourhood out;
  for (const SourceId& source : from) {
    out.sources.insert(source);
    const auto person = person_of(parts, source);
    if (!person) return fail(person.error());
    const auto theirs = service::sources_of(parts, *person);
    if (!theirs) return fail(theirs.error());
    out.sources.insert(theirs->begin(), theirs->end());
  }
  for (std::size_t before = 0; before != out.sources.size();) {
    before = out.sources.size();
    const std::vector<SourceId> all(out.sources.begin(), out.sources.end());
    auto entries = parts.ledger->about(parts.area, all);
    if (!entries) return fail(entries.error());
    out.entries = std::move(*entries);
    for (const Entry& entry : out.entries)
      if (entry.kind.str() == "identity.link")
        for (const About& about : entry.about) out.sources.insert(about.source);
  }
  for (const Entry& entry : out.entries) {
    out.members.apply(entry);
    out.judgements.apply(entry);
  }
  return out;
}

std::set<SourceId> Neighbourhood::records_of(const PersonId& person) const {
  std::set<SourceId> out;
  for (const SourceId& source : sources)
    if (members.person_of(source) == person) out.insert(source);
  return out;
}

std::string record_id(const SourceId& source) {
  return "r" + to_hex(bytes_of(sha256({"roundel record ", source.value})).substr(0, 8));
}

Result<std::set<SourceId>> suggested_with_second(Desk::Parts& parts, const std::set<SourceId>& records,
                                                 const PairRow& pair) {
  const auto pairs = pairs_among(parts, {records.begin(), records.end()});  // the likeliest first
  if (!pairs) return fail(pairs.error());
  std::map<SourceId, SourceId> group;
  for (const SourceId& source : records) group[source] = source;
  const auto find = [&](SourceId source) {
    while (group[source] != source) source = group[source];
    return source;
  };
  for (const PairRow& edge : *pairs) {
    const SourceId one = find(edge.a);
    const SourceId other = find(edge.b);
    const SourceId first = find(pair.a);
    const SourceId second = find(pair.b);
    const bool would_join = (one == first && other == second) || (one == second && other == first);
    if (one != other && !would_join) group[one] = other;
  }
  std::set<SourceId> out;
  for (const SourceId& source : records)
    if (source != pair.b && find(source) == find(pair.b)) out.insert(source);
  return out;
}

}  // namespace roundel::service
