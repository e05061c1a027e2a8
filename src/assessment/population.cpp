#include "assessment/population.h"

#include <algorithm>
#include <thread>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/findings.h"

namespace roundel {
namespace {

constexpr std::size_t block = 2048;  // children that one worker takes at a time

struct Found {
  PersonNumber child = 0;
  std::vector<Finding> findings;
};

// The findings of the children numbered first..last-1, in order; those who are no children on the day are left out.
void assess_block(const Columns& columns, const Standards& standards, const std::vector<std::size_t>& order, Date on,
                  PersonNumber first, PersonNumber last, std::vector<Found>& out) {
  Evaluation evaluation(columns, on);
  std::size_t used = 0;
  for (PersonNumber person = first; person < last; ++person) {
    if (!is_child_on(columns.life(person), on)) continue;
    if (used == out.size()) out.emplace_back();
    out[used].child = person;
    evaluation.look_at(person);
    find_all(evaluation, standards, order, out[used].findings);
    ++used;
  }
  out.resize(used);
}

}  // namespace

struct Population::Columns {
  explicit Columns(const Standards& the_standards)
      : standards(the_standards), columns(Rulebook(the_standards, Rulebook::Of::indicators)) {}
  const Standards& standards;
  roundel::Columns columns;
  Date last_known = unknown_day;  // the last day on which anything became known
};

Population::Population(const Standards& standards) : columns_(std::make_unique<Columns>(standards)) {}
Population::~Population() = default;
Population::Population(Population&&) noexcept = default;
Population& Population::operator=(Population&&) noexcept = default;

void Population::add(const Entry& entry) {
  columns_->columns.add(entry);
  columns_->last_known = std::max(columns_->last_known, entry.known);
}
void Population::finish(const Membership& members) { columns_->columns.finish(members); }
std::size_t Population::entries() const { return columns_->columns.entries(); }

std::size_t Population::children() const {
  const auto& columns = columns_->columns;
  std::size_t count = 0;
  for (PersonNumber person = 0; person < columns.persons(); ++person)
    if (is_child_on(columns.life(person), columns_->last_known)) ++count;
  return count;
}

void Population::assess(Date on, unsigned threads, const std::function<void(const PersonFindings&)>& each) const {
  const auto& columns = columns_->columns;
  const std::vector<std::size_t> order = reading_order(columns_->standards);
  const std::size_t workers = std::max(1U, threads);
  std::vector<std::vector<Found>> found(workers);
  for (std::size_t start = 0; start < columns.persons(); start += workers * block) {
    const auto work = [&](std::size_t worker) {
      const std::size_t first = std::min(start + worker * block, columns.persons());
      const std::size_t last = std::min(first + block, columns.persons());
      assess_block(columns, columns_->standards, order, on, static_cast<PersonNumber>(first),
                   static_cast<PersonNumber>(last), found[worker]);
    };
    {
      std::vector<std::jthread> others;
      for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(work, worker);
      work(0);
    }
    for (const auto& part : found)
      for (const Found& one : part) each({columns.id_of(one.child), one.findings});
  }
}

}  // namespace roundel
