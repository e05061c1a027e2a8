// A made-up child with a full picture, and pages' other answers: values to make pages from in tests and previews.
#pragma once

#include "oversight/oversight.h"
#include "service/linkage/linkage_quality.h"
#include "service/linkage/steward.h"
#include "service/oversee/kept_backtest.h"
#include "service/oversee/vignettes.h"
#include "service/service.h"

namespace roundel::web::made_up {

inline const Date kToday = Date::of(2024, 5, 14);

Standards standards();
access::Caller health_visitor();
access::Caller teacher();
access::Caller social_worker();

JudgedLevels judged_levels(const Standards& standards);
service::ChildPage child(const Standards& standards);
service::ChildPage child_without_content(const Standards& standards);
service::ChildPage unborn(const Standards& standards);  // hardly anything is known
service::ChangesToday changes();
std::vector<service::PersonHit> hits();
service::RecordedConcern recorded();
std::vector<service::ConcernRow> concerns();
service::FrontDoor front_door();
Oversight oversight();  // how time limits are kept
access::Caller manager();
std::vector<service::VignetteToRate> vignettes();
service::KeptBacktest backtest();
service::SeverityPage severity();
service::ConcernPage concern_page(const Standards& standards);
// What police told of the night before stands beside it, and may be decided with it.
service::ConcernPage concern_page_of_a_night(const Standards& standards);
std::vector<service::AccessLine> access_lines();

access::Caller identity_steward();
service::LinkQueue link_queue();
service::PairPage link_pair();    // two records that may be twins
service::PairPage link_parted();  // one person of three records
service::JudgementPage judgement();
std::vector<service::JudgementRow> judgements();
service::ClusterPage cluster();
service::LinkageQuality linkage_quality();

}  // namespace roundel::web::made_up
