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

inline std::string source_file(const std::string& path) { return std::string(ROUNDEL_SOURCE_DIR) + "/" + path; }

inline const Standards& england() {
  static const Result<Standards> loaded = load_standards(source_file("standards"), "northern-city");
  require(loaded.has_value(), "the standards of the repository can be read");
  return *loaded;
}

}  // namespace roundel::intake
