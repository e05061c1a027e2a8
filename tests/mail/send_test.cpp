#include "mail/send.h"

#include <gtest/gtest.h>

#include "tests/support/smtp_server.h"

namespace roundel::mail {
namespace {

using support::SmtpServer;

Message message() {
  return {.from = "roundel@example.org",
          .to = "h.visser@example.org",
          .subject = "Work is waiting",
          .body = "To do: 3\n.a line with a dot\nDauer: für heute\n",
          .id = "abc123",
          .at = *parse_timestamp("2026-11-25T08:00:00Z")};
}
Server at(const SmtpServer& server) { return {.host = "127.0.0.1", .port = server.port(), .encrypt = false}; }

TEST(Mail, ArrivesAsItWasWritten) {
  const SmtpServer server;
  const Sending sending = send(at(server), message());
  EXPECT_EQ(sending.how, Ended::taken) << sending.problem;
  const auto taken = server.taken();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].from, "roundel@example.org");
  EXPECT_EQ(taken[0].to, "h.visser@example.org");
  EXPECT_NE(taken[0].text.find("Date: Wed, 25 Nov 2026 08:00:00 +0000\r\n"), std::string::npos) << taken[0].text;
  EXPECT_NE(taken[0].text.find("Message-ID: <abc123@example.org>\r\n"), std::string::npos);
  EXPECT_NE(taken[0].text.find("\r\n\r\nTo do: 3\r\n.a line with a dot\r\nDauer: für heute\r\n"), std::string::npos)
      << taken[0].text;
}

TEST(Mail, ThatTheServerDoesNotTakeIsSaidSo) {
  const SmtpServer server(SmtpServer::Manner::refuse);
  const Sending sending = send(at(server), message());
  EXPECT_EQ(sending.how, Ended::not_taken);
  EXPECT_NE(sending.problem.find("450"), std::string::npos) << sending.problem;
  EXPECT_EQ(sending.problem.find("visser"), std::string::npos) << "names no receiver";
  EXPECT_TRUE(server.taken().empty());
}

TEST(Mail, WithoutAServerIsNotTaken) {
  int port = 0;
  {
    const SmtpServer gone;
    port = gone.port();
  }
  EXPECT_EQ(send({.host = "127.0.0.1", .port = port, .encrypt = false}, message()).how, Ended::not_taken);
}

TEST(Mail, WithoutAnAnswerAfterItsLastWordIsNotKnown) {
  const SmtpServer server(SmtpServer::Manner::hang_up);
  EXPECT_EQ(send(at(server), message()).how, Ended::unknown);
}

TEST(Mail, GoesToNoServerWithoutEncryptionWhereItIsAskedFor) {
  const SmtpServer server;
  Server wanting = at(server);
  wanting.encrypt = true;
  EXPECT_EQ(send(wanting, message()).how, Ended::not_taken);
  EXPECT_TRUE(server.taken().empty());
}

TEST(Mail, HasNoHeaderThatSomebodyTyped) {
  for (const char* address : {"a@b.org\r\nBcc: c@d.org", "no address", "@b.org", "a@b.org, c@d.org", ""}) {
    Message made = message();
    made.to = address;
    EXPECT_FALSE(text_of(made)) << address;
    made = message();
    made.from = address;
    EXPECT_FALSE(text_of(made)) << address;
  }
  Message made = message();
  made.subject = "x\r\nBcc: c@d.org";
  EXPECT_FALSE(text_of(made));
}

}  // namespace
}  // namespace roundel::mail
