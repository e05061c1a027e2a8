// What goes on paper: the conference pack, which is what is known of a child, the family, what was done and what was
// agreed, in the order of reading; and the chronology alone.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/child_parts.h"
#include "web/pages/parts.h"
#include "web/pages/pathway.h"
#include "web/pages/with_family.h"

namespace roundel::web {
namespace {

using service::PaperCut;
using service::PaperPeriod;

// The parts by their anchors, in the order in which they stand.
struct PaperPart {
  std::string_view id, title;
};
constexpr std::array<PaperPart, 9> parts_of_pack = {{
    {"family", "Family"},
    {"involved", "Who is involved"},
    {"stands", "Where things stand"},
    {"plan", "The plan: who does what, and what came of it"},
    {"by-when", "By when"},
    {"findings", "Findings"},
    {"protective", "Protective factors"},
    {"unasked", "What nobody has asked yet"},
    {"chronology", "Chronology"},
}};

Html contents_of_pack() {
  return element(
      "nav", {{"class", "roundel-paper-contents"}, {"aria-labelledby", "contents"}},
      heading(2, Size::m, "Contents", "contents"),
      element("ol", {{"class", "govuk-list govuk-list--number"}}, each(parts_of_pack, [](const PaperPart& part) {
                return element("li", {}, link("#" + std::string(part.id), part.title));
              })));
}

// From when on, what is left out, and the other choice.
Html period_words(const PaperCut& cut, const std::string& path) {
  const Html choice =
      element("span", {{"class", "roundel-not-on-paper"}}, " ",
              cut.from ? link(path + "?period=" + std::string(word(PaperPeriod::everything)), "Show everything")
                       : link(path, "Show the last two years only"));
  if (!cut.from) return paragraph(all("It goes back to the first entry.", choice));
  const std::string older = cut.left_out == 0   ? std::string("Nothing older is recorded.")
                            : cut.left_out == 1 ? std::string("One older entry is left out.")
                                                : fmt::format("{} older entries are left out.", cut.left_out);
  return paragraph(all("What happened is told from ", bold(cut.from->text()), " on. ", older, choice));
}

Html cover(std::string_view title, const service::ChildPage& page, const PaperCut& cut, const std::string& path,
           std::string_view by) {
  const IdentityBar& who = page.picture.identity;
  return all(heading(1, Size::xl, all(title, ": ", who.name)), element("p", {{"class", "govuk-body-l"}}, who.age),
             paragraph(all("As known on ", page.picture.on.text(), ", and as far as ", by, " may read it.")),
             period_words(cut, path),
             warning_text("For those who need it only. Check before you hand it to anybody else: it may hold what a "
                          "parent or a person who did harm must not see."),
             element("p", {{"class", "govuk-body roundel-not-on-paper"}},
                     "To print it, or to keep it as PDF, use the print command of your browser."));
}

// At the top of every sheet, so that one that falls out of the pile is known: whose it is, what it belongs to, and of
// which day. Not on a screen, where the same stands once.
Html running_head(std::string_view title, const Picture& picture) {
  const IdentityBar& who = picture.identity;
  const Html born = who.born       ? all(", born ", who.born->text())
                    : who.expected ? all(", expected ", who.expected->text())
                                   : Html();
  return element("div", {{"class", "roundel-running"}, {"aria-hidden", "true"}},
                 element("p", {}, bold(who.name), born, ". ", title, ", ", picture.on.text(),
                         ". Confidential: for those who need it only."));
}

// What is on paper, under its running head.
Html paper(std::string_view title, const Picture& picture, const Html& content) {
  return element("div", {{"class", "roundel-pack"}}, running_head(title, picture),
                 element("div", {{"class", "roundel-pack__body"}}, content));
}

Html paper_line(const ChronologyItem& item) {
  return element("tr", {{"class", "govuk-table__row"}},
                 element("td", {{"class", "govuk-table__cell roundel-chronology__when"}}, item.happened.text()),
                 element("td", {{"class", "govuk-table__cell"}}, bold(item.title), standing_tag(item.standing),
                         item.detail.empty() ? Html() : element("div", {}, item.detail),
                         item.about.empty() || item.about == "the child"
                             ? Html()
                             : element("div", {{"class", "roundel-quiet"}}, "About ", item.about)),
                 element("td", {{"class", "govuk-table__cell roundel-chronology__who"}}, item.agency_name));
}

bool is_same_event(const ChronologyItem& a, const ChronologyItem& b) {
  return a.title == b.title && a.detail == b.detail && a.agency == b.agency && a.standing == b.standing;
}

constexpr std::string_view the_child = "the child";

std::string about_whom(const ChronologyItem& item) { return item.about.empty() ? std::string(the_child) : item.about; }

// One event that a service recorded for each child of the family is one line that names them all. What happened on one
// day stands together.
std::vector<ChronologyItem> told_once(const std::vector<ChronologyItem>& items) {
  std::vector<ChronologyItem> out;
  std::size_t day = 0;  // where the lines of this day begin
  for (const ChronologyItem& item : items) {
    if (day < out.size() && out[day].happened.text() != item.happened.text()) day = out.size();
    const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(day), out.end(),
                                   [&](const ChronologyItem& one) { return is_same_event(one, item); });
    if (same == out.end()) {
      out.push_back(item);
    } else if (const std::string whom = about_whom(item); about_whom(*same) != whom) {
      const bool of_child = whom == the_child;  // who stands first
      same->about = (of_child ? whom : about_whom(*same)) + "; " + (of_child ? about_whom(*same) : whom);
    }
  }
  return out;
}

// In the order in which it happened: paper is read from the top.
Html paper_table(const std::vector<ChronologyItem>& newest_first) {
  const std::vector<ChronologyItem> items = told_once({newest_first.rbegin(), newest_first.rend()});
  const auto column = [](std::string_view name) {
    return element("th", {{"scope", "col"}, {"class", "govuk-table__header"}}, name);
  };
  return element(
      "table", {{"class", "govuk-table roundel-chronology roundel-stacked"}},
      element("caption", {{"class", "govuk-table__caption govuk-visually-hidden"}}, "Chronology, oldest first"),
      element(
          "thead", {{"class", "govuk-table__head"}},
          element("tr", {{"class", "govuk-table__row"}}, column("Happened"), column("What"), column("Recorded by"))),
      element("tbody", {{"class", "govuk-table__body"}}, each(items, paper_line)));
}

Html paper_chronology_section(const Picture& picture) {
  return section("chronology", "Chronology",
                 picture.chronology.empty() ? nothing("Nothing is recorded in this time in what you may read.")
                                            : paper_table(picture.chronology));
}

}  // namespace

