#include "service/oversee/vignettes.h"

#include <algorithm>
#include <unordered_map>

#include "service/oversee/opinions.h"

namespace roundel::service {
namespace {

Result<VignetteRatings> ratings_of(Desk::Parts& parts) {
  VignetteRatings out(parts.standards.levels.code);
  const auto rated = opinions_of(parts, "vignette.rated");
  if (!rated) return fail(rated.error());
  for (const Entry& entry : *rated) out.apply(entry);
  return out;
}

Result<DecidedLevels> decided_levels(Desk& desk) {
  DecidedLevels out;
  const auto judged = opinions_of(desk.parts(), "judgement.level");
  if (!judged) return fail(judged.error());
  std::unordered_map<SourceId, PersonId> persons;
  for (const Entry& entry : *judged)
    for (const About& about : entry.about) {
      if (persons.contains(about.source)) continue;
      auto person = person_of_source(desk, about.source);
      if (!person && person.error().fault != Fault::not_found) return fail(person.error());
      persons.emplace(about.source, person ? std::move(*person) : person_of_alone(about.source));
    }
  for (const Entry& entry : *judged) out.apply(entry, [&](const SourceId& source) { return persons.at(source); });
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
  return parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    return note_opinion(parts, *added, "vignette.rated");
  });
}

Result<SeverityPage> see_severity(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_severity); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto ratings = ratings_of(parts);
  if (!ratings) return fail(ratings.error());
  const auto decided = decided_levels(desk);
  if (!decided) return fail(decided.error());
  return SeverityPage{.severity = severity_of(*ratings, parts.vignettes, parts.standards),
                      .decided = severity_of(*decided, parts.standards),
                      .vignettes = parts.vignettes};
}

}  // namespace roundel::service
