#include "service/linking.h"

#include <algorithm>
#include <map>

#include "service/feeds.h"

namespace roundel::service {
namespace {

// With fewer new records than this part of all, each is linked on its own against those already decided.
constexpr std::size_t few = 10;

constexpr std::size_t decisions_at_once = 5'000;  // decisions appended at once

NewEntry link_entry(const Desk::Parts& parts, const std::vector<SourceId>& sources, const PersonId& person,
                    std::string method, double probability) {
  // The key tells what was decided, so that deciding the same again adds nothing.
  std::string key = "link/" + person.str();
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
  for (const SourceId& source : sources) {
    entry.about.push_back({source, RoleCode("same-person")});
    key += "/" + source.str();
  }
  entry.key = std::move(key);
  entry.values = {{"method", std::move(method)}, {"person", person.str()}, {"probability", probability}};
  return entry;
}

}  // namespace

void SourceRecords::add(const Entry& entry) {
  members_.apply(entry);
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

std::vector<std::string> SourceRecords::values(std::size_t row, const std::vector<std::string>& columns) const {
  std::vector<std::string> out;
  for (const std::string& column : columns) {
    const auto& details = details_[row];
    const auto found =
        std::find_if(details.begin(), details.end(), [&](const auto& each) { return each.first == column; });
    out.push_back(found == details.end() ? std::string() : found->second);
  }
  return out;
}

Linking::Linking(Desk::Parts& parts, std::shared_ptr<const identity::Model> model, unsigned threads)
    : parts_(&parts), model_(std::move(model)), threads_(threads) {}

Result<Linking> Linking::open(Desk::Parts& parts, unsigned threads) {
  auto model = identity::load_model(parts.options.standards_dir + "/england/identity/model.toml");
  if (!model) return fail(model.error());
  return Linking(parts, std::move(*model), threads);
}

Done Linking::catch_up() {
  return parts_->ledger->read_all(parts_->area, position_, [&](const Entry& entry) {
    records_.add(entry);
    position_ = entry.sequence + 1;
    return true;
  });
}

Result<std::int64_t> Linking::link(const StageProgress& progress) {
  if (const auto read = catch_up(); !read) return fail(read.error());
  const std::size_t before = linked_;
  const std::size_t fresh = records_.size() - before;
  if (fresh == 0) return 0;
  if (!linker_ || fresh * few > records_.size()) return link_all(progress);
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
  const std::vector<std::string> columns = identity::record_columns(*model_);
  identity::Records records;
  for (const std::string& column : columns) records.columns.emplace_back(column);
  for (std::size_t row = 0; row < records_.size(); ++row) {
    records.ids.push_back(records_.source(row).str());
    const auto values = records_.values(row, columns);
    for (std::size_t column = 0; column < columns.size(); ++column) records.columns[column].push(values[column]);
  }
  const auto clusters =
      identity::dedupe(records, *model_, threads_, [&](const char* stage, std::size_t done, std::size_t total) {
        if (progress) progress(stage, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
      });
  if (!clusters) return fail(clusters.error());

  std::map<std::uint32_t, std::vector<SourceId>> together;
  for (std::size_t row = 0; row < records_.size(); ++row) together[clusters->of[row]].push_back(records_.source(row));
  std::vector<double> weakest(together.size(), 1.0);
  for (const identity::Pair& edge : clusters->edges)
    weakest[clusters->of[edge.a]] = std::min(weakest[clusters->of[edge.a]], edge.probability);

  std::vector<NewEntry> decisions;
  person_of_cluster_.assign(together.size(), PersonId());
  std::unordered_map<PersonId, std::uint32_t> taken;
  for (auto& [cluster, sources] : together) {
    std::sort(sources.begin(), sources.end());
    // A person keeps their reference where any of their records had one that no other cluster holds.
    PersonId person = person_of_alone(sources.front());
    for (const SourceId& source : sources) {
      const PersonId had = records_.members().person_of(source);
      if (had != person_of_alone(source) && !taken.contains(had)) {
        person = had;
        break;
      }
    }
    taken.emplace(person, cluster);
    person_of_cluster_[cluster] = person;
    const bool settled = std::all_of(sources.begin(), sources.end(), [&](const SourceId& source) {
      return records_.members().person_of(source) == person;
    });
    if (!settled) decisions.push_back(link_entry(*parts_, sources, person, "model", weakest[cluster]));
  }
  const auto count = static_cast<std::int64_t>(decisions.size());
  if (const auto kept = keep(std::move(decisions)); !kept) return fail(kept.error());

  auto linker = identity::Linker::learn(std::move(records), clusters->of, model_, threads_);
  if (!linker) return fail(linker.error());
  linker_.emplace(std::move(*linker));
  linked_ = records_.size();
  return count;
}

Result<std::int64_t> Linking::link_each(std::size_t from) {
  std::vector<NewEntry> decisions;
  for (std::size_t row = from; row < records_.size(); ++row) {
    const SourceId& source = records_.source(row);
    const auto decision = linker_->add(source.str(), records_.values(row, linker_->columns()));
    if (decision.cluster >= person_of_cluster_.size()) person_of_cluster_.resize(decision.cluster + 1);
    PersonId& person = person_of_cluster_[decision.cluster];
    if (person.empty()) person = person_of_alone(source);
    if (!decision.joined) continue;
    decisions.push_back(
        link_entry(*parts_, {records_.source(decision.match), source}, person, "model", decision.probability));
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
  if (*decisions > 0)
    if (const auto forgotten = forget_assessment(desk.parts()); !forgotten) return fail(forgotten.error());
  return Linked{.source_records = static_cast<std::int64_t>(linking->records().size()),
                .persons = linking->persons(),
                .decisions = *decisions};
}

}  // namespace roundel::service
