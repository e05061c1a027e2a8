// Drawings of links: the bits of a score one after the other, and a person's records as a graph.
#pragma once

#include "service/linkage/steward.h"
#include "web/html.h"

namespace roundel::web {

// What each term adds to or takes from the score, from left to right; `width` in pixels. Below 500 the words stand
// above the bars.
Html draw_waterfall(const service::Score& score, int width);
// Numbered records on a circle; weak bridges dashed.
Html draw_cluster(const service::ClusterPage& page);

// "+4.1", "−2.0"
std::string signed_bits(double bits);

}  // namespace roundel::web
