// Putting changes off, and what is not on the list of changes.
#include <span>

#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

std::string children_words(int count) { return fmt::format("{} {}", count, count == 1 ? "child" : "children"); }

Radios days_to_choose(Date today, int most, const Filled& filled) {
  Radios days{
      .name = "until",
      .fieldset = Fieldset{.legend = "When should it come back?", .legend_classes = "govuk-fieldset__legend--m"},
      .error = filled.error_of("until"),
      .value = filled.value("until")};
  constexpr std::pair<int, std::string_view> choices[] = {
      {1, "Tomorrow"}, {3, "In 3 days"}, {7, "In a week"}, {14, "In two weeks"}};
  for (const auto& [days_away, words] : choices) {
    if (days_away > most) break;
    const Date day = today.plus_days(days_away);
    days.items.push_back({.value = day.iso(), .text = words, .hint = Hint{.text = day.text()}});
  }
  return days;
}

// The children of one entry together: they were put off together, and come back together.
Html put_off_card(const Frame& frame, std::span<const service::PutOff> together) {
  const service::PutOff& first = together.front();
  int changes = 0;
  Html children;
  std::string names;
  for (const service::PutOff& one : together) {
    changes += one.changes;
    names += (names.empty() ? "" : ", ") + one.name;
    children += heading(
        3, Size::s,
        all(link(child_path(one.child), one.name), " ", element("span", {{"class", "roundel-quiet"}}, one.age)));
  }
  return element("li", {{"class", "roundel-card"}}, children,
                 element("p", {{"class", "govuk-body roundel-quote"}}, first.reason),
                 paragraph(all(first.author, first.author.empty() ? "" : ", ", first.at.date().text(),
                               ". Comes back on ", bold(first.until.text()), ". ", std::to_string(changes),
                               changes == 1 ? " change is" : " changes are", " held back."),
                           "roundel-quiet"),
                 post_form(frame, child_path(first.child, "put-off/" + url_part(first.entry.str()) + "/back"),
                           button({.text = all("Bring back now", hidden_text(all(": ", names))),
                                   .classes = "govuk-button--secondary govuk-!-margin-bottom-0",
                                   .prevent_double_click = true})));
}

Html put_off_cards(const Frame& frame, const std::vector<service::PutOff>& put_off) {
  std::vector<EntryId> entries;  // in the order in which they come back
  for (const service::PutOff& one : put_off)
    if (std::find(entries.begin(), entries.end(), one.entry) == entries.end()) entries.push_back(one.entry);
  return element("ul", {{"class", "govuk-list"}}, each(entries, [&](const EntryId& entry) {
                   std::vector<service::PutOff> together;
                   for (const service::PutOff& one : put_off)
                     if (one.entry == entry) together.push_back(one);
                   return put_off_card(frame, together);
                 }));
}

Html other_reasons(const service::ChangesToday& changes) {
  const service::NotShown& not_shown = changes.not_shown;
  SummaryList list;
  const auto add = [&](std::string_view why, std::string what) { list.rows.push_back({.key = why, .value = what}); };
  add("Nothing changed",
      fmt::format("{} in your view, of {}", children_words(not_shown.children_unchanged), changes.children_in_view));
  const int hidden = not_shown.changes_not_readable;
  add("You may not read it",
      hidden == 0
          ? std::string("None: you may read every change of the children you work with")
          : fmt::format("{} {} on entries that you may not read. Nothing more is told of them here; whoever may "
                        "read them sees them.",
                        hidden, hidden == 1 ? "change rests" : "changes rest"));
  add("Too many for one list", not_shown.more ? "There were more changes than one list takes. The oldest are left out: "
                                                "they are on each child\u2019s own page."
                                              : "No: every change has its place on the list or its pages");
  add("Older", fmt::format("What changed before {} is in each child\u2019s chronology.", changes.since.text()));
  return summary_list(list);
}

}  // namespace

Html put_off_page(const Frame& frame, const service::ChangesToday& changes, const PersonId& child, Date today,
                  const Filled& filled, std::string_view key) {
  PersonId family;
  for (const service::Change& change : changes.changes)
    if (change.child == child) family = change.family;
  Html children;
  std::string named;  // references, for the form
  std::vector<PersonId> seen;
  for (const service::Change& change : changes.changes) {
    if (family.empty() || change.family != family) continue;
    if (std::find(seen.begin(), seen.end(), change.child) != seen.end()) continue;
    seen.push_back(change.child);
    named += (named.empty() ? "" : " ") + change.child.str();
    std::vector<service::Change> theirs;
    for (const service::Change& other : changes.changes)
      if (other.child == change.child) theirs.push_back(other);
    children += all(heading(2, Size::s, all(change.name, ", ", change.age)), change_list(theirs, today));
  }
  Html main = heading(1, Size::xl, "Put changes off");
  if (family.empty()) {
    main += paragraph("Nothing on your list is about this child now.");
  } else {
    main +=
        all(paragraph(
                "These changes leave the list until the day you choose, and come back by themselves. Whatever changes "
                "after now shows at once. Your reason is kept.",
                "govuk-body-l"),
            children,
            post_form(frame, child_path(child, "put-off"),
                      all(hidden_field("key", key), hidden_field("children", named),
                          radios(days_to_choose(today, changes.most_days_put_off, filled)),
                          textarea({.label = {.text = "Why can this wait until then?", .classes = "govuk-label--m"},
                                    .name = "reason",
                                    .value = filled.value("reason"),
                                    .hint = Hint{.text = "For example: the joint visit is on Thursday"},
                                    .error = filled.error_of("reason"),
                                    .rows = 3}),
                          button({.text = "Put off", .prevent_double_click = true}))));
  }
  return whole_page(frame, {.title = "Put changes off",
                            .current = "/",
                            .before = back_link("/", "Back to changes today"),
                            .main = main,
                            .errors = filled.errors});
}

Html not_shown_page(const Frame& frame, const service::ChangesToday& changes) {
  const auto& put_off = changes.not_shown.put_off;
  Html held = nothing("Nothing is put off.");
  if (!put_off.empty()) held = put_off_cards(frame, put_off);
  const Html main = all(
      heading(1, Size::xl, "What is not shown, and why"),
      paragraph("Nothing is dropped from the list of changes without a reason. These are the reasons.", "govuk-body-l"),
      section("put-off", "Put off", held), section("other", "Other reasons", other_reasons(changes)));
  return whole_page(frame, {.title = "What is not shown, and why",
                            .current = "/",
                            .before = back_link("/", "Back to changes today"),
                            .main = main});
}

}  // namespace roundel::web
