#include <algorithm>

#include <fmt/format.h>

#include "access/access.h"
#include "core/document.h"
#include "core/text.h"

namespace roundel::access {
namespace {

// Puts the place of `node` on an error that was made without one.
template <class T>
Result<T> at(const Node& node, Result<T> result) {
  if (!result) result.error().place = node.place();
  return result;
}

Result<std::vector<UseCase>> use_cases_in(const Node& table, std::string_view key) {
  const auto list = table.need(key);
  if (!list) return fail(list.error());
  const auto names = (*list)->texts();
  if (!names) return fail(names.error());
  std::vector<UseCase> out;
  for (const std::string& name : *names) {
    const auto use_case = at(**list, parse_use_case(name));
    if (!use_case) return fail(use_case.error());
    if (std::find(out.begin(), out.end(), *use_case) != out.end())
      return fail((*list)->wrong(fmt::format("'{}' stands here twice", name), "each use case once"));
    out.push_back(*use_case);
  }
  return out;
}

Result<ContentScope> scope_in(const Node& table, std::string_view key) {
  const auto list = table.need(key);
  if (!list) return fail(list.error());
  const auto names = (*list)->texts();
  if (!names) return fail(names.error());
  ContentScope scope;
  for (const std::string& name : *names) {
    if (name == "involvement")
      scope.involvement = true;
    else if (name == "own")
      scope.own = true;
    else if (name == "joint")
      scope.joint = true;
    else if (name == "sensitive")
      scope.sensitive = true;
    else
      return fail(
          (*list)->wrong(fmt::format("'{}' is not a part of a picture", name), "involvement, own, joint or sensitive"));
  }
  return scope;
}

Result<RoleRule> role_in(const Node& node) {
  if (const auto known = node.only({"code", "name", "may", "most"}); !known) return fail(known.error());
  const auto code = node.need_text("code");
  if (!code) return fail(code.error());
  const auto name = node.need_text("name");
  if (!name) return fail(name.error());
  auto may = use_cases_in(node, "may");
  if (!may) return fail(may.error());
  const auto most = scope_in(node, "most");
  if (!most) return fail(most.error());
  return RoleRule{.code = *code, .name = *name, .may = std::move(*may), .most = *most};
}

Result<TieRule> tie_in(const Node& node) {
  if (const auto known = node.only({"tie", "scope", "why"}); !known) return fail(known.error());
  const auto name = node.need_text("tie");
  if (!name) return fail(name.error());
  const auto tie = at(node, parse_tie(*name));
  if (!tie) return fail(tie.error());
  const auto scope = scope_in(node, "scope");
  if (!scope) return fail(scope.error());
  const auto why = node.need_text("why");
  if (!why) return fail(why.error());
  return TieRule{.tie = *tie, .scope = *scope, .why = *why};
}

Result<PurposeRule> purpose_in(const Node& node) {
  if (const auto known = node.only({"purpose", "name", "lawful-basis", "source", "confirmed", "note"}); !known)
    return fail(known.error());
  const auto code = node.need_text("purpose");
  if (!code) return fail(code.error());
  const auto purpose = at(node, parse_purpose(*code));
  if (!purpose) return fail(purpose.error());
  const auto name = node.need_text("name");
  if (!name) return fail(name.error());
  const auto basis = node.need_text("lawful-basis");
  if (!basis) return fail(basis.error());
  const auto source = node.need_text("source");
  if (!source) return fail(source.error());
  const Node* flag = node.find("confirmed");
  const auto confirmed = flag ? flag->flag() : Result<bool>(true);
  if (!confirmed) return fail(confirmed.error());
  const auto note = node.text_or("note", "");
  if (!note) return fail(note.error());
  return PurposeRule{.purpose = *purpose,
                     .name = *name,
                     .lawful_basis = *basis,
                     .source = *source,
                     .confirmed = *confirmed,
                     .note = *note};
}

template <class Rule>
Result<std::vector<Rule>> each_in(const Node& file, std::string_view key, Result<Rule> (*read)(const Node&)) {
  std::vector<Rule> out;
  for (const Node* node : file.each(key)) {
    auto rule = read(*node);
    if (!rule) return fail(rule.error());
    out.push_back(std::move(*rule));
  }
  return out;
}

bool covers(const ContentScope& wider, const ContentScope& narrower) {
  const auto implies = [](bool a, bool b) { return !a || b; };
  return implies(narrower.involvement, wider.involvement) && implies(narrower.own, wider.own) &&
         implies(narrower.joint, wider.joint) && implies(narrower.sensitive, wider.sensitive);
}

// Nothing is left to chance: every use case has somebody, every tie and purpose a rule, and a closer tie sees no less.
Done check(const Rules& rules, const Node& file) {
  for (const UseCase use_case : use_cases()) {
    const bool somebody = lists(rules.open_to_all, use_case) ||
                          std::any_of(rules.roles.begin(), rules.roles.end(),
                                      [&](const RoleRule& role) { return lists(role.may, use_case); });
    if (!somebody)
      return fail(
          file.wrong(fmt::format("nobody may '{}'", word(use_case)), "the use case under a role or open-to-all"));
  }
  for (std::size_t i = 0; i < rules.roles.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (rules.roles[k].code == rules.roles[i].code)
        return fail(file.wrong(fmt::format("the role '{}' stands twice", rules.roles[i].code), "each role once"));
  constexpr std::array ties = {Tie::none,       Tie::referrer, Tie::agency_involved, Tie::named_practitioner,
                               Tie::joint_team, Tie::granted,  Tie::console};
  if (rules.ties.size() != ties.size())
    return fail(file.wrong("a tie is missing or stands twice", "each of the seven ties once"));
  for (std::size_t i = 0; i < ties.size(); ++i) {
    if (rules.ties[i].tie != ties[i])
      return fail(
          file.wrong(fmt::format("'{}' is out of order", word(rules.ties[i].tie)), fmt::format("'{}'", word(ties[i]))));
    if (i > 0 && !covers(rules.ties[i].scope, rules.ties[i - 1].scope))
      return fail(file.wrong(fmt::format("'{}' may see less than '{}'", word(ties[i]), word(ties[i - 1])),
                             "ties whose scope grows from one to the next"));
  }
  for (const Purpose purpose : {Purpose::direct_work, Purpose::safeguarding, Purpose::review, Purpose::administration})
    if (std::count_if(rules.purposes.begin(), rules.purposes.end(),
                      [&](const PurposeRule& rule) { return rule.purpose == purpose; }) != 1)
      return fail(
          file.wrong(fmt::format("the purpose '{}' must stand once", word(purpose)), "each of the four purposes once"));
  return {};
}

Result<Rules> rules_in(const Node& file) {
  if (const auto known = file.only({"open-to-all", "need-content", "role", "tie", "purpose"}); !known)
    return fail(known.error());
  auto open = use_cases_in(file, "open-to-all");
  if (!open) return fail(open.error());
  auto need = use_cases_in(file, "need-content");
  if (!need) return fail(need.error());
  auto roles = each_in<RoleRule>(file, "role", role_in);
  if (!roles) return fail(roles.error());
  auto ties = each_in<TieRule>(file, "tie", tie_in);
  if (!ties) return fail(ties.error());
  auto purposes = each_in<PurposeRule>(file, "purpose", purpose_in);
  if (!purposes) return fail(purposes.error());
  Rules rules{.roles = std::move(*roles),
              .ties = std::move(*ties),
              .purposes = std::move(*purposes),
              .open_to_all = std::move(*open),
              .need_content = std::move(*need)};
  if (const auto whole = check(rules, file); !whole) return fail(whole.error());
  return rules;
}

}  // namespace

Result<Rules> parse_rules(std::string_view toml, const std::string& name) {
  const auto file = parse_document(toml, name);
  if (!file) return fail(file.error());
  return rules_in(*file);
}

Result<Rules> load_rules(const std::string& standards_dir) {
  const auto file = read_document(standards_dir + "/england/access.toml");
  if (!file) return fail(file.error());
  return rules_in(*file);
}

}  // namespace roundel::access
