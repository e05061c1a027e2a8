// Every command runs under a rule, says what it does with an example, and ends with 0, 1 or 2.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "cli/cli.h"
#include "store/database.h"
#include "tests/cli/program.h"
#include "tests/support/stores.h"

namespace roundel::cli {
namespace {

using program::run;

access::Rules rules() {
  const auto read = access::load_rules(std::string(ROUNDEL_SOURCE_DIR) + "/standards");
  if (!read) ADD_FAILURE() << read.error().text();
  return read ? *read : access::Rules{};
}

// The first words of the lines below "Subcommands:".
std::set<std::string> subcommands_in(const std::string& help) {
  std::set<std::string> names;
  std::istringstream lines(help.substr(std::min(help.size(), help.find("Subcommands:"))));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ')
      names.insert(line.substr(2, line.find(' ', 2) - 2));
  return names;
}

TEST(Commands, RunUnderARuleForWhoeverSitsAtTheConsole) {
  const access::Rules all = rules();
  const access::Caller console{.account = "console:test",
                               .name = "Console",
                               .practitioner = {},
                               .agency = AgencyId("roundel"),
                               .area = AreaCode("E08000032"),
                               .role = std::string(access::console_role),
                               .purpose = access::Purpose::safeguarding};
  for (const Command& command : commands()) {
    if (!command.use_case) continue;
    const bool open = std::ranges::find(all.open_to_all, *command.use_case) != all.open_to_all.end();
    EXPECT_TRUE(open || access::decide(console, *command.use_case, all).allowed)
        << "no rule lets the operator use '" << command.name << "' (" << access::word(*command.use_case) << ")";
  }
}

TEST(Commands, WithoutAUseCaseOpenNoStore) {
  for (const Command& command : commands()) {
    if (command.use_case) continue;
    EXPECT_EQ(run({command.name, "--help"}).words().find("--store"), std::string::npos)
        << command.name << " opens a store and has no use case, so no rule";
  }
}

TEST(Commands, AreThoseThatTheProgramShows) {
  std::set<std::string> declared;
  for (const Command& command : commands())
    EXPECT_TRUE(declared.insert(command.name).second) << command.name << " twice";
  EXPECT_EQ(subcommands_in(run({"--help"}).out), declared);
}

TEST(Commands, SayWhatTheyDoWithAnExample) {
  for (const Command& command : commands()) {
    const auto told = run({command.name, "--help"});
    EXPECT_EQ(told.exit_code, 0) << command.name;
    EXPECT_NE(told.out.find("Example:  roundel " + command.name), std::string::npos)
        << command.name << ": " << told.out;
    for (const std::string& name : subcommands_in(told.out)) {
      const auto below = run({command.name, name, "--help"});
      EXPECT_EQ(below.exit_code, 0) << command.name << " " << name;
    }
  }
}

TEST(Commands, TakeAPartOfTheStandardsForTheWhole) {
  const std::string standards = ROUNDEL_SOURCE_DIR "/standards";
  for (const std::string part : {"", "/england", "/england/", "/places/northern-city"}) {
    const auto ran = run({"standards", "check", standards + part});
    EXPECT_EQ(ran.exit_code, 0) << part << ": " << ran.words();
  }
  const auto place = run({"standards", "explain", standards + "/places/northern-city", "--json"});
  EXPECT_NE(place.out.find("\"place\":\"Northern City\""), std::string::npos) << place.out.substr(0, 200);
}

TEST(Commands, ExplainOneIndicatorAndSuggestTheNearest) {
  const std::string standards = ROUNDEL_SOURCE_DIR "/standards";
  const auto one = run({"standards", "explain", standards, "--indicator", "repeat-domestic-abuse"});
  EXPECT_EQ(one.exit_code, 0) << one.words();
  EXPECT_NE(one.out.find("[repeat-domestic-abuse]"), std::string::npos) << one.out;
  EXPECT_EQ(one.out.find("[was-not-brought]"), std::string::npos) << "the others are left out";
  const auto none = run({"standards", "explain", standards, "--indicator", "repeat-domestic-abus"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_NE(none.words().find("'repeat-domestic-abuse'?"), std::string::npos) << none.words();
}

TEST(Commands, EndWithTwoWhereTheyAreUsedWrongly) {
  EXPECT_EQ(run({}).exit_code, 2);
  EXPECT_EQ(run({"no-such-command"}).exit_code, 2);
  EXPECT_EQ(run({"verify", "--no-such-option"}).exit_code, 2);
  EXPECT_EQ(run({"serve", "--store", "sqlite:/nowhere/x.db", "--listen", "nonsense"}).exit_code, 2);
  EXPECT_EQ(run({"simulate", "--area", "E08000032", "--children", "500", "--from", "yesterday", "--to", "2024-12-31",
                 "--out", "unused"})
                .exit_code,
            2);
  for (const Command& command : commands()) {
    const auto ran = run({command.name});
    EXPECT_EQ(ran.exit_code, 2) << command.name << " without what it needs";
    EXPECT_FALSE(ran.words().empty()) << command.name << " says nothing";
  }
}

// A small district, fed in once for the tests below.
class District : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<support::TemporaryDirectory>();
    const auto made = run({"simulate", "--area", "E08000032", "--children", "500", "--from", "2024-07-01", "--to",
                           "2024-12-31", "--seed", "5", "--out", folder_->path()});
    ASSERT_EQ(made.exit_code, 0) << made.words();
    const auto taken = run({"ingest", "--store", store(), folder_->path() + "/feeds"});
    ASSERT_EQ(taken.exit_code, 0) << taken.words();
  }
  static void TearDownTestSuite() { folder_.reset(); }
  static std::string store() { return "sqlite:" + folder_->path() + "/store.db"; }
  static std::unique_ptr<support::TemporaryDirectory> folder_;
};
std::unique_ptr<support::TemporaryDirectory> District::folder_;

TEST_F(District, GoesTheWholeWayWithNought) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"link", "--store", store()},
                                             {"assess", "--store", store()},
                                             {"verify", "--store", store(), "--json"},
                                             {"rebuild", "--store", store(), "--check"},
                                             {"quarantine", "list", "--store", store(), "--json"}}) {
    const auto ran = run(words);
    EXPECT_EQ(ran.exit_code, 0) << words.front() << ": " << ran.words();
    EXPECT_FALSE(ran.out.empty()) << words.front();
  }
}

