// Families made around two rules, at random from a fixed seed, until one is found that the one rule finds and the other
// overlooks; then every line is left out that is not needed for it.
#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/examples.h"
#include "assessment/family_text.h"
#include "core/text.h"

namespace roundel {
namespace {

using Shape = Condition::Shape;
using Lines = std::vector<std::string>;

class FamilyMaker {
 public:
  FamilyMaker(const Rule& rule, const Rule& floor, const Vocabulary& vocabulary)
      : rule_(rule), floor_(floor), vocabulary_(vocabulary) {}

  Date on() const { return on_; }

  Lines family() {
    Lines out = {child()};
    for (const char* who : {"mother", "father", "partner", "ex-partner", "sibling"})
      if (chance(2)) out.push_back(tie(who));
    for (const Condition& condition : floor_.conditions) entries_for(condition, out);
    for (const Condition& condition : rule_.conditions)
      if (chance(3)) entries_for(condition, out);  // what breaks an absence
    for (const Condition& condition : rule_.exceptions)
      if (chance(2)) entries_for(condition, out);
    return out;
  }

 private:
  // Plain remainders, so that every machine makes the same families.
  int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(std::max(1, most))); }
  bool chance(int in) { return below(in) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

  std::string child() {
    if (chance(5)) return "child due " + on_.plus_days(30 + below(100)).iso();
    std::vector<Guard> ages = floor_.guards;
    ages.insert(ages.end(), rule_.guards.begin(), rule_.guards.end());
    std::erase_if(ages, [](const Guard& guard) { return guard.shape == Guard::Shape::unborn; });
    if (ages.empty() || chance(3)) return "child born " + on_.plus_days(-30 - below(365 * 17)).iso();
    return "child born " + before(on_, one_of(ages).age).plus_days(below(3) - 1).iso();
  }

  std::string tie(const std::string& who) {
    const std::vector<std::string> living = {"resident", "elsewhere", "unknown"};
    std::string out = who + " " + one_of(living);
    if (chance(2)) out += " born " + on_.plus_days(-365 * (who == "sibling" ? below(17) : 15 + below(20))).iso();
    return out;
  }

  // Kinds of groups written out.
  std::vector<KindTerm> terms(const std::vector<KindTerm>& kinds) const {
    std::vector<KindTerm> out;
    for (const KindTerm& term : kinds) {
      const KindGroup* group = term.group ? vocabulary_.group(term.code) : nullptr;
      if (!group) out.push_back(term);
      if (group)
        for (const KindCode& kind : group->kinds)
          out.push_back({.code = kind.str(), .group = false, .test = {}, .lasting = term.lasting});
    }
    return out;
  }

  std::string who(const Who& asked) {
    if (asked.whom == Whom::child || (asked.whom != Whom::partner && chance(3))) return "child";
    const std::vector<std::string> all = {"mother", "father", "partner", "ex-partner", "sibling"};
    for (const std::string& one : all)
      if (word(Who{asked.whom}) == one && !chance(4)) return one;
    return one_of(all);
  }

  std::string values(const KindTerm& term) {
    if (!term.test) return "";
    const ValueTest& test = *term.test;
    if (test.shape == ValueTest::Shape::is) return fmt::format(" {}={}", test.name, one_of(test.words));
    const std::int64_t number = test.shape == ValueTest::Shape::under ? test.number - 1 : test.number;
    return fmt::format(" {}={}", test.name, std::max<std::int64_t>(0, number));
  }

  std::string entry(const std::vector<KindTerm>& kinds, const Who& asked, Date day, int agency) {
    const auto all = terms(kinds);
    if (all.empty()) return "";
    const KindTerm& term = one_of(all);
    const std::string when = term.lasting ? before(day, *term.lasting).iso() + ".." + day.iso() : day.iso();
    return fmt::format("agency-{} {} {} about {}{}", agency, when, term.code, who(asked), values(term));
  }

  // Within the window, at its edge more often than not; long ago where there is none.
  Date day_in(const std::optional<Span>& window) {
    const Date first = window ? before(on_, *window) : on_.plus_years(-12);
    return chance(2) ? first : first.plus_days(below(on_ - first + 1));
  }

  void entries_for(const Condition& condition, Lines& out) {
    if (condition.shape == Shape::tie || (condition.shape == Shape::absence && chance(2))) return;
    if (condition.shape == Shape::sequence) {
      const Date later = day_in(condition.window);
      const Date earlier = before(later, condition.apart);
      out.push_back(entry(condition.kinds, condition.who, earlier, 1));
      out.push_back(entry(condition.then_kinds, condition.then_who, chance(2) ? later : earlier.plus_days(1), 2));
      return;
    }
    if (condition.shape == Shape::trend) return trend(condition, out);
    if (condition.shape == Shape::open) {
      out.push_back(entry(condition.kinds, condition.who, before(on_, *condition.window).plus_days(-below(3)), 1));
      if (!rule_.conditions.empty() && chance(2))
        for (const Condition& other : rule_.conditions)
          if (!other.until.empty()) out.push_back(entry(other.until, other.who, on_.plus_days(-below(20)), 1));
      return;
    }
    for (int i = 0; i < std::min(condition.at_least, 12); ++i)
      out.push_back(entry(condition.kinds, condition.who, day_in(condition.window), 1 + i * (chance(4) ? 0 : 1)));
    for (const Condition& other : rule_.conditions)
      if (!other.until.empty() && chance(2)) out.push_back(entry(other.until, other.who, on_.plus_days(-below(60)), 1));
  }

  void trend(const Condition& condition, Lines& out) {
    const int low = 10;
    const int high = low + condition.at_least;
    const Date first = before(on_, *condition.window);
    const auto line = [&](Date day, int number) {
      out.push_back(
          fmt::format("agency-1 {} {} {}={}", day.iso(), condition.kinds.front().code, condition.value, number));
    };
    line(first, condition.rising ? low : high);
    line(on_.plus_days(-below(30)), condition.rising ? high : low);
  }

  const Rule& rule_;
  const Rule& floor_;
  const Vocabulary& vocabulary_;
  std::mt19937 random_{20240615};
  Date on_ = Date::of(2024, 6, 15);
};

// Does the floor hold for the family and the rule not.
bool overlooked(const Lines& lines, const Rule& rule, const Rule& floor, const Vocabulary& vocabulary, Date on) {
  const auto family = FamilyText::read(join(lines, "\n"), vocabulary);
  if (!family) return false;
  Columns columns{Rulebook({&rule, &floor}, vocabulary)};
  for (const Entry& entry : family->entries()) columns.add(entry);
  columns.finish(Membership{});
  const auto child = columns.find(FamilyText::person("child"));
  if (!child) return false;
  Evaluation evaluation(columns, on);
  evaluation.look_at(*child);
  return !evaluation.holds(0) && evaluation.holds(1);
}

}  // namespace

std::optional<CounterExample> counter_example(const Rule& rule, const Rule& floor, const Vocabulary& vocabulary) {
  constexpr int most = 4000;
  FamilyMaker maker(rule, floor, vocabulary);
  for (int made = 0; made < most; ++made) {
    Lines lines = maker.family();
    if (!overlooked(lines, rule, floor, vocabulary, maker.on())) continue;
    for (std::size_t i = lines.size(); i-- > 0;) {
      Lines without = lines;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (overlooked(without, rule, floor, vocabulary, maker.on())) lines = without;
    }
    return CounterExample{join(lines, "\n"), maker.on()};
  }
  return {};
}

}  // namespace roundel
