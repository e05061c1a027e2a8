#include "ledger/tables.h"

#include <fmt/format.h>

namespace roundel {
namespace {

// Lists come in few lengths, filled up with their last key, so that few statements are prepared.
std::size_t list_length(std::size_t keys) { return keys <= 1 ? 1 : keys <= 16 ? 16 : 256; }

}  // namespace

Done ask_for_many(store::Database& database, std::string_view before, const store::Cell& area,
                  std::span<const store::Cell> keys, const std::function<bool(const store::Row&)>& each) {
  std::vector<store::Cell> parameters;
  for (std::size_t at = 0; at < keys.size();) {
    const std::size_t length = list_length(keys.size() - at);
    const auto part = keys.subspan(at, std::min(length, keys.size() - at));
    parameters.assign(1, area);
    parameters.insert(parameters.end(), part.begin(), part.end());
    parameters.resize(1 + length, part.back());
    std::string marks = "?";
    for (std::size_t i = 1; i < length; ++i) marks += ",?";
    if (auto done = database.stream(fmt::format("{} ({})", before, marks), parameters, each); !done) return done;
    at += part.size();
  }
  return {};
}

}  // namespace roundel
