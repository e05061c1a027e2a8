#include "service/show.h"

#include <array>
#include <utility>

#include "service/family_loader.h"

namespace roundel::service {

std::string what_in_words(std::string_view use_case) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> told = {{
      {"open-picture", "Opened the picture"},
      {"see-access-history", "Read the access history"},
      {"ask-for-access", "Asked for access"},
      {"grant-access", "Gave access"},
      {"record-concern", "Passed on a concern"},
      {"decide-response", "Decided the response"},
      {"judge-level", "Judged the level of need"},
      {"see-front-door", "Read a concern at the front door"},
      {"review-link", "Compared records: one person or two"},
      {"decide-link", "Decided whether records are one person"},
  }};
  for (const auto& [word, words] : told)
    if (word == use_case) return std::string(words);
  return std::string(use_case);
}

Result<NameAndAge> name_and_age(Desk::Parts& parts, const PersonId& person) {
  const auto sources = sources_of(parts, person);
  if (!sources) return fail(sources.error());
  auto entries = parts.ledger->about(parts.area, *sources);
  if (!entries) return fail(entries.error());
  std::erase_if(*entries, [](const Entry& entry) {
    return entry.kind.str() != "identity.details" && entry.kind.str() != "identity.link";
  });
  const FamilyEntries known =
      seen_by({.anchor = *sources, .entries = std::move(*entries)}, parts, {}, [](const Entry&) { return true; });
  const IdentityBar bar = build_picture(known, parts.standards, {}).identity;
  return NameAndAge{.name = bar.name, .age = bar.age};
}

}  // namespace roundel::service
