#include "web/api/json.h"

#include "standards/explain.h"
#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value change(const service::Change& it) {
  return {{"child", it.child.str()},  {"name", it.name}, {"age", it.age},
          {"reason", it.reason},      {"kind", it.kind}, {"at", it.at.iso()},
          {"family", it.family.str()}};
}

json::value not_shown(const service::NotShown& it) {
  return {{"put-off", list(it.put_off,
                           [](const service::PutOff& one) {
                             return json::value{{"put-off", one.entry.str()}, {"child", one.child.str()},
                                                {"name", one.name},           {"until", one.until.iso()},
                                                {"at", one.at.iso()},         {"author", one.author},
                                                {"reason", one.reason},       {"changes", one.changes}};
                           })},
          {"children-put-off", it.children_put_off},
          {"changes-not-readable", it.changes_not_readable},
          {"children-unchanged", it.children_unchanged},
          {"more", it.more}};
}

std::string_view word_of(ClockState state) {
  switch (state) {
    case ClockState::running:
      return "running";
    case ClockState::met:
      return "met";
    case ClockState::late:
      return "late";
    case ClockState::ended:
      return "ended";
    case ClockState::paused:
      return "paused";
    case ClockState::lapsed:
      return "lapsed";
    case ClockState::met_late:
      break;
  }
  return "met-late";
}

std::string_view word_of(Residence residence) {
  switch (residence) {
    case Residence::resident:
      return "resident";
    case Residence::elsewhere:
      return "elsewhere";
    case Residence::unknown:
      break;
  }
  return "unknown";
}

json::value item(const ChronologyItem& it) {
  return {{"entry", it.entry.str()},
          {"happened", it.happened.text()},
          {"from", it.happened.from.iso()},
          {"to", it.happened.to.iso()},
          {"known", it.known.iso()},
          {"recorded", it.recorded.iso()},
          {"kind", it.kind.str()},
          {"title", it.title},
          {"detail", it.detail},
          {"agency", it.agency.str()},
          {"agency-name", it.agency_name},
          {"lane", it.lane},
          {"standing", word(it.standing)},
          {"about", it.about},
          {"protective", it.protective}};
}

json::value finding(const service::FindingShown& it) {
  return {{"indicator", it.finding.indicator.str()},
          {"name", it.indicator == nullptr ? std::string() : it.indicator->name},
          {"rule", it.indicator == nullptr ? std::string() : it.indicator->sentence},
          {"source", it.indicator == nullptr ? std::string() : it.indicator->source},
          {"confirmed", it.indicator != nullptr && it.indicator->confirmed},
          {"since", it.finding.since.iso()},
          {"in-words", it.in_words},
          {"evidence", list(it.evidence, item)}};
}

json::value identity(const IdentityBar& it) {
  return {{"person", it.person.str()},
          {"name", it.name},
          {"other-names", texts(it.other_names)},
          {"born", maybe(it.born)},
          {"expected", maybe(it.expected)},
          {"age", it.age},
          {"sex", it.sex},
          {"nhs-number", it.nhs_number},
          {"upn", it.upn},
          {"ethnicity", it.ethnicity},
          {"address", it.address},
          {"school", it.school},
          {"source-records", it.source_records},
          {"disagreements", texts(it.disagreements)}};
}

json::value involvement(const Involvement& it) {
  return {{"agency", it.agency.str()}, {"agency-name", it.agency_name},   {"agency-kind", it.agency_kind},
          {"service", it.service},     {"practitioner", it.practitioner}, {"contact", it.contact},
          {"since", it.since.iso()},   {"until", maybe(it.until)},        {"last-contact", maybe(it.last_contact)}};
}

json::value member(const FamilyMember& it) {
  return {{"person", it.person.str()},
          {"name", it.name},
          {"sex", it.sex},
          {"relation", word(it.relation)},
          {"residence", word_of(it.residence)},
          {"born", maybe(it.born)},
          {"since", maybe(it.since)},
          {"until", maybe(it.until)},
          {"known", it.known},
          {"child", it.child},
          {"parents", texts(it.parents)}};
}

json::value month(const NeedsMonth& it) {
  return {{"month", it.month.iso()},
          {"development", it.development},
          {"parenting", it.parenting},
          {"family", it.family},
          {"protective", it.protective}};
}

json::value decision(const std::optional<Decision>& it) {
  if (!it) return nullptr;
  return {{"choice", word(it->choice)},       {"name", response_name(it->choice)}, {"reason", it->reason},
          {"practitioner", it->practitioner}, {"agency", it->agency.str()},        {"at", it->at.iso()}};
}