TEST_F(District, TakenTwiceAddsNothing) {
  const auto again = run({"ingest", "--store", store(), "--json", folder_->path() + "/feeds"});
  EXPECT_EQ(again.exit_code, 0) << again.words();
  EXPECT_NE(again.out.find("\"added\":0,"), std::string::npos) << again.out;
}

TEST_F(District, ListsTheDemonstrationsSignInsAsJson) {
  const auto told = run({"account", "demonstration", "--store", store(), "--json"});
  ASSERT_EQ(told.exit_code, 0) << told.words();
  EXPECT_TRUE(told.out.starts_with(R"([{"login":"health.visitor","password":)")) << told.out;
  for (const char* field : {R"("role":"joint-team")", R"("role":"referrer")", R"("agency":"schools")", R"("name":")"})
    EXPECT_NE(told.out.find(field), std::string::npos) << field << " is not in " << told.out;
}

// A child's page names whoever works with the child as the sign-in does.
TEST_F(District, CallsThoseWhoSignInAsTheFeedsCallThem) {
  const auto told = run({"account", "demonstration", "--store", store(), "--json"});
  ASSERT_EQ(told.exit_code, 0) << told.words();
  std::ifstream file(std::string(ROUNDEL_SOURCE_DIR) + "/data/simulation/practitioners.csv");
  int named = 0;
  std::string line;
  for (std::getline(file, line); std::getline(file, line); ++named)
    EXPECT_NE(told.out.find("\"name\":\"" + line.substr(line.find(',') + 1) + "\""), std::string::npos) << line;
  EXPECT_GT(named, 0);
}

TEST_F(District, ExplainsALinkAndReportsOnAllOfThem) {
  ASSERT_EQ(run({"link", "--store", store()}).exit_code, 0);
  std::string a, b;
  {
    auto database = store::open(store());
    ASSERT_TRUE(database) << database.error().text();
    const auto pairs = (*database)->query("SELECT a, b FROM link_pair ORDER BY id LIMIT 1", {});
    ASSERT_TRUE(pairs && !pairs->empty());
    a = store::text(pairs->front()[0]);
    b = store::text(pairs->front()[1]);
  }
  ASSERT_EQ(run({"assess", "--store", store()}).exit_code, 0);
  const auto told = run({"explain-link", "--store", store(), a, b});
  EXPECT_EQ(told.exit_code, 0) << told.words();
  for (const char* part : {"Date of birth", "All together", "Before any comparison", "What stewards judged"})
    EXPECT_NE(told.out.find(part), std::string::npos) << part;
  const auto json = run({"explain-link", "--store", store(), "--json", a, b});
  for (const char* field : {"\"probability\":", "\"frequency_bits\":", "\"together\":", "\"judgements\":[]"})
    EXPECT_NE(json.out.find(field), std::string::npos) << field << " is not in " << json.out;
  EXPECT_EQ(run({"explain-link", "--store", store(), a, "gp/no-such-record"}).exit_code, 1);
  const auto quality = run({"linkage", "--store", store(), "--json"});
  EXPECT_EQ(quality.exit_code, 0) << quality.words();
  for (const char* field :
       {"\"precision\":", "\"nhs_number_verified\":", "\"verified_wanted\":0.95", "\"title\":\"By agency\""})
    EXPECT_NE(quality.out.find(field), std::string::npos) << field << " is not in " << quality.out;
  EXPECT_NE(run({"linkage", "--store", store()}).out.find("By deprivation"), std::string::npos);
  EXPECT_EQ(run({"rebuild", "--store", store(), "--check"}).exit_code, 0);
}

// The words of a PDF, page by page; a page ends with a form feed.
std::string text_of_pdf(const std::string& path) {
  std::string out;
  std::FILE* words = ::popen(("pdftotext -layout '" + path + "' -").c_str(), "r");
  if (words == nullptr) return out;
  std::array<char, 4096> part{};
  for (std::size_t read = 0; (read = std::fread(part.data(), 1, part.size(), words)) > 0;)
    out.append(part.data(), read);
  ::pclose(words);
  return out;
}

TEST_F(District, PutsAPackAndAChronologyOnPaper) {
  ASSERT_EQ(run({"assess", "--store", store()}).exit_code, 0);
  std::string child;
  {
    auto database = store::open(store());
    ASSERT_TRUE(database) << database.error().text();
    const auto rows =
        (*database)->query("SELECT person FROM finding GROUP BY person ORDER BY COUNT(*) DESC, person LIMIT 1", {});
    ASSERT_TRUE(rows && !rows->empty());
    child = store::text(rows->front()[0]);
  }
  const std::string pack = folder_->path() + "/pack.pdf";
  const auto made = run({"pack", "--store", store(), "--person", child, "--out", pack});
  ASSERT_EQ(made.exit_code, 0) << made.words();
  const std::string words = text_of_pdf(pack);
  const auto pages = std::count(words.begin(), words.end(), '\f');
  EXPECT_GE(pages, 2);
  for (const std::string& part :
       {std::string("Conference pack"), std::string("Contents"), std::string("Chronology"),
        "1 of " + std::to_string(pages), std::to_string(pages) + " of " + std::to_string(pages)})
    EXPECT_NE(words.find(part), std::string::npos) << part;
  EXPECT_EQ(words.find("Skip to main content"), std::string::npos) << "it is in the style of paper";
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(pack).permissions() & (perms::group_all | perms::others_all), perms::none);

  const std::string chronology = folder_->path() + "/chronology.pdf";
  ASSERT_EQ(run({"chronology", "--store", store(), "--person", child, "--everything", "--out", chronology}).exit_code,
            0);
  EXPECT_NE(text_of_pdf(chronology).find("It goes back to the first entry"), std::string::npos);

  const auto without =
      run({"pack", "--store", store(), "--person", child, "--out", pack, "--chromium", "/no/chromium"});
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_NE(without.err.find("there is no Chromium at /no/chromium"), std::string::npos) << without.err;
  EXPECT_EQ(run({"pack", "--store", store(), "--person", "gp/no-such-record", "--out", pack}).exit_code, 1);
}

