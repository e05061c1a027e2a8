#include "web/api/backtest_json.h"

#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value told_or_null(const Count& it) { return it ? json::value(*it) : json::value(nullptr); }

template <class Of>
json::value quarters_or_null(const Of& it) {
  if (!it.median) return nullptr;
  return {{"lower", *it.lower}, {"median", *it.median}, {"upper", *it.upper}};
}

template <class Numbers>
json::array numbers_json(const Numbers& all) {
  return list(all, [](int number) { return json::value(number); });
}

json::object against_json(const backtest::Against& it) {
  return {{"both", it.both},
          {"only-together", it.only_together},
          {"only-other", it.only_other},
          {"neither", it.neither},
          {"earlier", it.earlier},
          {"same-week", it.same_week},
          {"later", it.later},
          {"days-gained", quarters_or_null(it)}};
}

json::value backtest_list(const backtest::ListOf& it) {
  return {{"level", it.level.str()}, {"listed", it.listed}, {"a-week", it.a_week},
          {"fewest", it.fewest},     {"most", it.most},     {"rights", numbers_json(it.rights)}};
}

json::value backtest_group(const backtest::GroupRow& it) {
  return {{"group", it.group},
          {"member", it.member},
          {"harmed", told_or_null(it.harmed)},
          {"seen", list(it.seen, told_or_null)},
          {"unharmed", told_or_null(it.unharmed)},
          {"listed", list(it.listed, told_or_null)}};
}

json::value backtest_rule(const backtest::RuleRow& it) {
  return {{"code", it.code.str()},
          {"level", it.level.str()},
          {"protective", it.protective},
          {"began", it.began},
          {"children", it.children},
          {"share", it.share},
          {"rights", numbers_json(it.rights)},
          {"began-in-half", numbers_json(it.began_in_half)},
          {"right-in-half", numbers_json(it.right_in_half)},
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
                        {"weeks", quarters_or_null(reached)}};
    one["together-against"] = way == 0 ? json::value(nullptr) : json::value(against_json(it.against[way - 1]));
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
                                                      json::object out = against_json(one.against);
                                                      out["agency"] = one.agency.str();
                                                      return json::value(std::move(out));
                                                    })},
                                  {"lists", list(it.lists, backtest_list)},
                                  {"types", list(it.types,
                                                 [](const backtest::ByType& one) {
                                                   return json::value{{"type", one.type},
                                                                      {"harms", told_or_null(one.harms)},
                                                                      {"seen", list(one.seen, told_or_null)}};
                                                 })},
                                  {"groups", list(it.groups, backtest_group)},
                                  {"rules", list(it.rules, backtest_rule)},
                                  {"cannot-show", texts(backtest::what_it_cannot_show())}};
  return json::serialize(json::value{{"backtest", told_whole}});
}

}  // namespace roundel::web
