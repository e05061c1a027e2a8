#include "service/oversee/time_limits.h"

#include <algorithm>
#include <map>

#include "picture/clock_runs.h"
#include "service/derived/clock_rows.h"
#include "service/parts.h"

namespace roundel::service {
namespace {

// One row of `clock_run`, as it is asked for below.
struct RunKept {
  std::string code;
  Date started;
  std::optional<ClockDue> due;
  std::optional<Date> settled;
  Settled how = Settled::ended;
  bool in_time = false, standing = false;
  int paused_days = 0;
  std::string problem;
};

Date day_of_cell(const store::Cell& cell) { return Date(static_cast<std::int32_t>(store::number(cell))); }

RunKept run_kept(const store::Row& row, Date on) {
  RunKept run{.code = store::text(row[0]), .started = day_of_cell(row[1]), .due = {}, .settled = {}};
  if (!std::holds_alternative<store::Null>(row[2])) run.due = ClockDue{.due = day_of_cell(row[2])};
  if (run.due && !std::holds_alternative<store::Null>(row[3])) run.due->at = Timestamp(store::number(row[3]));
  run.how = static_cast<Settled>(store::number(row[5]));
  const bool runs_still = run.how == Settled::lapses && day_of_cell(row[4]) > on;
  if (store::number(row[4]) != still_open && !runs_still) run.settled = day_of_cell(row[4]);
  run.in_time = store::number(row[6]) != 0;
  run.standing = store::number(row[7]) != 0;
  run.paused_days = static_cast<int>(store::number(row[8]));
  run.problem = store::text(row[9]);
  return run;
}

void add_days_taken(ClockCount& count, const RunKept& run, const Standards& standards) {
  if (count.base != TimeBase::working_days)
    ++count.days_taken.counts[*run.settled - run.started - run.paused_days];
  else if (const auto days = standards.working_days->days_between(run.started, *run.settled))
    ++count.days_taken.counts[*days - run.paused_days];
}

void count_run(ClockCount& count, const RunKept& run, const Standards& standards, Date on) {
  if (run.settled && run.how != Settled::met) {
    ++*(run.how == Settled::lapses ? count.lapsed : count.ended);
  } else if (!run.settled) {
    ++*(run.standing || !has_passed(*run.due, AskedOn(on)) ? count.running : count.late);
  } else {
    ++*(run.in_time ? count.met : count.met_late);
    if (*run.settled == run.due->due) ++*count.on_last_day;
    add_days_taken(count, run, standards);
  }
}

void add_problem(std::vector<Error>& problems, const std::string& what) {
  const Error error{Fault::bad_input, what, "", {}};
  if (std::ranges::none_of(problems, [&](const Error& one) { return one.what == what; })) problems.push_back(error);
}

}  // namespace

Result<Oversight> see_time_limits(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_oversight); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Date on = parts.today();
  Oversight out{.asked = {.from = first_day_counted(on), .on = on}};
  const store::Cell cells[] = {parts.area.str(), std::int64_t{out.asked.from.days()}};
  std::map<std::size_t, ClockCount> counts;  // by the rule's place in the standards
  const auto read = parts.database->stream(
      "SELECT code, started, due, due_at, settled, met, in_time, standing, paused_days, problem FROM clock_run WHERE "
      "area = ? AND settled >= ? ORDER BY person, code, entry",
      cells, [&](const store::Row& row) {
        const RunKept run = run_kept(row, on);
        if (!run.due) add_problem(out.problems, run.problem);
        const ClockRule* rule = parts.standards.clock_on(run.code, run.started);
        if (!run.due || rule == nullptr) return true;
        const auto place = static_cast<std::size_t>(rule - parts.standards.clocks.data());
        count_run(counts.try_emplace(place, nothing_counted(*rule)).first->second, run, parts.standards, on);
        return true;
      });
  if (!read) return fail(read.error());
  for (auto& [place, count] : counts) out.clocks.push_back(std::move(count));
  std::stable_sort(out.clocks.begin(), out.clocks.end(),
                   [](const ClockCount& a, const ClockCount& b) { return a.code < b.code; });
  return out;
}

}  // namespace roundel::service
