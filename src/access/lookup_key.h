// The key that two places share so that one may ask the other whether a child is known there (docs/lookup.md). It is a
// file of 64 hexadecimal digits; whoever has it can compare encodings, so it is kept like a password.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel::access {

class LookupKey {
 public:
  static constexpr std::size_t bytes = 32;
  explicit LookupKey(const std::array<std::uint8_t, bytes>& secret) : secret_(secret) {}
  static Result<LookupKey> read(const std::string& path);

  // BLAKE2b with the key.
  std::array<std::uint8_t, bytes> hash(std::string_view text) const;

 private:
  std::array<std::uint8_t, bytes> secret_;
};

}  // namespace roundel::access
