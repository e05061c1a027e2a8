#include "standards/vignettes.h"

#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {
namespace {

constexpr std::size_t longest_story = 900;  // bytes: what a meeting reads in a minute

Done read_vignette(const Node& node, std::vector<Vignette>& vignettes) {
  Fields fields(node, {"code", "name", "age", "domain", "story"});
  Vignette out{.code = fields.text("code"), .name = fields.text("name"), .age = fields.text("age")};
  out.domain = static_cast<Domain>(std::max(0, fields.word("domain", {"development", "parenting", "family"})));
  out.story = fields.text("story");
  if (out.story.size() > longest_story)
    fields.wrong("story", fmt::format("the story has {} characters", out.story.size()),
                 fmt::format("at most {}, so that everybody reads it to the end", longest_story));
  const auto in_an_address = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (!std::all_of(out.code.begin(), out.code.end(), in_an_address))
    fields.wrong("code", fmt::format("'{}' is not a code", out.code), "small letters, digits and hyphens");
  if (std::any_of(vignettes.begin(), vignettes.end(), [&](const Vignette& one) { return one.code == out.code; }))
    fields.wrong("code", fmt::format("the family '{}' is there already", out.code), "a new code");
  if (const auto done = fields.done(); !done) return done;
  vignettes.push_back(std::move(out));
  return {};
}

}  // namespace

Result<std::vector<Vignette>> load_vignettes(const std::string& standards_dir) {
  std::vector<Vignette> out;
  for (const std::string& path : standards_files(standards_dir + "/england/vignettes")) {
    const auto file = read_document(path);
    if (!file) return fail(file.error());
    Fields top(*file, {"vignette"});
    for (const Node* node : top.tables("vignette")) top.note(read_vignette(*node, out));
    if (const auto done = top.done(); !done) return fail(done.error());
  }
  return out;
}

}  // namespace roundel