json::value concern(const Concern& it) {
  json::value feed = nullptr;
  if (it.by_feed)
    feed = {{"what", it.by_feed->what},
            {"on", it.by_feed->on.iso()},
            {"waits-until", it.by_feed->waits_until.iso()},
            {"followed", it.by_feed->followed}};
  return {{"concern", it.entry.str()}, {"from", it.from.str()},
          {"worry", it.worry},         {"child-says", it.child_says},
          {"adults", it.adults},       {"told-of-child", it.told_of_child},
          {"raised", it.raised.iso()}, {"decision", decision(it.decision)},
          {"by-feed", std::move(feed)}};
}

json::value row(const service::ConcernRow& it) {
  json::object out = concern(it.concern).as_object();
  out["child"] = it.child.str();
  out["name"] = it.name;
  out["age"] = it.age;
  out["from-agency"] = it.from_agency;
  out["clocks"] = list(it.clocks, clock_json);
  out["feedback"] = it.feedback;
  return out;
}

json::value assessment(const Assessment& it) {
  json::value judgement = nullptr;
  if (it.judgement) {
    judgement = {{"level", it.judgement->level.str()},
                 {"reason", it.judgement->reason},
                 {"practitioner", it.judgement->practitioner},
                 {"agency", it.judgement->agency.str()},
                 {"on", it.judgement->on.iso()}};
  }
  return {{"suggested-level", it.suggested.str()},
          {"judgement", judgement},
          {"edition", it.edition},
          {"on", it.on.iso()},
          {"unasked", list(it.unasked, [](const Unasked& ask) {
             return json::value{
                 {"question", ask.question}, {"why", ask.why}, {"agency-kind", ask.agency_kind}, {"code", ask.code}};
           })}};
}

json::value ids(const std::vector<EntryId>& entries) {
  return list(entries, [](const EntryId& entry) { return json::value(entry.str()); });
}

json::value found_by_domain(const std::optional<FoundByDomain>& it) {
  if (!it) return nullptr;
  return {{"development", it->development},
          {"parenting", it->parenting},
          {"family", it->family},
          {"protective", it->protective}};
}

json::value rested(const RestedOn& it) {
  return {{"edition", it.edition},
          {"suggested-level", it.withheld ? json::value(nullptr) : json::value(it.suggested.str())},
          {"entries", ids(it.entries)},
          {"found", found_by_domain(it.found)}};
}

json::value own_level(const OwnLevel& it) {
  const auto agrees = it.agrees();
  return {{"profession", it.profession},
          {"level", it.level.str()},
          {"reason", it.reason},
          {"practitioner", it.practitioner},
          {"agency", it.agency.str()},
          {"on", it.on.iso()},
          {"agrees-with-findings", agrees ? json::value(*agrees) : json::value(nullptr)},
          {"rested-on", rested(it.rested)}};
}

json::value shared_level(const std::optional<SharedLevel>& it) {
  if (!it) return nullptr;
  return {{"shared", it->entry.str()},
          {"level", it->level.str()},
          {"reason", it->reason},
          {"on", it->on.iso()},
          {"signatures", list(it->signatures,
                              [](const LevelSignature& one) {
                                return json::value{{"profession", one.profession},
                                                   {"practitioner", one.practitioner},
                                                   {"agency", one.agency.str()},
                                                   {"on", one.on.iso()}};
                              })},
          {"judged-since", texts(it->judged_since)},
          {"rested-on", rested(it->rested)}};
}

json::value judged(const JudgedLevels& it) {
  return {
      {"own", list(it.own, own_level)}, {"shared", shared_level(it.shared)}, {"proposed", shared_level(it.proposed)}};
}

json::value jigsaw(const Jigsaw& it) {
  return {{"indicator", it.finding.indicator.str()}, {"pieces", list(it.pieces, [](const Piece& piece) {
                                                        return json::value{{"agency", piece.agency.str()},
                                                                           {"entries", ids(piece.entries)}};
                                                      })}};
}

std::string_view word_of(WhyToday::Because because) {
  switch (because) {
    case WhyToday::Because::new_entry:
      return "new-entry";
    case WhyToday::Because::time_passed:
      return "time-passed";
    case WhyToday::Because::joined:
      break;
  }
  return "joined";
}

