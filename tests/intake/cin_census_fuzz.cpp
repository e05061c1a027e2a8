// Any bytes as a census: every entry that is made is fit for the ledger, and what was rejected can be read again.
#include <cstdint>

#include "core/result.h"
#include "intake/cin_census.h"
#include "intake_fixtures.h"  // beside this file

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roundel;
  static const Standards standards = intake::census_standards();
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  std::vector<intake::Rejected> rejected;
  const intake::Sink sink{
      .entry = [](NewEntry entry) { require(check_entry(entry, standards.vocabulary).has_value(), "entries are fit"); },
      .rejected = [&](intake::Rejected each) { rejected.push_back(std::move(each)); },
      .progress = {}};
  if (!intake::read_cin_census("c.xml", content, standards, sink)) return 0;
  if (rejected.empty()) return 0;
  const intake::Rejected first = rejected.front();
  const auto again = intake::read_corrected_census(first.error.place, first.raw, standards, sink);
  require(again.has_value() && again->rejected > 0, "what was rejected is rejected again, uncorrected");
  return 0;
}