TEST_F(District, EndsWithOneWhereTheAnswerIsNo) {
  EXPECT_EQ(run({"picture", "--store", store(), "gp/no-such-record"}).exit_code, 1);
  EXPECT_EQ(run({"verify", "--store", "sqlite:" + folder_->path() + "/no/such/folder.db"}).exit_code, 1);
}

TEST_F(District, OneFlippedByteEndsVerifyWithOneAndNamesThePlace) {
  const std::string copy = folder_->path() + "/altered.db";
  std::filesystem::copy_file(folder_->path() + "/store.db", copy, std::filesystem::copy_options::overwrite_existing);
  {
    auto database = store::open("sqlite:" + copy);
    ASSERT_TRUE(database) << database.error().text();
    const auto rows = (*database)->query("SELECT body FROM entry WHERE sequence = 17", {});
    ASSERT_TRUE(rows && rows->size() == 1);
    std::string body = store::bytes(rows->front().at(0));
    body[body.size() / 2] = static_cast<char>(body[body.size() / 2] ^ 1);
    ASSERT_TRUE((*database)->run("UPDATE entry SET body = ? WHERE sequence = 17", store::Row{store::Blob{body}}));
  }
  const auto told = run({"verify", "--store", "sqlite:" + copy});
  EXPECT_EQ(told.exit_code, 1) << told.words();
  EXPECT_NE(told.out.find("entry 17"), std::string::npos) << told.out;
}

}  // namespace
}  // namespace roundel::cli
