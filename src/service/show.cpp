#include "service/show.h"

#include <array>
#include <utility>

#include "picture/identity_bar.h"

namespace roundel::service {

std::string what_in_words(std::string_view use_case) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 28> told = {{
      {"open-picture", "Opened the picture"},
      {"see-replay", "Looked at the assessment over time"},
      {"see-who-knew", "Looked at who could have known what, and when"},
      {"see-access-history", "Read the access history"},
      {"ask-for-access", "Asked for access"},
      {"grant-access", "Gave access"},
      {"record-concern", "Passed on a concern"},
      {"record-new-child", "Passed on a concern about a child who was not on the record"},
      {"decide-response", "Decided the response"},
      {"judge-level", "Judged the level of need"},
      {"share-level", "Wrote the shared level of need"},
      {"put-off-changes", "Put changes off, or brought them back"},
      {"sign-level", "Signed the shared level of need"},
      {"see-pathway", "Looked at the pathway"},
      {"record-step", "Recorded a step of the pathway"},
      {"record-birth", "Recorded a birth"},
      {"read-with-family", "Opened the page to read with the family"},
      {"print-pack", "Made a conference pack"},
      {"print-chronology", "Made a chronology for paper"},
      {"ask-agency", "Asked another agency"},
      {"see-requests", "Read a request between agencies"},
      {"answer-request", "Answered a request, or decided not to"},
      {"chase-request", "Reminded of a request, or took it higher"},
      {"see-front-door", "Read a concern at the front door"},
      {"review-link", "Compared records: one person or two"},
      {"decide-link", "Decided whether records are one person"},
      {"ask-elsewhere", "Asked another place whether the child is known there"},
      {"answer-elsewhere", "Told another place that the child may be known here, and whom to call"},
  }};
  for (const auto& [word, words] : told)
    if (word == use_case) return std::string(words);
  return std::string(use_case);
}

namespace {

NameAndAge name_and_age_from(const Desk::Parts& parts, const std::vector<SourceId>& anchor,
                             std::span<const Entry* const> own) {
  LoadedFamily details{.anchor = anchor, .sources = {}, .entries = {}, .own = {}};
  for (const Entry* entry : own)
    if (entry->kind.str() == "identity.details" || entry->kind.str() == "identity.link")
      details.entries.push_back(*entry);
  const IdentityBar bar = identity_bar(everything_known(details, parts), parts.standards);
  return {.name = bar.name, .age = bar.age};
}

}  // namespace

NameAndAge name_and_age(const Desk::Parts& parts, const LoadedFamily& family) {
  return name_and_age_from(parts, family.anchor, family.own);
}

Result<NameAndAge> name_and_age(Desk::Parts& parts, const PersonId& person) {
  const auto sources = sources_of(parts, person);
  if (!sources) return fail(sources.error());
  const auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  return name_and_age_from(parts, *sources, pointers_to(*entries));
}

}  // namespace roundel::service
