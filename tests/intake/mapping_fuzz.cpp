// Any text as a mapping, and after a line "---" any text as a file of its feed: errors have words, and every entry that
// is made is fit for the ledger.
#include <cstdint>

#include "core/result.h"
#include "intake/mapping.h"
#include "intake_fixtures.h"  // beside this file

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roundel;
  static const Standards standards = intake::small_standards();
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view rows;
  if (const std::size_t cut = input.find("\n---\n"); cut != std::string_view::npos) {
    rows = input.substr(cut + 5);
    input = input.substr(0, cut + 1);
  }
  const auto mapping = intake::parse_mapping(input, "m.toml", standards);
  if (!mapping) {
    require(!mapping.error().what.empty(), "an error says what is wrong");
    return 0;
  }
  const intake::Sink sink{
      .entry = [](NewEntry entry) { require(check_entry(entry, standards.vocabulary).has_value(), "entries are fit"); },
      .rejected = [](intake::Rejected each) { require(each.error.place.line > 1, "a rejection knows its line"); },
      .progress = {}};
  static_cast<void>(intake::read_csv(*mapping, "f.csv", rows, standards, sink));
  return 0;
}
