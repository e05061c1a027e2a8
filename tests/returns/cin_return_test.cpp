// The census made from entries: what was read from a census comes out again, nothing is made up, and what breaks a rule
// is named by the rule's number and the child's own number.
#include "returns/cin_return.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "core/document.h"
#include "intake/intake.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

const Standards& england() {
  static const Result<Standards> loaded =
      load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", "northern-city");
  require(loaded.has_value(), "the standards of the repository can be read");
  return *loaded;
}

std::vector<NewEntry> read(std::string_view xml) {
  std::vector<NewEntry> out;
  const intake::Sink sink{.entry = [&](NewEntry entry) { out.push_back(std::move(entry)); },
                          .rejected = [](const intake::Rejected&) {},
                          .progress = {}};
  const auto taken = intake::read_cin_census("census.xml", xml, england(), sink);
  EXPECT_TRUE(taken.has_value()) << taken.error().text();
  return out;
}

CinReturn made_from(const std::vector<NewEntry>& entries, int year) {
  CinFold fold(england());
  std::int64_t sequence = 0;
  for (const NewEntry& each : entries) {
    Entry entry;
    static_cast<NewEntry&>(entry) = each;
    entry.id = entry_id(each.area, each.agency, each.key);
    entry.sequence = sequence++;
    fold.add(entry);
  }
  return fold.finish({year});
}

// What an entry says, without what only the ledger adds.
std::string said(const NewEntry& entry) {
  std::string out = entry.kind.str() + " " + entry.happened.from.iso();
  for (const About& about : entry.about) out += " " + about.role.str() + "=" + about.source.str();
  for (const auto& [name, value] : entry.values) out += " " + name + "=" + text(value);
  return out;
}
std::multiset<std::string> all_said(const std::vector<NewEntry>& entries) {
  std::multiset<std::string> out;
  for (const NewEntry& entry : entries) out.insert(said(entry));
  return out;
}

std::string again(const CinReturn& cin) {
  const auto xml = write_cin_return(cin, *parse_timestamp("2025-05-01T10:00:00Z"));
  EXPECT_TRUE(xml.has_value());
  return xml ? *xml : std::string();
}

// Every element that the reader makes entries of and the writer knows.
const char* full_census = R"(<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header><Children>
<Child><ChildIdentifiers><LAchildID>A1</LAchildID><UPN>A123456789012</UPN><PersonBirthDate>2015-06-01</PersonBirthDate><Sex>F</Sex>
<PersonDeathDate>2025-02-20</PersonDeathDate></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2024-05-07</CINreferralDate><ReferralSource>2A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>
<CINclosureDate>2025-02-20</CINclosureDate><ReasonForClosure>RC2</ReasonForClosure>
<Assessments><AssessmentActualStartDate>2024-05-08</AssessmentActualStartDate><AssessmentAuthorisationDate>2024-06-20</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>16A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2024-06-21</CINPlanStartDate><CINPlanEndDate>2024-08-01</CINPlanEndDate></CINPlanDates>
<Section47><S47ActualStartDate>2024-07-20</S47ActualStartDate><DateOfInitialCPC>2024-08-01</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>
<ReferralNFA>0</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>2024-08-01</CPPstartDate><CPPendDate>2025-02-20</CPPendDate><InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>PHY</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2024-10-24</CPPreviewDate><CPPreviewDate>2025-02-20</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails></Child>
<Child><ChildIdentifiers><LAchildID>B2</LAchildID><ExpectedPersonBirthDate>2025-06-10</ExpectedPersonBirthDate><Sex>U</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>NOBT</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-03-03</CINreferralDate><ReferralSource>3A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>
<DateOfInitialCPC>2025-03-20</DateOfInitialCPC><ReferralNFA>0</ReferralNFA></CINdetails></Child>
<Child><ChildIdentifiers><LAchildID>C3</LAchildID><PersonBirthDate>2012-01-01</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2024-04-10</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>1</ReferralNFA></CINdetails>
<CINdetails><CINreferralDate>2024-09-10</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N5</PrimaryNeedCode>
<Assessments><AssessmentActualStartDate>2024-09-11</AssessmentActualStartDate></Assessments><ReferralNFA>0</ReferralNFA></CINdetails></Child>
</Children></Message>)";

TEST(CinReturn, what_a_census_said_comes_out_again_as_the_same_entries) {
  const std::vector<NewEntry> first = read(full_census);
  ASSERT_EQ(first.size(), 20U);
  const CinReturn cin = made_from(first, 2025);
  EXPECT_EQ(cin.children.size(), 3U);
  EXPECT_EQ(cin.left_out, 0);
  EXPECT_EQ(all_said(read(again(cin))), all_said(first));
}

