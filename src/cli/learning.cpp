#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/text.h"
#include "service/oversee/system_view.h"

namespace roundel::cli {
namespace {

struct LearningOptions {
  std::string store;
  bool json = false;
};

void print_incident(const Incident& incident) {
  fmt::print("  {}: notified {}{}\n", incident.entry.str(), incident.notified.text(),
             incident.what.empty() ? "" : ". " + incident.what);
  for (const Deadline& each : incident.deadlines)
    fmt::print("      {}: by {}, {} ({})\n", each.name, each.due.text(),
               each.met ? "met " + each.met->text() : std::string(word(each.state)), each.edition);
  for (const Review& review : incident.reviews) {
    fmt::print("      {} since {}{}\n", review.type, review.started.text(),
               review.completed ? ", completed " + review.completed->text() : "");
    for (const std::string& theme : review.themes) fmt::print("        Theme: {}\n", theme);
  }
}

void print_recommendation(const Recommendation& each, const Standards& standards) {
  fmt::print("  {}: {}\n      to {}{}{}\n", state_name(each.state), each.text, standards.agency_name(each.to),
             each.by_when ? ", by " + each.by_when->text() : "",
             each.editions.empty() ? "" : ", standard changed in edition " + join_words(each.editions));
  if (!each.answer.empty()) fmt::print("      Answer: {}\n", each.answer);
}

std::string json_date(const std::optional<Date>& day) { return day ? "\"" + day->iso() + "\"" : "null"; }

std::string json_texts(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(json_text(text));
  return "[" + join(out, ",") + "]";
}

std::string json_incident(const Incident& incident) {
  std::vector<std::string> deadlines;
  for (const Deadline& each : incident.deadlines)
    deadlines.push_back(fmt::format("{{\"code\":{},\"due\":\"{}\",\"met\":{},\"state\":\"{}\",\"edition\":{}}}",
                                    json_text(each.code), each.due.iso(), json_date(each.met), word(each.state),
                                    json_text(each.edition)));
  std::vector<std::string> reviews;
  for (const Review& each : incident.reviews)
    reviews.push_back(fmt::format("{{\"id\":{},\"type\":{},\"started\":\"{}\",\"completed\":{},\"themes\":{}}}",
                                  json_text(each.entry.str()), json_text(each.type), each.started.iso(),
                                  json_date(each.completed), json_texts(each.themes)));
  return fmt::format("{{\"id\":{},\"aware\":\"{}\",\"notified\":\"{}\",\"deadlines\":[{}],\"reviews\":[{}]}}",
                     json_text(incident.entry.str()), incident.aware.iso(), incident.notified.iso(),
                     join(deadlines, ","), join(reviews, ","));
}

std::string json_recommendation(const Recommendation& each) {
  const std::string accepted = !each.accepted ? "null" : *each.accepted ? "true" : "false";
  return fmt::format(
      "{{\"id\":{},\"review\":{},\"text\":{},\"to\":{},\"by-when\":{},\"accepted\":{},\"state\":\"{}\",\"settled\":{},"
      "\"editions\":{}}}",
      json_text(each.entry.str()), json_text(each.review.str()), json_text(each.text), json_text(each.to.str()),
      json_date(each.by_when), accepted, word(each.state), json_date(each.settled), json_texts(each.editions));
}

int learn(const LearningOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto learning = service::see_learning(**desk, console_caller(**desk));
  if (!learning) return report(learning.error());
  if (asked.json) {
    std::vector<std::string> incidents;
    for (const Incident& each : learning->incidents) incidents.push_back(json_incident(each));
    std::vector<std::string> recommendations;
    for (const Recommendation& each : learning->recommendations) recommendations.push_back(json_recommendation(each));
    fmt::print("{{\"on\":\"{}\",\"incidents\":[{}],\"recommendations\":[{}]}}\n", learning->on.iso(),
               join(incidents, ","), join(recommendations, ","));
    return 0;
  }
  fmt::print("Incidents\n");
  for (const Incident& each : learning->incidents) print_incident(each);
  if (learning->incidents.empty()) fmt::print("  none is recorded\n");
  fmt::print("\nRecommendations\n");
  for (const Recommendation& each : learning->recommendations) print_recommendation(each, (*desk)->standards());
  if (learning->recommendations.empty()) fmt::print("  none is recorded\n");
  for (const Error& problem : learning->problems) fmt::print(stderr, "Not counted: {}\n", problem.text());
  if (learning->incidents.empty())
    fmt::print("\nNext:  record review.incident-notified and what follows it; see docs/learning.md\n");
  else
    fmt::print("\nNext:  answer what is open or overdue with review.recommendation-answered; see docs/learning.md\n");
  return 0;
}

}  // namespace

void add_learning(Takes& program, const Common& common) {
  Takes command = program.command("learning", "Serious incidents, their reviews, and what came of each recommendation");
  const auto asked = std::make_shared<LearningOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.flag("--json", asked->json, "Print as JSON");
  command.example("roundel learning --store sqlite:place.db");
  command.does([asked, &common] { return learn(*asked, common); });
}

}  // namespace roundel::cli
