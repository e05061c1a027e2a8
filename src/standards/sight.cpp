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
  const bool twice =
      std::any_of(rules.begin(), rules.end(), [&](const auto& other) { return other.code == rule.code; });
  if (twice) fields.wrong("code", fmt::format("the rule '{}' is there already", rule.code), "a code of its own");
  if (const auto done = fields.done(); !done) return done;
  rules.push_back(std::move(rule));
  return {};
}

// The floor: no more days than the nation's, for no fewer children.
Done tighten(const Node& node, std::vector<SightRule>& rules) {
  Fields fields(node, {"code", "days", "under-months", "source", "note"});
  const std::string code = fields.text("code");
  std::vector<std::string_view> known;
  for (const SightRule& each : rules) known.push_back(each.code);
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const SightRule& each) { return each.code == code; });
  if (rule == rules.end()) {
    fields.wrong("code", fmt::format("there is no rule '{}'", code), suggestion(code, known));
    return fields.done();
  }
  SightRule tighter = *rule;
  tighter.days = fields.number("days", 1, 366);
  if (tighter.days > rule->days)
    fields.wrong("days",
                 fmt::format("{} days are looser than the national {}: a child unseen for {} days would not be told",
                             tighter.days, rule->days, rule->days + 1),
                 fmt::format("at most {}", rule->days));
  if (node.find("under-months")) {
    tighter.under_months = fields.number("under-months", 1, 18 * 12);
    if (!rule->under_months)
      fields.wrong("under-months", "the national rule is for every age", "no under-months");
    else if (*tighter.under_months < *rule->under_months)
      fields.wrong("under-months",
                   fmt::format("under {} months covers fewer children than the national under {}",
                               *tighter.under_months, *rule->under_months),
                   fmt::format("at least {}", *rule->under_months));
  }
  tighter.source = fields.text("source");
  tighter.note = fields.text_or("note", "");
  tighter.confirmed = true;
  tighter.of_place = true;
  if (const auto done = fields.done(); !done) return done;
  *rule = std::move(tighter);
  return {};
}

bool applies(const SightRule& rule, const std::vector<KindCode>& open, std::optional<Date> born, Date on) {
  if (rule.under_months && (!born || born->plus_months(*rule.under_months) <= on)) return false;
  if (rule.open.empty()) return !open.empty();
  return std::any_of(rule.open.begin(), rule.open.end(),
                     [&](const KindCode& kind) { return std::find(open.begin(), open.end(), kind) != open.end(); });
}

}  // namespace

Result<std::vector<SightRule>> load_sight_rules(const std::string& path, const Vocabulary& vocabulary) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"sight"});
  std::vector<SightRule> rules;
  for (const Node* node : top.tables("sight")) top.note(read_rule(*node, vocabulary, rules));
  if (const auto done = top.done(); !done) return fail(done.error());
  return rules;
}

Done tighten_sight_rules(const std::string& path, const Vocabulary& vocabulary, std::vector<SightRule>& rules) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"tighten", "sight"});
  std::vector<SightRule> with = rules;
  for (const Node* node : top.tables("tighten")) top.note(tighten(*node, with));
  const std::size_t national = with.size();
  for (const Node* node : top.tables("sight")) top.note(read_rule(*node, vocabulary, with));
  for (std::size_t i = national; i < with.size(); ++i) with[i].of_place = true;
  if (const auto done = top.done(); !done) return done;
  rules = std::move(with);
  return {};
}

const SightRule* strictest(const std::vector<SightRule>& rules, const std::vector<KindCode>& open,
                           std::optional<Date> born, Date on) {
  const SightRule* out = nullptr;
  for (const SightRule& rule : rules)
    if (applies(rule, open, born, on) && (out == nullptr || rule.days < out->days)) out = &rule;
  return out;
}

}  // namespace roundel
