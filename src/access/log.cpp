#include "access/log.h"

namespace roundel::access {

AccessRecord record_of(const Decision& decision, const Caller& caller, UseCase use_case, const PersonId& person,
                       Timestamp at) {
  return {.at = at,
          .account = caller.account,
          .agency = caller.agency,
          .use_case = use_case,
          .person = person,
          .allowed = decision.allowed,
          .why = decision.why,
          .purpose = caller.purpose,
          .basis = decision.lawful_basis};
}

}  // namespace roundel::access
