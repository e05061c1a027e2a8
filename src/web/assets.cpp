#include "web/assets.h"

#include <filesystem>

#include <fmt/format.h>

#include "core/document.h"

namespace roundel::web {
namespace {

namespace fs = std::filesystem;

std::string content_type_of(const fs::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".css") return "text/css; charset=utf-8";
  if (ending == ".js") return "text/javascript; charset=utf-8";
  if (ending == ".svg") return "image/svg+xml";
  if (ending == ".json") return "application/json";
  return "application/octet-stream";
}

// FNV-1a: enough to tell one build's file from another's.
std::string version_of(std::string_view bytes) {
  std::uint64_t hash = 1469598103934665603u;
  for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return fmt::format("{:016x}", hash);
}

}  // namespace

Result<Assets> Assets::load(const std::string& dir) {
  Assets assets;
  std::error_code problem;
  for (const auto& file : fs::directory_iterator(dir, problem)) {
    if (!file.is_regular_file()) continue;
    auto bytes = read_file(file.path().string());
    if (!bytes) return tl::unexpected(bytes.error());
    Asset asset{.bytes = std::move(*bytes), .content_type = content_type_of(file.path()), .version = {}};
    asset.version = version_of(asset.bytes);
    assets.files_[file.path().filename().string()] = std::move(asset);
  }
  if (problem || assets.find("roundel.css") == nullptr) {
    return fail(Fault::not_found, "the pages' styles are not in " + dir,
                "a folder made by: npm --prefix web run build");
  }
  return assets;
}

const Asset* Assets::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

std::string Assets::address(std::string_view name) const {
  const Asset* asset = find(name);
  const std::string path = "/assets/" + std::string(name);
  return asset == nullptr ? path : path + "?v=" + asset->version;
}

std::string default_assets_dir() {
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem).parent_path();
  for (const fs::path& candidate : {program / "../share/roundel/web", program / "../../web/dist"}) {
    if (fs::exists(candidate / "roundel.css", problem)) return candidate.lexically_normal().string();
  }
  return (program / "../../web/dist").lexically_normal().string();
}

}  // namespace roundel::web
