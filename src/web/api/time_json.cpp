#include "web/api/time_json.h"

#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value code(const Indicator* indicator) { return json::value(indicator->code.str()); }

json::value held(const service::FindingShown& it) {
  return {{"indicator", it.finding.indicator.str()},
          {"in-words", it.in_words},
          {"since", it.finding.since.iso()},
          {"entries", list(it.finding.evidence, [](const EntryId& entry) { return json::value(entry.str()); })}};
}

json::value moment(const service::ReplayMoment& it) {
  return {{"day", it.day.iso()},
          {"began", list(it.began, code)},
          {"ended", list(it.ended, code)},
          {"suggested-level", it.suggested.str()}};
}

json::value knew(const service::Knew& it) {
  return {{"had", maybe(it.had)}, {"could", maybe(it.could)}, {"opened", maybe(it.opened)}};
}

}  // namespace

std::string to_json(const service::ReplayPage& it) {
  return json::serialize(json::value{
      {"child", it.child.str()},
      {"on", it.on.iso()},
      {"as-known-to", it.asked.as_known_to ? json::value(it.asked.as_known_to->str()) : json::value(nullptr)},
      {"edition", it.assessment.edition},
      {"suggested-level", it.assessment.suggested.str()},
      {"findings", list(it.findings, held)},
      {"protective", list(it.protective, held)},
      {"moments", list(it.moments, moment)}});
}

std::string to_json(const service::WhoKnewPage& it) {
  return json::serialize(
      json::value{{"child", it.child.str()},
                  {"on", it.on.iso()},
                  {"agencies", list(it.agencies, [](const AgencyId& agency) { return json::value(agency.str()); })},
                  {"findings", list(it.rows, [](const service::KnewRow& row) {
                     return json::value{{"indicator", code(row.indicator)},
                                        {"together", maybe(row.together)},
                                        {"agencies", list(row.agencies, knew)}};
                   })}});
}

std::string to_json(const service::OutOfSightPage& it) {
  return json::serialize(json::value{{"on", it.on.iso()},
                                     {"with-open-need", it.with_open_need},
                                     {"children", list(it.rows, [](const service::OutOfSightRow& row) {
                                        return json::value{{"child", row.child.str()},
                                                           {"name", row.name},
                                                           {"open-since", row.open_since.iso()},
                                                           {"last-seen", maybe(row.last_seen)},
                                                           {"days", row.days},
                                                           {"rule", row.rule.code},
                                                           {"allowed-days", row.rule.days},
                                                           {"agencies", list(row.agencies, [](const std::string& name) {
                                                              return json::value(name);
                                                            })}};
                                      })}});
}

}  // namespace roundel::web
