// The child page: what is known. Identity, who is involved, family, chronology, needs over time, and the past.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/moj.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/drawing.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr std::size_t kNewest = 40;  // lines of the chronology before somebody asks for all

// The query that asks for the same past again, with something added.
std::string same_view(const ChildView& view, std::string_view more) {
  std::vector<std::string> parts;
  if (view.page.asked.as_known_at) parts.push_back("as-known-on=" + view.page.asked.as_known_at->date().iso());
  if (view.page.asked.as_known_to) parts.push_back("as-known-to=" + url_part(view.page.asked.as_known_to->str()));
  if (!more.empty()) parts.emplace_back(more);
  std::string query;
  for (const std::string& part : parts) query += (query.empty() ? "?" : "&") + part;
  return child_path(view.person()) + query;
}

Html fact(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return element("span", {{"class", "roundel-fact"}}, element("span", {{"class", "roundel-fact__name"}}, name), " ",
                 element("span", {{"class", "roundel-fact__value"}}, value));
}

std::string born_words(const IdentityBar& who) {
  if (who.born) return who.born->text();
  return who.expected ? "expected " + who.expected->text() : std::string("not known");
}

Html involved_row(const Involvement& it) {
  const std::string dates =
      it.until ? fmt::format("{} to {}", it.since.text(), it.until->text()) : "since " + it.since.text();
  Html seen;
  if (it.last_contact) seen = element("span", {{"class", "roundel-quiet"}}, "Last contact ", it.last_contact->text());
  return element(
      "li", {{"class", it.until ? "roundel-involved roundel-involved--ended" : "roundel-involved"}},
      element("p", {{"class", "roundel-involved__agency"}}, it.agency_name,
              it.service.empty() || it.service == it.agency_name
                  ? Html()
                  : element("span", {{"class", "roundel-quiet"}}, " ", it.service)),
      element("p", {{"class", "roundel-involved__who"}},
              it.practitioner.empty() ? Html("No name is known") : bold(it.practitioner),
              it.contact.empty() ? Html() : all(element("br", {}), it.contact)),
      element("p", {{"class", "roundel-involved__when"}}, dates, seen.empty() ? Html() : all(element("br", {}), seen)));
}

std::string_view residence_words(const FamilyMember& member) {
  switch (member.residence) {
    case Residence::resident:
      return "Lives with the child";
    case Residence::elsewhere:
      return "Lives elsewhere";
    case Residence::unknown:
      break;
  }
  return "Not known where";
}

Html family_table(const ChildView& view) {
  std::vector<std::vector<Cell>> rows;
  for (const FamilyMember& member : view.picture().family) {
    const Html name = member.child && !member.person.empty() && member.person != view.person()
                          ? link(child_path(member.person), member.name)
                          : Html(member.name);
    rows.push_back({{.content = all(name, member.known ? Html() : all(" ", tag("No record", "govuk-tag--yellow")))},
                    {.content = relation_name(member.relation)},
                    {.content = all(residence_words(member),
                                    member.since ? all(element("br", {}), element("span", {{"class", "roundel-quiet"}},
                                                                                  "since ", member.since->text()))
                                                 : Html(),
                                    member.until ? all(element("br", {}), element("span", {{"class", "roundel-quiet"}},
                                                                                  "until ", member.until->text()))
                                                 : Html())},
                    {.content = member.born ? member.born->text() : "not known"}});
  }
  return table({.caption = "The family in words",
                .caption_classes = "govuk-visually-hidden",
                .head = {{.content = "Name"}, {.content = "To the child"}, {.content = "Home"}, {.content = "Born"}},
                .rows = std::move(rows),
                .first_cell_is_header = true,
                .classes = "roundel-stacked"});
}

Html genogram_legend() {
  return element("p", {{"class", "roundel-quiet"}},
                 "Square: male. Circle: female. Diamond: sex not known. Dashed, with a question mark: seen or named, "
                 "but nobody knows who. "
                 "The shaded outline holds those who live together. Two strokes: lives elsewhere.");
}

