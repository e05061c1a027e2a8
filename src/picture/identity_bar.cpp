#include "picture/identity_bar.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/identifiers.h"
#include "core/text.h"
#include "picture/age.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

std::string meaning(const Standards& standards, std::string_view set, const std::string& code) {
  const CodeSet* codes = standards.vocabulary.code_set(set);
  const std::string* words = codes ? codes->meaning(code) : nullptr;
  return words ? *words : code;
}

// A field that agencies are compared on, and how its value is written for reading.
struct Compared {
  std::string_view noun;
  Field field;
  std::function<std::string(const std::string&)> write;
};

std::string as_it_stands(const std::string& value) { return value; }
std::string day_in_words(const std::string& iso) {
  const auto day = parse_date(iso);
  return day ? day->text() : iso;
}

std::vector<Compared> compared_fields(const Standards& standards) {
  return {
      {"name", full_name(), as_it_stands},
      {"date of birth", birth_date(), day_in_words},
      {"expected date of birth", field("expected-date"), day_in_words},
      {"sex", field("sex"), [&standards](const std::string& code) { return sex_in_words(code, standards); }},
      {"NHS number", field("nhs-number", Best::held_by_most), grouped_nhs_number},
      {"unique pupil number", field("upn"), as_it_stands},
      {"address", full_address(), as_it_stands},
  };
}

// "City Police and GP hold another date of birth: 4 May 2019"
std::string disagreement(const Compared& compared, const HeldValue& held, const Standards& standards) {
  std::vector<std::string> who;
  for (const AgencyId& agency : held.agencies) who.push_back(standards.agency_name(agency));
  return fmt::format("{} {} another {}: {}", join_words(who), who.size() == 1 ? "holds" : "hold", compared.noun,
                     compared.write(held.value));
}

std::vector<std::string> disagreements(const std::vector<Detail>& details, const Standards& standards) {
  std::vector<std::string> out;
  for (const Compared& compared : compared_fields(standards)) {
    const auto held = held_values(details, compared.field);
    for (std::size_t i = 1; i < held.size(); ++i)
      if (!compared.write(held[i].value).empty()) out.push_back(disagreement(compared, held[i], standards));
  }
  return out;
}

// Every name the records ever gave, besides the best one.
std::vector<std::string> other_names(const std::vector<Detail>& details, const std::string& best) {
  std::set<std::string> seen = {squeezed(best)};
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && seen.insert(squeezed(name)).second) out.push_back(name);
  };
  const Field name = full_name();
  for (auto detail = details.rbegin(); detail != details.rend(); ++detail) {
    add(name(*detail->entry));
    const std::string previous = detail->entry->text_of("previous-surname");
    if (!previous.empty()) add(std::string(trimmed(detail->entry->text_of("forename") + " " + previous)));
  }
  return out;
}

std::string unborn_name(const FamilyEntries& known) {
  for (const FamilyTie& tie : family_ties(known))
    if (tie.relation == Relation::mother) {
      const std::string mother = best_value(details_about(known, tie.person), full_name());
      if (!mother.empty()) return "Unborn child of " + mother;
    }
  return "Unborn child";
}

std::string age(const IdentityBar& bar, std::optional<Date> died, std::optional<int> rough_year, Date on) {
  if (bar.born && died && *died <= on)
    return fmt::format("died {}, aged {}", died->text(), age_in_words(*bar.born, *died));
  if (bar.born) return age_in_words(*bar.born, on);
  if (bar.expected) return "unborn, due " + bar.expected->text();
  if (rough_year) return rough_age_in_words(*rough_year, on);
  return "age not known";
}

// The school that schools say, unless a later record says that the child left it.
std::string enrolled_school(const std::vector<const Entry*>& about_child) {
  const Entry* last = nullptr;
  for (const Entry* entry : about_child)
    if ((entry->kind.value == "school.enrolment" || entry->kind.value == "school.left-roll") &&
        (!last || earlier(*last, *entry)))
      last = entry;
  return last && last->kind.value == "school.enrolment" ? last->text_of("school") : std::string();
}

int count_source_records(const FamilyEntries& known, const std::vector<const Entry*>& about_child) {
  std::set<SourceId> sources;
  for (const Entry* entry : about_child)
    for (const About& about : entry->about)
      if (known.members.person_of(about.source) == known.child) sources.insert(about.source);
  return static_cast<int>(sources.size());
}

}  // namespace

std::string grouped_nhs_number(const std::string& digits) {
  if (digits.size() != 10) return digits;
  return digits.substr(0, 3) + " " + digits.substr(3, 3) + " " + digits.substr(6);
}

std::string sex_in_words(const std::string& code, const Standards& standards) {
  return code == "u" ? std::string() : meaning(standards, "sex", code);
}

IdentityBar identity_bar(const FamilyEntries& known, const Standards& standards) {
  const std::vector<Detail> details = details_about(known, known.child);
  const auto about_child = entries_about(known.entries, known.child, known.members);

  IdentityBar bar;
  bar.person = known.child;
  bar.born = best_date(details, birth_date());
  if (!bar.born) bar.expected = best_date(details, field("expected-date"));
  bar.name = best_value(details, full_name());
  bar.other_names = other_names(details, bar.name);
  if (!bar.born && bar.expected) bar.name = unborn_name(known);
  if (bar.name.empty()) bar.name = "Name not known";
  bar.age = age(bar, best_date(details, field("died")), rough_birth_year(details), known.on);
  bar.sex = sex_in_words(best_value(details, field("sex")), standards);
  const std::string nhs_number = best_value(details, field("nhs-number", Best::held_by_most));
  bar.nhs_number = grouped_nhs_number(parse_nhs_number(nhs_number).value_or(nhs_number));
  bar.upn = best_value(details, field("upn"));
  bar.ethnicity = meaning(standards, "ethnicity", best_value(details, field("ethnicity")));
  bar.address = best_value(details, full_address());
  bar.school = best_value(details, field("school"));
  if (bar.school.empty()) bar.school = enrolled_school(about_child);
  bar.source_records = count_source_records(known, about_child);
  bar.disagreements = disagreements(details, standards);
  return bar;
}

}  // namespace roundel
