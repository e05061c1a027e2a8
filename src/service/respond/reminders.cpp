#include "service/respond/reminders.h"

#include <algorithm>

#include "access/session.h"
#include "core/text.h"
#include "service/parts.h"
#include "service/respond/concern_rows.h"
#include "service/respond/worklist.h"

namespace roundel::service {
namespace {

using store::Cell;

// As much of RFC 5321 as an address needs here: one line, one @, a host with a dot, nothing that a command could hide
// in.
bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254 || at + 1 == text.size()) return false;
  const std::string_view host = text.substr(at + 1);
  if (host.find('.') == std::string_view::npos || host.front() == '.' || host.back() == '.') return false;
  return std::count(text.begin(), text.end(), '@') == 1 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("@.-_+'").find(c) != std::string_view::npos;
         });
}

bool is_urgent(const WorkRow& row, Date today) { return row.to_do && row.work.by && *row.work.by <= today; }

struct Wanting {
  std::string login, address;
  std::optional<Date> told_day;
  std::int64_t told_urgent = 0;
  std::optional<Timestamp> sending;
};

Result<std::vector<Wanting>> all_wanting(Desk::Parts& parts) {
  const Cell cells[] = {parts.area.str()};
  const auto rows = parts.database->query(
      "SELECT login, address, told_day, told_urgent, sending FROM reminder WHERE area = ? AND wanted = 1 ORDER BY "
      "login",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<Wanting> out;
  for (const auto& row : *rows) {
    Wanting one{.login = store::text(row[0]), .address = store::text(row[1]), .told_urgent = store::number(row[3])};
    if (!std::holds_alternative<store::Null>(row[2]))
      one.told_day = Date(static_cast<std::int32_t>(store::number(row[2])));
    if (!std::holds_alternative<store::Null>(row[4])) one.sending = Timestamp(store::number(row[4]));
    out.push_back(std::move(one));
  }
  return out;
}

Result<Reminder> reminder_for(Desk::Parts& parts, const Caller& caller, const std::string& address) {
  Reminder out{.to = address, .id = parts.random_hex(16)};
  const auto work = all_work_of(parts, caller);
  if (!work) return fail(work.error());
  for (const auto* rows : {&work->late, &work->to_do, &work->waiting})
    for (const WorkRow& row : *rows) {
      ++(row.to_do ? out.to_do : out.waiting);
      out.urgent += is_urgent(row, work->on) ? 1 : 0;
    }
  if (!access::decide(caller, access::UseCase::see_front_door, parts.rules).allowed) return out;
  const auto queue = all_waiting(parts);
  if (!queue) return fail(queue.error());
  out.front_door = static_cast<int>(queue->size());
  return out;
}

// Takes the sending upon itself before anything goes out; false where another run has it, or has done it.
Result<bool> claim(Desk::Parts& parts, const Wanting& one, std::int64_t urgent) {
  const Cell cells[] = {parts.now().micros(), parts.area.str(), one.login, std::int64_t{parts.today().days()}, urgent};
  const auto changed = parts.database->run(
      "UPDATE reminder SET sending = ? WHERE area = ? AND login = ? AND wanted = 1 AND sending IS NULL AND "
      "(told_day IS NULL OR told_day < ? OR told_urgent < ?)",
      cells);
  if (!changed) return fail(changed.error());
  return *changed == 1;
}

// What is not known to have arrived counts as told: one mail too few is better than a second one.
Done note_told(Desk::Parts& parts, const Wanting& one, std::int64_t urgent, const std::string& problem) {
  const Cell cells[] = {
      std::int64_t{parts.today().days()}, urgent, parts.now().micros(), problem, parts.area.str(), one.login};
  const auto done = parts.database->run(
      "UPDATE reminder SET told_day = ?, told_urgent = ?, sent = ?, problem = ?, sending = NULL WHERE area = ? AND "
      "login = ?",
      cells);
  if (!done) return fail(done.error());
  return {};
}

Done note_failed(Desk::Parts& parts, const Wanting& one, const std::string& problem) {
  const Cell cells[] = {problem, parts.area.str(), one.login};
  const auto done =
      parts.database->run("UPDATE reminder SET problem = ?, sending = NULL WHERE area = ? AND login = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

// A run that broke off while it sent: another one may still be at it for a while.
constexpr std::int64_t longest_sending = 10 * access::minute_in_micros;

Done remind(Desk::Parts& parts, const Wanting& one, const std::function<Delivered(const Reminder&)>& deliver,
            Reminded& out) {
  if (one.sending) {
    if (parts.now().micros() - one.sending->micros() < longest_sending) return {};
    ++out.unknown;
    return note_told(parts, one, one.told_urgent, "A run broke off while it sent the last mail.");
  }
  const auto caller = caller_of_account(parts, one.login);
  if (!caller) return fail(caller.error());
  if (!*caller || !access::decide(**caller, access::UseCase::see_work, parts.rules).allowed) return {};
  const auto reminder = reminder_for(parts, **caller, one.address);
  if (!reminder) return fail(reminder.error());
  const bool told_today = one.told_day && *one.told_day >= parts.today();
  if (reminder->to_do + reminder->front_door == 0 || (told_today && reminder->urgent <= one.told_urgent)) {
    ++out.nothing_new;
    return {};
  }
  const auto mine = claim(parts, one, reminder->urgent);
  if (!mine) return fail(mine.error());
  if (!*mine) return {};
  const Delivered delivered = deliver(*reminder);
  if (delivered.how == Delivery::taken) {
    ++out.sent;
    return note_told(parts, one, reminder->urgent, "");
  }
  out.problems.push_back(delivered.problem);
  if (delivered.how == Delivery::unknown) {
    ++out.unknown;
    return note_told(parts, one, reminder->urgent, delivered.problem);
  }
  ++out.failed;
  return note_failed(parts, one, delivered.problem);
}

// Words for a calendar that may lie on somebody's telephone: what a plan agreed is said nowhere outside.
std::string calendar_words(const OpenWork& work) {
  return work.kind == WorkKind::action ? "An action of a plan is due" : work.what;
}

}  // namespace

Result<Reminders> see_reminders(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::set_reminders); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.area.str(), caller.account};
  const auto mail =
      parts.database->query("SELECT address, wanted, sent, problem FROM reminder WHERE area = ? AND login = ?", cells);
  if (!mail) return fail(mail.error());
  Reminders out;
  if (!mail->empty()) {
    const auto& row = mail->front();
    out.address = store::text(row[0]);
    out.wanted = store::number(row[1]) != 0;
    if (!std::holds_alternative<store::Null>(row[2])) out.sent = Timestamp(store::number(row[2]));
    out.problem = store::text(row[3]);
  }
  const auto calendar = parts.database->query("SELECT made FROM calendar_address WHERE area = ? AND login = ?", cells);
  if (!calendar) return fail(calendar.error());
  if (!calendar->empty()) out.calendar_made = Timestamp(store::number(calendar->front()[0]));
  return out;
}

