// Before an edition of the standards is taken into use: whose pictures would change by it, on the entries of this
// store.
#pragma once

#include <string>
#include <vector>

#include "service/derived/projections.h"
#include "service/service.h"

namespace roundel::service {

struct PicturesByFinding {
  IndicatorCode indicator;
  std::string name;
  std::vector<PersonId> gained;  // by opaque reference, which says nothing of need
  std::vector<PersonId> lost;
};
struct WhosePictures {
  Date on;
  std::int64_t children = 0;                // assessed
  std::int64_t changed = 0;                 // of them: at least one finding more or less
  std::vector<PicturesByFinding> findings;  // those that anybody gains or loses, by code
};
// Assesses everybody twice on one reading of the ledger and writes nothing. The vocabulary of both must know the
// entries' kinds; what one does not know, its rules cannot ask for.
Result<WhosePictures> whose_pictures_change(Desk&, const Caller&, const Standards& from, const Standards& to,
                                            unsigned threads, const StageProgress& progress);

}  // namespace roundel::service
