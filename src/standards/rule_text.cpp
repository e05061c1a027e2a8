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
  return (term.group ? "any " : "") + term.code + (term.test ? format_test(*term.test) : "") +
         (term.lasting ? fmt::format(" lasting {} or more", format(*term.lasting)) : "");
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
  const std::string lasting = term.lasting ? fmt::format(" lasting {} or more", format(*term.lasting)) : "";
  if (term.group) {
    const KindGroup* group = vocabulary.group(term.code);
    return (group ? group->name : term.code) + lasting;
  }
  const EntryKind* kind = vocabulary.kind(term.code);
  if (!kind) return term.code + lasting;
  return fmt::format("“{}”{}{}", kind->name, term.test ? explain_test(*term.test, *kind, vocabulary) : "", lasting);
}

std::string explain_terms(const std::vector<KindTerm>& terms, const Vocabulary& vocabulary) {
  std::vector<std::string> kinds;
  for (const KindTerm& term : terms) kinds.push_back(explain_term(term, vocabulary));
  return join_words(kinds, " or ");
}

std::string format_age(const Guard& guard) {
  switch (guard.shape) {
    case Guard::Shape::under:
      return fmt::format("under {}", format(guard.age));
    case Guard::Shape::at_least:
      return fmt::format("aged {} or more", format(guard.age));
    case Guard::Shape::unborn:
      return "unborn";
  }
  return {};
}

// `verb` is "is", or "was" for the day of an entry.
std::string explain_age(const Guard& guard, std::string_view verb) {
  const std::string who = in_full(guard.who);
  switch (guard.shape) {
    case Guard::Shape::under:
      return fmt::format("{} {} younger than {}", who, verb, format(guard.age));
    case Guard::Shape::at_least:
      return fmt::format("{} {} {} old or more", who, verb, format(guard.age));
    case Guard::Shape::unborn:
      return fmt::format("{} {} not yet born", who, verb);
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
    case Whom::former_partner:
      return "former partner of a parent";
    case Whom::parent:
      return "parent";
    case Whom::sibling:
      return "brother or sister";
    default:
      return "adult of the family";
  }
}

// "in the last 12 months", ", at any time"
std::string explain_window(const Condition& condition) {
  return condition.window ? " in the last " + format(*condition.window) : ", at any time";
}

std::string explain_tie(const Condition& condition) {
  constexpr std::array<std::string_view, 3> living = {"", " who lives with the child", " who lives elsewhere"};
  return fmt::format("{} {} of the child{} is recorded", condition.has ? "a" : "no", one_of(condition.who.whom),
                     living[static_cast<std::size_t>(condition.who.living)]);
}

std::string explain_trend(const Condition& condition, const Vocabulary& vocabulary) {
  const EntryKind* kind = vocabulary.kind(condition.kinds.front().code);
  const ValueSpec* value = kind ? kind->value(condition.value) : nullptr;
  return fmt::format("the last {} of {} recorded about the child is at least {} {} than an earlier one{}",
                     value ? lower(value->label) : condition.value, explain_term(condition.kinds.front(), vocabulary),
                     condition.at_least, condition.rising ? "higher" : "lower", explain_window(condition));
}

std::string format_counted(const Condition& condition) {
  std::string out = fmt::format("at least {} ", condition.at_least);
  if (condition.shape == Condition::Shape::agencies) out += "agencies with ";
  if (condition.shape == Condition::Shape::more) out += "more ";
  out += joined(condition.kinds, " or ", format_term) + " about " + word(condition.who);
  if (condition.when) out += " when child " + format_age(*condition.when);
  if (!condition.until.empty()) out += " until " + joined(condition.until, " or ", format_term);
  out += condition.window ? " within " + format(*condition.window) : " ever";
  return condition.shape == Condition::Shape::more ? out + " than before" : out;
}

std::string format_sequence(const Condition& condition) {
  return fmt::format("first {} about {} then {} about {} within {} {}", joined(condition.kinds, " or ", format_term),
                     word(condition.who), joined(condition.then_kinds, " or ", format_term), word(condition.then_who),
                     format(condition.apart), condition.window ? "all within " + format(*condition.window) : "ever");
}

std::string explain_counted(const Condition& condition, const std::string& what, const Vocabulary& vocabulary) {
  std::string out;
  if (condition.shape == Condition::Shape::agencies)
    out = fmt::format("at least {} different agencies recorded {} about {}", condition.at_least, what,
                      in_full(condition.who));
  else
    out = fmt::format("at least {} {} recorded {} about {}", condition.at_least,
                      condition.at_least == 1 ? "entry" : "entries", what, in_full(condition.who));
  if (condition.when) out += ", on a day when " + explain_age(*condition.when, "was") + ",";
  if (!condition.until.empty())
    out += ", since the last record of " + explain_terms(condition.until, vocabulary) + " about the same,";
  return out + explain_window(condition);
}

}  // namespace

