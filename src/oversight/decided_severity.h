// The same from real decisions: the levels of need that practitioners judged of children, compared by profession and
// agency with what was in front of them taken out: the level that the findings suggested to them, how much was recorded
// behind it, and in which domains the findings lay. About professions and agencies, never about one practitioner or one
// child.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "oversight/severity.h"
#include "picture/found_by_domain.h"

namespace roundel {

struct DecidedLevel {
  LevelCode level;
  LevelCode suggested;  // by the findings, to whoever judged; empty: no level
  int entries = 0;      // behind those findings, as far as the practitioner could read them
  FoundByDomain found;  // those findings, by domain
};

// The last judgement of each practitioner of each child, folded from judgement.level entries in ledger order.
// Judgements that do not say what was in front of whoever judged are passed over.
class DecidedLevels {
 public:
  using PersonOf = std::function<PersonId(const SourceId&)>;
  void apply(const Entry& entry, const PersonOf& person_of);
  struct Key {
    PersonId child;
    AgencyId agency;
    PractitionerId practitioner;
    auto operator<=>(const Key&) const = default;
  };
  const std::map<Key, DecidedLevel>& all() const { return last_; }

 private:
  std::map<Key, DecidedLevel> last_;
};

// Children of whom two professions judged, with the same suggestion in front of both.
struct ProfessionPair {
  std::string first, second;  // kinds of agency, by code
  Count children;
  Count same;
  Count first_higher, second_higher;
};
// Of a hundred children of whom the professions together are split evenly between two levels, how many they put into
// the higher one where one finding more lies in a domain, and the rest is the same. Nothing where it was the same of
// all.
struct DomainWeights {
  std::optional<InHigherLevel> development, parenting, family, protective;
};
struct DecidedSeverity {
  Count raters;
  Count judged;                            // judgements that count
  std::vector<GroupSeverity> professions;  // by code
  std::vector<GroupSeverity> agencies;     // by profession, then agency
  std::vector<VignetteSpread> suggested;   // by the level that was suggested, from none upwards: the middle judgements
  std::vector<ProfessionPair> pairs;       // of five children or more
  DomainWeights weights;                   // where the professions are compared
  bool estimated = false;                  // false: too few judgements to compare the professions
};
DecidedSeverity severity_of(const DecidedLevels& decided, const Standards& standards);

}  // namespace roundel
