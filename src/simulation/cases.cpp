// A case of social care from referral to closing, a state at a time. What it has planned happens when the day comes,
// unless the family has moved away by then.
#include "simulation/cases.h"

#include <algorithm>

namespace roundel::simulation {
namespace {

Worker worker_of(const Case& open) { return {"sw", open.worker}; }

const char* category_of(const World& world, const Case& open, Date on) {
  const Family& family = world.families[open.family];
  for (const PersonNo child : open.children) {
    if (world.people[child].is_harmed(HarmType::sexual, on)) return "SAB";
    if (world.people[child].is_harmed(HarmType::physical, on)) return "PHY";
  }
  return family.neglects(on) ? "NEG" : family.harms_emotionally(on) || family.violent_until > on ? "EMO" : "NEG";
}

const char* need_of(const World& world, const Family& family, const std::vector<PersonNo>& children, Date on) {
  if (world.people[children.front()].disabled && children.size() == 1) return "N2";
  if (family.neglects(on) || family.harms_emotionally(on) || family.violent_until > on) return "N1";
  return family.unwell_until > on ? "N3" : family.difficulties(on) > 0 ? "N5" : "N4";
}

std::string factors_of(const World& world, const Case& open, PersonNo child, Date on) {
  const Family& family = world.families[open.family];
  const Person& person = world.people[child];
  std::string codes;
  const auto add = [&](bool holds, const char* code) {
    if (!holds) return;
    if (!codes.empty()) codes.push_back(' ');
    codes += code;
  };
  add(family.uses_until > on, child % 2 == 0 ? "1B" : "2B");
  add(family.violent_until > on, "3B");
  add(person.troubled, "4A");
  add(family.unwell_until > on, "4B");
  add(person.disabled, "5A");
  add(family.learning_disability, "5B");
  add(family.neglects(on), "16A");
  add(family.harms_emotionally(on), "17A");
  add(person.is_harmed(HarmType::physical, on), "18C");
  add(person.is_harmed(HarmType::sexual, on), "19C");
  add(person.is_harmed(HarmType::exploitation, on), person.male ? "24A" : "11A");
  return codes.empty() ? "20" : codes;
}

std::uint16_t take_worker(World& world, std::size_t children) {
  auto& load = world.social_work_load;
  const auto least = std::min_element(load.begin() + 1, load.end());
  *least += static_cast<int>(children);
  return static_cast<std::uint16_t>(least - load.begin());
}

void assessed(World& world, CaseNo number, Date on, bool in_need) {
  Case& open = world.cases[number];
  const bool enquiring = open.awaits_conference || open.state == CaseState::protection;
  const bool to_early_help = !in_need && world.random.chance(0.25);
  const char* outcome = in_need         ? (enquiring ? "section-47" : "child-in-need")
                        : to_early_help ? "early-help"
                                        : "no-further-action";
  for (const PersonNo child : open.children) {
    const std::string factors = in_need ? factors_of(world, open, child, on) : std::string("21");
    say_of(world, open, child, {"ASSESS-END", on, world.late(on, 1), {}, outcome}, {{"Factors", factors}});
  }
  const char* level = enquiring ? "4" : in_need ? "3" : to_early_help ? "2" : "1";
  say(world, open, {"LEVEL", on, on},
      {{"Level", level}, {"Reason", in_need ? "assessed as in need" : "assessed, needs met without social care"}});
  if (world.random.chance(0.5)) {
    say(world, open, {"VOICE", on.plus_days(-5), on},
        {{"Detail", "wants things to be calmer at home"}, {"Reason", "seen alone at school"}});
  }
  if (!in_need) {
    const FamilyNo family = open.family;
    close_case(world, number, on.plus_days(world.random.below(3)), to_early_help ? "RC9" : "RC8");
    if (to_early_help) begin_early_help(world, family, on.plus_days(5));
    return;
  }
  if (open.state != CaseState::assessment || open.awaits_conference) return;
  start_in_need_plan(world, open, on);
}

void confer(World& world, CaseNo number, Date on) {
  Case& open = world.cases[number];
  open.awaits_conference = false;
  const double children = static_cast<double>(open.children.size());
  const bool plan =
      open.state != CaseState::protection && world.decisions.plan[open.protected_before].fires(practice.plan, children);
  say(world, open, {"ICPC", on, world.late(on, 1), {}, plan ? "plan" : "no-plan"});
  if (plan) return start_protection_plan(world, open, on);
  if (open.state == CaseState::assessment) {
    const bool unassessed = std::any_of(open.steps.begin(), open.steps.end(),
                                        [](const Step& s) { return s.what == Step::What::assessed_in_need; });
    if (!unassessed) start_in_need_plan(world, open, on);
  }
}

void investigate(World& world, CaseNo number, Date on) {
  Case& open = world.cases[number];
  Random& random = world.random;
  const double children = static_cast<double>(open.children.size());
  const std::size_t before = open.protected_before ? 1 : 0;
  const double chance = before ? practice.conference_after_plan : practice.conference;
  const bool conference = world.decisions.conference[before].fires(chance, children);
  say(world, open, {"STRATEGY", on, on, {}, "section-47"});
  const Date done = on.plus_days(7 + random.below(7));
  say(world, open,
      {"S47",
       on,
       done,
       {},
       conference           ? "conference"
       : random.chance(0.5) ? "no-concerns"
                            : "concerns-not-substantiated"});
  if (!conference) return;
  const bool in_time = world.decisions.conference_in_time.fires(practice.conference_in_time, children);
  const int days = !in_time ? 16 + random.below(12) : random.chance(0.11) ? 7 + random.below(4) : 11 + random.below(5);
  open.awaits_conference = true;
  schedule(open, after_weekdays(on, days), Step::What::conference);
}

void end_protection(World& world, CaseNo number, Date on) {
  Case& open = world.cases[number];
  say(world, open, {"CPP-END", on, on});
  open.state = CaseState::in_need;
  if (world.decisions.step_down.fires(0.75, static_cast<double>(open.children.size())))
    return start_in_need_plan(world, open, on);
  close_case(world, number, on.plus_days(5), "RC7");
}

void take(World& world, CaseNo number, const Step& step) {
  Case& open = world.cases[number];
  switch (step.what) {
    case Step::What::enquiry:
      return investigate(world, number, step.on);
    case Step::What::assessed_in_need:
      return assessed(world, number, step.on, true);
    case Step::What::assessed_not_in_need:
      return assessed(world, number, step.on, false);
    case Step::What::conference:
      return confer(world, number, step.on);
    case Step::What::review:
      say(world, open, {"REVIEW", step.on, world.late(step.on, 1), {}, "plan"});
      return schedule(open, step.on.plus_days(170), Step::What::review);
    case Step::What::protection_ends:
      return end_protection(world, number, step.on);
    case Step::What::in_need_ends:
      if (open.awaits_conference) return schedule(open, step.on.plus_days(30), Step::What::in_need_ends);
      say(world, open, {"CIN-END", step.on, step.on});
      open.has_in_need_plan = false;
      return close_case(world, number, step.on, "RC7");
    case Step::What::looked_after: {
      const bool brief =
          world.decisions.brief_care.fires(practice.care_short, static_cast<double>(open.children.size()));
      return start_care(world, open, step.on, brief ? 90 : practice.care_long_days);
    }
    case Step::What::returned:
      say(world, open, {"CLA-END", step.on, step.on}, {{"Reason", "returned home"}});
      return close_case(world, number, step.on.plus_days(2), "RC7");
  }
}

void visit(World& world, Case& open) {
  Random& random = world.random;
  const Date on = open.next_visit;
  const bool protection = open.state == CaseState::protection;
  for (const PersonNo child : open.children) {
    const bool seen = !world.people[child].unborn && random.chance(0.92);
    say_of(world, open, child, {"VISIT", on, world.late(on, 1.5)},
           {{"ChildSeen", Cell::flag(seen)}, {"SeenAlone", Cell::flag(seen && random.chance(0.5))}});
  }
  if (random.chance(0.04)) {
    const char* type = random.chance(0.5) ? "ENGAGED" : random.chance(0.5) ? "FAMILY-SUPPORT" : "SAFETY-PLAN";
    say(world, open, {type, on, on}, {{"Detail", "seen at the visit"}});
  }
  const int gap = protection ? 14 : open.state == CaseState::looked_after ? 42 : 28;
  open.next_visit = on.plus_days(gap + random.below(5));
}

}  // namespace

Date after_weekdays(Date from, int days) {
  Date day = from;
  while (days > 0) {
    day = day.plus_days(1);
    if (!day.is_weekend()) --days;
  }
  return day;
}

void schedule(Case& open, Date on, Step::What what) {
  const auto at = std::upper_bound(open.steps.begin(), open.steps.end(), on,
                                   [](Date day, const Step& step) { return day < step.on; });
  open.steps.insert(at, {.on = on, .what = what});
}

void say_of(World& world, const Case& open, PersonNo child, const Said& said, std::initializer_list<Field> fields) {
  const Local local = world.know(Agency::social_care, child, std::max(said.on, said.recorded));
  const Field none{"Stage", Cell()};
  const Field first = fields.size() > 0 ? *fields.begin() : none;
  const Field second = fields.size() > 1 ? *(fields.begin() + 1) : none;
  const Field third = fields.size() > 2 ? *(fields.begin() + 2) : none;
  world.feeds.event(Feed::social_care_episodes, said.type, said.on, std::max(said.on, said.recorded), worker_of(open),
                    {{"ChildId", local}, {"Source", said.source}, {"Outcome", said.outcome}, first, second, third});
  world.tally.see({.child = child,
                   .type = said.type,
                   .on = said.on,
                   .source = said.source,
                   .outcome = said.outcome,
                   .no_further_action = said.no_further_action,
                   .previous_plans = world.people[child].plans});
}

void say(World& world, const Case& open, const Said& said, std::initializer_list<Field> fields) {
  for (const PersonNo child : open.children) say_of(world, open, child, said, fields);
}

CaseNo new_case(World& world, FamilyNo family, const std::vector<PersonNo>& children, Date on) {
  const auto number = static_cast<CaseNo>(world.cases.size());
  Case fresh{.family = family, .children = children, .opened = on};
  fresh.protected_before =
      std::any_of(children.begin(), children.end(), [&](PersonNo c) { return world.people[c].plans > 0; });
  fresh.worker = take_worker(world, children.size());
  world.cases.push_back(std::move(fresh));
  world.families[family].open_case = number;
  world.open_cases.push_back(number);
  for (const PersonNo child : children) {
    world.people[child].open_case = number;
    world.people[child].last_referral = on;
    world.tie_parents(Feed::social_care_relationships, Agency::social_care, child, on.plus_days(2));
    world.involve(Agency::social_care, child, on.plus_days(1), worker_of(world.cases.back()), "Children's social care",
                  "Family safeguarding team");
    world.relearn(Agency::social_care, child, on);
  }
  return number;
}

void refer(World& world, FamilyNo family, const std::vector<PersonNo>& children, const char* source, Date on) {
  Random& random = world.random;
  const double count = static_cast<double>(children.size());
  const char* need = need_of(world, world.families[family], children, on);
  const std::size_t before =
      std::any_of(children.begin(), children.end(), [&](PersonNo c) { return world.people[c].plans > 0; }) ? 1 : 0;
  if (world.decisions.no_action[before].fires(practice.no_action, count)) {
    const Case passing{.family = family, .children = children, .opened = on};
    say(world, passing, {"REFERRAL", on, on, source, {}, true}, {{"Need", need}, {"NoFurtherAction", "Y"}});
    for (const PersonNo child : children) world.people[child].last_referral = on;
    return;
  }
  const CaseNo number = new_case(world, family, children, on);
  Case& open = world.cases[number];
  say(world, open, {"REFERRAL", on, on, source, {}, false}, {{"Need", need}, {"NoFurtherAction", "N"}});
  say(world, open, {"ASSESS-START", on.plus_days(1), on.plus_days(1)});
  const bool in_time = world.decisions.in_time.fires(practice.in_time, count);
  const int days = !in_time ? 47 + random.below(25) : random.chance(0.3) ? 8 + random.below(20) : 28 + random.below(17);
  const bool in_need = !world.decisions.not_in_need[before].fires(practice.not_in_need, count);
  schedule(open, after_weekdays(on, days), in_need ? Step::What::assessed_in_need : Step::What::assessed_not_in_need);
  open.next_visit = on.plus_days(2 + random.below(8));
  if (!in_need) return;
  if (world.decisions.enquiry[before].fires(before ? practice.enquiry_after_plan : practice.enquiry, count)) {
    schedule(open, on.plus_days(1 + random.below(6)), Step::What::enquiry);
  }
  if (world.decisions.care[0].fires(practice.care, count)) {
    schedule(open, after_weekdays(on, days).plus_days(3 + random.below(60)), Step::What::looked_after);
  }
}

void plan_enquiry(World& world, CaseNo number, Date on) {
  Case& open = world.cases[number];
  if (open.awaits_conference || open.state == CaseState::protection || open.state == CaseState::looked_after) return;
  const auto waits = [](const Step& s) {
    return s.what == Step::What::enquiry || s.what == Step::What::assessed_not_in_need;
  };
  if (std::any_of(open.steps.begin(), open.steps.end(), waits)) return;
  schedule(open, on.plus_days(1), Step::What::enquiry);
}

void start_in_need_plan(World& world, Case& open, Date on) {
  const double count = static_cast<double>(open.children.size());
  open.state = CaseState::in_need;
  open.has_in_need_plan = true;
  say(world, open, {"CIN-START", on, on});
  open.long_term = open.long_term || world.decisions.long_term.fires(practice.long_term, count);
  const double mean = open.long_term ? practice.long_term_days : practice.in_need_days;
  auto& lengths = open.long_term ? world.decisions.long_term_length : world.decisions.in_need_length;
  schedule(open, on.plus_days(10 + static_cast<int>(lengths.next(mean))), Step::What::in_need_ends);
}

void start_protection_plan(World& world, Case& open, Date on) {
  if (open.has_in_need_plan) say(world, open, {"CIN-END", on, on});
  open.has_in_need_plan = false;
  std::erase_if(open.steps, [](const Step& s) { return s.what == Step::What::in_need_ends; });
  open.state = CaseState::protection;
  const char* category = category_of(world, open, on);
  for (const PersonNo child : open.children) {
    say_of(world, open, child, {"CPP-START", on, on},
           {{"Category", category}, {"PreviousPlans", static_cast<int>(world.people[child].plans)}});
    ++world.people[child].plans;
  }
  schedule(open, on.plus_days(85), Step::What::review);
  const Date ends = on.plus_days(75 + static_cast<int>(world.decisions.plan_length.next(practice.plan_days)));
  schedule(open, ends, Step::What::protection_ends);
  open.next_visit = on.plus_days(7);
  const bool planned = std::any_of(open.steps.begin(), open.steps.end(),
                                   [](const Step& s) { return s.what == Step::What::looked_after; });
  if (!planned && world.decisions.care[1].fires(practice.care_from_plan, static_cast<double>(open.children.size()))) {
    schedule(open, on.plus_days(10 + world.random.below(std::max(1, ends - on - 15))), Step::What::looked_after);
  }
}

void start_care(World& world, Case& open, Date on, double mean_days) {
  if (open.state == CaseState::protection) say(world, open, {"CPP-END", on, on});
  if (open.has_in_need_plan) say(world, open, {"CIN-END", on, on});
  open.has_in_need_plan = open.awaits_conference = false;
  open.state = CaseState::looked_after;
  const bool order = world.random.chance(0.6);
  const char* need = need_of(world, world.families[open.family], open.children, on);
  if (order) say(world, open, {"LEGAL", on, world.late(on, 2)}, {{"Stage", "care proceedings issued"}});
  say(world, open, {"CLA-START", on, on},
      {{"Need", need},
       {"LegalStatus", order ? "interim care order" : "section 20"},
       {"Placement", world.random.chance(0.7) ? "foster care" : "family and friends"}});
  for (const PersonNo child : open.children) world.people[child].looked_after = true;
  open.steps.clear();
  schedule(open, on.plus_days(5 + static_cast<int>(world.decisions.care_length.next(mean_days))), Step::What::returned);
}

void close_case(World& world, CaseNo number, Date on, const char* reason) {
  Case& open = world.cases[number];
  say(world, open, {"CLOSED", on, world.late(on, 2)}, {{"Reason", reason}});
  for (const PersonNo child : open.children) {
    world.people[child].open_case = 0;
    world.people[child].looked_after = false;
    world.leave(Agency::social_care, child, on, "case closed");
  }
  world.social_work_load[open.worker] -= static_cast<int>(open.children.size());
  world.families[open.family].open_case = 0;
  open.state = CaseState::closed;
  open.steps.clear();
}

void close_for(World& world, PersonNo child, Date on, const char* reason) {
  const CaseNo number = world.people[child].open_case;
  if (number == 0) return;
  advance_case(world, number, on);
  if (world.people[child].open_case == 0) return;
  Case& open = world.cases[number];
  if (open.state == CaseState::protection) say_of(world, open, child, {"CPP-END", on, on});
  if (open.has_in_need_plan) say_of(world, open, child, {"CIN-END", on, on});
  if (open.state == CaseState::looked_after) say_of(world, open, child, {"CLA-END", on, on}, {{"Reason", "left care"}});
  if (open.children.size() == 1) return close_case(world, number, on, reason);
  say_of(world, open, child, {"CLOSED", on, world.late(on, 2)}, {{"Reason", reason}});
  world.leave(Agency::social_care, child, on, "case closed");
  world.people[child].open_case = 0;
  world.people[child].looked_after = false;
  world.social_work_load[open.worker] -= 1;
  std::erase(open.children, child);
}

void advance_case(World& world, CaseNo number, Date until) {
  for (;;) {
    Case& open = world.cases[number];
    if (open.state == CaseState::closed) return;
    const Date next = open.steps.empty() ? never : open.steps.front().on;
    if (std::min(next, open.next_visit) > until) return;
    if (open.next_visit < next) {
      visit(world, open);
      continue;
    }
    const Step step = open.steps.front();
    open.steps.erase(open.steps.begin());
    take(world, number, step);
  }
}

void work_cases(World& world) {
  for (const CaseNo number : std::vector<CaseNo>(world.open_cases)) advance_case(world, number, world.end);
  std::erase_if(world.open_cases, [&](CaseNo number) { return world.cases[number].state == CaseState::closed; });
}

}  // namespace roundel::simulation
