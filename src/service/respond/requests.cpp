#include "service/respond/requests.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/details.h"
#include "picture/family_members.h"
#include "picture/subjects.h"
#include "service/at_hand.h"
#include "service/derived/refresh.h"
#include "service/show.h"

namespace roundel::service {
namespace {

using store::Cell;

constexpr std::size_t most_rows = 200;  // of the open ones of one agency

// All that is held about the family: what a request is and was told is found in it, whatever the caller may read.
FamilyEntries all_of(const ChildAtHand& at_hand, const Desk::Parts& parts) {
  return everything_known(*at_hand.family, parts);
}

// The requests about the child as they stand, corrections applied.
std::vector<InformationRequest> requests_of(const FamilyEntries& known) {
  return fold_requests(entries_about(known.entries, known.child, known.members));
}

Result<InformationRequest> find_request(const FamilyEntries& known, const EntryId& id) {
  for (InformationRequest& request : requests_of(known))
    if (request.entry == id) return std::move(request);
  return fail(Fault::not_found, "this request is not about this child", "a request from the list");
}

// Whether the person may be asked about: somebody grown up of the family, in a role that a request can name.
std::vector<FamilyTie> askable(const FamilyEntries& known, const Standards& standards) {
  const EntryKind* kind = standards.vocabulary.kind("request.information");
  std::vector<FamilyTie> out;
  for (FamilyTie& tie : family_ties(known)) {
    const RoleCode role{std::string(word(tie.relation))};
    const bool named = kind != nullptr && std::find(kind->roles.begin(), kind->roles.end(), role) != kind->roles.end();
    if (named && tie.relation != Relation::sibling && !tie.person.empty()) out.push_back(std::move(tie));
  }
  return out;
}

Result<RequestRow> row_of(Desk::Parts& parts, const PersonId& child, const LoadedFamily& family,
                          InformationRequest request) {
  NameAndAge named = name_and_age(parts, family);
  RequestRow row{.request = std::move(request),
                 .child = child,
                 .child_name = std::move(named.name),
                 .child_age = std::move(named.age),
                 .person_name = {},
                 .person_age = {},
                 .person_born = {},
                 .person_role = {},
                 .from_agency = {},
                 .of_agency = {}};
  row.from_agency = parts.standards.agency_name(row.request.from);
  row.of_agency = parts.standards.agency_name(row.request.of);
  row.state = row.request.state(parts.today());
  if (!row.request.person) return row;
  const auto person = person_of(parts, row.request.person->source);
  if (!person) return fail(person.error());
  auto who = name_and_age(parts, *person);
  if (!who) return fail(who.error());
  row.person_name = std::move(who->name);
  row.person_age = std::move(who->age);
  const FamilyEntries known = everything_known(family, parts);
  row.person_born = best_date(details_about(known, *person), birth_date());
  const auto relation = relation_of_role(row.request.person->role);
  row.person_role = relation ? std::string(relation_name(*relation)) : row.request.person->role.str();
  return row;
}

Result<std::vector<RequestRow>> rows_of(Desk::Parts& parts, std::string_view where, const std::string& agency) {
  const Cell cells[] = {parts.area.str(), agency};
  const auto rows =
      parts.database->query(fmt::format("SELECT person, entry FROM request WHERE area = ? AND {}", where), cells);
  if (!rows) return fail(rows.error());
  std::vector<RequestRow> out;
  for (const auto& row : *rows) {
    const PersonId child(store::text(row[0]));
    const auto family = load_family(parts, child);
    if (!family) return fail(family.error());
    const FamilyEntries known = everything_known(**family, parts);
    auto request = find_request(known, EntryId(store::text(row[1])));
    if (!request) continue;  // withdrawn
    auto one = row_of(parts, child, **family, std::move(*request));
    if (!one) return fail(one.error());
    out.push_back(std::move(*one));
  }
  return out;
}

bool more_pressing(const RequestRow& a, const RequestRow& b) {
  const Date far(1'000'000);
  return std::tuple(!a.request.escalated(), a.request.needed_by.value_or(far), a.request.asked, a.request.entry) <
         std::tuple(!b.request.escalated(), b.request.needed_by.value_or(far), b.request.asked, b.request.entry);
}

// An entry of the caller's, under their name.
NewEntry signed_entry(const Desk::Parts& parts, const Caller& caller, std::string_view kind, std::string key,
                      std::vector<About> about) {
  NewEntry entry = entry_by(parts, caller, kind, std::move(key), std::move(about));
  entry.values = {{"practitioner", caller.name}};
  return entry;
}

void say(NewEntry& entry, const char* name, const std::string& text) {
  const std::string kept(trimmed(text));
  if (!kept.empty()) entry.values.emplace_back(name, kept);
}

std::vector<About> about_of(const InformationRequest& request) {
  std::vector<About> about = {{request.child, RoleCode("child")}};
  if (request.person) about.push_back(*request.person);
  return about;
}

// Appends one entry about the child, once, whoever presses twice: `against` is asked within the transaction, where the
// child's requests are as they stand.
using Against = std::function<Result<std::vector<Error>>(const FamilyEntries&)>;
using Follow = std::function<Done(const Entry&)>;
Result<RequestDone> append_once(Desk::Parts& parts, const PersonId& child, NewEntry entry, const Against& against,
                                const Follow& follow) {
  std::sort(entry.values.begin(), entry.values.end());
  RequestDone out;
  const auto done = parts.database->transact([&]() -> Done {
    out = {};
    if (const auto locked = parts.database->lock(parts.area.str() + "/" + child.str()); !locked) return locked;
    const EntryId id = entry_id(parts.area, entry.agency, entry.key);
    const auto before = parts.ledger->find(parts.area, id);
    if (!before) return fail(before.error());
    if (*before) {
      out.entry = id;
      return {};
    }
    const auto family = load_family(parts, child);
    if (!family) return fail(family.error());
    auto missing = against(everything_known(**family, parts));
    if (!missing) return fail(missing.error());
    out.missing = std::move(*missing);
    if (!out.missing.empty()) return {};
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    out.entry = added->ids.front();
    const auto kept = parts.ledger->find(parts.area, out.entry);
    if (!kept) return fail(kept.error());
    if (const auto followed = follow(**kept); !followed) return followed;
    return refresh_families(parts, {child});
  });
  if (!done) return fail(done.error());
  return out;
}

Done keep_row(Desk::Parts& parts, const PersonId& child, const AgencyId& of, const Entry& entry) {
  const Cell cells[] = {parts.area.str(),   entry.id.str(), child.str(),
                        entry.agency.str(), of.str(),       entry.recorded.micros()};
  const auto row = parts.database->run(
      "INSERT INTO request (area, entry, person, agency, of_agency, asked) VALUES (?, ?, ?, ?, ?, ?)", cells);
  if (!row) return fail(row.error());
  return {};
}

Done close_row(Desk::Parts& parts, const EntryId& request, const Entry& entry) {
  const Cell cells[] = {entry.recorded.micros(), parts.area.str(), request.str()};
  const auto row = parts.database->run("UPDATE request SET closed = ? WHERE area = ? AND entry = ?", cells);
  if (!row) return fail(row.error());
  return {};
}

Done check_code(const Desk::Parts& parts, const std::string& basis) {
  const CodeSet* set = parts.standards.vocabulary.code_set("request-basis");
  if (basis.empty() || (set != nullptr && set->meaning(basis) != nullptr)) return {};
  return fail(Fault::bad_input, "this is no lawful basis of the list", "one of the list", {.field = "basis"});
}

Done check_key(const std::string& key) {
  if (!key.empty()) return {};
  return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
}

Error not_yours() {
  return {Fault::refused, "This request is between other agencies", "the agency that asks or was asked", {}};
}

}  // namespace

Result<AskPage> see_ask(Desk& desk, const Caller& caller, const PersonId& child) {
  const auto at_hand = come_to(desk, caller, access::UseCase::ask_agency, child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  NameAndAge named = name_and_age(parts, *at_hand->family);
  AskPage page{.child = child,
               .name = std::move(named.name),
               .age = std::move(named.age),
               .people = {},
               .agencies = {},
               .unasked = {}};
  for (const FamilyTie& tie : askable(all_of(*at_hand, parts), parts.standards)) {
    auto who = name_and_age(parts, tie.person);
    if (!who) return fail(who.error());
    page.people.push_back(
        {.person = tie.person, .name = std::move(who->name), .role = std::string(relation_name(tie.relation))});
  }
  if (parts.standards.place)
    for (const Agency& agency : parts.standards.place->agencies)
      if (agency.id != caller.agency && agency.id.str() != "roundel")
        page.agencies.push_back({.agency = agency.id, .name = agency.name, .kind = agency.kind});
  std::sort(page.agencies.begin(), page.agencies.end(),
            [](const AgencyToAsk& a, const AgencyToAsk& b) { return a.name < b.name; });
  const FamilyEntries known = readable(*at_hand, caller, parts);
  page.unasked = assess(known, parts.standards).unasked;
  return page;
}

Result<RequestDone> ask_agency(Desk& desk, const Caller& caller, const AskForm& form) {
  if (const auto ok = check_key(form.key); !ok) return fail(ok.error());
  const auto at_hand = come_to(desk, caller, access::UseCase::ask_agency, form.child);
  if (!at_hand) return fail(at_hand.error());
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_code(parts, form.basis); !ok) return fail(ok.error());
  if (!form.of.empty() && parts.standards.agency(form.of) == nullptr)
    return fail(Fault::bad_input, "this is no agency of the place", "one of the list", {.field = "of-agency"});

  std::vector<About> about = {{at_hand->family->anchor.front(), RoleCode("child")}};
  if (!form.person.empty()) {
    const auto people = askable(all_of(*at_hand, parts), parts.standards);
    const auto tie =
        std::find_if(people.begin(), people.end(), [&](const FamilyTie& each) { return each.person == form.person; });
    if (tie == people.end())
      return fail(Fault::bad_input, "this person is not of the child's family", "one of the list", {.field = "person"});
    const auto sources = sources_of(parts, form.person);
    if (!sources) return fail(sources.error());
    about.push_back({sources->front(), RoleCode(std::string(word(tie->relation)))});
  }
  NewEntry entry = signed_entry(parts, caller, "request.information", "request/" + form.key, std::move(about));
  say(entry, "question", form.question);
  say(entry, "of-agency", form.of.str());
  say(entry, "why", form.why);
  say(entry, "basis", form.basis);
  say(entry, "standing-question", form.standing_question);
  if (form.needed_by) entry.values.emplace_back("by-when", *form.needed_by);
  const RequestWanted wanted{.from = caller.agency,
                             .of = form.of,
                             .question = form.question,
                             .why = form.why,
                             .basis = form.basis,
                             .needed_by = form.needed_by};
  return append_once(
      parts, form.child, std::move(entry),
      [&](const FamilyEntries&) -> Result<std::vector<Error>> { return missing_to_ask(wanted, parts.today()); },
      [&](const Entry& kept) { return keep_row(parts, form.child, form.of, kept); });
}

Result<RequestsPage> see_requests(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_requests); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const std::string& agency = caller.agency.str();
  const std::string open = fmt::format("closed IS NULL ORDER BY asked LIMIT {}", most_rows);
  auto to_answer = rows_of(parts, "of_agency = ? AND " + open, agency);
  if (!to_answer) return fail(to_answer.error());
  auto waiting = rows_of(parts, "agency = ? AND " + open, agency);
  if (!waiting) return fail(waiting.error());
  auto given = rows_of(parts, "of_agency = ? AND closed IS NOT NULL ORDER BY closed DESC LIMIT 25", agency);
  if (!given) return fail(given.error());
  auto received = rows_of(parts, "agency = ? AND closed IS NOT NULL ORDER BY closed DESC LIMIT 25", agency);
  if (!received) return fail(received.error());
  RequestsPage page{.to_answer = std::move(*to_answer), .waiting = std::move(*waiting), .done = std::move(*received)};
  page.done.insert(page.done.end(), std::make_move_iterator(given->begin()), std::make_move_iterator(given->end()));
  std::sort(page.to_answer.begin(), page.to_answer.end(), more_pressing);
  std::sort(page.waiting.begin(), page.waiting.end(), more_pressing);
  std::sort(page.done.begin(), page.done.end(), [](const RequestRow& a, const RequestRow& b) {
    return std::tie(b.request.decision->on, a.request.entry) < std::tie(a.request.decision->on, b.request.entry);
  });
  return page;
}

