// The whole way: a practitioner of the demonstration wants mails, `roundel notify` sends one to a real mail server, and
// what arrived is read.
#include <gtest/gtest.h>

#include "service/feeds.h"
#include "store/database.h"
#include "tests/cli/program.h"
#include "tests/support/smtp_server.h"
#include "tests/support/stores.h"

namespace roundel::cli {
namespace {

using program::run;
using support::SmtpServer;

class Notify : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string folder = district().path();
    const auto made = run({"simulate", "--area", "E08000032", "--children", "500", "--from", "2023-01-01", "--to",
                           "2024-01-01", "--seed", "5", "--out", folder + "/place"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    ASSERT_EQ(run({"ingest", "--store", store(), "--replay", folder + "/place/feeds"}).exit_code, 0);
    ASSERT_EQ(run({"assess", "--store", store()}).exit_code, 0);
    ASSERT_EQ(run({"account", "demonstration", "--store", store()}).exit_code, 0);
  }
  static const support::TemporaryDirectory& district() {
    static const support::TemporaryDirectory folder;
    return folder;
  }
  static std::string store() { return "sqlite:" + district().path() + "/place.db"; }

  static void wants(const std::string& login, const std::string& address) {
    const auto database = store::open(store());
    ASSERT_TRUE(database) << database.error().text();
    const store::Cell mail[] = {std::string("E08000032"), login, address};
    ASSERT_TRUE((*database)->run(
        "INSERT INTO reminder (area, login, address, wanted, told_urgent, problem) VALUES (?, ?, ?, 1, 0, '')", mail));
  }
  static program::Ran notify(const SmtpServer& server) {
    return run({"notify", "--store", store(), "--smtp", server.address(), "--from", "roundel@example.org", "--address",
                "https://roundel.example.org/"});
  }
};

TEST_F(Notify, SendsCountsAndAnAddressAndNobodysName) {
  wants("social.worker", "sofia@example.org");
  {
    const SmtpServer refusing(SmtpServer::Manner::refuse);
    const auto refused = notify(refusing);
    EXPECT_EQ(refused.exit_code, 1) << refused.words();
    EXPECT_NE(refused.err.find("450"), std::string::npos) << refused.words();
    EXPECT_EQ(refused.words().find("sofia"), std::string::npos);
  }
  const SmtpServer server;
  const auto done = notify(server);
  ASSERT_EQ(done.exit_code, 0) << done.words();
  const auto taken = server.taken();
  ASSERT_EQ(taken.size(), 1U) << done.words();
  EXPECT_EQ(taken[0].to, "sofia@example.org");
  EXPECT_NE(taken[0].text.find("\r\nTo do: "), std::string::npos) << taken[0].text;
  EXPECT_NE(taken[0].text.find("https://roundel.example.org/work\r\n"), std::string::npos) << taken[0].text;
  const auto database = store::open(store());
  ASSERT_TRUE(database);
  const auto names = (*database)->query("SELECT DISTINCT surname FROM known_as", {});
  ASSERT_TRUE(names);
  ASSERT_FALSE(names->empty());
  for (const auto& row : *names) {
    const std::string name = store::text(row[0]);
    if (name.size() < 4) continue;
    EXPECT_EQ(taken[0].text.find(name), std::string::npos) << "a name left the house";
  }
  EXPECT_EQ(notify(server).exit_code, 0);
  EXPECT_EQ(server.taken().size(), 1U) << "nobody is told twice a day";
}

TEST_F(Notify, RefusesWhatIsNoServerAndNoAddress) {
  EXPECT_EQ(run({"notify", "--store", store(), "--smtp", "nowhere", "--from", "a@b.org", "--address",
                 "https://roundel.example.org"})
                .exit_code,
            2);
  EXPECT_EQ(run({"notify", "--store", store(), "--smtp", "127.0.0.1:25", "--from", "a@b.org", "--address",
                 "roundel.example.org"})
                .exit_code,
            2);
}

}  // namespace
}  // namespace roundel::cli