json::value why(const WhyToday& it) {
  return {{"indicator", it.finding.indicator.str()}, {"because", word_of(it.because)}, {"entries", ids(it.entries)}};
}

json::value sign_of_optimism(const OptimismSign& it) {
  return {{"on", it.on.iso()}, {"words", it.words}, {"entries", ids(it.entries)}};
}

json::value told(const service::Told& it) {
  return {{"entry", it.entry.str()}, {"agency", it.agency.str()}, {"agency-name", it.agency_name},
          {"what", it.what},         {"on", it.on.iso()},         {"waits", it.is_concern}};
}

json::value family(const service::FamilyInbox& it, const std::vector<service::ConcernRow>& waiting) {
  return {
      {"concerns", list(it.waiting, [&](std::size_t row) { return json::value(waiting[row].concern.entry.str()); })},
      {"incidents", list(it.incidents, [](const service::IncidentShown& each) { return list(each.told, told); })},
      {"earlier", it.earlier},
      {"under-way", texts(it.open)},
      {"asked", texts(it.asked)}};
}

json::value scope(const access::ContentScope& it) {
  return {{"involvement", it.involvement}, {"own", it.own}, {"joint", it.joint}, {"sensitive", it.sensitive}};
}

}  // namespace

json::value clock_json(const RunningClock& it) {
  return {{"code", it.code},
          {"name", it.name},
          {"started", it.started.iso()},
          {"due", it.due.iso()},
          {"met", maybe(it.met)},
          {"ended", maybe(it.ended)},
          {"state", word_of(it.state)},
          {"source", it.source},
          {"force", word(it.force)},
          {"confirmed", it.confirmed},
          {"early", it.early},
          {"due-at", it.due_at ? json::value(it.due_at->iso()) : json::value(nullptr)},
          {"time-told", it.time_told},
          {"paused-since", maybe(it.paused_since)}};
}

Result<Fields> parse_flat_json(std::string_view text) {
  boost::system::error_code problem;
  const json::value whole = json::parse({text.data(), text.size()}, problem);
  if (problem || !whole.is_object()) return fail(Fault::bad_input, "the body is not a JSON object");
  Fields fields;
  for (const auto& member : whole.get_object()) {
    std::string& value = fields[std::string(member.key())];
    switch (member.value().kind()) {
      case json::kind::string:
        value = std::string(member.value().get_string());
        break;
      case json::kind::bool_:
        value = member.value().get_bool() ? "yes" : "no";
        break;
      case json::kind::int64:
        value = std::to_string(member.value().get_int64());
        break;
      case json::kind::null:
        break;
      default:
        return fail(Fault::bad_input, "a member of the JSON object is of a kind not expected here",
                    "text, whole number, true, false or null");
    }
  }
  return fields;
}

Response json_response(std::string body, int status) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

std::string error_json(std::string_view what, std::string_view expected) {
  return json::serialize(json::value{{"error", what}, {"expected", expected}});
}

std::string recorded_json(const EntryId& entry) { return json::serialize(json::value{{"entry", entry.str()}}); }

std::string done_json() { return json::serialize(json::value{{"done", true}}); }

std::string to_json(const service::SignedIn& it) {
  return json::serialize(json::value{{"token", it.token},
                                     {"csrf", it.csrf},
                                     {"name", it.caller.name},
                                     {"role", it.caller.role},
                                     {"agency", it.caller.agency.str()},
                                     {"purpose", word(it.caller.purpose)}});
}

std::string to_json(const service::ChangesToday& it) {
  return json::serialize(json::value{{"changes", list(it.changes, change)},
                                     {"not-shown", not_shown(it.not_shown)},
                                     {"children-in-view", it.children_in_view},
                                     {"since", it.since.iso()},
                                     {"assessed", it.assessed.iso()}});
}

std::string to_json(const std::vector<service::PersonHit>& hits) {
  return json::serialize(
      json::value{{"people", list(hits, [](const service::PersonHit& it) {
                     return json::value{{"person", it.person.str()},       {"name", it.name},
                                        {"born", maybe(it.born)},          {"sex", it.sex},
                                        {"area-of-home", it.area_of_home}, {"in-your-caseload", it.in_your_caseload}};
                   })}});
}

