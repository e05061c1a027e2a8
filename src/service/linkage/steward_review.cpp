// Two records side by side; a judgement and the score behind it; all records of one person.
#include <algorithm>

#include "core/identifiers.h"
#include "core/text.h"
#include "picture/age.h"
#include "picture/details.h"
#include "picture/identity_bar.h"
#include "picture/subjects.h"
#include "service/linkage/link_questions.h"
#include "service/linkage/steward_parts.h"
#include "service/show.h"

namespace roundel::service {
namespace {

constexpr double beyond_doubt_link = 0.99;
constexpr int most_judgements = 100;

std::string date_words(const std::string& iso) {
  const auto day = parse_date(iso);
  return day ? day->text() : iso;
}

std::string coded(const Standards& standards, const Entry& details, std::string_view field_name, std::string_view set) {
  const std::string code = details.text_of(field_name);
  const CodeSet* codes = standards.vocabulary.code_set(set);
  const std::string* words = codes ? codes->meaning(code) : nullptr;
  return words ? *words : code;
}

std::string nhs_words(const std::string& number) {
  if (number.empty()) return {};
  const auto right = parse_nhs_number(number);
  return right ? grouped_nhs_number(*right) : number + " (check digit is wrong)";
}

std::string name_of(const Entry* details) {
  const std::string name = details == nullptr ? std::string() : full_name()(*details);
  return name.empty() ? "Name not known" : name;
}

Result<std::vector<Entry>> entries_about(Desk::Parts& parts, const SourceId& source) {
  return parts.ledger->about(parts.area, {&source, 1});
}

std::string agency_of(const Desk::Parts& parts, const SourceId& source, const Entry* details) {
  const AgencyId agency =
      details != nullptr ? details->agency : AgencyId(source.value.substr(0, source.value.find('/')));
  return parts.standards.agency_name(agency);
}

std::string age_of(const Entry* details, Date today) {
  if (details == nullptr) return "age not known";
  const auto born = parse_date(details->text_of("birth-date"));
  if (born) return age_in_words(*born, today);
  const auto expected = parse_date(details->text_of("expected-date"));
  if (expected) return "unborn, due " + expected->text();
  const Value* year = details->value("birth-year");
  const auto* told = year == nullptr ? nullptr : std::get_if<std::int64_t>(year);
  return told != nullptr && is_year_of_birth(*told) ? rough_age_in_words(static_cast<int>(*told), today)
                                                    : "age not known";
}

// The people whom these records of one person name as family, each once.
Result<std::vector<Relative>> household_of(Desk::Parts& parts, const std::vector<SourceId>& sources) {
  const auto entries = parts.ledger->about(parts.area, sources);
  if (!entries) return fail(entries.error());
  const std::set<SourceId> own(sources.begin(), sources.end());
  std::map<PersonId, std::string> tied;  // → relation
  for (const Entry& entry : *entries) {
    if (entry.kind.str() != "family.relationship") continue;
    for (const About& about : entry.about) {
      if (own.contains(about.source)) continue;
      const auto other = person_of(parts, about.source);
      if (!other) return fail(other.error());
      const RoleWord* role = parts.standards.vocabulary.role(about.role.str());
      std::string relation = role != nullptr ? role->name : about.role.str();
      if (const Value* resident = entry.value("resident"); resident != nullptr && text(*resident) == "resident")
        relation += ", same home";
      tied[*other] = relation;
    }
  }
  std::vector<Relative> out;
  for (const auto& [other, relation] : tied) {
    const auto named = name_and_age(parts, other);
    if (!named) return fail(named.error());
    out.push_back({.relation = relation, .name = named->name, .age = named->age});
  }
  return out;
}

struct CompareField {
  const char* label;
  std::function<std::string(const Entry&)> read;
};

// What a person's other records say instead, each value once.
std::vector<std::string> said_otherwise(const std::vector<const Entry*>& others, const CompareField& of,
                                        const std::string& value) {
  std::vector<std::string> out;
  std::set<std::string> seen = {squeezed(value)};
  for (const Entry* other : others)
    if (const std::string said = of.read(*other); !said.empty() && seen.insert(squeezed(said)).second)
      out.push_back(said);
  return out;
}

// The two records' own values where both have one; else what all records of each side say.
Agreement agreement_of(const ComparedValue& value) {
  const auto said = [](const std::string& own, const std::vector<std::string>& also, bool alone) {
    std::set<std::string> out;
    if (!own.empty()) out.insert(squeezed(own));
    if (!alone)
      for (const std::string& other : also) out.insert(squeezed(other));
    return out;
  };
  const bool both = !value.a.empty() && !value.b.empty();
  const auto a = said(value.a, value.also_a, both);
  const auto b = said(value.b, value.also_b, both);
  if (a.empty() && b.empty()) return Agreement::nobody_knows;
  if (a.empty() || b.empty()) return Agreement::one_knows;
  const bool meet = std::any_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
  return meet ? Agreement::agree : Agreement::differ;
}

std::vector<const Entry*> other_details(const std::vector<Entry>& entries, const std::set<SourceId>& records,
                                        const SourcePair& pair) {
  std::vector<const Entry*> out;
  for (const SourceId& source : records)
    if (source != pair.first && source != pair.second)
      if (const Entry* details = details_of(entries, source)) out.push_back(details);
  return out;
}

std::vector<ComparedValue> compare_values(const Desk::Parts& parts, const Entry* a, const Entry* b,
                                          const std::vector<const Entry*>& others_a,
                                          const std::vector<const Entry*>& others_b) {
  const Standards& standards = parts.standards;
  const CompareField fields[] = {
      {"Forename", field("forename")},
      {"Middle name", field("middle-name")},
      {"Surname", field("surname")},
      {"Previous surname", field("previous-surname")},
      {"Date of birth", [](const Entry& entry) { return date_words(entry.text_of("birth-date")); }},
      {"Expected date", [](const Entry& entry) { return date_words(entry.text_of("expected-date")); }},
      {"Born about", field("birth-year")},
      {"Sex", [&](const Entry& entry) { return sex_in_words(entry.text_of("sex"), standards); }},
      {"NHS number", [](const Entry& entry) { return nhs_words(entry.text_of("nhs-number")); }},
      {"Unique pupil number", field("upn")},
      {"Ethnicity", [&](const Entry& entry) { return coded(standards, entry, "ethnicity", "ethnicity"); }},
      {"Address", field("address")},
      {"Postcode", field("postcode")},
      {"Telephone", field("phone")},
      {"School", field("school")},
      {"Agency's household reference", field("household")},
  };
  std::vector<ComparedValue> out;
  for (const CompareField& one : fields) {
    ComparedValue value{.label = one.label};
    if (a != nullptr) value.a = one.read(*a);
    if (b != nullptr) value.b = one.read(*b);
    value.also_a = said_otherwise(others_a, one, value.a);
    value.also_b = said_otherwise(others_b, one, value.b);
    if (value.a.empty() && value.b.empty() && value.also_a.empty() && value.also_b.empty()) continue;
    value.agreement = agreement_of(value);
    out.push_back(std::move(value));
  }
  return out;
}

Done enter_about_people(Desk& desk, const Caller& caller, const std::set<PersonId>& people) {
  for (const PersonId& person : people)
    if (const auto entered = enter_about(desk, caller, access::UseCase::review_link, person, access::Tie::none);
        !entered)
      return fail(entered.error());
  return {};
}

// Links beyond doubt, and those a steward vouched for, make groups; what joins two groups is weak.
void mark_weak_links(ClusterPage& page) {
  std::vector<std::size_t> group(page.records.size());
  for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
  for (const ClusterEdge& edge : page.edges) {
    if (edge.probability < beyond_doubt_link && !edge.judged_same) continue;
    const std::size_t from = group[edge.a];
    const std::size_t to = group[edge.b];
    std::replace(group.begin(), group.end(), from, to);
  }
  for (ClusterEdge& edge : page.edges) edge.weak = group[edge.a] != group[edge.b];
  std::stable_sort(page.edges.begin(), page.edges.end(),
                   [](const ClusterEdge& x, const ClusterEdge& y) { return x.weak > y.weak; });
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < group.size(); ++i) groups[group[i]].push_back(i);
  for (auto& [first, records] : groups) page.groups.push_back(std::move(records));
  std::sort(page.groups.begin(), page.groups.end());
}

// What stewards said of this pair, newest first.
Result<std::vector<Judgement>> judgements_of(Desk::Parts& parts, const SourceId& a, const SourceId& b) {
  auto all = all_judgements(parts);
  if (!all) return fail(all.error());
  std::erase_if(*all, [&](const Judgement& judgement) { return judgement.a != a || judgement.b != b; });
  std::reverse(all->begin(), all->end());
  return all;
}

}  // namespace

