// docs/rules.md explains the rule language; every example in it is read here.
#include <gtest/gtest.h>

#include "core/document.h"
#include "core/text.h"
#include "standards/standards.h"

namespace roundel {
namespace {

TEST(RulesPage, EveryExampleIsARuleInItsCanonicalForm) {
  const std::string root = ROUNDEL_SOURCE_DIR;
  const Standards standards = load_standards(root + "/standards", std::nullopt).value();
  const std::string page = read_file(root + "/docs/rules.md").value();
  bool inside = false;
  bool refused = false;
  int examples = 0;
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with("```")) {
      inside = line == "```rule" || line == "```not-a-rule";
      refused = line == "```not-a-rule";
      continue;
    }
    if (!inside || trimmed(line).empty()) continue;
    ++examples;
    const auto rule = parse_rule(line, standards.vocabulary);
    EXPECT_EQ(rule.has_value(), !refused) << line << (rule ? "" : "\n" + rule.error().text());
    if (rule) {
      EXPECT_EQ(format(*rule), line);
    }
  }
  EXPECT_GE(examples, 15);
}

}  // namespace
}  // namespace roundel
