#include "standards/difference.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "standards/explain.h"

namespace roundel {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

// One thing of the standards as words: what is compared and shown.
struct Told {
  std::string code;
  std::string name;
  Members members;
  const Rule* rule = nullptr;
};

std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

std::vector<Told> indicators_of(const Standards& standards) {
  std::vector<Told> out;
  for (const Indicator& one : standards.indicators)
    out.push_back({one.code.str(),
                   one.name,
                   {{"name", one.name},
                    {"rule", one.sentence},
                    {"suggests", one.suggests.str()},
                    {"domain", std::string(word(one.domain))},
                    {"protective", yes_no(one.protective)},
                    {"why", one.why},
                    {"source", one.source},
                    {"confirmed", yes_no(one.confirmed)},
                    {"note", one.note},
                    {"settled-by", join(one.settled_by, ", ")}},
                   &one.rule});
  return out;
}

std::vector<Told> questions_of(const Standards& standards) {
  std::vector<Told> out;
  for (const Question& one : standards.questions)
    out.push_back({one.code,
                   one.question,
                   {{"question", one.question}, {"rule", format(one.rule)}, {"why", one.why}, {"ask", one.ask}},
                   &one.rule});
  return out;
}

// "social-care.section-47-enquiry (outcome: no-concerns)"
std::string ends_in_words(const ClockRule& rule) {
  std::vector<std::string> out;
  for (const EndsClock& end : rule.ends)
    out.push_back(!end.when ? end.kind
                  : end.when->is.empty()
                      ? fmt::format("{} ({} told)", end.kind, end.when->value)
                      : fmt::format("{} ({}: {})", end.kind, end.when->value, join(end.when->is, ", ")));
  return join(out, "; ");
}

std::string pauses_in_words(const ClockRule& rule) {
  std::vector<std::string> out;
  for (const PausesClock& pause : rule.pauses) {
    std::vector<std::string> until;
    for (const EndsClock& one : pause.until) until.push_back(one.kind);
    out.push_back(fmt::format("from {} until {} ({})", pause.from.kind, join(until, " or "), pause.source));
  }
  return join(out, "; ");
}

// A clock has an edition for each time; each is a thing of its own.
std::vector<Told> clocks_of(const Standards& standards) {
  std::vector<Told> out;
  for (const ClockRule& one : standards.clocks)
    out.push_back({fmt::format("{} from {}", one.code, one.effective_from.iso()),
                   one.name,
                   {{"limit", limit_in_words(one)},
                    {"force", std::string(word(one.force))},
                    {"edition", one.edition},
                    {"until", one.effective_to ? one.effective_to->iso() : ""},
                    {"starts", one.starts},
                    {"meets", join(one.meets, ", ")},
                    {"ends", ends_in_words(one)},
                    {"pauses", pauses_in_words(one)},
                    {"lapses", one.lapses_days ? fmt::format("{} days after its last day", *one.lapses_days) : ""},
                    {"source", one.source}}});
  return out;
}

std::vector<Told> sight_of(const Standards& standards) {
  std::vector<Told> out;
  for (const SightRule& one : standards.sight) {
    std::vector<std::string> open;
    for (const KindCode& kind : one.open) open.push_back(kind.str());
    out.push_back({one.code,
                   one.name,
                   {{"limit", fmt::format("{} days", one.days)},
                    {"under", one.under_months ? fmt::format("{} months", *one.under_months) : ""},
                    {"open", join(open, ", ")},
                    {"source", one.source}}});
  }
  return out;
}

// "grade medium or high; without outcome"
std::string conditions_of(const NotificationKind& one) {
  std::vector<std::string> out;
  for (const StartsWhen& when : one.when) out.push_back(when.value + " " + join_words(when.is, " or "));
  if (!one.without.empty()) out.push_back("without " + one.without);
  return join(out, "; ");
}

// A kind may be there several times: its conditions tell them apart.
std::vector<Told> notifications_of(const Standards& standards) {
  const NotificationRule& rule = standards.notifications;
  std::vector<std::string> settled_by;
  for (const KindCode& kind : rule.settled_by) settled_by.push_back(kind.str());
  std::vector<Told> out = {{"front-door",
                            "What waits at the front door",
                            {{"waits", fmt::format("{} days", rule.waits_days)},
                             {"answered within", fmt::format("{} days", rule.settled_within_days)},
                             {"answered by", join(settled_by, ", ")}}}};
  for (const NotificationKind& one : rule.kinds) {
    const EntryKind* kind = standards.vocabulary.kind(one.kind.str());
    const std::string when = conditions_of(one);
    out.push_back({when.empty() ? one.kind.str() : fmt::format("{}, {}", one.kind.str(), when),
                   kind == nullptr ? one.kind.str() : kind->name,
                   {{"limit", when.empty() ? "every one" : "those with " + when}, {"source", one.source}}});
  }
  return out;
}

std::vector<Told> limits_of(const Standards& standards) {
  std::vector<Told> out;
  for (const Limit& one : standards.limits.all())
    out.push_back({std::string(word(one.of)), one.name, {{"limit", std::to_string(one.value)}, {"why", one.why}}});
  return out;
}

std::vector<Told> kinds_of(const Standards& standards) {
  std::vector<Told> out;
  for (const EntryKind& one : standards.vocabulary.kinds) {
    std::vector<std::string> values;
    for (const ValueSpec& value : one.values) values.push_back(value.name);
    out.push_back(
        {one.code.str(),
         one.name,
         {{"name", one.name}, {"sharing", one.sharing}, {"retention", one.retention}, {"values", join(values, ", ")}}});
  }
  return out;
}

std::vector<Told> groups_of(const Standards& standards) {
  std::vector<Told> out;
  for (const KindGroup& one : standards.vocabulary.groups) {
    std::vector<std::string> kinds;
    for (const KindCode& kind : one.kinds) kinds.push_back(kind.str());
    out.push_back({one.code, one.name, {{"kinds", join(kinds, ", ")}}});
  }
  return out;
}

std::vector<Told> levels_of(const Standards& standards) {
  std::vector<Told> out;
  for (const LevelScheme& scheme : standards.schemes)
    for (const Level& one : scheme.levels)
      out.push_back({scheme.code + " " + one.code.str(), one.name, {{"name", one.name}, {"meaning", one.meaning}}});
  return out;
}

std::string reach_of(const Rule& from, const Rule& to, const Vocabulary& vocabulary) {
  const bool no_looser = prove_no_looser(to, from, vocabulary).has_value();
  const bool no_tighter = prove_no_looser(from, to, vocabulary).has_value();
  if (no_looser && no_tighter) return "holds for the same children, said otherwise";
  if (no_looser) return "holds whenever it did, and may hold for more";
  if (no_tighter) return "holds only where it did, and may hold for fewer";
  return {};
}

StandardsChange change_of(const Told& from, const Told& to, const Vocabulary& vocabulary) {
  StandardsChange out{.code = to.code, .name = to.name, .how = "changed", .members = {}};
  for (std::size_t i = 0; i < to.members.size(); ++i)
    if (from.members[i].second != to.members[i].second)
      out.members.push_back({to.members[i].first, from.members[i].second, to.members[i].second});
  if (from.rule && to.rule && !(*from.rule == *to.rule)) out.reach = reach_of(*from.rule, *to.rule, vocabulary);
  return out;
}

void compare(const char* what, const std::vector<Told>& from, const std::vector<Told>& to, const Vocabulary& vocabulary,
             std::vector<StandardsChange>& out) {
  const auto add = [&](StandardsChange change) {
    change.what = what;
    out.push_back(std::move(change));
  };
  const auto with_code = [](const std::vector<Told>& list, const std::string& code) {
    return std::find_if(list.begin(), list.end(), [&](const Told& one) { return one.code == code; });
  };
  for (const Told& one : from)
    if (with_code(to, one.code) == to.end()) add({.code = one.code, .name = one.name, .how = "removed", .members = {}});
  for (const Told& one : to) {
    const auto before = with_code(from, one.code);
    if (before == from.end()) {
      StandardsChange added{.code = one.code, .name = one.name, .how = "added", .members = {}};
      for (const auto& [member, value] : one.members)
        if (!value.empty()) added.members.push_back({member, "", value});
      add(std::move(added));
    } else if (before->members != one.members) {
      add(change_of(*before, one, vocabulary));
    }
  }
}

}  // namespace

