// The child page: what changed and why now, what only the services together know, and what was told too hopefully.
#include <fmt/format.h>

#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

constexpr std::size_t kFew = 4;  // entries of one piece that are named; the finding itself has them all

std::string indicator_name(const ChildView& view, const IndicatorCode& code) {
  const Indicator* indicator = view.standards.indicator(code);
  return indicator == nullptr ? code.str() : indicator->name;
}

// "Domestic abuse incident, 4 May 2024"
std::string short_line(const ChronologyItem& item) { return fmt::format("{}, {}", item.title, item.happened.text()); }

Html few_lines(const ChildView& view, const std::vector<EntryId>& entries) {
  const auto known = items_of(view, entries);
  std::vector<Html> lines;
  const std::size_t shown = known.size() <= kFew + 1 ? known.size() : kFew;  // "and 1 more" is no shorter than the one
  for (std::size_t i = 0; i < shown; ++i) lines.emplace_back(short_line(known[i]));
  if (known.size() > shown) lines.emplace_back(fmt::format("and {} more", known.size() - shown));
  return bullets(lines);
}

Html jigsaw_card(const ChildView& view, const Jigsaw& jigsaw) {
  const Html pieces = each(jigsaw.pieces, [&](const Piece& piece) {
    return element("div", {{"class", "roundel-piece"}}, heading(4, Size::s, view.standards.agency_name(piece.agency)),
                   few_lines(view, piece.entries));
  });
  return element("div", {{"class", "roundel-jigsaw"}},
                 heading(3, Size::s, indicator_name(view, jigsaw.finding.indicator)),
                 element("div", {{"class", "roundel-pieces"}}, pieces));
}

Html why_now(const ChildView& view, const WhyToday& why) {
  Html because;
  switch (why.because) {
    case WhyToday::Because::new_entry:
      because = all(paragraph("Because of what was recorded since:", "govuk-!-margin-bottom-1"),
                    few_lines(view, why.entries));
      break;
    case WhyToday::Because::time_passed:
      because = paragraph(fmt::format("Because time passed: nothing new had to be recorded. It holds since {}.",
                                      why.finding.since.text()));
      break;
    case WhyToday::Because::joined:
      because =
          paragraph("Because records were joined or corrected: what was known already came to count for this child.");
      break;
  }
  return element("li", {{"class", "roundel-why-now"}},
                 element("p", {{"class", "roundel-why-now__what"}}, indicator_name(view, why.finding.indicator)),
                 because);
}

Html optimism_card(const ChildView& view, const OptimismSign& sign) {
  return element("div", {{"class", "roundel-optimism"}}, paragraph(sign.words),
                 evidence_list(items_of(view, sign.entries)));
}

}  // namespace

std::vector<ChronologyItem> items_of(const ChildView& view, const std::vector<EntryId>& entries) {
  std::vector<ChronologyItem> out;
  for (const EntryId& entry : entries)
    for (const ChronologyItem& item : view.picture().chronology)
      if (item.entry == entry) out.push_back(item);
  return out;
}

Html recent_section(const ChildView& view) {
  Html what = nothing("Nothing changed lately.");
  if (!view.page.recent.empty()) what = change_list(view.page.recent, view.on());
  Html why;
  if (!view.page.why_today.empty())
    why = all(heading(3, Size::m, fmt::format("New findings since {}, and why now", view.page.changes_since.text())),
              element("ul", {{"class", "govuk-list"}},
                      each(view.page.why_today, [&](const WhyToday& one) { return why_now(view, one); })));
  return section("recent", "What changed lately, and why", all(what, why));
}

Html jigsaw_section(const ChildView& view) {
  if (view.page.jigsaw.empty()) return {};
  return section("jigsaw", "Pieces of the jigsaw",
                 all(paragraph("No service has these by itself. They are found only where the services' records lie "
                               "together. Each service holds a piece; talk to those who hold the others."),
                     each(view.page.jigsaw, [&](const Jigsaw& one) { return jigsaw_card(view, one); })));
}

Html optimism_section(const ChildView& view) {
  if (view.page.optimism.empty()) return {};
  return section("optimism", "Was this looked at too hopefully?",
                 all(paragraph("A reason to stop and talk, in supervision or with another service. It is no verdict on "
                               "the family or on anybody's work."),
                     each(view.page.optimism, [&](const OptimismSign& one) { return optimism_card(view, one); })));
}

}  // namespace roundel::web
