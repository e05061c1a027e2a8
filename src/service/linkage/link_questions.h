// What a steward should look at, and how good the links are: worked out for all records at once where they are linked,
// kept in the tables link_pair, drawn_link and link_quality, and rebuilt from the ledger as it stood then (table
// `linked`).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/linkage/link_sample.h"
#include "service/linkage/linking.h"

namespace roundel::service {

// Why a pair of records is asked about. Questions of one pattern are answered by the same kind of look.
struct LinkPattern {
  std::string_view code;
  std::string_view title;
  std::string_view question;  // what to look at, in a sentence or two
};
const std::vector<LinkPattern>& link_patterns();
const LinkPattern* link_pattern(std::string_view code);  // nullptr where there is none

// The share that a place's deprivation.toml gives a postcode district: 1 the most deprived fifth of the country.
using Deprivation = std::map<std::string, int, std::less<>>;
// Of the place; empty where it has no such file.
Result<Deprivation> load_deprivation(const Desk::Parts& parts);

// The pairs that are asked about, and those that hold together the persons they belong to. Sorted by id.
struct NotedPair {
  SourceId a, b;
  std::string pattern;  // empty: not asked about
  double probability = 0;
  std::string evidence;
};
// `drawn` are asked about too: for themselves where nothing else asks about them.
std::vector<NotedPair> note_pairs(const SourceRecords& records, const LinkEvidence& evidence,
                                  const std::vector<SourcePair>& drawn);
// Of links drawn at random, to learn how many are right; a question with another reason to be asked keeps that.
inline constexpr std::string_view drawn_pattern = "drawn";

// One count of the linkage quality report. Dimensions: "all", "agency", "ethnicity", "deprivation".
struct QualityCount {
  std::string dimension;
  std::string group;  // code of the agency, name of the ethnic group, "1" to "5"; "" in "all"
  std::string measure;
  std::int64_t value = 0;
  auto operator<=>(const QualityCount&) const = default;
};
// Sorted. Pairs and their probabilities are counted in thousandths.
std::vector<QualityCount> count_quality(const SourceRecords& records, const LinkEvidence& evidence,
                                        const Standards& standards, const Deprivation& deprivation);

// The rows of the three tables, sorted.
struct LinkTables {
  std::vector<store::Row> pairs;
  std::vector<store::Row> drawn;
  std::vector<store::Row> quality;
};
inline const std::vector<std::string_view> link_pair_columns = {"area",    "id",     "a",       "b",
                                                                "pattern", "likely", "evidence"};
inline const std::vector<std::string_view> drawn_link_columns = {"area", "place", "pair"};
inline const std::vector<std::string_view> link_quality_columns = {"area", "dimension", "part", "measure", "value"};

// The same from the ledger's first `position` entries: what the tables must hold.
Result<LinkTables> derive_link_tables(Desk::Parts& parts, std::int64_t position, unsigned threads);
// Holds the tables against that, adds what was found to `differences`, and mends them where not only to `check`.
// Nothing where nothing was linked yet.
Done check_link_tables(Desk::Parts& parts, bool check, unsigned threads, std::vector<TableDifference>& differences);
// How many entries the link tables rest on; nothing where nothing was linked yet.
Result<std::optional<std::int64_t>> linked_position(Desk::Parts& parts);

}  // namespace roundel::service
