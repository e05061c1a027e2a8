#include "web/pages/passed_on.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "core/text.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/learned.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"

namespace roundel::web {
namespace {

Html sent_words(const service::ConcernRow& row) {
  const Timestamp at = row.concern.raised;
  return element("p", {{"class", "roundel-quiet"}},
                 row.concern.by_feed ? "Sent by your service\u2019s system, " : "Passed on by form, ",
                 time_of(at.iso(), at.text()));
}

Html said_by_service(const Concern& concern) {
  if (!concern.by_feed) return element("p", {{"class", "govuk-body roundel-quote"}}, concern.worry);
  return paragraph(all(bold(concern.by_feed->what), ", ", concern.by_feed->on.text()), "govuk-!-margin-bottom-1");
}

Html passed_on_card(const service::PassedOnRow& shown, Date today) {
  const service::ConcernRow& row = shown.row;
  const Html about =
      shown.told ? all(heading(2, Size::m,
                               all(link(child_path(row.child), row.name), " ",
                                   element("span", {{"class", "roundel-quiet"}}, row.age))),
                       said_by_service(row.concern))
                 : all(heading(2, Size::m, "A child"),
                       paragraph("A colleague passed this on. About whom, and what was said, is shown to those of your "
                                 "service who work with the child.",
                                 "roundel-quiet"));
  return element("article", {{"class", "roundel-card"}}, about, sent_words(row), what_became(row, today));
}

std::string way_words(SentBy way) {
  switch (way) {
    case SentBy::feed:
      return "by its system";
    case SentBy::duty_desk:
      return "to the duty desk";
    case SentBy::form:
      break;
  }
  return "by form";
}

std::string loop_title(const LoopRow& row) {
  return row.key.way == SentBy::duty_desk ? row.name : fmt::format("{}: {}", row.name, lower(row.what));
}

// The row asked for; else the first of which it is told how much came back.
const LoopRow& chosen_of(const std::vector<LoopRow>& rows, std::string_view asked) {
  for (const LoopRow& row : rows)
    if (loop_word(row.key) == asked) return row;
  for (const LoopRow& row : rows)
    if (row.came_back && *row.came_back > 0) return row;
  return rows.front();
}

// The newest day from which something of it is sent otherwise.
Html learned_words(const service::ReferralLoop& loop, const LoopKey& key) {
  const auto at = std::find_if(loop.learned.begin(), loop.learned.end(),
                               [&](const service::Learned& one) { return one.about == key; });
  if (at == loop.learned.end()) return {};
  return all(element("br", {}), element("span", {{"class", "roundel-quiet"}}, "Sent otherwise from ", at->from.text()));
}

Html loop_overview(const service::ReferralLoop& loop) {
  std::vector<std::vector<Cell>> cells;
  for (const LoopRow& row : loop.rows) {
    cells.push_back(
        {{.content = all(link(fmt::format("/referral-loop?row={}#loop", loop_word(row.key)), loop_title(row)),
                         learned_words(loop, row.key))},
         {.content = way_words(row.key.way)},
         {.content = told(row.sent), .numeric = true},
         {.content = told(row.repeats), .numeric = true},
         {.content = told(row.helped), .numeric = true},
         {.content = told(row.nothing), .numeric = true},
         {.content = told(row.came_back), .numeric = true}});
  }
  return scrolling("Every source and kind", table({.caption = "Every source and kind",
                                                   .caption_classes = "govuk-table__caption--m",
                                                   .head = {{.content = "Source and kind"},
                                                            {.content = "How it came"},
                                                            {.content = "Passed on", .numeric = true},
                                                            {.content = "Repeats", .numeric = true},
                                                            {.content = "Something followed", .numeric = true},
                                                            {.content = "Nothing further", .numeric = true},
                                                            {.content = "Came back", .numeric = true}},
                                                   .rows = std::move(cells),
                                                   .first_cell_is_header = true}));
}

Html loop_table(const LoopRow& row) {
  const auto line = [](const char* what, const Count& count) {
    return std::vector<Cell>{{.content = what}, {.content = told(count), .numeric = true}};
  };
  return table(
      {.caption = loop_title(row),
       .caption_classes = "govuk-visually-hidden",
       .head = {{.content = "What became of it"}, {.content = "How many", .numeric = true}},
       .rows = {line("Passed on", row.sent), line("of these, about a child told of in the year before", row.repeats),
                line("Not decided", row.waiting), line("Something followed", row.helped),
                line("Nothing further", row.nothing), line("of these, came back within twelve months", row.came_back),
                line("and of those, something followed then", row.then_helped),
                line("and of those, nothing again", row.then_nothing),
                line("of these, did not come back", row.stayed_away),
                line("of these, twelve months are not over", row.too_early)},
       .first_cell_is_header = true});
}

// What the two sides can take from it together; nothing where the counts are too small to say.
Html look_together(const LoopRow& row) {
  if (!row.nothing || !row.came_back || *row.nothing == 0 || *row.came_back == 0) return {};
  std::string words =
      fmt::format("Of {} that nothing further followed, {} came back within a year", *row.nothing, *row.came_back);
  if (row.then_helped && *row.then_helped > 0)
    words += fmt::format(", and of those {} were then answered with more", *row.then_helped);
  return inset_text(words +
                    ". Look at some of them together: what was known the first time, what was missing in what "
                    "was sent, and what would have been enough?");
}

Html loop_section(const LoopRow& row) {
  return section(
      "loop", all(loop_title(row), ", ", way_words(row.key.way)),
      element("div", {{"class", "govuk-grid-row"}},
              element("div", {{"class", "govuk-grid-column-one-half"}}, draw_loop(row)),
              element("div", {{"class", "govuk-grid-column-one-half"}}, loop_table(row), look_together(row))));
}

}  // namespace

Html what_became(const service::ConcernRow& row, Date today) {
  const auto& decision = row.concern.decision;
  const auto& feed = row.concern.by_feed;
  if (decision)
    return all(tag(response_name(decision->choice), "govuk-tag--green"),
               row.feedback.empty()
                   ? Html()
                   : element("p", {{"class", "govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-1"}}, row.feedback),
               element("p", {{"class", "roundel-quiet"}}, "Decided ", time_of(decision->at.iso(), decision->at.text())),
               open_clocks(row.clocks, today));
  if (feed && !feed->followed.empty())
    return all(tag("Answered", "govuk-tag--green"),
               element("p", {{"class", "govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-1"}}, feed->followed));
  if (feed && today > feed->waits_until)
    return all(
        tag("Never decided", "govuk-tag--red"),
        element("p", {{"class", "govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-1"}},
                "Nobody decided it while it waited. If you are still worried, ",
                link(child_path(row.child, "concern"), all("pass on a concern", hidden_text(all(" about ", row.name)))),
                "."));
  return all(paragraph(tag("Waiting", "govuk-tag--yellow"), "govuk-!-margin-bottom-1"), open_clocks(row.clocks, today));
}

Html passed_on_page(const Frame& frame, const service::PassedOnPage& page, Date today) {
  Html list = each(page.rows, [&](const service::PassedOnRow& row) { return passed_on_card(row, today); });
  if (page.rows.empty())
    list = inset_text(all(paragraph("Your service has passed on nothing yet."),
                          paragraph(all("To pass on a concern, ", link("/find", "find the child"), " first."))));
  const Html main = all(
      heading(1, Size::xl, "What my service passed on"),
      page.all == 0
          ? Html()
          : paragraph(fmt::format("{} passed on by form or by your service\u2019s system, {} waiting. Newest first.",
                                  page.all == 1 ? "One" : std::to_string(page.all), page.waiting),
                      "govuk-body-l"),
      paragraph(link("/concerns", "Only what I passed on myself")), list,
      numbered_pages(page.page, page.pages,
                     [](int number) { return fmt::format("/concerns/service?page={}", number); }));
  return whole_page(frame, {.title = "What my service passed on", .current = "/concerns", .main = main});
}

std::string loop_word(const LoopKey& key) {
  std::string out = fmt::format("{}-{}-{}", word(key.way), key.source, key.kind.str());
  for (char& c : out)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '-';
  return lower(out);
}

Html referral_loop_page(const Frame& frame, const service::ReferralLoop& loop, std::string_view asked,
                        const Filled& filled, std::string_view key) {
  Html rows = inset_text("Nothing was passed on in this time.");
  if (!loop.rows.empty()) {
    const LoopRow& chosen = chosen_of(loop.rows, asked);
    rows = all(paragraph(link("#every", "Choose another source, or see all")), loop_section(chosen),
               learned_section(frame, loop, chosen.key, filled, key),
               element("div", {{"id", "every"}}, loop_overview(loop)));
  }
  const Html main = all(
      heading(1, Size::xl, "What comes back"),
      paragraph(all("What services passed on from ", loop.from.text(), " to ", loop.on.text(),
                    ", what was decided, and whether the same child was told of again within twelve months where "
                    "nothing further followed."),
                "govuk-body-l"),
      paragraph("Counts are of children: what is told of two children counts twice. One event may be told by two "
                "ways, so nothing here is added up. \u201CFew\u201D stands for one to four, and where another count "
                "would give them away."),
      rows);
  return whole_page(frame,
                    {.title = "What comes back", .current = "/referral-loop", .main = main, .errors = filled.errors});
}

}  // namespace roundel::web
