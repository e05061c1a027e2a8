// The made-up child over time: what is put off, the assessment at other moments, who could have known.
#include "tests/web/made_up_time.h"

#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

Date day(int year, unsigned month, unsigned of_month) { return Date::of(year, month, of_month); }

}  // namespace

service::ChangesToday changes_with_put_off() {
  service::ChangesToday made = changes();
  for (service::Change& change : made.changes) change.family = change.child;
  made.changes[4].family = made.changes[0].child;  // brother and sister
  made.not_shown = {.put_off = {{.entry = EntryId("s01"),
                                 .child = PersonId("p7d20"),
                                 .name = "Aisha Hussain",
                                 .age = "4 years",
                                 .until = day(2024, 5, 16),
                                 .at = Timestamp::start_of(day(2024, 5, 13)),
                                 .author = "Grace Mensah",
                                 .reason = "The joint visit is on Thursday.",
                                 .changes = 2}},
                    .children_put_off = 1,
                    .changes_not_readable = 3,
                    .children_unchanged = 207};
  return made;
}

service::ReplayPage replay(const Standards& words) {
  const service::ChildPage page = child(words);
  return {
      .child = page.picture.identity.person,
      .name = page.picture.identity.name,
      .age = "2 years 11 months",
      .asked = {.as_known_at = Timestamp::end_of(day(2024, 2, 3)), .as_known_to = AgencyId("city-police")},
      .on = day(2024, 2, 3),
      .assessment = {.findings = {},
                     .suggested = LevelCode("3"),
                     .judgement = {},
                     .unasked = {},
                     .edition = words.edition,
                     .on = day(2024, 2, 3)},
      .findings = {page.findings[1]},
      .protective = {},
      .judged = judged_levels(words),
      .moments = {{.day = day(2023, 11, 21), .began = {&words.indicators[2]}, .ended = {}, .suggested = LevelCode("2")},
                  {.day = day(2024, 2, 3), .began = {&words.indicators[0]}, .ended = {}, .suggested = LevelCode("3")},
                  {.day = day(2024, 5, 14),
                   .began = {&words.indicators[1]},
                   .ended = {&words.indicators[2]},
                   .suggested = LevelCode("4")}}};
}

service::WhoKnewPage who_knew(const Standards& words) {
  const service::ChildPage page = child(words);
  return {.child = page.picture.identity.person,
          .name = page.picture.identity.name,
          .age = page.picture.identity.age,
          .on = kToday,
          .agencies = {AgencyId("city-police"), AgencyId("oak-nursery"), AgencyId("health-visiting")},
          .rows = {{.indicator = &words.indicators[0],
                    .together = day(2024, 2, 3),
                    .agencies = {{.had = day(2024, 2, 2), .could = day(2024, 2, 2), .opened = {}},
                                 {},
                                 {.had = {}, .could = day(2024, 2, 3), .opened = day(2024, 3, 18)}}},
                   {.indicator = &words.indicators[1],
                    .together = day(2024, 5, 14),
                    .agencies = {{.had = {}, .could = day(2024, 5, 14), .opened = {}},
                                 {.had = day(2024, 5, 13), .could = day(2024, 5, 13), .opened = day(2024, 5, 13)},
                                 {.had = {}, .could = day(2024, 5, 14), .opened = day(2024, 5, 14)}}}}};
}

service::OutOfSightPage out_of_sight() {
  const SightRule plan{.code = "protection-plan",
                       .name = "On a child protection plan",
                       .open = {KindCode("social-care.protection-plan-started")},
                       .under_months = {},
                       .days = 14,
                       .source = "Local procedures",
                       .confirmed = false,
                       .note = "No national number."};
  const SightRule infant{.code = "under-one",
                         .name = "Under one year old",
                         .open = {},
                         .under_months = 12,
                         .days = 14,
                         .source = "A choice of this framework",
                         .confirmed = true,
                         .note = {}};
  return {.rows = {{.child = PersonId("p7d11"),
                    .name = "Zo\u00eb \u00d3 Briain",
                    .age = "7 months",
                    .agencies = {"Early Help Hub"},
                    .open_since = day(2024, 1, 3),
                    .last_seen = day(2024, 2, 2),
                    .rule = infant,
                    .days = 102},
                   {.child = PersonId("p4f0c1a2b"),
                    .name = "Ruby-Mae Brown",
                    .age = "3 years 2 months",
                    .agencies = {"Children\u2019s social care", "Early Help Hub"},
                    .open_since = day(2024, 4, 2),
                    .last_seen = {},
                    .rule = plan,
                    .days = 42}},
          .with_open_need = 31,
          .on = kToday,
          .rules = {plan, infant}};
}

}  // namespace roundel::web::made_up
