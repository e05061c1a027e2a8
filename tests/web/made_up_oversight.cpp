#include "tests/web/made_up.h"

namespace roundel::web::made_up {

access::Caller manager() {
  access::Caller caller = social_worker();
  caller.name = "Mo Manning";
  caller.role = "manager";
  return caller;
}

Oversight oversight() {
  Oversight seen{.asked = {.from = Date::of(2023, 6, 4), .on = Date::of(2024, 6, 3)}};
  ClockCount conference{.code = "initial-conference",
                        .name = "Hold the initial child protection conference",
                        .edition = "Working Together 2023",
                        .limit = 15,
                        .confirmed = false,
                        .running = 4,
                        .late = 1,
                        .met = 42,
                        .met_late = 3,
                        .ended = 2,
                        .on_last_day = 17};
  conference.days_taken.counts = {{6, 2}, {9, 5}, {11, 8}, {13, 4}, {14, 6}, {15, 17}, {17, 2}, {33, 1}};
  ClockCount review{.code = "review-conference-later",
                    .name = "Hold the next review conference",
                    .edition = "Working Together 2023",
                    .limit = 6,
                    .base = TimeBase::months,
                    .running = 2,
                    .late = 0,
                    .met = 0,
                    .met_late = 0,
                    .ended = 0,
                    .on_last_day = 0};
  seen.clocks = {std::move(conference), std::move(review)};
  seen.problems = {{Fault::bad_input, "school terms are not known for 1 school days from 2024-07-26", "", {}}};
  return seen;
}

}  // namespace roundel::web::made_up
