// How many of the links are right, as stewards judge links that chance drew: unlike the questions of the queue, which
// are the doubtful ones, a random draw speaks for all. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "service/linkage/linking.h"

namespace roundel::service {

// Another number, or another area, draws other links.
struct LinkDraw {
  std::string area;
  int number = 1;
  std::size_t links = 0;  // to draw
};

// Links of the program drawn at random, in the order in which they came, the smaller record of each first. A link is a
// pair of records held to be one person; one that a steward parted since stays among those that can be drawn, for it
// was a link, and one that a steward made does not count. A hash decides, so that the same links are drawn again until
// the number changes, however often the records are linked in between.
std::vector<SourcePair> draw_links(const SourceRecords& records, const LinkDraw& draw);

// The share that holds the truth 95 times of 100 (Wilson's score interval), where `right` of `judged` were right.
struct ShareInterval {
  double from = 0, to = 1;
};
ShareInterval wilson_interval(std::int64_t right, std::int64_t judged);

// One drawn link and what is known of it now; `judged` is same, different or unsure.
struct DrawnLink {
  std::set<std::string> agencies;  // of its two records
  std::optional<LinkChoice> judged;
};

struct SampledPrecision {
  std::int64_t drawn = 0;
  // Of the links in the order drawn, until the first that waits: judging out of turn the doubtful ones among them would
  // make the rest look worse than it is.
  std::int64_t judged = 0, right = 0, wrong = 0, unsure = 0;
  std::int64_t wanted = 0;  // to be judged before anything is told
  // Of those that could be told, once as many were judged as is wanted.
  std::optional<double> share;
  std::optional<ShareInterval> interval;
  struct OfAgency {
    std::string agency;                     // code
    std::optional<ShareInterval> interval;  // nothing: too few were judged
  };
  std::vector<OfAgency> agencies;  // by code; empty until a share is told
};
// Of an agency only the interval is told, and only from this many on: from a share of few the wrong ones could be
// counted.
inline constexpr std::int64_t least_judged_of_agency = 20;
SampledPrecision sampled_precision(const std::vector<DrawnLink>& in_order, std::int64_t wanted);

}  // namespace roundel::service
