// Counts for the linkage quality report: what is missing or wrong in the records, and how sure their links are.
#include <algorithm>
#include <cmath>
#include <set>

#include "core/identifiers.h"
#include "service/derived/derive.h"
#include "service/linkage/link_questions.h"
#include "service/linkage/linkage_quality.h"

namespace roundel::service {
namespace {

// Below this, a pair adds nothing that could be seen to what is expected.
constexpr double least_expected = 0.001;

// The groups of the school census, by the first letter of its codes.
std::string ethnic_group(std::string_view code) {
  switch (code.empty() ? '\0' : code.front()) {
    case 'W':
      return "White";
    case 'M':
      return "Mixed or multiple";
    case 'A':
      return "Asian or Asian British";
    case 'B':
      return "Black or Black British";
    case 'C':
    case 'O':
      return "Any other group";
    default:
      return "Not known";
  }
}

class Counting {
 public:
  Counting(const SourceRecords& records, const Standards& standards, const Deprivation& deprivation)
      : records_(records), standards_(standards), deprivation_(deprivation) {
    for (std::uint32_t row = 0; row < records.size(); ++row)
      person_.push_back(records.members().person_of(records.source(row)));
    for (std::uint32_t row = 0; row < records.size(); ++row) look_at_person(row);
  }

  void count_record(std::uint32_t row) {
    const auto missing = [&](std::string_view column) { return records_.value(row, column).empty() ? 1 : 0; };
    const auto number = parse_nhs_number(records_.value(row, "nhs-number"));
    const bool verified = number && health_numbers_.contains({person(row), *number});
    const bool second = !of_agency_.insert({person(row), records_.value(row, "agency")}).second;
    const std::pair<const char*, int> found[] = {
        {"records", 1},
        {"name-missing", std::max(missing("forename"), missing("surname"))},
        {"birth-date-missing", missing("birth-date")},
        {"postcode-missing", missing("postcode")},
        {"nhs-number-missing", missing("nhs-number")},
        {"nhs-number-wrong", missing("nhs-number") == 0 && !number ? 1 : 0},
        {"nhs-number-verified", verified ? 1 : 0},
        {"upn-wrong", missing("upn") == 0 && !parse_upn(records_.value(row, "upn")) ? 1 : 0},
        {"duplicates", second ? 1 : 0}};
    for (const auto& group : groups_of(row)) {
      auto& measures = counts_[group];
      for (const auto& [measure, value] : found) measures[measure] += value;
    }
  }

  // A pair counts once in each group that one of its records belongs to.
  void count_pair(std::uint32_t a, std::uint32_t b, double probability, bool judged_same, bool judged_different) {
    const bool together = person(a) == person(b);
    const double right = judged_same ? 1 : judged_different ? 0 : probability;
    const auto thousandths = static_cast<std::int64_t>(std::llround(1000 * right));
    std::set<std::pair<std::string, std::string>> groups;
    for (const std::uint32_t row : {a, b})
      for (auto& group : groups_of(row)) groups.insert(std::move(group));
    for (const auto& [dimension, group] : groups) {
      auto& measures = counts_[{dimension, group}];
      measures["expected"] += thousandths;
      if (!together) continue;
      measures["links"] += 1;
      measures["links-right"] += thousandths;
    }
  }

  std::vector<QualityCount> counts() const {
    std::vector<QualityCount> out;
    for (const auto& [group, measures] : counts_)
      for (const auto& [measure, value] : measures)
        out.push_back({.dimension = group.first, .group = group.second, .measure = measure, .value = value});
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  const PersonId& person(std::uint32_t row) const { return person_[row]; }

  void look_at_person(std::uint32_t row) {
    const std::string& agency = records_.value(row, "agency");
    if (const auto number = parse_nhs_number(records_.value(row, "nhs-number"));
        number && of_health(agency, standards_))
      health_numbers_.insert({person(row), *number});
    if (const std::string& code = records_.value(row, "ethnicity"); !code.empty())
      ethnicity_.try_emplace(person(row), ethnic_group(code));
  }

  std::vector<std::pair<std::string, std::string>> groups_of(std::uint32_t row) const {
    const auto ethnicity = ethnicity_.find(person(row));
    const auto fifth = deprivation_.find(postcode_district(records_.value(row, "postcode")));
    return {{"all", ""},
            {"agency", records_.value(row, "agency")},
            {"ethnicity", ethnicity == ethnicity_.end() ? "Not known" : ethnicity->second},
            {"deprivation", fifth == deprivation_.end() ? "Not known" : std::to_string(fifth->second)}};
  }

  const SourceRecords& records_;
  const Standards& standards_;
  const Deprivation& deprivation_;
  std::vector<PersonId> person_;
  std::set<std::pair<PersonId, std::string>> health_numbers_;  // numbers that a health service holds for the person
  std::unordered_map<PersonId, std::string> ethnicity_;        // the first that is known
  std::set<std::pair<PersonId, std::string>> of_agency_;
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>> counts_;
};

}  // namespace

bool of_health(const std::string& agency, const Standards& standards) {
  const Agency* known = standards.agency(AgencyId(agency));
  const AgencyKind* kind = known != nullptr ? standards.vocabulary.agency_kind(known->kind) : nullptr;
  return kind != nullptr && kind->lane == "health";
}

std::vector<QualityCount> count_quality(const SourceRecords& records, const LinkEvidence& evidence,
                                        const Standards& standards, const Deprivation& deprivation) {
  Counting counting(records, standards, deprivation);
  for (std::uint32_t row = 0; row < records.size(); ++row) counting.count_record(row);
  const auto same = records.judgements().pairs(LinkChoice::same);
  const auto different = records.judgements().pairs(LinkChoice::different);
  const std::set<SourcePair> judged_same(same.begin(), same.end());
  const std::set<SourcePair> judged_different(different.begin(), different.end());
  for (const identity::Pair& pair : evidence.pairs(least_expected)) {
    const SourcePair key = pair_of(records.source(pair.a), records.source(pair.b));
    counting.count_pair(pair.a, pair.b, pair.probability, judged_same.contains(key), judged_different.contains(key));
  }
  return counting.counts();
}

}  // namespace roundel::service
