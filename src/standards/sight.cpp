#include "standards/sight.h"

#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"

namespace roundel {
namespace {

Done read_rule(const Node& node, const Vocabulary& vocabulary, std::vector<SightRule>& rules) {
  Fields fields(node, {"code", "name", "open", "under-months", "days", "source", "confirmed", "note"});
  SightRule rule{.code = fields.text("code"), .name = fields.text("name")};
  for (const std::string& kind : fields.texts("open")) {
    if (!vocabulary.kind(kind))
      fields.wrong("open", fmt::format("'{}' is not a kind of entry", kind), "a kind of the vocabulary");
    rule.open.emplace_back(kind);
  }
  if (node.find("under-months")) rule.under_months = fields.number("under-months", 1, 18 * 12);
  rule.days = fields.number("days", 1, 366);
  rule.source = fields.text("source");
  rule.confirmed = fields.flag_or("confirmed", true);
  rule.note = fields.text_or("note", "");
  if (!rule.confirmed && rule.note.empty())
    fields.wrong("confirmed", "what is not confirmed needs a note", "note = \"what is doubtful\"");
  if (const auto done = fields.done(); !done) return done;
  rules.push_back(std::move(rule));
  return {};
}

bool applies(const SightRule& rule, const std::vector<KindCode>& open, std::optional<Date> born, Date on) {
  if (rule.under_months && (!born || born->plus_months(*rule.under_months) <= on)) return false;
  if (rule.open.empty()) return !open.empty();
  return std::any_of(rule.open.begin(), rule.open.end(),
                     [&](const KindCode& kind) { return std::find(open.begin(), open.end(), kind) != open.end(); });
}

}  // namespace

Result<std::vector<SightRule>> load_sight_rules(const std::string& standards_dir, const Vocabulary& vocabulary) {
  const auto file = read_document(standards_dir + "/england/sight.toml");
  if (!file) return fail(file.error());
  Fields top(*file, {"sight"});
  std::vector<SightRule> rules;
  for (const Node* node : top.tables("sight")) top.note(read_rule(*node, vocabulary, rules));
  if (const auto done = top.done(); !done) return fail(done.error());
  return rules;
}

const SightRule* strictest(const std::vector<SightRule>& rules, const std::vector<KindCode>& open,
                           std::optional<Date> born, Date on) {
  const SightRule* out = nullptr;
  for (const SightRule& rule : rules)
    if (applies(rule, open, born, on) && (out == nullptr || rule.days < out->days)) out = &rule;
  return out;
}

}  // namespace roundel
