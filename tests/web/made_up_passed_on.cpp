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
  const LoopRow police{.key = {.way = SentBy::feed, .source = "city-police", .kind = KindCode("police.domestic-abuse")},
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
  LoopRow few{.key = {.way = SentBy::form, .source = "schools", .kind = KindCode("concern.raised")},
              .name = "Northern City Schools",
              .what = "Concern passed on"};
  few.sent = 14;
  few.waiting = 0;
  const auto share = [](int percent) { return LoopShare{.percent = percent}; };
  const Date change = kToday.plus_days(-70);
  service::Learned learned{
      .entry = EntryId("l01"),
      .about = police.key,
      .learned = "Half of what came back had a child awake in the house, and the notice did not say so.",
      .change = "Each notice says where the children were and whether they were spoken to.",
      .agreed_by = "Inspector Hale and Mo Khan",
      .from = change,
      .at = Timestamp::start_of(change.plus_days(-7)),
      .agency_name = "City Police",
      .compared = LoopComparison{.weeks = 10,
                                 .before = {.from = change.plus_days(-70),
                                            .to = change.plus_days(-1),
                                            .passed_on = 6.4,
                                            .nothing = share(71),
                                            .came_back = share(34)},
                                 .after = {.from = change,
                                           .to = kToday.plus_days(-1),
                                           .passed_on = 4.0,
                                           .nothing = share(52),
                                           .came_back = {.percent = std::nullopt, .none = true}}}};
  return {.from = kToday.plus_months(-24).plus_days(1),
          .on = kToday,
          .rows = {few, police},
          .learned = {learned},
          .may_record = true};
}

service::Reminders reminders() {
  return {.address = "amina@example.org",
          .wanted = true,
          .sent = Timestamp::start_of(kToday),
          .problem = "",
          .calendar_made = Timestamp::start_of(kToday.plus_days(-30))};
}

}  // namespace roundel::web::made_up
