#include "simulation/rates.h"

namespace roundel::simulation {
int weekdays_between(Date from, Date to) {
  int counted = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) counted += day.is_weekend() ? 0 : 1;
  return counted;
}

void Tally::see(const Seen& seen) {
  if (seen.on > to_) return;
  const bool counts = seen.on > from_;
  const double one = counts ? 1 : 0;
  Child& child = children_[seen.child];
  if (seen.type == "REFERRAL") {
    referrals_ += one;
    if (child.last_referred.plus_years(1) >= seen.on) again_ += one;
    child.last_referred = child.referred = seen.on;
    if (seen.no_further_action) no_action_ += one;
    child.open = !seen.no_further_action;
    if (seen.source == "6") police_ += one;
    if (seen.source == "2A") school_ += one;
    if (seen.source.front() == '3') health_ += one;
  } else if (seen.type == "ASSESS-END") {
    assessed_ += one;
    if (weekdays_between(child.referred, seen.on) <= 45) assessed_in_time_ += one;
    if (seen.outcome == "no-further-action" || seen.outcome == "early-help") not_in_need_ += one;
  } else if (seen.type == "STRATEGY" && seen.outcome == "section-47") {
    enquiries_ += one;
    child.enquiry = seen.on;
  } else if (seen.type == "ICPC") {
    conferences_ += one;
    if (weekdays_between(child.enquiry, seen.on) <= 15) conferences_in_time_ += one;
  } else if (seen.type == "CPP-START") {
    plans_ += one;
    if (seen.previous_plans > 0) plans_again_ += one;
    child.on_plan = true;
  } else if (seen.type == "CPP-END") {
    child.on_plan = false;
  } else if (seen.type == "CLA-START") {
    entered_care_ += one;
    child.looked_after = true;
  } else if (seen.type == "CLA-END") {
    child.looked_after = false;
  } else if (seen.type == "CLOSED") {
    child.open = false;
  }
}

Tally::Counted Tally::counted(std::string_view indicator, double children) const {
  const auto per = [&](double count) { return Counted{count, children, 10'000}; };
  const auto share = [](double part, double whole) { return Counted{part, whole, 100}; };
  const auto standing = [&](bool Child::* what) {
    double count = 0;
    for (const auto& [number, child] : children_) count += child.*what ? 1 : 0;
    return per(count);
  };
  if (indicator == "referrals_per_10k") return per(referrals_);
  if (indicator == "rereferral_12m_pct") return share(again_, referrals_);
  if (indicator == "referrals_nfa_pct") return share(no_action_, referrals_);
  if (indicator == "referrals_assessed_not_in_need_pct") return share(not_in_need_, referrals_);
  if (indicator == "source_police_pct") return share(police_, referrals_);
  if (indicator == "source_school_pct") return share(school_, referrals_);
  if (indicator == "source_health_pct") return share(health_, referrals_);
  if (indicator == "assessment_within_45wd_pct") return share(assessed_in_time_, assessed_);
  if (indicator == "s47_per_10k") return per(enquiries_);
  if (indicator == "icpc_per_10k") return per(conferences_);
  if (indicator == "icpc_within_15wd_of_s47_start_pct") return share(conferences_in_time_, conferences_);
  if (indicator == "cpp_starting_per_10k") return per(plans_);
  if (indicator == "cpp_at_31mar_per_10k") return standing(&Child::on_plan);
  if (indicator == "cpp_second_or_subsequent_pct") return share(plans_again_, plans_);
  if (indicator == "cin_at_31mar_per_10k") return standing(&Child::open);
  if (indicator == "cla_at_31mar_per_10k") return standing(&Child::looked_after);
  if (indicator == "cla_starting_per_10k") return per(entered_care_);
  require(false, "a published rate that the simulation does not measure");
  return {};
}

std::vector<Rate> Tally::rates(std::size_t children, const std::vector<Published>& published) const {
  constexpr double fewest = 70;
  std::vector<Rate> rates;
  for (const Published& rate : published) {
    const Counted found = counted(rate.indicator, static_cast<double>(children));
    if (rate.value / found.scale * found.of < fewest) continue;
    rates.push_back({.name = rate.name,
                     .simulated = found.scale * found.count / found.of,
                     .published = rate.value,
                     .source = rate.source});
  }
  return rates;
}

}  // namespace roundel::simulation
