// A made-up pathway, folded from made-up entries, and made-up requests between agencies.
#include "tests/web/made_up_response.h"

#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

Entry step(std::string id, std::string kind, Date on, std::vector<std::pair<std::string, Value>> values = {}) {
  Entry entry;
  entry.id = EntryId(std::move(id));
  entry.kind = KindCode(std::move(kind));
  entry.agency = AgencyId("social-care");
  entry.happened = Happened::on(on);
  entry.known = on;
  entry.about = {{SourceId("social-care/1"), RoleCode("child")}};
  entry.values = std::move(values);
  return entry;
}

std::vector<Entry> steps_taken() {
  return {step("s1", "social-care.referral", Date::of(2024, 4, 29), {{"source", "2A"}}),
          step("s2", "social-care.assessment-started", Date::of(2024, 5, 1)),
          step("s3", "social-care.strategy-discussion", Date::of(2024, 5, 7), {{"outcome", "section-47"}}),
          step("s4", "plan.action", Date::of(2024, 5, 8),
               {{"action", "Nan collects her on Fridays"},
                {"by-when", Date::of(2024, 5, 17)},
                {"outcome", "She sleeps somewhere calm each week"},
                {"plan", "early-help"},
                {"who", "Jo Petty"},
                {"you-said", "I like it at Nan\u2019s"}})};
}

service::RequestRow row(RequestState state) {
  service::RequestRow made;
  made.request = {.entry = EntryId("r01"),
                  .child = SourceId("health-visiting/1"),
                  .from = AgencyId("health-visiting"),
                  .of = AgencyId("city-police"),
                  .by = "Hannah Visser",
                  .question = "Is he known to you for violence against a partner or a child?",
                  .why = "Her mother is afraid of him, and he came back in March.",
                  .basis = "safeguarding",
                  .needed_by = Date::of(2024, 5, 17),
                  .asked = Date::of(2024, 5, 13)};
  if (state == RequestState::overdue) {
    made.request.needed_by = Date::of(2024, 5, 10);
    made.request.chased = {{.entry = EntryId("r02"),
                            .to = "The safeguarding lead of the force",
                            .words = "He is at the house tonight.",
                            .by = "Hannah Visser",
                            .on = Date::of(2024, 5, 13)}};
  }
  if (state == RequestState::refused)
    made.request.decision = SharingDecision{.entry = EntryId("r03"),
                                            .shared = false,
                                            .reason = "Nothing that we hold bears on the child.",
                                            .instead = "Ask the probation service.",
                                            .by = "Petra Oakes",
                                            .on = Date::of(2024, 5, 14)};
  made.child = PersonId("p4f0c1a2b");
  made.child_name = "Ruby-Mae Brown";
  made.child_age = "3 years 2 months";
  made.person_name = "Daniel O\u2019Connor";
  made.person_age = "31 years";
  made.person_role = "Father";
  made.from_agency = "0\u201319 Health Visiting";
  made.of_agency = "City Police";
  made.state = state;
  return made;
}

}  // namespace

service::PathwayPage pathway() {
  const std::vector<Entry> entries = steps_taken();
  service::PathwayPage page;
  page.child = PersonId("p4f0c1a2b");
  page.name = "Ruby-Mae Brown";
  page.age = "3 years 2 months";
  page.pathway = fold_pathway(pointers_to(entries));
  page.plan = fold_plan(pointers_to(entries));
  page.ahead = steps_ahead(page.pathway);
  for (const StepTaken& taken : page.pathway.taken)
    page.history.push_back(
        {.taken = taken, .name = std::string(taken.step->does), .words = "Source: schools", .agency = "Social Care"});
  page.clocks = {{.code = "assessment",
                  .name = "Conclude the assessment",
                  .started = Date::of(2024, 4, 29),
                  .due = Date::of(2024, 7, 11),
                  .source = "Working Together 2023, guidance",
                  .early = "The child is seen and heard in the first days."}};
  const Timestamp until = Timestamp::at(kToday.plus_days(2), TimeOfDay(22 * 60 + 10));
  page.clocks.push_back({.code = "police-protection",
                         .name = "End police protection",
                         .started = kToday.plus_days(-1),
                         .due = until.date(),
                         .source = "Children Act 1989, statutory",
                         .force = Force::statutory,
                         .due_at = until,
                         .time_told = false});
  page.clocks.push_back({.code = "police-detention",
                         .name = "End the detention of a child at a police station",
                         .started = kToday,
                         .due = kToday.plus_days(1),
                         .state = ClockState::paused,
                         .source = "Police and Criminal Evidence Act 1984, statutory",
                         .force = Force::statutory,
                         .due_at = Timestamp::at(kToday.plus_days(1), TimeOfDay(60)),
                         .paused_since = kToday,
                         .pauses = {"Police and Criminal Evidence Act 1984, section 41(6)"}});
  page.siblings = {{.seen = {.child = PersonId("p77"), .version = 4}, .name = "Alfie Brown", .age = "6 years"}};
  return page;
}

