// What is read with a family, and what goes on paper to a conference.
#pragma once

#include "service/respond/pathways.h"

namespace roundel::service {

// In plain words, for a page that lies on the table between worker and family. It holds only what was said to the
// family or agreed with them: who said to them that they help, what the plan says, and the meetings that are to come.
// What a child told somebody is here only where the plan answers it: a child may have said it in confidence.
struct FamilySheet {
  PersonId child;
  std::string name;
  std::vector<Involvement> helping;  // services that said they began, about this child, and did not end
  std::vector<PlanAction> agreed;    // open ones first, by the day they are due
  std::vector<RunningClock> coming;  // of meetings, started at a meeting where the family was heard
  std::string ring;  // whom to call where nobody is named: the duty desk of the caller's agency; may be empty
  Date on;
};
// Refused to those who may not read what the joint team holds.
Result<FamilySheet> read_with_family(Desk&, const Caller&, const PersonId& child);

// How far back paper goes: the last two years, where not everything is asked for. Somebody has to read it.
enum class PaperPeriod { two_years, everything };
std::string_view word(PaperPeriod period);                      // "two-years"
Result<PaperPeriod> parse_paper_period(std::string_view word);  // empty: two years
// From which day on, and how many lines of the chronology are older and left out.
struct PaperCut {
  PaperPeriod period = PaperPeriod::two_years;
  std::optional<Date> from;  // nothing: everything
  std::size_t left_out = 0;
};

// Everything that a conference needs of one child, as far as the caller may read it. The period cuts the chronology and
// the steps that were taken; who is involved, what holds and what is agreed stands whole.
struct ConferencePack {
  ChildPage picture;
  PathwayPage pathway;
  PaperCut cut;
};
Result<ConferencePack> print_pack(Desk&, const Caller&, const PersonId& child,
                                  PaperPeriod period = PaperPeriod::two_years);

// The chronology alone, for paper.
struct PaperChronology {
  ChildPage picture;
  PaperCut cut;
};
Result<PaperChronology> print_chronology(Desk&, const Caller&, const PersonId& child,
                                         PaperPeriod period = PaperPeriod::two_years);

}  // namespace roundel::service
