// The rules of the house, held against the source tree. Every failure names the file and what is wrong in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "source_tree.h"

namespace roundel::architecture {
namespace {

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = read_tree(ROUNDEL_SOURCE_DIR);
  return files;
}

bool is_cpp(const SourceFile& file) { return file.extension() == ".cpp" || file.extension() == ".h"; }

// Text that people write and machines run; not data, pictures or what a package manager wrote.
bool is_written(const SourceFile& file) {
  static const std::set<std::string> written = {".cpp",  ".h",    ".cmake", ".txt",     ".md",   ".ts",  ".mjs", ".js",
                                                ".toml", ".json", ".scss",  ".service", ".yaml", ".yml", ".sh",  ""};
  return written.contains(file.extension());
}

std::vector<SourceFile> cpp_of_rooms() {
  std::vector<SourceFile> found;
  std::ranges::copy_if(tree(), std::back_inserter(found),
                       [](const SourceFile& file) { return is_cpp(file) && !file.room().empty(); });
  return found;
}

// "path:line" of every line of `text` that matches.
std::vector<std::string> places(const SourceFile& file, const std::string& text, const std::regex& wrong) {
  std::vector<std::string> found;
  const std::vector<std::string> lines = SourceFile{.path = file.path, .text = text}.lines();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::regex_search(lines[i], wrong)) found.push_back(file.path + ":" + std::to_string(i + 1) + ": " + lines[i]);
  }
  return found;
}

std::string listed(const std::vector<std::string>& found) {
  std::string text;
  for (const std::string& line : found) text += "\n  " + line;
  return text;
}

TEST(House, TheTreeIsFound) {
  EXPECT_GT(cpp_of_rooms().size(), 20U);
  EXPECT_GE(read_rooms(tree()).size(), 14U);
}

TEST(House, ARoomUsesOnlyRoomsOnLowerFloors) {
  const auto rooms = read_rooms(tree());
  for (const auto& [name, room] : rooms) {
    for (const std::string& used : room.uses) {
      ASSERT_TRUE(rooms.contains(used)) << name << " uses '" << used << "', which is no room";
      EXPECT_LT(rooms.at(used).floor, room.floor) << name << " uses " << used << ", which is not on a lower floor";
    }
  }
}

TEST(House, AFileIncludesOnlyRoomsThatItsRoomDeclares) {
  const auto rooms = read_rooms(tree());
  for (const SourceFile& file : cpp_of_rooms()) {
    for (const std::string& include : file.includes()) {
      const std::string other = include.substr(0, include.find('/'));
      if (!(include.find('/') != std::string::npos) || !rooms.contains(other) || other == file.room()) continue;
      EXPECT_TRUE(rooms.at(file.room()).uses.contains(other))
          << file.path << " includes " << include << ", but src/" << file.room() << "/CMakeLists.txt does not USE "
          << other;
    }
  }
}

TEST(House, EveryRoomHasAReadme) {
  std::set<std::string> paths;
  for (const SourceFile& file : tree()) paths.insert(file.path);
  for (const auto& [name, room] : read_rooms(tree())) {
    EXPECT_TRUE(paths.contains("src/" + name + "/README.md")) << "src/" << name << " has no README.md";
  }
}

// What each heavy header costs is paid once: only .cpp files include it, and only as many as named here. What the files
// that write JSON share is the one header that is as heavy.
TEST(House, HeavyHeadersStayBehindFewFiles) {
  struct Heavy {
    std::string name;     // how the include begins
    std::size_t at_most;  // how many files of src/ may include it
  };
  const std::vector<Heavy> all = {
      {.name = "boost/beast", .at_most = 3}, {.name = "boost/asio", .at_most = 3}, {.name = "boost/json", .at_most = 3},
      {.name = "pugixml", .at_most = 2},     {.name = "toml++", .at_most = 1},     {.name = "sqlite3.h", .at_most = 1},
      {.name = "libpq", .at_most = 1},       {.name = "sodium", .at_most = 3},     {.name = "openssl/", .at_most = 2},
      {.name = "CLI/", .at_most = 2},        {.name = "spdlog", .at_most = 3}};
  for (const Heavy& heavy : all) {
    std::vector<std::string> users;
    for (const SourceFile& file : cpp_of_rooms()) {
      const auto includes = file.includes();
      if (std::ranges::none_of(includes, [&](const auto& include) { return include.starts_with(heavy.name); }))
        continue;
      users.push_back(file.path);
      EXPECT_TRUE(file.extension() == ".cpp" || file.path == "src/web/api/json_parts.h")
          << file.path << " is a header and includes " << heavy.name;
    }
    EXPECT_LE(users.size(), heavy.at_most) << heavy.name << " is included by" << listed(users);
  }
}

