// What professions judged of the made-up child's level of need.
#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

Date day(int year, unsigned month, unsigned of_month) { return Date::of(year, month, of_month); }

}  // namespace

JudgedLevels judged_levels(const Standards& words) {
  const RestedOn rested{.edition = words.edition,
                        .suggested = LevelCode("4"),
                        .entries = {EntryId("e01"), EntryId("e02"), EntryId("not-readable")},
                        .found = FoundByDomain{.development = 1, .parenting = 2, .family = 1, .protective = 1}};
  const OwnLevel early{.entry = EntryId("j01"),
                       .profession = "social-care",
                       .level = LevelCode("2"),
                       .reason = "Mother engages well, and the grandmother is a steady help.",
                       .practitioner = "Jo Petty",
                       .agency = AgencyId("early-help"),
                       .on = day(2023, 12, 18),
                       .rested = {}};
  const OwnLevel visitor{.entry = EntryId("j02"),
                         .profession = "health-visiting",
                         .level = LevelCode("4"),
                         .reason = "A bruise that nobody can explain, and she is not brought.",
                         .practitioner = "Amina Yusuf",
                         .agency = AgencyId("health-visiting"),
                         .on = day(2024, 5, 13),
                         .rested = rested};
  const SharedLevel shared{.entry = EntryId("j03"),
                           .level = LevelCode("3"),
                           .reason = "We see two services worried and a mother who takes help.",
                           .on = day(2024, 1, 8),
                           .rested = rested,
                           .signatures = {{.profession = "social-care",
                                           .practitioner = "Jo Petty",
                                           .agency = AgencyId("early-help"),
                                           .on = day(2024, 1, 8)},
                                          {.profession = "health-visiting",
                                           .practitioner = "Amina Yusuf",
                                           .agency = AgencyId("health-visiting"),
                                           .on = day(2024, 1, 9)}},
                           .judged_since = {"health-visiting"}};
  SharedLevel proposed = shared;
  proposed.entry = EntryId("j04");
  proposed.level = LevelCode("4");
  proposed.reason = "The bruise changes it.";
  proposed.on = day(2024, 5, 13);
  proposed.signatures.pop_back();
  proposed.judged_since.clear();
  return {.own = {visitor, early}, .shared = shared, .proposed = proposed};
}

}  // namespace roundel::web::made_up