Result<RequestRow> see_request(Desk& desk, const Caller& caller, const PersonId& child, const EntryId& request) {
  const auto at_hand = come_to(desk, caller, access::UseCase::see_requests, child);
  if (!at_hand) return fail(at_hand.error());
  auto found = find_request(all_of(*at_hand, desk.parts()), request);
  if (!found) return fail(found.error());
  if (caller.agency != found->of && caller.agency != found->from) return fail(not_yours());
  return row_of(desk.parts(), child, *at_hand->family, std::move(*found));
}

Result<RequestDone> answer_request(Desk& desk, const Caller& caller, const AnswerForm& form) {
  if (const auto ok = check_key(form.key); !ok) return fail(ok.error());
  const auto at_hand = come_to(desk, caller, access::UseCase::answer_request, form.child);
  if (!at_hand) return fail(at_hand.error());
  const auto request = find_request(all_of(*at_hand, desk.parts()), form.request);
  if (!request) return fail(request.error());
  if (caller.agency != request->of) return fail(not_yours());
  Desk::Parts& parts = desk.parts();
  if (const auto ok = check_code(parts, form.basis); !ok) return fail(ok.error());

  NewEntry entry = signed_entry(parts, caller, form.share ? "request.answered" : "request.refused",
                                "answer/" + form.key, about_of(*request));
  say(entry, "request", form.request.str());
  say(entry, "reason", form.reason);
  if (form.share) {
    say(entry, "answer", form.answer);
    say(entry, "basis", form.basis);
    say(entry, "standing-question", request->standing_question);
    entry.sharing = form.sharing == "sensitive" ? "sensitive" : "";
  } else {
    say(entry, "instead", form.instead);
  }
  const DecisionWanted wanted{
      .share = form.share, .answer = form.answer, .basis = form.basis, .reason = form.reason, .sharing = form.sharing};
  const auto against = [&](const FamilyEntries& known) -> Result<std::vector<Error>> {
    const auto now = find_request(known, form.request);
    if (!now) return fail(now.error());
    return missing_to_decide(*now, wanted);
  };
  return append_once(parts, form.child, std::move(entry), against,
                     [&](const Entry& kept) { return close_row(parts, form.request, kept); });
}

