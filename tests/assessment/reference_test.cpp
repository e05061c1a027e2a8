// The program against the slow reference: random rules, random families, as known at random moments. Then the other way
// round: every operator of a rule, changed a little, is told from the right one by some family.
#include "tests/assessment/reference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "assessment/columns.h"
#include "assessment/evaluation.h"
#include "tests/assessment/any_district.h"
#include "tests/assessment/family_text.h"

namespace roundel {
namespace {

using testing::AnyDistrict;
using testing::AnyRule;
using testing::Reference;
using testing::today;

const Vocabulary& words() {
  static const Vocabulary loaded =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt).value().vocabulary;
  return loaded;
}

const std::vector<std::string> few = {"police.domestic-abuse",   "school.attendance", "concern.raised",
                                      "social-care.case-closed", "gp.not-brought",    "school.suspension"};

struct Found {
  bool holds = false;
  Date since;
  std::set<EntryId> evidence;
  bool operator==(const Found&) const = default;
};

Found found_by_the_program(const Rule& rule, const FamilyEntries& known) {
  Columns columns{Rulebook({&rule}, words())};
  for (const Entry& entry : known.entries) columns.add(entry);
  columns.finish(known.members);
  const auto child = columns.find(known.child);
  if (!child) return {};
  Evaluation evaluation(columns, known.on);
  evaluation.look_at(*child);
  if (!evaluation.holds(0)) return {};
  std::vector<Evidence> evidence;
  evaluation.evidence(0, evidence);
  Found out{true, evaluation.since(0), {}};
  for (const Evidence& one : evidence) out.evidence.insert(columns.entry_id(one.entry));
  return out;
}

Found found_by_the_reference(const Rule& rule, const FamilyEntries& known) {
  const Reference reference(known, words());
  if (!reference.holds(rule, known.on)) return {};
  return {true, reference.since(rule), reference.evidence(rule)};
}

// Nobody is assessed of whom nothing is recorded.
bool is_known(const FamilyEntries& known) {
  const auto of_the_child = [&](const About& about) { return known.members.person_of(about.source) == known.child; };
  return std::any_of(known.entries.begin(), known.entries.end(), [&](const Entry& entry) {
    return std::any_of(entry.about.begin(), entry.about.end(), of_the_child);
  });
}

// One house, as known at a moment of the last year.
FamilyEntries any_family() {
  const AnyDistrict district(words(), few, 1, 35);
  const View view{.at = Timestamp::end_of(today.plus_days(-AnyRule::within(0, 2) * AnyRule::within(0, 300))),
                  .agency = {}};
  const auto known = as_known(district.entries(), view, [](const Entry&, const AgencyId&) { return true; });
  FamilyEntries out = AnyDistrict::house_of(known, 0, "child");
  out.on = view.at->date();
  return out;
}

RC_GTEST_PROP(Reference, AgreesOnEveryRuleAndFamily, ()) {
  const FamilyEntries known = any_family();
  RC_PRE(is_known(known));
  for (int i = 0; i < 4; ++i) {
    const Rule rule = AnyRule(words(), few, {"worry", "contact"}, 40).rule();
    const Found program = found_by_the_program(rule, known);
    const Found reference = found_by_the_reference(rule, known);
    RC_LOG() << format(rule) << " on " << known.on.iso() << "\n"
             << program.holds << " " << program.since.iso() << " " << program.evidence.size() << " | "
             << reference.holds << " " << reference.since.iso() << " " << reference.evidence.size() << "\n";
    RC_ASSERT(program.holds == reference.holds);
    RC_ASSERT(program == reference);
  }
}

// One condition alone holds far more often than a whole rule.
RC_GTEST_PROP(Reference, AgreesOnEveryConditionAlone, ()) {
  const FamilyEntries known = any_family();
  RC_PRE(is_known(known));
  for (int i = 0; i < 8; ++i) {
    Rule rule{.conditions = {AnyRule(words(), few, {"worry"}, 30).condition()}};
    if (AnyRule::within(0, 4) == 0) {
      rule.exceptions = rule.conditions;
      rule.conditions = {parse_rule("at least 1 any worry about family ever", words())->conditions[0]};
    }
    const Found program = found_by_the_program(rule, known);
    const Found reference = found_by_the_reference(rule, known);
    RC_LOG() << format(rule) << " on " << known.on.iso() << "\n";
    RC_ASSERT(program == reference);
  }
}

// A place's rule that was proved no looser than the nation's holds whenever it does.
RC_GTEST_PROP(Proof, IsNeverWrong, ()) {
  const FamilyEntries known = any_family();
  for (int i = 0; i < 20; ++i) {
    const Rule floor = AnyRule(words(), few, {"worry"}, 20).rule();
    Rule tight = floor;
    AnyRule other(words(), few, {"worry"}, 20);
    for (Condition& condition : tight.conditions) {
      if (AnyRule::within(0, 2) == 0) condition.at_least = std::max(1, condition.at_least + AnyRule::within(-2, 2));
      if (AnyRule::within(0, 2) == 0 && condition.window) condition.window = other.span();
      if (AnyRule::within(0, 3) == 0 && !condition.kinds.empty()) condition.kinds.push_back(other.terms().front());
      const bool of_entries = condition.shape != Condition::Shape::tie && condition.shape != Condition::Shape::trend;
      if (of_entries && AnyRule::within(0, 3) == 0) condition.who = other.condition().who;
      if (AnyRule::within(0, 3) == 0) condition.when.reset();
    }
    if (AnyRule::within(0, 3) == 0) tight.guards = {other.guard(true)};
    if (AnyRule::within(0, 3) == 0) tight.exceptions.clear();
    if (!prove_no_looser(tight, floor, words())) continue;
    RC_LOG() << format(floor) << "\n" << format(tight) << "\n";
    if (Reference(known, words()).holds(floor, known.on)) RC_ASSERT(Reference(known, words()).holds(tight, known.on));
  }
}

}  // namespace
}  // namespace roundel
