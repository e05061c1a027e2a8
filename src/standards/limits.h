// Numbers that the framework had to choose and that a place may choose otherwise within a range: limits.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace roundel {

enum class LimitOf { families_a_page, days_put_off, links_drawn, links_judged, links_draw };
std::string_view word(LimitOf limit);  // "families-a-page": as the file has it

struct Limit {
  LimitOf of = LimitOf::families_a_page;
  std::string name;
  int value = 0;
  int least = 0, most = 0;  // what a place may choose
  std::string why;
  bool of_place = false;
};

class Limits {
 public:
  // DIR/england/limits.toml, which gives every one of them.
  static Result<Limits> load(const std::string& path);
  // A place's limits.toml on top of it. A number outside its range is refused, and nothing is changed then.
  Done set_by_place(const std::string& path);

  int operator[](LimitOf limit) const;  // one that is loaded
  const std::vector<Limit>& all() const { return all_; }

 private:
  std::vector<Limit> all_;  // in the order of LimitOf
};

}  // namespace roundel
