#include "assessment/population.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/findings.h"

namespace roundel {
namespace {

constexpr std::size_t block = 2048;         // persons that one worker takes at a time
constexpr std::size_t blocks_a_round = 16;  // blocks whose findings are held before they are given

// The findings of the children numbered first..last-1, in order; those who are no children on the day are left out.
class Block {
 public:
  void find(const Columns& columns, const std::vector<std::size_t>& order, Date on, PersonNumber first,
            PersonNumber last) {
    children_.clear();
    held_.clear();
    evidence_.clear();
    Evaluation evaluation(columns, on);
    evaluation.each_child(first, last, [&](PersonNumber child) {
      const std::size_t before = held_.size();
      find_held(evaluation, order, held_, evidence_);
      children_.push_back({child, before, held_.size() - before});
    });
  }
  void in_numbers() {
    found_.clear();
    entries_.clear();
    for (const Evidence& one : evidence_) entries_.push_back(one.entry);
    for (const HeldRule& held : held_)
      found_.push_back({held.rule, held.since, std::span(entries_).subspan(held.first_evidence, held.evidence)});
  }
  void in_words(const Columns& columns, const Standards& standards) {
    words_.clear();
    for (const HeldRule& held : held_) words_.push_back(told(held, evidence_, columns, standards));
  }
  void each(const Columns& columns, const std::function<void(const ChildFound&)>& take) const {
    for (const Child& one : children_)
      take({&columns.id_of(one.person), std::span(found_).subspan(one.first, one.count)});
  }
  void each(const Columns& columns, const std::function<void(const PersonFindings&)>& take) const {
    for (const Child& one : children_)
      take({columns.id_of(one.person), std::span(words_).subspan(one.first, one.count)});
  }

 private:
  struct Child {
    PersonNumber person;
    std::size_t first;  // of its findings
    std::size_t count;
  };
  std::vector<Child> children_;
  std::vector<HeldRule> held_;
  std::vector<Evidence> evidence_;
  std::vector<FoundRule> found_;
  std::vector<std::uint32_t> entries_;
  std::vector<Finding> words_;
};

// Block by block over all persons: the workers take the blocks of a round as they come free, then `give` in order.
void in_blocks(std::size_t persons, unsigned threads, const auto& work, const auto& give) {
  std::vector<Block> blocks(blocks_a_round);
  for (std::size_t start = 0; start < persons; start += blocks_a_round * block) {
    const std::size_t there = std::min(blocks_a_round, (persons - start + block - 1) / block);
    std::atomic<std::size_t> next = 0;
    const auto worker = [&] {
      for (std::size_t taken = next++; taken < there; taken = next++) {
        const std::size_t first = start + taken * block;
        work(blocks[taken], static_cast<PersonNumber>(first),
             static_cast<PersonNumber>(std::min(first + block, persons)));
      }
    };
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < threads; ++i) others.emplace_back(worker);
      worker();
    }
    for (std::size_t i = 0; i < there; ++i) give(blocks[i]);
  }
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
  const Standards& standards = columns_->standards;
  const std::vector<std::size_t> order = reading_order(standards);
  const auto work = [&](Block& one, PersonNumber first, PersonNumber last) {
    one.find(columns, order, on, first, last);
    one.in_words(columns, standards);
  };
  in_blocks(columns.persons(), threads, work, [&](const Block& one) { one.each(columns, each); });
}

void Population::find(Date on, unsigned threads, const std::function<void(const ChildFound&)>& each) const {
  const auto& columns = columns_->columns;
  const std::vector<std::size_t> order = reading_order(columns_->standards);
  const auto work = [&](Block& one, PersonNumber first, PersonNumber last) {
    one.find(columns, order, on, first, last);
    one.in_numbers();
  };
  in_blocks(columns.persons(), threads, work, [&](const Block& one) { one.each(columns, each); });
}

EntryId Population::entry_id(std::uint32_t entry) const { return columns_->columns.entry_id(entry); }

}  // namespace roundel
