#include "service/respond/new_child.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/age.h"
#include "service/derived/record_rows.h"
#include "service/respond/raising.h"

namespace roundel::service {
namespace {

constexpr std::size_t longest_line = 200;  // bytes of a name or an address

bool is_child_on(Date born, Date on) { return born <= on && born.plus_years(adult_years) > on; }

std::vector<Error> wrong_in(const NewChildForm& form, const Desk::Parts& parts) {
  std::vector<Error> wrong;
  const auto add = [&](std::string what, const char* of) {
    wrong.push_back({Fault::bad_input, std::move(what), "", {.field = of}});
  };
  const ToldChild& who = form.who;
  if (trimmed(who.forename + who.surname + who.address).empty())
    add("Write a name, or where the child lives, so that somebody can find them", "forename");
  for (const auto& [text, of] : {std::pair{&who.forename, "forename"},
                                 {&who.surname, "surname"},
                                 {&who.address, "address"},
                                 {&who.postcode, "postcode"},
                                 {&who.school, "school"}})
    if (text->size() > longest_line || !is_valid_utf8(*text))
      add("This is too long or cannot be read: a line is enough", of);
  if (who.born && !is_child_on(*who.born, parts.today()))
    add("The date of birth must be in the last 18 years: look at it again", "born");
  if (who.age && (*who.age < 0 || *who.age >= adult_years)) add("Write an age in years, from 0 to 17", "age");
  const CodeSet* sexes = parts.standards.vocabulary.code_set("sex");
  if (!who.sex.empty() && (sexes == nullptr || sexes->meaning(who.sex) == nullptr))
    add("Choose girl, boy or not known", "sex");
  if (trimmed(form.concern.worry).empty()) add("Say what worries you", "worry");
  return wrong;
}

// The agency's own record of the child, called after the form that told of them.
SourceId record_of_form(const Desk::Parts& parts, const Caller& caller, const std::string& key) {
  const EntryId id = entry_id(parts.area, caller.agency, "new-child/" + key);
  return SourceId(caller.agency.str() + "/told-" + id.str().substr(0, 16));
}

NewEntry details_told(const Desk::Parts& parts, const Caller& caller, const NewChildForm& form,
                      const SourceId& record) {
  NewEntry entry =
      entry_by(parts, caller, "identity.details", "new-child/" + form.concern.key, {{record, RoleCode("child")}});
  entry.standing = Standing::reported;
  const ToldChild& who = form.who;
  for (const auto& [name, text] : {std::pair{"forename", &who.forename},
                                   {"surname", &who.surname},
                                   {"sex", &who.sex},
                                   {"address", &who.address},
                                   {"postcode", &who.postcode},
                                   {"school", &who.school}})
    if (const auto told = trimmed(*text); !told.empty()) entry.values.emplace_back(name, std::string(told));
  if (who.born)
    entry.values.emplace_back("birth-date", *who.born);
  else if (who.age)
    entry.values.emplace_back("birth-year", std::int64_t{rough_year_of_birth(*who.age, parts.today())});
  std::sort(entry.values.begin(), entry.values.end());
  return entry;
}

// "Bobby Shaw, about 7 years, 12 Mill Lane, BD7 1AA, Moorside Primary": for whoever reads the concern about a child
// whom the referrer found only after telling all this.
std::string in_one_line(const ToldChild& who) {
  std::vector<std::string> told;
  const auto add = [&](std::string_view text) {
    if (!trimmed(text).empty()) told.emplace_back(trimmed(text));
  };
  add(std::string(trimmed(who.forename)) + " " + who.surname);
  if (who.born) add("born " + who.born->text());
  if (!who.born && who.age) add(fmt::format("about {} {}", *who.age, *who.age == 1 ? "year" : "years"));
  add(who.address);
  add(who.postcode);
  add(who.school);
  return join(told, ", ");
}

// What the same form recorded before; nothing where it is new.
Result<std::optional<NewChildRecorded>> recorded_before(Desk::Parts& parts, const Caller& caller,
                                                        const std::string& key) {
  const auto kept = parts.ledger->find(parts.area, entry_id(parts.area, caller.agency, "concern/" + key));
  if (!kept) return fail(kept.error());
  if (!*kept) return std::optional<NewChildRecorded>();
  const auto child = person_of(parts, (*kept)->about.front().source);
  if (!child) return fail(child.error());
  NewChildRecorded out;
  out.child = *child;
  out.concern.concern = (*kept)->id;
  return std::optional(std::move(out));
}

Result<NewChildRecorded> record_about_known(Desk& desk, const Caller& caller, const NewChildForm& form) {
  ConcernForm concern = form.concern;
  concern.told_of_child = in_one_line(form.who);
  auto recorded = record_concern(desk, caller, concern);
  if (!recorded) return fail(recorded.error());
  NewChildRecorded out;
  out.child = concern.child;
  out.concern = std::move(*recorded);
  return out;
}

}  // namespace

Done see_new_child(Desk& desk, const Caller& caller) { return enter(desk, caller, access::UseCase::record_new_child); }

Result<NewChildRecorded> record_new_child(Desk& desk, const Caller& caller, const NewChildForm& form) {
  if (const auto done = enter(desk, caller, access::UseCase::record_new_child); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  NewChildRecorded out;
  out.wrong = wrong_in(form, parts);
  if (!out.wrong.empty()) return out;
  if (const auto ok = check_concern(form.concern); !ok) return fail(ok.error());
  auto before = recorded_before(parts, caller, form.concern.key);
  if (!before) return fail(before.error());
  if (*before) return std::move(**before);
  if (!form.concern.child.empty()) return record_about_known(desk, caller, form);
  if (!form.none_of_these) {
    // Whoever looks sees names: the same leave as a search by name, and logged as one.
    if (const auto done = enter(desk, caller, access::UseCase::find_person); !done) return fail(done.error());
    auto likely = likely_children(parts, form.who);
    if (!likely) return fail(likely.error());
    out.likely = std::move(*likely);
    if (!out.likely.empty()) return out;
  }

  const SourceId record = record_of_form(parts, caller, form.concern.key);
  out.child = person_of_alone(record);
  const auto entered = enter_about(desk, caller, access::UseCase::record_new_child, out.child,
                                   access::Tie::none);  // the child's own log
  if (!entered) return fail(entered.error());
  const NewEntry entries[] = {details_told(parts, caller, form, record),
                              concern_entry(parts, caller, form.concern, record)};
  const auto done = parts.database->transact([&]() -> Done {
    if (const auto locked = parts.database->lock(parts.area.str() + "/" + out.child.str()); !locked) return locked;
    const auto added = parts.ledger->append_within(entries);
    if (!added) return fail(added.error());
    if (added->added > 0)
      if (const auto followed = follow_new_record(parts, record); !followed) return followed;
    auto recorded = follow_concern(parts, caller, out.child, entered->scope, added->ids.back());
    if (!recorded) return fail(recorded.error());
    out.concern = std::move(*recorded);
    return {};
  });
  if (!done) return fail(done.error());
  return out;
}

}  // namespace roundel::service
