// The front door: every worry becomes a contact, some contacts become referrals, some are passed to early help.
#include <algorithm>
#include <string_view>
#include <tuple>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

std::size_t group_of(std::string_view source) {
  return source == "6" ? 0 : source == "2A" ? 1 : source.front() == '3' ? 2 : 3;
}

// Children a month, per 10,000 of the place, that the front door has the people to take on from police, schools, health
// and others; and the part of them who were referred within the year before. Thresholds follow demand, as they do in
// practice: of the worries of late, the readiness to take one on is what fills these places, times how serious it
// looks.
constexpr std::array<double, 4> places = {12.2, 8.9, 6.5, 15.6};
constexpr double returning = 0.243;

double readiness(const World& world, std::size_t group, std::size_t again) {
  const double part = again == 1 ? returning : 1 - returning;
  const double monthly = places[group] * part * world.options.children / 10'000;
  return monthly / std::max(monthly, world.decisions.usual[group][again]);
}

// Before there is a history: what the first month brings.
void expect_demand(World& world, const std::vector<Worry>& worries) {
  for (const Worry& worry : worries) {
    const auto& children = world.families[worry.family].children;
    const double count = worry.child != nobody ? 1 : static_cast<double>(children.size());
    auto& usual = world.decisions.usual[group_of(worry.source)];
    usual[0] += 0.8 * worry.weight * count;
    usual[1] += 0.1 * worry.weight * count;
  }
}

// Smooths the demand of the step into what is usual.
void follow_demand(World& world) {
  for (std::size_t group = 0; group < places.size(); ++group) {
    for (std::size_t again = 0; again < 2; ++again) {
      double& usual = world.decisions.usual[group][again];
      usual = 0.75 * usual + 0.25 * world.decisions.demand[group][again] / std::max(0.2, world.share);
      world.decisions.demand[group][again] = 0;
    }
  }
}

std::vector<PersonNo> concerned(const World& world, const Worry& worry) {
  const Family& family = world.families[worry.family];
  if (worry.child != nobody) return {worry.child};
  std::vector<PersonNo> children;
  for (const PersonNo child : family.children) {
    if (!world.people[child].looked_after) children.push_back(child);
  }
  return children;
}

void write_contact(World& world, const std::vector<PersonNo>& children, const Worry& worry, const char* outcome) {
  for (const PersonNo child : children) {
    const Local local = world.know(Agency::social_care, child, worry.on);
    world.feeds.event(Feed::social_care_episodes, "CONTACT", worry.on, worry.on,
                      {"duty", 1 + static_cast<int>(child % 9)},
                      {{"ChildId", local}, {"Source", worry.source}, {"Reason", worry.reason}, {"Outcome", outcome}});
  }
}

bool already_open(const World& world, const std::vector<PersonNo>& children) {
  return std::any_of(children.begin(), children.end(),
                     [&](PersonNo child) { return world.people[child].open_case != 0; });
}

bool referred_within_year(const World& world, const std::vector<PersonNo>& children, Date on) {
  return std::any_of(children.begin(), children.end(),
                     [&](PersonNo child) { return on - world.people[child].last_referral < 365; });
}

void answer_one(World& world, const Worry& worry) {
  Family& family = world.families[worry.family];
  if (!family.here) return;
  if (family.open_case != 0) advance_case(world, family.open_case, worry.on);
  const auto children = concerned(world, worry);
  if (children.empty()) return;
  if (family.open_case != 0) {
    write_contact(world, children, worry, "information-only");
    if (already_open(world, children) && world.decisions.enquiry_when_open.fires(std::min(0.5, 0.05 * worry.weight))) {
      plan_enquiry(world, family.open_case, worry.on);
    }
    return;
  }
  const std::size_t again = referred_within_year(world, children, worry.on) ? 1 : 0;
  const std::size_t group = group_of(worry.source);

  world.decisions.demand[group][again] += worry.weight * static_cast<double>(children.size());
  const double chance = std::min(0.95, readiness(world, group, again) * worry.weight);
  if (world.decisions.accepted[group][again].fires(chance, static_cast<double>(children.size()))) {
    write_contact(world, children, worry, "referral");
    refer(world, worry.family, children, worry.source, worry.on);
    return;
  }
  const bool early = family.early_help_until < worry.on && world.random.chance(0.14) && worry.child != family.unborn[0];
  write_contact(world, children, worry, early ? "early-help" : "information-only");
  if (early) begin_early_help(world, worry.family, worry.on);
}

}  // namespace

void answer(World& world) {
  auto worries = std::move(world.worries);
  world.worries.clear();
  std::sort(worries.begin(), worries.end(), [](const Worry& a, const Worry& b) {
    return std::tie(a.on, a.family, a.child, a.order) < std::tie(b.on, b.family, b.child, b.order);
  });
  if (world.decisions.usual[0][0] == 0) expect_demand(world, worries);
  for (const Worry& worry : worries) {
    if (worry.on > world.end) {
      world.worries.push_back(worry);  // a missed visit of the next days
    } else {
      answer_one(world, worry);
    }
  }
  follow_demand(world);
}

}  // namespace roundel::simulation
