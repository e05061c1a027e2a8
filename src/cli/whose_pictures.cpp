#include "cli/whose_pictures.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/json.h"
#include "core/text.h"

namespace roundel::cli {
namespace {

constexpr std::size_t references_a_line = 4;

std::string named(const service::PicturesByFinding& each) {
  return fmt::format("{} ({})", each.name, each.indicator.str());
}

std::string counts(const service::WhosePictures& pictures) {
  std::size_t width = std::string_view("Finding").size();
  for (const service::PicturesByFinding& each : pictures.findings) width = std::max(width, named(each).size());
  std::string out = fmt::format("  {:{}}  {:>13}  {:>13}\n", "Finding", width, "would have it", "no more");
  for (const service::PicturesByFinding& each : pictures.findings)
    out += fmt::format("  {:{}}  {:>13}  {:>13}\n", named(each), width, each.gained.size(), each.lost.size());
  return out;
}

std::string references(std::string_view what, const std::vector<PersonId>& people, std::size_t most) {
  if (people.empty()) return {};
  const std::size_t told = std::min(people.size(), most);
  std::string out = fmt::format("    {} {}\n", people.size(), what);
  for (std::size_t i = 0; i < told; ++i)
    out += fmt::format("{}{}{}", i % references_a_line == 0 ? "      " : "  ", people[i].str(),
                       i % references_a_line + 1 == references_a_line || i + 1 == told ? "\n" : "");
  if (told < people.size()) out += fmt::format("      and {} more\n", people.size() - told);
  return out;
}

bool names_all(const service::WhosePictures& pictures, std::size_t most) {
  return std::all_of(pictures.findings.begin(), pictures.findings.end(), [&](const service::PicturesByFinding& each) {
    return each.gained.size() <= most && each.lost.size() <= most;
  });
}

std::string json_references(const std::vector<PersonId>& people) {
  std::vector<std::string> out;
  out.reserve(people.size());
  for (const PersonId& person : people) out.push_back(json_text(person.str()));
  return "[" + join(out, ",") + "]";
}

}  // namespace

std::string in_words(const service::WhosePictures& pictures, std::size_t most) {
  std::string out = fmt::format("\nWhose pictures would change, on {}: {} of {} children\n", pictures.on.text(),
                                pictures.changed, pictures.children);
  if (pictures.findings.empty()) return out;
  out += "\n" + counts(pictures) + "\nWhich children, by reference\n";
  for (const service::PicturesByFinding& each : pictures.findings)
    out += fmt::format("\n  {}\n{}{}", named(each), references("would have it", each.gained, most),
                       references("would have it no more", each.lost, most));
  if (!names_all(pictures, most)) out += "\nAll of them: --all here, or --json.\n";
  return out;
}

std::string in_json(const service::WhosePictures& pictures) {
  std::vector<std::string> findings;
  for (const service::PicturesByFinding& each : pictures.findings)
    findings.push_back(fmt::format("{{\"indicator\":{},\"name\":{},\"gained\":{},\"lost\":{}}}",
                                   json_text(each.indicator.str()), json_text(each.name), json_references(each.gained),
                                   json_references(each.lost)));
  return fmt::format("{{\"on\":{},\"children\":{},\"changed\":{},\"findings\":[{}]}}", json_text(pictures.on.iso()),
                     pictures.children, pictures.changed, join(findings, ",\n"));
}

}  // namespace roundel::cli
