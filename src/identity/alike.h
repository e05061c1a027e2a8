// How one record compares with others at first sight, by a model's own levels: for people who look, before anything is
// recorded. What agreement is worth is not asked, so nothing has to be learned.
#pragma once

#include <string>
#include <vector>

#include "identity/linkage.h"

namespace roundel::identity {

enum class Likeness {
  not_known,  // missing on either side
  same,
  near,    // a form of the same name, a slip of the pen
  partly,  // of names: a distant likeness; of dates: the same year, month or day, and no slip
  different,
};
struct Alike {
  Likeness forename = Likeness::not_known;
  Likeness surname = Likeness::not_known;
  Likeness birth_date = Likeness::not_known;
};

// Texts as they were recorded, by the model's roles; empty where missing.
struct AtFirstSight {
  std::string forename;
  std::string surname;
  std::string birth_date;  // ISO 8601
};
// How each of `others` compares with `one`.
std::vector<Alike> compare_at_first_sight(const Model& model, const AtFirstSight& one,
                                          const std::vector<AtFirstSight>& others);

}  // namespace roundel::identity
