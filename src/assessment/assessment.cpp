#include "assessment/assessment.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "assessment/findings.h"
#include "core/text.h"

namespace roundel {
namespace {

Columns columns_of(const FamilyEntries& known, const Standards& standards, Rulebook::Of of) {
  Columns columns{Rulebook(standards, of)};
  for (const Entry& entry : known.entries) columns.add(entry);
  columns.finish(known.members);
  return columns;
}

std::vector<Finding> findings_of(const FamilyEntries& known, const Standards& standards) {
  std::vector<Finding> out;
  const Columns columns = columns_of(known, standards, Rulebook::Of::indicators);
  const auto child = columns.find(known.child);
  if (!child || columns.life(*child).died <= known.on) return out;
  Evaluation evaluation(columns, known.on);
  evaluation.look_at(*child);
  find_all(evaluation, columns, standards, reading_order(standards), out);
  return out;
}

LevelCode highest_suggested(const std::vector<Finding>& findings, const Standards& standards) {
  for (const Finding& finding : findings)  // sorted, so the first that suggests a level suggests the highest
    if (const Indicator* indicator = standards.indicator(finding.indicator); indicator && !indicator->suggests.empty())
      return indicator->suggests;
  return {};
}

bool is_about(const Entry& entry, const PersonId& person, const Membership& members) {
  return std::any_of(entry.about.begin(), entry.about.end(),
                     [&](const About& about) { return members.person_of(about.source) == person; });
}

std::optional<Judgement> last_judgement(const FamilyEntries& known) {
  std::optional<Judgement> last;
  for (const Entry& entry : known.entries) {
    if (entry.kind.str() != "judgement.level" || !is_about(entry, known.child, known.members)) continue;
    const std::string named = entry.text_of("practitioner");
    last = Judgement{.level = LevelCode(entry.text_of("level")),
                     .reason = entry.text_of("reason"),
                     .practitioner = named.empty() ? entry.practitioner.str() : named,
                     .agency = entry.agency,
                     .on = entry.happened.precision == Precision::unknown ? entry.known : entry.happened.to};
  }
  return last;
}

std::string kind_of_agency(const AgencyId& id, const Standards& standards) {
  const Agency* agency = standards.agency(id);
  return agency ? agency->kind : id.str();
}

// Kinds of agency that recorded anything about the family in the last year.
std::set<std::string> heard_from(const FamilyEntries& known, const Standards& standards) {
  std::set<std::string> out;
  const Date year_ago = known.on.plus_years(-1);
  for (const Entry& entry : known.entries) {
    const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
    if (entry.kind.str().starts_with("request.") && entry.kind.str() != "request.answered") continue;  // told nothing
    const Date day = entry.happened.precision == Precision::unknown ? entry.known : entry.happened.to;
    if (kind && !kind->structural && day >= year_ago && day <= known.on)
      out.insert(kind_of_agency(entry.agency, standards));
  }
  return out;
}

// Questions of the standards that an agency answered within a year when it was asked.
std::set<std::string> answered_on_request(const FamilyEntries& known) {
  std::set<std::string> out;
  const Date year_ago = known.on.plus_years(-1);
  for (const Entry& entry : known.entries)
    if (entry.kind.str() == "request.answered" && is_about(entry, known.child, known.members) &&
        entry.happened.to >= year_ago && entry.happened.to <= known.on)
      out.insert(entry.text_of("standing-question"));
  return out;
}

std::vector<Unasked> standing_questions(const FamilyEntries& known, const Standards& standards) {
  std::vector<Unasked> out;
  const Columns columns = columns_of(known, standards, Rulebook::Of::questions);
  const auto child = columns.find(known.child);
  if (!child || columns.life(*child).died <= known.on) return out;
  Evaluation evaluation(columns, known.on);
  evaluation.look_at(*child);
  const auto answered = answered_on_request(known);
  for (std::size_t number = 0; number < standards.questions.size(); ++number) {
    const Question& question = standards.questions[number];
    if (answered.contains(question.code)) continue;
    if (evaluation.holds(number)) out.push_back({question.question, question.why, question.ask, question.code});
  }
  return out;
}

// Who could settle a finding and has said nothing for a year: one question a kind of agency.
void add_silent_agencies(const FamilyEntries& known, const std::vector<Finding>& findings, const Standards& standards,
                         std::vector<Unasked>& out) {
  const auto heard = heard_from(known, standards);
  std::vector<std::pair<std::string, std::vector<std::string>>> silent;
  for (const Finding& finding : findings) {
    const Indicator* indicator = standards.indicator(finding.indicator);
    if (!indicator) continue;
    for (const std::string& kind : indicator->settled_by) {
      if (heard.contains(kind)) continue;
      auto at = std::find_if(silent.begin(), silent.end(), [&](const auto& one) { return one.first == kind; });
      if (at == silent.end()) at = silent.insert(silent.end(), {kind, {}});
      at->second.push_back(indicator->name);
    }
  }
  for (const auto& [kind, names] : silent) {
    const AgencyKind* agency = standards.vocabulary.agency_kind(kind);
    out.push_back({fmt::format("What does {} know of this family?", agency ? agency->name : kind),
                   "Nothing has been recorded by it for a year, and it could settle: " + join_words(names) + ".",
                   kind,
                   {}});
  }
}

// "Domestic abuse incident" within a sentence: "domestic abuse incident"; "CAMHS contact" stays.
std::string within_a_sentence(std::string name) {
  const bool abbreviation = name.size() > 1 && name[1] >= 'A' && name[1] <= 'Z';
  if (!abbreviation && !name.empty()) name = lower(name.substr(0, 1)) + name.substr(1);
  return name;
}

std::string counted(const std::string& name, int count) {
  return count == 1 ? within_a_sentence(name) : fmt::format("{} ({} times)", within_a_sentence(name), count);
}

}  // namespace

Assessment assess(const FamilyEntries& known, const Standards& standards) {
  Assessment out;
  out.findings = findings_of(known, standards);
  out.suggested = highest_suggested(out.findings, standards);
  out.judgement = last_judgement(known);
  out.unasked = standing_questions(known, standards);
  add_silent_agencies(known, out.findings, standards, out.unasked);
  out.edition = standards.edition;
  out.on = known.on;
  return out;
}

std::string in_words(const Finding& finding, const std::vector<Entry>& entries, const Standards& standards) {
  const Indicator* indicator = standards.indicator(finding.indicator);
  std::string out = indicator ? indicator->name : finding.indicator.str();
  std::vector<std::pair<std::string, int>> kinds;  // in the order first seen
  std::optional<Date> last;
  for (const Entry& entry : entries) {
    if (std::find(finding.evidence.begin(), finding.evidence.end(), entry.id) == finding.evidence.end()) continue;
    const EntryKind* kind = standards.vocabulary.kind(entry.kind.str());
    const std::string name = kind ? kind->name : entry.kind.str();
    auto at = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.first == name; });
    if (at == kinds.end()) at = kinds.insert(kinds.end(), {name, 0});
    ++at->second;
    if (entry.happened.precision != Precision::unknown)
      last = std::max(last.value_or(entry.happened.to), entry.happened.to);
  }
  if (kinds.empty()) return fmt::format("{}, since {}", out, finding.since.text());
  std::vector<std::string> parts;
  for (const auto& [name, count] : kinds) parts.push_back(counted(name, count));
  out += ": " + join_words(parts);
  if (last) out += fmt::format(", {} {}", finding.evidence.size() == 1 ? "on" : "the last on", last->text());
  std::vector<std::string> agencies;
  for (const AgencyId& agency : finding.agencies) agencies.push_back(standards.agency_name(agency));
  return out + fmt::format(" ({})", join_words(agencies));
}

}  // namespace roundel
