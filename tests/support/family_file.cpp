#include "tests/support/family_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/text.h"

namespace roundel::support {
namespace {

struct Word {
  std::string text;
  bool quoted = false;
};

struct Spoken {
  RoleCode role;
  std::vector<std::pair<std::string, Value>> values;
};

// Blanks part words; double quotes hold them together; a comma or colon at a word's end stays with it.
Result<std::vector<Word>> words_of(std::string_view line, const Place& place) {
  std::vector<Word> words;
  bool inside = false;
  bool open = false;
  for (const char c : line) {
    if (c == '"') {
      inside = !inside;
      if (!open) words.emplace_back();
      open = true;
      words.back().quoted = true;
    } else if (c == ' ' && !inside) {
      open = false;
    } else {
      if (!open) words.emplace_back();
      open = true;
      words.back().text.push_back(c);
    }
  }
  if (inside) return fail(Fault::bad_input, "a quotation does not end", "a second double quote on the line", place);
  return words;
}

Value value_of(const Word& word, const std::string& text) {
  if (word.quoted) return text;
  if (text == "yes" || text == "no") return text == "yes";
  if (const auto date = parse_date(text)) return *date;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  return text;
}

// Codes that look like numbers are text all the same.
bool is_code(std::string_view name) { return name == "source" || name == "factors" || name == "level"; }

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Result<FamilyFile> read(std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
      ++line_;
      const std::string_view bare = trimmed(line);
      if (bare.empty() || bare.front() == '#') continue;
      const auto words = words_of(bare, place());
      if (!words) return fail(words.error());
      if (const auto done = take(*words, bare); !done) return fail(done.error());
    }
    return std::move(family_);
  }

 private:
  Place place() const { return {.file = file_, .line = line_}; }
  tl::unexpected<Error> wrong(std::string what, std::string expected) const {
    return fail(Fault::bad_input, std::move(what), std::move(expected), place());
  }

  Done take(const std::vector<Word>& words, std::string_view line) {
    const std::string& first = words.front().text;
    if (first == "area") return take_area(words);
    if (first == "person") return take_person(words);
    if (first == "tie") return take_tie(words);
    if (first == "expect") return take_expectation(words, line);
    return take_entry(words);
  }

  Done take_area(const std::vector<Word>& words) {
    if (words.size() != 2) return wrong("an area without its code", "area CODE");
    area_ = AreaCode(words[1].text);
    return {};
  }

  Done take_person(const std::vector<Word>& words) {
    if (words.size() < 3) return wrong("a person without name or role", "person NAME child|unborn-child|adult value…");
    const std::string& role = words[2].text;
    if (role != "child" && role != "unborn-child" && role != "adult")
      return wrong("'" + role + "' is not a role of a person", "child, unborn-child or adult");
    auto values = values_of(words, 3);
    if (!values) return fail(values.error());
    if (!people_.emplace(words[1].text, Spoken{RoleCode(role), std::move(*values)}).second) {
      return wrong("'" + words[1].text + "' is told twice", "one person line a name");
    }
    return {};
  }

  Done take_tie(const std::vector<Word>& words) {
    if (words.size() != 7) return wrong("a tie that is not whole", "tie CHILD RELATION OTHER RESIDENCE AGENCY DATE");
    const auto on = parse_date(words[6].text);
    if (!on) return wrong("'" + words[6].text + "' is not a date", "YYYY-MM-DD");
    NewEntry entry = start(*on, *on, words[5].text, "family.relationship");
    if (const auto done = name(entry, "child", words[1].text); !done) return done;
    if (const auto done = name(entry, words[2].text, words[3].text); !done) return done;
    entry.values = {{"resident", words[4].text}};
    return put(std::move(entry));
  }

  Done take_expectation(const std::vector<Word>& words, std::string_view line) {
    const auto on = words.size() > 2 ? parse_date(words[1].text) : tl::unexpected(Error{});
    if (!on) return wrong("an expectation without date or words", "expect YYYY-MM-DD words");
    const auto at = line.find(words[1].text) + words[1].text.size();
    family_.expectations.push_back({*on, std::string(trimmed(line.substr(at))), line_});
    return {};
  }

