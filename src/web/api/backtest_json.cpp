#include "web/api/backtest_json.h"

#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value told(const Count& it) { return it ? json::value(*it) : json::value(nullptr); }

template <class Of>
json::value quarters(const Of& it) {
  if (!it.median) return nullptr;
  return {{"lower", *it.lower}, {"median", *it.median}, {"upper", *it.upper}};
}

template <class Numbers>
json::array numbers(const Numbers& all) {
  return list(all, [](int number) { return json::value(number); });
}

json::object against(const backtest::Against& it) {
  return {{"both", it.both},
          {"only-together", it.only_together},
          {"only-other", it.only_other},
          {"neither", it.neither},
          {"earlier", it.earlier},
          {"same-week", it.same_week},
          {"later", it.later},
          {"days-gained", quarters(it)}};
}

json::value list_of(const backtest::ListOf& it) {
  return {{"level", it.level.str()}, {"listed", it.listed}, {"a-week", it.a_week},
          {"fewest", it.fewest},     {"most", it.most},     {"rights", numbers(it.rights)}};
}

json::value group(const backtest::GroupRow& it) {
  return {{"group", it.group},           {"member", it.member},           {"harmed", told(it.harmed)},
          {"seen", list(it.seen, told)}, {"unharmed", told(it.unharmed)}, {"listed", list(it.listed, told)}};
}

json::value rule(const backtest::RuleRow& it) {
  return {{"code", it.code.str()},
          {"level", it.level.str()},
          {"protective", it.protective},
          {"began", it.began},
          {"children", it.children},
          {"share", it.share},
          {"rights", numbers(it.rights)},
          {"began-in-half", numbers(it.began_in_half)},
          {"right-in-half", numbers(it.right_in_half)},
          {"ended", it.ended},
          {"came-back", it.came_back}};
}

json::array ways_of(const backtest::Backtest& it) {
  json::array out;
  for (std::size_t way = 0; way < backtest::ways; ++way) {
    const backtest::Reached& reached = it.reached[way];
    json::object one = {{"way", way_name(static_cast<backtest::Way>(way))},
                        {"already", reached.already},
                        {"while-on", reached.while_on},
                        {"never", reached.never},
                        {"weeks", quarters(reached)}};
    one["together-against"] = way == 0 ? json::value(nullptr) : json::value(against(it.against[way - 1]));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string backtest_json(const std::optional<service::KeptBacktest>& kept) {
  if (!kept) return json::serialize(json::value{{"backtest", nullptr}});
  const backtest::Backtest& it = kept->backtest;
  const json::value told_whole = {{"made", kept->made.iso()},
                                  {"rules-changed", kept->rules_changed},
                                  {"edition", it.edition},
                                  {"from", it.asked.from.iso()},
                                  {"to", it.asked.to.iso()},
                                  {"level", it.asked.level.str()},
                                  {"weeks", it.weeks},
                                  {"children", it.children},
                                  {"in-harm", it.in_harm},
                                  {"harms", it.harms},
                                  {"ways", ways_of(it)},
                                  {"agencies", list(it.agencies,
                                                    [](const backtest::AgainstAgency& one) {
                                                      json::object out = against(one.against);
                                                      out["agency"] = one.agency.str();
                                                      return json::value(std::move(out));
                                                    })},
                                  {"lists", list(it.lists, list_of)},
                                  {"types", list(it.types,
                                                 [](const backtest::ByType& one) {
                                                   return json::value{{"type", one.type},
                                                                      {"harms", told(one.harms)},
                                                                      {"seen", list(one.seen, told)}};
                                                 })},
                                  {"groups", list(it.groups, group)},
                                  {"rules", list(it.rules, rule)},
                                  {"cannot-show", texts(backtest::what_it_cannot_show())}};
  return json::serialize(json::value{{"backtest", told_whole}});
}

}  // namespace roundel::web