std::string word(Who who) {
  constexpr std::array<std::string_view, 11> words = {
      "child", "mother", "father", "partner", "ex-partner", "parent", "sibling", "household", "household at the time",
      "adult", "family"};
  constexpr std::array<std::string_view, 3> living = {"", "resident ", "non-resident "};
  return fmt::format("{}{}", living[static_cast<std::size_t>(who.living)], words[static_cast<std::size_t>(who.whom)]);
}

std::string in_full(Who who) {
  constexpr std::array<std::string_view, 11> words = {
      "the child",
      "the mother",
      "the father",
      "a partner or former partner of a parent",
      "a former partner of a parent",
      "a parent",
      "a brother or sister",
      "the child or anybody who lives with the child",
      "the child or anybody who lived with the child on that day",
      "any adult of the family, wherever they live",
      "the child or anybody of the family, wherever they live",
  };
  if (who.living == Living::anywhere) return std::string(words[static_cast<std::size_t>(who.whom)]);
  const std::string_view person =
      who.whom == Whom::adult ? "any adult of the family" : words[static_cast<std::size_t>(who.whom)];
  return fmt::format("{} who lives {}", person, who.living == Living::resident ? "with the child" : "elsewhere");
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

std::string format(const Guard& guard) { return word(guard.who) + " " + format_age(guard); }

std::string format(const Condition& condition) {
  const std::string kinds = joined(condition.kinds, " or ", format_term);
  switch (condition.shape) {
    case Condition::Shape::count:
    case Condition::Shape::agencies:
    case Condition::Shape::more:
      return format_counted(condition);
    case Condition::Shape::absence:
      return fmt::format("no {} about {} {}", kinds, word(condition.who),
                         condition.window ? "since " + format(*condition.window) : "ever");
    case Condition::Shape::tie:
      return fmt::format("child has {}{}", condition.has ? "" : "no ", word(condition.who));
    case Condition::Shape::sequence:
      return format_sequence(condition);
    case Condition::Shape::trend:
      return fmt::format("{} {} {} by {} or more within {}", condition.rising ? "rising" : "falling", kinds,
                         condition.value, condition.at_least, format(*condition.window));
    case Condition::Shape::open:
      return fmt::format("at least {} since {} without {} about {}", format(*condition.window), kinds,
                         joined(condition.until, " or ", format_term), word(condition.who));
  }
  return {};
}

std::string format(const Rule& rule) {
  const auto tell = [](const auto& part) { return format(part); };
  std::string out = joined(rule.conditions, " and ", tell);
  if (!rule.guards.empty()) out += " while " + joined(rule.guards, " and ", tell);
  if (!rule.exceptions.empty()) out += " unless " + joined(rule.exceptions, " or unless ", tell);
  return out;
}

std::string explain(const Condition& condition, const Vocabulary& vocabulary) {
  const std::string what = explain_terms(condition.kinds, vocabulary);
  const std::string whom = in_full(condition.who);
  switch (condition.shape) {
    case Condition::Shape::count:
    case Condition::Shape::agencies:
      return explain_counted(condition, what, vocabulary);
    case Condition::Shape::tie:
      return explain_tie(condition);
    case Condition::Shape::absence:
      if (!condition.window) return fmt::format("nobody has ever recorded {} about {}", what, whom);
      return fmt::format("for {} or longer nobody has recorded {} about {}", format(*condition.window), what, whom);
    case Condition::Shape::more:
      return fmt::format("at least {} more {} recorded {} about {} in the last {} than in the {} before",
                         condition.at_least, condition.at_least == 1 ? "entry" : "entries", what, whom,
                         format(*condition.window), format(*condition.window));
    case Condition::Shape::sequence:
      return fmt::format("somebody recorded {} about {} and then, on a later day and within {}, {} about {}{}", what,
                         whom, format(condition.apart), explain_terms(condition.then_kinds, vocabulary),
                         in_full(condition.then_who), explain_window(condition));
    case Condition::Shape::trend:
      return explain_trend(condition, vocabulary);
    case Condition::Shape::open:
      return fmt::format("{} or longer ago somebody recorded {} about {}, and nobody has recorded {} since",
                         format(*condition.window), what, whom, explain_terms(condition.until, vocabulary));
  }
  return {};
}

std::string explain(const Rule& rule, const Vocabulary& vocabulary) {
  const auto tell = [&](const Condition& condition) { return explain(condition, vocabulary); };
  std::string out = "Holds when " + joined(rule.conditions, ", and ", tell);
  if (!rule.guards.empty())
    out += ", while " + joined(rule.guards, " and ", [](const Guard& guard) { return explain_age(guard, "is"); });
  if (!rule.exceptions.empty()) out += ". It does not hold where " + joined(rule.exceptions, ", or where ", tell);
  return out + ".";
}

}  // namespace roundel
