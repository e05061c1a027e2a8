// A steward's judgement, and its way back. What was said about two records is one entry; which person every record
// belongs to from now on follows as link entries that name it.
#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "service/derived/derive.h"
#include "service/linkage/link_tables.h"
#include "service/linkage/linking.h"
#include "service/neighbourhood.h"

namespace roundel::service {
namespace {

constexpr std::size_t longest_reason = 2000;  // bytes

Done check_reason(const std::string& reason) {
  if (trimmed(reason).empty())
    return fail(Fault::bad_input, "the reason is missing", "what told you, in a sentence", {.field = "reason"});
  if (reason.size() > longest_reason || !is_valid_utf8(reason))
    return fail(Fault::bad_input, "the reason is too long or not readable",
                fmt::format("at most {} characters", longest_reason), {.field = "reason"});
  return {};
}

std::string author_of(const Caller& caller) { return caller.name.empty() ? caller.account : caller.name; }

NewEntry judged_entry(const Desk::Parts& parts, const Caller& caller, std::string key, const SourceId& a,
                      const SourceId& b) {
  return {.area = parts.area,
          .key = std::move(key),
          .kind = KindCode("identity.judged"),
          .agency = AgencyId("roundel"),
          .practitioner = caller.practitioner,
          .happened = Happened::on(parts.today()),
          .known = parts.today(),
          .standing = Standing::judgement,
          .sharing = "",
          .about = {{a, RoleCode("compared")}, {b, RoleCode("compared")}},
          .values = {},
          .corrects = {}};
}

using Group = std::set<SourceId>;

// The records of one person in two groups: those that go with `a` and those that go with `b`.
struct Parted {
  Group with_a, with_b;
};
Parted part(const Group& records, const SourceId& a, const SourceId& b, const Group& with_b) {
  Parted out{.with_a = {a}, .with_b = {b}};
  for (const SourceId& source : records)
    if (source != a && source != b) (with_b.contains(source) ? out.with_b : out.with_a).insert(source);
  return out;
}

// Another standing judgement that says the opposite of two records across the groups.
bool contradicted(const Judgements& judgements, LinkChoice choice, const SourcePair& pair, const Group& one,
                  const Group& other) {
  const LinkChoice opposite = choice == LinkChoice::same ? LinkChoice::different : LinkChoice::same;
  for (const Judgement& judgement : judgements.all()) {
    const SourcePair judged{judgement.a, judgement.b};
    if (judged == pair || judgement.choice != opposite ||
        judgements.standing(judged.first, judged.second) != &judgement)
      continue;
    Group first(judgement.with_a.begin(), judgement.with_a.end());
    Group second(judgement.with_b.begin(), judgement.with_b.end());
    first.insert(judgement.a);
    second.insert(judgement.b);
    const auto meet = [](const Group& x, const Group& y) {
      return std::any_of(x.begin(), x.end(), [&](const SourceId& source) { return y.contains(source); });
    };
    if ((meet(first, one) && meet(second, other)) || (meet(first, other) && meet(second, one))) return true;
  }
  return false;
}

tl::unexpected<Error> contradiction(LinkChoice choice) {
  return fail(Fault::conflict,
              choice == LinkChoice::same ? "a judgement that stands says that some of these records are two people"
                                         : "a judgement that stands says that some of these records are one person",
              "that judgement taken back first");
}

// Who every record is from now on; and the entries that say so.
struct Moves {
  std::map<SourceId, PersonId> to;
  std::vector<LinkDecided> links;

