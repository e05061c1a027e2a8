#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "service/linkage/steward.h"

namespace roundel::cli {
namespace {

struct ExplainLinkOptions {
  std::string store;
  std::string a;
  std::string b;
  bool json = false;
};

void print_explained(const service::LinkExplained& told) {
  fmt::print("{}  and  {}\n", told.a.str(), told.b.str());
  fmt::print("{}\n\n", told.together ? fmt::format("They are one person now: {}", told.person_a.str())
                                     : fmt::format("They are two people now: {} and {}", told.person_a.str(),
                                                   told.person_b.str()));
  fmt::print("The model gives {:.2f} % that they are one person.\n\n", 100 * told.score.probability);
  fmt::print("  {:28}{:32}{:>8}{:>12}\n", "Compared", "Agreement", "Bits", "For rarity");
  double sum = 0;
  for (const service::LinkTerm& term : told.score.terms) {
    sum += term.total();
    fmt::print("  {:28}{:32}{:>+8.2f}{:>12}\n", term.comparison, term.level, term.bits,
               term.frequency == 0 ? "" : fmt::format("{:+.2f}", term.frequency));
  }
  fmt::print("  {:28}{:32}{:>+8.2f}\n\nDecisions that name either record, newest first\n", "All together", "", sum);
  for (const service::LinkHistory& decision : told.decisions)
    fmt::print("  {}  {}, {} records: {}\n", decision.at.text(), decision.author, decision.records, decision.reason);
  if (told.decisions.empty()) fmt::print("  none: each record is a person of its own\n");
  fmt::print("\nWhat stewards judged of the two\n");
  for (const service::Judgement& judgement : told.judgements)
    fmt::print("  {}  {}: {}. {}{}\n", judgement.at.text(), judgement.author, service::in_words(judgement.choice),
               judgement.reason, judgement.undone_by ? " (taken back)" : "");
  if (told.judgements.empty()) fmt::print("  nothing\n");
}

void print_explained_json(const service::LinkExplained& told) {
  std::string terms;
  for (const service::LinkTerm& term : told.score.terms)
    terms += fmt::format(R"({}{{"compared":{},"agreement":{},"bits":{:.4f},"frequency_bits":{:.4f}}})",
                         terms.empty() ? "" : ",", json_text(term.comparison), json_text(term.level), term.bits,
                         term.frequency);
  std::string decisions;
  for (const service::LinkHistory& each : told.decisions)
    decisions += fmt::format(R"({}{{"at":"{}","author":{},"reason":{},"records":{}}})", decisions.empty() ? "" : ",",
                             each.at.iso(), json_text(each.author), json_text(each.reason), each.records);
  std::string judgements;
  for (const service::Judgement& each : told.judgements)
    judgements +=
        fmt::format(R"({}{{"decision":{},"choice":"{}","author":{},"reason":{},"at":"{}","taken_back":{}}})",
                    judgements.empty() ? "" : ",", json_text(each.entry.str()), service::word(each.choice),
                    json_text(each.author), json_text(each.reason), each.at.iso(), each.undone_by.has_value());
  fmt::print(
      R"({{"records":[{},{}],"persons":[{},{}],"together":{},"probability":{:.6f},"terms":[{}],"decisions":[{}],)"
      R"("judgements":[{}]}})"
      "\n",
      json_text(told.a.str()), json_text(told.b.str()), json_text(told.person_a.str()), json_text(told.person_b.str()),
      told.together, told.score.probability, terms, decisions, judgements);
}

int explain(const ExplainLinkOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto told = service::explain_link(**desk, console_caller(**desk), asked.a, asked.b, worker_count());
  if (!told) return report(told.error());
  if (asked.json)
    print_explained_json(*told);
  else
    print_explained(*told);
  return 0;
}

}  // namespace

void add_explain_link(Takes& program, const Common& common) {
  Takes command = program.command("explain-link", "Why two records are, or are not, held to be one person");
  const auto asked = std::make_shared<ExplainLinkOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("A", asked->a, "A source record (agency/number), a person or an entry", Need::required);
  command.option("B", asked->b, "The other", Need::required);
  command.flag("--json", asked->json, "Print as JSON");
  command.example("roundel explain-link --store sqlite:place.db gp/4711 schools/0815");
  command.does([asked, &common] { return explain(*asked, common); });
}

}  // namespace roundel::cli