StandardsDifference difference(const Standards& from, const Standards& to) {
  StandardsDifference out{.from = from.edition, .to = to.edition, .changes = {}};
  compare("indicator", indicators_of(from), indicators_of(to), to.vocabulary, out.changes);
  compare("question", questions_of(from), questions_of(to), to.vocabulary, out.changes);
  compare("clock", clocks_of(from), clocks_of(to), to.vocabulary, out.changes);
  compare("time unseen", sight_of(from), sight_of(to), to.vocabulary, out.changes);
  compare("notification", notifications_of(from), notifications_of(to), to.vocabulary, out.changes);
  compare("number", limits_of(from), limits_of(to), to.vocabulary, out.changes);
  compare("level", levels_of(from), levels_of(to), to.vocabulary, out.changes);
  compare("group", groups_of(from), groups_of(to), to.vocabulary, out.changes);
  compare("kind", kinds_of(from), kinds_of(to), to.vocabulary, out.changes);
  return out;
}

std::string text(const StandardsDifference& difference) {
  std::string out =
      fmt::format("From {} to {}: {} changes\n", difference.from, difference.to, difference.changes.size());
  for (const StandardsChange& one : difference.changes) {
    out += fmt::format("\n{} {}: {} [{}]\n", one.what, one.how, one.name, one.code);
    for (const MemberChanged& member : one.members) {
      if (one.how == "added" && member.member != "rule" && member.member != "suggests" && member.member != "limit")
        continue;
      if (!member.from.empty()) out += fmt::format("  - {}: {}\n", member.member, member.from);
      if (!member.to.empty()) out += fmt::format("  + {}: {}\n", member.member, member.to);
    }
    if (!one.reach.empty()) out += fmt::format("  The new rule {}.\n", one.reach);
  }
  return out;
}

}  // namespace roundel
