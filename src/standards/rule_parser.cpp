// Sentence → Rule. Words are separated by blanks; every word of the language is fixed, every other is of the
// vocabulary.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/text.h"
#include "standards/fields.h"
#include "standards/rule.h"

namespace roundel {
namespace {

struct Token {
  std::string_view text;
  int column = 1;  // within the sentence
};

constexpr int most = 100'000;            // no count of a rule is larger
constexpr int longest_days = 120 * 366;  // no window or age is longer

std::vector<Token> words_of(std::string_view sentence) {
  std::vector<Token> out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t start = sentence.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    const std::size_t end = std::min(sentence.find(' ', start), sentence.size());
    out.push_back({sentence.substr(start, end - start), static_cast<int>(start) + 1});
    at = end;
  }
  out.push_back({{}, static_cast<int>(sentence.size()) + 1});  // the end
  return out;
}

// Each function reads one part and leaves the next word to be read. The first error stops all: once `error` is set,
// every function returns at once.
class Reader {
 public:
  Reader(std::string_view sentence, const Vocabulary& vocabulary, const Place& place)
      : tokens_(words_of(sentence)), vocabulary_(vocabulary), place_(place) {}

  Result<Rule> rule() {
    Rule out;
    do out.conditions.push_back(condition());
    while (!error_ && take("and"));
    if (take("while")) {
      do out.guards.push_back(guard());
      while (!error_ && take("and"));
    }
    if (take("unless")) {
      out.exceptions.push_back(condition());
      while (!error_ && take("or")) {
        need("unless");
        out.exceptions.push_back(condition());
      }
    }
    if (!error_ && !at_end()) {
      std::vector<std::string_view> next = {"and", "while", "unless"};
      if (!out.guards.empty()) next = {"and", "unless"};
      if (!out.exceptions.empty()) next = {"or"};
      wrong(next);
    }
    if (error_) return fail(*error_);
    return out;
  }

 private:
  const Token& here() const { return tokens_[at_]; }
  const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool at_end() const { return at_ + 1 == tokens_.size(); }

  bool take(std::string_view word) {
    if (error_ || here().text != word || at_end()) return false;
    ++at_;
    return true;
  }
  void need(std::string_view word) {
    if (!take(word)) wrong({word});
  }

  void fault(const Token& token, std::string what, std::string expected) {
    if (error_) return;
    Place at = place_;
    at.column = std::max(place_.column, 1) + token.column - 1;
    error_ = Error{Fault::bad_input, std::move(what), std::move(expected), at};
  }
  void wrong(const std::vector<std::string_view>& expected) {
    const std::string what =
        at_end() ? "the sentence ends too early" : fmt::format("'{}' does not fit here", here().text);
    fault(here(), what,
          at_end() ? join_words({expected.begin(), expected.end()}, " or ") : suggestion(here().text, expected));
  }

  Condition condition() {
    if (take("child")) return tie();
    if (take("no")) return absence();
    if (take("first")) return sequence();
    if (here().text == "falling" || here().text == "rising") return trend();
    if (take("at")) {
      need("least");
      return counted();
    }
    wrong({"at least", "no", "first", "falling", "rising", "child has"});
    return {};
  }

  Condition absence() {
    Condition out{.shape = Condition::Shape::absence};
    out.kinds = kinds();
    out.who = about();
    window(out, "since");
    return out;
  }

  // What "at least N" opens: a count, agencies, more than before, or a time since something began.
  Condition counted() {
    Condition out;
    const Token first = here();
    const int count = number(1);
    if (is_unit(here().text)) return open(checked({.count = count, .unit = unit()}, first));
    out.at_least = count;
    if (take("more")) return more(std::move(out));
    if (take("agencies")) {
      out.shape = Condition::Shape::agencies;
      need("with");
    }
    out.kinds = kinds();
    out.who = about();
    if (take("when")) {
      need("child");
      out.when = age({});
    }
    if (take("until")) out.until = kinds();
    window(out, "within");
    return out;
  }

  Condition open(const Span& since) {
    Condition out{.shape = Condition::Shape::open};
    out.window = since;
    need("since");
    out.kinds = kinds();
    need("without");
    out.until = kinds();
    out.who = about();
    return out;
  }

  Condition more(Condition out) {
    out.shape = Condition::Shape::more;
    out.kinds = kinds();
    out.who = about();
    need("within");
    out.window = span();
    need("than");
    need("before");
    return out;
  }