std::map<std::string, int> lanes_with_counts(const std::vector<ChronologyItem>& items) {
  std::map<std::string, int> counts;
  for (const ChronologyItem& item : items) ++counts[item.lane];
  return counts;
}

Html lane_filter(const ChildView& view) {
  const auto counts = lanes_with_counts(view.picture().chronology);
  const auto choice = [&](std::string_view lane, std::string_view name, std::size_t count) {
    const bool current = view.shown.lane == lane;
    const std::string path = same_view(view, lane.empty() ? "" : "lane=" + url_part(lane)) + "#chronology";
    return element("li", {},
                   element("a",
                           {{"class", current ? "roundel-filter roundel-filter--on" : "roundel-filter"},
                            {"href", path},
                            {"data-lane", lane},
                            Attribute("aria-current", "true").when(current)},
                           name, " (", std::to_string(count), ")"));
  };
  Html items = choice("", "All", view.picture().chronology.size());
  for (const auto& [lane, count] : counts) items += choice(lane, sentence_case(lane), static_cast<std::size_t>(count));
  return element("nav", {{"aria-label", "Chronology by service"}},
                 element("ul", {{"class", "roundel-filters"}}, items));
}

Html chronology_row(const ChronologyItem& item) {
  const bool about_others = !item.about.empty() && item.about != "the child";
  const std::string recorded = item.recorded.date().text();
  return element("tr", {{"class", "govuk-table__row"}, {"id", "entry-" + item.entry.str()}, {"data-lane", item.lane}},
                 element("td", {{"class", "govuk-table__cell roundel-chronology__when"}}, item.happened.text()),
                 element("td", {{"class", "govuk-table__cell"}}, bold(item.title), standing_tag(item.standing),
                         item.protective ? all(" ", tag("Protective", "govuk-tag--green roundel-standing")) : Html(),
                         item.detail.empty() ? Html() : element("div", {}, item.detail),
                         about_others ? element("div", {{"class", "roundel-quiet"}}, "About ", item.about) : Html()),
                 element("td", {{"class", "govuk-table__cell roundel-chronology__who"}}, item.agency_name,
                         element("div", {{"class", "roundel-quiet"}}, "Recorded ", recorded)));
}

Html chronology_table(const ChildView& view, const std::vector<const ChronologyItem*>& items, std::size_t shown) {
  Html rows;
  for (std::size_t i = 0; i < shown; ++i) rows += chronology_row(*items[i]);
  const Html head =
      element("thead", {{"class", "govuk-table__head"}},
              element("tr", {{"class", "govuk-table__row"}},
                      element("th", {{"scope", "col"}, {"class", "govuk-table__header"}}, "Happened"),
                      element("th", {{"scope", "col"}, {"class", "govuk-table__header"}}, "What"),
                      element("th", {{"scope", "col"}, {"class", "govuk-table__header"}}, "Recorded by")));
  const std::string caption =
      view.shown.lane.empty() ? "Chronology, newest first" : "Chronology: " + view.shown.lane + ", newest first";
  return element("table", {{"class", "govuk-table roundel-chronology roundel-stacked"}},
                 element("caption", {{"class", "govuk-table__caption govuk-visually-hidden"}}, caption), head,
                 element("tbody", {{"class", "govuk-table__body"}}, rows));
}

Html needs_table(const std::vector<NeedsMonth>& needs) {
  std::vector<std::vector<Cell>> rows;
  for (auto month = needs.rbegin(); month != needs.rend(); ++month) {
    const auto count = [](int number) { return Cell{.content = std::to_string(number), .numeric = true}; };
    rows.push_back({{.content = month->month.text().substr(2)},
                    count(month->development),
                    count(month->parenting),
                    count(month->family),
                    count(month->protective)});
  }
  return scrolling("Needs over time", table({.caption = "Entries in each month, newest first",
                                             .caption_classes = "govuk-visually-hidden",
                                             .head = {{.content = "Month"},
                                                      {.content = "Development", .numeric = true},
                                                      {.content = "Parenting", .numeric = true},
                                                      {.content = "Family", .numeric = true},
                                                      {.content = "Protective", .numeric = true}},
                                             .rows = std::move(rows),
                                             .first_cell_is_header = true,
                                             .classes = "govuk-table--small-text-until-tablet"}));
}