Result<RecordShown> show_record(Desk::Parts& parts, const SourceId& source, bool alone) {
  const auto entries = entries_about(parts, source);
  if (!entries) return fail(entries.error());
  const auto person = person_of(parts, source);
  if (!person) return fail(person.error());
  const auto sources = sources_of(parts, *person);
  if (!sources) return fail(sources.error());
  auto household = household_of(parts, alone ? std::vector{source} : *sources);
  if (!household) return fail(household.error());
  const Entry* details = details_of(*entries, source);
  return RecordShown{.source = source,
                     .person = *person,
                     .name = name_of(details),
                     .agency = agency_of(parts, source, details),
                     .age = age_of(details, parts.today()),
                     .household = std::move(*household),
                     .other_records = static_cast<int>(sources->size()) - 1};
}

Result<OtherRecord> show_other(Desk::Parts& parts, const SourceId& source) {
  const auto entries = entries_about(parts, source);
  if (!entries) return fail(entries.error());
  const Entry* details = details_of(*entries, source);
  OtherRecord out{.source = source,
                  .id = record_id(source),
                  .name = name_of(details),
                  .agency = agency_of(parts, source, details),
                  .born = {},
                  .address = {},
                  .with_second = false};
  if (details != nullptr) {
    out.born = date_words(details->text_of("birth-date"));
    out.address = full_address()(*details);
  }
  return out;
}