Done set_mail(Desk& desk, const Caller& caller, const std::string& typed, bool wanted) {
  if (const auto done = enter(desk, caller, access::UseCase::set_reminders); !done) return done;
  const std::string address = wanted ? std::string(trimmed(typed)) : std::string();
  if (wanted && !is_mail_address(address))
    return fail(Fault::bad_input, "this is not an e-mail address", "an address such as name@example.org",
                {.field = "address"});
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.area.str(), caller.account, address, std::int64_t{wanted}};
  const auto done = parts.database->run(
      "INSERT INTO reminder (area, login, address, wanted, told_urgent, problem) VALUES (?, ?, ?, ?, 0, '') ON "
      "CONFLICT "
      "(area, login) DO UPDATE SET address = excluded.address, wanted = excluded.wanted, problem = ''",
      cells);
  if (!done) return fail(done.error());
  return {};
}

Result<std::string> make_calendar_address(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::set_reminders); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const std::string word = parts.random_hex(32);
  const Cell cells[] = {parts.area.str(), caller.account, access::token_hash(word), parts.now().micros()};
  const auto done = parts.database->run(
      "INSERT INTO calendar_address (area, login, token, made) VALUES (?, ?, ?, ?) ON CONFLICT (area, login) DO UPDATE "
      "SET token = excluded.token, made = excluded.made",
      cells);
  if (!done) return fail(done.error());
  return word;
}

Done withdraw_calendar_address(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::set_reminders); !done) return done;
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.area.str(), caller.account};
  const auto done = parts.database->run("DELETE FROM calendar_address WHERE area = ? AND login = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

Result<Calendar> read_calendar(Desk& desk, const std::string& word) {
  Desk::Parts& parts = desk.parts();
  const auto no_such = [] { return fail(Fault::not_found, "there is no calendar here", "an address that stands"); };
  if (word.size() != 64) return no_such();
  const Cell cells[] = {parts.area.str(), access::token_hash(word)};
  const auto rows = parts.database->query("SELECT login FROM calendar_address WHERE area = ? AND token = ?", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return no_such();
  const auto caller = caller_of_account(parts, store::text(rows->front()[0]));
  if (!caller) return fail(caller.error());
  if (!*caller || !access::decide(**caller, access::UseCase::see_work, parts.rules).allowed) return no_such();
  if (const auto done = enter(desk, **caller, access::UseCase::read_calendar); !done) return fail(done.error());
  const auto work = all_work_of(parts, **caller);
  if (!work) return fail(work.error());
  Calendar out{.days = {}, .made = parts.now()};
  for (const auto* rows_of_list : {&work->late, &work->to_do})
    for (const WorkRow& row : *rows_of_list) {
      if (!row.to_do || !row.work.by) continue;
      const std::string what = calendar_words(row.work);
      const std::string id = access::token_hash((*caller)->account + "\n" + row.child.str() + "\n" +
                                                row.work.entry.str() + "\n" + row.work.what);
      out.days.push_back({.id = id.substr(0, 32), .on = *row.work.by, .what = what});
    }
  std::sort(out.days.begin(), out.days.end(), [](const CalendarDay& a, const CalendarDay& b) {
    return std::tie(a.on, a.what, a.id) < std::tie(b.on, b.what, b.id);
  });
  return out;
}

Result<Reminded> send_reminders(Desk& desk, const Caller& caller,
                                const std::function<Delivered(const Reminder&)>& deliver) {
  if (const auto done = enter(desk, caller, access::UseCase::send_reminders); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto wanting = all_wanting(parts);
  if (!wanting) return fail(wanting.error());
  Reminded out;
  for (const Wanting& one : *wanting)
    if (const auto done = remind(parts, one, deliver, out); !done) return fail(done.error());
  return out;
}

}  // namespace roundel::service
