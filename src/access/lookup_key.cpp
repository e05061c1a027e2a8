#include "access/lookup_key.h"

#include <sodium.h>

#include "core/document.h"
#include "core/text.h"

namespace roundel::access {

Result<LookupKey> LookupKey::read(const std::string& path) {
  require(sodium_init() >= 0, "libsodium starts");
  const auto content = read_file(path);
  if (!content) return fail(content.error());
  const std::string_view text = trimmed(*content);
  std::array<std::uint8_t, bytes> secret{};
  std::size_t read = 0;
  if (text.size() != 2 * bytes ||
      sodium_hex2bin(secret.data(), secret.size(), text.data(), text.size(), nullptr, &read, nullptr) != 0 ||
      read != bytes)
    return fail(Fault::bad_input, "this is no key for asking other places",
                "64 hexadecimal digits, as `openssl rand -hex 32` makes them", {.file = path});
  return LookupKey(secret);
}

std::array<std::uint8_t, LookupKey::bytes> LookupKey::hash(std::string_view text) const {
  std::array<std::uint8_t, bytes> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     secret_.data(), secret_.size());
  return out;
}

}  // namespace roundel::access
