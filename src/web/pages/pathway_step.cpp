// The form of one step, and the page that says what it led to.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/entry_fields.h"
#include "web/pages/parts.h"
#include "web/pages/pathway.h"

namespace roundel::web {
namespace {

Html siblings_field(const service::PathwayPage& page, const Filled& filled) {
  if (page.siblings.empty()) return {};
  Checkboxes boxes{.id_prefix = "with",
                   .fieldset = Fieldset{.legend = "Is this about other children of the family too?",
                                        .legend_classes = "govuk-fieldset__legend--s"},
                   .hint = Hint{.text = "It is recorded once, and shows on each child you choose"}};
  for (const service::PathwaySibling& sibling : page.siblings) {
    const std::string name = "with-" + sibling.seen.child.str();
    boxes.items.push_back({.name = name,
                           .value = std::to_string(sibling.seen.version),
                           .text = all(sibling.name, ", ", sibling.age),
                           .checked = !filled.value(name).empty()});
  }
  return checkboxes(boxes);
}

Html happened_field(const Filled& filled, Date today) {
  const bool fresh = filled.fields.find("happened-day") == filled.fields.end();
  return date_input(
      {.id = "happened",
       .name_prefix = "happened",
       .fieldset =
           Fieldset{.legend = "When did it happen?", .legend_classes = "govuk-fieldset__legend--s", .role = "group"},
       .hint = Hint{.text = "For example, 27 3 2026"},
       .error = filled.error_of("happened-day"),
       .day = fresh ? std::to_string(today.day()) : filled.value("happened-day"),
       .month = fresh ? std::to_string(today.month()) : filled.value("happened-month"),
       .year = fresh ? std::to_string(today.year()) : filled.value("happened-year")});
}

Html time_field(const EntryKind& kind, const Filled& filled) {
  if (!kind.timed) return {};
  return input(
      {.label = {.text = "At what time? (optional)", .classes = "govuk-label--s"},
       .name = "happened-time",
       .value = filled.value("happened-time"),
       .hint = Hint{.text = "By the 24-hour clock, for example 21:40. Where hours count, they run from here; without a "
                            "time they run from the start of the day"},
       .error = filled.error_of("happened-time"),
       .classes = "govuk-input--width-5"});
}

Html moved_on(const StepShown& shown) {
  if (shown.moved_on.empty()) return {};
  return notification_banner({.content = all(element("p", {{"class", "govuk-notification-banner__heading"}},
                                                     "Somebody else moved on meanwhile"),
                                             paragraph(all(shown.moved_on, ".")),
                                             paragraph("Nothing of yours was recorded, and nothing of theirs was "
                                                       "overwritten. What you wrote is below.")),
                              .title = "Important"});
}

Html what_is_missing(const service::PathwayPage& page, const StepShown& shown) {
  const auto ahead = std::find_if(page.ahead.begin(), page.ahead.end(),
                                  [&](const StepAhead& each) { return each.step->kind == shown.step.kind; });
  if (ahead == page.ahead.end() || ahead->missing.empty()) return {};
  return inset_text(all(paragraph(bold("This cannot be recorded yet. What is missing:")),
                        bullets({ahead->missing.begin(), ahead->missing.end()})));
}

Html where_it_stands(const service::PathwayPage& page) {
  Html lines;
  for (const Track track : tracks())
    if (const TrackStanding& standing = page.pathway.at(track); !standing.entry.empty())
      lines += element("li", {{"class", "roundel-track"}}, track_line(track, standing));
  return all(heading(2, Size::m, "Where things stand", "stands"),
             lines.empty() ? nothing("Nothing has begun yet.") : element("ul", {{"class", "govuk-list"}}, lines));
}

// The action that a record of what came of it is about, shown above the form.
Html the_action(const service::PathwayPage& page, const StepShown& shown) {
  const std::string& id = shown.filled.value("value-action");
  const auto action =
      std::find_if(page.plan.begin(), page.plan.end(), [&](const PlanAction& each) { return each.entry.str() == id; });
  if (action == page.plan.end()) return {};
  return inset_text(all(action->you_said.empty() ? Html() : paragraph(all(bold("You said: "), action->you_said)),
                        paragraph(all(bold("Agreed: "), action->action)),
                        paragraph(all(bold("So that: "), action->outcome))));
}

Html step_form(const Frame& frame, const service::PathwayPage& page, const StepShown& shown, const Standards& standards,
               Date today) {
  const std::vector<std::string> carried =
      shown.step.kind == "plan.action-done" ? std::vector<std::string>{"action"} : std::vector<std::string>{};
  return post_form(
      frame, step_path(page.child, shown.step.kind),
      all(hidden_field("key", shown.key), hidden_field("version", std::to_string(page.pathway.version)),
          siblings_field(page, shown.filled), happened_field(shown.filled, today), time_field(shown.kind, shown.filled),
          entry_fields(shown.kind, standards.vocabulary, shown.step.required, carried, shown.filled),
          button({.text = "Record it", .prevent_double_click = true})));
}

}  // namespace

Html step_page(const Frame& frame, const service::PathwayPage& page, const StepShown& shown, const Standards& standards,
               Date today) {
  const Html missing = what_is_missing(page, shown);
  const bool writing = missing.empty() || !shown.filled.errors.empty() || !shown.moved_on.empty();
  const Html main =
      all(moved_on(shown),
          element("div", {{"class", "govuk-grid-row"}},
                  element("div", {{"class", "govuk-grid-column-two-thirds"}},
                          element("span", {{"class", "govuk-caption-xl"}}, page.name, ", ", page.age),
                          heading(1, Size::xl, shown.step.does), missing, the_action(page, shown),
                          writing ? step_form(frame, page, shown, standards, today)
                                  : paragraph(link(pathway_path(page.child), "See what can be done now"))),
                  element("aside", {{"class", "govuk-grid-column-one-third"}, {"aria-labelledby", "stands"}},
                          where_it_stands(page))));
  return whole_page(frame, {.title = std::string(shown.step.does),
                            .before = back_link(pathway_path(page.child), "Back to the pathway"),
                            .main = main,
                            .errors = shown.filled.errors});
}

Html step_recorded_page(const Frame& frame, const service::PathwayPage& after, const service::StepForm& form,
                        const EntryKind& kind, const Standards& standards, Date today) {
  std::vector<std::string> names = {after.name};
  for (const service::PathwaySibling& sibling : after.siblings)
    if (std::any_of(form.children.begin(), form.children.end(),
                    [&](const service::PathwaySeen& seen) { return seen.child == sibling.seen.child; }))
      names.push_back(sibling.name);
  Html moved;
  std::set<Track> told;
  if (const Step* step = step_of(form.kind))
    for (const Effect& effect : step->effects)
      if (told.insert(effect.track).second && !after.pathway.at(effect.track).entry.empty())
        moved += element("li", {{"class", "roundel-track"}}, track_line(effect.track, after.pathway.at(effect.track)));
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, panel({.title = "Recorded", .content = kind.name}),
              paragraph(all("For ", join_words(names), ", on ",
                            Happened{form.happened, form.happened, Precision::day, form.at}.text(), ".")),
              moved.empty()
                  ? Html()
                  : all(heading(2, Size::m, "Where it stands now"), element("ul", {{"class", "govuk-list"}}, moved)),
              heading(2, Size::m, "By when"), running_clocks(after.clocks, today),
              heading(2, Size::m, "What can come next"), steps_list(after, standards, 8),
              paragraph(link(pathway_path(after.child), "See the whole pathway")),
              paragraph(link(child_path(after.child), "Go to the child's page"))));
  return whole_page(frame, {.title = "Recorded", .main = main});
}

Html last_step_recorded_page(const Frame& frame, const service::StepForm& form, const EntryKind& kind) {
  const Happened happened{form.happened, form.happened, Precision::day, form.at};
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}}, panel({.title = "Recorded", .content = kind.name}),
              paragraph(all("On ", happened.text(), ".")), heading(2, Size::m, "What happens next"),
              paragraph("Nothing is open for this child now that your service works on, so the pathway is not "
                        "shown to you any more. If something worries you again, pass it on: that is always "
                        "possible."),
              paragraph(link("/work", "See my work")), paragraph(link("/find", "Find a child"))));
  return whole_page(frame, {.title = "Recorded", .main = main});
}

}  // namespace roundel::web