TEST(CinReturn, of_a_sound_census_has_nothing_that_keeps_it_from_leaving) {
  const CinReturn cin = made_from(read(full_census), 2025);
  for (const CinProblem& problem : check_cin_return(cin, england().vocabulary))
    EXPECT_TRUE(problem.query) << problem.rule << " " << problem.child << ": " << problem.message;
}

class Samples : public testing::TestWithParam<const char*> {};

TEST_P(Samples, nothing_is_made_up) {
  const auto content = read_file(std::string(ROUNDEL_SOURCE_DIR) + "/tests/samples/cin_xml/" + GetParam());
  ASSERT_TRUE(content.has_value());
  const std::vector<NewEntry> first = read(*content);
  std::set<std::string> known;
  for (const NewEntry& entry : first)
    if (entry.kind.str() != "identity.details") known.insert(said(entry));
  std::size_t written = 0;
  for (int year = 1970; year <= 2027; ++year) {
    const CinReturn cin = made_from(first, year);
    if (cin.children.empty()) continue;
    for (const NewEntry& entry : read(again(cin)))
      if (entry.kind.str() != "identity.details") {
        ++written;
        EXPECT_TRUE(known.contains(said(entry))) << said(entry);
      }
  }
  EXPECT_GT(written, 0U);
}
INSTANTIATE_TEST_SUITE_P(Censuses, Samples,
                         testing::Values("BAR_cin_2022.xml", "CIN_Census_2021.xml", "CIN_Census_2024.xml",
                                         "CIN_Census_2026.xml", "fake_CIN_data.xml"));

// ---- the year ----

// Entries of social care about A1, in England's words.
std::vector<NewEntry> entries(std::string_view lines) {
  std::vector<NewEntry> out;
  for (const Entry& entry : tiny::entries(lines)) {
    NewEntry each = entry;
    each.key = std::to_string(entry.sequence);
    out.push_back(std::move(each));
  }
  return out;
}

TEST(CinYear, runs_from_april_to_march_and_leaves_out_what_was_closed_before_or_referred_after) {
  const CinReturn cin = made_from(entries(R"(
    2023-01-10 social-care social-care.referral child=OLD | source=6; no-further-action=no
    2024-03-31 social-care social-care.case-closed child=OLD | reason=RC7
    2023-01-10 social-care social-care.referral child=RUNNING | source=6; no-further-action=no
    2024-04-01 social-care social-care.case-closed child=RUNNING | reason=RC7
    2024-03-31 social-care social-care.referral child=NOTHING | source=6; no-further-action=yes
    2025-04-01 social-care social-care.referral child=LATER | source=6; no-further-action=no
    2025-03-31 social-care social-care.referral child=LAST | source=6; no-further-action=no)"),
                                  2025);
  std::vector<std::string> ids;
  for (const CinChild& child : cin.children) ids.push_back(child.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"LAST", "RUNNING"}));
}

TEST(CinYear, a_child_born_after_it_is_unborn_in_it) {
  const CinReturn cin = made_from(entries(R"(
    2025-03-01 social-care social-care.referral unborn-child=A1 | source=3A; no-further-action=no
    2025-03-01 social-care identity.details unborn-child=A1 | expected-date=2025-06-10
    2025-06-12 social-care identity.details child=A1 | birth-date=2025-06-11; sex=f)"),
                                  2025);
  ASSERT_EQ(cin.children.size(), 1U);
  EXPECT_EQ(cin.children.front().expected, Date::of(2025, 6, 10));
  EXPECT_FALSE(cin.children.front().born);
  EXPECT_EQ(cin.children.front().sex, "U");
}

TEST(CinYear, an_end_without_a_beginning_is_counted_as_left_out_and_not_bent_into_shape) {
  const CinReturn cin = made_from(entries(R"(
    2024-05-10 social-care social-care.referral child=A1 | source=6; no-further-action=no
    2024-06-10 social-care social-care.in-need-plan-ended child=A1)"),
                                  2025);
  EXPECT_EQ(cin.left_out, 1);
}

// ---- rules ----

struct Broken {
  const char* rule;
  const char* lines;
};
// Each breaks the rule it names; what they begin with is sound.
const char* sound = R"(
    2024-05-01 social-care identity.details child=A1 | birth-date=2015-01-01; sex=f; ethnicity=WBRI
    2024-05-07 social-care social-care.referral child=A1 | source=2A; primary-need=N1; no-further-action=no
)";
class Rules : public testing::TestWithParam<Broken> {};