  Condition sequence() {
    Condition out{.shape = Condition::Shape::sequence};
    out.kinds = kinds();
    out.who = about();
    need("then");
    out.then_kinds = kinds();
    out.then_who = about();
    need("within");
    out.apart = span();
    if (take("ever")) return out;
    if (!take("all")) {
      wrong({"all within", "ever"});
      return out;
    }
    need("within");
    out.window = span();
    return out;
  }

  // A trend is told of the child's own values: those of different persons are not one series.
  Condition trend() {
    Condition out{.shape = Condition::Shape::trend};
    out.rising = take("rising");
    if (!out.rising) need("falling");
    out.kinds = {KindTerm{.code = kind_word()}};
    const EntryKind* kind = vocabulary_.kind(out.kinds.front().code);
    std::vector<std::string_view> known;
    if (kind)
      for (const ValueSpec& value : kind->values)
        if (value.type == ValueType::number) known.push_back(value.name);
    out.value = word_of(known, "number that " + out.kinds.front().code + " carries");
    need("by");
    out.at_least = number(1);
    need("or");
    need("more");
    need("within");
    out.window = span();
    return out;
  }

  Condition tie() {
    Condition out{.shape = Condition::Shape::tie};
    need("has");
    out.has = !take("no");
    const Token word = here();
    out.who = who_words();
    if (!one_person(out.who.whom))
      fault(word, fmt::format("'{}' is not one person", word.text),
            "mother, father, partner, ex-partner, parent, sibling or adult");
    return out;
  }

  // A kind has a dot in its code or follows "any"; so "or" before it joins kinds and any other "or" joins values.
  static bool starts_kind(const Token& token) {
    return token.text == "any" || token.text.find('.') != std::string_view::npos;
  }

  std::vector<KindTerm> kinds() {
    std::vector<KindTerm> out;
    do out.push_back(kind_term());
    while (take("or"));
    return out;
  }

  KindTerm kind_term() {
    KindTerm out;
    if (take("any")) {
      out.group = true;
      std::vector<std::string_view> known;
      for (const KindGroup& group : vocabulary_.groups) known.push_back(group.code);
      out.code = word_of(known, "group of kinds");
      lasting(out);
      return out;
    }
    out.code = kind_word();
    const EntryKind* kind = vocabulary_.kind(out.code);
    if (kind && take("with")) out.test = value_test(*kind);
    lasting(out);
    return out;
  }
  void lasting(KindTerm& out) {
    if (!take("lasting")) return;
    out.lasting = span();
    need("or");
    need("more");
  }
  std::string kind_word() {
    std::vector<std::string_view> known;
    for (const EntryKind& kind : vocabulary_.kinds) known.push_back(kind.code.str());
    return word_of(known, "kind of entry");
  }

  std::string word_of(const std::vector<std::string_view>& known, std::string_view what) {
    if (error_) return {};
    if (at_end()) {
      fault(here(), "the sentence ends too early", fmt::format("a {}", what));
      return {};
    }
    if (std::find(known.begin(), known.end(), here().text) == known.end()) {
      fault(here(), fmt::format("'{}' is not a {}", here().text, what), suggestion(here().text, known));
      return {};
    }
    return std::string(tokens_[at_++].text);
  }

  ValueTest value_test(const EntryKind& kind) {
    ValueTest out;
    std::vector<std::string_view> known;
    for (const ValueSpec& value : kind.values) known.push_back(value.name);
    out.name = word_of(known, fmt::format("value of {}", kind.code.str()));
    if (error_) return out;
    const ValueSpec& spec = *kind.value(out.name);
    if (spec.type == ValueType::number) {
      if (take("under")) {
        out.shape = ValueTest::Shape::under;
        out.number = number(0);
        return out;
      }
      out.shape = ValueTest::Shape::at_least;
      out.number = number(0);
      need("or");
      need("more");
      return out;
    }
    need("is");
    const std::vector<std::string_view> codes = codes_of(spec);
    if (codes.empty())
      fault(here(), fmt::format("'{}' has no codes to name", spec.name), "a value of a code set, a number or yes-no");
    out.words.push_back(word_of(codes, "code of " + spec.name));
    while (!error_ && here().text == "or" && !starts_kind(next()) && take("or"))
      out.words.push_back(word_of(codes, "code of " + spec.name));
    return out;
  }

