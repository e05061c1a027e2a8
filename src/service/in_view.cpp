#include "service/in_view.h"

namespace roundel::service {
namespace {

constexpr std::string_view my_caseload =
    "SELECT person FROM involvement WHERE area = ? AND agency = ? AND practitioner = ? AND until IS NULL";
constexpr std::string_view joint_team_list =
    " UNION SELECT person FROM concern WHERE area = ? UNION SELECT person FROM involvement WHERE area = ? AND until IS "
    "NULL AND agency IN ('social-care', 'early-help')";

}  // namespace

InView in_view_of(const Desk::Parts& parts, const Caller& caller, bool with_the_teams) {
  InView view{.children = std::string(my_caseload),
              .cells = {parts.area.str(), caller.agency.str(), caller.practitioner.str()}};
  if (with_the_teams) {
    view.children += joint_team_list;
    view.cells.insert(view.cells.end(), {parts.area.str(), parts.area.str()});
  }
  return view;
}

}  // namespace roundel::service
