// Why two records are, or are not, held to be one person: asked at the console, worked out from all records.
#include <algorithm>

#include "service/linkage/linking.h"
#include "service/linkage/steward_parts.h"

namespace roundel::service {
namespace {

// A source record, a person or an entry: the source records that are meant.
Result<std::vector<SourceId>> records_meant(Desk::Parts& parts, const std::string& reference) {
  if (reference.find('/') != std::string::npos) {
    if (const auto person = person_of(parts, SourceId(reference)); !person) return fail(person.error());
    return std::vector{SourceId(reference)};
  }
  if (reference.starts_with('p')) return sources_of(parts, PersonId(reference));
  const auto entry = parts.ledger->find(parts.area, EntryId(reference));
  if (!entry) return fail(entry.error());
  if (!*entry)
    return fail(Fault::not_found, "no record, person or entry has this reference",
                "agency/number, a person's reference or an entry's id");
  std::vector<SourceId> out;
  for (const About& about : (*entry)->about) out.push_back(about.source);
  return out;
}

}  // namespace

Result<LinkExplained> explain_link(Desk& desk, const Caller& caller, const std::string& a, const std::string& b,
                                   unsigned threads) {
  Desk::Parts& parts = desk.parts();
  const auto first = records_meant(parts, a);
  const auto second = records_meant(parts, b);
  if (!first || !second) return fail(first ? second.error() : first.error());
  for (const auto* records : {&*first, &*second}) {
    const auto person = person_of(parts, records->front());
    if (!person) return fail(person.error());
    if (const auto entered = enter_about(desk, caller, access::UseCase::review_link, *person, access::Tie::none);
        !entered)
      return fail(entered.error());
  }
  SourceRecords records;
  const auto read = parts.ledger->read_kinds(parts.area, 0, "identity.", [&](const Entry& entry) {
    records.add(entry);
    return true;
  });
  if (!read) return fail(read.error());
  auto model = identity::load_model(linkage_model_path(parts));
  if (!model) return fail(model.error());
  const auto evidence = LinkEvidence::learn(records.as_records(identity::record_columns(**model)), *model, threads, {});
  if (!evidence) return fail(evidence.error());

  // Of two persons, the likeliest of the pairs between their records.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> best;
  LinkExplained out;
  for (const SourceId& one : *first)
    for (const SourceId& other : *second) {
      const auto row_a = records.row_of(one);
      const auto row_b = records.row_of(other);
      if (!row_a || !row_b || one == other) continue;
      const double likely = evidence->probability(*row_a, *row_b);
      if (best && likely <= out.score.probability) continue;
      best = std::pair(*row_a, *row_b);
      out.score.probability = likely;
    }
  if (!best)
    return fail(Fault::bad_input, "these are not two records with details of a person", "two different records");
  out.a = records.source(best->first);
  out.b = records.source(best->second);
  out.score.terms = evidence->terms(best->first, best->second);
  out.person_a = records.members().person_of(out.a);
  out.person_b = records.members().person_of(out.b);
  out.together = out.person_a == out.person_b;
  const SourceId both[] = {out.a, out.b};
  const auto entries = parts.ledger->about(parts.area, both);
  if (!entries) return fail(entries.error());
  out.decisions = link_history(*entries, {out.a, out.b});
  const SourcePair pair = pair_of(out.a, out.b);
  const auto& all = records.judgements().all();
  for (auto judgement = all.rbegin(); judgement != all.rend(); ++judgement)
    if (judgement->a == pair.first && judgement->b == pair.second) out.judgements.push_back(*judgement);
  return out;
}

}  // namespace roundel::service
