#include "service/linkage/link_questions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <set>

#include "core/document.h"
#include "core/identifiers.h"
#include "service/derived/derive.h"

namespace roundel::service {
namespace {

// A pair less likely than this is not asked about: among strangers there are too many.
constexpr double worth_asking = 0.05;
// A link at least this likely is not asked about for its probability alone.
constexpr double beyond_doubt = 0.99;
// From here on a pair that is kept apart is kept apart by something else than its own probability.
constexpr double likely_one = 0.9;
constexpr int generation = 12;               // years between births that make namesakes of two generations
constexpr std::size_t most_edges_kept = 60;  // of one person, the likeliest

using Rows = std::vector<std::uint32_t>;

// Every record with the person it belongs to; persons by number.
struct Persons {
  Rows of;
  std::vector<Rows> members;
};
Persons number_persons(const SourceRecords& records) {
  Persons persons;
  std::unordered_map<PersonId, std::uint32_t> numbers;
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    const auto number = static_cast<std::uint32_t>(numbers.size());
    const auto [at, fresh] = numbers.try_emplace(records.members().person_of(records.source(row)), number);
    if (fresh) persons.members.emplace_back();
    persons.of.push_back(at->second);
    persons.members[at->second].push_back(row);
  }
  return persons;
}

std::string right_nhs_number(const SourceRecords& records, std::uint32_t row) {
  return parse_nhs_number(records.value(row, "nhs-number")).value_or("");
}

// What of two records agrees says which kind of look they need.
std::string_view pattern_of(const SourceRecords& records, std::uint32_t a, std::uint32_t b) {
  const auto alike = [&](std::string_view column) {
    const std::string one = name_key(records.value(a, column));
    return !one.empty() && one == name_key(records.value(b, column));
  };
  const std::string& born_a = records.value(a, "birth-date");
  const std::string& born_b = records.value(b, "birth-date");
  if (born_a.empty() || born_b.empty()) return "sparse";
  const auto day_a = parse_date(born_a);
  const auto day_b = parse_date(born_b);
  if (alike("forename") && day_a && day_b && std::abs(day_a->year() - day_b->year()) >= generation)
    return "generations";
  if (born_a == born_b) return alike("forename") ? "surname" : "twins";
  return alike("forename") && alike("surname") ? "birth-date" : "other";
}

class Noting {
 public:
  Noting(const SourceRecords& records, const LinkEvidence& evidence)
      : records_(records), evidence_(evidence), persons_(number_persons(records)) {}

  std::vector<NotedPair> pairs(const std::vector<SourcePair>& drawn) {
    look_at_numbers();
    look_at_agencies();
    look_at_compared();
    for (const auto& [a, b] : drawn) note(*records_.row_of(a), *records_.row_of(b), drawn_pattern);
    keep_edges();
    std::vector<NotedPair> out;
    for (const auto& [rows, pair] : noted_) out.push_back(pair);
    return out;
  }

 private:
  void note(std::uint32_t a, std::uint32_t b, std::string_view pattern, std::optional<double> probability = {}) {
    const auto [at, fresh] = noted_.try_emplace(std::minmax(a, b));
    if (!fresh) {
      if (at->second.pattern.empty()) at->second.pattern = pattern;
      return;
    }
    const auto [first, second] = pair_of(records_.source(a), records_.source(b));
    at->second = {.a = first,
                  .b = second,
                  .pattern = std::string(pattern),
                  .probability = probability ? *probability : evidence_.probability(a, b),
                  .evidence = evidence_text(evidence_.terms(a, b))};
  }

  // Two right NHS numbers in one person, and one in two persons.
  void look_at_numbers() {
    std::map<std::string, Rows> holders;
    for (std::uint32_t row = 0; row < records_.size(); ++row)
      if (const std::string number = right_nhs_number(records_, row); !number.empty()) holders[number].push_back(row);
    std::map<std::uint32_t, std::map<std::string, std::uint32_t>> of_person;
    for (const auto& [number, rows] : holders) {
      std::map<std::uint32_t, std::uint32_t> first;  // person → row
      for (const std::uint32_t row : rows) {
        first.try_emplace(persons_.of[row], row);
        of_person[persons_.of[row]].try_emplace(number, row);
      }
      for (auto at = first.begin(); at != first.end() && std::next(at) != first.end(); ++at)
        note(at->second, std::next(at)->second, "shared-nhs-number");
    }
    for (const auto& [person, numbers] : of_person)
      for (auto at = numbers.begin(); std::next(at) != numbers.end(); ++at)
        note(at->second, std::next(at)->second, "two-nhs-numbers");
  }

