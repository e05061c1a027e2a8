#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"

namespace roundel::cli {
namespace {

struct IngestOptions {
  std::string store;
  std::vector<std::string> paths;
  std::string area;
  bool replay = false;
  bool json = false;
};

void print_json(const service::Ingested& done) {
  fmt::print("{{\"added\":{},\"already_there\":{},\"rejected\":{},\"linked\":{},\"files\":{}}}\n", done.added,
             done.already_there, done.rejected, done.linked, done.files.size());
}

void print_words(const service::Ingested& done, const std::string& store) {
  for (const service::FileTaken& file : done.files) {
    if (!file.problem.empty()) fmt::print("Not taken: {}\n", file.problem);
    if (file.feed.empty() && file.problem.empty())
      fmt::print("Skipped {}: no feed declares a file of this name (docs/feeds.md says how to declare one).\n",
                 file.file);
  }
  fmt::print("Took {} files: {} entries added, {} already there, {} rows in quarantine.\n", done.files.size(),
             done.added, done.already_there, done.rejected);
  if (done.linked > 0) fmt::print("Linked as the extracts came: {} decisions.\n", done.linked);
  if (done.rejected > 0) fmt::print("See them with:  roundel quarantine list --store {}\n", store);
  fmt::print("Next:  roundel link --store {}\n", store);
}

int ingest(const IngestOptions& asked, const Common& common) {
  std::optional<AreaCode> area;
  if (!asked.area.empty()) area = AreaCode(asked.area);
  for (const std::string& path : asked.paths)
    if (!area) area = service::area_of_feeds(path);
  // In a replay the clock stands where the extract at hand says.
  const auto moment = std::make_shared<Timestamp>(system_clock()());
  std::optional<Clock> clock;
  if (asked.replay) clock = [moment] { return *moment; };
  const auto desk = open_desk(common, asked.store, area, clock);
  if (!desk) return report(desk.error());
  if ((*desk)->area().empty())
    return report({Fault::bad_input,
                   "this store is new and the feeds do not say their area",
                   "--area, for example --area E08000032",
                   {}});
  ProgressLine progress(system_clock());
  service::IngestAsked what{.paths = asked.paths, .replay_clock = {}, .threads = worker_count()};
  // The day of the last extract may not be over yet, and nothing is recorded in the future.
  if (asked.replay) what.replay_clock = [moment](Timestamp at) { *moment = std::min(at, system_clock()()); };
  const auto done = service::ingest(**desk, console_caller(**desk), what, progress.callback());
  if (!done) return report(done.error());
  progress.finish();
  if (asked.json) {
    print_json(*done);
  } else {
    print_words(*done, asked.store);
  }
  const bool all_taken = std::all_of(done->files.begin(), done->files.end(),
                                     [](const service::FileTaken& file) { return file.problem.empty(); });
  return all_taken ? 0 : 1;
}

}  // namespace

void add_ingest(Takes& program, const Common& common) {
  Takes command = program.command("ingest", "Take feeds: CSV by declared mappings, CIN census XML");
  const auto asked = std::make_shared<IngestOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("paths", asked->paths, "Files or folders of feeds", Need::required);
  command.option("--area", asked->area, "ONS code of the area, for a new store whose feeds do not say it");
  command.flag("--replay", asked->replay,
               "Demonstrations only: set the clock to each extract's day and link as they come");
  command.flag("--json", asked->json, "Print what was done as JSON");
  command.example("roundel ingest --store sqlite:place.db feeds/");
  command.does([asked, &common] { return ingest(*asked, common); });
}

}  // namespace roundel::cli
