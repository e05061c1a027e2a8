// How practitioners of the made-up place judge the level of need: drawn with a severity of each profession that is
// known (data/simulation/judging.toml), so that what the pages say of it can be held against the truth. Asked again,
// the same person says the same of the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"

namespace roundel::simulation {

struct Judge {
  std::string_view profession;  // the kind of agency
  std::string_view agency;
  std::string_view practitioner;
};
// What is in front of whoever judges a child.
struct InFront {
  int suggested = 0;  // the order of the level that the findings suggest; 0: none
  int development = 0, parenting = 0, family = 0, protective = 0;  // findings
};

class Judging {
 public:
  // DIR/judging.toml
  static Result<Judging> read(const std::string& folder, std::uint64_t seed);

  // In log odds; 0 for a profession of which the file says nothing.
  double severity(std::string_view profession) const;
  double weight_of_development() const { return development_; }
  double weight_of_parenting() const { return parenting_; }
  double weight_of_family() const { return family_; }
  double weight_of_protective() const { return protective_; }

  int levels() const { return static_cast<int>(thresholds_.size()) + 1; }
  // The order of a level, from 1.
  int of_vignette(const Judge& who, std::string_view vignette) const;
  int of_child(const Judge& who, std::string_view child, const InFront& in_front) const;
  // A code of the set "sureness".
  std::string_view sureness(const Judge& who, std::string_view vignette) const;
  // What people write beside a level.
  const std::string& reason(const Judge& who, std::string_view child, int level) const;

 private:
  double stands(const Judge& who) const;
  int drawn(double need, std::uint64_t of) const;

  struct Named {
    std::string name;
    double value = 0;
  };
  static Result<std::vector<Named>> numbers(const Node& file, const char* table);
  static double of(const std::vector<Named>& list, std::string_view name);

  std::uint64_t seed_ = 0;
  std::vector<double> thresholds_;
  double agency_spread_ = 0, person_spread_ = 0;
  double begins_ = 0, suggested_ = 0, development_ = 0, parenting_ = 0, family_ = 0, protective_ = 0;
  double sure_ = 0, fairly_ = 0;
  std::vector<std::vector<std::string>> reasons_;  // by level
  std::vector<Named> severities_, vignettes_;
};

}  // namespace roundel::simulation
