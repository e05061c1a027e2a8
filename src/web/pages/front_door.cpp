#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/deciding.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string concern_path(const service::ConcernRow& row) {
  return child_path(row.child, "concerns/" + url_part(row.concern.entry.str()));
}

// What was said, in whatever way it came: the referrer's words, or what a service's system holds.
Html what_was_told(const Concern& concern) {
  if (concern.by_feed)
    return all(paragraph(all(bold(concern.by_feed->what), ", ", concern.by_feed->on.text()), "govuk-!-margin-bottom-1"),
               concern.worry.empty() ? Html() : paragraph(concern.worry));
  const auto also = [](const char* what, const std::string& said) {
    return said.empty() ? Html() : element("p", {{"class", "govuk-body"}}, bold(what), said);
  };
  return all(element("p", {{"class", "govuk-body roundel-quote"}}, concern.worry),
             also("The child says: ", concern.child_says), also("The adults: ", concern.adults),
             also("The child was told of as: ", concern.told_of_child));
}

Html who_told(const service::ConcernRow& row) {
  return element("p", {{"class", "roundel-quiet"}}, row.from_agency, row.concern.by_feed ? "\u2019s system, " : ", ",
                 time_of(row.concern.raised.iso(), row.concern.raised.text()));
}

// Rows of a family that wait, in groups that one decision may settle: what was told of one event, and one notification
// about several children.
std::vector<std::vector<std::size_t>> waiting_groups(const service::FrontDoor& door,
                                                     const service::FamilyInbox& family) {
  const auto event_of = [&](const EntryId& entry) -> const void* {
    const auto at = std::ranges::find_if(family.incidents, [&](const service::IncidentShown& incident) {
      return std::ranges::any_of(incident.told, [&](const service::Told& told) { return told.entry == entry; });
    });
    return at == family.incidents.end() ? nullptr : &*at;
  };
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t row : family.waiting) {
    const EntryId& entry = door.waiting[row].concern.entry;
    const void* event = event_of(entry);
    const auto group = std::ranges::find_if(groups, [&](const auto& each) {
      const EntryId& first = door.waiting[each.front()].concern.entry;
      return first == entry || (event != nullptr && event_of(first) == event);
    });
    if (group == groups.end())
      groups.push_back({row});
    else
      group->push_back(row);
  }
  return groups;
}

Html child_named(const service::ConcernRow& row) {
  return all(link(concern_path(row), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age));
}

// The children whom it is about.
Html names_of(const std::vector<const service::ConcernRow*>& rows) {
  Html names;
  for (const service::ConcernRow* row : rows) names += all(names.empty() ? "" : ", ", child_named(*row));
  return heading(3, Size::m, names);
}
bool are_of_same(const std::vector<const service::ConcernRow*>& a, const std::vector<const service::ConcernRow*>& b) {
  return std::ranges::equal(a, b, {}, &service::ConcernRow::child, &service::ConcernRow::child);
}

// One card for all that one decision may settle.
Html waiting_card(const service::FrontDoor& door, const std::vector<std::size_t>& group, Date today) {
  std::vector<std::vector<const service::ConcernRow*>> told;  // by what was told
  for (const std::size_t at : group) {
    const service::ConcernRow& row = door.waiting[at];
    const auto same =
        std::ranges::find_if(told, [&](const auto& each) { return each[0]->concern.entry == row.concern.entry; });
    if (same == told.end())
      told.push_back({&row});
    else
      same->push_back(&row);
  }
  Html content;
  for (std::size_t at = 0; at < told.size(); ++at)
    content += all(at > 0 && are_of_same(told[at - 1], told[at]) ? Html() : names_of(told[at]),
                   what_was_told(told[at].front()->concern), who_told(*told[at].front()));
  std::vector<RunningClock> clocks;  // told once for all that one decision may settle
  for (const std::size_t at : group) std::ranges::copy(door.waiting[at].clocks, std::back_inserter(clocks));
  const service::ConcernRow& first = door.waiting[group.front()];
  return element(
      "article", {{"class", "roundel-card roundel-card--waiting"}}, content, open_clocks(clocks, today),
      button({.text = all(told.size() > 1 ? fmt::format("Decide the response to these {} together", told.size())
                                          : "Decide the response",
                          hidden_text(all(" for ", first.name))),
              .href = concern_path(first),
              .classes = "govuk-!-margin-bottom-0"}));
}

