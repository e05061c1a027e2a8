#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/text.h"
#include "oversight/bunching.h"
#include "service/oversee/system_view.h"

namespace roundel::cli {
namespace {

struct OversightOptions {
  std::string store;
  std::string from;
  std::string on;
  int out_of_sight_days = 42;
  bool publish = false;
  bool json = false;
};

// ---- in words ----

std::string shown(const Count& count) { return count ? std::to_string(*count) : "few"; }

std::string shown_median(const Spread& spread) {
  const auto median = spread.median();
  return median ? fmt::format("{} working days", *median) : "no days known";
}

void print_passed_on(const char* title, const std::vector<PassedOn>& rows) {
  fmt::print("\n{}\n", title);
  for (const PassedOn& row : rows) {
    std::vector<std::string> choices;
    for (const auto& [choice, count] : row.choices) choices.push_back(fmt::format("{} {}", choice, shown(count)));
    fmt::print("  {} ({}): {} passed on, {} decided, {} repeats within 12 months; median {}\n", row.name,
               word(row.channel), shown(row.passed_on), shown(row.decided), shown(row.repeats),
               shown_median(row.working_days));
    if (!choices.empty()) fmt::print("      {}\n", join(choices, ", "));
  }
  if (rows.empty()) fmt::print("  nothing in this period\n");
}

void print_clocks(const std::vector<ClockCount>& clocks) {
  fmt::print("\nTime limits\n");
  for (const ClockCount& clock : clocks) {
    fmt::print(
        "  {} ({}, limit {}): {} running, {} late; met {}, met late {}, no longer needed {}, never done {}, on the "
        "last "
        "day {}\n",
        clock.name, clock.edition, clock.limit, shown(clock.running), shown(clock.late), shown(clock.met),
        shown(clock.met_late), shown(clock.ended), shown(clock.lapsed), shown(clock.on_last_day));
    std::vector<std::string> days;
    for (const auto& [day, count] : clock.days_taken.counts) days.push_back(fmt::format("{}: {}", day, count));
    if (!days.empty()) fmt::print("      days taken: {}\n", join(days, ", "));
    if (oversight::is_bunched(clock)) fmt::print("      most of these are done at the very end of the limit\n");
  }
  if (clocks.empty()) fmt::print("  none began or was met\n");
}

void print_out_of_sight(const OutOfSight& sight, const Standards& standards) {
  fmt::print("\nOut of sight\n  {} children with an open need, {} of them not seen for more than {} days\n",
             shown(sight.with_open_need), shown(sight.unseen), sight.days);
  for (const auto& [agency, count] : sight.by_agency)
    fmt::print("  {}: {}\n", standards.agency_name(agency), shown(count));
  for (const Unseen& child : sight.children)
    fmt::print("    {}  {}, open since {}\n", child.child.str(),
               child.last_seen ? "last seen " + child.last_seen->text() : "never seen", child.open_since.text());
  if (!sight.children.empty()) fmt::print("  In the order of their opaque references, which says nothing of need.\n");
}

// ---- as JSON ----

std::string json_spread(const Spread& spread) {
  if (spread.withheld) return "null";
  std::string out;
  for (const auto& [days, count] : spread.counts)
    out += fmt::format("{}\"{}\":{}", out.empty() ? "" : ",", days, count);
  return "{" + out + "}";
}

std::string json_rows(const std::vector<PassedOn>& rows) {
  std::string out;
  for (const PassedOn& row : rows) {
    std::string choices;
    for (const auto& [choice, count] : row.choices)
      choices += fmt::format("{}{}:{}", choices.empty() ? "" : ",", json_text(choice), json_count(count));
    const auto median = row.working_days.median();
    out += fmt::format(
        "{}{{\"channel\":\"{}\",\"source\":{},\"name\":{},\"agency-kind\":{},\"passed-on\":{},\"decided\":{},"
        "\"repeats\":{},\"choices\":{{{}}},\"working-days\":{},\"median\":{}}}",
        out.empty() ? "" : ",", word(row.channel), json_text(row.source), json_text(row.name),
        json_text(row.agency_kind), json_count(row.passed_on), json_count(row.decided), json_count(row.repeats),
        choices, json_spread(row.working_days), median ? fmt::format("{}", *median) : "null");
  }
  return out;
}

std::string json_clocks(const std::vector<ClockCount>& clocks) {
  std::string out;
  for (const ClockCount& clock : clocks)
    out += fmt::format(
        "{}{{\"code\":{},\"name\":{},\"edition\":{},\"limit\":{},\"running\":{},\"late\":{},\"met\":{},\"met-late\":{},"
        "\"ended\":{},\"never-done\":{},\"on-last-day\":{},\"days-taken\":{},\"bunched\":{}}}",
        out.empty() ? "" : ",", json_text(clock.code), json_text(clock.name), json_text(clock.edition), clock.limit,
        json_count(clock.running), json_count(clock.late), json_count(clock.met), json_count(clock.met_late),
        json_count(clock.ended), json_count(clock.lapsed), json_count(clock.on_last_day), json_spread(clock.days_taken),
        oversight::is_bunched(clock));
  return out;
}

std::string json_out_of_sight(const OutOfSight& sight) {
  std::string agencies;
  for (const auto& [agency, count] : sight.by_agency)
    agencies += fmt::format("{}{}:{}", agencies.empty() ? "" : ",", json_text(agency.str()), json_count(count));
  std::string children;
  for (const Unseen& child : sight.children)
    children += fmt::format("{}{{\"child\":{},\"open-since\":\"{}\",\"last-seen\":{}}}", children.empty() ? "" : ",",
                            json_text(child.child.str()), child.open_since.iso(),
                            child.last_seen ? "\"" + child.last_seen->iso() + "\"" : "null");
  return fmt::format("{{\"days\":{},\"with-open-need\":{},\"unseen\":{},\"by-agency\":{{{}}},\"children\":[{}]}}",
                     sight.days, json_count(sight.with_open_need), json_count(sight.unseen), agencies, children);
}

int see(const OversightOptions& asked, const Common& common) {
  service::SeeOversight view{
      .from = {}, .on = {}, .out_of_sight_days = asked.out_of_sight_days, .publish = asked.publish};
  for (const auto& [text, day] : {std::pair{&asked.from, &view.from}, {&asked.on, &view.on}}) {
    if (text->empty()) continue;
    const auto date = parse_date(*text);
    if (!date) return report(date.error());
    *day = *date;
  }
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto seen = service::see_oversight(**desk, console_caller(**desk), view, progress.callback());
  progress.finish();
  if (!seen) return report(seen.error());
  if (asked.json) {
    fmt::print(
        "{{\"from\":\"{}\",\"on\":\"{}\",\"published\":{},\"passed-on\":[{}],\"by-kind\":[{}],\"clocks\":[{}],"
        "\"out-of-sight\":{}}}\n",
        seen->asked.from.iso(), seen->asked.on.iso(), seen->published, json_rows(seen->by_agency),
        json_rows(seen->by_kind), json_clocks(seen->clocks), json_out_of_sight(seen->out_of_sight));
    return 0;
  }
  fmt::print("From {} to {}\n", seen->asked.from.text(), seen->asked.on.text());
  print_passed_on("Passed on, by source", seen->by_agency);
  print_passed_on("Concerns, by kind of agency", seen->by_kind);
  print_clocks(seen->clocks);
  print_out_of_sight(seen->out_of_sight, (*desk)->standards());
  for (const Error& problem : seen->problems) fmt::print(stderr, "Not counted: {}\n", problem.text());
  if (!seen->out_of_sight.children.empty())
    fmt::print("\nNext:  roundel picture --store {} {}\n", asked.store,
               seen->out_of_sight.children.front().child.str());
  else if (!asked.publish)
    fmt::print("\nNext:  roundel oversight --store {} --publish   for counts that may leave the partnership\n",
               asked.store);
  return 0;
}

}  // namespace

void add_oversight(Takes& program, const Common& common) {
  Takes command = program.command("oversight", "Who passes on what, how time limits are kept, whom nobody has seen");
  const auto asked = std::make_shared<OversightOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--from", asked->from, "First day of the period, yyyy-mm-dd (default: a year before its last)");
  command.option("--on", asked->on, "Last day of the period, yyyy-mm-dd (default: today)");
  command.option("--out-of-sight-days", asked->out_of_sight_days, "Days after which a child is out of sight");
  command.flag("--publish", asked->publish, "Withhold counts under 5 and the list of children");
  command.flag("--json", asked->json, "Print as JSON; a count that is withheld is null");
  command.example("roundel oversight --store sqlite:place.db --from 2024-04-01 --on 2025-03-31 --publish --json");
  command.does([asked, &common] { return see(*asked, common); });
}

}  // namespace roundel::cli
