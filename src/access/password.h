// Passwords: Argon2id through libsodium. Only the hash is ever kept; it carries its own salt and cost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel::access {

inline constexpr std::size_t shortest_password = 8;   // bytes
inline constexpr std::size_t longest_password = 256;  // bytes: hashing more would only serve to tire the server

// bad_input where it is too short or too long; broken where there is no memory for the hash.
Result<std::string> hash_password(std::string_view password);

// False for a wrong password, an overlong one and a hash that is none. Takes the same time for a wrong password as for
// a right one.
bool verify_password(const std::string& hash, std::string_view password);

// What verify_password is called with where no such account exists, so that an answer does not tell which logins do.
const std::string& hash_of_nobody();

}  // namespace roundel::access
