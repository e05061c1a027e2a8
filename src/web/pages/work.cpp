// What is mine, what waits for somebody else and for whom, what is late.
#include "web/pages/work.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"
#include "web/pages/pathway.h"
#include "web/pages/requests.h"

namespace roundel::web {
namespace {

using service::WorkOf;
using service::WorkRow;

// An action that a plan gives to somebody who does not work with the child yet leads to where they ask for access.
std::string path_of(const WorkRow& row, WorkOf of) {
  if (row.work.kind == WorkKind::action && !row.may_open) return child_path(row.child);
  switch (row.work.kind) {
    case WorkKind::request:
      return request_path(row.child, row.work.entry);
    case WorkKind::visit:
    case WorkKind::clock:
    case WorkKind::action:
      return pathway_path(row.child);
    case WorkKind::concern:
      break;
  }
  if (of == WorkOf::team) return "/front-door";
  return of == WorkOf::mine ? "/concerns" : child_path(row.child);
}

Html day_of(const WorkRow& row, Date on, bool late) {
  if (!row.work.by) return all("No day was set. Open since ", row.work.since.text());
  if (row.work.by_at)
    return all(row.work.by_at->text(), " ",
               tag(late ? "late" : "by the hour", late ? "govuk-tag--red" : "govuk-tag--blue"));
  if (!is_due_soon(*row.work.by, on)) return row.work.by->text();
  return all(row.work.by->text(), " ", tag(due_words(*row.work.by, on), late ? "govuk-tag--red" : "govuk-tag--yellow"));
}

std::string names_of(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// Who has to act and, where somebody asked for it, who waits.
Html turn_of(const WorkRow& row, WorkOf of) {
  std::string who = row.waits_for;
  if (row.to_do && of == WorkOf::mine) who = row.work.kind == WorkKind::request ? "Your service" : "You";
  const bool somebody_of_us = row.work.kind != WorkKind::request && row.work.turn.person.empty();
  if (row.to_do && of == WorkOf::service && somebody_of_us)
    who = row.named.empty() ? "Nobody of the service is named" : names_of(row.named);
  if (row.asked_by.empty()) return who;
  return all(who, " ", element("span", {{"class", "roundel-quiet"}}, "(", row.asked_by, " waits)"));
}

Html whom(const WorkRow& row) {
  const auto one = [](const std::string& name, const std::string& age) {
    return all(name, " ", element("span", {{"class", "roundel-quiet"}}, age));
  };
  Html out = one(row.name, row.age);
  for (const service::WorkSibling& sibling : row.also) out += all(element("br", {}), one(sibling.name, sibling.age));
  return out;
}

Html access_first(const WorkRow& row) {
  if (row.work.kind != WorkKind::action || row.may_open) return {};
  return element("p", {{"class", "govuk-hint govuk-!-margin-bottom-0"}},
                 "Given by a plan. You do not read this child’s record yet: ask for access there.");
}

// Beside what is to be done; nothing beside "Answer a request".
Html kind_of(WorkKind kind) {
  return kind == WorkKind::request ? Html() : element("span", {{"class", "roundel-quiet"}}, work_name(kind));
}

Html rows_table(const char* caption, const std::vector<WorkRow>& rows, const service::WorkPage& page) {
  const bool late = &rows == &page.late;
  std::vector<std::vector<Cell>> cells;
  for (const WorkRow& row : rows)
    cells.push_back(
        {{.content = all(link(path_of(row, page.of), row.work.what), " ", kind_of(row.work.kind), access_first(row))},
         {.content = whom(row)},
         {.content = day_of(row, page.on, late)},
         {.content = turn_of(row, page.of)}});
  return table({.caption = caption,
                .caption_classes = "govuk-visually-hidden",
                .head = {{.content = "What"}, {.content = "Child"}, {.content = "By when"}, {.content = "Who acts"}},
                .rows = std::move(cells),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

std::string list_path(WorkOf of, service::WorkPart part = service::WorkPart::all, int page = 1) {
  std::string query;
  const auto add = [&](const std::string& more) { query += (query.empty() ? "?" : "&") + more; };
  if (of != WorkOf::mine) add(fmt::format("of={}", service::word(of)));
  if (part != service::WorkPart::all) add(fmt::format("part={}", service::word(part)));
  if (page > 1) add(fmt::format("page={}", page));
  return "/work" + query;
}

struct Part {
  service::WorkPart part;
  const char* title;
  const char* none;
  const std::vector<WorkRow> service::WorkPage::* rows;
};
constexpr Part parts_of_list[] = {
    {service::WorkPart::late, "Late", "Nothing is late.", &service::WorkPage::late},
    {service::WorkPart::to_do, "To do", "There is nothing to do.", &service::WorkPage::to_do},
    {service::WorkPart::waiting, "Waiting for somebody else", "Nothing waits for others.",
     &service::WorkPage::waiting}};

// Where a part is longer than a page, the first page says so and leads to the others.
Html rest_of(const Part& part, const service::WorkPage& page) {
  const std::int64_t total = page.total_of(part.part);
  if (page.shown.part != service::WorkPart::all) {
    const std::int64_t first = std::int64_t{page.shown.page - 1} * service::work_a_page + 1;
    if (total == 0) return {};
    return all(paragraph(fmt::format("Showing {} to {} of {}.", first,
                                     std::min<std::int64_t>(total, first + service::work_a_page - 1), total)),
               numbered_pages(page.shown.page, page.pages(),
                              [&](int number) { return list_path(page.of, part.part, number); }));
  }
  if (total <= service::work_a_page) return {};
  return paragraph(all(
      fmt::format("The first {} of {} are shown. ", service::work_a_page, total),
      link(list_path(page.of, part.part), all("See all", hidden_text(fmt::format(" that is {}", lower(part.title)))))));
}

Html list_of(const Part& part, const service::WorkPage& page) {
  if (page.shown.part != service::WorkPart::all && page.shown.part != part.part) return {};
  const std::vector<WorkRow>& rows = page.*part.rows;
  return section(service::word(part.part), fmt::format("{} ({})", part.title, page.total_of(part.part)),
                 rows.empty() ? nothing(part.none) : all(rows_table(part.title, rows, page), rest_of(part, page)));
}

Html not_told(const service::WorkPage& page) {
  const std::int64_t some = page.totals.not_told;
  if (some == 0) return {};
  return paragraph(some == 1
                       ? "One more is not shown: it is about something that you may not read."
                       : fmt::format("{} more are not shown: they are about something that you may not read.", some),
                   "roundel-quiet");
}

Html other_lists(const service::WorkPage& page) {
  if (!page.may_see_others) return {};
  const auto one = [&](WorkOf of, const char* name, const char* path) {
    return element("li", {}, page.of == of ? bold(name) : link(path, name));
  };
  return element("nav", {{"aria-label", "Whose work"}},
                 element("ul", {{"class", "govuk-list"}}, one(WorkOf::mine, "Mine", "/work"),
                         one(WorkOf::service, "My service", "/work?of=service"),
                         one(WorkOf::team, "The joint team", "/work?of=team")));
}

// What somebody handed over at once, when they went away.
using HandoverGroup = std::vector<const service::HandedOver*>;

bool handed_over_at_once(const Handover& a, const Handover& b) {
  return a.from == b.from && a.to == b.to && a.on == b.on && a.back == b.back && a.reason == b.reason;
}

std::vector<HandoverGroup> at_once(const std::vector<service::HandedOver>& all_of_them) {
  std::vector<HandoverGroup> out;
  for (const service::HandedOver& one : all_of_them) {
    const auto same = std::ranges::find_if(
        out, [&](const HandoverGroup& group) { return handed_over_at_once(group.front()->handover, one.handover); });
    if (same == out.end())
      out.push_back({&one});
    else
      same->push_back(&one);
  }
  return out;
}

std::string handover_field(const service::HandedOver& one) {
  return std::string(handover_prefix) + one.handover.entry.str();
}

// A box for each child, all ticked until somebody takes one out.
Html which_children(const HandoverGroup& group, std::size_t number) {
  if (group.size() == 1) return hidden_field(handover_field(*group.front()), group.front()->child.str());
  Checkboxes boxes{.id_prefix = fmt::format("handed-over-{}", number),
                   .fieldset = Fieldset{.legend = "Take back", .legend_classes = "govuk-visually-hidden"},
                   .classes = "govuk-checkboxes--small"};
  for (const service::HandedOver* one : group)
    boxes.items.push_back(
        {.name = handover_field(*one), .value = one->child.str(), .text = one->name, .checked = true});
  return details({.summary = "Which children", .content = checkboxes(boxes), .classes = "govuk-!-margin-bottom-2"});
}

Html handover_group(const Frame& frame, const HandoverGroup& group, std::size_t number) {
  const Handover& it = group.front()->handover;
  const std::string whom = group.size() == 1 ? group.front()->name : fmt::format("{} children", group.size());
  const Html until = it.back ? all(", back expected ", it.back->text()) : Html();
  const Html past = group.front()->back_is_past ? all(" ", tag("Should be back", "govuk-tag--yellow")) : Html();
  return element("li", {},
                 paragraph(all(bold(whom), ": ", it.from_name, " to ", it.to_name, " on ", it.on.text(), until, ". ",
                               it.reason, past),
                           "govuk-!-margin-bottom-2"),
                 post_form(frame, "/hand-over/take-back",
                           all(which_children(group, number),
                               button({.text = all("Take back", hidden_text(all(" the work for ", whom))),
                                       .classes = "govuk-button--secondary",
                                       .prevent_double_click = true}))));
}

Html handovers(const Frame& frame, const service::WorkPage& page) {
  if (frame.caller == nullptr || frame.caller->role == "referrer") return {};
  const Html form = paragraph(link("/hand-over", "Hand over work: somebody leaves or is away"));
  if (page.handed_over.empty()) return section("handed-over", "Handed over", form);
  Html groups;
  std::size_t number = 0;
  for (const HandoverGroup& group : at_once(page.handed_over)) groups += handover_group(frame, group, ++number);
  return section("handed-over", fmt::format("Handed over ({})", page.handed_over.size()),
                 all(element("ul", {{"class", "govuk-list govuk-list--spaced"}}, groups), form));
}

const char* title_of(WorkOf of) {
  if (of == WorkOf::service) return "Work of my service";
  return of == WorkOf::team ? "Work of the joint team" : "My work";
}

// What stands on the list now, so that a page that stays open can tell what is new without asking first.
Html follows_live(const service::WorkPage& page) {
  std::string known;
  const auto add = [&](const char* list, const std::vector<service::WorkRow>& rows) {
    for (const service::WorkRow& row : rows)
      known += fmt::format("{}{} {}", known.empty() ? "" : "|", list, row.work.entry.str());
  };
  add("late", page.late);
  add("to-do", page.to_do);
  add("waiting", page.waiting);
  return element("div", {{"class", "roundel-live"},
                         {"data-roundel-live", "/api" + list_path(page.of)},
                         {"data-list", "late to-do waiting"},
                         {"data-key", "entry"},
                         {"data-known", known},
                         {"aria-live", "polite"}});
}

Html back_field(const Filled& filled) {
  return date_input(
      {.id = "back",
       .name_prefix = "back",
       .fieldset = Fieldset{.legend = "Which day are they back? (optional)",
                            .legend_classes = "govuk-fieldset__legend--s",
                            .role = "group"},
       .hint = Hint{.text = "Leave it empty for somebody who leaves. It ends when it is taken back, not by itself."},
       .error = filled.error_of("back-day"),
       .day = filled.value("back-day"),
       .month = filled.value("back-month"),
       .year = filled.value("back-year")});
}

Html whose_field(const service::HandOverPage& page, const Filled& filled) {
  Select from{.label = {.text = "Whose work?", .classes = "govuk-label--s"},
              .name = "from",
              .error = filled.error_of("from"),
              .value = filled.value("from"),
              .items = {}};
  for (const service::Colleague& one : page.from)
    from.items.emplace_back(one.practitioner.str(), fmt::format("{} ({} {})", one.name, one.children,
                                                                one.children == 1 ? "child" : "children"));
  return select(from);
}

Html to_field(const service::HandOverPage& page, const Filled& filled) {
  Select to{.label = {.text = "Who takes over?", .classes = "govuk-label--s"},
            .name = "to",
            .hint = Hint{.text = "They can open these children's pictures from then on"},
            .error = filled.error_of("to"),
            .value = filled.value("to"),
            .items = {{"", "Choose a colleague"}}};
  for (const service::Colleague& one : page.to) to.items.emplace_back(one.practitioner.str(), one.name);
  return select(to);
}

}  // namespace

Html work_page(const Frame& frame, const service::WorkPage& page) {
  const bool whole = page.shown.part == service::WorkPart::all;
  const bool mine = page.of == WorkOf::mine;
  const Html main = all(
      heading(1, Size::xl, title_of(page.of)),
      paragraph(mine ? "What you have to do, and what you wait for. The first day due stands first."
                     : "What has to be done, and what waits for others. The first day due stands first.",
                "govuk-body-l"),
      whole ? other_lists(page) : paragraph(link(list_path(page.of), "The whole list")),
      whole && mine ? paragraph(link("/reminders", "Reminders by email, and my days in a calendar")) : Html(),
      whole ? follows_live(page) : Html(), each(parts_of_list, [&](const Part& part) { return list_of(part, page); }),
      not_told(page), whole ? handovers(frame, page) : Html());
  return whole_page(frame, {.title = title_of(page.of), .current = "/work", .main = main});
}

Html hand_over_page(const Frame& frame, const service::HandOverPage& page, const Filled& filled, std::string_view key) {
  Html content = inset_text("You are named for no child, so there is nothing to hand over.");
  const bool somebody = std::ranges::any_of(page.from, [&](const service::Colleague& from) {
    return std::ranges::any_of(page.to, [&](const auto& to) { return to.practitioner != from.practitioner; });
  });
  if (!page.from.empty() && !somebody)
    content = inset_text(
        "Nobody else of your service can sign in here, so that nobody can take over yet. Ask whoever looks after the "
        "sign-ins of your service to add a colleague.");
  else if (!page.from.empty())
    content =
        post_form(frame, "/hand-over",
                  all(hidden_field("key", key), whose_field(page, filled), to_field(page, filled), back_field(filled),
                      textarea({.label = {.text = "Why?", .classes = "govuk-label--s"},
                                .name = "reason",
                                .value = filled.value("reason"),
                                .hint = Hint{.text = "It stands in the record under your name. Say nothing private."},
                                .error = filled.error_of("reason"),
                                .rows = 2}),
                      button({.text = "Hand over", .prevent_double_click = true})));
  const Html main = all(
      heading(1, Size::xl, "Hand over work"),
      paragraph("Everything open for the children they are named for is seen by whoever takes over.", "govuk-body-l"),
      content);
  return whole_page(frame, {.title = "Hand over work",
                            .current = "/work",
                            .before = back_link("/work", "Back to my work"),
                            .main = main,
                            .errors = filled.errors});
}

Html handed_over_page(const Frame& frame, int children, const std::string& to) {
  const Html main = all(
      panel({.title = "Handed over",
             .content = fmt::format("{} {} to {}", children, children == 1 ? "child" : "children", to)}),
      paragraph(all("They see it on their own list now. It can be taken back on ", link("/work", "your list"), ".")));
  return whole_page(frame, {.title = "Handed over", .current = "/work", .main = main});
}

}  // namespace roundel::web
