#include "tests/web/made_up_passed_on.h"

#include "tests/web/made_up.h"

namespace roundel::web::made_up {

service::PassedOnPage passed_on() {
  service::PassedOnPage page{.rows = {}, .all = 3, .waiting = 1, .page = 1, .pages = 1};
  const service::FrontDoor door = front_door();
  page.rows.push_back({.told = true, .row = door.waiting[2]});
  page.rows.push_back({.told = true, .row = door.decided[0]});
  service::ConcernRow bare;
  bare.concern.entry = EntryId("n09");
  bare.concern.raised = Timestamp::start_of(kToday.plus_days(-40));
  bare.concern.by_feed = FromFeed{.what = "Missing episode",
                                  .on = kToday.plus_days(-41),
                                  .waits_until = kToday.plus_days(-13),
                                  .followed = "Contact with children's social care: Information only"};
  page.rows.push_back({.told = false, .row = bare});
  return page;
}

service::ReferralLoop referral_loop() {
  const LoopRow police{.way = SentBy::feed,
                       .source = "city-police",
                       .name = "City Police",
                       .what = "Domestic abuse incident",
                       .sent = 160,
                       .repeats = 61,
                       .waiting = 12,
                       .helped = 40,
                       .nothing = 108,
                       .came_back = 37,
                       .stayed_away = 50,
                       .too_early = 21,
                       .then_helped = 16,
                       .then_nothing = 21};
  LoopRow few{.way = SentBy::form, .source = "schools", .name = "Northern City Schools", .what = "Concern passed on"};
  few.sent = 14;
  few.waiting = 0;
  return {.from = kToday.plus_months(-24).plus_days(1), .on = kToday, .rows = {few, police}};
}

service::Reminders reminders() {
  return {.address = "amina@example.org",
          .wanted = true,
          .sent = Timestamp::start_of(kToday),
          .problem = "",
          .calendar_made = Timestamp::start_of(kToday.plus_days(-30))};
}

}  // namespace roundel::web::made_up
