// One family, entry by entry: what is found after each is what a full assessment finds.
#include "assessment/watched.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/assessment/any_district.h"

namespace roundel {
namespace {

using testing::AnyDistrict;

const Standards& england() {
  static const Standards loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value();
  return loaded;
}

RC_GTEST_PROP(Watched, FindsAfterEachEntryWhatAFullAssessmentFinds, ()) {
  const AnyDistrict district(england().vocabulary, {"police.domestic-abuse", "gp.not-brought", "concern.raised"}, 1,
                             40);
  const FamilyEntries all = AnyDistrict::house_of(district.entries(), 0, "child");
  FamilyEntries so_far = all;
  const std::size_t begin = static_cast<std::size_t>(testing::AnyRule::within(0, static_cast<int>(all.entries.size())));
  so_far.entries.resize(begin);
  Watched watched(so_far, england());
  for (std::size_t i = begin; i < all.entries.size(); ++i) {
    so_far.entries.push_back(all.entries[i]);
    FamilyEntries known = so_far;
    known.entries = as_known(known.entries, View{}, [](const Entry&, const AgencyId&) { return true; });
    RC_ASSERT(watched.add(all.entries[i]) == assess(known, england()).findings);
  }
}

}  // namespace
}  // namespace roundel
