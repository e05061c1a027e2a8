// The JSON of what is done about a child: requests between agencies, the pathway and its steps.
#include "web/api/json.h"
#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value sharing_decision(const std::optional<SharingDecision>& it) {
  if (!it) return nullptr;
  return {{"entry", it->entry.str()}, {"shared", it->shared},   {"answer", it->answer}, {"basis", it->basis},
          {"reason", it->reason},     {"instead", it->instead}, {"by", it->by},         {"on", it->on.iso()}};
}

json::value chase(const Chase& it) { return {{"to", it.to}, {"words", it.words}, {"by", it.by}, {"on", it.on.iso()}}; }

json::value request_json(const service::RequestRow& it) {
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
          {"decision", sharing_decision(request.decision)},
          {"reminders", list(request.chased, chase)}};
}

json::value action_json(const PlanAction& each) {
  return json::value{{"entry", each.entry.str()},
                     {"plan", each.plan},
                     {"outcome", each.outcome},
                     {"action", each.action},
                     {"who", each.who},
                     {"by-when", maybe(each.by)},
                     {"you-said", each.you_said},
                     {"done", each.done ? each.done->done : std::string()},
                     {"what-changed", each.done ? each.done->what_changed : std::string()}};
}

}  // namespace

std::string to_json(const service::RequestsPage& it) {
  return json::serialize(json::value{{"to-answer", list(it.to_answer, request_json)},
                                     {"waiting", list(it.waiting, request_json)},
                                     {"done", list(it.done, request_json)}});
}

std::string to_json(const service::RequestRow& it) { return json::serialize(request_json(it)); }

std::string to_json(const service::RequestDone& it) {
  return json::serialize(json::value{{"entry", it.entry.str()}, {"missing", list(it.missing, [](const Error& each) {
                                                                   return json::value{{"what", each.what},
                                                                                      {"field", each.place.field}};
                                                                 })}});
}

std::string to_json(const service::PathwayPage& it) {
  const auto standing = [&](Track track) {
    const TrackStanding& at = it.pathway.at(track);
    const bool begun = !at.entry.empty();
    return json::value{{"track", word(track)},
                       {"name", track_name(track)},
                       {"stage", word(at.stage)},
                       {"stage-name", stage_name(at.stage)},
                       {"since", begun ? json::value(at.since.iso()) : json::value(nullptr)},
                       {"entry", at.entry.str()}};
  };
  const auto taken = [](const service::StepTold& told) {
    return json::value{{"entry", told.taken.entry.str()},
                       {"kind", told.taken.step->kind},
                       {"name", told.name},
                       {"on", told.taken.on.iso()},
                       {"at", told.taken.at ? json::value(told.taken.at->text()) : json::value(nullptr)},
                       {"words", told.words},
                       {"agency", told.taken.agency.str()},
                       {"agency-name", told.agency},
                       {"outside", told.taken.outside}};
  };
  const auto ahead = [](const StepAhead& each) {
    return json::value{{"kind", each.step->kind}, {"does", each.step->does}, {"missing", texts(each.missing)}};
  };
  const auto sibling = [](const service::PathwaySibling& each) {
    return json::value{
        {"child", each.seen.child.str()}, {"version", each.seen.version}, {"name", each.name}, {"age", each.age}};
  };
  return json::serialize(json::value{{"child", it.child.str()},
                                     {"version", it.pathway.version},
                                     {"tracks", list(tracks(), standing)},
                                     {"history", list(it.history, taken)},
                                     {"steps", list(it.ahead, ahead)},
                                     {"plan", list(it.plan, action_json)},
                                     {"clocks", list(it.clocks, clock_json)},
                                     {"siblings", list(it.siblings, sibling)}});
}

std::string to_json(const service::FamilySheet& it) {
  const auto helping = [](const Involvement& each) {
    return json::value{{"service", each.service},
                       {"practitioner", each.practitioner},
                       {"agency-name", each.agency_name},
                       {"contact", each.contact},
                       {"since", each.since.iso()}};
  };
  return json::serialize(json::value{{"child", it.child.str()},
                                     {"name", it.name},
                                     {"on", it.on.iso()},
                                     {"helping", list(it.helping, helping)},
                                     {"agreed", list(it.agreed, action_json)},
                                     {"coming", list(it.coming, clock_json)},
                                     {"ring", it.ring}});
}

std::string to_json(const service::StepRecorded& it) {
  return json::serialize(json::value{{"entry", it.entry.str()}, {"missing", list(it.missing, [](const Error& each) {
                                                                   return json::value{{"what", each.what},
                                                                                      {"field", each.place.field}};
                                                                 })}});
}

}  // namespace roundel::web
