#include "picture/found_by_domain.h"

#include <algorithm>

namespace roundel {
namespace {

struct FoundName {
  std::string_view name;
  int FoundByDomain::* count;
};
constexpr FoundName found_names[] = {{"found-development", &FoundByDomain::development},
                                     {"found-family", &FoundByDomain::family},
                                     {"found-parenting", &FoundByDomain::parenting},
                                     {"found-protective", &FoundByDomain::protective}};

}  // namespace

std::optional<FoundByDomain> found_told_by(const Entry& judgement) {
  FoundByDomain out;
  for (const FoundName& one : found_names) {
    const Value* value = judgement.value(one.name);
    const std::int64_t* number = value ? std::get_if<std::int64_t>(value) : nullptr;
    if (number == nullptr) return std::nullopt;
    out.*one.count = static_cast<int>(*number);
  }
  return out;
}

std::vector<std::pair<std::string, Value>> values_of(const FoundByDomain& found) {
  std::vector<std::pair<std::string, Value>> out;
  for (const FoundName& one : found_names) out.emplace_back(std::string(one.name), std::int64_t{found.*one.count});
  return out;
}

bool is_found_value(std::string_view name) {
  return std::any_of(std::begin(found_names), std::end(found_names),
                     [&](const FoundName& one) { return one.name == name; });
}

}  // namespace roundel
