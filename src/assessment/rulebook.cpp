#include "assessment/rulebook.h"

#include <algorithm>
#include <array>
#include <limits>

namespace roundel {
namespace {

bool passes_number(const ValueTest& test, const Value& value) {
  const auto* whole = std::get_if<std::int64_t>(&value);
  const auto* real = std::get_if<double>(&value);
  if (!whole && !real) return false;
  const double number = whole ? static_cast<double>(*whole) : *real;
  const auto limit = static_cast<double>(test.number);
  return test.shape == ValueTest::Shape::under ? number < limit : number >= limit;
}

// An entry without the value passes no test.
bool passes(const ValueTest& test, const Entry& entry) {
  const auto found =
      std::find_if(entry.values.begin(), entry.values.end(), [&](const auto& v) { return v.first == test.name; });
  if (found == entry.values.end()) return false;
  if (test.shape != ValueTest::Shape::is) return passes_number(test, found->second);
  const auto among = [&](std::string_view word) {
    return std::find(test.words.begin(), test.words.end(), word) != test.words.end();
  };
  if (const auto* code = std::get_if<std::string>(&found->second)) return among(*code);
  if (const auto* flag = std::get_if<bool>(&found->second)) return among(*flag ? "yes" : "no");
  return false;
}

}  // namespace

Kinship kinship_of(Whom whom) {
  using namespace kinship;
  constexpr Kinship parents = mother | father | parent;
  constexpr Kinship adults = parents | partner | other;
  constexpr std::array<Kinship, 9> bits = {
      child, mother, father, partner, parents, sibling, household, adults, adults | child | sibling};
  return bits[static_cast<std::size_t>(whom)];
}

std::optional<Kinship> kinship_of_role(std::string_view role) {
  if (role == "mother") return kinship::mother;
  if (role == "father") return kinship::father;
  if (role == "parent") return kinship::parent;
  if (role == "partner" || role == "ex-partner" || role == "step-parent") return kinship::partner;
  if (role == "sibling") return kinship::sibling;
  if (role == "carer" || role == "grandparent" || role == "relative" || role == "other") return kinship::other;
  return {};
}

Rulebook::Rulebook(const Standards& standards, Of of) {
  signals_.emplace_back();  // no_signal
  numbers_.emplace(std::vector<std::uint16_t>{}, no_signal);
  if (of == Of::indicators)
    for (const Indicator& indicator : standards.indicators) add_rule(indicator.rule, standards.vocabulary);
  else
    for (const Question& question : standards.questions) add_rule(question.rule, standards.vocabulary);
}

void Rulebook::add_rule(const Rule& rule, const Vocabulary& vocabulary) {
  RuleParts parts{.rule = &rule, .conditions = {}, .exceptions = {}};
  for (const Condition& condition : rule.conditions) parts.conditions.push_back(add_condition(condition, vocabulary));
  for (const Condition& condition : rule.exceptions) parts.exceptions.push_back(add_condition(condition, vocabulary));
  rules_.push_back(std::move(parts));
}

std::uint16_t Rulebook::add_condition(const Condition& condition, const Vocabulary& vocabulary) {
  const auto number = static_cast<std::uint16_t>(conditions_.size());
  conditions_.push_back({&condition, kinship_of(condition.whom)});
  for (const KindTerm& term : condition.kinds) {
    const ValueTest* test = term.test ? &*term.test : nullptr;
    const KindGroup* group = term.group ? vocabulary.group(term.code) : nullptr;
    if (!group)
      terms_[term.code].push_back({number, test});
    else
      for (const KindCode& kind : group->kinds) terms_[kind.str()].push_back({number, test});
  }
  return number;
}

Signal Rulebook::signal_of(const Entry& entry) {
  const auto found = terms_.find(entry.kind.str());
  if (found == terms_.end()) return no_signal;
  std::vector<std::uint16_t> counts_for;
  for (const Term& term : found->second)
    if ((!term.test || passes(*term.test, entry)) && (counts_for.empty() || counts_for.back() != term.condition))
      counts_for.push_back(term.condition);
  std::sort(counts_for.begin(), counts_for.end());
  counts_for.erase(std::unique(counts_for.begin(), counts_for.end()), counts_for.end());
  return number_of(counts_for);
}

Signal Rulebook::number_of(const std::vector<std::uint16_t>& counts_for) {
  const auto [at, added] = numbers_.try_emplace(counts_for, static_cast<Signal>(signals_.size()));
  if (added) {
    require(signals_.size() < std::numeric_limits<Signal>::max(), "signals fit their number");
    signals_.push_back(counts_for);
  }
  return at->second;
}

}  // namespace roundel
