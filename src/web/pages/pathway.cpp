#include "web/pages/pathway.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr std::size_t shown_at_once = 4;  // lines of a history; the rest opens

// Whether the step takes something that is open to another stage.
bool moves_on(const Step& step, const Pathway& pathway) {
  return std::ranges::any_of(step.effects, [&](const Effect& effect) {
    const Stage stage = pathway.at(effect.track).stage;
    return !effect.sometimes && is_open(stage) && effect.to != Stage::stay && effect.to != stage &&
           std::ranges::count(effect.from, stage) > 0;
  });
}

// A step that can be recorded now, and the time limit that it would meet.
struct Possible {
  const Step* step = nullptr;
  const RunningClock* waits = nullptr;
  bool moves_on = false;
  std::size_t order = 0;  // of the table of steps
};

// What a time limit waits for stands first, the nearest day before the others; then what moves on something that is
// under way; then what begins something new.
bool comes_before(const Possible& a, const Possible& b) {
  if ((a.waits != nullptr) != (b.waits != nullptr)) return a.waits != nullptr;
  if (a.waits != nullptr && a.waits->due != b.waits->due) return a.waits->due < b.waits->due;
  if (a.moves_on != b.moves_on) return a.moves_on;
  return a.order < b.order;
}

// The open limit that this step would meet, the nearest where it is several; nullptr where it meets none.
const RunningClock* clock_met_by(const Step& step, const std::vector<RunningClock>& clocks,
                                 const Standards& standards) {
  const RunningClock* out = nullptr;
  for (const RunningClock& clock : clocks) {
    const bool meets = std::ranges::any_of(standards.clocks, [&](const ClockRule& rule) {
      return rule.code == clock.code && std::ranges::count(rule.meets, step.kind) > 0;
    });
    if (meets && !clock.met && !clock.ended && (out == nullptr || clock.due < out->due)) out = &clock;
  }
  return out;
}

Html history_line(const service::StepTold& told) {
  const StepTaken& taken = told.taken;
  return element("li", {},
                 element("span", {{"class", "roundel-evidence__date"}},
                         time_of(taken.on.iso(), Happened{taken.on, taken.on, Precision::day, taken.at}.text())),
                 " ", bold(told.name), told.words.empty() ? Html() : all(". ", told.words),
                 told.words.ends_with('.') ? " " : ". ", element("span", {{"class", "roundel-quiet"}}, told.agency),
                 taken.outside.empty() ? Html()
                                       : element("span", {{"class", "roundel-doubt"}},
                                                 " Recorded outside the usual steps: ", taken.outside));
}

Html history_of(const std::vector<service::StepTold>& history, const std::string& what) {
  const std::size_t first = std::min(history.size(), shown_at_once);
  const auto lines = [&](std::size_t from, std::size_t to) {
    Html out;
    for (std::size_t i = from; i < to; ++i) out += history_line(history[i]);
    return element("ul", {{"class", "govuk-list roundel-evidence"}}, out);
  };
  if (history.size() == first) return lines(0, first);
  const std::string earlier = fmt::format("{} earlier", history.size() - first);
  return all(lines(0, first),
             details({.summary = all(earlier, hidden_text(" of " + what)),
                      .content = lines(first, history.size()),
                      .classes = "roundel-earlier"}),
             element("p", {{"class", "roundel-quiet roundel-earlier-words"}}, earlier, ": see the chronology."));
}

std::vector<service::StepTold> of_track(const service::PathwayPage& page, Track track) {
  std::vector<service::StepTold> out;
  std::copy_if(page.history.begin(), page.history.end(), std::back_inserter(out),
               [&](const service::StepTold& told) { return std::ranges::count(told.taken.moved, track) > 0; });
  return out;
}

Html track_card(const service::PathwayPage& page, Track track) {
  const auto history = of_track(page, track);
  if (history.empty()) return {};
  return element("section", {{"class", "roundel-card"}},
                 heading(3, Size::m, track_line(track, page.pathway.at(track)), fmt::format("track-{}", word(track))),
                 history_of(history, std::string(track_name(track))));
}

// What only an event begins is told where it happened: nobody waits for a child to go missing.
bool waits_to_begin(Track track) {
  return track != Track::absence && track != Track::police_protection && track != Track::detention;
}

Html not_begun(const service::PathwayPage& page) {
  std::vector<std::string> names;
  for (const Track track : tracks())
    if (waits_to_begin(track) && of_track(page, track).empty()) names.push_back(lower(track_name(track)));
  if (names.empty()) return {};
  return paragraph("Not begun: " + join_words(names) + ".", "roundel-quiet");
}

Html not_yet(const service::PathwayPage& page) {
  Html rows;
  for (const StepAhead& ahead : page.ahead) {
    if (ahead.missing.empty()) continue;
    rows += element("li", {}, bold(ahead.step->does), bullets({ahead.missing.begin(), ahead.missing.end()}));
  }
  if (rows.empty()) return {};
  return details({.summary = "Not possible yet, and what is missing",
                  .content = element("ul", {{"class", "govuk-list"}}, rows),
                  .classes = "roundel-not-on-paper"});
}

Html action_state(const PlanAction& action, Date today) {
  if (action.done)
    return all(tag(action.done->done == "done"     ? "Done"
                   : action.done->done == "partly" ? "Partly done"
                                                   : "Not done",
                   action.done->done == "done" ? "govuk-tag--green" : "govuk-tag--yellow"),
               element("p", {{"class", "govuk-body govuk-!-margin-bottom-0"}}, action.done->what_changed));
  if (action.by) return tag(due_words(*action.by, today), action.late(today) ? "govuk-tag--red" : "govuk-tag--blue");
  return tag("No day agreed", "govuk-tag--grey");
}

