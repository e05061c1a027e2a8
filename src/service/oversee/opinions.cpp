#include "service/oversee/opinions.h"

#include "service/derived/derive.h"

namespace roundel::service {

Result<std::vector<Entry>> opinions_of(Desk::Parts& parts, std::string_view kind) {
  const store::Cell cells[] = {parts.area.str(), std::string(kind)};
  const auto rows = parts.database->query("SELECT entry FROM opinion WHERE area = ? AND kind = ?", cells);
  if (!rows) return fail(rows.error());
  std::vector<EntryId> ids;
  for (const store::Row& row : *rows) ids.emplace_back(store::text(row[0]));
  return parts.ledger->find_all(parts.area, ids);
}

Done note_opinion(Desk::Parts& parts, const Appended& appended, std::string_view kind) {
  if (appended.added == 0) return {};  // sent twice
  const store::Row row = {parts.area.str(), std::string(kind), appended.ids.front().str()};
  return parts.database->insert("opinion", opinion_columns, {&row, 1});
}

}  // namespace roundel::service