  std::vector<std::string_view> codes_of(const ValueSpec& spec) const {
    if (spec.type == ValueType::yes_no) return {"yes", "no"};
    std::vector<std::string_view> out;
    if (const CodeSet* set = vocabulary_.code_set(spec.code_set))
      for (const auto& [code, meaning] : set->codes) out.push_back(code);
    return out;
  }

  static bool one_person(Whom whom) {
    return whom != Whom::child && whom != Whom::household && whom != Whom::household_then && whom != Whom::family;
  }
  Who about() { return take("about") ? who_words() : Who{}; }
  Who who_words() {
    constexpr std::array all = {Whom::child,  Whom::mother,  Whom::father,    Whom::partner, Whom::former_partner,
                                Whom::parent, Whom::sibling, Whom::household, Whom::adult,   Whom::family};
    Who out;
    if (take("resident")) out.living = Living::resident;
    if (out.living == Living::anywhere && take("non-resident")) out.living = Living::elsewhere;
    const Token first = here();
    std::vector<std::string> names;
    for (const Whom one : all) names.push_back(word(Who{one}));
    const std::string found = word_of({names.begin(), names.end()}, "person of the family");
    const auto at = std::find(names.begin(), names.end(), found);
    if (at != names.end()) out.whom = all[static_cast<std::size_t>(at - names.begin())];
    if (out.living != Living::anywhere && !one_person(out.whom))
      fault(first, fmt::format("'{}' is not one person, and cannot be resident or not", first.text),
            "mother, father, partner, ex-partner, parent, sibling or adult");
    if (out.whom == Whom::household && here().text == "at" && next().text == "the") {
      need("at");
      need("the");
      need("time");
      out.whom = Whom::household_then;
    }
    return out;
  }

  void window(Condition& out, std::string_view opening) {
    if (take("ever")) return;
    if (!take(opening)) {
      wrong({opening, "ever"});
      return;
    }
    out.window = span();
  }

  static constexpr std::array<std::string_view, 8> units = {"day",  "week",  "month",  "year",
                                                            "days", "weeks", "months", "years"};
  static bool is_unit(std::string_view text) { return std::find(units.begin(), units.end(), text) != units.end(); }
  Unit unit() {
    const std::string found = word_of({units.begin(), units.end()}, "unit of time");
    const auto at = std::find(units.begin(), units.end(), found);
    return at == units.end() ? Unit::months : static_cast<Unit>((at - units.begin()) % 4);
  }
  Span span() {
    const Token first = here();
    return checked({.count = number(1), .unit = unit()}, first);
  }
  Span checked(const Span& span, const Token& first) {
    constexpr std::array<int, 4> days = {1, 7, 31, 366};
    if (span.count > longest_days / days[static_cast<std::size_t>(span.unit)])
      fault(first, fmt::format("'{}' is longer than a life", format(span)), "at most 120 years");
    return span;
  }

  Guard guard() {
    const Token first = here();
    const Who who = who_words();
    if (who.whom != Whom::child && !one_person(who.whom))
      fault(first, fmt::format("'{}' has no age", first.text), "child, mother, father, parent, partner or sibling");
    return age(who);
  }

  Guard age(const Who& who) {
    Guard out{.shape = Guard::Shape::under, .age = {}, .who = who};
    const bool may_be_unborn = who.whom == Whom::child || who.whom == Whom::sibling;
    if (may_be_unborn && take("unborn")) {
      out.shape = Guard::Shape::unborn;
    } else if (take("under")) {
      out.age = span();
    } else if (take("aged")) {
      out.shape = Guard::Shape::at_least;
      out.age = span();
      need("or");
      need("more");
    } else if (may_be_unborn) {
      wrong({"under", "aged", "unborn"});
    } else {
      wrong({"under", "aged"});
    }
    return out;
  }

  int number(int least) {
    int value = 0;
    const std::string_view text = here().text;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = code == std::errc{} && end == text.data() + text.size() && !text.empty() && text.front() != '-';
    if (!whole || value < least || value > most) {
      fault(here(), at_end() ? "the sentence ends too early" : fmt::format("'{}' is not a number for this", text),
            fmt::format("a whole number from {} to {}", least, most));
      return least;
    }
    ++at_;
    return value;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  const Vocabulary& vocabulary_;
  Place place_;
  std::optional<Error> error_;
};

}  // namespace

Result<Rule> parse_rule(std::string_view sentence, const Vocabulary& vocabulary, const Place& place) {
  return Reader(sentence, vocabulary, place).rule();
}

}  // namespace roundel
