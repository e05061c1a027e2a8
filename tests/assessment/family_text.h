// Tiny families as lines of text, so that a test reads like a case note:
//
//   child born 2022-03-01            or: child due 2024-08-01
//   mother resident                  a tie; also "elsewhere" or nothing; "sibling born 2018-01-01"
//   police 2024-01-05 police.domestic-abuse about mother,child grade=high
//
// An entry line is: agency, day ("?" for a day not known), kind, whom it is about (the child where it is not said),
// values.
#pragma once

#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "assessment/assessment.h"
#include "core/text.h"

namespace roundel::testing {

class FamilyText {
 public:
  FamilyText(std::string_view text, const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    for (const std::string_view line : split(text, '\n')) read(trimmed(line));
  }
  FamilyEntries on(Date day) const { return {person("child"), entries_, {}, day}; }
  const std::vector<Entry>& entries() const { return entries_; }
  static SourceId source(std::string_view who) { return SourceId("family/" + std::string(who)); }
  static PersonId person(std::string_view who) { return person_of_alone(source(who)); }

 private:
  void read(std::string_view line) {
    std::vector<std::string> words;
    for (const auto word : split(line, ' '))
      if (!word.empty()) words.emplace_back(word);
    if (words.empty()) return;
    if (words.size() > 2 && words[2].find('.') != std::string::npos) return read_entry(words);
    if (words[0] == "child") return read_child(words);
    read_tie(words);
  }

  // A child is known from birth, or from thirty weeks before the expected date.
  void read_child(const std::vector<std::string>& words) {
    if (words.size() != 3) throw std::runtime_error("child born|due DATE");
    const Date day = parse_date(words[2]).value();
    const bool born = words[1] == "born";
    born_ = born ? day : day.plus_days(-210);
    Entry& entry = add("gp", born_, "identity.details", {{"child", born ? "child" : "unborn-child"}});
    entry.values = {{born ? "birth-date" : "expected-date", day}};
  }

  void read_tie(const std::vector<std::string>& words) {
    if (words.size() == 3 && words[1] == "born") {
      const Date day = parse_date(words[2]).value();
      add("gp", day, "identity.details", {{words[0], "child"}}).values = {{"birth-date", day}};
    }
    Entry& entry = add("gp", born_, "family.relationship", {{"child", "child"}, {words[0], words[0]}});
    if (words.size() == 2) entry.values = {{"resident", words[1]}};
  }

  void read_entry(const std::vector<std::string>& words) {
    std::vector<std::pair<std::string, std::string>> about = {{"child", "child"}};
    std::vector<std::pair<std::string, Value>> values;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "about") {
        about.clear();
        for (const auto who : split(words.at(++i), ',')) about.emplace_back(who, who == "child" ? "child" : "adult");
        continue;
      }
      const auto equals = words[i].find('=');
      if (equals == std::string::npos) throw std::runtime_error("name=value expected: " + words[i]);
      values.emplace_back(words[i].substr(0, equals),
                          value_of(words[2], words[i].substr(0, equals), words[i].substr(equals + 1)));
    }
    const Date day = words[1] == "?" ? Date{} : parse_date(words[1]).value();
    Entry& entry = add(words[0], day, words[2], about);
    if (words[1] == "?") entry.happened.precision = Precision::unknown;
    entry.values = values;
  }

  Value value_of(const std::string& kind_code, const std::string& name, const std::string& text) const {
    const EntryKind* kind = vocabulary_.kind(kind_code);
    if (!kind) throw std::runtime_error("no such kind: " + kind_code);
    const ValueSpec* spec = kind->value(name);
    if (!spec) throw std::runtime_error(kind_code + " has no value " + name);
    if (spec->type == ValueType::number) return std::int64_t{std::stoll(text)};
    if (spec->type == ValueType::yes_no) return text == "yes";
    if (spec->type == ValueType::date) return parse_date(text).value();
    if (spec->type == ValueType::code && !vocabulary_.code_set(spec->code_set)->meaning(text))
      throw std::runtime_error(text + " is not a code of " + spec->code_set);
    return text;
  }

  Entry& add(const std::string& agency, Date day, const std::string& kind,
             const std::vector<std::pair<std::string, std::string>>& about) {
    if (!vocabulary_.kind(kind)) throw std::runtime_error("no such kind: " + kind);
    Entry entry;
    entry.sequence = static_cast<std::int64_t>(entries_.size());
    entry.id = EntryId(fmt::format("{:032x}", entry.sequence));
    entry.kind = KindCode(kind);
    entry.agency = AgencyId(agency);
    entry.happened = Happened::on(day);
    entry.known = day;
    entry.recorded = Timestamp::end_of(day);
    for (const auto& [who, role] : about) entry.about.push_back({source(who), RoleCode(role)});
    entries_.push_back(std::move(entry));
    return entries_.back();
  }

  const Vocabulary& vocabulary_;
  std::vector<Entry> entries_;
  Date born_;
};

}  // namespace roundel::testing
