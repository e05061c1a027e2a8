// The words: checked, read, compared, tried on their example families, written in their canonical form.
#include "standards/standards.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>

#include <fmt/format.h>

#include "assessment/examples.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/whose_pictures.h"
#include "core/document.h"
#include "core/text.h"
#include "standards/difference.h"
#include "standards/explain.h"
#include "standards/formatting.h"

namespace roundel::cli {
namespace {

struct StandardsOptions {
  std::string dir;
  std::string other;  // diff: the edition that it is held against
  std::string place;
  std::string rule;       // explain: a sentence
  std::string indicator;  // explain: this one alone
  std::string store;      // diff: whose pictures would change
  bool all = false;       // diff: name every child
  bool json = false;
  bool write = false;  // format: change the files
  const Common* common = nullptr;
};

// The folder england/, or that of a place, stands for the whole that it is part of.
StandardsOptions whole(StandardsOptions asked) {
  namespace fs = std::filesystem;
  fs::path dir = fs::path(asked.dir).lexically_normal();
  if (!dir.has_filename()) dir = dir.parent_path();  // "standards/england/"
  if (fs::exists(dir / "england")) return asked;
  if (dir.parent_path().filename() == "places") {
    if (asked.place.empty()) asked.place = dir.filename().string();
    dir = dir.parent_path();
  } else if (dir.filename() != "england") {
    return asked;
  }
  asked.dir = dir.has_parent_path() ? dir.parent_path().string() : ".";
  return asked;
}

Result<Standards> load(const StandardsOptions& asked) {
  return load_standards(asked.dir, asked.place.empty() ? std::nullopt : std::optional(asked.place));
}

// The error, with the line that it names and a mark under the column.
int report_pointing(const Error& error) {
  const int code = report(error);
  fmt::print(stderr, "{}", pointed_at(error));
  return code;
}

std::string json_texts(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ",") + json_text(text);
  return "[" + out + "]";
}

std::string json_of(const LevelExplained& each) {
  return fmt::format("{{\"code\":{},\"name\":{},\"meaning\":{},\"elsewhere\":{}}}", json_text(each.code),
                     json_text(each.name), json_text(each.meaning), json_texts(each.elsewhere));
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
      "\"source\":{},\"confirmed\":{},\"note\":{},\"pauses\":{}}}",
      json_text(each.code), json_text(each.name), json_text(each.limit), json_text(each.force), json_text(each.edition),
      json_text(each.effective_from), json_text(each.effective_to), json_text(each.source), each.confirmed,
      json_text(each.note), json_texts(each.pauses));
}

std::string json_of(const SightRule& each) {
  return fmt::format(
      "{{\"code\":{},\"name\":{},\"days\":{},\"under_months\":{},\"source\":{},\"confirmed\":{},\"local\":{}}}",
      json_text(each.code), json_text(each.name), each.days,
      each.under_months ? std::to_string(*each.under_months) : "null", json_text(each.source), each.confirmed,
      each.of_place);
}

std::string json_of(const Limit& each) {
  return fmt::format("{{\"code\":{},\"name\":{},\"value\":{},\"least\":{},\"most\":{},\"why\":{},\"local\":{}}}",
                     json_text(std::string(word(each.of))), json_text(each.name), each.value, each.least, each.most,
                     json_text(each.why), each.of_place);
}

std::string json_of(const MemberChanged& each);
std::string json_of(const StandardsChange& each);
std::string json_of(const ExampleRun& each);
std::string json_of(const RuleRewritten& each);

template <class Each>
std::string json_list(const std::vector<Each>& items) {
  std::string out;
  for (const Each& item : items) out += (out.empty() ? "" : ",\n") + json_of(item);
  return "[" + out + "]";
}

// What each refused rule of a place would overlook, as families.
std::string overlooked_by(const std::string& dir, const std::string& place) {
  std::string out;
  const auto standards = load_unproved(dir, place);
  if (!standards) return out;
  for (const Tightening& one : standards->tightened) {
    if (!one.refused) continue;
    out += fmt::format("\n{}: {}\n{}", one.indicator.str(), one.refused->text(), pointed_at(*one.refused));
    const auto family = counter_example(one.rule, one.floor, standards->vocabulary);
    if (family)
      out += fmt::format("  The national rule holds for this family on {}, and the place's does not:\n\n{}\n",
                         family->on.iso(), family->family);
    else
      out += "  No family was met for which it is looser; the two sentences alone do not show that it is not.\n";
  }
  return out;
}

