#include "service/linkage/linking.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include <fmt/format.h>

#include "service/feeds.h"
#include "service/linkage/link_questions.h"

namespace roundel::service {
namespace {

// With fewer new records than this part of all, each is linked on its own against those already decided.
constexpr std::size_t few = 10;

constexpr std::size_t decisions_at_once = 50'000;  // appended in one transaction

identity::Progress engine_progress(const StageProgress& progress) {
  return [&progress](const char* stage, std::size_t done, std::size_t total) {
    if (progress) progress(stage, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
  };
}

// What every person is called. A reference is the one that some record has alone, and goes with that record: so two
// persons never share one, however records move between them.
class References {
 public:
  explicit References(const SourceRecords& records) : records_(records) {}

  // `sources` in order. The reference that most of them have already, where it may stay with them.
  PersonId of(const std::vector<SourceId>& sources) {
    std::vector<std::pair<PersonId, int>> had;
    for (const SourceId& source : sources) {
      const PersonId person = records_.members().person_of(source);
      const auto known = std::find_if(had.begin(), had.end(), [&](const auto& each) { return each.first == person; });
      if (known == had.end())
        had.emplace_back(person, 1);
      else
        ++known->second;
    }
    std::stable_sort(had.begin(), had.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [person, count] : had)
      if (may_have(person, sources)) return person;
    return person_of_alone(sources.front());
  }

 private:
  bool may_have(const PersonId& person, const std::vector<SourceId>& sources) {
    const bool own = std::any_of(sources.begin(), sources.end(),
                                 [&](const SourceId& source) { return person_of_alone(source) == person; });
    return own || (!of_some_record(person) && strange_.insert(person).second);
  }
  bool of_some_record(const PersonId& person) {
    if (alone_.empty())
      for (std::size_t row = 0; row < records_.size(); ++row) alone_.insert(person_of_alone(records_.source(row)));
    return alone_.contains(person);
  }

  const SourceRecords& records_;
  std::unordered_set<PersonId> alone_;    // of every record; made when first asked for
  std::unordered_set<PersonId> strange_;  // given out, though no record's own
};

// The stewards' judgements as the engine asks for them, in order.
std::vector<identity::Ruling> rulings_of(const SourceRecords& records) {
  std::vector<identity::Ruling> rulings;
  for (const LinkChoice choice : {LinkChoice::same, LinkChoice::different})
    for (const auto& [a, b] : records.judgements().pairs(choice)) {
      const auto first = records.row_of(a);
      const auto second = records.row_of(b);
      if (first && second)
        rulings.push_back(
            {.a = std::min(*first, *second), .b = std::max(*first, *second), .same = choice == LinkChoice::same});
    }
  std::sort(rulings.begin(), rulings.end());
  rulings.erase(std::unique(rulings.begin(), rulings.end()), rulings.end());
  return rulings;
}

// Which records are one person by the decisions so far, as the engine asks for it; who is alone is free to join.
std::vector<std::uint32_t> together_before(const SourceRecords& records) {
  std::unordered_map<PersonId, std::vector<std::uint32_t>> rows;
  for (std::uint32_t row = 0; row < records.size(); ++row)
    if (const PersonId* person = records.members().decided(records.source(row))) rows[*person].push_back(row);
  std::vector<std::uint32_t> before(records.size(), identity::no_cluster);
  for (const auto& [person, members] : rows)
    if (members.size() > 1)
      for (const std::uint32_t row : members) before[row] = members.front();
  return before;
}

std::string model_reason(double probability, std::size_t records) {
  return records == 2 ? fmt::format("The model gives {:.1f} % that these records are one person.", 100 * probability)
                      : fmt::format("The weakest of the links that hold these {} records together has {:.1f} %.",
                                    records, 100 * probability);
}

}  // namespace

std::string linkage_model_path(const Desk::Parts& parts) {
  return parts.options.standards_dir + "/england/identity/model.toml";
}

NewEntry link_entry(const Desk::Parts& parts, const LinkDecided& decided) {
  std::string key = "link/" + decided.person.str();
  NewEntry entry{.area = parts.area,
                 .key = {},
                 .kind = KindCode("identity.link"),
                 .agency = AgencyId("roundel"),
                 .practitioner = {},
                 .happened = Happened::on(parts.today()),
                 .known = parts.today(),
                 .standing = Standing::judgement,
                 .sharing = "",
                 .about = {},
                 .values = {},
                 .corrects = {}};
  for (const SourceId& source : decided.sources) {
    entry.about.push_back({source, RoleCode("same-person")});
    key += "/" + source.str();
  }
  entry.key = decided.once.empty() ? std::move(key) : key + "/" + decided.once;
  const auto say = [&](const char* name, const std::string& text) {
    if (!text.empty()) entry.values.emplace_back(name, text);
  };
  say("author", decided.author);
  say("evidence", decided.evidence);
  say("judgement", decided.judgement);
  say("method", decided.method);
  say("person", decided.person.str());
  if (decided.probability) entry.values.emplace_back("probability", *decided.probability);
  say("reason", decided.reason);
  return entry;
}

identity::Column& SourceRecords::column(std::string_view name) {
  const auto known =
      std::find_if(columns_.begin(), columns_.end(), [&](const auto& one) { return one.name() == name; });
  if (known != columns_.end()) return *known;
  identity::Column& fresh = columns_.emplace_back(std::string(name));
  while (fresh.size() < order_.size()) fresh.push("");
  return fresh;
}

void SourceRecords::add(const Entry& entry) {
  members_.apply(entry);
  judgements_.apply(entry);
  if (entry.kind.str() != "identity.details") return;
  const About& about = entry.about.front();
  const auto [known, fresh] = rows_.try_emplace(about.source, static_cast<std::uint32_t>(order_.size()));
  const std::uint32_t row = known->second;
  if (fresh) {
    order_.push_back(about.source);
    for (identity::Column& each : columns_) each.push("");
  }
  bool other = false;
  const auto set = [&](std::string_view name, std::string_view value) { other |= column(name).set(row, value); };
  for (const identity::Column& each : columns_)  // what is not told again is no longer known
    if (!fresh && each.name() != "agency" && each.name() != "record-role" && entry.value(each.name()) == nullptr)
      set(each.name(), "");
  for (const auto& [name, value] : entry.values) set(name, text(value));
  set("agency", entry.agency.str());
  set("record-role", about.role.str());
  if (!fresh && other) changed_.push_back(row);
}

std::optional<std::uint32_t> SourceRecords::row_of(const SourceId& source) const {
  const auto known = rows_.find(source);
  if (known == rows_.end()) return {};
  return known->second;
}

const identity::Column* SourceRecords::find(std::string_view name) const {
  const auto known =
      std::find_if(columns_.begin(), columns_.end(), [&](const auto& each) { return each.name() == name; });
  return known == columns_.end() ? nullptr : &*known;
}

const std::string& SourceRecords::value(std::size_t row, std::string_view column) const {
  static const std::string missing;
  const identity::Column* known = find(column);
  return known == nullptr ? missing : known->text(known->at(row));
}

std::vector<std::string> SourceRecords::values(std::size_t row, const std::vector<std::string>& columns) const {
  std::vector<std::string> out;
  for (const std::string& column : columns) out.push_back(value(row, column));
  return out;
}

identity::Records SourceRecords::as_records(const std::vector<std::string>& columns, std::size_t most) const {
  identity::Records records;
  const std::size_t rows = std::min(most, size());
  for (std::size_t row = 0; row < rows; ++row) records.ids.push_back(order_[row].str());
  for (const std::string& name : columns) {
    if (const identity::Column* known = find(name); known != nullptr && rows == size()) {
      records.columns.push_back(*known);
      continue;
    }
    identity::Column& column = records.columns.emplace_back(name);
    for (std::size_t row = 0; row < rows; ++row) column.push(value(row, name));
  }
  return records;
}

std::vector<std::uint32_t> SourceRecords::take_changed() {
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
  return std::exchange(changed_, {});
}

Linking::Linking(Desk::Parts& parts, std::shared_ptr<const identity::Model> model, std::string version,
                 unsigned threads)
    : parts_(&parts), model_(std::move(model)), version_(std::move(version)), threads_(threads) {}

Result<Linking> Linking::open(Desk::Parts& parts, unsigned threads) {
  auto model = identity::load_model(linkage_model_path(parts));
  if (!model) return fail(model.error());
  auto version = model_version(linkage_model_path(parts));
  if (!version) return fail(version.error());
  return Linking(parts, std::move(*model), std::move(*version), threads);
}

Done Linking::catch_up() {
  return parts_->ledger->read_kinds(parts_->area, position_, "identity.", [&](const Entry& entry) {
    if (entry.kind.str() == "identity.details") evidence_.reset();
    records_.add(entry);
    position_ = entry.sequence + 1;
    return true;
  });
}

Result<const LinkEvidence*> Linking::evidence(const StageProgress& progress) {
  if (!evidence_) {
    auto learned = LinkEvidence::learn(records_.as_records(identity::record_columns(*model_)), model_, threads_,
                                       engine_progress(progress));
    if (!learned) return fail(learned.error());
    evidence_.emplace(std::move(*learned));
  }
  return &*evidence_;
}

Result<std::int64_t> Linking::link(const StageProgress& progress) {
  if (const auto read = catch_up(); !read) return fail(read.error());
  const std::vector<std::uint32_t> changed = records_.take_changed();
  std::vector<identity::Ruling> rulings = rulings_of(records_);
  const std::size_t fresh = records_.size() - linked_;
  if (fresh == 0 && changed.empty() && rulings == rulings_) return 0;
  const bool little = linked_ > 0 && (fresh + changed.size()) * few <= records_.size();
  auto groups = little ? group_each(changed, std::move(rulings)) : group_all(std::move(rulings), progress);
  if (!groups) return fail(groups.error());
  linked_ = records_.size();
  const std::vector<NewEntry> decisions = decide(std::move(*groups));
  for (std::size_t from = 0; from < decisions.size(); from += decisions_at_once) {
    const std::size_t count = std::min(decisions_at_once, decisions.size() - from);
    const auto added = parts_->ledger->append(std::span(decisions).subspan(from, count));
    if (!added) return fail(added.error());
  }
  if (const auto read = catch_up(); !read) return fail(read.error());
  return static_cast<std::int64_t>(decisions.size());
}

// Everything at once. Clusters that nothing speaks against stay as they were decided.
Result<std::vector<Linking::Group>> Linking::group_all(std::vector<identity::Ruling> rulings,
                                                       const StageProgress& progress) {
  rulings_ = std::move(rulings);
  const auto learned = evidence(progress);
  if (!learned) return fail(learned.error());
  auto clusters =
      (*learned)->clusters({.rulings = rulings_, .before = together_before(records_), .learned = nullptr}, threads_);
  if (!clusters) return fail(clusters.error());
  std::vector<Group> groups;
  for (std::uint32_t row = 0; row < records_.size(); ++row) {
    if (clusters->of[row] == groups.size()) groups.emplace_back();
    groups[clusters->of[row]].rows.push_back(row);
  }
  std::vector<const identity::Pair*> weakest(groups.size(), nullptr);
  for (const identity::Pair& edge : clusters->edges) {
    const identity::Pair*& known = weakest[clusters->of[edge.a]];
    if (known == nullptr || edge.probability < known->probability) known = &edge;
  }
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (weakest[i] != nullptr)
      groups[i].why = {.probability = weakest[i]->probability,
                       .records = groups[i].rows.size(),
                       .match = {},
                       .terms = [learned = *learned, edge = *weakest[i]] { return learned->terms(edge.a, edge.b); }};
  linker_.reset();
  clusters_ = std::move(clusters->of);
  return groups;
}

Done Linking::make_linker() {
  auto records = records_.as_records(identity::record_columns(*model_), clusters_.size());
  auto linker = identity::Linker::learn(
      std::move(records), {.rulings = rulings_, .before = std::move(clusters_), .learned = nullptr}, model_, threads_);
  if (!linker) return fail(linker.error());
  linker_.emplace(std::move(*linker));
  clusters_.clear();
  return {};
}

// What stewards said since, or took back. Their own decisions moved records already: the engine starts from those.
void Linking::follow_rulings(std::vector<identity::Ruling> now, Touched& touched) {
  std::erase_if(now, [&](const auto& ruling) { return std::max(ruling.a, ruling.b) >= linker_->size(); });
  std::vector<identity::Ruling> gone, said;
  std::set_difference(rulings_.begin(), rulings_.end(), now.begin(), now.end(), std::back_inserter(gone));
  std::set_difference(now.begin(), now.end(), rulings_.begin(), rulings_.end(), std::back_inserter(said));
  rulings_ = std::move(now);
  if (gone.empty() && said.empty()) return;
  const auto person_of = [&](std::uint32_t row) { return records_.members().person_of(records_.source(row)); };
  std::unordered_map<PersonId, std::vector<std::uint32_t>> judged;
  for (const auto* rulings : {&gone, &said})
    for (const identity::Ruling& ruling : *rulings)
      for (const std::uint32_t row : {ruling.a, ruling.b}) judged.try_emplace(person_of(row));
  for (std::uint32_t row = 0; row < linker_->size(); ++row)
    if (const auto person = judged.find(person_of(row)); person != judged.end()) person->second.push_back(row);
  for (const auto& [person, rows] : judged) linker_->place_together(rows);
  const auto settle = [&](const identity::Ruling& ruling, const std::vector<identity::Linker::Moved>& all) {
    for (const auto& moved : all) {
      touched.try_emplace(moved.from);
      touched.try_emplace(moved.to);
    }
    for (const std::uint32_t row : {ruling.a, ruling.b}) touched.try_emplace(linker_->cluster_of(row));
  };
  for (const identity::Ruling& ruling : gone) settle(ruling, linker_->withdraw(ruling));
  for (const identity::Ruling& ruling : said) settle(ruling, linker_->rule(ruling));
}

// New and changed records one by one, and whomever they moved.
Result<std::vector<Linking::Group>> Linking::group_each(const std::vector<std::uint32_t>& changed,
                                                        std::vector<identity::Ruling> rulings) {
  if (!linker_)
    if (const auto made = make_linker(); !made) return fail(made.error());
  Touched touched;
  const auto note = [&](const identity::Linker::Decision& decision) {
    for (const auto& moved : decision.moved) {
      touched.try_emplace(moved.from);
      touched.try_emplace(moved.to);
    }
    Why& why = touched[decision.cluster];
    if (!decision.joined) return;
    std::vector<LinkTerm> terms;
    for (const identity::Term& term : decision.terms)
      terms.push_back({.comparison = term.comparison, .level = term.level, .bits = term.bits, .frequency = 0});
    why = {.probability = decision.probability,
           .records = 2,
           .match = decision.match,
           .terms = [terms = std::move(terms)] { return terms; }};
  };
  follow_rulings(rulings, touched);
  for (const std::uint32_t row : changed) {
    touched.try_emplace(linker_->cluster_of(row));
    note(linker_->change(row, records_.values(row, linker_->columns())));
  }
  for (std::size_t row = linker_->size(); row < records_.size(); ++row)
    note(linker_->add(records_.source(row).str(), records_.values(row, linker_->columns())));
  follow_rulings(std::move(rulings), touched);  // those about the new ones

  std::vector<Group> groups;
  std::unordered_map<std::uint32_t, std::size_t> place;  // of a cluster's group
  for (auto& [cluster, why] : touched) {
    place.emplace(cluster, groups.size());
    groups.push_back({.rows = {}, .why = std::move(why)});
  }
  for (std::uint32_t row = 0; row < records_.size(); ++row)
    if (const auto group = place.find(linker_->cluster_of(row)); group != place.end())
      groups[group->second].rows.push_back(row);
  std::erase_if(groups, [](const Group& group) { return group.rows.empty(); });
  return groups;
}

// An entry for every group of which some record was held to be somebody else. It names the whole group; where one
// record came to it, that record and its match.
std::vector<NewEntry> Linking::decide(std::vector<Group> groups) {
  std::vector<NewEntry> decisions;
  References references(records_);
  for (Group& group : groups) {
    if (group.rows.size() == 1 && records_.members().decided(records_.source(group.rows.front())) == nullptr) continue;
    std::vector<SourceId> sources;
    for (const std::uint32_t row : group.rows) sources.push_back(records_.source(row));
    std::sort(sources.begin(), sources.end());
    const PersonId person = references.of(sources);
    const auto moves = [&](const SourceId& source) { return records_.members().person_of(source) != person; };
    if (std::none_of(sources.begin(), sources.end(), moves)) continue;
    if (group.why.match) {
      const SourceId& match = records_.source(*group.why.match);
      std::erase_if(sources, [&](const SourceId& source) { return source != match && !moves(source); });
    }
    LinkDecided decided{.sources = std::move(sources), .person = person, .method = "model", .author = version_};
    if (group.why.terms) {
      decided.probability = group.why.probability;
      decided.evidence = evidence_text(group.why.terms());
      decided.reason = model_reason(group.why.probability, group.why.records);
    } else if (group.rows.size() == 1) {
      decided.reason = "No other record is held to be the same person.";
    } else {
      decided.reason = "What came to be known since parts these records from others.";
    }
    // The same may be decided again after it was undone: what it rests on sets it apart.
    decided.once = fmt::format("{}", position_);
    decisions.push_back(link_entry(*parts_, decided));
  }
  return decisions;
}

std::int64_t Linking::persons() const {
  std::unordered_set<std::string_view> persons;
  std::int64_t alone = 0;
  for (std::size_t row = 0; row < records_.size(); ++row)
    if (const PersonId* person = records_.members().decided(records_.source(row)))
      persons.insert(person->str());
    else
      ++alone;
  return alone + static_cast<std::int64_t>(persons.size());
}

Result<Linked> link_records(Desk& desk, const Caller& caller, unsigned threads, const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::link); !done) return fail(done.error());
  auto linking = Linking::open(desk.parts(), threads);
  if (!linking) return fail(linking.error());
  const auto decisions = linking->link(progress);
  if (!decisions) return fail(decisions.error());
  if (const auto noted = linking->note_questions(progress); !noted) return fail(noted.error());
  if (*decisions > 0)
    if (const auto forgotten = forget_assessment(desk.parts()); !forgotten) return fail(forgotten.error());
  return Linked{.source_records = static_cast<std::int64_t>(linking->records().size()),
                .persons = linking->persons(),
                .decisions = *decisions};
}

}  // namespace roundel::service
