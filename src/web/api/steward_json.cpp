// The JSON of the identity steward's routes.
#include "web/api/json.h"
#include "web/api/json_parts.h"

namespace roundel::web {
namespace {

json::value question(const service::QueueItem& it) {
  return {{"pair", it.pair},
          {"pattern", it.pattern},
          {"title", it.title},
          {"names", {it.name_a, it.name_b}},
          {"agencies", {it.agency_a, it.agency_b}},
          {"together", it.together},
          {"harm", texts(it.harm.reasons)},
          {"unsure", it.unsure}};
}

std::string_view agreement_word(service::Agreement agreement) {
  switch (agreement) {
    case service::Agreement::agree:
      return "agree";
    case service::Agreement::differ:
      return "differ";
    case service::Agreement::one_knows:
      return "one-knows";
    case service::Agreement::nobody_knows:
      break;
  }
  return "nobody-knows";
}

json::value record(const service::RecordShown& it) {
  return {{"person", it.person.str()},
          {"name", it.name},
          {"agency", it.agency},
          {"age", it.age},
          {"other-records", it.other_records},
          {"household", list(it.household, [](const service::Relative& each) {
             return json::value{{"relation", each.relation}, {"name", each.name}, {"age", each.age}};
           })}};
}

json::value record(const service::OtherRecord& it) {
  return {{"id", it.id},     {"name", it.name},       {"agency", it.agency},
          {"born", it.born}, {"address", it.address}, {"with-second", it.with_second}};
}

json::value judgement(const service::Judgement& it) {
  return {{"decision", it.entry.str()},
          {"choice", word(it.choice)},
          {"author", it.author},
          {"reason", it.reason},
          {"at", it.at.iso()},
          {"together-before", it.together},
          {"taken-back", it.undone_by.has_value()}};
}

json::value score(const std::optional<service::Score>& it) {
  if (!it) return nullptr;
  return {{"probability", it->probability}, {"terms", list(it->terms, [](const service::LinkTerm& term) {
                                               return json::value{{"compared", term.comparison},
                                                                  {"agreement", term.level},
                                                                  {"bits", term.bits},
                                                                  {"frequency-bits", term.frequency}};
                                             })}};
}

json::value withheld(const Count& count) { return count ? json::value(*count) : json::value(nullptr); }
json::value share(const std::optional<double>& value) { return value ? json::value(*value) : json::value(nullptr); }

json::value interval(const std::optional<service::ShareInterval>& it) {
  if (!it) return nullptr;
  return {{"from", it->from}, {"to", it->to}};
}

json::value sampled(const service::SampledPrecision& it) {
  return {{"drawn", it.drawn},
          {"judged", it.judged},
          {"wanted", it.wanted},
          {"unsure", it.share ? json::value(it.unsure) : json::value(nullptr)},
          {"right", it.share ? json::value(it.right) : json::value(nullptr)},
          {"wrong", it.share ? json::value(it.wrong) : json::value(nullptr)},
          {"share", share(it.share)},
          {"interval", interval(it.interval)},
          {"agencies", list(it.agencies, [](const service::SampledPrecision::OfAgency& each) {
             return json::value{{"agency", each.agency}, {"interval", interval(each.interval)}};
           })}};
}

json::value quality_row(const service::QualityRow& it) {
  return {{"group", it.group},
          {"records", withheld(it.records)},
          {"links", withheld(it.links)},
          {"precision", share(it.precision)},
          {"recall", share(it.recall)},
          {"nhs-number-verified", withheld(it.nhs_verified)},
          {"nhs-number-missing", withheld(it.nhs_missing)},
          {"nhs-number-wrong", withheld(it.nhs_wrong)},
          {"upn-wrong", withheld(it.upn_wrong)},
          {"birth-date-missing", withheld(it.birth_date_missing)},
          {"postcode-missing", withheld(it.postcode_missing)},
          {"name-missing", withheld(it.name_missing)},
          {"duplicates", withheld(it.duplicates)}};
}

}  // namespace

std::string to_json(const service::LinkQueue& it) {
  return json::serialize(json::value{
      {"questions", list(it.items, question)},
      {"waiting", it.waiting},
      {"all", it.all},
      {"drawn", it.drawn},
      {"page", it.page},
      {"pages", it.pages},
      {"patterns", list(it.patterns,
                        [](const service::PatternCount& each) {
                          return json::value{{"code", each.code}, {"title", each.title}, {"waiting", each.waiting}};
                        })},
      {"linked", it.linked ? json::value(it.linked->iso()) : json::value(nullptr)},
      {"model", it.model}});
}

std::string to_json(const service::PairPage& it) {
  return json::serialize(json::value{
      {"pair", it.pair},
      {"pattern", it.pattern_title},
      {"question", it.question},
      {"together", it.together},
      {"records", {record(it.a), record(it.b)}},
      {"values", list(it.values,
                      [](const service::ComparedValue& value) {
                        return json::value{{"label", value.label},
                                           {"values", {value.a, value.b}},
                                           {"other-records-say", json::array{texts(value.also_a), texts(value.also_b)}},
                                           {"agreement", agreement_word(value.agreement)}};
                      })},
      {"others", list(it.others, [](const service::OtherRecord& each) { return record(each); })},
      {"effects", list(it.effects.named,
                       [](const service::LinkEffect& each) {
                         return json::value{{"child", each.child}, {"finding", each.finding}, {"gained", each.gained}};
                       })},
      {"more-gained", it.effects.more_gained},
      {"more-lost", it.effects.more_lost},
      {"decisions", list(it.judgements, judgement)},
      {"score", score(it.score)}});
}

std::string to_json(const service::JudgedLink& it) {
  return json::serialize(
      json::value{{"decision", it.judgement.str()},
                  {"persons", list(it.persons, [](const PersonId& each) { return json::value(each.str()); })}});
}

std::string to_json(const std::vector<service::JudgementRow>& rows) {
  return json::serialize(json::value{{"decisions", list(rows, [](const service::JudgementRow& it) {
                                        json::object out = judgement(it.judgement).as_object();
                                        out["names"] = {it.name_a, it.name_b};
                                        return json::value(out);
                                      })}});
}

std::string to_json(const service::JudgementPage& it) {
  return json::serialize(json::value{{"decision", judgement(it.judgement)},
                                     {"pair", it.pair},
                                     {"together", it.together},
                                     {"records", {record(it.a), record(it.b)}},
                                     {"score", score(it.score)},
                                     {"next", it.next ? question(*it.next) : json::value(nullptr)}});
}

std::string to_json(const service::ClusterPage& it) {
  return json::serialize(json::value{
      {"person", it.person.str()},
      {"name", it.name},
      {"age", it.age},
      {"records", list(it.records, [](const service::OtherRecord& each) { return record(each); })},
      {"links", list(it.edges,
                     [](const service::ClusterEdge& edge) {
                       return json::value{{"records", {edge.a, edge.b}},
                                          {"pair", edge.pair},
                                          {"weak", edge.weak},
                                          {"said-to-be-one", edge.judged_same}};
                     })},
      {"groups", list(it.groups,
                      [](const std::vector<std::size_t>& group) {
                        return json::value(list(group, [](std::size_t each) { return json::value(each); }));
                      })},
      {"history", list(it.history, [](const service::LinkHistory& each) {
         return json::value{
             {"at", each.at.iso()}, {"author", each.author}, {"reason", each.reason}, {"records", each.records}};
       })}});
}

std::string to_json(const service::LinkageQuality& it) {
  const auto tables = [&] {
    json::array out;
    for (const service::QualityTable& table : it.tables)
      out.push_back({{"title", table.title}, {"of", table.of}, {"rows", list(table.rows, quality_row)}});
    return out;
  };
  return json::serialize(json::value{{"linked", it.linked ? json::value(it.linked->iso()) : json::value(nullptr)},
                                     {"model", it.model},
                                     {"all", quality_row(it.all)},
                                     {"tables", tables()},
                                     {"judged",
                                      {{"links-right", it.judged.links_right},
                                       {"links-wrong", it.judged.links_wrong},
                                       {"apart-right", it.judged.apart_right},
                                       {"apart-wrong", it.judged.apart_wrong},
                                       {"unsure", it.judged.unsure}}},
                                     {"drawn", sampled(it.sampled)},
                                     {"waiting", it.waiting},
                                     {"verified-wanted", service::verified_wanted}});
}

std::string to_json(const service::LookupQuestion& it) {
  return json::serialize(json::value{{"number", it.number}, {"filter", it.filter}});
}

std::string to_json(const service::LookupAnswer& it) {
  return json::serialize(json::value{{"known", it.known}, {"call", it.call}, {"contact", it.contact}});
}

}  // namespace roundel::web
