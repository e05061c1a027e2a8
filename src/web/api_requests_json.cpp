#include <boost/json.hpp>

#include "web/api_json.h"

namespace roundel::web {
namespace {

namespace json = boost::json;

json::value maybe(const std::optional<Date>& date) { return date ? json::value(date->iso()) : json::value(nullptr); }

template <class Range, class Make>
json::array list(const Range& range, Make make) {
  json::array out;
  for (const auto& item : range) out.push_back(make(item));
  return out;
}

json::value decision(const std::optional<SharingDecision>& it) {
  if (!it) return nullptr;
  return {{"entry", it->entry.str()}, {"shared", it->shared},   {"answer", it->answer}, {"basis", it->basis},
          {"reason", it->reason},     {"instead", it->instead}, {"by", it->by},         {"on", it->on.iso()}};
}

json::value chase(const Chase& it) { return {{"to", it.to}, {"words", it.words}, {"by", it.by}, {"on", it.on.iso()}}; }

json::value row(const service::RequestRow& it) {
  const InformationRequest& request = it.request;
  return {{"request", request.entry.str()},
          {"child", it.child.str()},
          {"child-name", it.child_name},
          {"child-age", it.child_age},
          {"person-name", it.person_name},
          {"person-born", maybe(it.person_born)},
          {"person-role", it.person_role},
          {"from", request.from.str()},
          {"from-name", it.from_agency},
          {"of", request.of.str()},
          {"of-name", it.of_agency},
          {"by", request.by},
          {"question", request.question},
          {"why", request.why},
          {"basis", request.basis},
          {"needed-by", maybe(request.needed_by)},
          {"asked", request.asked.iso()},
          {"state", word(it.state)},
          {"taken-higher", request.escalated()},
          {"decision", decision(request.decision)},
          {"reminders", list(request.chased, chase)}};
}

}  // namespace

std::string to_json(const service::RequestsPage& it) {
  return json::serialize(json::value{
      {"to-answer", list(it.to_answer, row)}, {"waiting", list(it.waiting, row)}, {"done", list(it.done, row)}});
}

std::string to_json(const service::RequestRow& it) { return json::serialize(row(it)); }

std::string to_json(const service::RequestDone& it) {
  return json::serialize(json::value{{"entry", it.entry.str()}, {"missing", list(it.missing, [](const Error& each) {
                                                                   return json::value{{"what", each.what},
                                                                                      {"field", each.place.field}};
                                                                 })}});
}

}  // namespace roundel::web
