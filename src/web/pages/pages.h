// The pages: pure functions from what a use case answered to Html.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/service.h"
#include "web/http.h"
#include "web/pages/frame.h"

namespace roundel::web {

// What somebody wrote into a form, and what is wrong with it: shown again so that nothing is typed twice.
struct Filled {
  Fields fields;
  std::vector<ErrorLine> errors;
  const std::string& value(std::string_view name) const { return field(fields, name); }
  std::string error_of(std::string_view field_id) const;  // "" where there is none
};

Html sign_in_page(const Frame&, const Filled&, std::string_view token);
Html changes_page(const Frame&, const service::ChangesToday&, Date today, int page_number);
// The form that puts off what changed for a child and the children of the same family.
Html put_off_page(const Frame&, const service::ChangesToday&, const PersonId& child, Date today, const Filled&,
                  std::string_view key);
Html not_shown_page(const Frame&, const service::ChangesToday&);
// Whoever passes on concerns finds the way to one about a child who is not among them.
Html find_page(const Frame&, const Filled&, const std::optional<std::vector<service::PersonHit>>&);

struct ChildShown {
  std::string lane;  // only this lane of the chronology; empty: all
  bool all = false;  // the whole chronology, not only its newest part
  Filled filled;     // the judge form, or the form that asks for access
  std::string key;   // idempotency key for the judge form
};
Html child_page(const Frame&, const service::ChildPage&, const Standards&, const ChildShown&);

Html concern_page(const Frame&, const IdentityBar&, const Filled&, std::string_view key);
Html concern_recorded_page(const Frame&, const PersonId&, const service::RecordedConcern&);
Html my_concerns_page(const Frame&, const std::vector<service::ConcernRow>&, Date today);

Html front_door_page(const Frame&, const service::FrontDoor&, const Standards&, Date today);
Html decide_page(const Frame&, const service::ConcernPage&, const Standards&, Date today, const Filled&,
                 std::string_view key);
Html decided_page(const Frame&, const PersonId&, const service::DecideForm&, const service::Decided&, Date today);

Html access_history_page(const Frame&, const PersonId&, const std::vector<service::AccessLine>&);
Html standards_page(const Frame&, const Standards&);
Html about_page(const Frame&, const Standards&);
// Says what went wrong without a word about anybody. `what` is shown where it helps: 400 and 403.
Html error_page(const Frame&, int status, std::string_view what);

}  // namespace roundel::web
