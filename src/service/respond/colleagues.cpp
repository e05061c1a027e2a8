#include "service/respond/colleagues.h"

namespace roundel::service {

Result<NamesOfService> names_of_service(Desk::Parts& parts, const AgencyId& agency) {
  const store::Cell cells[] = {parts.area.str(), agency.str()};
  const auto rows = parts.database->query(
      "SELECT practitioner, name FROM account WHERE area = ? AND agency = ? AND practitioner <> '' ORDER BY login",
      cells);
  if (!rows) return fail(rows.error());
  NamesOfService out;
  for (const auto& row : *rows) out.emplace(PractitionerId(store::text(row[0])), store::text(row[1]));
  return out;
}

std::string name_in(const NamesOfService& names, const PractitionerId& one) {
  const auto found = names.find(one);
  return found == names.end() ? one.str() : found->second;
}

}  // namespace roundel::service
