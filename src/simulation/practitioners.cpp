#include "simulation/practitioners.h"

#include <fmt/format.h>

#include "simulation/random.h"

namespace roundel::simulation {
namespace {

std::uint64_t seed_of(const Worker& worker) {
  std::uint64_t out = 0;
  for (const char letter : worker.prefix) out = mixed(out, static_cast<unsigned char>(letter));
  return mixed(out, static_cast<std::uint64_t>(worker.number));
}

const Group& group_of(Random& random, const Names& names) {
  const double at = random.unit();
  for (const Heritage& heritage : names.heritages)
    if (at < heritage.upto) return names.groups[heritage.group];
  return names.groups[names.heritages.back().group];
}

}  // namespace

std::string name_of(const Worker& worker, const Names& names) {
  if (worker.number == 0) return {};
  if (const auto known = names.practitioners.find(text(worker)); known != names.practitioners.end())
    return known->second;
  Random random(seed_of(worker));
  const Group& group = group_of(random, names);
  const NameBag& forenames = random.chance(0.25) ? group.men : group.women;
  const NameNo forename = forenames.draw(random);
  return fmt::format("{} {}", names.text(forename), names.text(group.surnames.draw(random)));
}

std::string telephone_of(const Worker& worker) {
  if (worker.number == 0) return {};
  return fmt::format("01632 960{:03}", seed_of(worker) % 1000);
}

}  // namespace roundel::simulation
