// The rules of one edition made ready for columns: every condition has a number, and every entry a *signal*, which
// is the list of the conditions that it counts for. An entry's kind and values are looked at once, when it is added.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel {

// What a person is to a child, as bits, so that "about parent" is one `and`. One person may be several.
using Kinship = std::uint8_t;
namespace kinship {
constexpr Kinship child = 1;
constexpr Kinship mother = 2;
constexpr Kinship father = 4;
constexpr Kinship partner = 8;  // also former partners and step-parents
constexpr Kinship parent = 16;  // recorded as a parent, not said which
constexpr Kinship sibling = 32;
constexpr Kinship other = 64;
constexpr Kinship household = 128;  // the child, and who lives with the child
}  // namespace kinship
Kinship kinship_of(Whom whom);                                  // whom a condition may be about
std::optional<Kinship> kinship_of_role(std::string_view role);  // what the role of family.relationship makes a person

using Signal = std::uint16_t;
constexpr Signal no_signal = 0;  // counts for nothing

class Rulebook {
 public:
  enum class Of { indicators, questions };
  Rulebook(const Standards& standards, Of of);

  struct Numbered {
    const Condition* condition = nullptr;
    Kinship whom = 0;
  };
  struct RuleParts {
    const Rule* rule = nullptr;
    std::vector<std::uint16_t> conditions;  // numbers
    std::vector<std::uint16_t> exceptions;
  };
  const std::vector<Numbered>& conditions() const { return conditions_; }
  const std::vector<RuleParts>& rules() const { return rules_; }  // in the order of the standards

  // The signal of an entry; new ones are numbered as they are met.
  Signal signal_of(const Entry& entry);
  std::span<const std::uint16_t> conditions_of(Signal signal) const { return signals_[signal]; }

 private:
  struct Term {
    std::uint16_t condition = 0;
    const ValueTest* test = nullptr;  // nullptr: every entry of the kind
  };
  void add_rule(const Rule& rule, const Vocabulary& vocabulary);
  std::uint16_t add_condition(const Condition& condition, const Vocabulary& vocabulary);
  Signal number_of(const std::vector<std::uint16_t>& conditions);

  std::vector<Numbered> conditions_;
  std::vector<RuleParts> rules_;
  std::unordered_map<std::string, std::vector<Term>> terms_;  // by kind
  std::vector<std::vector<std::uint16_t>> signals_;
  std::map<std::vector<std::uint16_t>, Signal> numbers_;
};

}  // namespace roundel
