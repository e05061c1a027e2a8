// The decision on what was passed on: of one concern, or in the same words of all that services told of one event. Each
// stays a concern of its own with a decision of its own, and everybody who told hears back.
#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "service/at_hand.h"
#include "service/derived/refresh.h"
#include "service/respond/concern_rows.h"
#include "service/respond/inbox.h"

namespace roundel::service {
namespace {

// Whether the response makes a contact a referral, by the place's own definition; empty where it has none.
std::string counts_as(const Standards& standards, ResponseChoice choice) {
  if (!standards.place || !standards.place->front_door) return {};
  const auto& when = standards.place->front_door->referral_when;
  return std::find(when.begin(), when.end(), word(choice)) != when.end() ? "referral" : "contact";
}

// What the form names by its code, as the sentence that the record keeps; other words stay as they are.
std::string threshold_sentence(const Standards& standards, const std::string& said) {
  if (said.starts_with("level:")) {
    const Level* level = standards.levels.find(LevelCode(said.substr(6)));
    if (level != nullptr) return level->name + ": " + level->meaning;
  }
  if (said.starts_with("finding:")) {
    const Indicator* indicator = standards.indicator(IndicatorCode(said.substr(8)));
    if (indicator != nullptr) return indicator->name + ": " + explain(indicator->rule, standards.vocabulary);
  }
  return said;
}

Done check_said(const Standards& standards, const DecisionSaid& said) {
  for (const auto& [text, field] : {std::pair{&said.threshold, "threshold"},
                                    {&said.parents_why_not, "parents-why-not"},
                                    {&said.checks_made, "checks-made"},
                                    {&said.checks_not_made, "checks-not-made"}})
    if (const auto ok = check_optional_text(*text, field); !ok) return ok;
  for (const auto& [code, set_name, field] : {std::tuple{&said.consent_share, "consent", "consent-share"},
                                              {&said.consent_service, "consent", "consent-service"},
                                              {&said.consent_treatment, "consent", "consent-treatment"},
                                              {&said.parents_told, "parents-told", "parents-told"}}) {
    const CodeSet* set = standards.vocabulary.code_set(set_name);
    if (!code->empty() && (set == nullptr || set->meaning(*code) == nullptr))
      return fail(Fault::bad_input, "this is not one of the answers", "one from the list", {.field = field});
  }
  return {};
}

// All that the form decides, each once.
std::vector<WhichConcern> chosen_by(const DecideForm& form) {
  std::vector<WhichConcern> out{{.concern = form.concern, .child = form.child}};
  for (const WhichConcern& one : form.also)
    if (std::ranges::none_of(out, [&](const WhichConcern& known) { return known.concern == one.concern; }))
      out.push_back(one);
  return out;
}

// The caller comes to every child whom it is about: one who may not be decided about is a refusal of the whole.
Done come_to_all(Desk& desk, const Caller& caller, const std::vector<WhichConcern>& chosen) {
  std::set<PersonId> children;
  for (const WhichConcern& one : chosen)
    if (children.insert(one.child).second)
      if (const auto at_hand = come_to(desk, caller, access::UseCase::decide_response, one.child); !at_hand)
        return fail(at_hand.error());
  return {};
}

Result<std::vector<ConcernRow>> chosen_rows(Desk::Parts& parts, const std::vector<WhichConcern>& chosen) {
  std::vector<ConcernRow> rows;
  for (const WhichConcern& one : chosen) {
    auto row = row_of(parts, one.child, one.concern);
    if (!row) return fail(row.error());
    rows.push_back(std::move(*row));
  }
  return rows;
}

// Whose records these are, in one order for everybody, so that nobody waits in a ring.
Result<std::set<PersonId>> persons_of(Desk::Parts& parts, const std::vector<ConcernRow>& rows) {
  std::set<PersonId> out;
  for (const ConcernRow& row : rows)
    for (const SourceId& source : row.concern.children) {
      const auto person = person_of(parts, source);
      if (!person) return fail(person.error());
      out.insert(*person);
    }
  return out;
}

bool is_same(const Decision& decision, const Caller& caller, const DecideForm& form) {
  return decision.agency == caller.agency && decision.practitioner == caller.practitioner.str() &&
         decision.choice == form.choice && decision.reason == trimmed(form.reason);
}

// "Missing episode, 3 June 2024, from City Police"
std::string which_one(const ConcernRow& row) {
  return row.concern.by_feed ? fmt::format("{}, {}, from {}", row.concern.by_feed->what, row.concern.by_feed->on.text(),
                                           row.from_agency)
                             : fmt::format("The concern of {}, from {}", row.concern.raised.text(), row.from_agency);
}

// Whether there is something to decide: false where this very form was taken before, and its answer was lost on the
// way. A conflict where any was decided otherwise.
Result<bool> still_to_decide(const std::vector<ConcernRow>& rows, const Caller& caller, const DecideForm& form) {
  const auto same = [&](const ConcernRow& row) {
    return row.concern.decision && is_same(*row.concern.decision, caller, form);
  };
  if (std::ranges::all_of(rows, same)) return false;
  std::vector<std::string> taken;
  for (const ConcernRow& row : rows)
    if (row.concern.decision) taken.push_back(which_one(row));
  if (taken.empty()) return true;
  return fail(Fault::conflict,
              fmt::format("Decided already: {}.{}", join_words(taken),
                          rows.size() > 1 ? " Nothing was recorded for the others." : ""),
              "what still waits");
}

// One decision for several is for what services told of one event, and for nothing else.
Done of_one_event(Desk::Parts& parts, const std::vector<WhichConcern>& chosen) {
  if (chosen.size() < 2) return {};
  const auto together = waits_with(parts, chosen.front());
  if (!together) return fail(together.error());
  for (auto one = chosen.begin() + 1; one != chosen.end(); ++one)
    if (std::ranges::none_of(*together, [&](const ConcernRow& row) { return row.concern.entry == one->concern; }))
      return fail(Fault::conflict, "These are not told of one event, so that one decision does not do for them.",
                  "what the front door shows as one event");
  return {};
}

// What whoever decided is told: the clocks that run now, and who hears back.
Decided outcome_of(const std::vector<ConcernRow>& rows, const DecisionSaid& said) {
  Decided out{.clocks = {}, .counts_as = said.counts_as, .heard = {}};
  for (const ConcernRow& row : rows) {
    out.heard.push_back(row.from_agency);
    for (const RunningClock& clock : row.clocks)
      if (std::ranges::none_of(out.clocks, [&](const RunningClock& known) {
            return known.code == clock.code && known.due == clock.due && known.state == clock.state;
          }))
        out.clocks.push_back(clock);
  }
  return out;
}

// Every decision and every answer to a referrer, in one append; then what is derived from them.
Done record(Desk::Parts& parts, const Caller& caller, const DecideForm& form, const DecisionSaid& said,
            const std::vector<ConcernRow>& rows, const std::set<PersonId>& children) {
  std::vector<NewEntry> entries;
  for (const ConcernRow& row : rows) {
    auto own = decide(row.concern, form.choice, form.reason, caller.agency, caller.practitioner, parts.area,
                      parts.today(), form.feedback, said, form.key);
    if (!own) return fail(own.error());
    std::move(own->begin(), own->end(), std::back_inserter(entries));
  }
  const auto added = parts.ledger->append_within(entries);
  if (!added) return fail(added.error());
  const auto kept = parts.ledger->find(parts.area, added->ids.front());
  if (!kept) return fail(kept.error());
  for (const ConcernRow& row : rows) {
    const store::Cell cells[] = {(*kept)->recorded.micros(), parts.area.str(), row.concern.entry.str()};
    if (const auto done = parts.database->run("UPDATE concern SET decided = ? WHERE area = ? AND entry = ?", cells);
        !done)
      return fail(done.error());
  }
  return refresh_families(parts, children);
}

}  // namespace

Result<Decided> decide_response(Desk& desk, const Caller& caller, const DecideForm& form) {
  if (const auto ok = check_text(form.reason, "reason", "why this is the right response"); !ok) return fail(ok.error());
  if (const auto ok = check_optional_text(form.feedback, "feedback"); !ok) return fail(ok.error());
  const std::vector<WhichConcern> chosen = chosen_by(form);
  if (const auto come = come_to_all(desk, caller, chosen); !come) return fail(come.error());

  Desk::Parts& parts = desk.parts();
  const auto asked = chosen_rows(parts, chosen);
  if (!asked) return fail(asked.error());
  DecisionSaid said = form.said;
  said.threshold = threshold_sentence(parts.standards, said.threshold);
  said.counts_as = counts_as(parts.standards, form.choice);
  if (const auto ok = check_said(parts.standards, said); !ok) return fail(ok.error());
  const auto open = still_to_decide(*asked, caller, form);
  if (!open) return fail(open.error());
  if (!*open) return outcome_of(*asked, said);
  if (const auto one = of_one_event(parts, chosen); !one) return fail(one.error());
  const auto children = persons_of(parts, *asked);
  if (!children) return fail(children.error());

  Decided decided;
  const auto done = parts.database->transact([&]() -> Done {
    for (const PersonId& child : *children)
      if (const auto locked = parts.database->lock(parts.area.str() + "/" + child.str()); !locked) return locked;
    const auto rows = chosen_rows(parts, chosen);
    if (!rows) return fail(rows.error());
    const auto to_decide = still_to_decide(*rows, caller, form);
    if (!to_decide) return fail(to_decide.error());
    if (*to_decide)
      if (const auto recorded = record(parts, caller, form, said, *rows, *children); !recorded) return recorded;
    const auto after = chosen_rows(parts, chosen);
    if (!after) return fail(after.error());
    decided = outcome_of(*after, said);
    return {};
  });
  if (!done) return fail(done.error());
  return decided;
}

}  // namespace roundel::service
