#include "web/api/passed_on_json.h"

#include "web/api/json.h"
#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value sent_json(const service::PassedOnRow& it) {
  const Concern& concern = it.row.concern;
  json::object out = {{"concern", concern.entry.str()},
                      {"raised", concern.raised.iso()},
                      {"by-feed", concern.by_feed.has_value()},
                      {"choice", concern.decision ? json::value(word(concern.decision->choice)) : json::value(nullptr)},
                      {"decided", concern.decision ? json::value(concern.decision->at.iso()) : json::value(nullptr)},
                      {"followed", concern.by_feed ? concern.by_feed->followed : std::string()},
                      {"told", it.told}};
  if (!it.told) return out;
  out["child"] = it.row.child.str();
  out["name"] = it.row.name;
  out["what"] = concern.by_feed ? concern.by_feed->what : std::string();
  out["worry"] = concern.worry;
  out["feedback"] = it.row.feedback;
  return out;
}

json::value count_json(const Count& count) { return count ? json::value(*count) : json::value(nullptr); }

json::value loop_json(const LoopRow& it) {
  return {{"way", word(it.key.way)},
          {"source", it.key.source},
          {"kind", it.key.kind.str()},
          {"name", it.name},
          {"what", it.what},
          {"passed-on", count_json(it.sent)},
          {"repeats", count_json(it.repeats)},
          {"not-decided", count_json(it.waiting)},
          {"something-followed", count_json(it.helped)},
          {"nothing-further", count_json(it.nothing)},
          {"came-back", count_json(it.came_back)},
          {"then-something", count_json(it.then_helped)},
          {"then-nothing", count_json(it.then_nothing)},
          {"stayed-away", count_json(it.stayed_away)},
          {"too-early", count_json(it.too_early)}};
}

json::value share_json(const LoopShare& it) { return it.percent ? json::value(*it.percent) : json::value(nullptr); }

json::value span_json(const LoopSpan& it) {
  return {{"from", it.from.iso()},
          {"to", it.to.iso()},
          {"passed-on-a-week", it.passed_on ? json::value(*it.passed_on) : json::value(nullptr)},
          {"percent-nothing-further", share_json(it.nothing)},
          {"percent-came-back", share_json(it.came_back)}};
}

json::value learned_json(const service::Learned& it) {
  json::value compared = nullptr;
  if (it.compared)
    compared = {{"weeks", it.compared->weeks},
                {"before", span_json(it.compared->before)},
                {"after", span_json(it.compared->after)}};
  return {{"entry", it.entry.str()},       {"way", word(it.about.way)},      {"source", it.about.source},
          {"kind", it.about.kind.str()},   {"learned", it.learned},          {"change", it.change},
          {"agreed-by", it.agreed_by},     {"from", it.from.iso()},          {"recorded", it.at.iso()},
          {"agency-name", it.agency_name}, {"compared", std::move(compared)}};
}

}  // namespace

std::string to_json(const service::PassedOnPage& it) {
  return json::serialize(json::value{{"passed-on", list(it.rows, sent_json)},
                                     {"all", it.all},
                                     {"waiting", it.waiting},
                                     {"page", it.page},
                                     {"pages", it.pages}});
}

std::string to_json(const service::ReferralLoop& it) {
  return json::serialize(json::value{{"from", it.from.iso()},
                                     {"on", it.on.iso()},
                                     {"sources", list(it.rows, loop_json)},
                                     {"learned", list(it.learned, learned_json)}});
}

}  // namespace roundel::web
