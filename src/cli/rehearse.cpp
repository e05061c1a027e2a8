#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "service/oversee/rehearse.h"
#include "simulation/judging.h"

namespace roundel::cli {
namespace {

struct RehearseOptions {
  std::string store;
  std::string on;
  std::uint64_t seed = 1;
  bool json = false;
};

simulation::Judge judge_of(const service::Caller& who, const Standards& standards) {
  const Agency* agency = standards.agency(who.agency);
  return {.profession = agency ? std::string_view(agency->kind) : std::string_view(who.agency.str()),
          .agency = who.agency.str(),
          .practitioner = who.practitioner.str()};
}

simulation::InFront in_front_of(const RestedOn& rested, const LevelScheme& levels) {
  const Level* suggested = levels.find(rested.suggested);
  const FoundByDomain found = rested.found.value_or(FoundByDomain{});
  return {.suggested = suggested ? suggested->order : 0,
          .development = found.development,
          .parenting = found.parenting,
          .family = found.family,
          .protective = found.protective};
}

service::RehearseAsked made_up_minds(const simulation::Judging& minds, const Standards& standards) {
  const auto level_of = [&standards](int order) {
    return standards.levels.levels.at(static_cast<std::size_t>(order) - 1).code;
  };
  return {.rates =
              [&, level_of](const service::Caller& who, const Vignette& vignette) {
                const simulation::Judge judge = judge_of(who, standards);
                return service::SaidOfVignette{.level = level_of(minds.of_vignette(judge, vignette.code)),
                                               .sure = std::string(minds.sureness(judge, vignette.code))};
              },
          .judges =
              [&, level_of](const service::Caller& who, const PersonId& child, const RestedOn& rested) {
                const simulation::Judge judge = judge_of(who, standards);
                const int level = minds.of_child(judge, child.str(), in_front_of(rested, standards.levels));
                return service::SaidOfChild{.level = level_of(level),
                                            .reason = minds.reason(judge, child.str(), level)};
              }};
}

int rehearse(const RehearseOptions& asked, const Common& common) {
  std::optional<Clock> clock;
  if (!asked.on.empty()) {
    const auto day = parse_date(asked.on);
    if (!day) return report(day.error());
    const Timestamp moment = std::min(Timestamp::end_of(*day), system_clock()());
    clock = [moment] { return moment; };
  }
  const auto desk = open_desk(common, asked.store, {}, clock);
  if (!desk) return report(desk.error());
  const Standards& standards = (*desk)->standards();
  const auto minds = simulation::Judging::read(common.data_dir, asked.seed);
  if (!minds) return report(minds.error());
  if (static_cast<std::size_t>(minds->levels()) != standards.levels.levels.size())
    return report({Fault::conflict,
                   "the made-up practitioners know another number of levels of need",
                   "as many thresholds in judging.toml as fit the scheme",
                   {}});
  ProgressLine progress(system_clock());
  const auto done =
      service::rehearse(**desk, console_caller(**desk), made_up_minds(*minds, standards), progress.callback());
  if (!done) return report(done.error());
  progress.finish();
  if (asked.json) {
    fmt::print("{{\"practitioners\":{},\"rated\":{},\"judged\":{}}}\n", done->practitioners, done->rated, done->judged);
    return 0;
  }
  fmt::print("{} practitioners rated {} made-up families and judged {} children.\n", done->practitioners, done->rated,
             done->judged);
  fmt::print("Next:  roundel severity --store {}\n", asked.store);
  return 0;
}

}  // namespace

void add_rehearse(Takes& program, const Common& common) {
  Takes command = program.command("rehearse",
                                  "Demonstrations only: practitioners of every profession rate the made-up families "
                                  "and judge children they work with");
  const auto asked = std::make_shared<RehearseOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--on", asked->on,
                 "The day on which they do, yyyy-mm-dd, between two extracts that are replayed; none: now");
  command.option("--seed", asked->seed, "The same seed makes the same minds");
  command.flag("--json", asked->json, "Print what was done as JSON");
  command.example("roundel rehearse --store sqlite:place.db --on 2025-11-01");
  command.does([asked, &common] { return rehearse(*asked, common); });
}

}  // namespace roundel::cli