service::FamilySheet family_sheet() {
  service::FamilySheet sheet{.child = PersonId("p4f0c1a2b"), .name = "Ruby-Mae Brown", .on = Date::of(2024, 5, 14)};
  sheet.helping = {{.agency = AgencyId("social-care"),
                    .agency_name = "Social Care",
                    .service = "Family support",
                    .practitioner = "Priya Shah",
                    .contact = "01632 960 111",
                    .since = Date::of(2024, 4, 29)}};
  sheet.agreed = pathway().plan;
  sheet.coming = {{.code = "review-conference-first",
                   .name = "Hold the first review conference",
                   .started = Date::of(2024, 5, 1),
                   .due = Date::of(2024, 8, 1)}};
  sheet.ring = "Social Care, 01632 960 100";
  return sheet;
}

const EntryKind& conference() {
  static const EntryKind kind = [] {
    EntryKind made;
    made.code = KindCode("social-care.section-47-enquiry");
    made.name = "Section 47 enquiry";
    made.values = {{"outcome", "Outcome", ValueType::code, "section-47-outcome", false},
                   {"reason", "What was found", ValueType::text, "", false},
                   {"child-says", "What the child says", ValueType::text, "", false},
                   {"how-heard", "How the child was heard", ValueType::text, "", false},
                   {"why-not-heard", "Why the child was not heard", ValueType::text, "", false},
                   {"father-says", "What the father says, or why he was not asked", ValueType::text, "", false},
                   {"seen", "Child seen", ValueType::yes_no, "", false},
                   {"visits", "Visits", ValueType::number, "", false},
                   {"next", "Next meeting", ValueType::date, "", false}};
    return made;
  }();
  return kind;
}

service::BirthPage birth() {
  return {.child = PersonId("p4f0c1a2b"),
          .name = "Unborn child of Kayleigh Brown",
          .age = "unborn, due 3 May 2024",
          .expected = Date::of(2024, 5, 3),
          .born = {},
          .surname = "Brown",
          .twins = {{.child = PersonId("p4f0c1a2c"), .name = "Unborn child", .born = {}}},
          .today = kToday};
}

service::BirthPage born() {
  service::BirthPage page = birth();
  page.name = "Ruby Brown";
  page.age = "1 day";
  page.born = kToday;
  page.may_record_another = true;
  return page;
}

service::BirthPage another_born() {
  service::BirthPage page = born();
  page.child = PersonId("p4f0c1a2d");
  page.name = "Max Brown";
  page.twins = {{.child = PersonId("p4f0c1a2b"), .name = "Ruby Brown", .born = kToday}};
  return page;
}

std::vector<service::LikelyChild> likely_children() {
  return {{.person = PersonId("p4f0c1a2b"), .name = "Ruby-Mae Brown", .year = 2021, .area_of_home = "NC4"},
          {.person = PersonId("p88"), .name = "Ruby Browne", .year = 2020, .roughly = true},
          {.person = PersonId("p90"), .name = "Ruby Brown", .year = {}}};
}

service::AskPage ask() {
  service::AskPage page;
  page.child = PersonId("p4f0c1a2b");
  page.name = "Ruby-Mae Brown";
  page.age = "3 years 2 months";
  page.people = {{PersonId("p88"), "Daniel O\u2019Connor", "Father"}, {PersonId("p89"), "Kayleigh Brown", "Mother"}};
  page.agencies = {{AgencyId("city-police"), "City Police", "police"}, {AgencyId("city-gp"), "Moorside Surgery", "gp"}};
  return page;
}

service::RequestsPage requests() {
  return {.to_answer = {row(RequestState::overdue), row(RequestState::waiting)},
          .waiting = {},
          .done = {row(RequestState::refused)}};
}
service::RequestRow request(RequestState state) { return row(state); }

access::Caller police_officer() {
  return {.account = "police.officer",
          .name = "Petra Oakes",
          .practitioner = PractitionerId("po-001"),
          .agency = AgencyId("city-police"),
          .area = AreaCode("E08000032"),
          .role = "practitioner",
          .purpose = access::Purpose::direct_work};
}

}  // namespace roundel::web::made_up