Html needs_legend() {
  const auto key = [](std::string_view style, std::string_view words) {
    return element("li", {},
                   element("svg",
                           {{"class", "roundel-key"},
                            {"viewBox", "0 0 14 14"},
                            {"width", "14"},
                            {"height", "14"},
                            {"aria-hidden", "true"},
                            {"focusable", "false"}},
                           element("rect", {{"width", "14"}, {"height", "14"}, {"class", style}})),
                   " ", words);
  };
  return element("ul", {{"class", "roundel-keys"}}, key("needs-development", "Child's development"),
                 key("needs-parenting", "Parenting"), key("needs-family", "Family and environment"),
                 key("needs-protective", "Protective, below the line"));
}

Html agency_choice(const ChildView& view) {
  Select choice{.label = {.text = "As known to", .classes = "govuk-label--s"}, .name = "as-known-to"};
  if (view.page.asked.as_known_to) choice.value = view.page.asked.as_known_to->str();
  choice.items.emplace_back("", "Everybody together");
  if (view.standards.place) {
    for (const Agency& agency : view.standards.place->agencies) choice.items.emplace_back(agency.id.str(), agency.name);
  }
  return select(choice);
}

}  // namespace

Html child_identity_bar(const ChildView& view) {
  const IdentityBar& who = view.picture().identity;
  return element("section", {{"aria-label", "Whose picture this is"}, {"class", "roundel-identity"}},
                 identity_bar(all(element("span", {{"class", "roundel-fact roundel-fact--name"}}, who.name),
                                  fact("Born", born_words(who)), fact("Sex", who.sex),
                                  fact("NHS number", who.nhs_number.empty() ? "not known" : who.nhs_number),
                                  fact("UPN", who.upn))));
}

Html child_details(const ChildView& view) {
  const IdentityBar& who = view.picture().identity;
  SummaryList list{.classes = "govuk-summary-list--no-border roundel-details"};
  const auto add = [&](std::string_view key, const Html& value) {
    if (!value.empty()) list.rows.push_back({.key = key, .value = value});
  };
  add("Home", who.address);
  add("School", who.school);
  add("Ethnicity", who.ethnicity);
  Html others;
  for (const std::string& name : who.other_names) others += all(others.empty() ? "" : ", ", name);
  add("Also known as", others);
  add("Records", who.source_records == 1 ? "One service's record"
                                         : fmt::format("{} services' records are joined here", who.source_records));
  Html out = summary_list(list);
  for (const std::string& disagreement : who.disagreements)
    out += element("p", {{"class", "roundel-disagreement"}}, disagreement);
  return out;
}

Html as_known_notice(const ChildView& view) {
  if (view.now()) return {};
  std::string words = "This is the picture as it was known";
  if (view.page.asked.as_known_at) words += " at the end of " + view.page.asked.as_known_at->date().text();
  if (view.page.asked.as_known_to) words += " to " + view.standards.agency_name(*view.page.asked.as_known_to);
  return element("div", {{"class", "roundel-past"}, {"role", "note"}},
                 element("p", {{"class", "roundel-past__words"}}, words, "."),
                 paragraph(link(child_path(view.person()), "Show what is known now"), "govuk-!-margin-bottom-0"));
}

Html as_known_form(const ChildView& view) {
  DateInput date{.id = "as-known-on",
                 .name_prefix = "as-known-on",
                 .fieldset = Fieldset{.legend = "As known on", .legend_classes = "govuk-fieldset__legend--s"},
                 .hint = Hint{.text = "Leave empty for now. For example, 27 3 2024"}};
  if (view.page.asked.as_known_at) {
    const Date day = view.page.asked.as_known_at->date();
    date.day = std::to_string(day.day());
    date.month = std::to_string(day.month());
    date.year = std::to_string(day.year());
  }
  return section(
      "as-known", "As known on a day, or to an agency",
      all(paragraph("See this page as it could have been seen: only what was recorded by the end of that day, and only "
                    "what that agency recorded or was given."),
          element("form", {{"method", "get"}, {"action", child_path(view.person())}, Attribute("novalidate")},
                  date_input(date), agency_choice(view),
                  button({.text = "Show", .classes = "govuk-button--secondary"}))));
}

