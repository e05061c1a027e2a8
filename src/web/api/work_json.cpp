#include "web/api/work_json.h"

#include "web/api/json.h"
#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value row_json(const service::WorkRow& it) {
  return {{"kind", word(it.work.kind)},
          {"entry", it.work.entry.str()},
          {"what", it.work.what},
          {"child", it.child.str()},
          {"name", it.name},
          {"age", it.age},
          {"also", list(it.also,
                        [](const service::WorkSibling& each) {
                          return json::value{{"child", each.child.str()}, {"name", each.name}, {"age", each.age}};
                        })},
          {"since", it.work.since.iso()},
          {"by", maybe(it.work.by)},
          {"by-at", it.work.by_at ? json::value(it.work.by_at->iso()) : json::value(nullptr)},
          {"to-do", it.to_do},
          {"may-open", it.may_open},
          {"waits-for", it.waits_for},
          {"asked-by", it.asked_by},
          {"named", list(it.named, [](const std::string& name) { return json::value(name); })}};
}

json::value handover_json(const service::HandedOver& it) {
  return {{"handover", it.handover.entry.str()}, {"child", it.child.str()},     {"name", it.name},
          {"from", it.handover.from_name},       {"to", it.handover.to_name},   {"on", it.handover.on.iso()},
          {"back", maybe(it.handover.back)},     {"reason", it.handover.reason}};
}

}  // namespace

std::string to_json(const service::WorkPage& it) {
  return json::serialize(json::value{{"of", word(it.of)},
                                     {"on", it.on.iso()},
                                     {"part", word(it.shown.part)},
                                     {"page", it.shown.page},
                                     {"pages", it.pages()},
                                     {"totals",
                                      {{"late", it.totals.late},
                                       {"to-do", it.totals.to_do},
                                       {"waiting", it.totals.waiting},
                                       {"not-told", it.totals.not_told}}},
                                     {"late", list(it.late, row_json)},
                                     {"to-do", list(it.to_do, row_json)},
                                     {"waiting", list(it.waiting, row_json)},
                                     {"handed-over", list(it.handed_over, handover_json)}});
}

std::string handed_over_json(int children) { return json::serialize(json::value{{"children", children}}); }

std::string to_json(const service::Reminders& it) {
  const auto moment = [](const std::optional<Timestamp>& at) {
    return at ? json::value(at->iso()) : json::value(nullptr);
  };
  return json::serialize(json::value{{"wanted", it.wanted},
                                     {"address", it.address},
                                     {"sent", moment(it.sent)},
                                     {"problem", it.problem},
                                     {"calendar-made", moment(it.calendar_made)}});
}

std::string calendar_address_json(std::string_view address) {
  return json::serialize(json::value{{"address", address}});
}

}  // namespace roundel::web
