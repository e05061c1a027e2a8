#include "tests/web/made_up_work.h"

#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

service::WorkRow row(WorkKind kind, std::string what, std::string waits_for, std::optional<Date> by, bool to_do) {
  service::WorkRow made{.work = {.kind = kind,
                                 .entry = EntryId("e71"),
                                 .what = std::move(what),
                                 .turn = {},
                                 .asked_by = {},
                                 .asked_by_practitioner = {},
                                 .since = kToday.plus_days(-9),
                                 .by = by},
                        .child = PersonId("p4f0c1a2b"),
                        .name = "Ruby Brown",
                        .age = "3 years",
                        .waits_for = std::move(waits_for),
                        .asked_by = {},
                        .named = {},
                        .to_do = to_do,
                        .may_open = kind != WorkKind::action};
  return made;
}

}  // namespace

service::WorkPage work(service::WorkOf of) {
  service::WorkPage page{.of = of,
                         .shown = {},
                         .totals = {.late = 2, .to_do = 2, .waiting = 2, .not_told = 3},
                         .may_see_others = of != service::WorkOf::mine,
                         .on = kToday};
  page.late = {row(WorkKind::request, "Answer a request", "City Police", kToday.plus_days(-2), false),
               row(WorkKind::action, "Bring a cot and show safe sleep", "Priya Nair, Health Visiting",
                   kToday.plus_days(-1), true)};
  page.late.back().work.turn.person = "Priya Nair";
  page.late.front().asked_by = "Health Visiting";
  page.to_do = {
      row(WorkKind::request, "Answer a request", "Health Visiting", kToday, true),
      row(WorkKind::visit, "Make the visit that was decided, and record it", "Health visiting", std::nullopt, true)};
  page.to_do.front().asked_by = "Northern City Council";
  page.to_do.back().named = {"Priya Nair", "Ben Baker"};
  page.waiting = {
      row(WorkKind::concern, "Decide the response to a concern", "The joint team", kToday.plus_days(1), false),
      row(WorkKind::clock, "Conclude the assessment", "Children's social care", kToday.plus_days(20), false)};
  page.waiting.front().asked_by = "Health Visiting";
  page.waiting.back().also = {{.child = PersonId("p4f0c1a2c"), .name = "Noah Brown", .age = "6 years"}};
  page.handed_over = {{.handover = {.entry = EntryId("h5"),
                                    .agency = AgencyId("health-visiting"),
                                    .from = PractitionerId("hv-001"),
                                    .to = PractitionerId("hv-002"),
                                    .from_name = "Priya Nair",
                                    .to_name = "Ben Baker",
                                    .back = kToday.plus_days(-1),
                                    .reason = "On leave",
                                    .on = kToday.plus_days(-8)},
                       .child = PersonId("p4f0c1a2b"),
                       .name = "Ruby Brown",
                       .back_is_past = true}};
  return page;
}

service::WorkPage work_of_one_part() {
  service::WorkPage page = work(service::WorkOf::team);
  page.shown = {.part = service::WorkPart::waiting, .page = 2};
  page.totals.waiting = 27;
  page.late.clear();
  page.to_do.clear();
  return page;
}

service::HandOverPage hand_over() {
  return {.from = {{.practitioner = PractitionerId("hv-001"), .name = "Priya Nair", .children = 12}},
          .to = {{.practitioner = PractitionerId("hv-001"), .name = "Priya Nair"},
                 {.practitioner = PractitionerId("hv-002"), .name = "Ben Baker"}}};
}

}  // namespace roundel::web::made_up
