#include "store/database.h"

#include <fmt/format.h>

#include "store/engines.h"

namespace roundel::store {
namespace {

// Lists come in few lengths, filled up with their last key, so that few statements are prepared.
std::size_t list_length(std::size_t keys) { return keys <= 1 ? 1 : keys <= 16 ? 16 : 256; }

}  // namespace

std::int64_t number(const Cell& cell) {
  const auto* held = std::get_if<std::int64_t>(&cell);
  require(held != nullptr, "a cell read as a number holds a number");
  return *held;
}

const std::string& text(const Cell& cell) {
  const auto* held = std::get_if<std::string>(&cell);
  require(held != nullptr, "a cell read as text holds text");
  return *held;
}

const std::string& bytes(const Cell& cell) {
  const auto* held = std::get_if<Blob>(&cell);
  require(held != nullptr, "a cell read as bytes holds bytes");
  return held->bytes;
}

Done ask_for_many(Database& database, std::string_view before, const Cell& area, std::span<const Cell> keys,
                  const std::function<bool(const Row&)>& each) {
  std::vector<Cell> parameters;
  for (std::size_t at = 0; at < keys.size();) {
    const std::size_t length = list_length(keys.size() - at);
    const auto part = keys.subspan(at, std::min(length, keys.size() - at));
    parameters.assign(1, area);
    parameters.insert(parameters.end(), part.begin(), part.end());
    parameters.resize(1 + length, part.back());
    std::string marks = "?";
    for (std::size_t i = 1; i < length; ++i) marks += ",?";
    const auto rows = database.query(fmt::format("{} ({})", before, marks), parameters);
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows)
      if (!each(row)) return {};
    at += part.size();
  }
  return {};
}

Result<std::unique_ptr<Database>> open(const std::string& url) {
  constexpr std::string_view prefix = "sqlite:";
  if (url.starts_with(prefix) && url.size() > prefix.size()) return open_sqlite(url.substr(prefix.size()));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url);
  // The address itself is not repeated: it may hold a password.
  return fail(Fault::bad_input, "the address of the store is not understood", "sqlite:PATH or postgresql://…");
}

}  // namespace roundel::store
