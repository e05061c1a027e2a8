// indicators/*.toml and questions.toml. A place tightens an indicator by naming it and writing its rule anew.
#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {
namespace {

// The rule of the member `key`, with errors that point into the sentence.
Rule read_rule(Fields& fields, std::string_view key, const Vocabulary& vocabulary) {
  const std::string sentence = fields.text(key);
  const Node* node = fields.node().find(key);
  if (!node || sentence.empty()) return {};
  Place place = node->place();
  ++place.column;  // past the opening quote
  auto rule = parse_rule(sentence, vocabulary, place);
  if (rule) return std::move(*rule);
  fields.note(fail(rule.error()));
  return {};
}

void check_agency_kind(Fields& fields, std::string_view key, const std::string& kind, const Vocabulary& vocabulary) {
  if (vocabulary.agency_kind(kind)) return;
  std::vector<std::string_view> known;
  for (const AgencyKind& one : vocabulary.agency_kinds) known.push_back(one.code);
  fields.wrong(key, fmt::format("'{}' is not a kind of agency", kind), suggestion(kind, known));
}

LevelCode read_level(Fields& fields, const LevelScheme& scheme) {
  LevelCode level(fields.text_or("suggests", ""));
  std::vector<std::string_view> known;
  for (const Level& one : scheme.levels) known.push_back(one.code.str());
  if (!level.empty() && !scheme.find(level))
    fields.wrong("suggests", fmt::format("'{}' is not a level of need", level.str()), suggestion(level.str(), known));
  return level;
}

Done read_examples(Fields& parent, Indicator& indicator) {
  for (const Node* node : parent.tables("example")) {
    Fields fields(*node, {"holds", "on", "family"});
    Example example{.holds = fields.flag_or("holds", true),
                    .on = fields.date("on"),
                    .family = fields.text("family"),
                    .place = node->place()};
    if (const auto done = fields.done(); !done) return done;
    indicator.examples.push_back(std::move(example));
  }
  return {};
}

Done read_indicator(const Node& node, bool local, Standards& standards) {
  Fields fields(node, {"code", "name", "domain", "protective", "suggests", "why", "source", "confirmed", "note", "rule",
                       "settled-by", "example"});
  Indicator out{.code = IndicatorCode(fields.text("code")), .name = fields.text("name")};
  if (standards.indicator(out.code))
    fields.wrong("code", fmt::format("the indicator '{}' is there already", out.code.str()),
                 "a new code, or [[tighten]] in a place");
  out.domain = static_cast<Domain>(std::max(0, fields.word("domain", {"development", "parenting", "family"})));
  out.protective = fields.flag_or("protective", false);
  out.suggests = read_level(fields, standards.levels);
  if (out.protective != out.suggests.empty())
    fields.wrong("suggests", out.protective ? "what protects suggests no level" : "a level of need is missing",
                 out.protective ? "no 'suggests'" : "suggests = \"…\"");
  out.why = fields.text("why");
  out.source = fields.text("source");
  out.confirmed = fields.flag_or("confirmed", true);
  out.note = fields.text_or("note", "");
  if (!out.confirmed && out.note.empty())
    fields.wrong("confirmed", "what is not confirmed needs a note", "note = \"what is doubtful\"");
  out.rule = read_rule(fields, "rule", standards.vocabulary);
  out.sentence = format(out.rule);
  out.settled_by = fields.texts("settled-by");
  for (const std::string& kind : out.settled_by) check_agency_kind(fields, "settled-by", kind, standards.vocabulary);
  out.local = local;
  fields.note(read_examples(fields, out));
  if (const auto done = fields.done(); !done) return done;
  standards.indicators.push_back(std::move(out));
  return {};
}

Done tighten_indicator(const Node& node, Standards& standards, Proof proof) {
  Fields fields(node, {"code", "rule", "suggests", "source", "note"});
  const std::string code = fields.text("code");
  const auto found = std::find_if(standards.indicators.begin(), standards.indicators.end(),
                                  [&](const Indicator& one) { return one.code.str() == code; });
  if (found == standards.indicators.end()) {
    std::vector<std::string_view> known;
    for (const Indicator& one : standards.indicators) known.push_back(one.code.str());
    fields.wrong("code", fmt::format("there is no indicator '{}'", code), suggestion(code, known));
    return fields.done();
  }
  const Rule rule = node.find("rule") ? read_rule(fields, "rule", standards.vocabulary) : found->rule;
  const LevelCode level = read_level(fields, standards.levels);
  const std::string source = fields.text("source");
  const std::string note = fields.text_or("note", found->note);
  if (const auto done = fields.done(); !done) return done;
  if (!level.empty()) {
    const Level* before = standards.levels.find(found->suggests);
    if (!before || standards.levels.find(level)->order < before->order)
      fields.wrong("suggests",
                   fmt::format("'{}' is a lower level than the national '{}'", level.str(), found->suggests.str()),
                   "the national level or a higher one");
  }
  if (const Node* sentence = node.find("rule")) {
    Place place = sentence->place();
    ++place.column;
    const auto proved = prove_no_looser(rule, found->rule, standards.vocabulary, place);
    standards.tightened.push_back({found->code, found->rule, rule, place, {}});
    if (!proved) standards.tightened.back().refused = proved.error();
    if (proof == Proof::must) fields.note(proved);
  }
  if (const auto done = fields.done(); !done) return done;
  found->rule = rule;
  found->sentence = format(rule);
  if (!level.empty()) found->suggests = level;
  found->source = fmt::format("{}; tightened by {}", found->source, source);
  found->note = note;
  found->local = true;
  found->examples.clear();  // they were of the national rule
  return {};
}

}  // namespace

Done load_indicators(const std::string& path, bool local, Standards& standards, Proof proof) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"indicator", "tighten"});
  if (!local && file->find("tighten")) top.wrong("tighten", "only a place tightens", "[[indicator]]");
  for (const Node* node : top.tables("indicator")) top.note(read_indicator(*node, local, standards));
  for (const Node* node : top.tables("tighten")) top.note(tighten_indicator(*node, standards, proof));
  return top.done();
}

Done load_questions(const std::string& path, Standards& standards) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"question"});
  for (const Node* node : top.tables("question")) {
    Fields fields(*node, {"code", "question", "why", "ask", "rule"});
    Question out{.code = fields.text("code"),
                 .question = fields.text("question"),
                 .why = fields.text("why"),
                 .ask = fields.text("ask")};
    check_agency_kind(fields, "ask", out.ask, standards.vocabulary);
    out.rule = read_rule(fields, "rule", standards.vocabulary);
    standards.questions.push_back(std::move(out));
    top.note(fields.done());
  }
  return top.done();
}

}  // namespace roundel
