// What the files that write JSON share. The one header that knows the JSON library: only api_*json.cpp include it.
#pragma once

#include <boost/json.hpp>

#include "core/date.h"
#include "response/response.h"

namespace roundel::web {

namespace json = boost::json;

inline json::value maybe(const std::optional<Date>& date) {
  return date ? json::value(date->iso()) : json::value(nullptr);
}

template <class Range, class Make>
json::array list(const Range& range, Make make) {
  json::array out;
  out.reserve(range.size());
  for (const auto& item : range) out.push_back(make(item));
  return out;
}

inline json::value texts(const std::vector<std::string>& range) {
  return list(range, [](const std::string& text) { return json::value(text); });
}

json::value clock_json(const RunningClock& clock);

}  // namespace roundel::web