Html involved_section(const ChildView& view) {
  Html list = nothing("No service has said that it is involved.");
  if (!view.picture().involved.empty())
    list = element("ul", {{"class", "govuk-list roundel-involved-list"}}, each(view.picture().involved, involved_row));
  return section("involved", "Who is involved", list);
}

Html family_section(const ChildView& view) {
  if (view.picture().family.empty())
    return section("family", "Family", nothing("Nobody has recorded who belongs to this child. Ask."));
  const Html wide = draw_genogram(layout_genogram(view.picture(), 820));
  const Html narrow = draw_genogram(layout_genogram(view.picture(), 350));
  return section(
      "family", "Family",
      all(element("div", {{"class", "roundel-only-wide"}}, wide),
          element("div", {{"class", "roundel-only-narrow"}}, narrow), genogram_legend(), family_table(view)));
}

Html chronology_section(const ChildView& view) {
  const auto& items = view.picture().chronology;
  if (items.empty()) return section("chronology", "Chronology", nothing("Nothing is recorded in what you may read."));
  std::vector<const ChronologyItem*> chosen;
  for (const ChronologyItem& item : items) {
    if (view.shown.lane.empty() || item.lane == view.shown.lane) chosen.push_back(&item);
  }
  const std::size_t shown = view.shown.all ? chosen.size() : std::min(chosen.size(), kNewest);
  Html more;
  if (shown < chosen.size()) {
    const std::string lane = view.shown.lane.empty() ? "" : "lane=" + url_part(view.shown.lane) + "&";
    more = paragraph(link(same_view(view, lane + "chronology=all") + "#chronology",
                          fmt::format("Show all {} entries", chosen.size())));
  }
  const Html wide = draw_lanes(layout_lanes(items, view.on(), {.width = 820}));
  const Html narrow = draw_lanes(layout_lanes(items, view.on(), {.width = 360, .most_marks = 8}));
  return section("chronology", "Chronology",
                 all(element("div", {{"class", "roundel-only-wide"}}, wide),
                     element("div", {{"class", "roundel-only-narrow"}}, narrow),
                     element("p", {{"class", "roundel-quiet"}},
                             "A ring speaks for the child's safety. A number says how many entries lie there."),
                     lane_filter(view), chronology_table(view, chosen, shown), more));
}

Html needs_section(const ChildView& view) {
  const auto& needs = view.picture().needs;
  if (needs.empty())
    return section("needs", "Needs over time", nothing("Nothing is recorded that says how needs moved."));
  return section(
      "needs", "Needs over time",
      all(paragraph(
              "How many entries of need, and of protection, fell in each month. It counts entries; it is not a score."),
          needs_legend(), draw_needs(needs, 820),
          details({.summary = "The same as a table", .content = needs_table(needs)})));
}

Html no_content_section(const ChildView& view) {
  Html ask = inset_text(all(paragraph(bold("You asked for access.")),
                            paragraph("Whoever may grant it sees your request. You will be able to open this child's "
                                      "picture once it is granted.")));
  if (!view.page.access_asked_for) {
    const Filled& filled = view.shown.filled;
    ask = post_form(view.frame, child_path(view.person(), "ask-for-access"),
                    all(textarea({.label = {.text = "Why do you need to see more?", .classes = "govuk-label--m"},
                                  .name = "reason",
                                  .value = filled.value("reason"),
                                  .hint = Hint{.text = "What you are doing with or for this child. Your request is in "
                                                       "the child's access history."},
                                  .error = filled.error_of("reason"),
                                  .rows = 4}),
                        button({.text = "Ask for access", .prevent_double_click = true})));
  }
  return all(inset_text(all(paragraph(bold("You see who is involved, and no content.")),
                            paragraph(view.page.access.why, "govuk-!-margin-bottom-0"))),
             involved_section(view), section("ask", "Ask for access", ask));
}

}  // namespace roundel::web
