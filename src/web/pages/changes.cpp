#include <algorithm>

#include <fmt/format.h>

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

struct ChildChanges {
  const service::Change* newest = nullptr;  // names the child
  std::vector<service::Change> changes;
};
struct FamilyChanges {
  PersonId family;
  std::vector<ChildChanges> children;
  const service::Change& newest() const { return *children.front().newest; }
};

// Changes come newest first: so do the families, by their newest change, and the children within each.
std::vector<FamilyChanges> by_family(const std::vector<service::Change>& changes) {
  std::vector<FamilyChanges> out;
  for (const service::Change& change : changes) {
    auto family = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.family == change.family; });
    if (family == out.end()) family = out.insert(out.end(), {.family = change.family, .children = {}});
    auto child = std::find_if(family->children.begin(), family->children.end(),
                              [&](const ChildChanges& one) { return one.newest->child == change.child; });
    if (child == family->children.end())
      child = family->children.insert(family->children.end(), {.newest = &change, .changes = {}});
    child->changes.push_back(change);
  }
  return out;
}

std::string day_title(Date day, Date today) {
  std::string words = day_words(day, today);
  if (words == "today") return "Today";
  if (words == "yesterday") return "Yesterday";
  return words;
}

bool changed_alike(const ChildChanges& a, const ChildChanges& b) {
  return std::ranges::equal(a.changes, b.changes, [](const service::Change& one, const service::Change& other) {
    return one.kind == other.kind && one.reason == other.reason && one.at.date() == other.at.date();
  });
}

// Children of one family for whom the very same changed, as with what happened to all of them.
std::vector<std::vector<const ChildChanges*>> alike(const FamilyChanges& family) {
  std::vector<std::vector<const ChildChanges*>> out;
  for (const ChildChanges& child : family.children) {
    const auto same = std::ranges::find_if(out, [&](const auto& each) { return changed_alike(*each.front(), child); });
    if (same == out.end())
      out.push_back({&child});
    else
      same->push_back(&child);
  }
  return out;
}

Html changes_of(const std::vector<const ChildChanges*>& children, Date today) {
  const auto named = [](const ChildChanges* child) {
    return all(link(child_path(child->newest->child), child->newest->name), " ",
               element("span", {{"class", "roundel-quiet"}}, child->newest->age));
  };
  Html names;
  for (const ChildChanges* child : children) names += all(names.empty() ? "" : ", ", named(child));
  return all(element("h3", {{"class", "govuk-heading-s roundel-family__child"}}, names),
             change_list(children.front()->changes, today));
}

Html family_card(const FamilyChanges& family, Date today) {
  Html together;
  if (family.children.size() > 1)
    together = paragraph(fmt::format("{} children of one family", family.children.size()), "roundel-quiet");
  std::string names;
  for (const ChildChanges& child : family.children) names += (names.empty() ? "" : ", ") + child.newest->name;
  return element(
      "div", {{"class", "roundel-family"}}, together,
      each(alike(family), [&](const auto& children) { return changes_of(children, today); }),
      element("p", {{"class", "govuk-body roundel-family__put-off"}},
              link(child_path(family.newest().child, "put-off"),
                   all("Put off", hidden_text(all(" what changed for ", names))), "govuk-link--no-visited-state")));
}

// The families under the day on which their newest change came.
Html by_day(const std::vector<FamilyChanges>& families, std::size_t from, std::size_t to, Date today) {
  Html out;
  for (std::size_t i = from; i < to; ++i) {
    const Date day = families[i].newest().at.date();
    if (i == from || families[i - 1].newest().at.date() != day) out += heading(2, Size::m, day_title(day, today));
    out += family_card(families[i], today);
  }
  return out;
}

Html nothing_changed(const service::ChangesToday& changes) {
  if (changes.children_in_view == 0) {
    return inset_text(all(
        paragraph("No child is in your view yet. You see a child here once your service records that it is involved."),
        paragraph(link("/find", "Find a child"))));
  }
  if (changes.not_shown.children_put_off > 0)
    return inset_text("Nothing else has changed: what did is put off. This page tells you when it comes back.");
  return inset_text(
      fmt::format("Nothing has changed since {}. This page tells you when something does.", changes.since.text()));
}

std::string counted_families(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "family" : "families");
}

Html what_is_here(std::size_t families, std::size_t from, std::size_t to, const service::NotShown& not_shown) {
  std::string words = counted_families(families);
  if (to - from < families) words += fmt::format(", {} to {} on this page", from + 1, to);
  if (not_shown.children_put_off > 0)
    words += fmt::format(". {} {} put off", not_shown.children_put_off,
                         not_shown.children_put_off == 1 ? "child is" : "children are");
  return paragraph(all(words, ". ", link("/changes/not-shown", "What is not shown, and why")));
}

}  // namespace

Html changes_page(const Frame& frame, const service::ChangesToday& changes, Date today, int page_number) {
  const auto families = by_family(changes.changes);
  const int total = static_cast<int>(families.size());
  const int on_a_page = changes.families_a_page;
  const int last = std::max(1, (total + on_a_page - 1) / on_a_page);
  const int page = std::clamp(page_number, 1, last);
  const auto from = static_cast<std::size_t>((page - 1) * on_a_page);
  const auto to = static_cast<std::size_t>(std::min(total, page * on_a_page));
  const std::string newest = changes.changes.empty() ? std::string() : changes.changes.front().at.iso();
  const Html main =
      all(heading(1, Size::xl, "Changes today"),
          changes.children_in_view == 0
              ? Html()
              : all(paragraph(fmt::format("What changed since {} for the {} {} you work with, and why, family by "
                                          "family. Newest first.",
                                          changes.since.text(), changes.children_in_view,
                                          changes.children_in_view == 1 ? "child" : "children"),
                              "govuk-body-l"),
                    what_is_here(families.size(), from, to, changes.not_shown)),
          element("div", {{"class", "roundel-live"},
                          {"data-roundel-live", "/api/changes"},
                          {"data-list", "changes"},
                          {"data-moment", "at"},
                          {"data-newest", newest},
                          {"aria-live", "polite"}}),
          total == 0 ? nothing_changed(changes) : by_day(families, from, to, today),
          numbered_pages(page, last, [](int number) { return fmt::format("/?page={}", number); }),
          paragraph(all("Findings were last worked out on ",
                        time_of(changes.assessed.iso(), changes.assessed.date().text()), "."),
                    "roundel-quiet"));
  return whole_page(frame, {.title = "Changes today", .current = "/", .main = main});
}

}  // namespace roundel::web
