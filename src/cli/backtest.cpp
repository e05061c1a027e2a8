// Does it help? The standards run over a simulated past whose truth is known.
#include "assessment/backtest.h"

#include <cmath>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/text.h"
#include "service/oversee/backtest.h"
#include "service/oversee/kept_backtest.h"

namespace roundel::cli {
namespace {

using backtest::Backtest;
using backtest::Way;

struct BacktestOptions {
  std::string place;
  std::string store;
  std::string keep;
  std::string from, to, level;
  bool as_recorded = false;
  bool json = false;
};

std::string or_withheld(const Count& count) { return count ? std::to_string(*count) : "withheld"; }
std::string percent(const std::optional<double>& share) {
  return share ? fmt::format("{:.0f} %", 100 * *share) : std::string("–");
}
std::string part(int count, int of) { return of == 0 ? "–" : fmt::format("{:.0f} %", 100.0 * count / of); }
std::string spread(const std::optional<int>& lower, const std::optional<int>& median, const std::optional<int>& upper) {
  return median ? fmt::format("{} ({} to {})", *median, *lower, *upper) : std::string("–");
}

void print_lists(const Backtest& done) {
  fmt::print("\nThe list: children for whom something newly holds, week by week\n");
  fmt::print("  {:34} {:>7} {:>15} {:>13} {:>13} {:>13} {:>9}\n", "at level", "a week", "fewest to most",
             "harm goes on", "within 26 wk", "26 wk before", "none near");
  for (const backtest::ListOf& list : done.lists)
    fmt::print("  {:34} {:>7.1f} {:>15} {:>13} {:>13} {:>13} {:>9}\n", list.level.str() + " or higher, " + list.name,
               list.a_week, fmt::format("{} to {}", list.fewest, list.most), part(list.rights[0], list.listed),
               part(list.rights[1], list.listed), part(list.rights[2], list.listed), part(list.rights[3], list.listed));
  fmt::print("  Of all children in an average week {:.1f} % live with harm: what a list drawn by lot would find.\n",
             100 * done.in_harm);
}

void print_harms(const Backtest& done) {
  fmt::print("\nHow the {} harms that began in the period came to be seen\n", done.harms);
  fmt::print("  {:30} {:>8} {:>12} {:>7}  {}\n", "", "already", "while it was", "never",
             "weeks until then: median (quarters)");
  for (std::size_t way = 0; way < backtest::ways; ++way) {
    const backtest::Reached& one = done.reached[way];
    fmt::print("  {:30} {:>8} {:>12} {:>7}  {}\n", way_name(static_cast<Way>(way)), one.already, one.while_on,
               one.never, spread(one.lower, one.median, one.upper));
  }
  fmt::print("  {} harms began in the last 13 weeks, too late to be counted.\n", done.harms_too_late);
  fmt::print("\nDays gained by putting agencies together\n");
  for (const backtest::Against& one : done.against)
    fmt::print(
        "  against {:28} seen by both {}: {} earlier, {} in the same week, {} later; median {} days\n"
        "  {:36} only together {}, only the other {}, neither {}\n",
        lower(way_name(one.way)), one.both, one.earlier, one.same_week, one.later,
        spread(one.lower, one.median, one.upper), "", one.only_together, one.only_other, one.neither);
  fmt::print("\nThe same against each agency by itself\n");
  for (const backtest::AgainstAgency& one : done.agencies)
    fmt::print("  {:28} seen by both {}: {} earlier, {} in the same week; median {} days; only together {}\n", one.name,
               one.against.both, one.against.earlier, one.against.same_week,
               spread(one.against.lower, one.against.median, one.against.upper), one.against.only_together);
  fmt::print("\nBy kind of harm: seen together, by one agency, passed on, taken on\n");
  for (const backtest::ByType& type : done.types)
    fmt::print("  {:14} {:>9}: {:>9} {:>9} {:>9} {:>9}\n", type.type, or_withheld(type.harms),
               or_withheld(type.seen[0]), or_withheld(type.seen[1]), or_withheld(type.seen[2]),
               or_withheld(type.seen[3]));
}

void print_groups(const Backtest& done) {
  fmt::print("\nWho is missed, and who is listed without harm (children; together, and taken on by social care)\n");
  fmt::print("  {:34} {:>9} {:>9} {:>9}   {:>10} {:>9} {:>9}\n", "", "harmed", "seen", "taken on", "unharmed", "listed",
             "taken on");
  std::string group;
  for (const backtest::GroupRow& row : done.groups) {
    if (row.group != group) fmt::print("  {}\n", row.group);
    group = row.group;
    fmt::print("    {:32} {:>9} {:>9} {:>9}   {:>10} {:>9} {:>9}\n", row.member, or_withheld(row.harmed),
               percent(row.share_seen(Way::together)), percent(row.share_seen(Way::taken_on)),
               or_withheld(row.unharmed), percent(row.share_listed(Way::together)),
               percent(row.share_listed(Way::taken_on)));
  }
}

void print_rules(const Backtest& done) {
  std::vector<std::string> never, always;
  for (const backtest::RuleRow& rule : done.rules) {
    if (rule.never()) never.push_back(rule.code.str());
    if (rule.always()) always.push_back(rule.code.str());
  }
  fmt::print("\nEach rule (right: harm goes on that day; in the first and in the second half of the period)\n");
  fmt::print("  {:46} {:>7} {:>8} {:>9} {:>7} {:>14} {:>10}\n", "", "began", "children", "of weeks", "right", "by half",
             "came back");
  for (const backtest::RuleRow& rule : done.rules) {
    if (rule.never()) continue;
    const auto half = [&](std::size_t i) { return part(rule.right_in_half[i], rule.began_in_half[i]); };
    fmt::print("  {:46} {:>7} {:>8} {:>7.1f} % {:>7} {:>14} {:>10}\n", rule.code.str() + (rule.protective ? " *" : ""),
               rule.began, rule.children, 100 * rule.share, rule.protective ? "" : part(rule.rights[0], rule.began),
               rule.protective ? "" : half(0) + ", " + half(1), part(rule.came_back, rule.ended));
  }
  fmt::print("  * speaks for the child's safety; came back: of those that ended, within eight weeks\n");
  fmt::print("Never held: {}.\n", never.empty() ? "none" : join_words(never));
  fmt::print("Held for half of all children or more: {}.\n", always.empty() ? "none" : join_words(always));
}

void print_words(const Backtest& done) {
  fmt::print("{}\n{} children and {} entries, {} weeks from {} to {}; the list takes level {} and higher.\n",
             done.edition, done.children, done.entries, done.weeks, done.asked.from.text(), done.asked.to.text(),
             done.asked.level.str());
  fmt::print("Counts of fewer than five children are withheld. {} children's records are held to be of several.\n",
             done.split);
  print_lists(done);
  print_harms(done);
  print_groups(done);
  print_rules(done);
  fmt::print("\nWhat this cannot show\n");
  for (const std::string& sentence : backtest::what_it_cannot_show()) fmt::print("- {}\n", sentence);
}

template <class Range, class Make>
std::string json_list(const Range& range, Make make) {
  std::string out;
  for (const auto& each : range) out += (out.empty() ? "" : ",\n") + make(each);
  return "[" + out + "]";
}

std::string json_of(const backtest::GroupRow& row) {
  return fmt::format("{{\"group\":{},\"member\":{},\"harmed\":{},\"seen\":{},\"unharmed\":{},\"listed\":{}}}",
                     json_text(row.group), json_text(row.member), json_count(row.harmed),
                     json_list(row.seen, json_count), json_count(row.unharmed), json_list(row.listed, json_count));
}

std::string json_of(const backtest::RuleRow& rule) {
  const auto number = [](int count) { return std::to_string(count); };
  return fmt::format(
      "{{\"code\":{},\"level\":{},\"protective\":{},\"began\":{},\"children\":{},\"share\":{:.5f},\"rights\":{},"
      "\"began_in_half\":{},\"right_in_half\":{},\"ended\":{},\"came_back\":{},\"never\":{},\"always\":{}}}",
      json_text(rule.code.str()), json_text(rule.level.str()), rule.protective, rule.began, rule.children, rule.share,
      json_list(rule.rights, number), json_list(rule.began_in_half, number), json_list(rule.right_in_half, number),
      rule.ended, rule.came_back, rule.never(), rule.always());
}

std::string json_members(const backtest::Against& one) {
  return fmt::format(
      "\"both\":{},\"only_together\":{},\"only_other\":{},\"neither\":{},\"earlier\":{},\"same_week\":{},"
      "\"later\":{},\"days\":[{},{},{}]",
      one.both, one.only_together, one.only_other, one.neither, one.earlier, one.same_week, one.later,
      json_count(one.lower), json_count(one.median), json_count(one.upper));
}

void print_json(const Backtest& done) {
  const auto number = [](int count) { return std::to_string(count); };
  const std::string lists = json_list(done.lists, [&](const backtest::ListOf& list) {
    return fmt::format("{{\"level\":{},\"listed\":{},\"a_week\":{:.3f},\"fewest\":{},\"most\":{},\"rights\":{}}}",
                       json_text(list.level.str()), list.listed, list.a_week, list.fewest, list.most,
                       json_list(list.rights, number));
  });
  const std::string reached = json_list(done.reached, [](const backtest::Reached& one) {
    return fmt::format("{{\"already\":{},\"while_on\":{},\"never\":{},\"weeks\":[{},{},{}]}}", one.already,
                       one.while_on, one.never, json_count(one.lower), json_count(one.median), json_count(one.upper));
  });
  const std::string against = json_list(done.against, [](const backtest::Against& one) {
    return fmt::format("{{\"way\":{},{}}}", json_text(way_name(one.way)), json_members(one));
  });
  const std::string agencies = json_list(done.agencies, [](const backtest::AgainstAgency& one) {
    return fmt::format("{{\"agency\":{},{}}}", json_text(one.agency.str()), json_members(one.against));
  });
  const std::string types = json_list(done.types, [](const backtest::ByType& type) {
    return fmt::format("{{\"type\":{},\"harms\":{},\"seen\":{}}}", json_text(type.type), json_count(type.harms),
                       json_list(type.seen, json_count));
  });
  fmt::print(
      "{{\"edition\":{},\"from\":\"{}\",\"to\":\"{}\",\"level\":{},\"weeks\":{},\"children\":{},\"entries\":{},"
      "\"in_harm\":{:.5f},\"split\":{},\"harms\":{},\"harms_too_late\":{},\n\"ways\":{},\n\"lists\":{},\n\"reached\":{}"
      ",\n"
      "\"against\":{},\n\"agencies\":{},\n\"types\":{},\n\"groups\":{},\n\"rules\":{},\n\"cannot_show\":{}}}\n",
      json_text(done.edition), done.asked.from.iso(), done.asked.to.iso(), json_text(done.asked.level.str()),
      done.weeks, done.children, done.entries, done.in_harm, done.split, done.harms, done.harms_too_late,
      json_list(std::array{Way::together, Way::alone, Way::passed_on, Way::taken_on},
                [](Way way) { return json_text(way_name(way)); }),
      lists, reached, against, agencies, types, json_list(done.groups, [](const auto& row) { return json_of(row); }),
      json_list(done.rules, [](const auto& rule) { return json_of(rule); }),
      json_list(backtest::what_it_cannot_show(), [](const std::string& one) { return json_text(one); }));
}

Result<std::optional<Date>> day_asked(const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const auto day = parse_date(text);
  if (!day) return fail(day.error());
  return std::optional<Date>(*day);
}

// The store that was asked for, or one in memory into which the place's feeds are taken as they came.
Result<std::unique_ptr<service::Desk>> desk_of(const BacktestOptions& asked, const Common& common,
                                               ProgressLine& progress) {
  if (!asked.store.empty()) return open_desk(common, asked.store);
  const auto moment = std::make_shared<Timestamp>(system_clock()());
  auto desk = open_desk(common, "sqlite::memory:", service::area_of_feeds(asked.place), [moment] { return *moment; });
  if (!desk) return desk;
  const service::IngestAsked what{
      .paths = {asked.place}, .replay_clock = [moment](Timestamp at) { *moment = at; }, .threads = worker_count()};
  const auto taken = service::ingest(**desk, console_caller(**desk), what, progress.callback());
  if (!taken) return fail(taken.error());
  return desk;
}

int run_backtest(const BacktestOptions& asked, const Common& common) {
  const auto from = day_asked(asked.from);
  if (!from) return report(from.error());
  const auto to = day_asked(asked.to);
  if (!to) return report(to.error());
  ProgressLine progress(system_clock());
  const auto desk = desk_of(asked, common, progress);
  if (!desk) return report(desk.error());
  Result<std::unique_ptr<service::Desk>> keeper;  // opened before the long work, so that a slip shows at once
  if (!asked.keep.empty()) keeper = open_desk(common, asked.keep, service::area_of_feeds(asked.place));
  if (!keeper) return report(keeper.error());
  const service::BacktestAsked what{
      .truth = (std::filesystem::path(asked.place) / "truth").string(),
      .from = *from,
      .to = *to,
      .level = LevelCode(asked.level),
      .counts = asked.as_recorded ? backtest::Counts::as_recorded : backtest::Counts::as_known,
      .threads = worker_count()};
  const auto done = service::run_backtest(**desk, console_caller(**desk), what, progress.callback());
  if (!done) return report(done.error());
  progress.finish();
  if (*keeper)
    if (const auto kept = service::keep_backtest(**keeper, console_caller(**keeper), *done); !kept)
      return report(kept.error());
  if (asked.json)
    print_json(*done);
  else
    print_words(*done);
  return 0;
}

}  // namespace

void add_backtest(Takes& program, const Common& common) {
  Takes command = program.command("backtest", "Does it help: the standards over a simulated past whose truth is known");
  const auto asked = std::make_shared<BacktestOptions>();
  command.option("place", asked->place, "Folder that `roundel simulate` wrote", Need::required);
  command.option("--store", asked->store, "A demonstration store that holds it already; none: taken into memory");
  command.option("--keep", asked->keep, "A store in which managers shall read the report, on the page /backtest");
  command.option("--from", asked->from, "First day that counts, yyyy-mm-dd");
  command.option("--to", asked->to, "Last day that counts, yyyy-mm-dd");
  command.option("--level", asked->level, "Level of need from which a finding puts a child on the list");
  command.flag("--as-recorded", asked->as_recorded, "Entries and links count when they were recorded, not when known");
  command.flag("--json", asked->json, "Print as JSON");
  command.example("roundel backtest place");
  command.does([asked, &common] { return run_backtest(*asked, common); });
}

}  // namespace roundel::cli
