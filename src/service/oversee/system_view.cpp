// Each reads the area's ledger once, streamed, and asks a pure room. Nothing is written but the access log.
#include "service/oversee/system_view.h"

#include <fmt/format.h>

#include "service/parts.h"

namespace roundel::service {
namespace {

constexpr std::int64_t entries_a_step = 50'000;

Done read_area(Desk::Parts& parts, const StageProgress& progress, const std::function<void(const Entry&)>& each) {
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  std::int64_t read = 0;
  return parts.ledger->read_all(parts.area, 0, [&](const Entry& entry) {
    each(entry);
    if (++read % entries_a_step == 0 && progress) progress("reading the ledger", read, *total);
    return true;
  });
}

}  // namespace

Result<Oversight> see_oversight(Desk& desk, const Caller& caller, const SeeOversight& asked,
                                const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::see_oversight); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Date on = asked.on.value_or(parts.today());
  const Date from = asked.from.value_or(on.plus_months(-12).plus_days(1));
  if (on < from)
    return fail(Fault::bad_input, "the period ends before it begins", "a first day before the last", {.field = "from"});
  if (asked.out_of_sight_days < 1)
    return fail(Fault::bad_input, "the number of days is too small", "1 or more", {.field = "out-of-sight-days"});
  OversightFold fold(parts.standards, {.from = from, .on = on, .out_of_sight_days = asked.out_of_sight_days});
  if (const auto done = read_area(parts, progress, [&](const Entry& entry) { fold.add(entry); }); !done)
    return fail(done.error());
  return asked.publish ? published(fold.finish()) : fold.finish();
}

Result<Learning> see_learning(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_learning); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  std::vector<Entry> entries;  // of reviews, and what takes entries back: few of many
  const auto done = read_area(parts, {}, [&](const Entry& entry) {
    if (entry.kind.value.starts_with("review.") || entry.corrects) entries.push_back(entry);
  });
  if (!done) return fail(done.error());
  return fold_learning(entries, parts.standards, parts.today());
}

Result<CinReturnMade> make_cin_return(Desk& desk, const Caller& caller, int year, bool draft,
                                      const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::make_return); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  constexpr int first_year = 2009;  // the census has been of children, not of counts, since then
  if (year < first_year || year > parts.today().year() + 1)
    return fail(Fault::bad_input, fmt::format("{} is not a year of the census", year),
                "the year it ends in, such as 2025", {.field = "year"});
  CinFold fold(parts.standards);
  if (const auto done = read_area(parts, progress, [&](const Entry& entry) { fold.add(entry); }); !done)
    return fail(done.error());
  CinReturnMade made{.cin = fold.finish({year}), .problems = {}, .may_leave = false, .xml = {}};
  made.problems = check_cin_return(made.cin, parts.standards.vocabulary);
  made.may_leave = may_leave(made.problems);
  if (!made.may_leave && !draft) return made;
  auto xml = write_cin_return(made.cin, parts.now());
  if (!xml) return fail(xml.error());
  made.xml = std::move(*xml);
  return made;
}

}  // namespace roundel::service
