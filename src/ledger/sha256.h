// SHA-256, and bytes as hex digits. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace roundel {

using Hash = std::array<std::uint8_t, 32>;

// Of the parts, one after the other.
Hash sha256(std::initializer_list<std::string_view> parts);

inline std::string_view bytes_of(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }
std::optional<Hash> hash_of(std::string_view bytes);  // nothing unless 32 bytes

std::string to_hex(std::string_view bytes);                 // lower case
std::optional<std::string> from_hex(std::string_view hex);  // lower case only, an even number of digits

}  // namespace roundel
