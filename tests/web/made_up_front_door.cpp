// The made-up front door: a concern that was passed on beside what police told of the night before, and a notification.
#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

Date day(int year, unsigned month, unsigned of_month) { return Date::of(year, month, of_month); }

// What police told of the night before the nursery's concern.
service::ConcernRow night() {
  service::ConcernRow row = concerns()[0];
  row.concern = {
      .entry = EntryId("n01"),
      .children = {},
      .from = AgencyId("city-police"),
      .by = {},
      .worry = "Risk grade: Medium",
      .child_says = "",
      .raised = Timestamp::start_of(day(2024, 5, 13)),
      .decision = {},
      .feedback = "",
      .by_feed = FromFeed{
          .what = "Domestic abuse incident", .on = day(2024, 5, 12), .waits_until = day(2024, 6, 9), .followed = ""}};
  row.from_agency = "City Police";
  row.clocks.clear();
  return row;
}

}  // namespace

service::ConcernPage concern_page_of_a_night(const Standards& words) {
  service::ConcernPage page = concern_page(words);
  page.together = {night()};
  return page;
}

service::FrontDoor front_door() {
  auto rows = concerns();
  const service::Told police = {.entry = EntryId("n01"),
                                .agency = AgencyId("city-police"),
                                .agency_name = "City Police",
                                .what = "Domestic abuse incident",
                                .on = day(2024, 5, 12),
                                .is_concern = true};
  const service::Told nursery = {.entry = rows[0].concern.entry,
                                 .agency = AgencyId("oak-nursery"),
                                 .agency_name = "Oak Lane Nursery",
                                 .what = "Concern passed on",
                                 .on = day(2024, 5, 13),
                                 .is_concern = true};
  service::ConcernRow missing = rows[1];
  missing.concern = {
      .entry = EntryId("n02"),
      .children = {},
      .from = AgencyId("city-police"),
      .by = {},
      .worry = "Hours missing: 12",
      .child_says = "",
      .raised = Timestamp::start_of(day(2024, 5, 13)),
      .decision = {},
      .feedback = "",
      .by_feed =
          FromFeed{.what = "Missing episode", .on = day(2024, 5, 12), .waits_until = day(2024, 6, 9), .followed = ""}};
  missing.from_agency = "City Police";
  missing.clocks.clear();
  return {.waiting = {rows[0], night(), missing},
          .families = {{.waiting = {0, 1},
                        .incidents = {{.told = {police, nursery}}},
                        .earlier = 2,
                        .open = {"Ruby-Mae Brown: Child in need plan, on a plan"},
                        .asked = {"City Police, answered"}},
                       {.waiting = {2}}},
          .decided = {rows[1]},
          .queue = {{.concern = rows[0].concern.entry, .child = rows[0].child, .raised = rows[0].concern.raised},
                    {.concern = EntryId("n01"), .child = rows[0].child, .raised = night().concern.raised},
                    {.concern = missing.concern.entry, .child = missing.child, .raised = missing.concern.raised}},
          .never_decided = 3};
}

}  // namespace roundel::web::made_up