std::string to_json(const service::ChildPage& it, const Standards& standards) {
  if (!it.access.scope.any()) {
    return json::serialize(json::value{
        {"access",
         {{"why", it.access.why}, {"lawful-basis", it.access.lawful_basis}, {"scope", scope(it.access.scope)}}},
        {"identity",
         {{"person", it.picture.identity.person.str()},
          {"name", it.picture.identity.name},
          {"age", it.picture.identity.age}}},
        {"involved", list(it.picture.involved, involvement)},
        {"access-asked-for", it.access_asked_for}});
  }
  return json::serialize(json::value{{"access",
                                      {{"why", it.access.why},
                                       {"lawful-basis", it.access.lawful_basis},
                                       {"scope", scope(it.access.scope)},
                                       {"tie", access::word(it.tie)}}},
                                     {"identity", identity(it.picture.identity)},
                                     {"involved", list(it.picture.involved, involvement)},
                                     {"recent", list(it.recent, change)},
                                     {"findings", list(it.findings, finding)},
                                     {"protective", list(it.protective, finding)},
                                     {"assessment", assessment(it.assessment)},
                                     {"judged", judged(it.judged)},
                                     {"jigsaw", list(it.jigsaw, jigsaw)},
                                     {"why-now", list(it.why_today, why)},
                                     {"optimism", list(it.optimism, sign_of_optimism)},
                                     {"chronology", list(it.picture.chronology, item)},
                                     {"family", list(it.picture.family, member)},
                                     {"needs", list(it.picture.needs, month)},
                                     {"concerns", list(it.response.concerns, concern)},
                                     {"clocks", list(it.response.clocks, clock_json)},
                                     {"standards", standards.edition},
                                     {"on", it.picture.on.iso()}});
}

std::string to_json(const std::vector<service::AccessLine>& lines) {
  return json::serialize(json::value{{"looks", list(lines, [](const service::AccessLine& it) {
                                        return json::value{{"at", it.at.iso()},     {"who", it.who},
                                                           {"agency", it.agency},   {"what", it.what},
                                                           {"purpose", it.purpose}, {"basis", it.basis},
                                                           {"allowed", it.allowed}, {"why", it.why}};
                                      })}});
}

std::string to_json(const service::RecordedConcern& it) {
  return json::serialize(json::value{{"concern", it.concern.str()}, {"changes", list(it.changes, change)}});
}

std::string to_json(const std::vector<service::ConcernRow>& rows) {
  return json::serialize(json::value{{"concerns", list(rows, row)}});
}

std::string to_json(const service::FrontDoor& it) {
  return json::serialize(json::value{
      {"waiting", list(it.waiting, row)},
      {"families", list(it.families, [&](const service::FamilyInbox& each) { return family(each, it.waiting); })},
      {"decided", list(it.decided, row)},
      {"queue", list(it.queue,
                     [](const service::WaitingConcern& each) {
                       return json::value{
                           {"concern", each.concern.str()}, {"child", each.child.str()}, {"raised", each.raised.iso()}};
                     })},
      {"page", it.page},
      {"pages", it.pages},
      {"never-decided", it.never_decided}});
}

std::string to_json(const service::ConcernPage& it) {
  return json::serialize(json::value{{"concern", row(it.row)},
                                     {"findings", list(it.findings, finding)},
                                     {"suggested-level", it.suggested.str()},
                                     {"earlier-concerns", it.earlier_concerns},
                                     {"together", list(it.together, row)}});
}

std::string to_json(const service::Decided& it) {
  return json::serialize(
      json::value{{"clocks", list(it.clocks, clock_json)}, {"counts-as", it.counts_as}, {"heard", texts(it.heard)}});
}

std::string to_json(const Standards& it) {
  return json::serialize(json::value{
      {"edition", it.edition},
      {"levels", list(it.levels.levels,
                      [](const Level& level) {
                        return json::value{
                            {"code", level.code.str()}, {"name", level.name}, {"meaning", level.meaning}};
                      })},
      {"indicators", list(it.indicators,
                          [](const Indicator& each) {
                            return json::value{{"code", each.code.str()},
                                               {"name", each.name},
                                               {"domain", word(each.domain)},
                                               {"protective", each.protective},
                                               {"suggests", each.suggests.str()},
                                               {"rule", each.sentence},
                                               {"why", each.why},
                                               {"source", each.source},
                                               {"confirmed", each.confirmed},
                                               {"local", each.local}};
                          })},
      {"clocks", list(it.clocks, [](const ClockRule& each) {
         return json::value{{"code", each.code},          {"name", each.name},         {"starts", each.starts},
                            {"limit", each.limit},        {"force", word(each.force)}, {"source", each.source},
                            {"confirmed", each.confirmed}};
       })}});
}

}  // namespace roundel::web