Result<RequestDone> chase_request(Desk& desk, const Caller& caller, const ChaseForm& form) {
  if (const auto ok = check_key(form.key); !ok) return fail(ok.error());
  const auto at_hand = come_to(desk, caller, access::UseCase::chase_request, form.child);
  if (!at_hand) return fail(at_hand.error());
  const auto request = find_request(all_of(*at_hand, desk.parts()), form.request);
  if (!request) return fail(request.error());
  if (caller.agency != request->from) return fail(not_yours());
  Desk::Parts& parts = desk.parts();
  NewEntry entry = signed_entry(parts, caller, form.escalate ? "request.escalated" : "request.reminded",
                                "chase/" + form.key, about_of(*request));
  say(entry, "request", form.request.str());
  say(entry, "words", form.words);
  if (form.escalate) say(entry, "to", form.to);
  const ChaseWanted wanted{.escalate = form.escalate, .to = form.to, .words = form.words};
  const auto against = [&](const FamilyEntries& known) -> Result<std::vector<Error>> {
    const auto now = find_request(known, form.request);
    if (!now) return fail(now.error());
    return missing_to_chase(*now, wanted, parts.today());
  };
  return append_once(parts, form.child, std::move(entry), against, [](const Entry&) { return Done(); });
}

}  // namespace roundel::service
