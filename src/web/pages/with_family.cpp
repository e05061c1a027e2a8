#include "web/pages/with_family.h"

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html line(const Html& content) { return element("p", {{"class", "govuk-body govuk-!-margin-bottom-1"}}, content); }

Html who_helps(const service::FamilySheet& sheet) {
  if (sheet.helping.empty()) return nothing("No service has said that it works with you.");
  return element("ul", {{"class", "govuk-list"}}, each(sheet.helping, [](const Involvement& one) {
                   return element("li", {{"class", "roundel-card"}}, line(bold(one.service)),
                                  line(all(one.practitioner.empty() ? "" : one.practitioner + ", ", one.agency_name,
                                           ", since ", one.since.text())),
                                  one.contact.empty() ? Html() : line(all("To reach them: ", bold(one.contact))));
                 }));
}

Html what_came_of(const PlanAction& action, Date on) {
  if (action.done) {
    const std::string_view how = action.done->done == "done"     ? "This was done"
                                 : action.done->done == "partly" ? "Part of this was done"
                                                                 : "This was not done";
    return line(all(bold(how), " (", action.done->on.text(), "). ", action.done->what_changed));
  }
  if (action.late(on)) return line(all(bold("This has not been done yet."), " Ask why, and by when it will be."));
  return {};
}

Html one_agreed(const PlanAction& action, Date on) {
  return element("li", {{"class", "roundel-card"}},
                 action.you_said.empty() ? Html() : line(all(bold("You said: "), action.you_said)),
                 line(all(bold(action.you_said.empty() ? "What is done: " : "What we do: "), action.action)),
                 line(all(bold("What should be different: "), action.outcome)),
                 line(all(bold("Who does it: "), action.who, action.agency.empty() ? "" : ", ", action.agency)),
                 action.by ? line(all(bold("By: "), action.by->text())) : Html(), what_came_of(action, on));
}

Html agreed(const service::FamilySheet& sheet) {
  if (sheet.agreed.empty()) return nothing("Nothing is written into a plan yet.");
  return element("ul", {{"class", "govuk-list"}},
                 each(sheet.agreed, [&](const PlanAction& action) { return one_agreed(action, sheet.on); }));
}

Html coming(const service::FamilySheet& sheet) {
  if (sheet.coming.empty()) return nothing("No meeting has a date that it must be held by.");
  return element("ul", {{"class", "govuk-list govuk-list--bullet"}}, each(sheet.coming, [](const RunningClock& clock) {
                   return element("li", {}, clock.name, ": by ", bold(clock.due.text()));
                 }));
}

Html for_the_worker(const service::FamilySheet& sheet) {
  return element(
      "div", {{"class", "roundel-actions-note roundel-not-on-paper"}},
      inset_text(
          all(paragraph("Read it through yourself before you read it together: who sits at the table, and may all "
                        "of them hear who helps, and where they can be reached?"),
              paragraph(all(
                  "It holds who said that they help and what was agreed, and nothing else. To print it, use the print "
                  "command of your browser. ",
                  link(child_path(sheet.child, "pathway"), "Change the plan"), ".")))));
}

}  // namespace

Html with_family_page(const Frame& frame, const service::FamilySheet& sheet) {
  const Html ring = sheet.ring.empty() ? paragraph("Ring any of the people above.")
                                       : paragraph(all("Ring any of the people above, or ", bold(sheet.ring), "."));
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element(
          "div", {{"class", "govuk-grid-column-two-thirds"}},
          heading(1, Size::xl, all("What we agreed for ", sheet.name)),
          paragraph("As it stands on " + sheet.on.text() + ".", "roundel-quiet"), for_the_worker(sheet),
          section("who-helps", "Who helps", who_helps(sheet)),
          section("agreed", "What you said, and what is done about it", agreed(sheet)),
          section("coming", "What comes next", coming(sheet)),
          section("ring", "If something is wrong or has changed",
                  all(ring, paragraph("If somebody is in danger now, ring 999."),
                      paragraph("You may ask what is held about you, who has looked at it, and for a mistake to be put "
                                "right.")))));
  return whole_page(frame, {.title = "To read with the family",
                            .before = back_link(child_path(sheet.child), "Back to the child's page"),
                            .main = main});
}

}  // namespace roundel::web
