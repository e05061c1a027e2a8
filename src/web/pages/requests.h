// Requests between agencies: asking, what my agency is asked, what I wait for and from whom, and one request.
#pragma once

#include <string>

#include "service/respond/requests.h"
#include "web/components/form.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html ask_page(const Frame&, const service::AskPage&, const Standards&, const Filled&, std::string_view key);
Html asked_page(const Frame&, const service::AskPage&, const service::AskForm&, const Standards&);

Html requests_page(const Frame&, const service::RequestsPage&, Date today);
// What may be done with it depends on whose agency looks: the one that was asked answers, the one that asks chases.
Html request_page(const Frame&, const service::RequestRow&, const Standards&, Date today, const Filled&,
                  std::string_view key);

// On what lawful basis something is asked for or shared.
Radios basis_field(const Standards&, const Filled&);

std::string ask_path(const PersonId& child);
std::string request_path(const PersonId& child, const EntryId& request);

}  // namespace roundel::web
