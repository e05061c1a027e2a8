#include "assessment/district.h"

#include <array>

#include <fmt/format.h>

namespace roundel::bench {

void District::each(const std::function<void(const Entry&)>& take) {
  take_ = &take;
  while (made_ < children_) family();
}

District::Person District::person(const RoleCode& role) {
  return {SourceId(fmt::format("bench/{:010}", persons_++ * 7919 % 9'999'999'967)), role};
}

Entry& District::begin(const char* kind, const char* agency, Date day, const Person& about) {
  entry_.kind = KindCode(kind);
  entry_.agency = AgencyId(agency);
  entry_.happened = Happened::on(day);
  entry_.known = day;
  entry_.about.assign(1, {about.source, about.role});
  entry_.values.clear();
  entry_.sequence = sequence_++;
  entry_.id = EntryId(fmt::format("{:032x}", entry_.sequence));
  return entry_;
}

void District::give() { (*take_)(entry_); }

void District::family() {
  const int strain = chance(12) ? 3 : chance(20) ? 1 : 0;  // most families have little recorded beyond the routine
  std::vector<Person> adults;
  adults.push_back(person(RoleCode("mother")));
  if (chance(80)) adults.push_back(person(RoleCode("father")));
  if (chance(5 + 5 * strain)) adults.push_back(person(RoleCode("partner")));
  const bool father_there = chance(70);
  const int brood = 1 + below(3);
  for (int i = 0; i < brood && made_ < children_; ++i, ++made_) {
    const int age = below(365 * 18) - 100;  // some are not yet born
    const Person one = person(RoleCode(age < 0 ? "unborn-child" : "child"));
    begin("identity.details", "gp", today().plus_days(-std::max(age, 0)), one).values = {
        {age < 0 ? "expected-date" : "birth-date", today().plus_days(-age)}};
    give();
    for (const Person& adult : adults) {
      const bool there = adult.role.str() != "father" || father_there;
      tie(one, adult, there ? "resident" : "elsewhere");
    }
    child(one, age, strain);
  }
  for (const Person& one : adults) adult(one, strain);
}

void District::tie(const Person& child, const Person& other, const char* resident) {
  Entry& entry = begin("family.relationship", "health-visiting", some_day(), child);
  entry.about.push_back({other.source, other.role});
  entry.values = {{"resident", std::string(resident)}};
  give();
}

void District::child(const Person& child, int age_days, int strain) {
  if (age_days < 0) {
    begin("midwifery.booking", "midwifery", today().plus_days(-60 - below(60)), child);
    give();
    return;
  }
  routine(child, age_days, strain);
  worries(child, age_days, strain);
}

void District::routine(const Person& child, int age_days, int strain) {
  begin("gp.registration", "gp", today().plus_days(-age_days), child);
  give();
  const int years = age_days / 365;
  const auto within_life = [&] { return today().plus_days(-below(std::min(age_days + 1, 365 * 3))); };
  for (int i = 6 + below(8); i > 0; --i) {
    begin("gp.consultation", "gp", within_life(), child).values = {
        {"topic", std::string(chance(85) ? "routine" : "injury")}};
    give();
  }
  for (int i = below(5); i > 0; --i) {
    begin("gp.immunisation", "gp", within_life(), child);
    give();
  }
  for (int i = years < 5 ? 4 + below(6) : 0; i > 0; --i) {
    begin("health-visiting.contact", "health-visiting", within_life(), child);
    give();
  }
  for (int i = years >= 2 ? 2 + below(4) : 0; i > 0; --i) {
    begin("dentistry.examination", "dentistry", within_life(), child).values = {
        {"decayed-teeth", std::int64_t{below(3)}}};
    give();
  }
  const int usual = 99 - below(8) - strain * below(8);
  for (int half_term = years >= 5 ? 18 : 0; half_term > 0; --half_term) {
    begin("school.attendance", "schools", today().plus_days(-60 * half_term), child).values = {
        {"percent", std::int64_t{std::max(20, usual - below(6) - (chance(4) ? below(40) : 0))}}};
    give();
  }
  for (int i = years >= 4 ? 1 + below(2) : 0; i > 0; --i) {
    begin("school.enrolment", "schools", within_life(), child);
    give();
  }
}

void District::worries(const Person& child, int age_days, int strain) {
  struct Worry {
    const char* kind;
    const char* agency;
    int percent;  // for a family under strain, per round
  };
  constexpr std::array<Worry, 14> worries = {{{"gp.not-brought", "gp", 30},
                                              {"dentistry.not-brought", "dentistry", 25},
                                              {"hospital.outpatient-not-brought", "hospital", 15},
                                              {"hospital.emergency-attendance", "hospital", 30},
                                              {"school.concern", "schools", 30},
                                              {"school.late-collection", "schools", 15},
                                              {"concern.raised", "schools", 25},
                                              {"social-care.contact", "social-care", 20},
                                              {"social-care.case-closed", "social-care", 12},
                                              {"early-help.closed", "early-help", 10},
                                              {"social-care.protection-plan-started", "social-care", 4},
                                              {"social-care.protection-plan-ended", "social-care", 2},
                                              {"police.missing", "city-police", 8},
                                              {"social-care.visit", "social-care", 30}}};
  for (int round = strain + (chance(10) ? 1 : 0); round > 0; --round)
    for (const Worry& worry : worries) {
      if (!chance(worry.percent)) continue;
      const Date day = today().plus_days(-below(std::min(age_days + 1, 365 * 3)));
      begin(worry.kind, worry.agency, day, child);
      give();
    }
}

void District::adult(const Person& person, int strain) {
  const auto some = [&](const char* kind, const char* agency, int percent) -> bool {
    if (!chance(percent)) return false;
    begin(kind, agency, some_day(), person);
    return true;
  };
  if (some("gp.adult-consultation", "gp", 60)) give();
  for (int round = strain + (chance(8) ? 1 : 0); round > 0; --round) {
    if (some("police.domestic-abuse", "city-police", 30)) {
      entry_.values = {{"grade", std::string(chance(60) ? "standard" : "medium")}};
      give();
    }
    if (some("police.offence-suspect", "city-police", 10)) give();
    if (some("adult-mental-health.referral", "adult-mental-health", 20)) {
      entry_.values = {{"accepted", chance(50)}};
      give();
    }
    if (some("substance-misuse.relapse", "substance-misuse", 6)) give();
    if (some("housing.arrears", "housing", 15)) give();
    if (some("housing.tenancy-started", "housing", 15)) give();
    if (some("housing.temporary-accommodation", "housing", 5)) give();
  }
}

}  // namespace roundel::bench