Result<std::string> name_of_record(Desk::Parts& parts, const SourceId& source) {
  const store::Cell cells[] = {parts.area.str(), source.str()};
  const auto rows = parts.database->query("SELECT name FROM known_as WHERE area = ? AND source = ?", cells);
  if (!rows) return fail(rows.error());
  return rows->empty() || store::text(rows->front()[0]).empty() ? std::string("Name not known")
                                                                : store::text(rows->front()[0]);
}

std::vector<LinkHistory> link_history(const std::vector<Entry>& entries, const std::set<SourceId>& sources) {
  std::vector<LinkHistory> out;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->kind.str() != "identity.link") continue;
    const bool about = std::any_of(entry->about.begin(), entry->about.end(),
                                   [&](const About& each) { return sources.contains(each.source); });
    if (!about) continue;
    std::string author = entry->text_of("author");
    if (author.empty()) author = entry->text_of("method");
    out.push_back({.at = entry->recorded,
                   .author = std::move(author),
                   .reason = entry->text_of("reason"),
                   .records = static_cast<int>(entry->about.size())});
  }
  return out;
}

Result<PairPage> review_link(Desk& desk, const Caller& caller, const std::string& id) {
  Desk::Parts& parts = desk.parts();
  const auto pair = find_pair(parts, id);
  if (!pair) return fail(pair.error());
  const auto one = person_of(parts, pair->a);
  const auto other = person_of(parts, pair->b);
  if (!one || !other) return fail(one ? other.error() : one.error());
  if (const auto entered = enter_about_people(desk, caller, {*one, *other}); !entered) return fail(entered.error());

  PairPage page{.pair = id, .together = *one == *other};
  const LinkPattern* pattern = link_pattern(pair->pattern);
  page.pattern_title = pattern != nullptr ? pattern->title : "Two records of one person";
  page.question = pattern != nullptr ? pattern->question : "Do these two records belong together?";
  for (const auto& [source, to] : {std::pair{pair->a, &page.a}, {pair->b, &page.b}}) {
    auto shown = show_record(parts, source, page.together);
    if (!shown) return fail(shown.error());
    *to = std::move(*shown);
  }
  const auto known = Neighbourhood::load(parts, {pair->a, pair->b});
  if (!known) return fail(known.error());
  // Of one person, the other records stand for themselves below; of two, each side's own are told beside it.
  const SourcePair both{pair->a, pair->b};
  const auto others = [&](const PersonId& person) {
    return page.together ? std::vector<const Entry*>() : other_details(known->entries, known->records_of(person), both);
  };
  page.values = compare_values(parts, details_of(known->entries, pair->a), details_of(known->entries, pair->b),
                               others(*one), others(*other));

  Supposed supposed{.one = *one, .other = *other, .with_a = known->records_of(*one), .with_b = {}};
  if (page.together) {
    auto second = suggested_with_second(parts, supposed.with_a, *pair);
    if (!second) return fail(second.error());
    for (const SourceId& source : supposed.with_a) {
      if (source == pair->a || source == pair->b) continue;
      auto shown = show_other(parts, source);
      if (!shown) return fail(shown.error());
      shown->with_second = second->contains(source);
      page.others.push_back(std::move(*shown));
    }
    supposed.with_b = *second;
    supposed.with_b.insert(pair->b);
    for (const SourceId& source : supposed.with_b) supposed.with_a.erase(source);
  } else {
    supposed.with_b = known->records_of(*other);
  }
  auto effects = effects_of(parts, supposed);
  if (!effects) return fail(effects.error());
  page.effects = std::move(*effects);
  auto judgements = judgements_of(parts, pair->a, pair->b);
  if (!judgements) return fail(judgements.error());
  page.judgements = std::move(*judgements);
  // Decide first, then see the score: so that nobody is led by it.
  const bool judged = standing_of({page.judgements.rbegin(), page.judgements.rend()}, pair->a, pair->b) != nullptr;
  if (judged) page.score = Score{.probability = pair->probability, .terms = read_evidence(pair->evidence)};
  return page;
}

