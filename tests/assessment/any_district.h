// Districts of a few families, made at random: two children, two parents and a partner a house, entries of any kind
// about any of them, ties that begin and end, intervals, dates not known, corrections.
#pragma once

#include <rapidcheck.h>

#include <algorithm>

#include <fmt/format.h>

#include "assessment/assessment.h"
#include "tests/standards/any_rule.h"

namespace roundel::testing {

inline const Date today = Date::of(2024, 6, 15);

class AnyDistrict {
 public:
  // `busy`: the kinds that half of the entries are of.
  AnyDistrict(const Vocabulary& words, std::vector<std::string> busy, int houses, int most_entries)
      : words_(words), busy_(std::move(busy)) {
    for (house_ = 0; house_ < houses; ++house_) house(most_entries);
  }
  const std::vector<Entry>& entries() const { return entries_; }

  // The entries about the child, those tied to the child, and brothers and sisters through a parent: one house here.
  static FamilyEntries house_of(const std::vector<Entry>& entries, int house, const std::string& child) {
    FamilyEntries out;
    out.child = person_of_alone(SourceId(fmt::format("house-{}/{}", house, child)));
    out.on = today;
    const std::string prefix = fmt::format("house-{}/", house);
    for (const Entry& entry : entries)
      if (entry.about.front().source.str().starts_with(prefix)) out.entries.push_back(entry);
    return out;
  }

 private:
  static int within(int least, int most) { return AnyRule::within(least, most); }
  template <class T>
  static T one_of(const std::vector<T>& list) {
    return AnyRule::one_of(list);
  }
  SourceId source(const std::string& who) const { return SourceId(fmt::format("house-{}/{}", house_, who)); }

  Entry& add(const std::string& kind, const std::string& agency, Date day) {
    Entry entry;
    entry.kind = KindCode(kind);
    entry.agency = AgencyId(agency);
    entry.happened = Happened::on(day);
    entry.sequence = static_cast<std::int64_t>(entries_.size());
    entry.id = EntryId(fmt::format("{:032x}", 77 + entry.sequence));
    entry.known = day;
    entry.recorded = Timestamp::end_of(day);
    entries_.push_back(std::move(entry));
    return entries_.back();
  }

  void house(int most_entries) {
    for (const char* who : {"child", "second"}) details(who, within(-250, 365 * 19));
    for (const char* who : {"mother", "father"})
      if (within(0, 2) == 0) details(who, within(365 * 19, 365 * 40));
    for (int i = within(0, most_entries); i > 0; --i) {
      const int which = within(0, 8);
      if (which == 0)
        relationship();
      else
        entry(which < 5 ? *words_.kind(one_of(busy_)) : one_of(words_.kinds));
    }
    if (entries_.size() > 3 && within(0, 2) == 0) {
      Entry correction = entries_[entries_.size() - 2];
      if (correction.kind.str() == "identity.details") return;
      const EntryId corrected = correction.id;
      Entry& added = add(correction.kind.str(), correction.agency.str(), today.plus_days(-within(0, 100)));
      added.about = correction.about;
      added.values = correction.values;
      added.corrects = corrected;
    }
  }

  void details(const std::string& who, int days_ago) {
    const Date born = today.plus_days(-days_ago);
    Entry& entry = add("identity.details", "gp", std::min(born, today.plus_days(-within(0, 900))));
    const bool adult = who == "mother" || who == "father";
    entry.about = {{source(who), RoleCode(adult ? "adult" : born > today ? "unborn-child" : "child")}};
    entry.values = {{born > today ? "expected-date" : "birth-date", born}};
  }

  void relationship() {
    const std::string who = one_of<std::string>({"mother", "father", "partner", "partner", "second"});
    std::string role = who == "second" ? "sibling" : who;
    if (who == "partner") role = one_of<std::string>({"partner", "ex-partner", "step-parent"});
    Entry& entry = add("family.relationship", "gp", today.plus_days(-within(-20, 700)));
    entry.about = {{source("child"), RoleCode("child")}, {source(who), RoleCode(role)}};
    if (who != "second" && within(0, 2) == 0) entry.about.front().source = source("second");
    if (within(0, 5) > 0)
      entry.values.emplace_back("resident", one_of<std::string>({"resident", "resident", "elsewhere", "unknown"}));
    if (within(0, 3) == 0) entry.values.emplace_back("since", today.plus_days(-within(0, 900)));
    if (within(0, 3) == 0) entry.values.emplace_back("until", today.plus_days(-within(-100, 500)));
    if (within(0, 20) == 0) entry.happened.precision = Precision::unknown;
  }

  void entry(const EntryKind& kind) {
    const std::string& code = kind.code.str();
    if (code == "identity.details" || code == "identity.link" || code == "family.relationship") return;
    const std::vector<std::string> agencies = {"city-police", "gp",          "schools", "health-visiting",
                                               "housing",     "social-care", "hospital"};
    Entry& out = add(code, one_of(agencies), today.plus_days(-within(-20, 500)));
    const int precision = within(0, 20);
    if (precision == 0) out.happened.precision = Precision::unknown;
    if (precision == 1) out.happened.precision = Precision::approximate;
    if (precision == 2)
      out.happened = {out.happened.to.plus_days(-within(1, 40)), out.happened.to, Precision::interval};
    out.values = values(kind);
    const std::vector<std::string> persons = {"child", "child", "second", "mother", "father", "partner"};
    for (int k = within(1, 4); k > 0; --k) out.about.push_back({source(one_of(persons)), RoleCode("adult")});
  }

  std::vector<std::pair<std::string, Value>> values(const EntryKind& kind) const {
    std::vector<std::pair<std::string, Value>> out;
    for (const ValueSpec& spec : kind.values) {
      if (spec.name == "died" || within(0, 4) == 0) continue;
      if (spec.type == ValueType::code)
        out.emplace_back(spec.name, one_of(words_.code_set(spec.code_set)->codes).first);
      if (spec.type == ValueType::number) out.emplace_back(spec.name, std::int64_t{within(0, 101)});
      if (spec.type == ValueType::yes_no) out.emplace_back(spec.name, within(0, 2) == 0);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return out;
  }

  const Vocabulary& words_;
  std::vector<std::string> busy_;
  int house_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace roundel::testing
