#include "service/oversee/learned.h"

#include <algorithm>

#include "core/text.h"
#include "service/at_hand.h"
#include "service/oversee/opinions.h"
#include "service/oversee/referral_loop.h"

namespace roundel::service {
namespace {

constexpr std::string_view kind_learned = "loop.learned";
constexpr int months_ahead = 12;  // nobody agrees on more than a year from now

Done check_about(const LoopKey& about, const Standards& standards) {
  const auto& kinds = standards.notifications.kinds;
  const bool counted = about.way == SentBy::form ? about.kind.value == "concern.raised"
                       : about.way == SentBy::duty_desk
                           ? about.kind.value == "social-care.contact"
                           : std::any_of(kinds.begin(), kinds.end(),
                                         [&](const NotificationKind& kind) { return kind.kind == about.kind; });
  const CodeSet* sources = standards.vocabulary.code_set("referral-source");
  const bool known = about.way == SentBy::duty_desk ? sources != nullptr && sources->meaning(about.source) != nullptr
                                                    : standards.agency(AgencyId(about.source)) != nullptr;
  if (!counted || !known)
    return fail(Fault::bad_input, "nothing is passed on by this source and of this kind", "a row of what comes back");
  return {};
}

Done check_learned(const LearnedForm& form, const Standards& standards, Date today) {
  if (const auto ok = check_text(form.learned, "learned", "what both services learned"); !ok) return ok;
  if (const auto ok = check_text(form.change, "change", "what will be sent otherwise"); !ok) return ok;
  if (const auto ok = check_text(form.agreed_by, "agreed-by", "who agreed it, for both services"); !ok) return ok;
  if (form.from < today.plus_months(-months_of_loop) || form.from > today.plus_months(months_ahead))
    return fail(Fault::bad_input, "this day is too far away",
                "a day of the two years that are counted, or of the year ahead", {.field = "from"});
  return check_about(form.about, standards);
}

Learned learned_in(const Entry& entry, const Standards& standards) {
  const auto* from = std::get_if<Date>(entry.value("from"));
  return {.entry = entry.id,
          .about = {.way = parse_sent_by(entry.text_of("way")).value_or(SentBy::form),
                    .source = entry.text_of("source"),
                    .kind = KindCode(entry.text_of("kind"))},
          .learned = entry.text_of("learned"),
          .change = entry.text_of("change"),
          .agreed_by = entry.text_of("agreed-by"),
          .from = from != nullptr ? *from : entry.happened.from,
          .at = entry.recorded,
          .agency_name = standards.agency_name(entry.agency),
          .compared = {}};
}

}  // namespace

Done record_learned(Desk& desk, const Caller& caller, const LearnedForm& form) {
  if (const auto may = enter(desk, caller, access::UseCase::record_learned); !may) return may;
  Desk::Parts& parts = desk.parts();
  if (form.key.empty()) return fail(Fault::bad_input, "the form's own key is missing", "the form as the page gave it");
  if (const auto ok = check_learned(form, parts.standards, parts.today()); !ok) return ok;
  NewEntry entry = entry_by(parts, caller, kind_learned, "learned/" + form.key, {});
  entry.values = {{"agreed-by", std::string(trimmed(form.agreed_by))},
                  {"change", std::string(trimmed(form.change))},
                  {"from", form.from},
                  {"kind", form.about.kind.str()},
                  {"learned", std::string(trimmed(form.learned))},
                  {"source", form.about.source},
                  {"way", std::string(word(form.about.way))}};
  return parts.database->transact([&]() -> Done {
    const auto added = parts.ledger->append_within({&entry, 1});
    if (!added) return fail(added.error());
    return note_opinion(parts, *added, kind_learned);
  });
}

Result<std::vector<Learned>> all_learned(Desk& desk) {
  Desk::Parts& parts = desk.parts();
  const auto entries = opinions_of(parts, kind_learned);
  if (!entries) return fail(entries.error());
  std::vector<Learned> out;
  for (const Entry& entry : *entries) out.push_back(learned_in(entry, parts.standards));
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace roundel::service
