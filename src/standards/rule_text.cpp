// Rule → its canonical sentence, and the same in fuller English.
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "standards/rule.h"

namespace roundel {
namespace {

template <class List, class Tell>
std::string joined(const List& list, std::string_view between, Tell tell) {
  std::vector<std::string> parts;
  for (const auto& item : list) parts.push_back(tell(item));
  return join(parts, between);
}

std::string format_test(const ValueTest& test) {
  switch (test.shape) {
    case ValueTest::Shape::is:
      return fmt::format(" with {} is {}", test.name, join(test.words, " or "));
    case ValueTest::Shape::under:
      return fmt::format(" with {} under {}", test.name, test.number);
    case ValueTest::Shape::at_least:
      return fmt::format(" with {} {} or more", test.name, test.number);
  }
  return {};
}

std::string format_term(const KindTerm& term) {
  return (term.group ? "any " : "") + term.code + (term.test ? format_test(*term.test) : "");
}

std::string explain_test(const ValueTest& test, const EntryKind& kind, const Vocabulary& vocabulary) {
  const ValueSpec* spec = kind.value(test.name);
  const std::string label = spec ? lower(spec->label) : test.name;
  if (test.shape == ValueTest::Shape::under) return fmt::format(" ({} less than {})", label, test.number);
  if (test.shape == ValueTest::Shape::at_least) return fmt::format(" ({} {} or more)", label, test.number);
  const CodeSet* set = spec ? vocabulary.code_set(spec->code_set) : nullptr;
  std::vector<std::string> words;
  for (const std::string& code : test.words) {
    const std::string* meaning = set ? set->meaning(code) : nullptr;
    words.push_back(lower(meaning ? *meaning : code));
  }
  return fmt::format(" ({}: {})", label, join_words(words, " or "));
}

std::string explain_term(const KindTerm& term, const Vocabulary& vocabulary) {
  if (term.group) {
    const KindGroup* group = vocabulary.group(term.code);
    return group ? group->name : term.code;
  }
  const EntryKind* kind = vocabulary.kind(term.code);
  if (!kind) return term.code;
  return fmt::format("“{}”{}", kind->name, term.test ? explain_test(*term.test, *kind, vocabulary) : "");
}

std::string explain_guard(const Guard& guard) {
  switch (guard.shape) {
    case Guard::Shape::under:
      return fmt::format("the child is younger than {}", format(guard.age));
    case Guard::Shape::at_least:
      return fmt::format("the child is {} old or more", format(guard.age));
    case Guard::Shape::unborn:
      return "the child is not yet born";
  }
  return {};
}

std::string_view one_of(Whom whom) {
  switch (whom) {
    case Whom::mother:
      return "mother";
    case Whom::father:
      return "father";
    case Whom::partner:
      return "partner or former partner of a parent";
    case Whom::parent:
      return "parent";
    case Whom::sibling:
      return "brother or sister";
    default:
      return "adult of the family";
  }
}

}  // namespace

std::string_view word(Whom whom) {
  constexpr std::array<std::string_view, 9> words = {"child",   "mother",    "father", "partner", "parent",
                                                     "sibling", "household", "adult",  "family"};
  return words[static_cast<std::size_t>(whom)];
}

std::string_view in_full(Whom whom) {
  constexpr std::array<std::string_view, 9> words = {
      "the child",
      "the mother",
      "the father",
      "a partner or former partner of a parent",
      "a parent",
      "a brother or sister",
      "the child or anybody who lives with the child",
      "any adult of the family, wherever they live",
      "the child or anybody of the family, wherever they live",
  };
  return words[static_cast<std::size_t>(whom)];
}

Date before(Date day, const Span& span) { return after(day, Span{.count = -span.count, .unit = span.unit}); }

Date after(Date day, const Span& span) {
  switch (span.unit) {
    case Unit::days:
      return day.plus_days(span.count);
    case Unit::weeks:
      return day.plus_days(7 * span.count);
    case Unit::months:
      return day.plus_months(span.count);
    case Unit::years:
      return day.plus_years(span.count);
  }
  return day;
}

std::string format(const Span& span) {
  constexpr std::array<std::string_view, 4> units = {"day", "week", "month", "year"};
  return fmt::format("{} {}{}", span.count, units[static_cast<std::size_t>(span.unit)], span.count == 1 ? "" : "s");
}

std::string format(const Guard& guard) {
  switch (guard.shape) {
    case Guard::Shape::under:
      return fmt::format("child under {}", format(guard.age));
    case Guard::Shape::at_least:
      return fmt::format("child aged {} or more", format(guard.age));
    case Guard::Shape::unborn:
      return "child unborn";
  }
  return {};
}

std::string format(const Condition& condition) {
  if (condition.shape == Condition::Shape::tie)
    return fmt::format("child has {}{}", condition.has ? "" : "no ", word(condition.whom));
  const bool absence = condition.shape == Condition::Shape::absence;
  std::string out = absence ? std::string("no ") : fmt::format("at least {} ", condition.at_least);
  if (condition.shape == Condition::Shape::agencies) out += "agencies with ";
  out += joined(condition.kinds, " or ", format_term);
  out += fmt::format(" about {}", word(condition.whom));
  if (!condition.window) return out + " ever";
  return out + (absence ? " since " : " within ") + format(*condition.window);
}

std::string format(const Rule& rule) {
  const auto tell = [](const auto& part) { return format(part); };
  std::string out = joined(rule.conditions, " and ", tell);
  if (!rule.guards.empty()) out += " while " + joined(rule.guards, " and ", tell);
  if (!rule.exceptions.empty()) out += " unless " + joined(rule.exceptions, " or unless ", tell);
  return out;
}

std::string explain(const Condition& condition, const Vocabulary& vocabulary) {
  if (condition.shape == Condition::Shape::tie)
    return fmt::format("{} {} of the child is recorded", condition.has ? "a" : "no", one_of(condition.whom));
  std::vector<std::string> kinds;
  for (const KindTerm& term : condition.kinds) kinds.push_back(explain_term(term, vocabulary));
  const std::string what = join_words(kinds, " or ");
  const std::string_view whom = in_full(condition.whom);
  switch (condition.shape) {
    case Condition::Shape::absence:
      if (!condition.window) return fmt::format("nobody has ever recorded {} about {}", what, whom);
      return fmt::format("for {} or longer nobody has recorded {} about {}", format(*condition.window), what, whom);
    case Condition::Shape::agencies:
      return fmt::format("at least {} different agencies recorded {} about {}{}", condition.at_least, what, whom,
                         condition.window ? " in the last " + format(*condition.window) : ", at any time");
    default:
      return fmt::format("at least {} {} recorded {} about {}{}", condition.at_least,
                         condition.at_least == 1 ? "entry" : "entries", what, whom,
                         condition.window ? " in the last " + format(*condition.window) : ", at any time");
  }
}

std::string explain(const Rule& rule, const Vocabulary& vocabulary) {
  const auto tell = [&](const Condition& condition) { return explain(condition, vocabulary); };
  std::string out = "Holds when " + joined(rule.conditions, ", and ", tell);
  if (!rule.guards.empty()) out += ", while " + joined(rule.guards, " and ", explain_guard);
  if (!rule.exceptions.empty()) out += ". It does not hold where " + joined(rule.exceptions, ", or where ", tell);
  return out + ".";
}

}  // namespace roundel