int check(const StandardsOptions& asked) {
  const StandardsChecked checked = check_standards(asked.dir);
  if (!asked.json) {
    fmt::print("{}", text(checked));
    for (const PartChecked& part : checked.parts) {
      if (!part.error) continue;
      const std::string overlooked = part.name == "england" ? "" : overlooked_by(asked.dir, part.name);
      fmt::print("{}", overlooked.empty() ? pointed_at(*part.error) : overlooked);
    }
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

int explain_rule(const StandardsOptions& asked, const Vocabulary& vocabulary) {
  const auto rule = parse_rule(asked.rule, vocabulary);
  if (!rule) {
    const int code = report(rule.error());
    fmt::print(stderr, "  {}\n  {}^\n", asked.rule,
               std::string(static_cast<std::size_t>(std::max(1, rule.error().place.column)) - 1, ' '));
    return code;
  }
  if (asked.json)
    fmt::print("{{\"rule\":{},\"explained\":{}}}\n", json_text(format(*rule)),
               json_text(roundel::explain(*rule, vocabulary)));
  else
    fmt::print("{}\n{}\n", format(*rule), roundel::explain(*rule, vocabulary));
  return 0;
}

// The one indicator that is asked for stays.
Done keep_only(const std::string& code, StandardsExplained& explained) {
  std::vector<std::string_view> codes;
  for (const IndicatorExplained& each : explained.indicators) codes.push_back(each.code);
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
    const std::string_view near = nearest(code, codes);
    return fail(Fault::not_found, "there is no indicator '" + code + "'",
                near.empty() ? std::string("the code of an indicator") : fmt::format("'{}'?", near));
  }
  std::vector<IndicatorExplained> one;
  for (const IndicatorExplained& each : explained.indicators)
    if (each.code == code) one.push_back(each);
  explained.indicators = std::move(one);
  explained.levels.clear();
  explained.clocks.clear();
  explained.sight.clear();
  explained.limits.clear();
  return {};
}

int explain(const StandardsOptions& asked) {
  const auto standards = load(asked);
  if (!standards) return report_pointing(standards.error());
  if (!asked.rule.empty()) return explain_rule(asked, standards->vocabulary);
  StandardsExplained explained = explain_standards(*standards);
  if (!asked.indicator.empty())
    if (const auto kept = keep_only(asked.indicator, explained); !kept) return report(kept.error());
  if (!asked.json) {
    fmt::print("{}", text(explained));
    return 0;
  }
  fmt::print(
      "{{\"edition\":{},\"place\":{},\"levels\":{},\"indicators\":{},\"clocks\":{},\"sight\":{},\"limits\":{}}}\n",
      json_text(explained.edition), json_text(explained.place), json_list(explained.levels),
      json_list(explained.indicators), json_list(explained.clocks), json_list(explained.sight),
      json_list(explained.limits));
  return 0;
}

std::string json_of(const MemberChanged& each) {
  return fmt::format("{{\"member\":{},\"from\":{},\"to\":{}}}", json_text(each.member), json_text(each.from),
                     json_text(each.to));
}

std::string json_of(const StandardsChange& each) {
  return fmt::format("{{\"what\":{},\"code\":{},\"name\":{},\"how\":{},\"reach\":{},\"members\":{}}}",
                     json_text(each.what), json_text(each.code), json_text(each.name), json_text(each.how),
                     json_text(each.reach), json_list(each.members));
}

Result<service::WhosePictures> whose_pictures(const StandardsOptions& asked, const Standards& from,
                                              const Standards& to) {
  const auto desk = open_desk(*asked.common, asked.store);
  if (!desk) return fail(desk.error());
  ProgressLine progress(system_clock());
  return service::whose_pictures_change(**desk, console_caller(**desk), from, to, worker_count(), progress.callback());
}

// Two editions, or the nation and one place of one edition.
int diff(const StandardsOptions& asked) {
  if (asked.other.empty() && asked.place.empty())
    return report(Error{Fault::bad_input, "nothing to hold it against", "another folder, or --place", {}});
  const auto from = asked.other.empty() ? load_standards(asked.dir, std::nullopt) : load(asked);
  StandardsOptions second = asked;
  if (!asked.other.empty()) second.dir = asked.other;
  const auto to = load(second);
  if (!from) return report_pointing(from.error());
  if (!to) return report_pointing(to.error());
  const StandardsDifference changes = difference(*from, *to);
  std::optional<service::WhosePictures> pictures;
  if (!asked.store.empty()) {
    auto found = whose_pictures(asked, *from, *to);
    if (!found) return report(found.error());
    pictures = std::move(*found);
  }
  if (asked.json) {
    fmt::print("{{\"from\":{},\"to\":{},\"changes\":{}{}}}\n", json_text(changes.from), json_text(changes.to),
               json_list(changes.changes), pictures ? ",\"pictures\":" + in_json(*pictures) : "");
    return 0;
  }
  fmt::print("{}", text(changes));
  if (pictures)
    fmt::print("{}", in_words(*pictures, asked.all ? std::numeric_limits<std::size_t>::max() : children_named));
  return 0;
}

std::string json_of(const ExampleRun& each) {
  return fmt::format(
      "{{\"indicator\":{},\"file\":{},\"line\":{},\"holds\":{},\"expected\":{},\"as_said\":{},\"error\":{}}}",
      json_text(each.indicator.str()), json_text(each.place.file), each.place.line, each.holds, each.expected,
      each.as_said(), each.error ? json_text(each.error->text()) : "null");
}

// The example families of the nation, and of each place on top of it.
int test(const StandardsOptions& asked) {
  std::vector<std::optional<std::string>> parts = {std::nullopt};
  for (const std::string& place : places_of(asked.dir))
    if (asked.place.empty() || asked.place == place) parts.emplace_back(place);
  bool in_order = true;
  std::string told;
  for (const auto& place : parts) {
    const auto standards = load_standards(asked.dir, place);
    if (!standards) return report_pointing(standards.error());
    const ExamplesRun run = run_examples(*standards);
    in_order = in_order && run.in_order();
    if (asked.json)
      told += fmt::format("{}{{\"edition\":{},\"in_order\":{},\"families\":{}}}", told.empty() ? "" : ",\n",
                          json_text(standards->edition), run.in_order(), json_list(run.runs));
    else
      told += text(run, *standards);
  }
  if (asked.json)
    fmt::print("[{}]\n", told);
  else
    fmt::print("{}", told);
  return in_order ? 0 : 1;
}

std::string json_of(const RuleRewritten& each) {
  return fmt::format("{{\"file\":{},\"line\":{},\"from\":{},\"to\":{}}}", json_text(each.place.file), each.place.line,
                     json_text(each.from), json_text(each.to));
}

// Each rule in its canonical form. Changes files only where asked to; says 1 where something is not in that form.
int canonical(const StandardsOptions& asked) {
  std::vector<RuleRewritten> rewritten;
  const auto standards = load_standards(asked.dir, std::nullopt);
  if (!standards) return report_pointing(standards.error());
  for (const std::string& file : files_with_rules(asked.dir)) {
    const auto before = read_file(file);
    if (!before) return report(before.error());
    const auto formatted = format_rules(*before, standards->vocabulary, file);
    if (!formatted) return report_pointing(formatted.error());
    rewritten.insert(rewritten.end(), formatted->rewritten.begin(), formatted->rewritten.end());
    if (asked.write && !formatted->rewritten.empty()) std::ofstream(file, std::ios::binary) << formatted->text;
  }
  if (asked.json) fmt::print("{{\"written\":{},\"rules\":{}}}\n", asked.write, json_list(rewritten));
  if (!asked.json)
    for (const RuleRewritten& one : rewritten)
      fmt::print("{}:{}:\n  - {}\n  + {}\n", one.place.file, one.place.line, one.from, one.to);
  if (!asked.json && rewritten.empty()) fmt::print("Every rule is in its canonical form.\n");
  return rewritten.empty() || asked.write ? 0 : 1;
}

}  // namespace

