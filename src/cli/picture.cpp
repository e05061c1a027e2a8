#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "web/api/json.h"

namespace roundel::cli {
namespace {

struct PictureOptions {
  std::string store;
  std::string person;
  std::string as_known_at;
  std::string as_agency;
  bool json = false;
};

void print_words(const service::ChildPage& page, const Standards& standards) {
  const IdentityBar& bar = page.picture.identity;
  fmt::print("{}  ({}{}{})\n", bar.name, bar.age, bar.sex.empty() ? "" : ", ", bar.sex);
  fmt::print("\nWho is involved\n");
  for (const Involvement& each : page.picture.involved)
    fmt::print("  {}{} since {}{}\n", each.agency_name, each.practitioner.empty() ? "" : " (" + each.practitioner + ")",
               each.since.text(), each.until ? " until " + each.until->text() : "");
  const auto print_findings = [](const char* title, const std::vector<service::FindingShown>& findings) {
    fmt::print("\n{}\n", title);
    for (const service::FindingShown& each : findings)
      fmt::print("  {}\n    Rule: {}\n", each.in_words, each.indicator->sentence);
    if (findings.empty()) fmt::print("  none\n");
  };
  print_findings("Findings", page.findings);
  print_findings("Protective factors", page.protective);
  fmt::print("\nWhat nobody has asked yet\n");
  for (const Unasked& each : page.assessment.unasked) fmt::print("  {} {}\n", each.question, each.why);
  const Level* level = standards.levels.find(page.assessment.suggested);
  fmt::print("\nSuggested level: {}\n", level ? level->name : "none");
  fmt::print("\nChronology (newest first)\n");
  for (const ChronologyItem& each : page.picture.chronology)
    fmt::print("  {}  {}: {}{}{} [{}]\n", each.happened.text(), each.agency_name, each.title,
               each.detail.empty() ? "" : ". ", each.detail, each.about);
}

int picture(const PictureOptions& asked, const Common& common) {
  service::PictureAsked view;
  if (!asked.as_known_at.empty()) {
    const auto moment = parse_timestamp(asked.as_known_at);
    if (!moment) return report(moment.error());
    view.as_known_at = *moment;
  }
  if (!asked.as_agency.empty()) view.as_known_to = AgencyId(asked.as_agency);
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  if (view.as_known_to && (*desk)->standards().agency(*view.as_known_to) == nullptr)
    return report({Fault::bad_input,
                   fmt::format("'{}' is not an agency of this place", asked.as_agency),
                   "an agency of the place's file",
                   {.field = "--as"}});
  const auto person = person_meant(**desk, asked.person);
  if (!person) return report(person.error());
  service::Caller caller = console_caller(**desk);
  caller.purpose = access::Purpose::safeguarding;  // a picture is opened for a child's sake, not for the program's
  const auto page = service::open_picture(**desk, caller, *person, view);
  if (!page) return report(page.error());
  if (asked.json) {
    fmt::print("{}\n", web::to_json(*page, (*desk)->standards()));
  } else {
    print_words(*page, (*desk)->standards());
  }
  return 0;
}

}  // namespace

void add_picture(Takes& program, const Common& common) {
  Takes command =
      program.command("picture", "The picture of one child: now, at a moment, or as an agency could see it");
  const auto asked = std::make_shared<PictureOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("person", asked->person, "Reference of the person, or a source record as agency/number",
                 Need::required);
  command.option("--as-known-at", asked->as_known_at, "As known at a moment: yyyy-mm-dd or yyyy-mm-ddThh:mm:ssZ");
  command.option("--as", asked->as_agency, "As known to this agency");
  command.flag("--json", asked->json, "Print the picture as JSON");
  command.example("roundel picture --store sqlite:place.db gp/100234 --as-known-at 2024-03-05 --as schools");
  command.does([asked, &common] { return picture(*asked, common); });
}

}  // namespace roundel::cli