Html pack_page(const Frame& frame, const service::ConferencePack& pack, const Standards& standards,
               std::string_view by) {
  const ChildShown shown{.lane = {}, .all = true, .filled = {}, .key = {}};
  const ChildView view{.frame = frame, .page = pack.picture, .standards = standards, .shown = shown};
  const Html main =
      paper("Conference pack", pack.picture.picture,
            all(cover("Conference pack", pack.picture, pack.cut, child_path(view.person(), "pack"), by),
                contents_of_pack(), child_details(view), family_section(view), involved_section(view),
                history_section(pack.pathway), plan_section(pack.pathway, view.on()),
                section("by-when", "By when", running_clocks(pack.pathway.clocks, view.on())), findings_section(view),
                protective_section(view), unasked_section(view), paper_chronology_section(pack.picture.picture)));
  return whole_page(frame, {.title = "Conference pack",
                            .before = back_link(child_path(view.person()), "Back to the child's page"),
                            .main = main});
}

Html paper_chronology_page(const Frame& frame, const service::PaperChronology& chronology, std::string_view by) {
  const PersonId& child = chronology.picture.picture.identity.person;
  const Html main =
      paper("Chronology", chronology.picture.picture,
            all(cover("Chronology", chronology.picture, chronology.cut, child_path(child, "chronology"), by),
                paper_chronology_section(chronology.picture.picture)));
  return whole_page(
      frame, {.title = "Chronology", .before = back_link(child_path(child), "Back to the child's page"), .main = main});
}

}  // namespace roundel::web
