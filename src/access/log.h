// The line that every decision about access leaves behind, refusals too. The caller of decide() writes it.
#pragma once

#include <string>

#include "access/access.h"

namespace roundel::access {

struct AccessRecord {
  Timestamp at;
  std::string account;
  AgencyId agency;
  UseCase use_case = UseCase::open_picture;
  PersonId person;  // empty where the use case is not about one child
  bool allowed = false;
  std::string why;  // names the rule; nothing personal
  Purpose purpose = Purpose::direct_work;
  std::string basis;
};

// What is logged of one decision.
AccessRecord record_of(const Decision& decision, const Caller& caller, UseCase use_case, const PersonId& person,
                       Timestamp at);

}  // namespace roundel::access
