#include "standards/explain.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "standards/front_door.h"

namespace roundel {
namespace {

IndicatorExplained explained(const Indicator& indicator, const Vocabulary& vocabulary) {
  return {.code = indicator.code.str(),
          .name = indicator.name,
          .domain = std::string(word(indicator.domain)),
          .domain_name = std::string(domain_name(indicator.domain)),
          .protective = indicator.protective,
          .suggests = indicator.suggests.str(),
          .rule = indicator.sentence,
          .explained = explain(indicator.rule, vocabulary),
          .why = indicator.why,
          .source = indicator.source,
          .confirmed = indicator.confirmed,
          .note = indicator.note,
          .local = indicator.local,
          .settled_by = indicator.settled_by};
}

std::string pause_in_words(const PausesClock& pause, const Vocabulary& vocabulary) {
  const auto name = [&](const EndsClock& one) {
    const EntryKind* kind = vocabulary.kind(one.kind);
    return kind == nullptr ? one.kind : kind->name;
  };
  std::vector<std::string> until;
  for (const EndsClock& one : pause.until) until.push_back(name(one));
  return fmt::format("stands still from \"{}\" until \"{}\" ({})", name(pause.from), join_words(until, " or "),
                     pause.source);
}

ClockExplained explained(const ClockRule& rule, const Vocabulary& vocabulary) {
  std::vector<std::string> pauses;
  for (const PausesClock& pause : rule.pauses) pauses.push_back(pause_in_words(pause, vocabulary));
  return {.code = rule.code,
          .name = rule.name,
          .limit = fmt::format("{} from: {}", limit_in_words(rule), rule.from),
          .force = std::string(word(rule.force)),
          .edition = rule.edition,
          .effective_from = rule.effective_from.iso(),
          .effective_to = rule.effective_to ? rule.effective_to->iso() : "",
          .source = rule.source,
          .confirmed = rule.confirmed,
          .note = rule.note,
          .pauses = std::move(pauses),
          .lapses = rule.lapses_days
                        ? fmt::format("nobody waits for it more than {} days after its last day", *rule.lapses_days)
                        : "",
          .runs = !rule.starts.empty() || rule.code == notification_clock};
}

PartChecked checked(const std::string& name, const Result<Standards>& standards) {
  PartChecked out{.name = name};
  if (!standards) {
    out.error = standards.error();
    return out;
  }
  out.agency_kinds = standards->vocabulary.agency_kinds.size();
  out.kinds = standards->vocabulary.kinds.size();
  out.indicators = standards->indicators.size();
  out.clocks = standards->clocks.size();
  if (!standards->place) return out;
  for (const Indicator& indicator : standards->indicators) out.tightened += indicator.local ? 1 : 0;
  // A place's own clocks and its shortened ones; clocks that are local by their nature come from the nation's file.
  for (const ClockRule& rule : standards->clocks) out.tightened += rule.of_place ? 1 : 0;
  for (const SightRule& rule : standards->sight) out.tightened += rule.of_place ? 1 : 0;
  for (const NotificationKind& kind : standards->notifications.kinds) out.tightened += kind.of_place ? 1 : 0;
  if (!standards->notifications.place_source.empty()) ++out.tightened;
  return out;
}

}  // namespace

std::string_view word(Force force) {
  constexpr std::array<std::string_view, 3> words = {"statutory", "guidance", "local"};
  return words[static_cast<std::size_t>(force)];
}

std::string limit_in_words(const ClockRule& rule) {
  constexpr std::array<std::string_view, 6> bases = {"working day", "school day", "hour", "week", "month", "year"};
  return fmt::format("{} {}{}", rule.limit, bases[static_cast<std::size_t>(rule.base)], rule.limit == 1 ? "" : "s");
}

LevelExplained explain_level(const Level& level, const Standards& standards) {
  LevelExplained out{.code = level.code.str(), .name = level.name, .meaning = level.meaning, .elsewhere = {}};
  for (const Crosswalk& across : standards.crosswalks) {
    if (across.from != standards.levels.code || across.level != level.code) continue;
    const auto scheme = std::find_if(standards.schemes.begin(), standards.schemes.end(),
                                     [&](const LevelScheme& one) { return one.code == across.to; });
    if (scheme == standards.schemes.end()) continue;
    std::vector<std::string> names;
    for (const LevelCode& code : across.is)
      if (const Level* there = scheme->find(code)) names.push_back(there->name);
    out.elsewhere.push_back(fmt::format("{}: {}.{}{}", scheme->name, join_words(names, " or "),
                                        across.note.empty() ? "" : " ", across.note));
  }
  return out;
}

StandardsExplained explain_standards(const Standards& standards) {
  StandardsExplained out{.edition = standards.edition,
                         .place = standards.place ? standards.place->name : "",
                         .levels = {},
                         .indicators = {},
                         .clocks = {},
                         .sight = standards.sight,
                         .limits = standards.limits.all()};
  for (const Level& level : standards.levels.levels) out.levels.push_back(explain_level(level, standards));
  for (const Indicator& indicator : standards.indicators)
    out.indicators.push_back(explained(indicator, standards.vocabulary));
  for (const ClockRule& rule : standards.clocks) out.clocks.push_back(explained(rule, standards.vocabulary));
  return out;
}

std::string text(const StandardsExplained& standards) {
  std::string out = fmt::format("Standards: {}\n", standards.edition);
  if (!standards.levels.empty()) out += "\nLevels of need\n";
  for (const LevelExplained& one : standards.levels) {
    out += fmt::format("  {}, {}: {}\n", one.code, one.name, one.meaning);
    for (const std::string& there : one.elsewhere) out += fmt::format("    {}\n", there);
  }
  for (const IndicatorExplained& one : standards.indicators) {
    out += fmt::format("\n{} [{}]{}\n  {}, {}\n  Rule: {}\n  {}\n  Why: {}\n  Source: {}\n", one.name, one.code,
                       one.local ? " (local)" : "", one.domain_name,
                       one.protective ? "protective" : "suggests level " + one.suggests, one.rule, one.explained,
                       one.why, one.source);
    if (!one.note.empty()) out += fmt::format("  Note: {}\n", one.note);
  }
  if (!standards.clocks.empty()) out += "\nClocks\n";
  for (const ClockExplained& one : standards.clocks) {
    out += fmt::format("  {}: {} ({}; {}; from {}{}){}{}\n", one.name, one.limit, one.force, one.edition,
                       one.effective_from, one.effective_to.empty() ? "" : " to " + one.effective_to,
                       one.confirmed ? "" : " To be confirmed.", one.note.empty() ? "" : " " + one.note);
    for (const std::string& pause : one.pauses) out += fmt::format("    {}\n", pause);
    if (!one.lapses.empty()) out += fmt::format("    {}\n", one.lapses);
  }
  if (!standards.sight.empty()) out += "\nHow long a child with an open need may go unseen\n";
  for (const SightRule& one : standards.sight)
    out += fmt::format("  {}: at most {} days{}{}. {}.{}{}\n", one.name, one.days,
                       one.under_months ? fmt::format(", under {} months", *one.under_months) : "",
                       one.of_place ? " (local)" : "", one.source, one.confirmed ? "" : " To be confirmed.",
                       one.note.empty() ? "" : " " + one.note);
  if (!standards.limits.empty()) out += "\nNumbers that a place may choose\n";
  for (const Limit& one : standards.limits)
    out += fmt::format("  {}: {}{}, from {} to {}. {}\n", one.name, one.value, one.of_place ? " (local)" : "",
                       one.least, one.most, one.why);
  return out;
}

bool StandardsChecked::in_order() const {
  return std::none_of(parts.begin(), parts.end(), [](const PartChecked& part) { return part.error.has_value(); });
}

StandardsChecked check_standards(const std::string& dir) {
  StandardsChecked out;
  out.parts.push_back(checked("england", load_standards(dir, std::nullopt)));
  if (out.parts.front().error) return out;  // every place stands on it
  for (const std::string& place : places_of(dir)) out.parts.push_back(checked(place, load_standards(dir, place)));
  return out;
}

std::string text(const StandardsChecked& standards) {
  std::string out;
  for (const PartChecked& part : standards.parts) {
    if (part.error) {
      out += fmt::format("{}: not in order\n  {}\n", part.name, part.error->text());
      continue;
    }
    out += fmt::format("{}: in order. {} kinds of agency, {} kinds of entry, {} indicators, {} clocks by edition",
                       part.name, part.agency_kinds, part.kinds, part.indicators, part.clocks);
    if (part.tightened > 0)
      out += fmt::format("; {} tightened or added, none looser than the national floor", part.tightened);
    out += ".\n";
  }
  return out;
}

}  // namespace roundel
