#include "store/database.h"

#include "store/engines.h"

namespace roundel::store {

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

Result<std::unique_ptr<Database>> open(const std::string& url) {
  constexpr std::string_view prefix = "sqlite:";
  if (url.starts_with(prefix) && url.size() > prefix.size()) return open_sqlite(url.substr(prefix.size()));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url);
  // The address itself is not repeated: it may hold a password.
  return fail(Fault::bad_input, "the address of the store is not understood", "sqlite:PATH or postgresql://…");
}

}  // namespace roundel::store
