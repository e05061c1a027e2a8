// The command line: one command, one file, one use case. Thin: reads options, calls the service, prints what was done
// and what to do next. Exit codes: 0 done, 1 the answer is no or something failed, 2 wrong use.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "cli/takes.h"
#include "service/feeds.h"
#include "service/service.h"

namespace roundel::cli {

// A command of the program and the rule it runs under. `use_case` is empty where it touches no store.
struct Command {
  std::string name;
  std::optional<access::UseCase> use_case;
};
// Every command, for the test that holds them against the rules.
std::vector<Command> commands();

int run(int argc, char** argv);

// What commands share.
struct Common {
  std::string standards_dir;  // where the standards are: beside the source, or installed
  std::string data_dir;       // names and streets of the simulation
  std::string assets_dir;     // what the pages are styled with
};

// Where the program finds what it reads: ROUNDEL_STANDARDS, ROUNDEL_DATA and ROUNDEL_ASSETS where set; else beside the
// source tree that it was built in; else where a package puts them (PREFIX/share/roundel).
Common find_common();

void add_commands(Takes& program, const Common& common);
using Add = void (*)(Takes& program, const Common& common);
void add_simulate(Takes& program, const Common& common);
void add_ingest(Takes& program, const Common& common);
void add_quarantine(Takes& program, const Common& common);
void add_link(Takes& program, const Common& common);
void add_explain_link(Takes& program, const Common& common);
void add_linkage(Takes& program, const Common& common);
void add_ask_elsewhere(Takes& program, const Common& common);
void add_answer_elsewhere(Takes& program, const Common& common);
void add_assess(Takes& program, const Common& common);
void add_picture(Takes& program, const Common& common);
void add_pack(Takes& program, const Common& common);
void add_chronology(Takes& program, const Common& common);
void add_serve(Takes& program, const Common& common);
void add_verify(Takes& program, const Common& common);
void add_rebuild(Takes& program, const Common& common);
void add_oversight(Takes& program, const Common& common);
void add_backtest(Takes& program, const Common& common);
void add_rehearse(Takes& program, const Common& common);
void add_severity(Takes& program, const Common& common);
void add_learning(Takes& program, const Common& common);
void add_returns(Takes& program, const Common& common);
void add_standards(Takes& program, const Common& common);
void add_dedupe(Takes& program, const Common& common);
void add_notify(Takes& program, const Common& common);
void add_accounts(Takes& program, const Common& common);

// ---- pieces of a command ----

// Prints the error on standard error, with what was expected; returns the exit code that fits its kind.
int report(const Error& error);
// Opens the store for a command at the console. A new store takes `area`.
Result<std::unique_ptr<service::Desk>> open_desk(const Common& common, const std::string& store_url,
                                                 std::optional<AreaCode> area = {}, std::optional<Clock> clock = {},
                                                 const std::string& lookup_key = {});
// Whoever sits at the console of the machine that holds the store; logged under the name of their user.
service::Caller console_caller(const service::Desk& desk);
// A person's reference, or a source record as agency/number.
Result<PersonId> person_meant(service::Desk& desk, const std::string& person);
// One line on standard error that is written over while work goes on: stage, counts, share, time left.
class ProgressLine {
 public:
  explicit ProgressLine(Clock clock);
  ~ProgressLine();
  void show(const char* stage, std::int64_t done, std::int64_t total);
  service::StageProgress callback();
  void finish();  // ends the line, before something else is printed

 private:
  Clock clock_;
  std::string stage_;
  Timestamp stage_began_;
  Timestamp shown_;
  bool terminal_ = false;
  bool open_ = false;
};
unsigned worker_count();

}  // namespace roundel::cli
