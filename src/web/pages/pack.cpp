// The conference pack: what is known of a child, the family, what was done and what was agreed, in the order of
// reading.
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"
#include "web/pages/pathway.h"
#include "web/pages/with_family.h"

namespace roundel::web {

Html pack_page(const Frame& frame, const service::ConferencePack& pack, const Standards& standards,
               std::string_view by) {
  const ChildShown shown{.lane = {}, .all = true, .filled = {}, .key = {}};
  const ChildView view{.frame = frame, .page = pack.picture, .standards = standards, .shown = shown};
  const IdentityBar& who = pack.picture.picture.identity;
  const Html main = element(
      "div", {{"class", "roundel-pack"}}, heading(1, Size::xl, all("Conference pack: ", who.name)),
      element("p", {{"class", "govuk-body-l"}}, who.age),
      paragraph(all("As known on ", view.on().text(), ", and as far as ", by, " may read it.")),
      warning_text(
          "For the members of the conference only. Check before you hand it to anybody else: it may hold what a "
          "parent or a person who did harm must not see."),
      element("p", {{"class", "govuk-body roundel-not-on-paper"}},
              "To print it, or to keep it as PDF, use the print command of your browser."),
      child_details(view), family_section(view), involved_section(view), history_section(pack.pathway),
      plan_section(pack.pathway, view.on()),
      section("by-when", "By when", running_clocks(pack.pathway.clocks, view.on())), findings_section(view),
      protective_section(view), unasked_section(view), chronology_section(view));
  return whole_page(frame, {.title = "Conference pack",
                            .before = back_link(child_path(view.person()), "Back to the child's page"),
                            .main = main});
}

}  // namespace roundel::web
