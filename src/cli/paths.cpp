#include "cli/cli.h"

#include <cstdlib>
#include <filesystem>

namespace roundel::cli {
namespace {

namespace fs = std::filesystem;

// The nearest folder above the program that holds `name`, or the installed one.
std::string locate(const char* variable, const fs::path& in_source, const fs::path& installed) {
  if (const char* told = std::getenv(variable)) return told;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (fs::path folder = program.parent_path(); !folder.empty() && folder != folder.root_path();
       folder = folder.parent_path())
    if (fs::is_directory(folder / in_source)) return (folder / in_source).string();
  return (program.parent_path().parent_path() / "share" / "roundel" / installed).string();
}

}  // namespace

Common find_common() {
  return {.standards_dir = locate("ROUNDEL_STANDARDS", "standards", "standards"),
          .data_dir = locate("ROUNDEL_DATA", "data/simulation", "simulation"),
          .assets_dir = locate("ROUNDEL_ASSETS", "web/dist", "web")};
}

}  // namespace roundel::cli
