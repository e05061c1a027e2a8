#include "mail/message.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace roundel::mail {
namespace {

bool is_one_line(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  return is_one_line(text) && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" <>,;:\"()[]\\") == std::string_view::npos;
}

// "Wed, 25 Nov 2026 08:00:00 +0000"
std::string date_line(Timestamp at) {
  static constexpr std::array days = {"Thu", "Fri", "Sat", "Sun",
                                      "Mon", "Tue", "Wed"};  // 1 January 1970 was a Thursday
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day = at.date();
  const std::int64_t seconds = (at.micros() - Timestamp::start_of(day).micros()) / 1'000'000;
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000",
                     days[static_cast<std::size_t>(((day.days() % 7) + 7) % 7)], day.day(), months[day.month() - 1],
                     day.year(), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  if (!out.ends_with("\r\n")) out += "\r\n";
  return out;
}

}  // namespace

Result<std::string> text_of(const Message& message) {
  if (!is_address(message.from))
    return fail(Fault::bad_input, "the sender is not an e-mail address", "name@example.org", {.field = "from"});
  if (!is_address(message.to))
    return fail(Fault::bad_input, "the receiver is not an e-mail address", "name@example.org", {.field = "to"});
  if (!is_one_line(message.subject) || !is_one_line(message.id))
    return fail(Fault::bad_input, "a header of the mail is not one line", "one line of plain text");
  const std::string host = message.from.substr(message.from.find('@') + 1);
  return fmt::format(
      "Date: {}\r\nFrom: Roundel <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nAuto-Submitted: auto-generated\r\n"
      "\r\n{}",
      date_line(message.at), message.from, message.to, message.subject, message.id, host, with_crlf(message.body));
}

}  // namespace roundel::mail
