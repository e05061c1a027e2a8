// Speaking one language: rating made-up families, and how professions differ.
#include <algorithm>

#include "web/api/severity_json.h"
#include "web/handlers/handlers.h"
#include "web/pages/severity.h"
#include "web/pages/vignettes.h"

namespace roundel::web {
namespace {

Response show_family(const Visit& visit, const Filled& filled, int status) {
  const auto families = service::see_vignettes(visit.door.desk, visit.caller());
  if (!families) return failed(visit, families.error());
  const std::string& code = field(visit.path, "vignette");
  const auto at = std::find_if(families->begin(), families->end(),
                               [&](const service::VignetteToRate& one) { return one.vignette.code == code; });
  if (at == families->end())
    return failed(visit, {Fault::not_found, "there is no such made-up family", "a family of the list", {}});
  const std::string& sent = filled.value("key");
  return html_response(vignette_page(visit.frame, *at, visit.door.desk.standards(), filled,
                                     sent.empty() ? random_key(visit.door.random) : sent),
                       status);
}

Done rate(const Visit& visit) {
  const std::string& key = field(visit.form, "key");
  return service::rate_vignette(visit.door.desk, visit.caller(),
                                {.vignette = field(visit.path, "vignette"),
                                 .level = LevelCode(field(visit.form, "level")),
                                 .sure = field(visit.form, "sure"),
                                 .key = key.empty() ? random_key(visit.door.random) : key});
}

// The next family that waits, or the list where none does.
Response to_the_next(const Visit& visit) {
  const auto families = service::see_vignettes(visit.door.desk, visit.caller());
  if (!families) return failed(visit, families.error());
  const auto next = std::find_if(families->begin(), families->end(),
                                 [](const service::VignetteToRate& one) { return !one.mine.has_value(); });
  return redirect(next == families->end() ? "/vignettes" : "/vignettes/" + next->vignette.code);
}

}  // namespace

Response show_vignettes(const Visit& visit) {
  const auto families = service::see_vignettes(visit.door.desk, visit.caller());
  if (!families) return failed(visit, families.error());
  return html_response(vignettes_page(visit.frame, *families, visit.door.desk.standards()));
}

Response show_vignette(const Visit& visit) { return show_family(visit, {}, 200); }

Response do_rate_vignette(const Visit& visit) {
  Filled filled{.fields = visit.form, .errors = {}};
  need(filled, "level", "Choose the level of need that you see");
  need(filled, "sure", "Say how sure you are");
  if (!filled.errors.empty()) return show_family(visit, filled, 400);
  const auto done = rate(visit);
  if (!done) return failed(visit, done.error());
  return to_the_next(visit);
}

Response show_severity(const Visit& visit) {
  const auto seen = service::see_severity(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return html_response(severity_page(visit.frame, *seen, visit.door.desk.standards()));
}

Response api_vignettes(const Visit& visit) {
  const auto families = service::see_vignettes(visit.door.desk, visit.caller());
  if (!families) return failed(visit, families.error());
  return json_response(vignettes_json(*families));
}

Response api_rate_vignette(const Visit& visit) {
  const auto done = rate(visit);
  if (!done) return failed(visit, done.error());
  return json_response(done_json());
}

Response api_severity(const Visit& visit) {
  const auto seen = service::see_severity(visit.door.desk, visit.caller());
  if (!seen) return failed(visit, seen.error());
  return json_response(severity_json(*seen));
}

}  // namespace roundel::web