Result<JudgementPage> see_judgement(Desk& desk, const Caller& caller, const EntryId& id, const std::string& pattern) {
  Desk::Parts& parts = desk.parts();
  const auto all = all_judgements(parts);
  if (!all) return fail(all.error());
  const auto found = std::find_if(all->begin(), all->end(), [&](const Judgement& each) { return each.entry == id; });
  if (found == all->end())
    return fail(Fault::not_found, "there is no such judgement", "a judgement from the list of decisions");
  const auto one = person_of(parts, found->a);
  const auto other = person_of(parts, found->b);
  if (!one || !other) return fail(one ? other.error() : one.error());
  if (const auto entered = enter_about_people(desk, caller, {*one, *other}); !entered) return fail(entered.error());
  JudgementPage page{.judgement = *found, .pair = pair_id(found->a, found->b), .together = *one == *other};
  for (const auto& [source, to] : {std::pair{found->a, &page.a}, {found->b, &page.b}}) {
    auto shown = show_record(parts, source, page.together);
    if (!shown) return fail(shown.error());
    *to = std::move(*shown);
  }
  const auto entry = parts.ledger->find(parts.area, id);
  if (!entry) return fail(entry.error());
  if (*entry && found->probability)
    page.score = Score{.probability = *found->probability, .terms = read_evidence((*entry)->text_of("evidence"))};
  auto next = first_waiting(parts, pattern);
  if (!next) return fail(next.error());
  page.next_of_list = next->has_value();
  if (!*next && !pattern.empty()) next = first_waiting(parts, {});
  if (!next) return fail(next.error());
  page.next = std::move(*next);
  return page;
}

Result<std::vector<JudgementRow>> see_judgements(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_link_queue); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto all = all_judgements(parts);
  if (!all) return fail(all.error());
  std::vector<JudgementRow> out;
  for (auto judgement = all->rbegin(); judgement != all->rend() && out.size() < most_judgements; ++judgement) {
    const auto name_a = name_of_record(parts, judgement->a);
    const auto name_b = name_of_record(parts, judgement->b);
    if (!name_a || !name_b) return fail(name_a ? name_b.error() : name_a.error());
    out.push_back({.judgement = *judgement, .name_a = *name_a, .name_b = *name_b});
  }
  return out;
}

Result<ClusterPage> see_cluster(Desk& desk, const Caller& caller, const PersonId& person) {
  Desk::Parts& parts = desk.parts();
  const auto sources = sources_of(parts, person);
  if (!sources) return fail(sources.error());
  if (const auto entered = enter_about_people(desk, caller, {person}); !entered) return fail(entered.error());
  const auto named = name_and_age(parts, person);
  if (!named) return fail(named.error());
  ClusterPage page{.person = person, .name = named->name, .age = named->age};
  std::map<SourceId, std::size_t> at;
  for (const SourceId& source : *sources) {
    auto shown = show_other(parts, source);
    if (!shown) return fail(shown.error());
    at[source] = page.records.size();
    page.records.push_back(std::move(*shown));
  }
  const auto pairs = pairs_among(parts, *sources);
  const auto judgements = all_judgements(parts);
  if (!pairs || !judgements) return fail(pairs ? judgements.error() : pairs.error());
  for (const PairRow& pair : *pairs) {
    const Judgement* judged = standing_of(*judgements, pair.a, pair.b);
    page.edges.push_back({.a = at[pair.a],
                          .b = at[pair.b],
                          .pair = pair.id,
                          .probability = pair.probability,
                          .weak = false,
                          .judged_same = judged != nullptr && judged->choice == LinkChoice::same});
  }
  mark_weak_links(page);
  const auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  page.history = link_history(*entries, {sources->begin(), sources->end()});
  return page;
}

}  // namespace roundel::service
