#include "simulation/simulation.h"

#include <algorithm>
#include <filesystem>

#include "simulation/truth.h"
#include "simulation/world.h"

namespace roundel::simulation {
namespace {

// The first day, then monthly, and daily for the last fourteen days.
std::vector<Date> extract_dates(Date from, Date to) {
  std::vector<Date> dates{from};
  const Date daily = to.plus_days(-13);
  for (int month = 1; from.plus_months(month) < daily; ++month) dates.push_back(from.plus_months(month));
  for (Date day = std::max(daily, from.plus_days(1)); day <= to; day = day.plus_days(1)) dates.push_back(day);
  return dates;
}

Done check(const Options& options) {
  if (options.area.empty())
    return fail(Fault::bad_input, "no area is named", "the ONS code of a local authority area, for example E08000032");
  if (options.children < 500 || options.children > 300'000) {
    return fail(Fault::bad_input, std::to_string(options.children) + " children", "500 to 300,000 children");
  }
  if (options.to < options.from.plus_months(3))
    return fail(Fault::bad_input, "the history is too short", "at least three months between from and to");
  if (options.out.empty()) return fail(Fault::bad_input, "no folder to write to is named");
  const auto feeds_folder = std::filesystem::path(options.out) / "feeds";
  if (std::filesystem::exists(feeds_folder) && !std::filesystem::is_empty(feeds_folder)) {
    return fail(Fault::conflict, feeds_folder.string() + " is not empty", "a new or an empty folder");
  }
  return {};
}

void live_one_step(World& world) {
  move(world);
  bear(world);
  bear_difficulties(world);
  keep_healthy(world);
  attend_school(world);
  serve_adults(world);
  police(world);
  help_early(world);
  answer(world);
  work_cases(world);
  world.write_records();
}

}  // namespace

Result<Made> simulate(const Options& options, const Progress& progress) {
  if (const auto done = check(options); !done) return fail(done.error());
  auto names = read_names(options.data);
  if (!names) return fail(names.error());
  const auto say = [&](const char* stage, int done, int total) {
    if (progress) progress(stage, static_cast<std::size_t>(done), static_cast<std::size_t>(total));
  };
  const int months = std::max(1, months_between(options.from, options.to) + 1);
  World world(options, std::move(*names), extract_dates(options.from, options.to));
  say("settling", 0, months);
  settle(world);
  for (int month = 0; options.from.plus_months(month) < options.to; ++month) {
    world.start = options.from.plus_months(month);
    world.end = std::min(options.to, options.from.plus_months(month + 1));
    world.share = (world.end - world.start) / 30.4375;
    live_one_step(world);
    if (const auto done = world.feeds.write_until(world.end); !done) return fail(done.error());
    say("living", month + 1, months);
  }
  if (const auto done = write_truth(world); !done) return fail(done.error());
  const auto children = world.children_here;
  return Made{.children = children,
              .adults = static_cast<std::size_t>(
                  std::count_if(world.people.begin() + 1, world.people.end(),
                                [&](const Person& p) { return p.here && p.born.plus_years(18) <= options.to; })),
              .rows = world.feeds.rows(),
              .files = world.feeds.files(),
              .rates = world.tally.rates(children, world.names.published)};
}

}  // namespace roundel::simulation
