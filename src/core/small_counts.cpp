#include "core/small_counts.h"

#include <algorithm>

namespace roundel {

bool is_small(const Count& count) { return count && *count > 0 && *count < smallest_told; }

bool gives_away(const Count& part, const Count& whole) {
  return is_small(part) || (part && whole && is_small(*whole - *part));
}

bool withhold_a_second(std::span<Count* const> counts) {
  if (std::count_if(counts.begin(), counts.end(), [](const Count* one) { return !*one; }) != 1) return false;
  Count* smallest = nullptr;
  for (Count* one : counts)
    if (*one && **one > 0 && (smallest == nullptr || **one < **smallest)) smallest = one;
  if (smallest == nullptr) return false;
  smallest->reset();
  return true;
}

}  // namespace roundel
