#include "service/oversee/vignettes.h"

#include <algorithm>

#include "service/parts.h"

namespace roundel::service {
namespace {

Result<VignetteRatings> ratings_of(Desk::Parts& parts) {
  VignetteRatings out(parts.standards.levels.code);
  const auto read = parts.ledger->read_kinds(parts.area, 0, "vignette.", [&](const Entry& entry) {
    out.apply(entry);
    return true;
  });
  if (!read) return fail(read.error());
  return out;
}

Done check_form(const Desk::Parts& parts, const RateForm& form) {
  const bool known = std::any_of(parts.vignettes.begin(), parts.vignettes.end(),
                                 [&](const Vignette& one) { return one.code == form.vignette; });
  if (!known) return fail(Fault::not_found, "there is no such made-up family", "a family of the list");
  if (parts.standards.levels.find(form.level) == nullptr)
    return fail(Fault::bad_input, "this level is not in the scheme", "a level of need from the list",
                {.field = "level"});
  const CodeSet* sureness = parts.standards.vocabulary.code_set("sureness");
  if (sureness == nullptr || sureness->meaning(form.sure) == nullptr)
    return fail(Fault::bad_input, "how sure you are is missing", "an answer from the list", {.field = "sure"});
  return {};
}

}  // namespace

Result<std::vector<VignetteToRate>> see_vignettes(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::rate_vignettes); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto ratings = ratings_of(parts);
  if (!ratings) return fail(ratings.error());
  std::vector<VignetteToRate> out;
  for (const Vignette& vignette : parts.vignettes) {
    const VignetteRating* mine = ratings->of({caller.agency, caller.practitioner, vignette.code});
    out.push_back({.vignette = vignette, .mine = mine ? std::optional(*mine) : std::nullopt});
  }
  return out;
}

Done rate_vignette(Desk& desk, const Caller& caller, const RateForm& form) {
  if (const auto done = enter(desk, caller, access::UseCase::rate_vignettes); !done) return done;
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_form(parts, form); !ok) return ok;
  if (caller.practitioner.empty())
    return fail(Fault::refused, "a rating is a practitioner's", "an account of a practitioner");
  const NewEntry entry{.area = parts.area,
                       .key = "vignette/" + form.key,
                       .kind = KindCode("vignette.rated"),
                       .agency = caller.agency,
                       .practitioner = caller.practitioner,
                       .happened = Happened::on(parts.today()),
                       .known = parts.today(),
                       .standing = Standing::judgement,
                       .sharing = {},
                       .about = {},
                       .values = {{"level", form.level.str()},
                                  {"scheme", parts.standards.levels.code},
                                  {"sure", form.sure},
                                  {"vignette", form.vignette}},
                       .corrects = {}};
  const auto added = parts.ledger->append({&entry, 1});
  if (!added) return fail(added.error());
  return {};
}

Result<SeverityPage> see_severity(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_severity); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto ratings = ratings_of(parts);
  if (!ratings) return fail(ratings.error());
  return SeverityPage{.severity = severity_of(*ratings, parts.vignettes, parts.standards),
                      .vignettes = parts.vignettes};
}

}  // namespace roundel::service
