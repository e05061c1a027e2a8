// The door of every use case: decide, log, and only then go on.
#include "service/parts.h"

namespace roundel::service {
namespace {

Done log(Desk::Parts& parts, const Caller& caller, access::UseCase use_case, const PersonId& child,
         const access::Decision& decision) {
  const store::Cell cells[] = {parts.area.str(),
                               child.str(),
                               parts.now().micros(),
                               parts.random_hex(8),
                               caller.account,
                               caller.agency.str(),
                               std::string(access::word(use_case)),
                               std::string(access::word(caller.purpose)),
                               decision.lawful_basis,
                               std::int64_t{decision.allowed},
                               decision.why};
  const auto done = parts.database->note(
      "INSERT INTO access_log (area, person, at, id, account, agency, what, purpose, basis, allowed, why) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      cells);
  if (!done) return fail(done.error());
  return {};
}

}  // namespace

Done enter(Desk& desk, const Caller& caller, access::UseCase use_case) {
  Desk::Parts& parts = desk.parts();
  const auto decision = access::decide(caller, use_case, parts.rules);
  if (const auto logged = log(parts, caller, use_case, PersonId(), decision); !logged) return logged;
  if (!decision.allowed) return fail(Fault::refused, decision.why, "a role that may do this");
  return {};
}

Result<access::Decision> knock(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child,
                               access::Tie tie) {
  Desk::Parts& parts = desk.parts();
  auto decision = access::decide_about_child(caller, use_case, tie, parts.rules);
  if (const auto logged = log(parts, caller, use_case, child, decision); !logged) return fail(logged.error());
  return decision;
}

Result<access::Decision> enter_about(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child,
                                     access::Tie tie) {
  auto decision = knock(desk, caller, use_case, child, tie);
  if (decision && !decision->allowed)
    return fail(Fault::refused, decision->why, "a role and a tie to the child that may do this");
  return decision;
}

}  // namespace roundel::service
