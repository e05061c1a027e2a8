#include "web/api_time_json.h"

#include <boost/json.hpp>

namespace roundel::web {
namespace {

namespace json = boost::json;

json::value day_or_null(const std::optional<Date>& date) {
  return date ? json::value(date->iso()) : json::value(nullptr);
}

template <class Range, class Make>
json::array each_of(const Range& range, Make make) {
  json::array out;
  for (const auto& item : range) out.push_back(make(item));
  return out;
}

json::value code(const Indicator* indicator) { return json::value(indicator->code.str()); }

json::value held(const service::FindingShown& it) {
  return {{"indicator", it.finding.indicator.str()},
          {"in-words", it.in_words},
          {"since", it.finding.since.iso()},
          {"entries", each_of(it.finding.evidence, [](const EntryId& entry) { return json::value(entry.str()); })}};
}

json::value moment(const service::ReplayMoment& it) {
  return {{"day", it.day.iso()},
          {"began", each_of(it.began, code)},
          {"ended", each_of(it.ended, code)},
          {"suggested-level", it.suggested.str()}};
}

json::value knew(const service::Knew& it) {
  return {{"had", day_or_null(it.had)}, {"could", day_or_null(it.could)}, {"opened", day_or_null(it.opened)}};
}

}  // namespace

std::string to_json(const service::ReplayPage& it) {
  return json::serialize(json::value{
      {"child", it.child.str()},
      {"on", it.on.iso()},
      {"as-known-to", it.asked.as_known_to ? json::value(it.asked.as_known_to->str()) : json::value(nullptr)},
      {"edition", it.assessment.edition},
      {"suggested-level", it.assessment.suggested.str()},
      {"findings", each_of(it.findings, held)},
      {"protective", each_of(it.protective, held)},
      {"moments", each_of(it.moments, moment)}});
}

std::string to_json(const service::WhoKnewPage& it) {
  return json::serialize(
      json::value{{"child", it.child.str()},
                  {"on", it.on.iso()},
                  {"agencies", each_of(it.agencies, [](const AgencyId& agency) { return json::value(agency.str()); })},
                  {"findings", each_of(it.rows, [](const service::KnewRow& row) {
                     return json::value{{"indicator", code(row.indicator)},
                                        {"together", day_or_null(row.together)},
                                        {"agencies", each_of(row.agencies, knew)}};
                   })}});
}

std::string to_json(const service::OutOfSightPage& it) {
  return json::serialize(json::value{
      {"on", it.on.iso()},
      {"with-open-need", it.with_open_need},
      {"children", each_of(it.rows, [](const service::OutOfSightRow& row) {
         return json::value{
             {"child", row.child.str()},
             {"name", row.name},
             {"open-since", row.open_since.iso()},
             {"last-seen", day_or_null(row.last_seen)},
             {"days", row.days},
             {"rule", row.rule.code},
             {"allowed-days", row.rule.days},
             {"agencies", each_of(row.agencies, [](const std::string& name) { return json::value(name); })}};
       })}});
}

}  // namespace roundel::web