TEST_P(Rules, names_the_rule_and_the_child) {
  const CinReturn cin = made_from(entries(std::string(sound) + GetParam().lines), 2025);
  const auto problems = check_cin_return(cin, england().vocabulary);
  const auto named =
      std::find_if(problems.begin(), problems.end(), [](const CinProblem& p) { return p.rule == GetParam().rule; });
  ASSERT_NE(named, problems.end());
  EXPECT_FALSE(named->child.empty());
  EXPECT_FALSE(named->field.empty());
  EXPECT_EQ(may_leave(problems),
            std::all_of(problems.begin(), problems.end(), [](const CinProblem& p) { return p.query; }));
}
INSTANTIATE_TEST_SUITE_P(
    Census, Rules,
    testing::Values(
        Broken{"1103", "2024-05-01 social-care social-care.assessment-started child=A1"},
        Broken{"1104", "2024-05-02 social-care social-care.initial-conference child=A1"},
        Broken{"1105", "2024-05-03 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0"},
        Broken{"2889", "2024-05-03 social-care social-care.section-47-enquiry child=A1"},
        Broken{"2883", "2024-06-03 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0"},
        Broken{"2885",
               "2024-06-03 social-care social-care.initial-conference child=A1\n"
               "2024-06-04 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0"},
        Broken{"4001",
               "2024-06-03 social-care social-care.in-need-plan-started child=A1\n"
               "2024-06-04 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0"},
        Broken{
            "4180",
            "2024-05-07 social-care social-care.referral child=B2 | source=2A; primary-need=N1; no-further-action=no"},
        Broken{
            "4220",
            "2024-05-07 social-care social-care.referral child=B2 | source=2A; primary-need=N1; no-further-action=no"},
        Broken{"8750",
               "2024-05-07 social-care social-care.referral unborn-child=B2 | source=2A; no-further-action=no\n"
               "2024-05-07 social-care identity.details unborn-child=B2 | expected-date=2024-09-01; sex=f"},
        Broken{"8606",
               "2024-05-07 social-care social-care.referral unborn-child=B2 | source=2A; no-further-action=no\n"
               "2024-05-07 social-care identity.details unborn-child=B2 | expected-date=2025-09-01; sex=u"},
        Broken{"8565",
               "2024-06-03 social-care social-care.case-closed child=A1 | reason=RC7\n"
               "2024-06-20 social-care social-care.assessment-started child=A1"},
        Broken{"8805", "2024-06-03 social-care social-care.case-closed child=A1"},
        Broken{
            "8815",
            "2024-07-07 social-care social-care.referral child=A1 | source=6; primary-need=N1; no-further-action=no"},
        Broken{"8831",
               "2024-08-07 social-care social-care.referral child=B2 | source=6; no-further-action=yes\n"
               "2024-08-08 social-care social-care.assessment-started child=B2"},
        Broken{"8935",
               "2024-06-03 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0\n"
               "2024-07-03 social-care social-care.protection-plan-started child=A1 | category=PHY; number=1"},
        Broken{"8840",
               "2024-06-03 social-care social-care.protection-plan-started child=A1 | category=PHY; number=0\n"
               "2024-06-03 social-care social-care.protection-plan-ended child=A1"},
        Broken{"8869", "2024-06-03 social-care social-care.assessment-completed child=A1 | factors=21 3B"},
        Broken{"8867",
               "2024-06-03 social-care social-care.assessment-started child=A1\n"
               "2024-06-04 social-care social-care.case-closed child=A1 | reason=RC7"},
        Broken{"8868",
               "2024-06-03 social-care social-care.section-47-enquiry child=A1\n"
               "2024-06-04 social-care social-care.case-closed child=A1 | reason=RC7"},
        Broken{"8730", "2024-06-03 social-care social-care.protection-plan-started child=A1 | category=PHY"},
        Broken{
            "1580",
            "2024-05-07 social-care social-care.referral child=B-2 | source=2A; primary-need=N1; no-further-action=no"},
        Broken{"1520",
               "2024-05-02 social-care identity.details child=A1 | upn=A123456789012\n"
               "2024-05-02 social-care identity.details child=B2 | upn=A123456789012\n"
               "2024-05-07 social-care social-care.referral child=B2 | source=2A; no-further-action=no"},
        Broken{"8866", "2024-05-07 social-care social-care.referral child=B2 | source=police; no-further-action=no"}),
    [](const auto& each) { return "rule_" + std::string(each.param.rule); });

TEST(Rules, say_nothing_of_a_sound_episode) {
  EXPECT_TRUE(check_cin_return(made_from(entries(sound), 2025), england().vocabulary).empty());
}

TEST(CinXml, a_text_that_cannot_stand_in_xml_is_an_error_and_markup_in_a_text_is_not) {
  CinReturn cin = made_from(entries(sound), 2025);
  cin.children.front().id = "A<1>&";
  EXPECT_NE(again(cin).find("<LAchildID>A&lt;1&gt;&amp;</LAchildID>"), std::string::npos);
  cin.children.front().id = std::string("A\x01", 2);
  EXPECT_FALSE(write_cin_return(cin, Timestamp()).has_value());
}

}  // namespace
}  // namespace roundel