TEST(Source, NothingIsMadeByNewOrEndedByDelete) {
  const std::regex wrong(R"((^|[^\w.])(new\s+[\w:<(]|delete\s*(\[\s*\])?\s*[\w*(]))");
  for (const SourceFile& file : tree()) {
    if (!is_cpp(file)) continue;
    const auto found = places(file, code_only(file.text), wrong);
    EXPECT_TRUE(found.empty()) << "new or delete:" << listed(found);
  }
}

// The types that files can see of each other, as "namespace::name": those of unnamed namespaces and of functions are
// not.
std::vector<std::string> types_of(const SourceFile& file) {
  static const std::regex opened(R"(^namespace ([\w:]*)\s*\{)");
  static const std::regex made(R"(^(?:template <.*> )?(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;]*)?\s*\{)");
  static const std::regex closed(R"(^\}\s+$)");  // the comment after it is blanked
  std::vector<std::string> within;
  std::vector<std::string> found;
  std::smatch match;
  for (const std::string& line : SourceFile{.path = file.path, .text = code_only(file.text)}.lines()) {
    if (std::regex_search(line, match, opened)) within.push_back(match[1]);
    if (std::regex_search(line, closed) && !within.empty()) within.pop_back();
    if (!std::regex_search(line, match, made) || std::ranges::count(within, std::string()) > 0) continue;
    std::string name;
    for (const std::string& each : within) name += each + "::";
    found.push_back(name + match[1].str());
  }
  return found;
}

// Two types of one name break the program without a word: the linker keeps one of what both have.
TEST(Source, NoTwoTypesHaveOneName) {
  std::map<std::string, std::string> made_in;
  for (const SourceFile& file : cpp_of_rooms())
    for (const std::string& type : types_of(file)) {
      const auto [first, fresh] = made_in.try_emplace(type, file.path);
      EXPECT_TRUE(fresh) << type << " is made in " << first->second << " and in " << file.path;
    }
  EXPECT_GT(made_in.size(), 300U);
  EXPECT_TRUE(made_in.contains("roundel::Entry"));
}

TEST(Source, TypesAreReadWithTheirNamespace) {
  const auto types = types_of({.path = "a.h",
                               .text = "namespace a {\nnamespace {\nstruct B {\n};\n}  // namespace\n"
                                       "struct C;\nenum class D { one };\n}  // namespace a\nclass E : F {\n};\n"});
  EXPECT_EQ(types, (std::vector<std::string>{"a::D", "E"}));
}

TEST(Source, NoFileIsLongerThanFiveHundredLines) {
  for (const SourceFile& file : tree()) {
    if (!is_cpp(file) && file.extension() != ".ts" && file.extension() != ".mjs") continue;
    EXPECT_LE(file.lines().size(), 500U) << file.path << " has two nouns in it, or one that is too big";
  }
}

// The names are put together here, so that this file does not name them itself.
TEST(Source, NothingNamesOneMachineOrOneRegistry) {
  const auto either = [](const std::vector<std::string>& parts) {
    std::string pattern;
    for (const std::string& part : parts) pattern += (pattern.empty() ? "" : "|") + part;
    return std::regex(pattern);
  };
  const std::string slash = "/";
  const std::string dot = R"(\.)";
  const std::regex wrong =
      either({"(^|[\\s\"'=(`])" + slash + "(work|root|home|Users)" + slash, slash + "tmp" + slash + "(w|bash_jobs)\\b",
              "registry" + dot + "npmjs", "registry" + dot + "yarnpkg", "files" + dot + "pythonhosted",
              "proxy" + dot + "golang", std::string("artif") + "actory", "nexus" + dot + "\\w+" + dot + "\\w+"});
  for (const SourceFile& file : tree()) {
    if (!is_written(file)) continue;
    const auto found = places(file, file.text, wrong);
    EXPECT_TRUE(found.empty()) << "a machine's path or a registry:" << listed(found);
  }
}

TEST(Source, CodeOnlyBlanksCommentsAndStringsAndKeepsTheRest) {
  EXPECT_EQ(code_only("a; // new x\nb"), "a;         \nb");
  EXPECT_EQ(code_only("f(\"new \\\" x\", 1'000)"), "f(          , 1'000)");
  EXPECT_EQ(code_only("R\"(delete x)\"; /* new */ c"), "             ;           c");
}

}  // namespace
}  // namespace roundel::architecture
