#include "service/linkage/linkage_quality.h"

#include <algorithm>

#include "service/linkage/link_tables.h"

namespace roundel::service {
namespace {

using Measures = std::map<std::string, std::int64_t>;
using Member = Count QualityRow::*;

constexpr std::pair<const char*, Member> counted[] = {
    {"records", &QualityRow::records},
    {"links", &QualityRow::links},
    {"nhs-number-missing", &QualityRow::nhs_missing},
    {"nhs-number-wrong", &QualityRow::nhs_wrong},
    {"nhs-number-verified", &QualityRow::nhs_verified},
    {"upn-wrong", &QualityRow::upn_wrong},
    {"birth-date-missing", &QualityRow::birth_date_missing},
    {"postcode-missing", &QualityRow::postcode_missing},
    {"name-missing", &QualityRow::name_missing},
    {"duplicates", &QualityRow::duplicates},
};

std::int64_t of(const Measures& measures, const std::string& name) {
  const auto found = measures.find(name);
  return found == measures.end() ? 0 : found->second;
}

QualityRow row_of(const std::string& group, const Measures& measures) {
  QualityRow row{.group = group};
  for (const auto& [name, member] : counted) row.*member = of(measures, name);
  const auto links = of(measures, "links");
  const auto right = static_cast<double>(of(measures, "links-right")) / 1000;
  const auto expected = static_cast<double>(of(measures, "expected")) / 1000;
  if (links >= smallest_told) row.precision = right / static_cast<double>(links);
  if (expected >= static_cast<double>(smallest_told)) row.recall = right / expected;
  return row;
}

// The rows of a dimension add up to the whole, which is told.
void withhold_small(std::vector<QualityRow>& rows, Member member) {
  std::vector<Count*> counts;
  for (QualityRow& row : rows) {
    if (is_small(row.*member)) (row.*member).reset();
    counts.push_back(&(row.*member));
  }
  withhold_a_second(counts);
}

// The links that chance drew, in their order, with what stewards said of each. One that is parted and of which nobody
// said anything went with another that was.
Result<std::vector<DrawnLink>> drawn_links(Desk::Parts& parts, const std::vector<Judgement>& judgements) {
  const store::Cell area[] = {parts.area.str()};
  const auto rows = parts.database->query(
      "SELECT q.a, q.b, ma.person, mb.person FROM drawn_link d JOIN link_pair q ON q.area = d.area AND q.id = d.pair "
      "JOIN member ma ON ma.area = q.area AND ma.source = q.a JOIN member mb ON mb.area = q.area AND mb.source = q.b "
      "WHERE d.area = ? ORDER BY d.place",
      area);
  if (!rows) return fail(rows.error());
  std::vector<DrawnLink> out;
  for (const auto& row : *rows) {
    const SourceId a(store::text(row[0])), b(store::text(row[1]));
    DrawnLink link;
    for (const SourceId& source : {a, b}) link.agencies.insert(source.value.substr(0, source.value.find('/')));
    if (const Judgement* judgement = standing_of(judgements, a, b))
      link.judged = judgement->choice;
    else if (row[2] != row[3])
      link.judged = LinkChoice::different;
    out.push_back(std::move(link));
  }
  return out;
}

}  // namespace

QualityTable quality_table(const std::string& title, const std::string& what, const std::vector<QualityCount>& counts,
                           const std::map<std::string, std::string>& names) {
  std::map<std::string, Measures> groups;
  for (const QualityCount& count : counts) groups[count.group][count.measure] = count.value;
  QualityTable table{.title = title, .of = what};
  for (const auto& [group, measures] : groups) {
    const auto name = names.find(group);
    table.rows.push_back(row_of(name == names.end() ? group : name->second, measures));
  }
  for (const auto& [measure, member] : counted) withhold_small(table.rows, member);
  for (QualityRow& row : table.rows) {
    // A group of few records is not told at all but for its name; a share without its base says nothing.
    if (!row.records) {
      QualityRow few{.group = row.group};
      row = few;
    }
    // Few of many who lack something are as easily recognised as few who have it.
    for (const auto& [measure, member] : counted)
      if (member != &QualityRow::records && member != &QualityRow::links && row.records && row.*member &&
          is_small(*row.records - *(row.*member)))
        (row.*member).reset();
    if (!row.links) row.precision = row.recall = {};
  }
  return table;
}

Result<LinkageQuality> see_linkage_quality(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_linkage_quality); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  LinkageQuality out;
  const store::Cell area[] = {parts.area.str()};
  const auto linked = parts.database->query("SELECT at, model FROM linked WHERE area = ?", area);
  if (!linked) return fail(linked.error());
  if (linked->empty()) return out;
  out.linked = Timestamp(store::number(linked->front()[0]));
  out.model = store::text(linked->front()[1]);

  const auto rows =
      parts.database->query("SELECT dimension, part, measure, value FROM link_quality WHERE area = ?", area);
  if (!rows) return fail(rows.error());
  std::map<std::string, std::vector<QualityCount>> counts;
  std::map<std::string, std::string> agencies;
  for (const auto& row : *rows) {
    QualityCount count{.dimension = store::text(row[0]),
                       .group = store::text(row[1]),
                       .measure = store::text(row[2]),
                       .value = store::number(row[3])};
    if (count.dimension == "agency")
      agencies.try_emplace(count.group, parts.standards.agency_name(AgencyId(count.group)));
    counts[count.dimension].push_back(std::move(count));
  }
  const std::map<std::string, std::string> fifths = {
      {"1", "1, the most deprived"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5, the least deprived"}};
  const QualityTable whole = quality_table("", "", counts["all"], {{"", "All records"}});
  if (!whole.rows.empty()) out.all = whole.rows.front();
  out.tables = {
      quality_table("By agency", "Agency", counts["agency"], agencies),
      quality_table("By ethnic group", "Ethnic group", counts["ethnicity"], {}),
      quality_table("By deprivation of the postcode district", "Fifth of the country", counts["deprivation"], fifths)};
  out.has_deprivation = out.tables.back().rows.size() > 1;

  const auto judgements = all_judgements(parts);
  if (!judgements) return fail(judgements.error());
  for (const Judgement& judgement : *judgements) {
    if (judgement.undone_by || standing_of(*judgements, judgement.a, judgement.b) != &judgement) continue;
    const bool same = judgement.choice == LinkChoice::same;
    if (judgement.choice == LinkChoice::unsure)
      ++out.judged.unsure;
    else if (judgement.together)
      ++(same ? out.judged.links_right : out.judged.links_wrong);
    else
      ++(same ? out.judged.apart_wrong : out.judged.apart_right);
  }
  const auto drawn = drawn_links(parts, *judgements);
  if (!drawn) return fail(drawn.error());
  out.sampled = sampled_precision(*drawn, parts.standards.limits[LimitOf::links_judged]);
  for (auto& each : out.sampled.agencies) each.agency = parts.standards.agency_name(AgencyId(each.agency));
  const auto waiting = parts.database->query(
      "SELECT COUNT(*) FROM link_pair q WHERE q.area = ? AND q.pattern NOT IN ('', 'drawn') AND NOT EXISTS (SELECT 1 "
      "FROM judgement j "
      "WHERE j.area = q.area AND j.a = q.a AND j.b = q.b AND j.choice <> 'unsure' AND j.undone_by IS NULL)",
      area);
  if (!waiting) return fail(waiting.error());
  out.waiting = static_cast<int>(store::number(waiting->front()[0]));
  return out;
}

}  // namespace roundel::service
