#include "web/pages/menu.h"

#include <algorithm>

#include "web/components/text.h"

namespace roundel::web {
namespace {

constexpr std::string_view more_href = "/more";

bool works_with_children(const access::Caller& caller) {
  return caller.role == "practitioner" || caller.role == "joint-team" || caller.role == "manager";
}

}  // namespace

bool passes_on(const access::Caller& caller) { return works_with_children(caller) || caller.role == "referrer"; }

namespace {

bool at_the_front_door(const access::Caller& caller) { return caller.role == "joint-team" || caller.role == "manager"; }
bool finds_people(const access::Caller& caller) {
  return passes_on(caller) || caller.role == "reviewer" || caller.role == "information-governance";
}
bool decides_links(const access::Caller& caller) { return caller.role == "identity-steward"; }
bool answers_for_links(const access::Caller& caller) {
  return decides_links(caller) || caller.role == "manager" || caller.role == "steward" ||
         caller.role == "information-governance";
}

// What somebody opens each day; the rest is looked at now and then.
std::vector<MenuItem> every_day(const access::Caller& caller) {
  std::vector<MenuItem> out;
  const auto add = [&](bool when, const char* name, const char* href) {
    if (when) out.push_back({.name = name, .href = href, .what_for = {}});
  };
  add(works_with_children(caller), "Changes", "/");
  add(passes_on(caller), "Work", "/work");
  add(at_the_front_door(caller), "Front door", "/front-door");
  add(finds_people(caller), "Find a child", "/find");
  add(passes_on(caller), "My concerns", "/concerns");
  add(passes_on(caller), "Requests", "/requests");
  add(decides_links(caller), "Questions", "/identity");
  add(decides_links(caller), "Decisions", "/identity/decisions");
  return out;
}

std::string_view name_of_rest(const access::Caller& caller) { return caller.role == "manager" ? "Oversight" : "More"; }

}  // namespace

std::vector<MenuItem> rest_of_menu(const access::Caller& caller) {
  std::vector<MenuItem> out;
  const auto add = [&](bool when, const char* name, const char* href, const char* what_for) {
    if (when) out.push_back({.name = name, .href = href, .what_for = what_for});
  };
  const bool manages = caller.role == "manager";
  add(works_with_children(caller), "Out of sight", "/out-of-sight",
      "Children with an open need whom nobody is recorded to have met for too long.");
  add(manages, "Time limits", "/time-limits", "How long the work took, what is late, and what lands on the last days.");
  add(manages, "What comes back", "/referral-loop",
      "What each service passes on, what was decided, and what came back later.");
  add(manages, "Same family, same level?", "/severity",
      "How far professions judge alike, in made-up and real families.");
  add(manages, "Do the rules help?", "/backtest",
      "What the rules found before harm in a made-up district, and what not.");
  add(answers_for_links(caller), "Linkage quality", "/identity/quality",
      "How many records are one person, and how often that is right.");
  add(passes_on(caller), "Made-up families", "/vignettes",
      "Rate short stories, and see whether services speak one language.");
  add(passes_on(caller), "Reminders", "/reminders", "Emails when work waits, and your days in a calendar.");
  add(caller.role != "other-place", "Standards", "/standards",
      "The rules in words: indicators, levels of need and time limits, with sources.");
  return out;
}

std::vector<MenuItem> main_menu(const access::Caller& caller) {
  std::vector<MenuItem> out = every_day(caller);
  const auto rest = rest_of_menu(caller);
  if (rest.size() <= 2)  // nobody looks behind a word for one page
    out.insert(out.end(), rest.begin(), rest.end());
  else
    out.push_back({.name = name_of_rest(caller), .href = more_href, .what_for = {}});
  return out;
}

std::string_view item_of_bar(const access::Caller& caller, std::string_view current) {
  const auto is_it = [&](const MenuItem& item) { return item.href == current; };
  if (std::ranges::any_of(main_menu(caller), is_it)) return current;
  return std::ranges::any_of(rest_of_menu(caller), is_it) ? more_href : std::string_view();
}

Html more_page(const Frame& frame) {
  const access::Caller& caller = *frame.caller;
  const std::string_view name = name_of_rest(caller);
  const Html items = each(rest_of_menu(caller), [](const MenuItem& item) {
    return element("li", {}, heading(2, Size::m, link(item.href, item.name)), paragraph(item.what_for));
  });
  const Html main =
      all(heading(1, Size::xl, name),
          caller.role == "manager"
              ? paragraph("How the whole goes, for those who answer for it, and what is looked at now and "
                          "then.",
                          "govuk-body-l")
              : paragraph("What is looked at now and then.", "govuk-body-l"),
          element("ul", {{"class", "govuk-list roundel-more"}}, items));
  return whole_page(frame, {.title = std::string(name), .current = std::string(more_href), .main = main});
}

}  // namespace roundel::web