void add_standards(Takes& program, const Common& common) {
  Takes command = program.command("standards", "The words: check the files, read the rules");
  command.needs_command();
  const auto asked = std::make_shared<StandardsOptions>();
  asked->dir = common.standards_dir;
  asked->common = &common;
  const auto add = [&](const char* name, const char* about, int (*work)(const StandardsOptions&)) {
    Takes sub = command.command(name, about);
    sub.option("dir", asked->dir, "Folder that holds england/ and places/");
    sub.flag("--json", asked->json, "Print it as JSON");
    sub.does([asked, work] { return work(whole(*asked)); });
    return sub;
  };
  add("check", "Is every file in order, and no place looser than the nation?", &check)
      .example("roundel standards check standards");
  Takes words = add("explain", "Every indicator and clock in words, with its source", &explain);
  words.option("--place", asked->place, "A place on top of the nation: its folder below places/");
  words.option("--indicator", asked->indicator, "The code of one indicator, explained by itself");
  words.option("--rule", asked->rule, "One sentence of the rule language, explained by itself");
  words.example("roundel standards explain standards --place northern-city");
  Takes differ = add("diff", "What changed between two editions, or between the nation and a place", &diff);
  differ.option("other", asked->other, "The later edition's folder");
  differ.option("--place", asked->place, "A place on top of the nation: its folder below places/");
  differ.option("--store", asked->store, "Whose pictures would change: sqlite:PATH or postgresql://…");
  differ.flag("--all", asked->all, "Name every child, not the first of each finding");
  differ.example("roundel standards diff standards --place northern-city");
  differ.example("roundel standards diff standards next-edition --place northern-city --store sqlite:place.db");
  Takes tried = add("test", "Each indicator on the example families beside it", &test);
  tried.option("--place", asked->place, "This place alone, and the nation");
  tried.example("roundel standards test standards");
  Takes form = add("format", "Which rules are not in their canonical form", &canonical);
  form.flag("--write", asked->write, "Change the files");
  form.example("roundel standards format standards --write");
  command.example("roundel standards check standards");
}

}  // namespace roundel::cli
