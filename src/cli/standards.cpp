#include "standards/standards.h"

#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "standards/explain.h"

namespace roundel::cli {
namespace {

struct StandardsOptions {
  std::string dir;
  std::string place;
  bool json = false;
};

std::string json_texts(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ",") + json_text(text);
  return "[" + out + "]";
}

std::string json_of(const IndicatorExplained& each) {
  return fmt::format(
      "{{\"code\":{},\"name\":{},\"domain\":{},\"protective\":{},\"suggests\":{},\"rule\":{},\"explained\":{},\"why\":{"
      "},"
      "\"source\":{},\"confirmed\":{},\"note\":{},\"local\":{},\"settled_by\":{}}}",
      json_text(each.code), json_text(each.name), json_text(each.domain), each.protective, json_text(each.suggests),
      json_text(each.rule), json_text(each.explained), json_text(each.why), json_text(each.source), each.confirmed,
      json_text(each.note), each.local, json_texts(each.settled_by));
}

std::string json_of(const ClockExplained& each) {
  return fmt::format(
      "{{\"code\":{},\"name\":{},\"limit\":{},\"force\":{},\"edition\":{},\"effective_from\":{},\"effective_to\":{},"
      "\"source\":{},\"confirmed\":{},\"note\":{}}}",
      json_text(each.code), json_text(each.name), json_text(each.limit), json_text(each.force), json_text(each.edition),
      json_text(each.effective_from), json_text(each.effective_to), json_text(each.source), each.confirmed,
      json_text(each.note));
}

template <class Each>
std::string json_list(const std::vector<Each>& items) {
  std::string out;
  for (const Each& item : items) out += (out.empty() ? "" : ",\n") + json_of(item);
  return "[" + out + "]";
}

int check(const StandardsOptions& asked) {
  const StandardsChecked checked = check_standards(asked.dir);
  if (!asked.json) {
    fmt::print("{}", text(checked));
    return checked.in_order() ? 0 : 2;
  }
  std::string parts;
  for (const PartChecked& part : checked.parts)
    parts +=
        fmt::format("{}{{\"name\":{},\"error\":{},\"kinds\":{},\"indicators\":{},\"clocks\":{},\"tightened\":{}}}",
                    parts.empty() ? "" : ",", json_text(part.name), part.error ? json_text(part.error->text()) : "null",
                    part.kinds, part.indicators, part.clocks, part.tightened);
  fmt::print("{{\"in_order\":{},\"parts\":[{}]}}\n", checked.in_order(), parts);
  return checked.in_order() ? 0 : 2;
}

int explain(const StandardsOptions& asked) {
  const auto standards = load_standards(asked.dir, asked.place.empty() ? std::nullopt : std::optional(asked.place));
  if (!standards) return report(standards.error());
  const StandardsExplained explained = explain_standards(*standards);
  if (!asked.json) {
    fmt::print("{}", text(explained));
    return 0;
  }
  fmt::print("{{\"edition\":{},\"place\":{},\"indicators\":{},\"clocks\":{}}}\n", json_text(explained.edition),
             json_text(explained.place), json_list(explained.indicators), json_list(explained.clocks));
  return 0;
}

}  // namespace

void add_standards(Takes& program, const Common& common) {
  Takes command = program.command("standards", "The words: check the files, read the rules");
  command.needs_command();
  const auto asked = std::make_shared<StandardsOptions>();
  asked->dir = common.standards_dir;
  const auto add = [&](const char* name, const char* about, int (*work)(const StandardsOptions&)) {
    Takes sub = command.command(name, about);
    sub.option("dir", asked->dir, "Folder that holds england/ and places/");
    sub.flag("--json", asked->json, "Print it as JSON");
    sub.does([asked, work] { return work(*asked); });
    return sub;
  };
  add("check", "Is every file in order, and no place looser than the nation?", &check)
      .example("roundel standards check standards");
  Takes words = add("explain", "Every indicator and clock in words, with its source", &explain);
  words.option("--place", asked->place, "A place on top of the nation: its folder below places/");
  words.example("roundel standards explain standards --place northern-city");
  command.example("roundel standards check standards");
}

}  // namespace roundel::cli