Html plan_line(const service::PathwayPage& page, const PlanAction& action, Date today) {
  const bool open = !action.done || action.done->done != "done";
  return element(
      "li", {{"class", "roundel-card"}},
      action.you_said.empty()
          ? Html()
          : element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}}, bold("You said: "), action.you_said),
      element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}},
              bold(action.you_said.empty() ? "What is done: " : "We do: "), action.action),
      element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}}, bold("So that: "), action.outcome),
      element("p", {{"class", "roundel-quiet"}}, action.who, action.agency.empty() ? "" : ", ", action.agency,
              action.by ? all(", by ", action.by->text()) : Html()),
      element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}}, action_state(action, today)),
      open ? element("p", {{"class", "govuk-body roundel-not-on-paper govuk-!-margin-bottom-0"}},
                     link(step_path(page.child, "plan.action-done") + "?action=" + url_part(action.entry.str()),
                          all("Record what came of it", hidden_text(all(": ", action.action)))))
           : Html());
}

}  // namespace

std::string pathway_path(const PersonId& child) { return child_path(child, "pathway"); }
std::string step_path(const PersonId& child, std::string_view kind) {
  return child_path(child, "pathway/" + url_part(kind));
}

Html track_line(Track track, const TrackStanding& standing) {
  return all(track_name(track), " ",
             tag(stage_name(standing.stage), is_open(standing.stage) ? "govuk-tag--blue" : "govuk-tag--grey"),
             standing.entry.empty() ? Html()
                                    : element("span", {{"class", "roundel-quiet roundel-track__since"}}, " since ",
                                              time_of(standing.since.iso(), standing.since.text())));
}

Html plan_section(const service::PathwayPage& page, Date today) {
  Html list = nothing("Nothing was agreed in a plan yet.");
  if (!page.plan.empty())
    list = element("ul", {{"class", "govuk-list"}},
                   each(page.plan, [&](const PlanAction& action) { return plan_line(page, action, today); }));
  return section("plan", "The plan: who does what, and what came of it", list);
}

Html history_section(const service::PathwayPage& page) {
  Html cards = each(tracks(), [&](Track track) { return track_card(page, track); });
  if (cards.empty()) cards = nothing("No step was recorded yet.");
  return section("stands", "Where things stand", all(cards, not_begun(page)));
}

Html running_clocks(const std::vector<RunningClock>& clocks, Date today) {
  const std::vector<RunningClock> open = still_open(clocks);
  return open.empty() ? nothing("Nothing has a last day that is running.") : clock_list(open, today);
}

Html steps_list(const service::PathwayPage& page, const Standards& standards, std::size_t at_most) {
  std::vector<Possible> possible;
  for (const StepAhead& ahead : page.ahead)
    if (ahead.missing.empty())
      possible.push_back({.step = ahead.step,
                          .waits = clock_met_by(*ahead.step, page.clocks, standards),
                          .moves_on = moves_on(*ahead.step, page.pathway),
                          .order = possible.size()});
  if (possible.empty()) return nothing("No step is possible from here that your agency records.");
  std::ranges::sort(possible, comes_before);
  if (possible.size() > at_most) possible.resize(at_most);
  std::vector<Html> links;
  for (const Possible& one : possible)
    links.push_back(all(link(step_path(page.child, one.step->kind), one.step->does),
                        one.waits == nullptr
                            ? Html()
                            : element("span", {{"class", "roundel-quiet"}}, " by ",
                                      one.waits->due_at ? one.waits->due_at->text() : one.waits->due.text())));
  return bullets(links);
}

Html stands_section(const ChildView& view) {
  if (!view.page.pathway) return {};
  Html open;
  for (const Track track : tracks())
    if (const TrackStanding& standing = view.page.pathway->at(track); is_open(standing.stage))
      open += element("li", {{"class", "roundel-track"}}, track_line(track, standing));
  const bool any = !open.empty();
  return section(
      "stands", "Where things stand",
      all(any ? element("ul", {{"class", "govuk-list"}}, open) : nothing("Nothing is open for this child."),
          any ? all(heading(3, Size::s, "By when"), running_clocks(view.page.response.clocks, view.on())) : Html(),
          view.now() ? paragraph(link(pathway_path(view.person()), "See the whole pathway, or record the next step"))
                     : Html()));
}

Html pathway_page(const Frame& frame, const service::PathwayPage& page, const Standards& standards, Date today) {
  const Html main = all(
      element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age), heading(1, Size::xl, "Pathway"),
      paragraph(all(link("#next", "What can be done next"), ", ", link("#by-when", "by when"), ", ",
                    link("#plan", "the plan"))),
      element(
          "div", {{"class", "govuk-grid-row"}},
          element("div", {{"class", "govuk-grid-column-two-thirds"}}, history_section(page), plan_section(page, today)),
          element("aside", {{"class", "govuk-grid-column-one-third"}, {"aria-labelledby", "next"}},
                  heading(2, Size::m, "What can be done next", "next"), steps_list(page, standards, page.ahead.size()),
                  not_yet(page), heading(2, Size::m, "By when", "by-when"), running_clocks(page.clocks, today),
                  heading(2, Size::m, "On paper"),
                  bullets({link(child_path(page.child, "with-family"), "To read with the family"),
                           link(child_path(page.child, "pack"), "Conference pack"),
                           link(child_path(page.child, "chronology"), "Chronology")}))));
  return whole_page(
      frame,
      {.title = "Pathway", .before = back_link(child_path(page.child), "Back to the child's page"), .main = main});
}

}  // namespace roundel::web
