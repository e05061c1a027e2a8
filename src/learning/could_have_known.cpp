#include "learning/could_have_known.h"

#include <algorithm>
#include <map>

#include "ledger/as_known.h"

namespace roundel {
namespace {

// The rule of sharing as it stood at each moment at which it can have changed for one entry: when the entry was
// recorded, and each time it was given to somebody.
class SharedOverTime {
 public:
  SharedOverTime(const std::vector<Entry>& entries, const Vocabulary& vocabulary,
                 const std::function<bool(const AgencyId&)>& in_joint_team)
      : entries_(entries), vocabulary_(vocabulary), in_joint_team_(in_joint_team) {}

  std::optional<Date> first(const Entry& entry, const AgencyId& agency) {
    std::vector<Timestamp> moments = {entry.recorded};
    for (const Entry& each : entries_)
      if (each.kind.value == "sharing.shared" && each.text_of("entry") == entry.id.value)
        moments.push_back(each.recorded);
    std::sort(moments.begin(), moments.end());
    for (const Timestamp& moment : moments)
      if (moment >= entry.recorded && rule_at(moment)(entry, agency)) return moment.date();
    return std::nullopt;
  }

 private:
  const SharedWith& rule_at(Timestamp moment) {
    const auto known = rules_.find(moment);
    if (known != rules_.end()) return known->second;
    return rules_.emplace(moment, shared_by_standards(entries_, vocabulary_, in_joint_team_, moment)).first->second;
  }

  const std::vector<Entry>& entries_;
  const Vocabulary& vocabulary_;
  const std::function<bool(const AgencyId&)>& in_joint_team_;
  std::map<Timestamp, SharedWith> rules_;
};

}  // namespace

std::string_view word(Held held) {
  switch (held) {
    case Held::own:
      return "own";
    case Held::shared:
      return "shared";
    case Held::never:
      return "never";
  }
  return "";
}

CouldHaveKnown who_could_have_known(const std::vector<Entry>& entries, const std::vector<EntryId>& evidence,
                                    const std::vector<AgencyId>& agencies, const Vocabulary& vocabulary,
                                    const std::function<bool(const AgencyId&)>& in_joint_team) {
  CouldHaveKnown out{.agencies = agencies, .rows = {}, .missing = {}};
  SharedOverTime shared(entries, vocabulary, in_joint_team);
  for (const EntryId& id : evidence) {
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) { return each.id == id; });
    if (entry == entries.end()) {
      out.missing.push_back(id);
      continue;
    }
    EvidenceRow row{
        .entry = id, .kind = entry->kind, .happened = entry->happened, .recorded_by = entry->agency, .held = {}};
    for (const AgencyId& agency : agencies) {
      HeldSince cell;
      if (entry->agency == agency)
        cell = {Held::own, entry->known};
      else if (const auto since = shared.first(*entry, agency))
        cell = {Held::shared, since};
      row.held.push_back(cell);
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace roundel
