#include <fmt/format.h>

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr int kPageSize = 40;

std::string day_title(Date day, Date today) {
  std::string words = day_words(day, today);
  if (words == "today") return "Today";
  if (words == "yesterday") return "Yesterday";
  return words;
}

// The changes under the day on which they came.
Html by_day(const std::vector<service::Change>& changes, Date today) {
  Html out;
  for (std::size_t from = 0; from < changes.size();) {
    const Date day = changes[from].at.date();
    std::size_t to = from;
    while (to < changes.size() && changes[to].at.date() == day) ++to;
    out += heading(2, Size::m, day_title(day, today));
    out += change_list(
        {changes.begin() + static_cast<std::ptrdiff_t>(from), changes.begin() + static_cast<std::ptrdiff_t>(to)}, today,
        true);
    from = to;
  }
  return out;
}

Html pages_of(int page, int last) {
  if (last <= 1) return {};
  Pagination pages;
  const auto address = [](int number) { return fmt::format("/?page={}", number); };
  if (page > 1) pages.previous = address(page - 1);
  if (page < last) pages.next = address(page + 1);
  bool gap = false;
  for (int number = 1; number <= last; ++number) {
    if (number == 1 || number == last || std::abs(number - page) <= 1) {
      pages.items.push_back({.number = number, .href = address(number), .current = number == page});
      gap = false;
    } else if (!std::exchange(gap, true)) {
      pages.items.push_back({});
    }
  }
  return pagination(pages);
}

Html nothing_changed(const service::ChangesToday& changes) {
  if (changes.children_in_view == 0) {
    return inset_text(all(
        paragraph("No child is in your view yet. You see a child here once your service records that it is involved."),
        paragraph(link("/find", "Find a child"))));
  }
  return inset_text(
      fmt::format("Nothing has changed since {}. This page tells you when something does.", changes.since.text()));
}

}  // namespace

Html changes_page(const Frame& frame, const service::ChangesToday& changes, Date today, int page_number) {
  const int total = static_cast<int>(changes.changes.size());
  const int last = std::max(1, (total + kPageSize - 1) / kPageSize);
  const int page = std::clamp(page_number, 1, last);
  const auto begin = changes.changes.begin() + (page - 1) * kPageSize;
  const auto end = changes.changes.begin() + std::min(total, page * kPageSize);
  const std::string newest = changes.changes.empty() ? std::string() : changes.changes.front().at.iso();
  const Html main =
      all(heading(1, Size::xl, "Changes today"),
          paragraph(fmt::format("What changed since {} for the {} {} you work with, and why. Newest first.",
                                changes.since.text(), changes.children_in_view,
                                changes.children_in_view == 1 ? "child" : "children"),
                    "govuk-body-l"),
          element("div", {{"class", "roundel-live"},
                          {"data-roundel-live", "/api/changes"},
                          {"data-list", "changes"},
                          {"data-moment", "at"},
                          {"data-newest", newest},
                          {"aria-live", "polite"}}),
          total == 0 ? nothing_changed(changes) : by_day({begin, end}, today), pages_of(page, last),
          paragraph(all("Findings were last worked out on ",
                        time_of(changes.assessed.iso(), changes.assessed.date().text()), "."),
                    "roundel-quiet"));
  return whole_page(frame, {.title = "Changes today", .current = "/", .main = main});
}

}  // namespace roundel::web
