// Is a place's rule no looser than the national one? A decision on the two sentences alone: the place's rule must hold
// whenever the national rule holds, so every part of the place's rule must follow from a part of the national rule.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "standards/rule.h"

namespace roundel {
namespace {

// The fewest and the most days that a span can take; a month has 28 to 31 days, twelve months 365 or 366.
int fewest_days(const Span& span) {
  switch (span.unit) {
    case Unit::days:
      return span.count;
    case Unit::weeks:
      return 7 * span.count;
    case Unit::months:
      return span.count / 12 * 365 + span.count % 12 * 28;
    case Unit::years:
      return 365 * span.count;
  }
  return 0;
}
int most_days(const Span& span) {
  switch (span.unit) {
    case Unit::months:
      return span.count / 12 * 366 + span.count % 12 * 31;
    case Unit::years:
      return 366 * span.count;
    default:
      return fewest_days(span);
  }
}
int as_months(const Span& span) {
  return span.unit == Unit::months ? span.count : span.unit == Unit::years ? 12 * span.count : 0;
}

// Is `a` at least as long as `b`, from whatever day it is counted.
bool no_shorter(const Span& a, const Span& b) {
  if (as_months(a) > 0 && as_months(b) > 0) return as_months(a) >= as_months(b);
  return fewest_days(a) >= most_days(b);
}

// Everybody whom a word can mean, as bits; `household` is decided by who lives where and has no bits of its own.
unsigned persons(Whom whom) {
  constexpr std::array<unsigned, 9> bits = {1, 2, 4, 8, 2 | 4 | 16, 32, 0, 2 | 4 | 8 | 16 | 64, 127};
  return bits[static_cast<std::size_t>(whom)];
}
bool covers(Whom wide, Whom narrow) {
  if (wide == narrow || wide == Whom::family) return true;
  if (wide == Whom::household) return narrow == Whom::child;
  if (narrow == Whom::household) return false;
  return (persons(narrow) & ~persons(wide)) == 0;
}

bool covers(const ValueTest& wide, const ValueTest& narrow) {
  if (wide.name != narrow.name || wide.shape != narrow.shape) return false;
  switch (wide.shape) {
    case ValueTest::Shape::under:
      return wide.number >= narrow.number;
    case ValueTest::Shape::at_least:
      return wide.number <= narrow.number;
    case ValueTest::Shape::is:
      return std::all_of(narrow.words.begin(), narrow.words.end(), [&](const std::string& word) {
        return std::find(wide.words.begin(), wide.words.end(), word) != wide.words.end();
      });
  }
  return false;
}

std::vector<KindTerm> expanded(const std::vector<KindTerm>& terms, const Vocabulary& vocabulary) {
  std::vector<KindTerm> out;
  for (const KindTerm& term : terms) {
    const KindGroup* group = term.group ? vocabulary.group(term.code) : nullptr;
    if (!group)
      out.push_back(term);
    else
      for (const KindCode& kind : group->kinds) out.push_back(KindTerm{.code = kind.str()});
  }
  return out;
}

// The first kind of `narrow` that `wide` does not take in; nullopt where it takes in all.
std::optional<std::string> missing_kind(const Condition& wide, const Condition& narrow, const Vocabulary& vocabulary) {
  const auto all = expanded(wide.kinds, vocabulary);
  for (const KindTerm& term : expanded(narrow.kinds, vocabulary)) {
    const bool there = std::any_of(all.begin(), all.end(), [&](const KindTerm& w) {
      return w.code == term.code && (!w.test || (term.test && covers(*w.test, *term.test)));
    });
    if (!there) return term.code;
  }
  return {};
}

// Why `tight` does not follow from `floor`; nullopt where it does.
std::optional<std::string> gap_present(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (tight.at_least > floor.at_least) return fmt::format("a count of at most {}", floor.at_least);
  if (tight.window && (!floor.window || !no_shorter(*tight.window, *floor.window)))
    return floor.window ? "a window of at least " + format(*floor.window) : "no window, ever";
  if (!covers(tight.whom, floor.whom)) return fmt::format("about {} or wider", word(floor.whom));
  if (const auto kind = missing_kind(tight, floor, vocabulary))
    return fmt::format("{} as the national rule takes it", *kind);
  return {};
}

std::optional<std::string> gap_absent(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (tight.window.has_value() != floor.window.has_value())
    return floor.window ? "since " + format(*floor.window) : "ever";
  if (tight.window && !no_shorter(*floor.window, *tight.window)) return "since at most " + format(*floor.window);
  if (!covers(floor.whom, tight.whom)) return fmt::format("about {} or narrower", word(floor.whom));
  if (const auto kind = missing_kind(floor, tight, vocabulary))
    return fmt::format("without {}, which the national rule does not ask for", *kind);
  return {};
}

std::optional<std::string> gap(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  using Shape = Condition::Shape;
  // N agencies are at least N entries; one entry is one agency.
  const bool counts = tight.shape == Shape::count && (floor.shape == Shape::count || floor.shape == Shape::agencies);
  const bool agencies = tight.shape == Shape::agencies &&
                        (floor.shape == Shape::agencies || (floor.shape == Shape::count && tight.at_least == 1));
  if (counts || agencies) return gap_present(tight, floor, vocabulary);
  if (tight.shape != floor.shape) return "the same shape: " + format(floor);
  if (tight.shape == Shape::absence) return gap_absent(tight, floor, vocabulary);
  if (tight.has != floor.has) return format(floor);
  const bool follows = tight.has ? covers(tight.whom, floor.whom) : covers(floor.whom, tight.whom);
  if (!follows) return format(floor);
  return {};
}

bool follows(const Guard& tight, const Guard& floor) {
  using Shape = Guard::Shape;
  if (tight.shape == Shape::under)
    return floor.shape == Shape::unborn || (floor.shape == Shape::under && no_shorter(tight.age, floor.age));
  if (tight.shape == Shape::at_least) return floor.shape == Shape::at_least && no_shorter(floor.age, tight.age);
  return floor.shape == Shape::unborn;
}

}  // namespace

Done prove_no_looser(const Rule& tight, const Rule& floor, const Vocabulary& vocabulary, const Place& place) {
  const auto refuse = [&](const std::string& part, std::string expected) {
    return fail(
        Fault::refused,
        fmt::format("'{}' is looser than the national rule '{}', or cannot be shown not to be", part, format(floor)),
        std::move(expected), place);
  };
  for (std::size_t i = 0; i < tight.conditions.size(); ++i) {
    const Condition& condition = tight.conditions[i];
    const auto& given = floor.conditions;
    if (std::any_of(given.begin(), given.end(), [&](const Condition& f) { return !gap(condition, f, vocabulary); }))
      continue;
    return refuse(format(condition), *gap(condition, given[std::min(i, given.size() - 1)], vocabulary));
  }
  for (const Guard& guard : tight.guards)
    if (std::none_of(floor.guards.begin(), floor.guards.end(), [&](const Guard& f) { return follows(guard, f); }))
      return refuse(format(guard), floor.guards.empty() ? "no 'while'" : "at most the national 'while'");
  // An exception of the place may only be one that the nation makes already, or a narrower one.
  for (const Condition& exception : tight.exceptions)
    if (std::none_of(floor.exceptions.begin(), floor.exceptions.end(),
                     [&](const Condition& f) { return !gap(f, exception, vocabulary); }))
      return refuse("unless " + format(exception),
                    floor.exceptions.empty() ? "no 'unless'" : "at most the national 'unless'");
  return {};
}

}  // namespace roundel
