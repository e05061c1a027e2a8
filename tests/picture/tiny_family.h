// Tiny families drawn as text, and a small vocabulary and place to read them with.
//
//   2024-03-04 city-police:pc-7 police.domestic-abuse child=ava victim=zoe | grade=medium; child-present=yes
//
// is one entry a line: day, agency and practitioner, kind, who it is about in which role, values.
// `2024-03-04T21:40` has a time of day; `2024-03-04/2024-05-01` is recorded later than it happened; `?/2024-05-01` has
// no known day. `kind#name` names an entry, `kind^name` corrects the one so named. "ava" is the person; each agency
// knows her by a source record of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "picture/picture.h"

namespace roundel::tiny {

inline void add_kind(Vocabulary& vocabulary, std::string_view code, std::string_view name, std::string_view flags,
                     std::string_view sharing, std::vector<ValueSpec> values = {}) {
  EntryKind kind;
  kind.code = KindCode(std::string(code));
  kind.name = std::string(name);
  kind.sharing = std::string(sharing);
  kind.protective = flags.find('P') != std::string_view::npos;
  kind.contact = flags.find('C') != std::string_view::npos;
  kind.structural = flags.find('S') != std::string_view::npos;
  kind.values = std::move(values);
  vocabulary.kinds.push_back(std::move(kind));
}

inline Vocabulary vocabulary() {
  Vocabulary v;
  v.agency_kinds = {{"social-care", "Children's social care", "social care"},
                    {"midwifery", "Midwifery", "health"},
                    {"health-visiting", "Health visiting", "health"},
                    {"gp", "General practice", "health"},
                    {"police", "Police", "police"},
                    {"school", "School", "education"},
                    {"housing", "Housing", "housing"},
                    {"adult-mental-health", "Adult mental health", "adult services"}};
  v.roles = {{RoleCode("child"), "Child", true}, {RoleCode("alleged-perpetrator"), "Alleged perpetrator", false}};
  v.code_sets = {{.name = "sex", .codes = {{"m", "Male"}, {"f", "Female"}, {"u", "Not known"}}},
                 {.name = "ethnicity", .codes = {{"WBRI", "White British"}}},
                 {.name = "dash-grade", .codes = {{"medium", "Medium risk"}, {"high", "High risk"}}},
                 {.name = "factors", .codes = {{"3A", "Domestic abuse of the child"}, {"16A", "Neglect"}}}};
  v.sharing_classes = {
      {.code = "joint", .joint_team = true}, {.code = "sensitive", .sensitive = true}, {.code = "agency"}};
  add_kind(v, "identity.details", "Details of a person", "S", "joint");
  add_kind(v, "identity.link", "Records are one person", "S", "joint");
  add_kind(v, "family.relationship", "Relationship", "S", "joint");
  add_kind(v, "family.unknown-adult", "Unknown adult in the home", "", "joint");
  add_kind(v, "involvement.started", "Service became involved", "S", "joint");
  add_kind(v, "involvement.ended", "Service ended its involvement", "S", "joint");
  add_kind(v, "access.granted", "Access given", "S", "agency");
  add_kind(v, "concern.raised", "Concern passed on", "", "joint");
  add_kind(v, "response.decided", "Response decided", "", "joint");
  add_kind(v, "response.feedback", "Feedback to the referrer", "", "joint");
  add_kind(v, "protective.engagement", "Family engages well", "P", "joint");
  add_kind(v, "health-visiting.contact", "Health visitor contact", "C", "joint");
  add_kind(v, "gp.not-brought", "Not brought to the GP", "", "joint");
  add_kind(v, "school.late-collection", "Collected late", "", "joint");
  add_kind(v, "housing.arrears", "Rent arrears", "", "joint", {{"weeks", "Weeks", ValueType::number, "", false}});
  add_kind(v, "adult-mental-health.crisis", "Mental health crisis", "", "sensitive");
  add_kind(v, "police.restraining-order", "Restraining order", "", "agency");
  add_kind(v, "police.domestic-abuse", "Domestic abuse incident", "", "joint",
           {{"grade", "Risk grade", ValueType::code, "dash-grade", false},
            {"child-present", "Child present", ValueType::yes_no, "", false}});
  for (const char* code :
       {"social-care.referral", "social-care.assessment-started", "social-care.case-closed",
        "social-care.protection-plan-started", "social-care.protection-plan-ended", "social-care.visit"})
    add_kind(v, code, code, "", "joint");
  add_kind(v, "social-care.assessment-completed", "Assessment completed", "", "joint",
           {{"factors", "Factors", ValueType::text, "", false}});
  v.index();
  return v;
}

inline Standards standards() {
  Standards s;
  s.vocabulary = vocabulary();
  const auto agency = [](const char* id, const char* name, const char* kind, bool joint) {
    return Agency{AgencyId(id), name, kind, std::string(name) + " duty desk", joint};
  };
  s.place = PlaceInfo{
      .code = "tiny",
      .agencies = {agency("social-care", "Social Care", "social-care", true),
                   agency("midwifery", "Midwifery", "midwifery", true),
                   agency("health-visiting", "Health Visiting", "health-visiting", true),
                   agency("gp", "GP", "gp", true), agency("city-police", "City Police", "police", true),
                   agency("schools", "Schools", "school", true), agency("housing", "Housing", "housing", false),
                   agency("adult-mental-health", "Adult Mental Health", "adult-mental-health", false)}};
  // Christmas of 2024 and New Year; all that the tests ask for.
  s.working_days = WorkingDays({Date::of(2024, 12, 25), Date::of(2024, 12, 26), Date::of(2025, 1, 1)},
                               Date::of(2024, 1, 1), Date::of(2025, 12, 31));
  return s;
}

inline Value value_of(std::string_view words) {
  if (const auto day = parse_date(words)) return *day;
  if (words == "yes" || words == "no") return words == "yes";
  const bool number =
      !words.empty() && words.size() < 9 && words.find_first_not_of("0123456789") == std::string_view::npos;
  if (number) return std::int64_t{std::stoll(std::string(words))};
  return std::string(words);
}

inline Entry entry_of(std::string_view line, std::int64_t sequence) {
  const auto halves = split(line, '|');
  std::vector<std::string_view> words;
  for (const auto word : split(halves[0], ' '))
    if (!word.empty()) words.push_back(word);
  const auto days = split(words.at(0), '/');
  const auto who = split(words.at(1), ':');
  std::string kind(words.at(2));

  Entry entry;
  entry.area = AreaCode("E08000032");
  entry.sequence = sequence;
  const auto moment = split(days[0], 'T');  // day, and its time where it has one
  entry.known = *parse_date(days.size() > 1 ? days[1] : moment[0]);
  entry.happened = days[0] == "?" ? Happened{{}, {}, Precision::unknown} : Happened::on(*parse_date(moment[0]));
  if (moment.size() > 1) entry.happened.at = *parse_time_of_day(moment[1]);
  entry.recorded = Timestamp(Timestamp::start_of(entry.known).micros() + 3'600'000'000 + sequence);
  entry.agency = AgencyId(std::string(who[0]));
  if (who.size() > 1) entry.practitioner = PractitionerId(std::string(who[1]));
  entry.id = EntryId("entry-" + std::to_string(sequence));
  if (const auto at = kind.find('^'); at != std::string::npos) {
    entry.corrects = EntryId(kind.substr(at + 1));
    kind.resize(at);
  }
  if (const auto at = kind.find('#'); at != std::string::npos) {
    entry.id = EntryId(kind.substr(at + 1));
    kind.resize(at);
  }
  entry.kind = KindCode(kind);
  for (std::size_t i = 3; i < words.size(); ++i) {
    const auto sides = split(words[i], '=');
    entry.about.push_back(
        {SourceId(entry.agency.value + "/" + std::string(sides.at(1))), RoleCode(std::string(sides[0]))});
  }
  if (halves.size() > 1)
    for (const auto pair : split(halves[1], ';')) {
      const auto at = pair.find('=');
      entry.values.emplace_back(std::string(trimmed(pair.substr(0, at))), value_of(trimmed(pair.substr(at + 1))));
    }
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

inline std::vector<Entry> entries(std::string_view text) {
  std::vector<Entry> out;
  for (const auto line : split(text, '\n'))
    if (!trimmed(line).empty()) out.push_back(entry_of(trimmed(line), static_cast<std::int64_t>(out.size())));
  return out;
}

// Every source record "agency/name" is the person "name".
inline Membership members_of(const std::vector<Entry>& entries) {
  Membership members;
  for (const Entry& entry : entries)
    for (const About& about : entry.about) {
      Entry link;
      link.kind = KindCode("identity.link");
      link.about = {{about.source, RoleCode("same-person")}};
      link.values = {{"person", about.source.value.substr(about.source.value.find('/') + 1)}};
      members.apply(link);
    }
  return members;
}

// What is known of ava on the day.
inline FamilyEntries family(std::string_view text, Date on = Date::of(2024, 6, 30)) {
  std::vector<Entry> all = entries(text);
  Membership members = members_of(all);
  return {.child = PersonId("ava"), .entries = std::move(all), .members = std::move(members), .on = on};
}

inline Picture picture(std::string_view text, Date on = Date::of(2024, 6, 30)) {
  return build_picture(family(text, on), standards(), View{});
}

}  // namespace roundel::tiny
