#include "service/at_hand.h"

#include <fmt/format.h>

#include "core/text.h"

namespace roundel::service {
namespace {

constexpr std::size_t longest_text = 8000;  // characters of a free-text field

}  // namespace

Done check_optional_text(const std::string& text, const char* field) {
  if (text.size() > longest_text)
    return fail(Fault::bad_input, "this is too long", fmt::format("at most {} characters", longest_text),
                {.field = field});
  if (!is_valid_utf8(text)) return fail(Fault::bad_input, "this is not readable text", "UTF-8", {.field = field});
  return {};
}

Done check_text(const std::string& text, const char* field, const char* expected) {
  if (trimmed(text).empty()) return fail(Fault::bad_input, "this is empty", expected, {.field = field});
  return check_optional_text(text, field);
}

Result<ChildAtHand> come_to(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child) {
  Desk::Parts& parts = desk.parts();
  auto family = load_family(parts, child);
  if (!family) return fail(family.error());
  ChildAtHand at_hand{.family = std::move(*family)};
  at_hand.tie = access::tie_of(caller, at_hand.family->own, parts.standards, parts.now());
  auto decision = enter_about(desk, caller, use_case, child, at_hand.tie);
  if (!decision) return fail(decision.error());
  at_hand.access = std::move(*decision);
  return at_hand;
}

NewEntry entry_by(const Desk::Parts& parts, const Caller& caller, std::string_view kind, std::string key,
                  std::vector<About> about) {
  return {.area = parts.area,
          .key = std::move(key),
          .kind = KindCode(std::string(kind)),
          .agency = caller.agency,
          .practitioner = caller.practitioner,
          .happened = Happened::on(parts.today()),
          .known = parts.today(),
          .standing = parts.standards.vocabulary.kind(kind)->standing,
          .sharing = "",
          .about = std::move(about),
          .values = {},
          .corrects = {}};
}

NewEntry about_one(const Desk::Parts& parts, const Caller& caller, std::string_view kind, std::string key,
                   const LoadedFamily& family) {
  return entry_by(parts, caller, kind, std::move(key), {{family.anchor.front(), RoleCode("child")}});
}

FamilyEntries readable(const ChildAtHand& at_hand, const Caller& caller, const Desk::Parts& parts) {
  return seen_by(*at_hand.family, parts, {}, [&](const Entry& entry) {
    return access::may_read_or_frames(entry, at_hand.access.scope, caller, parts.standards.vocabulary);
  });
}

}  // namespace roundel::service
