#include "source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <sstream>

namespace roundel::architecture {
namespace {

namespace fs = std::filesystem;

bool is_kept(const fs::path& folder) {
  constexpr std::array<const char*, 6> not_ours = {"build", "node_modules", "dist", ".git", "var", ".cache"};
  const std::string name = folder.filename().string();
  return std::none_of(not_ours.begin(), not_ours.end(), [&](const char* other) { return name == other; });
}

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Where the comment, string or character that begins at `i` ends; `i` itself where none begins there.
std::size_t end_of_quiet(const std::string& text, std::size_t i) {
  const auto past = [&](std::string_view mark, std::size_t from) {
    const std::size_t at = text.find(mark, from);
    return at == std::string::npos ? text.size() : at + mark.size();
  };
  if (text.compare(i, 2, "//") == 0) return std::min(text.find('\n', i), text.size());
  if (text.compare(i, 2, "/*") == 0) return past("*/", i + 2);
  if (text.compare(i, 2, "R\"") == 0) {
    const std::size_t open = std::min(text.find('(', i), text.size());
    return past(")" + text.substr(i + 2, open - i - 2) + "\"", open);
  }
  const bool digit_separator = i > 0 && text[i] == '\'' && std::isxdigit(static_cast<unsigned char>(text[i - 1])) != 0;
  if ((text[i] != '"' && text[i] != '\'') || digit_separator) return i;
  std::size_t end = i + 1;
  while (end < text.size() && text[end] != text[i] && text[end] != '\n') end += text[end] == '\\' ? 2U : 1U;
  return std::min(end + 1, text.size());
}

}  // namespace

std::string SourceFile::room() const {
  if (!path.starts_with("src/")) return {};
  const std::size_t slash = path.find('/', 4);
  return slash == std::string::npos ? std::string{} : path.substr(4, slash - 4);
}

std::string SourceFile::extension() const { return fs::path(path).extension().string(); }

std::vector<std::string> SourceFile::lines() const {
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) found.push_back(line);
  return found;
}

std::vector<std::string> SourceFile::includes() const {
  static const std::regex include(R"(^\s*#\s*include\s*["<]([^">]+)[">])");
  std::vector<std::string> found;
  for (const std::string& line : lines()) {
    std::smatch match;
    if (std::regex_search(line, match, include)) found.push_back(match[1]);
  }
  return found;
}

std::vector<SourceFile> read_tree(const fs::path& top) {
  std::vector<SourceFile> tree;
  for (auto at = fs::recursive_directory_iterator(top); at != fs::recursive_directory_iterator(); ++at) {
    if (at->is_directory() && !is_kept(at->path())) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file() && is_kept(at->path())) {
      tree.push_back({.path = fs::relative(at->path(), top).generic_string(), .text = contents(at->path())});
    }
  }
  std::ranges::sort(tree, {}, &SourceFile::path);
  return tree;
}

std::string code_only(const std::string& text) {
  std::string code = text;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = end_of_quiet(text, i);
    for (std::size_t k = i; k < end; ++k) {
      if (code[k] != '\n') code[k] = ' ';
    }
    i = std::max(end, i + 1);
  }
  return code;
}

std::map<std::string, Room> read_rooms(const std::vector<SourceFile>& tree) {
  static const std::regex declared(R"(roundel_room\((\w+)\s+FLOOR\s+(\d+)(?:\s+USES((?:\s+[a-z]+)+))?)");
  std::map<std::string, Room> rooms;
  for (const SourceFile& file : tree) {
    std::smatch match;
    if (!file.path.starts_with("src/") || !file.path.ends_with("CMakeLists.txt")) continue;
    if (!std::regex_search(file.text, match, declared)) continue;
    std::istringstream words(match[3].str());
    Room room{.floor = std::stoi(match[2]), .uses = {}};
    for (std::string used; words >> used;) room.uses.insert(used);
    rooms[match[1]] = room;
  }
  return rooms;
}

}  // namespace roundel::architecture