Html incident_line(const service::IncidentShown& incident) {
  const Html told = each(incident.told, [](const service::Told& each) {
    return element("li", {}, each.on.text(), ": ", bold(each.what), ", ", each.agency_name,
                   each.is_concern ? Html() : hidden_text(" (told by another channel)"));
  });
  return all(paragraph(fmt::format("{} services told of what may be one event:", incident.told.size()),
                       "govuk-!-margin-bottom-1"),
             element("ul", {{"class", "govuk-list govuk-list--bullet"}}, told));
}

std::string repeats_words(int earlier) {
  if (earlier == 0) return "Nothing else was passed on about them in the twelve months before.";
  return fmt::format("{} passed on about them in the twelve months before.",
                     earlier == 1 ? "One other concern or notification was"
                                  : fmt::format("{} other concerns and notifications were", earlier));
}

// What waits about the children of one family, and what is known beside it.
Html family_card(const service::FrontDoor& door, const service::FamilyInbox& family, Date today) {
  const Html cards = each(waiting_groups(door, family),
                          [&](const std::vector<std::size_t>& group) { return waiting_card(door, group, today); });
  Html beside = paragraph(repeats_words(family.earlier), "govuk-!-margin-bottom-2");
  for (const service::IncidentShown& incident : family.incidents)
    if (incident.told.size() > 1) beside += incident_line(incident);
  if (!family.open.empty())
    beside += all(paragraph("Under way already:", "govuk-!-margin-bottom-1"),
                  bullets({family.open.begin(), family.open.end()}));
  beside += family.asked.empty() ? paragraph("No other service has been asked about them.")
                                 : all(paragraph("Other services were asked:", "govuk-!-margin-bottom-1"),
                                       bullets({family.asked.begin(), family.asked.end()}));
  return element(
      "section", {{"class", "roundel-inbox-family"}}, cards,
      details({.summary = all("What is known beside it",
                              hidden_text(all(" about ", door.waiting[family.waiting.front()].name))),
               .content = beside,
               .open = family.waiting.size() > 1 ||
                       std::ranges::any_of(family.incidents, [](const auto& one) { return one.told.size() > 1; })}));
}

// Whether one decision in the same words was made for both of one child, as for what services told of one night.
bool decided_as_one(const service::ConcernRow& a, const service::ConcernRow& b) {
  const auto &one = a.concern.decision, &other = b.concern.decision;
  return a.child == b.child && one && other && one->choice == other->choice && one->reason == other->reason &&
         one->at.date() == other->at.date();
}

// The rows of each decision, in the order of their first.
std::vector<std::vector<service::ConcernRow>> by_decision(const std::vector<service::ConcernRow>& rows) {
  std::vector<std::vector<service::ConcernRow>> out;
  for (const service::ConcernRow& row : rows) {
    const auto same = std::ranges::find_if(out, [&](const auto& each) { return decided_as_one(each.front(), row); });
    if (same == out.end())
      out.push_back({row});
    else
      same->push_back(row);
  }
  return out;
}

Html decided_table(const std::vector<service::ConcernRow>& decided, Date today) {
  std::vector<std::vector<Cell>> cells;
  for (const auto& rows : by_decision(decided)) {
    const service::ConcernRow& row = rows.front();
    const auto& decision = row.concern.decision;
    std::vector<std::string> from;
    std::vector<RunningClock> clocks;
    for (const service::ConcernRow& each : rows) {
      if (std::ranges::count(from, each.from_agency) == 0) from.push_back(each.from_agency);
      std::ranges::copy(each.clocks, std::back_inserter(clocks));
    }
    const Html open = open_clocks(clocks, today);
    cells.push_back(
        {{.content =
              all(link(child_path(row.child), row.name), " ", element("span", {{"class", "roundel-quiet"}}, row.age))},
         {.content = join_words(from)},
         {.content =
              decision ? all(bold(response_name(decision->choice)), element("br", {}), decision->reason) : Html()},
         {.content = decision ? Html(day_words(decision->at.date(), today)) : Html()},
         {.content = open.empty() ? Html("Nothing is due") : open}});
  }
  return scrolling("Decided concerns", table({.caption = "Decided, newest first",
                                              .caption_classes = "govuk-visually-hidden",
                                              .head = {{.content = "Child"},
                                                       {.content = "From"},
                                                       {.content = "Response and reason"},
                                                       {.content = "Decided"},
                                                       {.content = "Still to do"}},
                                              .rows = std::move(cells),
                                              .first_cell_is_header = true,
                                              .classes = "roundel-stacked"}));
}