  // Two records of one person in one agency.
  void look_at_agencies() {
    for (const Rows& rows : persons_.members) {
      std::map<std::string, std::uint32_t> first;
      for (const std::uint32_t row : rows) {
        const auto [at, fresh] = first.try_emplace(records_.value(row, "agency"), row);
        if (!fresh) note(at->second, row, "same-agency");
      }
    }
  }

  void look_at_compared() {
    const auto judged_apart = records_.judgements().pairs(LinkChoice::different);
    std::set<std::pair<std::uint32_t, std::uint32_t>> settled;  // persons
    for (const auto& [a, b] : judged_apart) {
      const auto first = records_.row_of(a);
      const auto second = records_.row_of(b);
      if (first && second) settled.insert(std::minmax(persons_.of[*first], persons_.of[*second]));
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, identity::Pair> across;  // the likeliest between two persons
    for (const identity::Pair& pair : evidence_.pairs(worth_asking)) {
      const std::uint32_t one = persons_.of[pair.a];
      const std::uint32_t other = persons_.of[pair.b];
      if (one == other) {
        within_[one].push_back(pair);
      } else if (const std::pair key = std::minmax(one, other); !settled.contains(key)) {
        identity::Pair& best = across.try_emplace(key, pair).first->second;
        if (pair.probability > best.probability) best = pair;
      }
    }
    for (const auto& [persons, pair] : across)
      note(pair.a, pair.b, pair.probability >= likely_one ? "kept-apart" : pattern_of(records_, pair.a, pair.b),
           pair.probability);
    for (const auto& [person, edges] : within_) look_at_bridge(person, edges);
  }

  // The weakest link that a person's records cannot do without.
  void look_at_bridge(std::uint32_t person, std::vector<identity::Pair> edges) {
    std::stable_sort(edges.begin(), edges.end(),
                     [](const auto& x, const auto& y) { return x.probability > y.probability; });
    std::map<std::uint32_t, std::uint32_t> parent;
    for (const std::uint32_t row : persons_.members[person]) parent[row] = row;
    const auto find = [&](std::uint32_t row) {
      while (parent[row] != row) row = parent[row];
      return row;
    };
    const identity::Pair* weakest = nullptr;
    for (const identity::Pair& edge : edges) {
      const std::uint32_t a = find(edge.a);
      const std::uint32_t b = find(edge.b);
      if (a == b) continue;
      parent[a] = b;
      weakest = &edge;
    }
    if (weakest == nullptr || weakest->probability >= beyond_doubt) return;
    const bool two = persons_.members[person].size() == 2;
    note(weakest->a, weakest->b, two ? pattern_of(records_, weakest->a, weakest->b) : "weak-bridge",
         weakest->probability);
  }

  // The links among the records of everybody who is asked about, so that their graph can be drawn.
  void keep_edges() {
    std::set<std::uint32_t> asked;
    for (const auto& [rows, pair] : noted_) asked.insert({persons_.of[rows.first], persons_.of[rows.second]});
    for (const std::uint32_t person : asked) {
      auto& edges = within_[person];
      std::stable_sort(edges.begin(), edges.end(),
                       [](const auto& x, const auto& y) { return x.probability > y.probability; });
      if (edges.size() > most_edges_kept) edges.resize(most_edges_kept);
      for (const identity::Pair& edge : edges) note(edge.a, edge.b, "", edge.probability);
    }
  }

  const SourceRecords& records_;
  const LinkEvidence& evidence_;
  Persons persons_;
  std::map<std::uint32_t, std::vector<identity::Pair>> within_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, NotedPair> noted_;
};

Done replace_rows(Desk::Parts& parts, std::string_view table, std::span<const std::string_view> columns,
                  const std::vector<store::Row>& rows) {
  const store::Cell area[] = {parts.area.str()};
  if (const auto gone = parts.database->run(fmt::format("DELETE FROM {} WHERE area = ?", table), area); !gone)
    return fail(gone.error());
  return parts.database->insert(table, columns, rows);
}

}  // namespace

const std::vector<LinkPattern>& link_patterns() {
  static const std::vector<LinkPattern> patterns = {
      {"shared-nhs-number", "One NHS number, two people",
       "Both records carry the same NHS number and are held to be two people. Did somebody write down a relative's "
       "number, or is it one person?"},
      {"two-nhs-numbers", "One person, two NHS numbers",
       "The records are held to be one person and carry two different NHS numbers, both with a right check digit. Is "
       "one number a relative's, or are these two people?"},
      {"kept-apart", "Alike, and kept apart",
       "The two records look like one person, and something in the other records of the two speaks against it: another "
       "NHS number, a twin, a namesake. Look at all records of both."},
      {"twins", "Same birthday, another forename",
       "The date of birth agrees and the forename does not. Twins, or one child under two names?"},
      {"generations", "Same name, a generation apart",
       "The names agree and the births lie at least twelve years apart. A parent and a child of one name, or a slip in "
       "the year?"},
      {"birth-date", "Same name, another date of birth",
       "The names agree and the dates of birth differ. A slip of the pen, or two people of one name?"},
      {"surname", "Same forename and birthday, other details differ",
       "Forename and date of birth agree; the surname or the address differs. A changed name or a move, or chance?"},
      {"same-agency", "Two records in one agency",
       "One agency holds two records that are held to be one person. Has it registered the person twice, or are these "
       "two people whom it keeps apart for a reason?"},
      {"weak-bridge", "Held together by weak links",
       "The records fall into groups that only weak links hold together. These two are the likeliest pair across. Do "
       "they belong together?"},
      {"sparse", "Too little is known", "One of the records has no date of birth. What else speaks for or against?"},
      {"other", "Names or dates written differently",
       "Some details agree and some differ. Spelling, a nickname, or another person?"},
      {drawn_pattern, "Drawn at random",
       "Chance drew this link: nothing singles it out. Judge it as you would any other, so that the report can say how "
       "many of all links are right."},
  };
  return patterns;
}

const LinkPattern* link_pattern(std::string_view code) {
  for (const LinkPattern& pattern : link_patterns())
    if (pattern.code == code) return &pattern;
  return nullptr;
}

std::vector<NotedPair> note_pairs(const SourceRecords& records, const LinkEvidence& evidence,
                                  const std::vector<SourcePair>& drawn) {
  return Noting(records, evidence).pairs(drawn);
}

Result<Deprivation> load_deprivation(const Desk::Parts& parts) {
  Deprivation out;
  if (!parts.standards.place) return out;
  const std::string path = parts.options.standards_dir + "/places/" + parts.standards.place->code + "/deprivation.toml";
  if (!std::filesystem::exists(path)) return out;
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  if (const auto known = file->only({"source", "note", "district"}); !known) return fail(known.error());
  for (const Node* district : file->each("district")) {
    const auto postcode = district->need_text("postcode");
    if (!postcode) return fail(postcode.error());
    const auto fifth = district->need("fifth").and_then([](const Node* node) { return node->number(); });
    if (!fifth) return fail(fifth.error());
    if (*fifth < 1 || *fifth > 5) return fail(district->wrong("there is no such fifth", "1 (most deprived) to 5"));
    out[*postcode] = static_cast<int>(*fifth);
  }
  return out;
}

namespace {

// What the tables must hold of these records.
Result<LinkTables> link_tables(const Desk::Parts& parts, const SourceRecords& records, const LinkEvidence& evidence) {
  const auto deprivation = load_deprivation(parts);
  if (!deprivation) return fail(deprivation.error());
  const Limits& limits = parts.standards.limits;
  const auto drawn = draw_links(records, {.area = parts.area.str(),
                                          .number = limits[LimitOf::links_draw],
                                          .links = static_cast<std::size_t>(limits[LimitOf::links_drawn])});
  LinkTables tables;
  for (const NotedPair& pair : note_pairs(records, evidence, drawn))
    tables.pairs.push_back({parts.area.str(), pair_id(pair.a, pair.b), pair.a.str(), pair.b.str(), pair.pattern,
                            static_cast<std::int64_t>(std::llround(pair.probability * 1e6)), pair.evidence});
  for (const auto& [a, b] : drawn)
    tables.drawn.push_back({parts.area.str(), static_cast<std::int64_t>(tables.drawn.size()) + 1, pair_id(a, b)});
  for (const QualityCount& count : count_quality(records, evidence, parts.standards, *deprivation))
    tables.quality.push_back({parts.area.str(), count.dimension, count.group, count.measure, count.value});
  std::sort(tables.pairs.begin(), tables.pairs.end());
  std::sort(tables.quality.begin(), tables.quality.end());
  return tables;
}

// Table by table.
std::vector<ProjectionTable> as_tables(LinkTables tables) {
  std::vector<ProjectionTable> out;
  out.push_back({"link_pair", link_pair_columns, std::move(tables.pairs)});
  out.push_back({"drawn_link", drawn_link_columns, std::move(tables.drawn)});
  out.push_back({"link_quality", link_quality_columns, std::move(tables.quality)});
  return out;
}

}  // namespace

Done Linking::note_questions(const StageProgress& progress) {
  if (const auto read = catch_up(); !read) return fail(read.error());
  if (records_.size() == 0) return {};
  const auto learned = evidence(progress);
  if (!learned) return fail(learned.error());
  auto made = link_tables(*parts_, records_, **learned);
  if (!made) return fail(made.error());
  const std::vector<ProjectionTable> tables = as_tables(std::move(*made));
  return parts_->database->transact([&]() -> Done {
    for (const ProjectionTable& table : tables)
      if (const auto done = replace_rows(*parts_, table.name, table.columns, table.rows); !done) return done;
    const store::Row row = {parts_->area.str(), position_, parts_->now().micros(), version_};
    constexpr std::string_view columns[] = {"area", "position", "at", "model"};
    return replace_rows(*parts_, "linked", columns, {row});
  });
}

Result<LinkTables> derive_link_tables(Desk::Parts& parts, std::int64_t position, unsigned threads) {
  SourceRecords records;
  const auto read = parts.ledger->read_kinds(parts.area, 0, "identity.", [&](const Entry& entry) {
    if (entry.sequence >= position) return false;
    records.add(entry);
    return true;
  });
  if (!read) return fail(read.error());
  auto model = identity::load_model(linkage_model_path(parts));
  if (!model) return fail(model.error());
  const auto learned = LinkEvidence::learn(records.as_records(identity::record_columns(**model)), *model, threads, {});
  if (!learned) return fail(learned.error());
  return link_tables(parts, records, *learned);
}

Done check_link_tables(Desk::Parts& parts, bool check, unsigned threads, std::vector<TableDifference>& differences) {
  const auto position = linked_position(parts);
  if (!position) return fail(position.error());
  if (!*position) return {};
  // Another model would ask other questions: what an older one left is replaced by the next `roundel link`.
  const auto version = model_version(linkage_model_path(parts));
  if (!version) return fail(version.error());
  const store::Cell cells[] = {parts.area.str(), *version};
  const auto same = parts.database->query("SELECT 1 FROM linked WHERE area = ? AND model = ?", cells);
  if (!same) return fail(same.error());
  if (same->empty()) return {};
  auto derived = derive_link_tables(parts, **position, threads);
  if (!derived) return fail(derived.error());
  const std::vector<ProjectionTable> expected = as_tables(std::move(*derived));
  for (const ProjectionTable& table : expected) {
    auto found = compare_table(parts, table);
    if (!found) return fail(found.error());
    differences.push_back(std::move(*found));
  }
  if (check) return {};
  return parts.database->transact([&]() -> Done {
    for (const ProjectionTable& table : expected)
      if (const auto done = replace_rows(parts, table.name, table.columns, table.rows); !done) return done;
    return {};
  });
}

Result<std::optional<std::int64_t>> linked_position(Desk::Parts& parts) {
  const store::Cell cells[] = {parts.area.str()};
  const auto rows = parts.database->query("SELECT position FROM linked WHERE area = ?", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<std::int64_t>();
  return std::optional(store::number(rows->front()[0]));
}

}  // namespace roundel::service
