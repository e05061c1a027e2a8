// Plain text helpers that more than one room needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundel {

std::string_view trimmed(std::string_view text);
std::string lower(std::string_view text);  // ASCII letters only; other bytes stay
std::string upper(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// "a, b and c"
std::string join_words(const std::vector<std::string>& parts, std::string_view last = " and ");
// The candidate with the smallest edit distance to `word`, if near enough to be a likely slip; else empty.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);
bool is_valid_utf8(std::string_view text);

}  // namespace roundel
