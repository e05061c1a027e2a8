#include "standards/formatting.h"

#include "core/document.h"
#include "core/text.h"
#include "standards/loading.h"
#include "standards/rule.h"

namespace roundel {
namespace {

constexpr std::string_view rule_member = "rule = \"";

}  // namespace

Result<Formatted> format_rules(std::string_view text, const Vocabulary& vocabulary, const std::string& file) {
  Formatted out;
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    if (++number > 1) out.text += '\n';
    const std::size_t start = line.find_first_not_of(' ');
    const std::size_t end = line.rfind('"');
    const bool is_rule = start != std::string_view::npos && line.substr(start).starts_with(rule_member) &&
                         end >= start + rule_member.size() &&
                         line.find_first_not_of(" \r", end + 1) == std::string_view::npos;
    if (!is_rule) {
      out.text += line;
      continue;
    }
    const std::size_t first = start + rule_member.size();
    const std::string_view sentence = line.substr(first, end - first);
    const Place place{.file = file, .line = number, .column = static_cast<int>(first) + 1};
    const auto rule = parse_rule(sentence, vocabulary, place);
    if (!rule) return fail(rule.error());
    const std::string canonical = format(*rule);
    if (canonical != sentence) out.rewritten.push_back({place, std::string(sentence), canonical});
    out.text.append(line.substr(0, first)).append(canonical).append(line.substr(end));
  }
  return out;
}

std::vector<std::string> files_with_rules(const std::string& dir) {
  std::vector<std::string> out = standards_files(dir + "/england/indicators");
  if (file_exists(dir + "/england/questions.toml")) out.push_back(dir + "/england/questions.toml");
  for (const std::string& place : places_of(dir))
    if (const std::string file = dir + "/places/" + place + "/indicators.toml"; file_exists(file)) out.push_back(file);
  return out;
}

std::string pointed_at(const Error& error) {
  if (error.place.file.empty() || error.place.line < 1) return {};
  const auto text = read_file(error.place.file);
  if (!text) return {};
  const auto lines = split(*text, '\n');
  const auto line = static_cast<std::size_t>(error.place.line) - 1;
  if (line >= lines.size()) return {};
  std::string out = "  " + std::string(lines[line]) + "\n";
  if (error.place.column > 0) out += "  " + std::string(static_cast<std::size_t>(error.place.column) - 1, ' ') + "^\n";
  return out;
}

}  // namespace roundel
