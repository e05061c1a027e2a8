#include <algorithm>

#include <fmt/format.h>

#include "access/access.h"

namespace roundel::access {
namespace {

const RoleRule* role_of(const Caller& caller, const Rules& rules) {
  const auto rule = std::find_if(rules.roles.begin(), rules.roles.end(),
                                 [&](const RoleRule& role) { return role.code == caller.role; });
  return rule == rules.roles.end() ? nullptr : &*rule;
}

const TieRule* rule_of(Tie tie, const Rules& rules) {
  const auto rule =
      std::find_if(rules.ties.begin(), rules.ties.end(), [&](const TieRule& known) { return known.tie == tie; });
  return rule == rules.ties.end() ? nullptr : &*rule;
}

const PurposeRule* rule_of(Purpose purpose, const Rules& rules) {
  const auto rule = std::find_if(rules.purposes.begin(), rules.purposes.end(),
                                 [&](const PurposeRule& known) { return known.purpose == purpose; });
  return rule == rules.purposes.end() ? nullptr : &*rule;
}

Decision refused(std::string why, std::string basis = {}) {
  return {.allowed = false, .scope = {}, .why = std::move(why), .lawful_basis = std::move(basis)};
}

// "open picture"
std::string spoken(UseCase use_case) {
  std::string words(word(use_case));
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

// What the tie gives, within what the role may ever read. A grant was made to the person and stands above the role.
// Sensitive content needs reasonable cause, which only the purpose of safeguarding states.
ContentScope scope_of(const TieRule& tie, const RoleRule& role, Purpose purpose) {
  ContentScope scope = tie.scope;
  if (tie.tie != Tie::granted) {
    scope.involvement = scope.involvement && role.most.involvement;
    scope.own = scope.own && role.most.own;
    scope.joint = scope.joint && role.most.joint;
    scope.sensitive = scope.sensitive && role.most.sensitive;
  }
  scope.sensitive = scope.sensitive && purpose == Purpose::safeguarding;
  return scope;
}

}  // namespace

Decision decide(const Caller& caller, UseCase use_case, const Rules& rules) {
  const PurposeRule* purpose = rule_of(caller.purpose, rules);
  const std::string basis = purpose ? purpose->lawful_basis : std::string();
  if (lists(rules.open_to_all, use_case))
    return {.allowed = true, .scope = {}, .why = "Open to all", .lawful_basis = basis};
  if (caller.account.empty()) return refused("Nobody is signed in");
  if (!purpose) return refused("The purpose is not in the rules");
  const RoleRule* role = role_of(caller, rules);
  if (!role) return refused("The role is not in the rules", basis);
  if (!lists(role->may, use_case))
    return refused(fmt::format("{}: this role may not {}", role->name, spoken(use_case)), basis);
  return {.allowed = true,
          .scope = {},
          .why = fmt::format("{}: this role may {}", role->name, spoken(use_case)),
          .lawful_basis = basis};
}

Decision decide_about_child(const Caller& caller, UseCase use_case, Tie tie, const Rules& rules) {
  Decision decision = decide(caller, use_case, rules);
  const RoleRule* role = role_of(caller, rules);
  const TieRule* rule = rule_of(tie, rules);
  if (!decision.allowed || caller.account.empty() || !role) return decision;
  if (!rule) return refused("The tie is not in the rules", decision.lawful_basis);
  decision.scope = scope_of(*rule, *role, caller.purpose);
  // A role that never reads content (information governance) is not refused for having none.
  if (lists(rules.need_content, use_case) && role->most != ContentScope{} && !decision.scope.any()) {
    decision.allowed = false;
    decision.why =
        tie == Tie::none ? rule->why : fmt::format("{}: the role reads no content by its tie alone", role->name);
    return decision;
  }
  decision.why = fmt::format("{}. {}", role->name, rule->why);
  return decision;
}

bool may_read(const Entry& entry, const ContentScope& scope, const Caller& caller, const Vocabulary& vocabulary) {
  if (caller.role == console_role) return scope.any();
  if (!caller.agency.empty() && entry.agency == caller.agency) return scope.own;
  const EntryKind* kind = vocabulary.kind(entry.kind.value);
  const SharingClass* sharing = vocabulary.sharing_class(!entry.sharing.empty() ? entry.sharing
                                                         : kind                 ? kind->sharing
                                                                                : std::string());
  if (!sharing) return false;
  if (sharing->sensitive) return scope.sensitive;
  return sharing->joint_team && scope.joint;
}

bool may_read_or_frames(const Entry& entry, const ContentScope& scope, const Caller& caller,
                        const Vocabulary& vocabulary) {
  const EntryKind* kind = vocabulary.kind(entry.kind.str());
  return (kind != nullptr && kind->structural) || may_read(entry, scope, caller, vocabulary);
}

}  // namespace roundel::access