  void link(const Group& records, const PersonId& person) {
    links.push_back({.sources = {records.begin(), records.end()}, .person = person, .method = "steward"});
    for (const SourceId& source : records) to[source] = person;
  }
};

// The larger keeps its reference.
Moves join(const Neighbourhood& known, const PersonId& one, const PersonId& other) {
  const Group a = known.records_of(one);
  const Group b = known.records_of(other);
  Group all = a;
  all.insert(b.begin(), b.end());
  Moves moves;
  moves.link(all, b.size() > a.size() ? other : one);
  return moves;
}

// A reference is what one of its records is called alone, and stays with that record.
Moves part_from(const PersonId& person, const Parted& parted) {
  const auto names = [&](const Group& group) {
    return std::any_of(group.begin(), group.end(),
                       [&](const SourceId& source) { return person_of_alone(source) == person; });
  };
  const bool stays_with_b = names(parted.with_b);
  const Group& stay = stays_with_b ? parted.with_b : parted.with_a;
  const Group& leave = stays_with_b ? parted.with_a : parted.with_b;
  Moves moves;
  moves.link(stay, person);
  moves.link(leave, person_of_alone(*leave.begin()));
  return moves;
}

// Appends the link entries that follow from a judgement, and brings the tables up to date.
Result<std::vector<PersonId>> carry_out(Desk::Parts& parts, const Caller& caller, Moves moves,
                                        const std::string& reason, const EntryId& judgement) {
  std::vector<NewEntry> entries;
  std::set<PersonId> people;
  for (LinkDecided& link : moves.links) {
    link.author = author_of(caller);
    link.reason = reason;
    link.judgement = judgement.str();
    link.once = judgement.str();
    people.insert(link.person);
    entries.push_back(link_entry(parts, link));
    entries.back().practitioner = caller.practitioner;
  }
  if (!entries.empty()) {
    const auto added = parts.ledger->append_within(entries);
    if (!added) return fail(added.error());
    if (const auto done = follow_links(parts, moves.to); !done) return fail(done.error());
  }
  return std::vector<PersonId>(people.begin(), people.end());
}

Done keep_judgement_row(Desk::Parts& parts, const EntryId& id) {
  const auto kept = parts.ledger->find(parts.area, id);
  if (!kept) return fail(kept.error());
  Judgements one;
  one.apply(**kept);
  const store::Row row = judgement_row(parts.area, one.all().front());
  return parts.database->insert("judgement", judgement_columns, {&row, 1});
}

Done enter_for_both(Desk& desk, const Caller& caller, access::UseCase use_case, const SourceId& a, const SourceId& b) {
  Desk::Parts& parts = desk.parts();
  std::set<PersonId> people;
  for (const SourceId& source : {a, b}) {
    const auto person = person_of(parts, source);
    if (!person) return fail(person.error());
    people.insert(*person);
  }
  for (const PersonId& person : people)
    if (const auto entered = enter_about(desk, caller, use_case, person, access::Tie::none); !entered)
      return fail(entered.error());
  return {};
}

// How many details two records share; an identifier counts for several. The next run of the engine looks closer.
int values_shared(const std::vector<Entry>& entries, const SourceId& a, const SourceId& b) {
  const Entry* one = details_of(entries, a);
  const Entry* other = details_of(entries, b);
  if (one == nullptr || other == nullptr) return 0;
  int shared = 0;
  for (const auto& [name, value] : one->values) {
    const Value* same = other->value(name);
    if (same != nullptr && *same == value) shared += name == "nhs-number" || name == "upn" ? 4 : 1;
  }
  return shared;
}

// Where each record was before the judgement, and who came since by way of those.
Result<Moves> way_back(const Neighbourhood& known, const Judgement& judgement, const Judgements& judgements) {
  Group touched;
  for (const Entry& entry : known.entries) {
    if (entry.kind.str() != "identity.link") continue;
    const std::string of = entry.text_of("judgement");
    if (of == judgement.entry.str())
      for (const About& about : entry.about) touched.insert(about.source);
  }
  for (const Entry& entry : known.entries) {
    if (entry.kind.str() != "identity.link" || entry.sequence < judgement.sequence) continue;
    const EntryId later(entry.text_of("judgement"));
    const Judgement* of = judgements.find(later);
    if (of == nullptr || later == judgement.entry || of->undone_by) continue;
    if (std::any_of(entry.about.begin(), entry.about.end(),
                    [&](const About& about) { return touched.contains(about.source); }))
      return fail(Fault::conflict, "a later judgement rests on this one", "that judgement taken back first");
  }
  Membership before;
  for (const Entry& entry : known.entries)
    if (entry.sequence < judgement.sequence) before.apply(entry);
  std::map<SourceId, PersonId> target;
  std::set<PersonId> now;
  for (const SourceId& source : touched) {
    target[source] = before.person_of(source);
    now.insert(known.members.person_of(source));
  }
  // Records that came since follow, of those they were linked with, the one they are most like.
  for (const Entry& entry : known.entries) {
    if (entry.kind.str() != "identity.link" || entry.sequence < judgement.sequence) continue;
    for (const About& about : entry.about) {
      if (touched.contains(about.source) || !now.contains(known.members.person_of(about.source))) continue;
      int most = -1;
      for (const About& partner : entry.about) {
        const auto at = target.find(partner.source);
        const int alike = at == target.end() || partner.source == about.source
                              ? -1
                              : values_shared(known.entries, about.source, partner.source);
        if (alike <= most) continue;
        most = alike;
        target[about.source] = at->second;
      }
    }
  }
  std::map<PersonId, Group> groups;
  for (const auto& [source, person] : target) groups[person].insert(source);
  Moves moves;
  for (const auto& [person, group] : groups) moves.link(group, person);
  return moves;
}

}  // namespace

Result<JudgedLink> judge_link(Desk& desk, const Caller& caller, const JudgeLinkForm& form) {
  if (const auto ok = check_reason(form.reason); !ok) return fail(ok.error());
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  Desk::Parts& parts = desk.parts();
  const auto pair = find_pair(parts, form.pair);
  if (!pair) return fail(pair.error());
  if (const auto entered = enter_for_both(desk, caller, access::UseCase::decide_link, pair->a, pair->b); !entered)
    return fail(entered.error());

  JudgedLink out;
  const auto done = parts.database->transact([&]() -> Done {
    out = {};
    if (const auto locked = parts.database->lock(parts.area.str() + "/identity"); !locked) return locked;
    const auto known = Neighbourhood::load(parts, {pair->a, pair->b});
    if (!known) return fail(known.error());
    const PersonId one = known->members.person_of(pair->a);
    const PersonId other = known->members.person_of(pair->b);
    const bool together = one == other;
    const Group records = known->records_of(one);

    NewEntry entry = judged_entry(parts, caller, "judged/" + form.key, pair->a, pair->b);
    Moves moves;
    if (form.choice == LinkChoice::same) {
      if (!together) {
        if (contradicted(known->judgements, form.choice, {pair->a, pair->b}, records, known->records_of(other)))
          return contradiction(form.choice);
        moves = join(*known, one, other);
      }
    } else if (form.choice == LinkChoice::different && together) {
      Group with_b;
      if (form.as_suggested) {
        const auto suggested = suggested_with_second(parts, records, *pair);
        if (!suggested) return fail(suggested.error());
        with_b = *suggested;
      } else {
        for (const SourceId& source : records)
          if (std::find(form.with_second.begin(), form.with_second.end(), record_id(source)) != form.with_second.end())
            with_b.insert(source);
      }
      const Parted parted = part(records, pair->a, pair->b, with_b);
      if (contradicted(known->judgements, form.choice, {pair->a, pair->b}, parted.with_a, parted.with_b))
        return contradiction(form.choice);
      for (const SourceId& source : parted.with_a)
        if (source != pair->a) entry.about.push_back({source, RoleCode("with-first")});
      for (const SourceId& source : parted.with_b)
        if (source != pair->b) entry.about.push_back({source, RoleCode("with-second")});
      moves = part_from(one, parted);
    }
    entry.values = {{"author", author_of(caller)}, {"choice", std::string(word(form.choice))},
                    {"evidence", pair->evidence},  {"probability", pair->probability},
                    {"reason", form.reason},       {"together", together}};
    if (pair->evidence.empty()) entry.values.erase(entry.values.begin() + 2);
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    out.judgement = added->ids.front();
    if (added->added == 0) return {};
    if (const auto kept = keep_judgement_row(parts, out.judgement); !kept) return kept;
    auto people = carry_out(parts, caller, std::move(moves), form.reason, out.judgement);
    if (!people) return fail(people.error());
    out.persons = people->empty() ? (together ? std::vector{one} : std::vector{one, other}) : std::move(*people);
    return {};
  });
  if (!done) return fail(done.error());
  return out;
}

Result<JudgedLink> undo_judgement(Desk& desk, const Caller& caller, const EntryId& judgement,
                                  const std::string& reason) {
  if (const auto ok = check_reason(reason); !ok) return fail(ok.error());
  Desk::Parts& parts = desk.parts();
  const auto kept = parts.ledger->find(parts.area, judgement);
  if (!kept) return fail(kept.error());
  Judgements one;
  if (*kept) one.apply(**kept);
  if (one.all().empty())
    return fail(Fault::not_found, "there is no such judgement", "a judgement from the list of decisions");
  const Judgement& asked = one.all().front();
  if (const auto entered = enter_for_both(desk, caller, access::UseCase::decide_link, asked.a, asked.b); !entered)
    return fail(entered.error());

  JudgedLink out;
  const auto done = parts.database->transact([&]() -> Done {
    out = {};
    if (const auto locked = parts.database->lock(parts.area.str() + "/identity"); !locked) return locked;
    const auto known = Neighbourhood::load(parts, {asked.a, asked.b});
    if (!known) return fail(known.error());
    const Judgement* standing = known->judgements.find(judgement);
    if (standing == nullptr || standing->undone_by)
      return fail(Fault::conflict, "this judgement was taken back already", "a judgement that stands");
    auto moves = way_back(*known, *standing, known->judgements);
    if (!moves) return fail(moves.error());
    NewEntry entry = judged_entry(parts, caller, "undone/" + judgement.str(), asked.a, asked.b);
    entry.values = {{"author", author_of(caller)},
                    {"choice", std::string(word(LinkChoice::undone))},
                    {"reason", reason},
                    {"undoes", judgement.str()}};
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    out.judgement = added->ids.front();
    const store::Cell cells[] = {out.judgement.str(), parts.area.str(), judgement.str()};
    const auto marked = parts.database->run("UPDATE judgement SET undone_by = ? WHERE area = ? AND entry = ?", cells);
    if (!marked) return fail(marked.error());
    auto people = carry_out(parts, caller, std::move(*moves), reason, out.judgement);
    if (!people) return fail(people.error());
    out.persons = std::move(*people);
    return {};
  });
  if (!done) return fail(done.error());
  return out;
}

}  // namespace roundel::service
