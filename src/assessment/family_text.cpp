#include "assessment/family_text.h"

#include <charconv>

#include <fmt/format.h>

#include "core/text.h"

namespace roundel {

// Reads line by line; the first thing that is wrong stops all.
class FamilyReader {
 public:
  FamilyReader(const Vocabulary& vocabulary, Place place) : vocabulary_(vocabulary), place_(std::move(place)) {}

  Result<FamilyText> read(std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
      words_.clear();
      for (const auto word : split(trimmed(line), ' '))
        if (!word.empty()) words_.emplace_back(word);
      read_line();
      if (error_) return fail(*error_);
      ++place_.line;
    }
    return std::move(family_);
  }

 private:
  void wrong(std::string what, std::string expected) {
    if (!error_) error_ = Error{Fault::bad_input, std::move(what), std::move(expected), place_};
  }

  void read_line() {
    if (words_.empty() || words_[0].starts_with('#')) return;
    if (words_.size() > 2 && words_[2].find('.') != std::string::npos) return read_entry();
    if (words_[0] == "child") return read_child();
    read_tie();
  }

  // A child is known from birth, or from thirty weeks before the expected date.
  void read_child() {
    const bool born = words_.size() == 3 && words_[1] == "born";
    if (!born && (words_.size() != 3 || words_[1] != "due"))
      return wrong("this says nothing of the child", "child born|due DAY");
    const Date day = day_in(words_[2]);
    known_from_ = born ? day : day.plus_days(-210);
    Entry& entry =
        add("gp", Happened::on(known_from_), "identity.details", {{"child", born ? "child" : "unborn-child"}});
    entry.values = {{born ? "birth-date" : "expected-date", day}};
  }

  void read_tie() {
    std::vector<std::pair<std::string, Value>> values;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (i == 1 && (words_[i] == "resident" || words_[i] == "elsewhere" || words_[i] == "unknown")) {
        values.emplace_back("resident", words_[i]);
        continue;
      }
      const bool dated = words_[i] == "since" || words_[i] == "until" || words_[i] == "born";
      if (!dated || i + 1 == words_.size())
        return wrong(fmt::format("'{}' does not fit here", words_[i]),
                     "resident, elsewhere, since DAY, until DAY, born DAY");
      const Date day = day_in(words_[i + 1]);
      if (words_[i] == "born")
        add("gp", Happened::on(std::max(day, known_from_)), "identity.details",
            {{words_[0], words_[0] == "sibling" ? "child" : "adult"}})
            .values = {{"birth-date", day}};
      else
        values.emplace_back(words_[i], day);
      ++i;
    }
    std::string role;  // "sibling-2" is a second brother or sister
    for (const char c : words_[0].substr(0, words_[0].find_last_not_of("-0123456789") + 1)) role += c;
    add("gp", Happened::on(known_from_), "family.relationship", {{"child", "child"}, {words_[0], role}}).values =
        std::move(values);
  }

  void read_entry() {
    std::vector<std::pair<std::string, std::string>> about = {{"child", "child"}};
    std::vector<std::pair<std::string, Value>> values;
    const std::vector<std::string> words = words_;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "about" && i + 1 < words.size()) {
        about.clear();
        for (const auto who : split(words[++i], ',')) about.emplace_back(who, who == "child" ? "child" : "adult");
        continue;
      }
      const auto equals = words[i].find('=');
      if (equals == std::string::npos)
        return wrong(fmt::format("'{}' does not fit here", words[i]), "about WHO, or name=value");
      const std::string name = words[i].substr(0, equals);
      values.emplace_back(name, value_of(words[2], name, words[i].substr(equals + 1)));
    }
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    add(words[0], happened_in(words[1]), words[2], about).values = std::move(values);
  }

  Date day_in(std::string_view text) {
    const auto day = parse_date(text);
    if (!day) wrong(fmt::format("'{}' is not a day", text), "year-month-day");
    return day.value_or(Date{});
  }

  Happened happened_in(std::string_view text) {
    if (text == "?") return {Date{}, Date{}, Precision::unknown};
    if (text.starts_with('~')) return {day_in(text.substr(1)), day_in(text.substr(1)), Precision::approximate};
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return Happened::on(day_in(text));
    return {day_in(text.substr(0, dots)), day_in(text.substr(dots + 2)), Precision::interval};
  }

  Value value_of(const std::string& kind_code, const std::string& name, const std::string& text) {
    const EntryKind* kind = vocabulary_.kind(kind_code);
    const ValueSpec* spec = kind ? kind->value(name) : nullptr;
    if (!spec) {
      wrong(fmt::format("{} has no value '{}'", kind_code, name), "a value of the vocabulary");
      return text;
    }
    if (spec->type == ValueType::number) {
      std::int64_t number = 0;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (code != std::errc{} || end != text.data() + text.size())
        wrong(fmt::format("'{}' is not a number", text), "a whole number");
      return number;
    }
    if (spec->type == ValueType::yes_no) return text == "yes";
    if (spec->type == ValueType::date) return day_in(text);
    if (spec->type == ValueType::code && !vocabulary_.code_set(spec->code_set)->meaning(text))
      wrong(fmt::format("'{}' is not a code of {}", text, spec->code_set), "a code of the set");
    return text;
  }

  Entry& add(const std::string& agency, const Happened& happened, const std::string& kind,
             const std::vector<std::pair<std::string, std::string>>& about) {
    if (!vocabulary_.kind(kind)) wrong(fmt::format("'{}' is not a kind of entry", kind), "a kind of the vocabulary");
    Entry entry;
    entry.sequence = static_cast<std::int64_t>(family_.entries_.size());
    entry.id = EntryId(fmt::format("{:032x}", entry.sequence));
    entry.kind = KindCode(kind);
    entry.agency = AgencyId(agency);
    entry.happened = happened;
    entry.known = happened.to;
    entry.recorded = Timestamp::end_of(happened.to);
    for (const auto& [who, role] : about) entry.about.push_back({FamilyText::source(who), RoleCode(role)});
    family_.entries_.push_back(std::move(entry));
    return family_.entries_.back();
  }

  const Vocabulary& vocabulary_;
  Place place_;
  std::vector<std::string> words_;  // of the line
  FamilyText family_;
  Date known_from_;
  std::optional<Error> error_;
};

Result<FamilyText> FamilyText::read(std::string_view text, const Vocabulary& vocabulary, const Place& place) {
  return FamilyReader(vocabulary, place).read(text);
}

FamilyEntries FamilyText::on(Date day) const { return {person("child"), entries_, {}, day}; }
SourceId FamilyText::source(std::string_view who) { return SourceId("family/" + std::string(who)); }
PersonId FamilyText::person(std::string_view who) { return person_of_alone(source(who)); }

}  // namespace roundel
