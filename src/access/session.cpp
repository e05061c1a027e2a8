#include "access/session.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <sodium.h>

#include "core/result.h"

namespace roundel::access {
namespace {

using Hash = std::array<unsigned char, crypto_generichash_BYTES>;

// BLAKE2b with a fixed key each for what it is used for: a token's stored hash says nothing of its CSRF token.
Hash hash_for(std::string_view use, std::string_view token) {
  require(sodium_init() >= 0, "libsodium starts");
  Hash key{};
  crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                     nullptr, 0);
  Hash hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(use.data()), use.size(),
                     key.data(), key.size());
  return hash;
}

std::string hex(const Hash& hash) {
  std::array<char, 2 * crypto_generichash_BYTES + 1> out{};
  sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
  return out.data();
}

Timestamp after(Timestamp moment, std::int64_t micros) { return Timestamp(moment.micros() + micros); }

}  // namespace

bool is_live(const Session& session, Timestamp now) {
  return session.begun <= session.last_used && session.last_used <= now &&
         now < after(session.last_used, session_idle_limit) && now < after(session.begun, session_whole_limit);
}

std::string token_hash(std::string_view token) { return hex(hash_for("session token", token)); }
std::string csrf_token(std::string_view session_token) { return hex(hash_for("form token", session_token)); }

bool csrf_fits(std::string_view session_token, std::string_view given) {
  return !session_token.empty() && same_secret(csrf_token(session_token), given);
}

bool same_secret(std::string_view a, std::string_view b) {
  // Lengths are no secret here: both sides are hashes of a known length.
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

std::optional<Timestamp> locked_until(std::vector<Attempt> attempts, Timestamp now) {
  std::sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
    return std::tuple(a.at, a.succeeded) < std::tuple(b.at, b.succeeded);
  });
  std::vector<Timestamp> failures;  // that still count
  std::optional<Timestamp> locked;
  for (const Attempt& attempt : attempts) {
    if (attempt.at > now) break;
    if (locked && attempt.at < *locked) continue;
    locked.reset();
    std::erase_if(failures, [&](Timestamp at) { return after(at, lock_length) <= attempt.at; });
    if (attempt.succeeded) {
      failures.clear();
      continue;
    }
    failures.push_back(attempt.at);
    if (failures.size() < failures_until_locked) continue;
    locked = after(attempt.at, lock_length);
    failures.clear();
  }
  return locked && now < *locked ? locked : std::nullopt;
}

}  // namespace roundel::access
