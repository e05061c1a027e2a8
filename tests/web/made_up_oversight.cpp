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
                        .lapsed = 0,
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
                    .lapsed = 0,
                    .on_last_day = 0};
  ClockCount told{.code = "notification-decision",
                  .name = "Decide the response to a notification",
                  .edition = "As for a concern",
                  .limit = 1,
                  .force = Force::local,
                  .confirmed = false,
                  .running = 3,
                  .late = 2,
                  .met = 14,
                  .met_late = 6,
                  .ended = 31,
                  .lapsed = 9,
                  .on_last_day = 5};
  told.days_taken.counts = {{0, 9}, {1, 5}, {2, 4}, {4, 2}};
  seen.clocks = {std::move(conference), std::move(told), std::move(review)};
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
  service::SeverityPage page{.severity = {}, .decided = {}, .vignettes = two_families()};
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
  DecidedSeverity& decided = page.decided;
  decided.raters = 33;
  decided.judged = 212;
  decided.estimated = true;
  decided.professions = {group("health-visiting", "", 12, 47), group("social-care", "", 21, 39), {.profession = "gp"}};
  decided.agencies = {group("health-visiting", "health-visiting", 12, 47), group("social-care", "social-care", 21, 39)};
  decided.suggested = {{.vignette = "", .raters = {}, .middle = {}, .levels_apart = 0},
                       {.vignette = "3",
                        .raters = 140,
                        .middle = {{"health-visiting", LevelCode("3")}, {"social-care", LevelCode("2")}},
                        .levels_apart = 1}};
  decided.weights = {.development = InHigherLevel{.of_100 = 58, .from = 51, .to = 65},
                     .parenting = InHigherLevel{.of_100 = 66, .from = 60, .to = 71},
                     .family = InHigherLevel{.of_100 = 52, .from = 46, .to = 58},
                     .protective = {}};
  decided.pairs = {{"health-visiting", "social-care", 31, 18, 13, 0}};
  return page;
}

service::KeptBacktest backtest() {
  namespace bt = roundel::backtest;
  service::KeptBacktest kept{.backtest = {}, .made = *parse_timestamp("2024-05-13T18:00:00Z"), .rules_changed = true};
  bt::Backtest& done = kept.backtest;
  done.asked = {.from = Date::of(2022, 5, 13), .to = Date::of(2024, 5, 13), .level = LevelCode("3")};
  done.edition = "england 2026.1";
  done.weeks = 104;
  done.children = 2359;
  done.entries = 119'041;
  done.in_harm = 0.024;
  done.harms = 123;
  done.lists = {{LevelCode("3"), "Complex", 1218, 11.6, 3, 27, {305, 49, 49, 815}},
                {LevelCode("2"), "Additional", 3843, 36.6, 13, 100, {461, 77, 77, 3228}}};
  done.reached = {{{49, 53, 21, 4, 7, 13}, {39, 39, 45, 7, 15, 25}, {15, 74, 34, 4, 8, 14}, {15, 37, 71, 4, 9, 21}}};
  done.against = {{bt::Way::alone, 78, 24, 0, 21, 20, 58, 0, 0, 0, 14},
                  {bt::Way::passed_on, 80, 22, 9, 12, 39, 21, 20, -7, 0, 63},
                  {bt::Way::taken_on, 49, 53, 3, 18, 25, 13, 11, 0, 7, 49}};
  done.agencies = {{AgencyId("city-police"), "City Police", {bt::Way::alone, 20, 82, 0, 21, 12, 8, 0, 0, 21, 70}},
                   {AgencyId("dental"), "Smile Dental", {bt::Way::alone, 0, 102, 0, 21}}};
  done.types = {{"neglect", 52, {45, 31, 41, 24}}, {"sexual", {}, {}}};
  done.groups = {{"Everybody", "All children", 113, {93, 70, 81, 47}, 2178, {501, 420, 160, 87}},
                 {"Sex", "Girls", 56, {45, 33, 40, 23}, 1023, {235, 200, 80, 41}},
                 {"Sex", "Boys", 57, {48, 37, 41, 24}, 1155, {266, 220, 80, 46}},
                 {"Ethnicity", "Black", std::nullopt, {}, 99, {std::nullopt, std::nullopt, std::nullopt, 5}}};
  const auto rule = [](const char* code, const char* name, int began, std::array<int, 2> halves,
                       std::array<int, 2> right, int came_back) {
    return bt::RuleRow{.code = IndicatorCode(code),
                       .name = name,
                       .level = LevelCode("3"),
                       .began = began,
                       .children = began,
                       .share = began > 500 ? 0.6 : 0.02,
                       .rights = {right[0] + right[1], 0, 0, began - right[0] - right[1]},
                       .began_in_half = halves,
                       .right_in_half = right,
                       .ended = began,
                       .came_back = came_back};
  };
  done.rules = {rule("several", "Several services, each below its threshold", 254, {120, 134}, {70, 30}, 46),
                rule("low-attendance", "Low attendance", 783, {380, 403}, {19, 20}, 55),
                rule("young-carer-strain", "A young carer under strain", 75, {40, 35}, {9, 12}, 19),
                {.code = IndicatorCode("on-a-plan-again"), .name = "On a plan again", .level = LevelCode("3")}};
  done.published = true;
  return kept;
}

}  // namespace roundel::web::made_up
