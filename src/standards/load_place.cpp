// place.toml → the agencies of one place.
#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {
namespace {

Done read_agency(const Node& node, const Vocabulary& vocabulary, PlaceInfo& place) {
  Fields fields(node, {"id", "name", "kind", "contact", "joint-team"});
  Agency agency{.id = AgencyId(fields.text("id")), .name = fields.text("name"), .kind = fields.text("kind")};
  agency.contact = fields.text_or("contact", "");
  agency.joint_team = fields.flag_or("joint-team", false);
  std::vector<std::string_view> kinds;
  for (const AgencyKind& kind : vocabulary.agency_kinds) kinds.push_back(kind.code);
  if (!vocabulary.agency_kind(agency.kind))
    fields.wrong("kind", fmt::format("'{}' is not a kind of agency", agency.kind), suggestion(agency.kind, kinds));
  const bool twice =
      std::any_of(place.agencies.begin(), place.agencies.end(), [&](const Agency& a) { return a.id == agency.id; });
  if (twice) fields.wrong("id", fmt::format("the agency '{}' is there twice", agency.id.str()), "each agency once");
  if (agency.id.str().find('/') != std::string::npos)
    fields.wrong("id", "an agency's id has no '/'", "letters, digits and hyphens");
  place.agencies.push_back(std::move(agency));
  return fields.done();
}

Result<FrontDoorRule> read_front_door(const Node& node, const Vocabulary& vocabulary) {
  Fields fields(node, {"contact", "referral", "referral-when"});
  FrontDoorRule rule{.contact = fields.text("contact"),
                     .referral = fields.text("referral"),
                     .referral_when = fields.texts("referral-when")};
  const CodeSet* responses = vocabulary.code_set("response");
  for (const std::string& code : rule.referral_when)
    if (responses == nullptr || responses->meaning(code) == nullptr)
      fields.wrong("referral-when", fmt::format("'{}' is not a response", code), "codes of the set 'response'");
  if (const auto done = fields.done(); !done) return fail(done.error());
  return rule;
}

bool is_area_code(std::string_view code) {
  return code.size() == 9 && code[0] == 'E' &&
         std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_la_code(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<PlaceInfo> load_place(const std::string& folder, const Vocabulary& vocabulary, std::string* edition) {
  const auto file = read_document(folder + "/place.toml");
  if (!file) return fail(file.error());
  Fields fields(*file, {"name", "area", "la-code", "edition", "agency", "front-door"});
  PlaceInfo place{.code = folder.substr(folder.find_last_of('/') + 1), .name = fields.text("name")};
  place.area = AreaCode(fields.text("area"));
  place.la_code = fields.text("la-code");
  *edition = fields.text("edition");
  if (!is_area_code(place.area.str())) fields.wrong("area", "not the code of an area in England", "E and eight digits");
  if (!is_la_code(place.la_code)) fields.wrong("la-code", "not a local authority's census code", "three digits");
  for (const Node* node : fields.tables("agency")) fields.note(read_agency(*node, vocabulary, place));
  if (const Node* node = file->find("front-door")) {
    auto rule = read_front_door(*node, vocabulary);
    if (rule)
      place.front_door = std::move(*rule);
    else
      fields.note(fail(rule.error()));
  }
  if (place.agencies.empty()) fields.wrong("agency", "a place needs agencies", "[[agency]]");
  if (const auto done = fields.done(); !done) return fail(done.error());
  return place;
}

}  // namespace roundel
