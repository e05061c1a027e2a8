// The source tree as the architecture tests see it: its files, and its text without comments and strings.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace roundel::architecture {

struct SourceFile {
  std::string path;  // from the top of the tree: "src/core/date.h"
  std::string text;

  std::string room() const;       // "core" for a file of src/core, else empty
  std::string extension() const;  // ".h"
  std::vector<std::string> lines() const;
  std::vector<std::string> includes() const;  // what stands between the quotes or brackets
};

// Every file that is kept: not what is built, fetched, or version control's own.
std::vector<SourceFile> read_tree(const std::filesystem::path& top);

// The same length and lines, with the inside of comments, strings and characters blanked.
std::string code_only(const std::string& text);

// A room as its CMakeLists.txt declares it.
struct Room {
  int floor = -1;
  std::set<std::string> uses;
};
std::map<std::string, Room> read_rooms(const std::vector<SourceFile>& tree);

}  // namespace roundel::architecture
