// Sessions and sign-in attempts as values: what is kept of a token, how long a session lives, when an account is
// locked. Pure: the caller brings the time, the stored rows and the randomness.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace roundel::access {

inline constexpr std::int64_t minute_in_micros = 60'000'000;
inline constexpr std::int64_t session_idle_limit = 30 * minute_in_micros;        // without a request
inline constexpr std::int64_t session_whole_limit = 12 * 60 * minute_in_micros;  // from sign-in
inline constexpr int failures_until_locked = 5;                                  // within lock_length
inline constexpr std::int64_t lock_length = 15 * minute_in_micros;

struct Session {
  Timestamp begun;
  Timestamp last_used;
};
// Dead from the limit itself on, and where the clock has gone back behind its last use.
bool is_live(const Session& session, Timestamp now);

// What is stored of a session token: 64 hex digits. The token itself is with the browser alone.
std::string token_hash(std::string_view token);

// Bound to the session by a keyed hash of its token, so nothing needs to be stored. 64 hex digits.
std::string csrf_token(std::string_view session_token);
bool csrf_fits(std::string_view session_token, std::string_view given);

// Compares without telling by its time where the texts differ.
bool same_secret(std::string_view a, std::string_view b);

// One attempt to sign in to an account.
struct Attempt {
  Timestamp at;
  bool succeeded = false;
};
// Until when the account is locked; nothing where it is not locked at `now`. The order of attempts does not matter.
// Attempts made while it is locked count for nothing, so nobody can be locked out for longer by hammering.
std::optional<Timestamp> locked_until(std::vector<Attempt> attempts, Timestamp now);

}  // namespace roundel::access
