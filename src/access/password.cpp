#include "access/password.h"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

namespace roundel::access {
namespace {

void start_sodium() { require(sodium_init() >= 0, "libsodium starts"); }

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  if (password.size() < shortest_password || password.size() > longest_password)
    return fail(Fault::bad_input, "the password has a length that is not taken",
                fmt::format("{} to {} characters", shortest_password, longest_password), Place{.field = "password"});
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return fail(Fault::broken, "there is not enough memory to hash a password");
  return std::string(hash.data());
}

bool verify_password(const std::string& hash, std::string_view password) {
  if (password.size() > longest_password || hash.size() >= crypto_pwhash_STRBYTES) return false;
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> stored{};
  hash.copy(stored.data(), hash.size());
  return crypto_pwhash_str_verify(stored.data(), password.data(), password.size()) == 0;
}

const std::string& hash_of_nobody() {
  static const std::string hash = [] {
    start_sodium();
    std::array<char, 32> password{};
    randombytes_buf(password.data(), password.size());
    return hash_password(std::string_view(password.data(), password.size())).value_or(std::string());
  }();
  return hash;
}

}  // namespace roundel::access
