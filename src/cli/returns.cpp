#include <algorithm>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/text.h"
#include "service/oversee/system_view.h"

namespace roundel::cli {
namespace {

struct ReturnsOptions {
  std::string store;
  std::string out;
  int year = 0;
  bool draft = false;
  bool json = false;
};

constexpr std::size_t most_shown = 20;  // problems on the terminal; --json tells all

Done write_file(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (file.fail())
    return fail(Fault::broken, "the file cannot be written", "a folder that is there and may be written to",
                {.file = path});
  return {};
}

void print_json(const service::CinReturnMade& made, bool written, const ReturnsOptions& asked) {
  std::vector<std::string> problems;
  for (const CinProblem& each : made.problems)
    problems.push_back(fmt::format("{{\"rule\":{},\"query\":{},\"child\":{},\"field\":{},\"message\":{}}}",
                                   json_text(each.rule), each.query, json_text(each.child), json_text(each.field),
                                   json_text(each.message)));
  std::vector<std::string> missing;
  for (const std::string_view element : cin_not_recorded()) missing.push_back(json_text(element));
  fmt::print(
      "{{\"year\":{},\"children\":{},\"may-leave\":{},\"written\":{},\"file\":{},\"left-out\":{},"
      "\"not-recorded\":[{}],\"problems\":[{}]}}\n",
      made.cin.year.year, made.cin.children.size(), made.may_leave, written, json_text(asked.out), made.cin.left_out,
      join(missing, ","), join(problems, ","));
}

void print_problems(const std::vector<CinProblem>& problems) {
  for (std::size_t at = 0; at < std::min(most_shown, problems.size()); ++at) {
    const CinProblem& each = problems[at];
    fmt::print("  {} {}{}, {}: {}\n", each.query ? "query" : "error", each.rule,
               each.child.empty() ? "" : ", child " + each.child, each.field, each.message);
  }
  if (problems.size() > most_shown) fmt::print("  … and {} more; --json tells all\n", problems.size() - most_shown);
}

void print_words(const service::CinReturnMade& made, bool written, const ReturnsOptions& asked) {
  const auto errors =
      std::count_if(made.problems.begin(), made.problems.end(), [](const CinProblem& p) { return !p.query; });
  fmt::print("Children in need census, year ending 31 March {}: {} children, {} errors, {} queries against {} rules.\n",
             made.cin.year.year, made.cin.children.size(), errors, std::ssize(made.problems) - errors,
             cin_rule_count());
  print_problems(made.problems);
  if (made.cin.left_out > 0)
    fmt::print("{} entries of the year fit no element and were left out.\n", made.cin.left_out);
  const std::vector<std::string> missing(cin_not_recorded().begin(), cin_not_recorded().end());
  fmt::print("The record holds nothing for {}: complete them before the return is sent.\n", join_words(missing));
  if (!written)
    fmt::print("Nothing was written.\nNext:  mend the entries named above, or look at it with --draft\n");
  else if (!made.may_leave)
    fmt::print("Written as a draft: {}. It must not be sent.\nNext:  mend the entries named above and make it again\n",
               asked.out);
  else
    fmt::print("Written: {}\nNext:  answer the queries, complete the file, and send it to the Department's portal\n",
               asked.out);
}

int make(const ReturnsOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  ProgressLine progress(system_clock());
  const auto made =
      service::make_cin_return(**desk, console_caller(**desk), asked.year, asked.draft, progress.callback());
  progress.finish();
  if (!made) return report(made.error());
  const bool written = !made->xml.empty();
  if (written)
    if (const auto done = write_file(asked.out, made->xml); !done) return report(done.error());
  asked.json ? print_json(*made, written, asked) : print_words(*made, written, asked);
  return made->may_leave ? 0 : 1;
}

}  // namespace

void add_returns(Takes& program, const Common& common) {
  Takes returns = program.command("return", "Make a statutory return from the record");
  returns.needs_command();
  returns.example("roundel return cin --store sqlite:place.db --year 2025 --out cin-2025.xml");
  Takes command = returns.command("cin", "The children in need census, as XML");
  const auto asked = std::make_shared<ReturnsOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--year", asked->year, "The year in which the reporting year ends: 2025 for 2024-25", Need::required);
  command.option("--out", asked->out, "File to write", Need::required);
  command.flag("--draft", asked->draft, "Write the file though rules of the census are broken");
  command.flag("--json", asked->json, "Print what was found as JSON");
  command.example("roundel return cin --store sqlite:place.db --year 2025 --out cin-2025.xml");
  command.does([asked, &common] { return make(*asked, common); });
}

}  // namespace roundel::cli
