// Any text is a rule or an error with a column inside it; a rule goes through its sentence.
#include <cstdint>
#include <cstdlib>

#include "standards/rule.h"

namespace {

using namespace roundel;

const Vocabulary& words() {
  static const Vocabulary vocabulary = [] {
    Vocabulary out;
    out.code_sets.push_back({.name = "grade", .source = "s", .codes = {{"low", "Low"}, {"high", "High"}}});
    out.kinds.push_back({.code = KindCode("a.b"),
                         .name = "A",
                         .values = {{.name = "g", .label = "G", .type = ValueType::code, .code_set = "grade"}}});
    out.kinds.push_back(
        {.code = KindCode("c.d"), .name = "C", .values = {{.name = "n", .label = "N", .type = ValueType::number}}});
    out.groups.push_back({.code = "all", .name = "all", .kinds = {KindCode("a.b"), KindCode("c.d")}});
    out.index();
    return out;
  }();
  return vocabulary;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sentence(reinterpret_cast<const char*>(data), size);
  const auto rule = parse_rule(sentence, words(), Place{.file = "f", .line = 1, .column = 1});
  if (!rule) {
    if (rule.error().place.column < 1 || rule.error().place.column > static_cast<int>(size) + 1) std::abort();
    return 0;
  }
  const auto again = parse_rule(format(*rule), words());
  if (!again || !(*again == *rule) || !prove_no_looser(*rule, *rule, words())) std::abort();
  return 0;
}