  Done take_entry(const std::vector<Word>& words) {
    const auto on = parse_date(words[0].text);
    if (!on) return wrong("'" + words[0].text + "' begins no line", "area, person, tie, expect, a date or #");
    std::size_t at = 1;
    Date known = *on;
    if (words.size() > 2 && words[1].text == "known") {
      const auto learned = parse_date(words[2].text);
      if (!learned || *learned < *on)
        return wrong("'" + words[2].text + "' is no day to have learned it", "a day not before it happened");
      known = *learned;
      at = 3;
    }
    if (words.size() < at + 5 || words[at + 2].text != "about")
      return wrong("an entry that is not whole", "DATE agency kind about role NAME: value…");
    NewEntry entry = start(*on, known, words[at].text, words[at + 1].text);
    at += 3;
    for (bool more = true; more; at += 2) {
      if (at + 1 >= words.size()) return wrong("a role without a person", "role NAME");
      std::string who = words[at + 1].text;
      more = who.ends_with(',');
      const bool last = who.ends_with(':');
      if (more || last) who.pop_back();
      if (const auto done = name(entry, words[at].text, who); !done) return done;
      if (!more && !last && at + 2 < words.size())
        return wrong("values without a colon before them", "role NAME: value…");
    }
    auto values = values_of(words, at);
    if (!values) return fail(values.error());
    entry.values = std::move(*values);
    return put(std::move(entry));
  }

  Result<std::vector<std::pair<std::string, Value>>> values_of(const std::vector<Word>& words, std::size_t from) const {
    std::vector<std::pair<std::string, Value>> values;
    for (std::size_t i = from; i < words.size(); ++i) {
      const auto at = words[i].text.find('=');
      if (at == std::string::npos || at == 0) return wrong("'" + words[i].text + "' is not a value", "name=value");
      std::string value_name = words[i].text.substr(0, at);
      const std::string text = words[i].text.substr(at + 1);
      Value value = is_code(value_name) ? Value(text) : value_of(words[i], text);
      values.emplace_back(std::move(value_name), std::move(value));
    }
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto twice = std::adjacent_find(values.begin(), values.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != values.end()) return wrong("'" + twice->first + "' is given twice", "one value a name");
    return values;
  }

  NewEntry start(Date on, Date known, const std::string& agency, const std::string& kind) const {
    NewEntry entry;
    entry.area = area_;
    entry.kind = KindCode(kind);
    entry.agency = AgencyId(agency);
    entry.happened = Happened::on(on);
    entry.known = known;
    entry.key = file_ + ":" + std::to_string(line_);
    return entry;
  }

  Done name(NewEntry& entry, const std::string& role, const std::string& who) {
    if (!people_.contains(who)) return wrong("'" + who + "' has no person line", "a person told above");
    entry.about.push_back({SourceId(entry.agency.str() + "/" + who), RoleCode(role)});
    return {};
  }

  Done put(NewEntry entry) {
    if (area_.empty()) return wrong("no area is named yet", "a line 'area CODE' first");
    for (const About& about : entry.about) introduce(about.source, entry);
    family_.entries.push_back(std::move(entry));
    return {};
  }

  // The agency's own record of a person, when it first has to do with them.
  void introduce(const SourceId& source, const NewEntry& first) {
    if (!introduced_.insert(source.str()).second) return;
    const Spoken& person = people_.at(source.str().substr(first.agency.str().size() + 1));
    NewEntry details = first;
    details.kind = KindCode("identity.details");
    details.key = file_ + ":person:" + source.str();
    details.happened = Happened::on(first.known);
    details.about = {{source, person.role}};
    details.values = person.values;
    family_.entries.push_back(std::move(details));
  }

  std::string file_;
  int line_ = 0;
  AreaCode area_;
  std::map<std::string, Spoken> people_;
  std::set<std::string> introduced_;
  FamilyFile family_;
};

}  // namespace

Result<FamilyFile> read_family(std::string_view text, const std::string& file) { return Reader(file).read(text); }

}  // namespace roundel::support
