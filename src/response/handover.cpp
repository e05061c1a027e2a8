#include "response/handover.h"

#include <algorithm>

#include "picture/subjects.h"

namespace roundel {

std::vector<Handover> fold_handovers(std::span<const Entry* const> entries) {
  std::vector<const Entry*> ordered(entries.begin(), entries.end());
  std::erase_if(ordered, [](const Entry* entry) { return entry->kind.value != "work.handed-over"; });
  std::sort(ordered.begin(), ordered.end(), [](const Entry* a, const Entry* b) { return earlier(*a, *b); });
  std::vector<Handover> out;
  for (const Entry* entry : ordered) {
    Handover one{.entry = entry->id,
                 .agency = entry->agency,
                 .from = PractitionerId(entry->text_of("from")),
                 .to = PractitionerId(entry->text_of("to")),
                 .from_name = entry->text_of("from-name"),
                 .to_name = entry->text_of("to-name"),
                 .back = {},
                 .reason = entry->text_of("reason"),
                 .on = day_of(*entry)};
    if (const Value* back = entry->value("back"))
      if (const Date* day = std::get_if<Date>(back)) one.back = *day;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace roundel
