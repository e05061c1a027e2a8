// A made-up pathway and made-up requests between agencies: values to make pages from in tests and previews.
#pragma once

#include "service/respond/birth.h"
#include "service/respond/new_child.h"
#include "service/respond/pathways.h"
#include "service/respond/requests.h"
#include "service/respond/with_family.h"

namespace roundel::web::made_up {

service::PathwayPage pathway();
service::FamilySheet family_sheet();
service::BirthPage birth();  // one of twins
service::BirthPage born();
service::BirthPage another_born();                    // the other of them, who had no record
std::vector<service::LikelyChild> likely_children();  // of whom somebody may have told
const EntryKind& conference();                        // a kind with a value of each type
service::AskPage ask();
service::RequestsPage requests();
service::RequestRow request(RequestState state);
access::Caller police_officer();

}  // namespace roundel::web::made_up
