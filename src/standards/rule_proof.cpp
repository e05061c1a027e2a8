// Is a place's rule no looser than the national one? A decision on the two sentences alone: the place's rule must hold
// whenever the national rule holds, so every part of the place's rule must follow from a part of the national rule.
#include <algorithm>

#include <fmt/format.h>

#include "standards/kinship.h"
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

bool covers(const Who& wide, const Who& narrow) { return (kinship_of(narrow) & ~kinship_of(wide)) == 0; }

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
      for (const KindCode& kind : group->kinds)
        out.push_back({.code = kind.str(), .group = false, .test = {}, .lasting = term.lasting});
  }
  return out;
}

bool covers(const KindTerm& wide, const KindTerm& narrow) {
  if (wide.code != narrow.code) return false;
  if (wide.test && (!narrow.test || !covers(*wide.test, *narrow.test))) return false;
  return !wide.lasting || (narrow.lasting && no_shorter(*narrow.lasting, *wide.lasting));
}

// The first kind of `narrow` that `wide` does not take in; nullopt where it takes in all.
std::optional<std::string> missing_kind(const std::vector<KindTerm>& wide, const std::vector<KindTerm>& narrow,
                                        const Vocabulary& vocabulary) {
  const auto all = expanded(wide, vocabulary);
  for (const KindTerm& term : expanded(narrow, vocabulary))
    if (std::none_of(all.begin(), all.end(), [&](const KindTerm& w) { return covers(w, term); })) return term.code;
  return {};
}

// Does `tight` hold of every person and day of which `floor` holds.
bool follows(const Guard& tight, const Guard& floor) {
  using Shape = Guard::Shape;
  if (!covers(tight.who, floor.who)) return false;
  if (tight.shape == Shape::under)
    return floor.shape == Shape::unborn || (floor.shape == Shape::under && no_shorter(tight.age, floor.age));
  if (tight.shape == Shape::at_least) return floor.shape == Shape::at_least && no_shorter(floor.age, tight.age);
  return floor.shape == Shape::unborn;
}

using Gap = std::optional<std::string>;  // what would follow from the national rule; nullopt: this does

// The parts that every condition with entries has: a longer window, wider persons, more kinds.
Gap gap_entries(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (tight.window && (!floor.window || !no_shorter(*tight.window, *floor.window)))
    return floor.window ? "a window of at least " + format(*floor.window) : "no window, ever";
  if (!covers(tight.who, floor.who)) return fmt::format("about {} or wider", word(floor.who));
  if (const auto kind = missing_kind(tight.kinds, floor.kinds, vocabulary))
    return fmt::format("{} as the national rule takes it", *kind);
  return {};
}

Gap gap_present(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (tight.at_least > floor.at_least) return fmt::format("a count of at most {}", floor.at_least);
  if (auto gap = gap_entries(tight, floor, vocabulary)) return gap;
  if (tight.when && (!floor.when || !follows(*tight.when, *floor.when)))
    return floor.when ? "at most the national 'when'" : "no 'when'";
  if (tight.until.empty()) return {};
  // What ends an entry is looked for among the same persons: wider persons could end more.
  if (floor.until.empty() || !(tight.who == floor.who) || missing_kind(floor.until, tight.until, vocabulary))
    return floor.until.empty() ? "no 'until'" : "at most the national 'until', about the same persons";
  return {};
}

Gap gap_absent(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (tight.window.has_value() != floor.window.has_value())
    return floor.window ? "since " + format(*floor.window) : "ever";
  if (tight.window && !no_shorter(*floor.window, *tight.window)) return "since at most " + format(*floor.window);
  if (!covers(floor.who, tight.who)) return fmt::format("about {} or narrower", word(floor.who));
  if (const auto kind = missing_kind(floor.kinds, tight.kinds, vocabulary))
    return fmt::format("without {}, which the national rule does not ask for", *kind);
  return {};
}

Gap gap_sequence(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (auto gap = gap_entries(tight, floor, vocabulary)) return gap;
  if (!covers(tight.then_who, floor.then_who)) return fmt::format("then about {} or wider", word(floor.then_who));
  if (const auto kind = missing_kind(tight.then_kinds, floor.then_kinds, vocabulary))
    return fmt::format("then {} as the national rule takes it", *kind);
  if (!no_shorter(tight.apart, floor.apart)) return fmt::format("at least {} apart", format(floor.apart));
  return {};
}

// More than before: another window or other kinds change both sides of the comparison.
Gap gap_more(const Condition& tight, const Condition& floor) {
  Condition same = tight;
  same.at_least = floor.at_least;
  if (tight.at_least > floor.at_least || !(same == floor)) return "the same with at most " + format(floor);
  return {};
}

// The last value within a window is the last within a longer one.
Gap gap_trend(const Condition& tight, const Condition& floor) {
  const bool same = tight.kinds == floor.kinds && tight.value == floor.value && tight.rising == floor.rising;
  if (!same || tight.at_least > floor.at_least || !no_shorter(*tight.window, *floor.window)) return format(floor);
  return {};
}

Gap gap_open(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  if (!no_shorter(*floor.window, *tight.window)) return fmt::format("at most {} since", format(*floor.window));
  if (!(tight.who == floor.who)) return fmt::format("about {}", word(floor.who));
  if (const auto kind = missing_kind(tight.kinds, floor.kinds, vocabulary))
    return fmt::format("{} as the national rule takes it", *kind);
  if (const auto kind = missing_kind(floor.until, tight.until, vocabulary))
    return fmt::format("without {}, which does not end it nationally", *kind);
  return {};
}

Gap gap_tie(const Condition& tight, const Condition& floor) {
  if (tight.has != floor.has) return format(floor);
  const bool follows = tight.has ? covers(tight.who, floor.who) : covers(floor.who, tight.who);
  if (!follows) return format(floor);
  return {};
}

Gap gap(const Condition& tight, const Condition& floor, const Vocabulary& vocabulary) {
  using Shape = Condition::Shape;
  // N agencies are at least N entries; one entry is one agency.
  const bool counts = tight.shape == Shape::count && (floor.shape == Shape::count || floor.shape == Shape::agencies);
  const bool agencies = tight.shape == Shape::agencies &&
                        (floor.shape == Shape::agencies || (floor.shape == Shape::count && tight.at_least == 1));
  if (counts || agencies) return gap_present(tight, floor, vocabulary);
  if (tight.shape != floor.shape) return "the same shape: " + format(floor);
  switch (tight.shape) {
    case Shape::absence:
      return gap_absent(tight, floor, vocabulary);
    case Shape::sequence:
      return gap_sequence(tight, floor, vocabulary);
    case Shape::more:
      return gap_more(tight, floor);
    case Shape::trend:
      return gap_trend(tight, floor);
    case Shape::open:
      return gap_open(tight, floor, vocabulary);
    default:
      return gap_tie(tight, floor);
  }
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
