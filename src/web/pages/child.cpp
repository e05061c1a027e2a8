#include <algorithm>

#include <fmt/format.h>

#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"

namespace roundel::web {
namespace {

struct Place {
  std::string_view href;
  std::string_view name;
};
constexpr Place kContents[] = {{"#recent", "What changed"},
                               {"#stands", "Where things stand"},
                               {"#jigsaw", "Pieces of the jigsaw"},
                               {"#findings", "Findings"},
                               {"#optimism", "Looked at too hopefully?"},
                               {"#level", "Level of need"},
                               {"#unasked", "Not asked yet"},
                               {"#protective", "Protective factors"},
                               {"#involved", "Who is involved"},
                               {"#family", "Family"},
                               {"#chronology", "Chronology"},
                               {"#needs", "Needs over time"},
                               {"#response", "Concerns and clocks"},
                               {"#as-known", "As known on, or to"}};

bool stands_on(const ChildView& view, const Place& place) {
  if (place.href == "#stands") return view.page.pathway.has_value();
  if (place.href == "#jigsaw") return !view.page.jigsaw.empty();
  return place.href != "#optimism" || !view.page.optimism.empty();
}

Html contents(const ChildView& view) {
  return element("nav", {{"class", "roundel-contents"}, {"aria-label", "On this page"}},
                 element("ul", {{"class", "roundel-contents__list"}}, each(kContents, [&](const Place& place) {
                           if (!stands_on(view, place)) return Html();
                           return element(
                               "li", {},
                               link(place.href, place.name, "govuk-link--no-visited-state govuk-link--no-underline"));
                         })));
}

// Whoever records births finds the way from here.
bool records_births(const ChildView& view) {
  const EntryKind* kind = view.standards.vocabulary.kind("midwifery.birth");
  const Agency* agency = view.frame.caller == nullptr ? nullptr : view.standards.agency(view.frame.caller->agency);
  if (!view.now() || kind == nullptr || agency == nullptr) return false;
  return view.page.access.scope.any() && std::ranges::count(kind->agency_kinds, agency->kind) > 0;
}

// To a child who is expected, and for a year to one who may have been born with another.
Html births(const ChildView& view) {
  const IdentityBar& who = view.picture().identity;
  if (!records_births(view)) return {};
  const std::string address = child_path(view.person(), "birth");
  if (!who.born && who.expected)
    return button(
        {.text = "Record the birth", .href = address, .classes = "govuk-button--secondary govuk-!-margin-bottom-0"});
  if (who.born && view.picture().on <= who.born->plus_years(1))
    return link(address, "Born with another child?", "govuk-link--no-visited-state");
  return {};
}

Html actions(const ChildView& view) {
  const PersonId& child = view.person();
  return element(
      "div", {{"class", "roundel-actions"}},
      button({.text = "Pass on a concern", .href = child_path(child, "concern"), .classes = "govuk-!-margin-bottom-0"}),
      births(view), link(child_path(child, "replay"), "Over time", "govuk-link--no-visited-state"),
      view.now() ? link(child_path(child, "ask"), "Ask another service", "govuk-link--no-visited-state") : Html(),
      view.now() && view.page.pathway
          ? link(child_path(child, "with-family"), "To read with the family", "govuk-link--no-visited-state")
          : Html(),
      link(child_path(child, "access-history"), "Access history", "govuk-link--no-visited-state"));
}

Html why_you_see_this(const ChildView& view) {
  return element("p", {{"class", "roundel-access"}}, view.page.access.why,
                 view.page.access.lawful_basis.empty() ? "" : ". Lawful basis: ", view.page.access.lawful_basis);
}

Html heading_row(const ChildView& view) {
  const IdentityBar& who = view.picture().identity;
  return element("div", {{"class", "roundel-child-head"}},
                 element("div", {}, heading(1, Size::xl, who.name),
                         element("p", {{"class", "govuk-body-l roundel-child-head__age"}}, who.age)),
                 actions(view));
}

Html live(const ChildView& view) {
  if (!view.now()) return {};
  return element("div", {{"class", "roundel-live"},
                         {"data-roundel-live", ""},
                         {"data-child", view.person().str()},
                         {"aria-live", "polite"}});
}

Html whole_picture(const ChildView& view) {
  return all(
      heading_row(view), why_you_see_this(view), live(view), as_known_notice(view), child_details(view),
      element("div", {{"class", "roundel-columns"}}, contents(view),
              element("div", {{"class", "roundel-columns__main"}}, recent_section(view), stands_section(view),
                      jigsaw_section(view), findings_section(view), optimism_section(view), level_section(view),
                      unasked_section(view), protective_section(view), involved_section(view), family_section(view),
                      chronology_section(view), needs_section(view), response_section(view), as_known_form(view))));
}

}  // namespace

Html child_page(const Frame& frame, const service::ChildPage& page, const Standards& standards,
                const ChildShown& shown) {
  const ChildView view{.frame = frame, .page = page, .standards = standards, .shown = shown};
  const bool content = page.access.scope.any();
  const Html main =
      content ? whole_picture(view)
              : all(heading_row(view), element("div", {{"class", "roundel-columns__main"}}, no_content_section(view)));
  return whole_page(frame, {.title = "A child's picture",
                            .banner = content ? child_identity_bar(view) : Html(),
                            .main = main,
                            .errors = shown.filled.errors});
}

}  // namespace roundel::web
