#include "service/oversee/whose_pictures.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "assessment/population.h"

namespace roundel::service {
namespace {

constexpr std::int64_t entries_a_line = 50'000;

std::vector<IndicatorCode> sorted_codes(std::span<const Finding> findings) {
  std::vector<IndicatorCode> out;
  for (const Finding& finding : findings) out.push_back(finding.indicator);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<IndicatorCode> only_in(const std::vector<IndicatorCode>& these, const std::vector<IndicatorCode>& those) {
  std::vector<IndicatorCode> out;
  std::set_difference(these.begin(), these.end(), those.begin(), those.end(), std::back_inserter(out));
  return out;
}

std::string name_of(const IndicatorCode& code, const Standards& from, const Standards& to) {
  const Indicator* indicator = to.indicator(code);
  if (indicator == nullptr) indicator = from.indicator(code);
  return indicator == nullptr ? code.str() : indicator->name;
}

}  // namespace

Result<WhosePictures> whose_pictures_change(Desk& desk, const Caller& caller, const Standards& from,
                                            const Standards& to, unsigned threads, const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::assess); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  Population before(from), after(to);
  Membership members;
  std::int64_t read = 0;
  const auto done = parts.ledger->read_all(parts.area, 0, [&](const Entry& entry) {
    members.apply(entry);
    before.add(entry);
    after.add(entry);
    if (++read % entries_a_line == 0 && progress) progress("reading the ledger", read, *total);
    return true;
  });
  if (!done) return fail(done.error());
  before.finish(members);
  after.finish(members);

  WhosePictures out{.on = parts.today()};
  std::unordered_map<PersonId, std::vector<IndicatorCode>> held;
  before.assess(out.on, threads,
                [&](const PersonFindings& child) { held.emplace(child.child, sorted_codes(child.findings)); });
  std::map<IndicatorCode, PicturesByFinding> by_finding;
  after.assess(out.on, threads, [&](const PersonFindings& child) {
    ++out.children;
    const auto now = sorted_codes(child.findings);
    const auto& then = held[child.child];
    if (now == then) return;
    ++out.changed;
    for (const IndicatorCode& code : only_in(now, then)) by_finding[code].gained.push_back(child.child);
    for (const IndicatorCode& code : only_in(then, now)) by_finding[code].lost.push_back(child.child);
  });
  for (auto& [code, pictures] : by_finding) {
    pictures.indicator = code;
    pictures.name = name_of(code, from, to);
    std::sort(pictures.gained.begin(), pictures.gained.end());
    std::sort(pictures.lost.begin(), pictures.lost.end());
    out.findings.push_back(std::move(pictures));
  }
  return out;
}

}  // namespace roundel::service
