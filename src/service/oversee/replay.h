// An assessment as it was or would have been at any moment, for any agency; and who could have known what, when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/service.h"

namespace roundel::service {

// An evening on which the findings were not those of the evening before, because something was recorded.
struct ReplayMoment {
  Date day;
  std::vector<const Indicator*> began;
  std::vector<const Indicator*> ended;
  LevelCode suggested;
};
struct ReplayPage {
  PersonId child;
  std::string name;
  std::string age;
  PictureAsked asked;
  Date on;  // the day that is shown
  Assessment assessment;
  std::vector<FindingShown> findings;
  std::vector<FindingShown> protective;
  JudgedLevels judged;
  std::vector<ReplayMoment> moments;  // oldest first; as known to the agency asked for
};
Result<ReplayPage> see_replay(Desk&, const Caller&, const PersonId& child, const PictureAsked& asked);

// One agency and one finding. From its own records alone; with what it had been given; and the first day on or after
// that on which somebody of it opened the child's picture.
struct Knew {
  std::optional<Date> had;
  std::optional<Date> could;
  std::optional<Date> opened;
};
struct KnewRow {
  const Indicator* indicator = nullptr;
  std::optional<Date> together;  // from what all agencies together had recorded
  std::vector<Knew> agencies;    // as in the page
};
struct WhoKnewPage {
  PersonId child;
  std::string name;
  std::string age;
  Date on;
  std::vector<AgencyId> agencies;
  std::vector<KnewRow> rows;  // in the order in which all together could first find it
};
// Every finding of a need that ever held for all together: what only one who knows too little would find is left out.
// What the caller may not read counts for nobody.
Result<WhoKnewPage> see_who_knew(Desk&, const Caller&, const PersonId& child);

}  // namespace roundel::service