Html lapsed_words(std::int64_t count, int days) {
  if (count == 0) return {};
  return paragraph(
      fmt::format("{} from services\u2019 systems {} not decided here within {} days, and {} no longer on this list.",
                  count == 1 ? "One notification" : fmt::format("{} notifications", count), count == 1 ? "was" : "were",
                  days, count == 1 ? "is" : "are"),
      "roundel-quiet");
}

Html decided_lately(const std::vector<service::ConcernRow>& decided, Date today) {
  return all(heading(2, Size::l, "Decided lately", "decided"),
             decided.empty() ? inset_text("Nothing was decided yet.") : decided_table(decided, today));
}

Html the_concern(const service::ConcernRow& row) {
  const bool told = row.concern.by_feed.has_value();
  return element("div", {{"class", "roundel-card"}},
                 heading(2, Size::m, told ? "The notification" : "The concern", "told"), what_was_told(row.concern),
                 who_told(row),
                 told && !row.concern.by_feed->followed.empty()
                     ? paragraph(all(bold("Since then: "), row.concern.by_feed->followed))
                     : Html());
}

// What else waits of the same event, to be read before one decision is made for all.
Html told_beside(const std::vector<service::ConcernRow>& rows) {
  if (rows.empty()) return {};
  return all(heading(2, Size::m, "Told of what may be the same event"), each(rows, [](const service::ConcernRow& row) {
               return element("div", {{"class", "roundel-card"}},
                              heading(3, Size::s, all("About ", row.name, ", ", row.age)), what_was_told(row.concern),
                              who_told(row));
             }));
}

// Who hears back, and in what words.
Html heard_back(const service::DecideForm& form, const service::Decided& decided) {
  const bool several = decided.heard.size() > 1;
  return all(heading(2, Size::m, several ? "Those who told see this" : "The referrer sees this"),
             several ? bullets({decided.heard.begin(), decided.heard.end()}) : Html(),
             element("p", {{"class", "govuk-body roundel-quote"}}, form.feedback));
}

// What the response asks for, so that nobody records a decision and then wonders.
std::string_view what_happens_next(ResponseChoice choice) {
  switch (choice) {
    case ResponseChoice::no_further_action:
      return "Nobody acts on it further. It stays in the child\u2019s picture, and counts when something is passed on "
             "again.";
    case ResponseChoice::early_help:
      return "Offer the family early help. It begins when they agree; record that, or that they declined.";
    case ResponseChoice::single_agency_visit:
      return "The service that knows the child best sees the child, and records the visit.";
    case ResponseChoice::joint_visit:
      return "Agree which two services see the child together and when, and record the visit.";
    case ResponseChoice::assessment:
      return "A social worker sees the child and begins the assessment.";
    case ResponseChoice::strategy_discussion:
      break;
  }
  return "Hold the strategy discussion with the police and health, and record what it decided.";
}

Html clocks_after(const std::vector<RunningClock>& clocks, Date today) {
  const std::vector<RunningClock> open = still_open(clocks);
  return open.empty()
             ? paragraph(
                   "No new time limit starts with this decision. What runs already stands on the child\u2019s page.")
             : clock_list(open, today);
}

Html next_steps(const PersonId& child, const service::DecideForm& form, const service::Decided& decided, Date today) {
  const bool acts = form.choice != ResponseChoice::no_further_action;
  return all(heading(2, Size::m, "What happens next"), paragraph(what_happens_next(form.choice)),
             acts ? paragraph(link(child_path(child, "pathway"), "Record it on the child\u2019s pathway")) : Html(),
             heading(2, Size::m, "By when"), clocks_after(decided.clocks, today));
}

std::string earlier_words(int earlier) {
  if (earlier == 0) return "Nothing was passed on about this child before.";
  return earlier == 1 ? "One concern or notification was passed on about this child before."
                      : fmt::format("{} concerns and notifications were passed on about this child before.", earlier);
}

}  // namespace

