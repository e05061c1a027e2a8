// Rules made at random, of every form that the language has, for properties.
#pragma once

#include <rapidcheck.h>

#include "standards/rule.h"

namespace roundel::testing {

class AnyRule {
 public:
  // Of the kinds and groups given; of all the vocabulary's where none are.
  AnyRule(const Vocabulary& words, std::vector<std::string> kinds, std::vector<std::string> groups, int longest = 60)
      : words_(words), kinds_(std::move(kinds)), groups_(std::move(groups)), longest_(longest) {
    if (!kinds_.empty()) return;
    for (const EntryKind& kind : words.kinds) kinds_.push_back(kind.code.str());
    for (const KindGroup& group : words.groups) groups_.push_back(group.code);
  }

  Rule rule() const {
    Rule out;
    for (int i = within(1, 4); i > 0; --i) out.conditions.push_back(condition());
    for (int i = within(0, 3); i > 0; --i) out.guards.push_back(guard(true));
    for (int i = within(0, 2); i > 0; --i) out.exceptions.push_back(condition());
    return out;
  }

  Condition condition() const {
    using Shape = Condition::Shape;
    Condition out{.shape = one_of<Shape>({Shape::count, Shape::count, Shape::agencies, Shape::absence, Shape::tie,
                                          Shape::sequence, Shape::more, Shape::trend, Shape::open})};
    if (out.shape == Shape::tie) {
      out.has = within(0, 2) == 0;
      out.who = person();
      return out;
    }
    if (out.shape == Shape::trend) return trend(out);
    out.kinds = terms();
    out.who = who();
    if (out.shape == Shape::more || out.shape == Shape::open || within(0, 4) != 0) out.window = span();
    if (out.shape == Shape::count || out.shape == Shape::agencies || out.shape == Shape::more)
      out.at_least = within(1, 4);
    if ((out.shape == Shape::count || out.shape == Shape::agencies) && within(0, 4) == 0) out.when = guard(false);
    if (out.shape == Shape::open ||
        (out.shape != Shape::absence && out.shape != Shape::more && out.shape != Shape::sequence && within(0, 4) == 0))
      out.until = terms();
    if (out.shape == Shape::sequence) {
      out.then_kinds = terms();
      out.then_who = who();
      out.apart = span();
    }
    return out;
  }

  Guard guard(bool of_others) const {
    Guard out{.shape = one_of<Guard::Shape>({Guard::Shape::under, Guard::Shape::at_least, Guard::Shape::unborn})};
    if (of_others && within(0, 3) == 0) out.who = person();
    if (out.shape == Guard::Shape::unborn && out.who.whom != Whom::child && out.who.whom != Whom::sibling) out.who = {};
    if (out.shape != Guard::Shape::unborn) out.age = Span{within(1, 40), one_of<Unit>({Unit::months, Unit::years})};
    return out;
  }

  Span span() const {
    return {within(1, longest_), one_of<Unit>({Unit::days, Unit::days, Unit::weeks, Unit::months, Unit::years})};
  }

  std::vector<KindTerm> terms() const {
    std::vector<KindTerm> out;
    for (int i = within(1, 4); i > 0; --i) out.push_back(term());
    return out;
  }

  // Evenly from `least` to below `most`, at every size of the test case.
  static int within(int least, int most) { return *rc::gen::resize(100, rc::gen::inRange(least, most)); }
  template <class T>
  static T one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(within(0, static_cast<int>(list.size())))];
  }

 private:
  Who who() const {
    if (within(0, 3) == 0) return person();
    return {one_of<Whom>({Whom::child, Whom::child, Whom::household, Whom::household_then, Whom::family}),
            Living::anywhere};
  }
  Who person() const {
    return {one_of<Whom>({Whom::mother, Whom::father, Whom::partner, Whom::former_partner, Whom::parent, Whom::sibling,
                          Whom::adult}),
            one_of<Living>({Living::anywhere, Living::anywhere, Living::resident, Living::elsewhere})};
  }

  Condition trend(Condition out) const {
    std::vector<std::pair<std::string, std::string>> numbers;
    for (const std::string& code : kinds_)
      for (const ValueSpec& value : words_.kind(code)->values)
        if (value.type == ValueType::number) numbers.emplace_back(code, value.name);
    const auto [kind, value] = one_of(numbers);
    out.kinds = {KindTerm{.code = kind}};
    out.value = value;
    out.rising = within(0, 2) == 0;
    out.at_least = within(1, 30);
    out.window = span();
    return out;
  }

  KindTerm term() const {
    KindTerm out;
    if (!groups_.empty() && within(0, 5) == 0)
      out = {.code = one_of(groups_), .group = true};
    else
      out = tested(*words_.kind(one_of(kinds_)));
    if (within(0, 12) == 0) out.lasting = Span{within(1, 10), Unit::days};
    return out;
  }

  KindTerm tested(const EntryKind& kind) const {
    KindTerm out{.code = kind.code.str()};
    if (kind.values.empty() || within(0, 2) == 0) return out;
    const ValueSpec spec = one_of(kind.values);
    ValueTest test{.name = spec.name};
    if (spec.type == ValueType::number) {
      test.shape = one_of<ValueTest::Shape>({ValueTest::Shape::under, ValueTest::Shape::at_least});
      test.number = within(0, 100);
    } else if (spec.type == ValueType::yes_no) {
      test.words = {one_of<std::string>({"yes", "no"})};
    } else if (spec.type == ValueType::code) {
      for (int i = within(1, 4); i > 0; --i) test.words.push_back(one_of(words_.code_set(spec.code_set)->codes).first);
    } else {
      return out;
    }
    out.test = test;
    return out;
  }

  const Vocabulary& words_;
  std::vector<std::string> kinds_;
  std::vector<std::string> groups_;
  int longest_;
};

}  // namespace roundel::testing
