// A made-up child with a full picture, and pages' other answers: values to make pages from in tests and previews.
#pragma once

#include "service/service.h"

namespace roundel::web::made_up {

inline const Date kToday = Date::of(2024, 5, 14);

Standards standards();
access::Caller health_visitor();
access::Caller teacher();
access::Caller social_worker();

service::ChildPage child(const Standards& standards);
service::ChildPage child_without_content(const Standards& standards);
service::ChildPage unborn(const Standards& standards);  // hardly anything is known
service::ChangesToday changes();
std::vector<service::PersonHit> hits();
service::RecordedConcern recorded();
std::vector<service::ConcernRow> concerns();
service::FrontDoor front_door();
service::ConcernPage concern_page(const Standards& standards);
std::vector<service::AccessLine> access_lines();

}  // namespace roundel::web::made_up
