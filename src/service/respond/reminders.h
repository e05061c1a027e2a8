// How a practitioner hears of waiting work outside the program: a mail with counts alone, and a calendar of due days.
// Neither says a word of anybody.
#pragma once

#include <functional>

#include "service/service.h"

namespace roundel::service {

struct Reminders {
  std::string address;  // for mail; empty: none was given
  bool wanted = false;
  std::optional<Timestamp> sent;           // the last mail
  std::string problem;                     // why it could not be sent, or is not known to have arrived
  std::optional<Timestamp> calendar_made;  // an address of a calendar stands since then
};
Result<Reminders> see_reminders(Desk&, const Caller&);
// `wanted` needs an address; without it no mail goes out, and the address is forgotten.
Done set_mail(Desk&, const Caller&, const std::string& address, bool wanted);

// An unguessable word for the address; it is told here alone, and what stood before is worth nothing from now on.
Result<std::string> make_calendar_address(Desk&, const Caller&);
Done withdraw_calendar_address(Desk&, const Caller&);

struct CalendarDay {
  std::string id;  // the same for the same thing whenever it is asked for
  Date on;
  std::string what;  // "Review child protection conference": never of whom
};
struct Calendar {
  std::vector<CalendarDay> days;  // the first day first
  Timestamp made;
};
// Whoever has the word reads the days of the account that made it, as long as the account may see its work. Not found
// where the word is not, or no longer, one.
Result<Calendar> read_calendar(Desk&, const std::string& word);

// What a mail says.
struct Reminder {
  std::string to;
  std::string id;  // of this mail, unguessable
  int to_do = 0;
  int urgent = 0;      // of those: late, or due today
  int waiting = 0;     // for somebody else
  int front_door = 0;  // concerns and notifications; of those who may decide
};
enum class Delivery { taken, not_taken, unknown };  // unknown: the connection broke before the answer
struct Delivered {
  Delivery how = Delivery::not_taken;
  std::string problem;  // where it was not taken
};
struct Reminded {
  int sent = 0;
  int nothing_new = 0;
  int failed = 0;   // tried again the next time
  int unknown = 0;  // not tried again today, so that nobody is told twice
  std::vector<std::string> problems;
};
// To everybody who wants it and has work waiting: once a day, and again where more has become urgent since.
Result<Reminded> send_reminders(Desk&, const Caller&, const std::function<Delivered(const Reminder&)>& deliver);

}  // namespace roundel::service
