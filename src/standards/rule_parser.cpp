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

constexpr int most = 100'000;  // no count, window or age of a rule is larger

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
    Condition out;
    if (take("child")) return tie();
    if (take("no")) {
      out.shape = Condition::Shape::absence;
      out.kinds = kinds();
      out.whom = whom();
      window(out, "since");
      return out;
    }
    if (!take("at")) {
      wrong({"at least", "no", "child has"});
      return out;
    }
    need("least");
    out.at_least = number(1);
    if (take("agencies")) {
      out.shape = Condition::Shape::agencies;
      need("with");
    }
    out.kinds = kinds();
    out.whom = whom();
    window(out, "within");
    return out;
  }

  Condition tie() {
    Condition out{.shape = Condition::Shape::tie};
    need("has");
    out.has = !take("no");
    const Token word = here();
    out.whom = whom_word();
    const bool one = out.whom == Whom::mother || out.whom == Whom::father || out.whom == Whom::partner ||
                     out.whom == Whom::parent || out.whom == Whom::sibling || out.whom == Whom::adult;
    if (!one)
      fault(word, fmt::format("'{}' is not one person", word.text),
            "mother, father, partner, parent, sibling or adult");
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
      return out;
    }
    std::vector<std::string_view> known;
    for (const EntryKind& kind : vocabulary_.kinds) known.push_back(kind.code.str());
    out.code = word_of(known, "kind of entry");
    const EntryKind* kind = vocabulary_.kind(out.code);
    if (kind && take("with")) out.test = value_test(*kind);
    return out;
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

  Whom whom() {
    if (!take("about")) return Whom::child;
    return whom_word();
  }
  Whom whom_word() {
    constexpr std::array all = {Whom::child,   Whom::mother,    Whom::father, Whom::partner, Whom::parent,
                                Whom::sibling, Whom::household, Whom::adult,  Whom::family};
    std::vector<std::string_view> known;
    for (const Whom one : all) known.push_back(word(one));
    const std::string found = word_of(known, "person of the family");
    const auto at = std::find(known.begin(), known.end(), found);
    return at == known.end() ? Whom::child : all[static_cast<std::size_t>(at - known.begin())];
  }

  void window(Condition& out, std::string_view opening) {
    if (take("ever")) return;
    if (!take(opening)) {
      wrong({opening, "ever"});
      return;
    }
    out.window = span();
  }

  Span span() {
    Span out;
    out.count = number(1);
    constexpr std::array<std::string_view, 8> units = {"day",  "week",  "month",  "year",
                                                       "days", "weeks", "months", "years"};
    const std::string found = word_of({units.begin(), units.end()}, "unit of time");
    const auto at = std::find(units.begin(), units.end(), found);
    if (at != units.end()) out.unit = static_cast<Unit>((at - units.begin()) % 4);
    return out;
  }

  Guard guard() {
    Guard out;
    need("child");
    if (take("unborn")) {
      out.shape = Guard::Shape::unborn;
    } else if (take("under")) {
      out.age = span();
    } else if (take("aged")) {
      out.shape = Guard::Shape::at_least;
      out.age = span();
      need("or");
      need("more");
    } else {
      wrong({"under", "aged", "unborn"});
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
