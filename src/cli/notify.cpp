#include <charconv>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "mail/send.h"
#include "service/respond/reminders.h"

namespace roundel::cli {
namespace {

struct NotifyOptions {
  std::string store;
  std::string smtp;
  std::string from;
  std::string address;
  std::string user;
  bool plain = false;
};

bool on_loopback(const std::string& host) { return host == "localhost" || host == "[::1]" || host.starts_with("127."); }

Result<mail::Server> server_of(const NotifyOptions& asked) {
  const auto colon = asked.smtp.rfind(':');
  mail::Server server{.host = asked.smtp.substr(0, colon)};
  int port = 0;
  if (colon != std::string::npos) {
    const char* end = asked.smtp.data() + asked.smtp.size();
    const auto read = std::from_chars(asked.smtp.data() + colon + 1, end, port);
    if (read.ec != std::errc{} || read.ptr != end) port = 0;
  }
  if (server.host.empty() || port < 1 || port > 65535)
    return fail(Fault::bad_input, fmt::format("'{}' is not a mail server", asked.smtp),
                "HOST:PORT, for example mail.example.org:587", {.field = "--smtp"});
  server.port = port;
  server.encrypt = !asked.plain && !on_loopback(server.host);
  server.user = asked.user;
  if (const char* password = std::getenv("ROUNDEL_SMTP_PASSWORD")) server.password = password;
  return server;
}

std::string lines_of(const service::Reminder& reminder, const std::string& address) {
  std::string out = "There is work waiting for you in Roundel.\n\n";
  out += fmt::format("To do: {}\n", reminder.to_do);
  if (reminder.urgent > 0) out += fmt::format("Of these late or due today: {}\n", reminder.urgent);
  out += fmt::format("Waiting for somebody else: {}\n", reminder.waiting);
  if (reminder.front_door > 0) out += fmt::format("Waiting at the front door: {}\n", reminder.front_door);
  out += fmt::format("\nSign in to see it: {}/work\n", address);
  out += fmt::format("\nThis message names nobody, and cannot be answered. To stop it: {}/reminders\n", address);
  return out;
}

service::Delivered deliver(const mail::Server& server, const NotifyOptions& asked, const service::Reminder& reminder) {
  const mail::Sending sending = mail::send(server, {.from = asked.from,
                                                    .to = reminder.to,
                                                    .subject = "Work is waiting for you in Roundel",
                                                    .body = lines_of(reminder, asked.address),
                                                    .id = reminder.id,
                                                    .at = system_clock()()});
  const auto how = sending.how == mail::Ended::taken     ? service::Delivery::taken
                   : sending.how == mail::Ended::unknown ? service::Delivery::unknown
                                                         : service::Delivery::not_taken;
  return {.how = how, .problem = sending.problem};
}

int notify(NotifyOptions asked, const Common& common) {
  const auto server = server_of(asked);
  if (!server) return report(server.error());
  if (!asked.address.starts_with("https://") && !asked.address.starts_with("http://127.0.0.1"))
    return report({Fault::bad_input,
                   fmt::format("'{}' is no address that a mail may name", asked.address),
                   "the program's own address, beginning with https://",
                   {.field = "--address"}});
  while (asked.address.ends_with('/')) asked.address.pop_back();
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto done = service::send_reminders(**desk, console_caller(**desk), [&](const service::Reminder& reminder) {
    return deliver(*server, asked, reminder);
  });
  if (!done) return report(done.error());
  fmt::print(
      "{} sent, {} with nothing new, {} not taken and tried again the next time, {} not known to have arrived.\n",
      done->sent, done->nothing_new, done->failed, done->unknown);
  for (const std::string& problem : done->problems) fmt::print(stderr, "roundel: {}\n", problem);
  return done->failed + done->unknown > 0 ? 1 : 0;
}

}  // namespace

void add_notify(Takes& program, const Common& common) {
  Takes command = program.command("notify", "Tell by mail that work is waiting, with counts alone, whoever wants it");
  const auto asked = std::make_shared<NotifyOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--smtp", asked->smtp, "HOST:PORT of the mail server", Need::required);
  command.option("--from", asked->from, "Address that the mails come from", Need::required);
  command.option("--address", asked->address, "The program's own address, beginning with https://", Need::required);
  command.option("--user", asked->user, "Name at the mail server; its password in ROUNDEL_SMTP_PASSWORD");
  command.flag("--plain", asked->plain, "Accept a server that offers no encryption; always so on loopback");
  command.does([asked, &common] { return notify(*asked, common); });
  command.example(
      "roundel notify --store sqlite:place.db --smtp mail.example.org:587 --from roundel@example.org --address "
      "https://roundel.example.org");
}

}  // namespace roundel::cli