Html front_door_page(const Frame& frame, const service::FrontDoor& door, const Standards& standards, Date today) {
  Html waiting =
      each(door.families, [&](const service::FamilyInbox& family) { return family_card(door, family, today); });
  if (door.waiting.empty()) waiting = inset_text("Nothing is waiting. This page tells you when something arrives.");
  std::string newest;
  for (const service::WaitingConcern& one : door.queue) newest = std::max(newest, one.raised.iso());
  const std::string which = door.pages > 1 ? fmt::format(", page {} of {}", door.page, door.pages) : std::string();
  const Html main =
      all(heading(1, Size::xl, "Front door"),
          paragraph("What waits for a response, by family: first what people passed on, then what services\u2019 "
                    "systems told. Who "
                    "waits longest stands first.",
                    "govuk-body-l"),
          paragraph(link("/elsewhere", "Another place asks whether it should talk to somebody here")),
          element("div", {{"class", "roundel-live"},
                          {"data-roundel-live", "/api/front-door"},
                          {"data-list", "queue"},
                          {"data-moment", "raised"},
                          {"data-newest", newest},
                          {"aria-live", "polite"}}),
          heading(2, Size::l, fmt::format("Waiting ({}){}", door.queue.size(), which), "waiting"), waiting,
          numbered_pages(door.page, door.pages, [](int number) { return fmt::format("/front-door?page={}", number); }),
          door.page > 1 ? Html()
                        : all(lapsed_words(door.never_decided, standards.notifications.waits_days),
                              decided_lately(door.decided, today)));
  return whole_page(frame, {.title = "Front door", .current = "/front-door", .main = main});
}

Html decide_page(const Frame& frame, const service::ConcernPage& page, const Standards& standards, Date today,
                 const Filled& filled, std::string_view key) {
  const service::ConcernRow& row = page.row;
  Html findings = each(page.findings, [&](const auto& finding) { return finding_card(finding, standards); });
  if (page.findings.empty()) findings = paragraph("No rule finds anything in this child's picture.");
  Html form =
      post_form(frame, concern_path(row), all(hidden_field("key", key), decide_fields(frame, page, standards, filled)));
  if (row.concern.decision) {
    form = inset_text(all(paragraph(all(bold("Decided already: "), response_name(row.concern.decision->choice), ".")),
                          paragraph(row.concern.decision->reason), what_was_said(*row.concern.decision, standards)));
  }
  // What is known is read before the form is filled in, on a telephone too.
  const Html main = element(
      "div", {{"class", "roundel-deciding"}},
      element("div", {{"class", "roundel-deciding__told"}},
              element("span", {{"class", "govuk-caption-xl"}}, row.name, ", ", row.age),
              heading(1, Size::xl, "Decide the response"), the_concern(row), told_beside(page.together)),
      element("aside", {{"class", "roundel-deciding__known"}, {"aria-labelledby", "picture"}},
              heading(2, Size::m, "What the picture says", "picture"),
              paragraph(link("#decision", "Go to the decision"), "roundel-only-narrow"),
              paragraph(link(child_path(row.child), "Open the child's whole picture")),
              paragraph(earlier_words(page.earlier_concerns)),
              page.suggested.empty()
                  ? Html()
                  : paragraph(all(bold("The findings suggest: "), level_words(page.suggested, standards.levels))),
              row.clocks.empty() ? Html() : clock_list(row.clocks, today), findings),
      element("div", {{"class", "roundel-deciding__form"}, {"id", "decision"}}, definition(standards), form));
  return whole_page(frame, {.title = "Decide the response",
                            .current = "/front-door",
                            .before = back_link("/front-door", "Back to the front door"),
                            .main = main,
                            .errors = filled.errors});
}

Html decided_page(const Frame& frame, const PersonId& child, const service::DecideForm& form,
                  const service::Decided& decided, Date today) {
  const Html main = element(
      "div", {{"class", "govuk-grid-row"}},
      element("div", {{"class", "govuk-grid-column-two-thirds"}},
              panel({.title = "Decision recorded", .content = response_name(form.choice)}),
              decided.counts_as.empty()
                  ? Html()
                  : paragraph(all("By this place\u2019s definition it counts as a ", bold(decided.counts_as), ".")),
              next_steps(child, form, decided, today), heard_back(form, decided),
              element("p", {{"class", "govuk-body"}}, link("/front-door", "Back to the front door")),
              element("p", {{"class", "govuk-body"}}, link(child_path(child), "Go to the child's page"))));
  return whole_page(frame, {.title = "Decision recorded", .current = "/front-door", .main = main});
}

}  // namespace roundel::web
