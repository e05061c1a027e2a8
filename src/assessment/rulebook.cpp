#include "assessment/rulebook.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace roundel {
namespace {

std::optional<double> number_in(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return {};
}

bool passes_number(const ValueTest& test, const Value& value) {
  const auto number = number_in(value);
  const auto limit = static_cast<double>(test.number);
  return number && (test.shape == ValueTest::Shape::under ? *number < limit : *number >= limit);
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

// A day lasts one day; what is not known to the day lasts for no known time.
bool lasts(const Happened& happened, const Span& span) {
  if (happened.precision != Precision::day && happened.precision != Precision::interval) return false;
  return happened.to.plus_days(1) >= after(happened.from, span);
}

std::optional<double> number_of_value(const Entry& entry, const std::string& name) {
  const Value* value = entry.value(name);
  return value ? number_in(*value) : std::nullopt;
}

// The condition as a count of one, so that those that differ in their number alone are one.
std::string words_of_counter(std::uint16_t slot, const Rulebook::Counter& counter) {
  return fmt::format("{} {} {} {}", slot, counter.window ? format(*counter.window) : "ever", counter.after_start,
                     counter.agencies != Rulebook::none);
}

}  // namespace

Rulebook::Rulebook(const Standards& standards, Of of) {
  if (of == Of::indicators)
    for (const Indicator& indicator : standards.indicators) add_rule(indicator.rule, standards.vocabulary);
  else
    for (const Question& question : standards.questions) add_rule(question.rule, standards.vocabulary);
  ready();
}

Rulebook::Rulebook(const std::vector<const Rule*>& rules, const Vocabulary& vocabulary) {
  for (const Rule* rule : rules) add_rule(*rule, vocabulary);
  ready();
}

void Rulebook::ready() {
  slot_words_ = slots_.size() / 64 + 1;
  counters_of_.resize(slots_.size());
  for (std::size_t number = 0; number < counters_.size(); ++number)
    counters_of_[counters_[number].slot].push_back(static_cast<std::uint16_t>(number));
  tick_start_.push_back(0);
  number_of({});  // no_signal
  // Only for what is made of the rules; a copy of a rulebook is cheap without them.
  slot_numbers_ = {};
  counter_numbers_ = {};
  condition_numbers_ = {};
}

void Rulebook::add_rule(const Rule& rule, const Vocabulary& vocabulary) {
  RuleParts parts;
  for (const Guard& guard : rule.guards) parts.guards.push_back(add_guard(guard));
  for (const Condition& condition : rule.conditions) parts.conditions.push_back(add_condition(condition, vocabulary));
  for (const Condition& condition : rule.exceptions) parts.exceptions.push_back(add_condition(condition, vocabulary));
  rules_.push_back(std::move(parts));
}

std::uint16_t Rulebook::add_guard(const Guard& guard) {
  const auto same = std::find_if(guards_.begin(), guards_.end(), [&](const auto& one) { return one.guard == guard; });
  if (same != guards_.end()) return static_cast<std::uint16_t>(same - guards_.begin());
  guards_.push_back({guard, kinship_of(guard.who)});
  return static_cast<std::uint16_t>(guards_.size() - 1);
}

std::uint16_t Rulebook::add_condition(const Condition& condition, const Vocabulary& vocabulary) {
  const auto [known, added] =
      condition_numbers_.try_emplace(format(condition), static_cast<std::uint16_t>(conditions_.size()));
  if (!added) return known->second;
  Numbered out{.condition = &condition, .who = kinship_of(condition.who)};
  if (condition.shape != Condition::Shape::tie) {
    out.slot = add_slot(condition.kinds, condition.who, condition.value, vocabulary);
    if (condition.shape != Condition::Shape::trend) out.counter = add_counter(condition, out.slot);
  }
  if (condition.shape == Condition::Shape::sequence)
    out.second = add_slot(condition.then_kinds, condition.then_who, "", vocabulary);
  if (condition.shape == Condition::Shape::sequence) out.second_counter = add_counter(condition, out.second);
  if (!condition.until.empty()) out.second = add_slot(condition.until, condition.who, "", vocabulary);
  const bool counted = condition.shape == Condition::Shape::count || condition.shape == Condition::Shape::agencies;
  const bool by_number =
      counted || condition.shape == Condition::Shape::more;  // no fewer than so many lie in the window
  out.needed = by_number ? static_cast<std::uint32_t>(condition.at_least) : 1U;
  out.shape = condition.shape;
  out.by_count = counted && !condition.when && condition.until.empty();
  conditions_.push_back(out);
  return known->second;
}

std::uint16_t Rulebook::add_slot(const std::vector<KindTerm>& kinds, const Who& who, const std::string& reading,
                                 const Vocabulary& vocabulary) {
  const Condition as_words{.kinds = kinds, .who = who};
  const auto number = static_cast<std::uint16_t>(slots_.size());
  const auto [known, added] = slot_numbers_.try_emplace(format(as_words) + " " + reading, number);
  if (!added) return known->second;
  slots_.push_back(kinship_of(who));
  if (who.whom == Whom::household_then) asks_for_household_then_ = true;
  const auto add_term = [&](const std::string& kind, const KindTerm& term) {
    Terms& terms = terms_[kind];
    terms.terms.push_back({number, &term, reading});
    if (term.test || term.lasting || !reading.empty()) terms.plain = false;
  };
  for (const KindTerm& term : kinds) {
    const KindGroup* group = term.group ? vocabulary.group(term.code) : nullptr;
    if (!group)
      add_term(term.code, term);
    else
      for (const KindCode& kind : group->kinds) add_term(kind.str(), term);
  }
  return number;
}

std::uint16_t Rulebook::add_counter(const Condition& condition, std::uint16_t slot) {
  Counter counter{.slot = slot, .window = {}};
  if (condition.shape != Condition::Shape::open) counter.window = condition.window;
  counter.after_start = condition.shape == Condition::Shape::absence && condition.window;
  if (condition.shape == Condition::Shape::agencies) counter.agencies = static_cast<std::uint16_t>(agency_counters_);
  const auto [known, added] =
      counter_numbers_.try_emplace(words_of_counter(slot, counter), static_cast<std::uint16_t>(counters_.size()));
  if (!added) return known->second;
  if (counter.agencies != none) ++agency_counters_;
  counters_.push_back(counter);
  return known->second;
}

Signal Rulebook::signal_of(const Entry& entry, std::vector<Reading>& readings) {
  const auto found = terms_.find(entry.kind.str());
  if (found == terms_.end()) return no_signal;
  Terms& terms = found->second;
  if (terms.plain && terms.signal) return *terms.signal;
  std::vector<std::uint16_t> slots;
  for (const Term& term : terms.terms) {
    if (term.term->test && !passes(*term.term->test, entry)) continue;
    if (term.term->lasting && !lasts(entry.happened, *term.term->lasting)) continue;
    if (!term.reading.empty()) {
      const auto number = number_of_value(entry, term.reading);
      if (!number) continue;
      readings.push_back({term.slot, *number});
    }
    slots.push_back(term.slot);
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  const Signal signal = number_of(slots);
  if (terms.plain) terms.signal = signal;
  return signal;
}

Signal Rulebook::number_of(const std::vector<std::uint16_t>& slots) {
  const auto [at, added] = signal_numbers_.try_emplace(slots, static_cast<Signal>(signal_numbers_.size()));
  if (!added) return at->second;
  require(signal_numbers_.size() < std::numeric_limits<Signal>::max(), "signals fit their number");
  slot_bits_.resize(signal_numbers_.size() * slot_words_);
  for (const std::uint16_t slot : slots) {
    slot_bits_[at->second * slot_words_ + slot / 64U] |= std::uint64_t{1} << (slot % 64U);
    for (const std::uint16_t counter : counters_of_[slot])
      ticks_.push_back({slots_[slot], counter, counters_[counter].agencies});
  }
  tick_start_.push_back(static_cast<std::uint32_t>(ticks_.size()));
  return at->second;
}

}  // namespace roundel
