#include "oversight/oversight.h"

#include "oversight/clock_counts.h"
#include "oversight/out_of_sight.h"
#include "oversight/referral_patterns.h"

namespace roundel {

std::string_view word(Channel channel) {
  switch (channel) {
    case Channel::concern:
      return "concern";
    case Channel::contact:
      return "contact";
    case Channel::referral:
      return "referral";
  }
  return "";
}

std::int64_t Spread::total() const {
  std::int64_t sum = 0;
  for (const auto& [days, count] : counts) sum += count;
  return sum;
}

std::optional<double> Spread::median() const {
  const std::int64_t all = total();
  if (all == 0 || withheld) return std::nullopt;
  // The lower and the upper middle; the same where the number is odd.
  const auto day_at = [&](std::int64_t place) {
    for (const auto& [days, count] : counts)
      if ((place -= count) < 0) return days;
    return 0;
  };
  return (day_at((all - 1) / 2) + day_at(all / 2)) / 2.0;
}

struct OversightFold::State {
  const Standards& standards;
  OversightAsked asked;
  Membership members;
  oversight::Numbers<SourceId> sources;
  std::unordered_set<oversight::Mark> not_counted;
  oversight::ReferralPatterns patterns;
  oversight::ClockCounts clocks;
  oversight::SightOf sight;
};

OversightFold::OversightFold(const Standards& standards, OversightAsked asked)
    : state_(std::make_unique<State>(State{.standards = standards,
                                           .asked = asked,
                                           .members = {},
                                           .sources = {},
                                           .not_counted = {},
                                           .patterns = oversight::ReferralPatterns(standards),
                                           .clocks = oversight::ClockCounts(standards),
                                           .sight = oversight::SightOf(standards)})) {}
OversightFold::~OversightFold() = default;
OversightFold::OversightFold(OversightFold&&) noexcept = default;

void OversightFold::add(const Entry& entry) {
  State& state = *state_;
  if (entry.corrects) state.not_counted.insert(oversight::mark_of(*entry.corrects));
  state.members.apply(entry);
  state.patterns.add(entry, state.sources);
  state.clocks.add(entry, state.sources);
  state.sight.add(entry, state.sources);
}

Oversight OversightFold::finish() const {
  const State& state = *state_;
  oversight::People people = oversight::people_of(state.sources, state.members);
  people.not_counted = state.not_counted;
  Oversight out{.asked = state.asked};
  out.by_agency = state.patterns.finish(people, state.asked);
  out.by_kind = oversight::ReferralPatterns::by_kind(out.by_agency, state.standards.vocabulary);
  out.clocks = state.clocks.finish(people, state.members, state.asked, out.problems);
  out.out_of_sight = state.sight.finish(people, state.asked);
  return out;
}

}  // namespace roundel
