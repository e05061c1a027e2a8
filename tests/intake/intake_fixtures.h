// What the tests of this room share: a collecting sink, a small place, and England's standards.
#pragma once

#include <string>
#include <vector>

#include "core/document.h"
#include "intake/intake.h"
#include "standards/standards.h"

namespace roundel::intake {

struct Collected {
  std::vector<NewEntry> entries;
  std::vector<Rejected> rejected;
  Sink sink() {
    return {.entry = [this](NewEntry entry) { entries.push_back(std::move(entry)); },
            .rejected = [this](Rejected each) { rejected.push_back(std::move(each)); },
            .progress = {}};
  }
};

// A place with a police force and a social care, and two kinds of entry that use every type of value.
inline Standards small_standards() {
  Standards standards;
  Vocabulary& words = standards.vocabulary;
  words.agency_kinds = {{"police", "Police", "police"}, {"social-care", "Social care", "social care"}};
  words.roles = {{RoleCode("child"), "Child", true}, {RoleCode("victim"), "Victim", false}};
  words.code_sets = {{"grade", "", {{"high", "High"}, {"standard", "Standard"}}}};
  EntryKind incident{.code = KindCode("police.incident"), .name = "Incident", .agency_kinds = {"police"}};
  incident.roles = {RoleCode("child"), RoleCode("victim")};
  incident.values = {{.name = "grade", .label = "Grade", .type = ValueType::code, .code_set = "grade"},
                     {.name = "hours", .label = "Hours", .type = ValueType::number},
                     {.name = "seen", .label = "Seen", .type = ValueType::yes_no},
                     {.name = "until", .label = "Until", .type = ValueType::date},
                     {.name = "words", .label = "Words", .type = ValueType::text, .required = true}};
  EntryKind details{.code = KindCode("identity.details"), .name = "Details"};
  details.roles = {RoleCode("child")};
  details.values = {{.name = "birth-date", .label = "Born", .type = ValueType::date},
                    {.name = "surname", .label = "Surname", .type = ValueType::text}};
  details.structural = true;
  words.kinds = {incident, details};
  words.index();
  standards.place = PlaceInfo{.code = "small", .name = "Small Town", .area = AreaCode("E06000001"), .la_code = "001"};
  standards.place->agencies = {{.id = AgencyId("city-police"), .name = "City Police", .kind = "police"},
                               {.id = AgencyId("social-care"), .name = "Social Care", .kind = "social-care"}};
  return standards;
}

// The words that the census needs, for where the standards' files cannot be read.
inline Standards census_standards() {
  Standards standards = small_standards();
  Vocabulary& words = standards.vocabulary;
  words.code_sets = {{"referral-source", "", {{"1A", ""}, {"6", ""}}}, {"primary-need", "", {{"N1", ""}, {"N4", ""}}},
                     {"factors", "", {{"2A", ""}, {"4B", ""}}},        {"closure-reason", "", {{"RC1", ""}}},
                     {"protection-category", "", {{"PHY", ""}}},       {"ethnicity", "", {{"WBRI", ""}}},
                     {"sex", "", {{"m", ""}, {"f", ""}, {"u", ""}}}};
  words.kinds.clear();
  const auto add = [&](const char* code, std::vector<ValueSpec> values) {
    EntryKind kind{.code = KindCode(code)};
    kind.roles = {RoleCode("child"), RoleCode("unborn-child")};
    kind.values = std::move(values);
    words.kinds.push_back(std::move(kind));
  };
  const auto coded = [](const char* name, const char* set, bool required = false) {
    return ValueSpec{.name = name, .label = {}, .type = ValueType::code, .code_set = set, .required = required};
  };
  const auto typed = [](const char* name, ValueType type) {
    return ValueSpec{.name = name, .label = {}, .type = type};
  };
  add("identity.details",
      {typed("birth-date", ValueType::date), typed("expected-date", ValueType::date), typed("died", ValueType::date),
       coded("sex", "sex"), typed("upn", ValueType::text), coded("ethnicity", "ethnicity")});
  add("social-care.referral", {coded("source", "referral-source", true), coded("primary-need", "primary-need"),
                               typed("no-further-action", ValueType::yes_no)});
  add("social-care.assessment-completed", {typed("factors", ValueType::text)});
  add("social-care.protection-plan-started",
      {coded("category", "protection-category", true), typed("number", ValueType::number)});
  add("social-care.case-closed", {coded("reason", "closure-reason")});
  add("social-care.legal-proceedings", {typed("stage", ValueType::text)});
  for (const char* code : {"assessment-started", "section-47-enquiry", "initial-conference", "review-conference",
                           "in-need-plan-started", "in-need-plan-ended", "protection-plan-ended"})
    add((std::string("social-care.") + code).c_str(), {});
  words.index();
  return standards;
}

#ifdef ROUNDEL_SOURCE_DIR
inline std::string source_file(const std::string& path) { return std::string(ROUNDEL_SOURCE_DIR) + "/" + path; }

inline const Standards& england() {
  static const Result<Standards> loaded = load_standards(source_file("standards"), "northern-city");
  require(loaded.has_value(), "the standards of the repository can be read");
  return *loaded;
}
#endif

}  // namespace roundel::intake
