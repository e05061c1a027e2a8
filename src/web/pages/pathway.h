// A child's pathway: where every track stands, what can be done next, a form for one step, and what it led to.
#pragma once

#include <string>

#include "service/respond/pathways.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html pathway_page(const Frame&, const service::PathwayPage&, const Standards&, Date today);

// The form of one step as it is shown: empty, or as it was sent.
struct StepShown {
  const Step& step;
  const EntryKind& kind;
  Filled filled;
  std::string key;       // idempotency key
  std::string moved_on;  // what somebody else recorded since the form was opened; empty: nothing
};
Html step_page(const Frame&, const service::PathwayPage&, const StepShown&, const Standards&, Date today);
// Where what was recorded ended the access of whoever recorded it.
Html last_step_recorded_page(const Frame&, const service::StepForm&, const EntryKind&);
// `after` is the pathway with the step in it.
Html step_recorded_page(const Frame&, const service::PathwayPage& after, const service::StepForm&, const EntryKind&,
                        const Standards&, Date today);

// What child page and pathway page share.
Html track_line(Track track, const TrackStanding& standing);
Html running_clocks(const std::vector<RunningClock>& clocks, Date today);
// Every track with its steps; the plan with what came of it.
Html history_section(const service::PathwayPage&);
Html plan_section(const service::PathwayPage&, Date today);
Html steps_list(const service::PathwayPage&, const Standards&, std::size_t at_most);

std::string pathway_path(const PersonId& child);
std::string step_path(const PersonId& child, std::string_view kind);

}  // namespace roundel::web
