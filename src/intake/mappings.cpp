// The mappings of England's files and of the place's.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "core/document.h"
#include "intake/intake.h"
#include "intake/mapping.h"

namespace roundel::intake {
namespace {

// The .toml files of a folder in the order of their names; none where there is no such folder.
std::vector<std::string> mapping_files(const std::filesystem::path& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".toml") paths.push_back(it->path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::vector<std::shared_ptr<const Mapping>>> read_folder(const std::filesystem::path& folder,
                                                                const Standards& standards) {
  std::vector<std::shared_ptr<const Mapping>> out;
  for (const std::string& path : mapping_files(folder)) {
    const auto content = read_file(path);
    if (!content) return fail(content.error());
    auto mapping = parse_mapping(*content, path, standards);
    if (!mapping) return fail(mapping.error());
    for (const auto& other : out)
      if (other->feed == mapping->feed)
        return fail(Fault::conflict, fmt::format("feed '{}' is declared twice", mapping->feed),
                    fmt::format("another name than in {}", other->place.file), mapping->place);
    out.push_back(std::make_shared<const Mapping>(std::move(*mapping)));
  }
  return out;
}

// Which of two mappings would take a file is never left to chance.
Done check_patterns(const std::vector<std::shared_ptr<const Mapping>>& mappings) {
  for (std::size_t i = 0; i < mappings.size(); ++i)
    for (std::size_t j = i + 1; j < mappings.size(); ++j)
      for (const std::string& pattern : mappings[j]->files) {
        const auto& others = mappings[i]->files;
        if (std::find(others.begin(), others.end(), pattern) == others.end()) continue;
        return fail(Fault::conflict, fmt::format("feed '{}' takes the files '{}' too", mappings[i]->feed, pattern),
                    "file names of one feed only", mappings[j]->place);
      }
  return {};
}

std::string_view without_folders(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of('/');
  return slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
}

}  // namespace

Result<Mappings> Mappings::load(const std::string& standards_dir, const Standards& standards) {
  const std::filesystem::path root(standards_dir);
  Mappings out;
  if (standards.place) {
    auto local = read_folder(root / "places" / standards.place->code / "feeds", standards);
    if (!local) return fail(local.error());
    out.mappings_ = std::move(*local);
  }
  auto national = read_folder(root / "england" / "feeds", standards);
  if (!national) return fail(national.error());
  for (auto& mapping : *national)  // a place's mapping stands for the national one of the same feed
    if (!out.by_name(mapping->feed)) out.mappings_.push_back(std::move(mapping));
  if (const auto patterns = check_patterns(out.mappings_); !patterns) return fail(patterns.error());
  return out;
}

const Mapping* Mappings::find(std::string_view file_name) const {
  const std::string_view name = without_folders(file_name);
  const Mapping* best = nullptr;
  std::size_t best_fit = 0;
  for (const auto& mapping : mappings_) {
    const std::size_t fit = mapping->fits(name);
    if (fit <= best_fit) continue;
    best_fit = fit;
    best = mapping.get();
  }
  return best;
}

const Mapping* Mappings::by_name(std::string_view feed) const {
  for (const auto& mapping : mappings_)
    if (mapping->feed == feed) return mapping.get();
  return nullptr;
}

}  // namespace roundel::intake
