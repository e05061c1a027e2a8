// How good the links are, for those who answer for them: counts by agency, ethnicity and deprivation, small ones
// withheld.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/small_counts.h"
#include "service/linkage/link_questions.h"
#include "service/service.h"

namespace roundel::service {

struct QualityRow {
  std::string group;  // name of the agency, the ethnic group, the fifth
  Count records;
  Count links;                      // pairs of records held to be one person
  std::optional<double> precision;  // estimated: of the links, the share that are right
  std::optional<double> recall;     // estimated: of the pairs that are one person, the share that are linked
  Count nhs_missing, nhs_wrong, nhs_verified, upn_wrong, birth_date_missing, postcode_missing, name_missing;
  Count duplicates;  // records beyond the first that an agency holds of a person
};
struct QualityTable {
  std::string title;
  std::string of;  // what a row is: "Agency"
  std::vector<QualityRow> rows;
};
// What stewards found of the pairs they looked at: those the links held to be one person, and the others.
struct JudgedCounts {
  std::int64_t links_right = 0, links_wrong = 0;
  std::int64_t apart_right = 0, apart_wrong = 0;
  std::int64_t unsure = 0;
};
struct LinkageQuality {
  std::optional<Timestamp> linked;  // nothing: never
  std::string model;
  QualityRow all;
  std::vector<QualityTable> tables;
  JudgedCounts judged;
  SampledPrecision sampled;      // agencies by name
  int waiting = 0;               // questions
  bool has_deprivation = false;  // the place says how deprived its postcode districts are
};
inline constexpr double verified_wanted = 0.95;  // what national services ask for

// Pure: the table of one dimension from its counts, small counts withheld and whatever would give them away.
QualityTable quality_table(const std::string& title, const std::string& of, const std::vector<QualityCount>& counts,
                           const std::map<std::string, std::string>& names);

Result<LinkageQuality> see_linkage_quality(Desk& desk, const Caller& caller);

// Whether an agency of the place is a health service: an NHS number that it holds counts as verified.
bool of_health(const std::string& agency, const Standards& standards);

}  // namespace roundel::service
