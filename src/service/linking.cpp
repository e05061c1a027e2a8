#include "service/linking.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "service/feeds.h"
#include "service/link_questions.h"

namespace roundel::service {
namespace {

// With fewer new records than this part of all, each is linked on its own against those already decided.
constexpr std::size_t few = 10;

constexpr std::size_t decisions_at_once = 5'000;  // decisions appended at once

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

Held held_rows(const SourceRecords& records) {
  Held held;
  const auto add = [&](LinkChoice choice, auto& to) {
    for (const auto& [a, b] : records.judgements().pairs(choice)) {
      const auto first = records.row_of(a);
      const auto second = records.row_of(b);
      if (first && second) to.emplace_back(*first, *second);
    }
  };
  add(LinkChoice::same, held.same);
  add(LinkChoice::different, held.different);
  return held;
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

void SourceRecords::add(const Entry& entry) {
  members_.apply(entry);
  judgements_.apply(entry);
  if (entry.kind.str() != "identity.details") return;
  const About& about = entry.about.front();
  const auto [row, fresh] = rows_.try_emplace(about.source, order_.size());
  if (fresh) {
    order_.push_back(about.source);
    details_.emplace_back();
  }
  auto& details = details_[row->second];
  details.clear();
  for (const auto& [name, value] : entry.values) details.emplace_back(name, text(value));
  details.emplace_back("agency", entry.agency.str());
  details.emplace_back("record-role", about.role.str());
}

std::optional<std::uint32_t> SourceRecords::row_of(const SourceId& source) const {
  const auto known = rows_.find(source);
  if (known == rows_.end()) return {};
  return static_cast<std::uint32_t>(known->second);
}

const std::string& SourceRecords::value(std::size_t row, std::string_view column) const {
  static const std::string missing;
  const auto& details = details_[row];
  const auto found =
      std::find_if(details.begin(), details.end(), [&](const auto& each) { return each.first == column; });
  return found == details.end() ? missing : found->second;
}

std::vector<std::string> SourceRecords::values(std::size_t row, const std::vector<std::string>& columns) const {
  std::vector<std::string> out;
  for (const std::string& column : columns) out.push_back(value(row, column));
  return out;
}

identity::Records SourceRecords::as_records(const std::vector<std::string>& columns, std::size_t most) const {
  identity::Records records;
  for (const std::string& column : columns) records.columns.emplace_back(column);
  for (std::size_t row = 0; row < std::min(most, size()); ++row) {
    records.ids.push_back(order_[row].str());
    for (std::size_t column = 0; column < columns.size(); ++column)
      records.columns[column].push(value(row, columns[column]));
  }
  return records;
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
  return parts_->ledger->read_all(parts_->area, position_, [&](const Entry& entry) {
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

// What a steward judged since is a reason to look at everything again: the engine's clusters may no longer be so.
Result<std::int64_t> Linking::link(const StageProgress& progress) {
  if (const auto read = catch_up(); !read) return fail(read.error());
  const std::size_t before = linked_;
  const std::size_t fresh = records_.size() - before;
  const bool judged = records_.judgements().entries() != judged_;
  if (fresh == 0 && !judged) return 0;
  if (linked_ == 0 || judged || fresh * few > records_.size()) return link_all(progress);
  return link_each(before);
}

Done Linking::keep(std::vector<NewEntry> decisions) {
  for (std::size_t from = 0; from < decisions.size(); from += decisions_at_once) {
    const std::size_t count = std::min(decisions_at_once, decisions.size() - from);
    const auto added = parts_->ledger->append(std::span(decisions).subspan(from, count));
    if (!added) return fail(added.error());
  }
  return {};
}

Result<std::int64_t> Linking::link_all(const StageProgress& progress) {
  const identity::Records records = records_.as_records(identity::record_columns(*model_));
  auto clusters = identity::dedupe(records, *model_, threads_, engine_progress(progress));
  if (!clusters) return fail(clusters.error());
  clusters->of = hold_to_judgements(clusters->of, clusters->edges, held_rows(records_));
  judged_ = records_.judgements().entries();

  std::map<std::uint32_t, std::vector<SourceId>> together;
  for (std::size_t row = 0; row < records_.size(); ++row) together[clusters->of[row]].push_back(records_.source(row));
  std::vector<const identity::Pair*> weakest(together.size(), nullptr);
  for (const identity::Pair& edge : clusters->edges) {
    const std::uint32_t cluster = clusters->of[edge.a];
    if (cluster != clusters->of[edge.b]) continue;
    if (weakest[cluster] == nullptr || edge.probability < weakest[cluster]->probability) weakest[cluster] = &edge;
  }

  std::vector<NewEntry> decisions;
  person_of_cluster_.assign(together.size(), PersonId());
  References references(records_);
  for (auto& [cluster, sources] : together) {
    std::sort(sources.begin(), sources.end());
    const PersonId person = references.of(sources);
    person_of_cluster_[cluster] = person;
    const bool settled = std::all_of(sources.begin(), sources.end(), [&](const SourceId& source) {
      return records_.members().person_of(source) == person;
    });
    if (settled) continue;
    LinkDecided decided{.sources = sources, .person = person, .method = "model", .author = version_};
    if (const identity::Pair* edge = weakest[cluster]) {
      const auto learned = evidence(progress);
      if (!learned) return fail(learned.error());
      decided.probability = edge->probability;
      decided.evidence = evidence_text((*learned)->terms(edge->a, edge->b));
      decided.reason = model_reason(edge->probability, sources.size());
    } else {
      decided.reason = "No other record is held to be the same person.";
    }
    // The same may be decided again after it was undone: what it rests on sets it apart.
    decided.once = fmt::format("{}", position_);
    decisions.push_back(link_entry(*parts_, decided));
  }
  const auto count = static_cast<std::int64_t>(decisions.size());
  if (const auto kept = keep(std::move(decisions)); !kept) return fail(kept.error());

  linker_.reset();
  clusters_ = std::move(clusters->of);
  linked_ = clusters_.size();
  return count;
}

Done Linking::make_linker() {
  auto records = records_.as_records(identity::record_columns(*model_), clusters_.size());
  auto linker = identity::Linker::learn(std::move(records), std::move(clusters_), model_, threads_);
  if (!linker) return fail(linker.error());
  linker_.emplace(std::move(*linker));
  clusters_.clear();
  return {};
}

Result<std::int64_t> Linking::link_each(std::size_t from) {
  if (!linker_)
    if (const auto made = make_linker(); !made) return fail(made.error());
  std::vector<NewEntry> decisions;
  for (std::size_t row = from; row < records_.size(); ++row) {
    const SourceId& source = records_.source(row);
    const auto decision = linker_->add(source.str(), records_.values(row, linker_->columns()));
    if (decision.cluster >= person_of_cluster_.size()) person_of_cluster_.resize(decision.cluster + 1);
    PersonId& person = person_of_cluster_[decision.cluster];
    if (person.empty()) person = person_of_alone(source);
    if (!decision.joined) continue;
    std::vector<LinkTerm> terms;
    for (const identity::Term& term : decision.terms)
      terms.push_back({.comparison = term.comparison, .level = term.level, .bits = term.bits, .frequency = 0});
    decisions.push_back(link_entry(*parts_, {.sources = {records_.source(decision.match), source},
                                             .person = person,
                                             .method = "model",
                                             .author = version_,
                                             .probability = decision.probability,
                                             .evidence = evidence_text(terms),
                                             .reason = model_reason(decision.probability, 2)}));
  }
  linked_ = records_.size();
  const auto count = static_cast<std::int64_t>(decisions.size());
  if (const auto kept = keep(std::move(decisions)); !kept) return fail(kept.error());
  return count;
}

std::int64_t Linking::persons() const {
  return std::count_if(person_of_cluster_.begin(), person_of_cluster_.end(),
                       [](const PersonId& person) { return !person.empty(); });
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
