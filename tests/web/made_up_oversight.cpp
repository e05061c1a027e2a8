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

namespace {

std::vector<Vignette> two_families() {
  return {{.code = "late",
           .name = "Late and hungry",
           .age = "6 years",
           .domain = Domain::parenting,
           .story = "Ellie comes late about twice a week, often without breakfast."},
          {.code = "trainers",
           .name = "New trainers",
           .age = "14 years",
           .domain = Domain::family,
           .story = "In two months Dean has stayed away overnight four times."}};
}

GroupSeverity group(const std::string& profession, const std::string& agency, std::int64_t raters, double of_100) {
  return {.profession = profession,
          .agency = AgencyId(agency),
          .raters = raters,
          .severity = InHigherLevel{.of_100 = of_100, .from = of_100 - 9, .to = of_100 + 8},
          .unsure = 0.2};
}

}  // namespace

std::vector<service::VignetteToRate> vignettes() {
  const std::vector<Vignette> families = two_families();
  return {{.vignette = families[0], .mine = VignetteRating{.level = LevelCode("2"), .sure = "fairly"}},
          {.vignette = families[1], .mine = {}}};
}

service::SeverityPage severity() {
  service::SeverityPage page{.severity = {}, .vignettes = two_families()};
  Severity& seen = page.severity;
  seen.raters = 61;
  seen.estimated = true;
  seen.professions = {group("health-visiting", "", 14, 55),
                      group("police", "", 21, 68),
                      group("school", "", 19, 33),
                      {.profession = "gp"}};
  seen.agencies = {group("health-visiting", "health-visiting", 14, 55),
                   group("police", "city-police", 21, 68),
                   group("school", "schools", 19, 33),
                   {.profession = "gp", .agency = AgencyId("gp")}};
  seen.vignettes = {{.vignette = "late",
                     .raters = 58,
                     .middle = {{"police", LevelCode("3")}, {"school", LevelCode("2")}},
                     .levels_apart = 1},
                    {.vignette = "trainers", .raters = {}, .middle = {}, .levels_apart = 0}};
  return page;
}

}  // namespace roundel::web::made_up
