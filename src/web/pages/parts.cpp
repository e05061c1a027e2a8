#include "web/pages/parts.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "standards/front_door.h"
#include "web/components/lists.h"
#include "web/components/moj.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/drawing/drawing.h"
#include "web/pages/frame.h"

namespace roundel::web {
namespace {

Html evidence_line(const ChronologyItem& item) {
  return element("li", {}, element("span", {{"class", "roundel-evidence__date"}}, item.happened.text()), " ",
                 bold(item.title), item.detail.empty() ? Html() : all(". ", item.detail), ". ",
                 element("span", {{"class", "roundel-quiet"}}, item.agency_name));
}

Html evidence_of(const service::FindingShown& finding) {
  if (finding.evidence.empty()) {
    return paragraph("Nothing is recorded: the rule looks for what is missing.", "govuk-!-margin-bottom-0");
  }
  return evidence_list(finding.evidence);
}

Html doubt(const Indicator& indicator) {
  if (indicator.confirmed) return {};
  return paragraph(all(bold("Not confirmed. "), indicator.note), "roundel-doubt");
}

std::string plural(std::int32_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string_view tag_of(const RunningClock& clock, Date today) {
  if (clock.state == ClockState::late || clock.state == ClockState::met_late || clock.state == ClockState::lapsed)
    return "govuk-tag--red";
  if (clock.state == ClockState::met) return "govuk-tag--green";
  if (clock.state == ClockState::ended || clock.state == ClockState::paused) return "govuk-tag--grey";
  return is_due_soon(clock.due, today) ? "govuk-tag--yellow" : "govuk-tag--blue";
}

std::string state_words(const RunningClock& clock, Date today) {
  const auto met = [&] { return Happened{*clock.met, *clock.met, Precision::day, clock.met_at}.text(); };
  if (clock.state == ClockState::met) return "done " + met();
  if (clock.state == ClockState::met_late) return "done late, " + met();
  if (clock.state == ClockState::paused) return "stands still since " + clock.paused_since->text();
  if (clock.state == ClockState::ended && clock.code == notification_clock)
    return "answered by a service's own record, " + clock.ended->text();
  if (clock.state == ClockState::ended) return "no longer needed since " + clock.ended->text();
  if (clock.state == ClockState::lapsed) return "not done, no longer waited for since " + clock.ended->text();
  if (clock.due_at)
    return fmt::format("{} {}", clock.state == ClockState::late ? "late since" : "by", clock.due_at->text());
  return due_words(clock.due, today);
}

// "Last day 8 May 2024", and of a limit in hours the hour, from when it is counted and what is not counted.
Html limit_told(const RunningClock& clock) {
  Html out =
      clock.due_at ? Html(all("Until ", clock.due_at->text(), ". ")) : Html(all("Last day ", clock.due.text(), ". "));
  if (clock.due_at && !clock.time_told) out += "Counted from the start of the day: no time of day is recorded. ";
  if (clock.paused_since) out += "That is when it would be up if it went on now. ";
  for (const std::string& source : clock.pauses)
    out += all("The time that it stood still is not counted (", source, "). ");
  return out;
}

// One decision on all that was told of a night changes the picture once for each of them, and is read once.
std::vector<service::Change> each_once(const std::vector<service::Change>& changes) {
  std::vector<service::Change> out;
  for (const service::Change& change : changes)
    if (std::ranges::none_of(out, [&](const service::Change& known) {
          return known.kind == change.kind && known.reason == change.reason && known.at.date() == change.at.date();
        }))
      out.push_back(change);
  return out;
}

// "10 days late" does not say since when.
Html last_day_of_late(const RunningClock& clock) {
  if (clock.state != ClockState::late || clock.due_at) return {};
  return element("span", {{"class", "roundel-quiet roundel-clock__rule"}}, "Last day ", clock.due.text());
}

}  // namespace

Html section(std::string_view id, const Html& title, const Html& content) {
  return element("section", {{"class", "roundel-section"}, {"aria-labelledby", id}}, heading(2, Size::l, title, id),
                 content);
}

Html evidence_list(const std::vector<ChronologyItem>& entries) {
  return element("ul", {{"class", "govuk-list roundel-evidence"}}, each(entries, evidence_line));
}

Html nothing(const Html& words) { return element("p", {{"class", "govuk-body roundel-nothing"}}, words); }

std::string day_words(Date day, Date today) {
  if (day == today) return "today";
  if (today - day == 1) return "yesterday";
  return day.text();
}

bool is_due_soon(Date due, Date today) { return due - today <= 1; }

std::string due_words(Date due, Date today) {
  const std::int32_t left = due - today;
  if (left == 0) return "due today";
  if (left == 1) return "due tomorrow";
  return left > 0 ? "by " + due.text() : plural(-left, "day", "days") + " late";
}

Html change_badge(std::string_view kind) {
  if (kind == "concern") return badge("Concern", "moj-badge--purple");
  if (kind == "finding") return badge("Finding", "moj-badge--red");
  if (kind == "protective") return badge("Protective", "moj-badge--green");
  if (kind == "finding-ended") return badge("No longer", "moj-badge--green");
  if (kind == "response") return badge("Response", "moj-badge--blue");
  if (kind == "request") return badge("Request", "moj-badge--blue");
  if (kind == "judgement") return badge("Judgement", "moj-badge--blue");
  if (kind == "back") return badge("Back", "moj-badge--purple");
  return badge("New entry", "moj-badge--grey");
}

Html change_list(const std::vector<service::Change>& changes, Date today) {
  return element("ol", {{"class", "roundel-changes"}}, each(each_once(changes), [&](const service::Change& change) {
                   return element("li", {{"class", "roundel-change"}},
                                  element("div", {{"class", "roundel-change__mark"}}, change_badge(change.kind)),
                                  element("div", {{"class", "roundel-change__what"}},
                                          element("p", {{"class", "roundel-change__why"}}, change.reason)),
                                  element("div", {{"class", "roundel-change__when"}},
                                          time_of(change.at.iso(), day_words(change.at.date(), today))));
                 }));
}

std::string level_words(const LevelCode& level, const LevelScheme& scheme) {
  const Level* found = scheme.find(level);
  if (found == nullptr) return "Level " + level.str();
  return found->name.starts_with("Level") ? found->name : fmt::format("Level {}: {}", level.str(), found->name);
}

std::string what_was_found(const service::FindingShown& finding) {
  const std::string_view words = finding.in_words;
  const std::string before = finding.indicator == nullptr ? std::string() : finding.indicator->name + ": ";
  if (finding.evidence.empty() || !words.starts_with(before)) return finding.evidence.empty() ? "" : finding.in_words;
  return sentence_case(words.substr(before.size()));
}

Html finding_card(const service::FindingShown& finding, const Standards& standards) {
  if (finding.indicator == nullptr) return {};
  const Indicator& indicator = *finding.indicator;
  Html level;
  if (!indicator.protective && !indicator.suggests.empty()) {
    level = element("span", {{"class", "roundel-finding__level"}}, level_words(indicator.suggests, standards.levels));
  }
  const std::string found = what_was_found(finding);
  const Html behind = all(
      heading(4, Size::s, "The rule"), paragraph(explain(indicator.rule, standards.vocabulary), "roundel-rule"),
      paragraph(indicator.why), doubt(indicator),
      paragraph(all("Source: ", indicator.source, indicator.local ? " (this place's own rule)" : ""), "roundel-quiet"),
      heading(4, Size::s, "The entries behind it"), evidence_of(finding));
  return element(
      "div", {{"class", indicator.protective ? "roundel-finding roundel-finding--protective" : "roundel-finding"}},
      element("div", {{"class", "roundel-finding__head"}}, heading(3, Size::s, indicator.name), level),
      found.empty() ? Html() : element("p", {{"class", "govuk-body roundel-finding__words"}}, found),
      element("p", {{"class", "roundel-quiet roundel-finding__since"}}, "Since ", finding.finding.since.text()),
      details({.summary = all("Why: the rule and ",
                              plural(static_cast<std::int32_t>(finding.evidence.size()), "entry", "entries"),
                              hidden_text(all(" for ", indicator.name))),
               .content = behind,
               .classes = "govuk-!-margin-bottom-0"}));
}

std::string_view force_words(Force force) {
  switch (force) {
    case Force::statutory:
      return "Law";
    case Force::guidance:
      return "Guidance";
    case Force::local:
      break;
  }
  return "Local rule";
}

Html clock_list(const std::vector<RunningClock>& clocks, Date today, ClocksTold told) {
  std::set<std::string_view> said;  // what good looks like is told once, however often the clock runs
  return element(
      "ul", {{"class", "govuk-list roundel-clocks"}}, each(clocks, [&](const RunningClock& clock) {
        return element(
            "li", {{"class", "roundel-clock"}}, tag(state_words(clock, today), tag_of(clock, today)), " ",
            element("span", {{"class", "roundel-clock__name"}}, clock.name),
            told == ClocksTold::brief
                ? last_day_of_late(clock)
                : element("span", {{"class", "roundel-quiet roundel-clock__rule"}}, limit_told(clock),
                          force_words(clock.force), ": ", clock.source, clock.confirmed ? "" : " (not confirmed)"),
            clock.early.empty() || clock.met || clock.ended || told == ClocksTold::brief ||
                    !said.insert(clock.code).second
                ? Html()
                : element("span", {{"class", "roundel-clock__early"}}, bold("Good looks like: "), clock.early));
      }));
}

std::vector<RunningClock> still_open(const std::vector<RunningClock>& clocks) {
  std::vector<RunningClock> out;
  std::copy_if(clocks.begin(), clocks.end(), std::back_inserter(out),
               [](const RunningClock& clock) { return !clock.met && !clock.ended; });
  return out;
}

Html open_clocks(const std::vector<RunningClock>& clocks, Date today) {
  std::vector<RunningClock> once;
  for (const RunningClock& clock : still_open(clocks))
    if (std::ranges::none_of(once, [&](const RunningClock& known) {
          return known.code == clock.code && known.due == clock.due && known.due_at == clock.due_at;
        }))
      once.push_back(clock);
  return once.empty() ? Html() : clock_list(once, today, ClocksTold::brief);
}

Html standing_tag(Standing standing) {
  if (standing == Standing::fact) return {};
  return all(" ", tag(word(standing), "govuk-tag--grey roundel-standing"));
}

Html figure(const Html& value, std::string_view words) {
  return element("div", {{"class", "roundel-figure"}}, element("p", {{"class", "roundel-figure__value"}}, value),
                 element("p", {{"class", "roundel-figure__words"}}, words));
}

}  // namespace roundel::web
