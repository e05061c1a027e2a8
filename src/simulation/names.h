// The names, streets, schools and published rates the simulation draws on, read from data/simulation.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "simulation/random.h"

namespace roundel::simulation {

using NameNo = std::uint16_t;  // 0: no name

// Names with weights, drawn in proportion.
class NameBag {
 public:
  void add(NameNo name, double weight);
  NameNo draw(Random& random) const;
  bool empty() const { return names_.empty(); }

 private:
  std::vector<NameNo> names_;
  std::vector<double> upto_;
};

struct Group {  // people who draw from the same names
  std::string name;
  NameBag boys, girls, men, women, surnames;
};
struct Heritage {
  std::uint8_t group = 0;
  std::string ethnicity;  // census code
  double upto = 0;        // running share, last is 1
};

struct Published {
  std::string indicator, name, source;
  double value = 0;
};

struct Names {
  std::vector<std::string> texts;  // by NameNo
  std::vector<NameNo> nickname;    // by NameNo: one it is also known by, or 0
  std::vector<Group> groups;
  std::vector<Heritage> heritages;
  std::vector<std::string> streets, street_kinds, neighbourhoods;
  std::vector<Published> published;
  std::map<std::string, std::string> practitioners;  // by reference, "hv-001": those whose name is not drawn

  std::string_view text(NameNo name) const { return texts[name]; }
};

Result<Names> read_names(const std::string& folder);

}  // namespace roundel::simulation
