#include "web/api/new_child_json.h"

#include "web/api/json.h"
#include "web/api/json_parts.h"

namespace roundel::web {

std::string to_json(const service::NewChildRecorded& it) {
  if (it.done())
    return json::serialize(json::value{{"recorded", true},
                                       {"child", it.child.str()},
                                       {"concern", it.concern.concern.str()},
                                       {"likely", json::array()}});
  return json::serialize(json::value{{"recorded", false},
                                     {"child", nullptr},
                                     {"concern", nullptr},
                                     {"likely", list(it.likely, [](const service::LikelyChild& child) {
                                        return json::value{
                                            {"person", child.person.str()},
                                            {"name", child.name},
                                            {"year", child.year ? json::value(*child.year) : json::value(nullptr)},
                                            {"roughly", child.roughly},
                                            {"area-of-home", child.area_of_home}};
                                      })}});
}

std::string recorded_child_json(const PersonId& child) { return json::serialize(json::value{{"child", child.str()}}); }

}  // namespace roundel::web
