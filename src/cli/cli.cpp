#include "cli/cli.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

namespace roundel::cli {
namespace {

using access::UseCase;

struct Registered {
  const char* name;
  std::optional<UseCase> use_case;
  Add add;
};

// Commands without a use case read files and write files; they open no store.
constexpr std::array<Registered, 25> registered = {{
    {"simulate", std::nullopt, &add_simulate},
    {"ingest", UseCase::ingest, &add_ingest},
    {"quarantine", UseCase::see_quarantine, &add_quarantine},
    {"link", UseCase::link, &add_link},
    {"explain-link", UseCase::review_link, &add_explain_link},
    {"linkage", UseCase::see_linkage_quality, &add_linkage},
    {"ask-elsewhere", UseCase::ask_elsewhere, &add_ask_elsewhere},
    {"answer-elsewhere", UseCase::answer_elsewhere, &add_answer_elsewhere},
    {"assess", UseCase::assess, &add_assess},
    {"picture", UseCase::open_picture, &add_picture},
    {"pack", UseCase::print_pack, &add_pack},
    {"chronology", UseCase::print_chronology, &add_chronology},
    {"serve", UseCase::sign_in, &add_serve},
    {"verify", UseCase::verify, &add_verify},
    {"rebuild", UseCase::rebuild, &add_rebuild},
    {"oversight", UseCase::see_oversight, &add_oversight},
    {"severity", UseCase::see_severity, &add_severity},
    {"rehearse", UseCase::rehearse, &add_rehearse},
    {"learning", UseCase::see_learning, &add_learning},
    {"backtest", UseCase::backtest, &add_backtest},
    {"return", UseCase::make_return, &add_returns},
    {"standards", std::nullopt, &add_standards},
    {"dedupe", std::nullopt, &add_dedupe},
    {"notify", UseCase::send_reminders, &add_notify},
    {"account", UseCase::manage_accounts, &add_accounts},
}};

}  // namespace

std::vector<Command> commands() {
  std::vector<Command> out;
  for (const Registered& each : registered) out.push_back({each.name, each.use_case});
  return out;
}

void add_commands(Takes& program, const Common& common) {
  for (const Registered& each : registered) each.add(program, common);
}

int report(const Error& error) {
  fmt::print(stderr, "roundel: {}\n", error.text());
  return error.fault == Fault::bad_input ? 2 : 1;
}

Result<std::unique_ptr<service::Desk>> open_desk(const Common& common, const std::string& store_url,
                                                 std::optional<AreaCode> area, std::optional<Clock> clock,
                                                 const std::string& lookup_key) {
  return service::Desk::open({.store_url = store_url,
                              .standards_dir = common.standards_dir,
                              .clock = clock ? *clock : system_clock(),
                              .random = system_random(),
                              .lookup_key = lookup_key},
                             std::move(area));
}

service::Caller console_caller(const service::Desk& desk) {
  const char* user = ::getlogin();
  return {.account = fmt::format("console:{}", user ? user : "operator"),
          .name = "Console",
          .practitioner = {},
          .agency = AgencyId("roundel"),
          .area = desk.area(),
          .role = "operator",
          .purpose = access::Purpose::administration};
}

Result<PersonId> person_meant(service::Desk& desk, const std::string& person) {
  if (person.find('/') == std::string::npos) return PersonId(person);
  return service::person_of_source(desk, SourceId(person));
}

unsigned worker_count() { return std::max(1U, std::thread::hardware_concurrency()); }

ProgressLine::ProgressLine(Clock clock) : clock_(std::move(clock)), terminal_(::isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() { finish(); }

void ProgressLine::finish() {
  if (open_) fmt::print(stderr, "\n");
  open_ = false;
}

void ProgressLine::show(const char* stage, std::int64_t done, std::int64_t total) {
  const Timestamp now = clock_();
  if (stage_ != stage) {
    finish();
    stage_ = stage;
    stage_began_ = now;
    shown_ = Timestamp(0);
  }
  // On a terminal four times a second, in a log every ten seconds; the last of a stage always.
  const std::int64_t pause = terminal_ ? 250'000 : 10'000'000;
  if (now.micros() - shown_.micros() < pause && (done < total || total == 0)) return;
  shown_ = now;
  std::string line = fmt::format("  {}", stage);
  if (total > 0) {
    line += fmt::format(": {} of {} ({} %)", done, total, 100 * done / total);
    const std::int64_t spent = now.micros() - stage_began_.micros();
    // A second's work tells little of the rest.
    if (done > 0 && done < total && spent > 1'000'000)
      line += fmt::format(", about {} s left", spent * (total - done) / done / 1'000'000);
  } else if (done > 0) {
    line += fmt::format(": {}", done);
  }
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[K{}", line);
    open_ = true;
  } else {
    fmt::print(stderr, "{}\n", line);
  }
  std::fflush(stderr);
}

service::StageProgress ProgressLine::callback() {
  return [this](const char* stage, std::int64_t done, std::int64_t total) { show(stage, done, total); };
}

}  // namespace roundel::cli
