// The JSON of the API. Only the files named api_*json.cpp know the JSON library.
#pragma once

#include <string>
#include <string_view>

#include "service/linkage/linkage_quality.h"
#include "service/linkage/lookup.h"
#include "service/linkage/steward.h"
#include "service/respond/pathways.h"
#include "service/respond/requests.h"
#include "service/respond/with_family.h"
#include "service/service.h"
#include "web/http.h"

namespace roundel::web {

// An object of texts, numbers and yes/no as fields: true is "yes", false "no", null "".
Result<Fields> parse_flat_json(std::string_view text);

Response json_response(std::string json, int status = 200);
std::string error_json(std::string_view what, std::string_view expected);

std::string to_json(const service::SignedIn&);
std::string to_json(const service::ChangesToday&);
std::string to_json(const std::vector<service::PersonHit>&);
std::string to_json(const service::ChildPage&, const Standards&);
std::string to_json(const std::vector<service::AccessLine>&);
std::string to_json(const service::RecordedConcern&);
std::string to_json(const std::vector<service::ConcernRow>&);
std::string to_json(const service::FrontDoor&);
std::string to_json(const service::ConcernPage&);
std::string to_json(const service::Decided&);
std::string to_json(const service::PathwayPage&);
std::string to_json(const service::FamilySheet&);
std::string to_json(const service::StepRecorded&);
std::string to_json(const service::RequestsPage&);
std::string to_json(const service::RequestRow&);
std::string to_json(const service::RequestDone&);
std::string to_json(const service::LinkQueue&);
std::string to_json(const service::PairPage&);
std::string to_json(const service::JudgedLink&);
std::string to_json(const std::vector<service::JudgementRow>&);
std::string to_json(const service::JudgementPage&);
std::string to_json(const service::ClusterPage&);
std::string to_json(const service::LinkageQuality&);
std::string to_json(const service::LookupQuestion&);
std::string to_json(const service::LookupAnswer&);
std::string to_json(const Standards&);
std::string done_json();
std::string recorded_json(const EntryId& entry);

}  // namespace roundel::web
