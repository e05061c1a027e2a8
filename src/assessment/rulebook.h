// The rules of one edition made ready for columns. What a condition counts ("these kinds about these persons") is a
// *slot*; every entry gets a *signal*, which is the list of the slots that it counts for. An entry's kind and values
// are looked at once, when it is added.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/entry.h"
#include "standards/kinship.h"
#include "standards/standards.h"

namespace roundel {

using Signal = std::uint16_t;
constexpr Signal no_signal = 0;  // counts for nothing

// A number that a trend looks at.
struct Reading {
  std::uint16_t slot = 0;
  double number = 0;
};

class Rulebook {
 public:
  enum class Of { indicators, questions };
  Rulebook(const Standards& standards, Of of);
  // The rules must outlive it.
  Rulebook(const std::vector<const Rule*>& rules, const Vocabulary& vocabulary);

  static constexpr std::uint16_t none = 0xffff;
  // How often a slot is met within a window up to the day; conditions that differ in their number alone share one.
  struct Counter {
    std::uint16_t slot = 0;
    std::optional<Span> window;
    bool after_start = false;       // an absence: the day on which the window starts does not count
    std::uint16_t agencies = none;  // number among the counters that also count agencies
  };
  struct Numbered {
    const Condition* condition = nullptr;
    std::uint16_t slot = none;            // its entries
    std::uint16_t second = none;          // a sequence's later entry; what ends an entry
    std::uint16_t counter = none;         // of `slot`
    std::uint16_t second_counter = none;  // a sequence's
    std::uint32_t needed = 1;             // fewer by the counter, and it does not hold
    Kinship who = 0;                      // tie
    Condition::Shape shape = Condition::Shape::count;
    bool by_count = false;  // the counter alone decides
  };
  struct NumberedGuard {
    Guard guard;
    Kinship who = 0;
  };
  struct RuleParts {
    std::vector<std::uint16_t> guards;
    std::vector<std::uint16_t> conditions;
    std::vector<std::uint16_t> exceptions;
  };
  const std::vector<Counter>& counters() const { return counters_; }
  const std::vector<Numbered>& conditions() const { return conditions_; }
  const std::vector<NumberedGuard>& guards() const { return guards_; }
  const std::vector<RuleParts>& rules() const { return rules_; }  // in the order given
  std::size_t agency_counters() const { return agency_counters_; }
  Kinship who(std::uint16_t slot) const { return slots_[slot]; }
  bool asks_for_household_then() const { return asks_for_household_then_; }

  // The signal of an entry; new ones are numbered as they are met. Its readings are added to `readings`.
  Signal signal_of(const Entry& entry, std::vector<Reading>& readings);

  // One counter that an entry of a signal raises, where it is about one of `who`.
  struct Tick {
    Kinship who = 0;
    std::uint16_t counter = 0;
    std::uint16_t agencies = none;  // the counter's
  };
  std::size_t signals() const { return tick_start_.size() - 1; }
  std::span<const Tick> ticks(Signal signal) const {
    return std::span(ticks_).subspan(tick_start_[signal], tick_start_[signal + 1U] - tick_start_[signal]);
  }
  bool counts_for(Signal signal, std::uint16_t slot) const {
    return (slot_bits_[signal * slot_words_ + slot / 64U] >> (slot % 64U) & 1U) != 0;
  }

 private:
  struct Term {
    std::uint16_t slot = 0;
    const KindTerm* term = nullptr;
    std::string reading;  // a trend's value; the entry counts only where it carries this number
  };
  struct Terms {
    std::vector<Term> terms;
    bool plain = true;  // the kind alone decides
    std::optional<Signal> signal;
  };
  void add_rule(const Rule& rule, const Vocabulary& vocabulary);
  std::uint16_t add_condition(const Condition& condition, const Vocabulary& vocabulary);
  std::uint16_t add_guard(const Guard& guard);
  std::uint16_t add_slot(const std::vector<KindTerm>& kinds, const Who& who, const std::string& reading,
                         const Vocabulary& vocabulary);
  std::uint16_t add_counter(const Condition& condition, std::uint16_t slot);
  void ready();
  Signal number_of(const std::vector<std::uint16_t>& slots);

  std::vector<Kinship> slots_;
  std::vector<Counter> counters_;
  std::vector<Numbered> conditions_;
  std::vector<NumberedGuard> guards_;
  std::vector<RuleParts> rules_;
  std::size_t agency_counters_ = 0;
  bool asks_for_household_then_ = false;
  std::unordered_map<std::string, std::uint16_t> slot_numbers_;       // by their words
  std::unordered_map<std::string, std::uint16_t> counter_numbers_;    // by theirs
  std::unordered_map<std::string, std::uint16_t> condition_numbers_;  // by theirs
  std::unordered_map<std::string, Terms> terms_;                      // by kind
  std::map<std::vector<std::uint16_t>, Signal> signal_numbers_;       // by slots
  std::vector<std::vector<std::uint16_t>> counters_of_;               // by slot
  std::vector<Tick> ticks_;                                           // by signal
  std::vector<std::uint32_t> tick_start_;
  std::vector<std::uint64_t> slot_bits_;  // by signal, a bit a slot
  std::size_t slot_words_ = 1;
};

}  // namespace roundel
