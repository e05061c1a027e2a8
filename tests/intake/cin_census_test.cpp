#include "intake/cin_census.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/text.h"
#include "tests/intake/intake_fixtures.h"

namespace roundel::intake {
namespace {

std::string sample(const std::string& name) {
  auto content = read_file(source_file("tests/samples/cin_xml/" + name));
  require(content.has_value(), "the sample can be read");
  return *content;
}

struct Census : Collected {
  Taken taken;
};

Census read(std::string_view content) {
  Census census;
  const auto taken = read_cin_census("census.xml", content, england(), census.sink());
  EXPECT_TRUE(taken.has_value()) << taken.error().text();
  if (taken) census.taken = *taken;
  EXPECT_EQ(census.taken.entries, census.entries.size());
  EXPECT_EQ(census.taken.rejected, census.rejected.size());
  for (const NewEntry& entry : census.entries) {
    const auto fine = check_entry(entry, england().vocabulary);
    EXPECT_TRUE(fine.has_value()) << entry.kind.str() << ": " << fine.error().text();
  }
  return census;
}

std::string why_not(std::string_view content) {
  Census census;
  const auto taken = read_cin_census("census.xml", content, england(), census.sink());
  return taken ? "taken" : taken.error().text();
}

// Counted in the text of the file, without an XML reader: filled elements of that name.
std::size_t filled(const std::string& content, const std::string& element) {
  const std::string opening = "<" + element + ">";
  std::size_t count = 0;
  for (std::size_t at = content.find(opening); at != std::string::npos; at = content.find(opening, at + 1))
    count += content[at + opening.size()] != '<' ? 1U : 0U;
  return count;
}

std::map<std::string, std::size_t> by_kind(const Census& census) {
  std::map<std::string, std::size_t> counts;
  for (const NewEntry& entry : census.entries) ++counts[entry.kind.str()];
  return counts;
}

std::vector<std::string> errors(const Census& census) {
  std::vector<std::string> out;
  for (const Rejected& each : census.rejected) out.push_back(each.error.text());
  return out;
}

// What each element of the schema makes, one entry for each filled one.
const std::vector<std::pair<std::string, std::vector<std::string>>> elements_of_kinds = {
    {"identity.details", {"LAchildID"}},
    {"social-care.referral", {"CINreferralDate"}},
    {"social-care.assessment-started", {"AssessmentActualStartDate"}},
    {"social-care.assessment-completed", {"AssessmentAuthorisationDate"}},
    {"social-care.section-47-enquiry", {"S47ActualStartDate"}},
    {"social-care.initial-conference", {"DateOfInitialCPC"}},
    {"social-care.in-need-plan-started", {"CINPlanStartDate"}},
    {"social-care.in-need-plan-ended", {"CINPlanEndDate"}},
    {"social-care.protection-plan-started", {"CPPstartDate"}},
    {"social-care.protection-plan-ended", {"CPPendDate"}},
    {"social-care.review-conference", {"CPPreviewDate"}},
    {"social-care.case-closed", {"CINclosureDate"}},
    {"social-care.legal-proceedings",
     {"PPStartDate", "LBPSentDate", "InitialPPMeetingDate", "StepDecisionDate", "CourtAppDate"}}};

class Samples : public testing::TestWithParam<const char*> {};

TEST_P(Samples, every_dated_element_becomes_an_entry_or_a_rejection) {
  const std::string content = sample(GetParam());
  const Census census = read(content);
  EXPECT_EQ(census.taken.rows, filled(content, "LAchildID"));
  std::size_t expected = 0;
  for (const auto& [kind, elements] : elements_of_kinds)
    for (const std::string& element : elements) expected += filled(content, element);
  EXPECT_EQ(census.taken.entries + census.taken.rejected, expected);

  std::map<std::string, std::size_t> rejected;  // by the kind that would have come of it
  for (const Rejected& each : census.rejected) {
    if (each.error.place.field == "AssessmentFactors")
      ++rejected["social-care.assessment-completed"];
    else
      ADD_FAILURE() << "only factors are wrong in these files: " << each.error.text();
  }
  auto counts = by_kind(census);
  for (const auto& [kind, elements] : elements_of_kinds) {
    std::size_t wanted = 0;
    for (const std::string& element : elements) wanted += filled(content, element);
    EXPECT_EQ(counts[kind], wanted - rejected[kind]) << kind;
  }
}

TEST_P(Samples, the_same_file_twice_gives_the_same_keys_and_no_key_stands_for_two_entries) {
  const Census first = read(sample(GetParam()));
  const Census second = read(sample(GetParam()));
  std::set<std::string> keys;
  ASSERT_EQ(first.entries.size(), second.entries.size());
  for (std::size_t i = 0; i < first.entries.size(); ++i) {
    EXPECT_EQ(first.entries[i].key, second.entries[i].key);
    keys.insert(first.entries[i].key);
  }
  EXPECT_EQ(keys.size(), first.entries.size());
}

TEST_P(Samples, are_of_the_social_care_of_the_place) {
  for (const NewEntry& entry : read(sample(GetParam())).entries) {
    EXPECT_EQ(entry.area, AreaCode("E08000032"));
    EXPECT_EQ(entry.agency, AgencyId("social-care"));
    ASSERT_EQ(entry.about.size(), 1U);
    EXPECT_TRUE(entry.about[0].source.str().starts_with("social-care/"));
  }
}

INSTANTIATE_TEST_SUITE_P(Cin, Samples,
                         testing::Values("BAR_cin_2022.xml", "CIN_Census_2021.xml", "CIN_Census_2024.xml",
                                         "CIN_Census_2026.xml", "CIN_header_issues_100.xml", "CIN_la_issues_2887Q.xml",
                                         "fake_CIN_data.xml"),
                         [](const auto& file) {
                           std::string name = file.param;
                           return name.substr(0, name.find('.'));
                         });

const NewEntry& one(const Census& census, std::string_view kind) {
  static const NewEntry none;
  const auto found = std::find_if(census.entries.begin(), census.entries.end(),
                                  [&](const NewEntry& entry) { return entry.kind.str() == kind; });
  EXPECT_NE(found, census.entries.end()) << kind;
  return found == census.entries.end() ? none : *found;
}

using Values = std::vector<std::pair<std::string, Value>>;

TEST(CinCensus, a_child_of_2022_is_read_with_its_values) {
  const Census census = read(sample("BAR_cin_2022.xml"));
  EXPECT_EQ(errors(census), std::vector<std::string>{});
  const NewEntry& details = one(census, "identity.details");
  EXPECT_EQ(details.about, (std::vector<About>{{SourceId("social-care/DfEX0000001"), RoleCode("child")}}));
  EXPECT_EQ(details.happened, Happened::on(Date::of(2022, 3, 31))) << "as the census saw the child";
  EXPECT_EQ(details.values, (Values{{"birth-date", Date::of(1966, 3, 24)},
                                    {"died", Date::of(1980, 10, 8)},
                                    {"ethnicity", std::string("WBRI")},
                                    {"expected-date", Date::of(1966, 3, 22)},
                                    {"sex", std::string("m")},
                                    {"upn", std::string("A123456789123")}}));
  const NewEntry& referral = one(census, "social-care.referral");
  EXPECT_EQ(referral.happened, Happened::on(Date::of(1970, 10, 6)));
  EXPECT_EQ(referral.known, Date::of(1970, 10, 6));
  EXPECT_EQ(referral.values,
            (Values{{"no-further-action", false}, {"primary-need", std::string("N4")}, {"source", std::string("1A")}}));
  EXPECT_EQ(one(census, "social-care.assessment-completed").values, (Values{{"factors", std::string("2A 2B")}}));
  EXPECT_EQ(one(census, "social-care.protection-plan-started").values,
            (Values{{"category", std::string("PHY")}, {"number", std::int64_t{10}}}));
  EXPECT_EQ(one(census, "social-care.case-closed").values, (Values{{"reason", std::string("RC1")}}));
}

TEST(CinCensus, the_2026_file_has_a_code_that_is_none_and_the_rest_of_the_child_is_taken) {
  const std::string content = sample("CIN_Census_2026.xml");
  const Census census = read(content);
  ASSERT_EQ(census.rejected.size(), 1U);
  const Error& error = census.rejected[0].error;
  const std::size_t at = content.find(">RB<");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(error.place.line, 1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  EXPECT_EQ(error.place.file, "census.xml");
  EXPECT_EQ(error.place.field, "AssessmentFactors");
  EXPECT_EQ(error.what, "'RB' is not a factor");
  EXPECT_EQ(by_kind(census)["social-care.legal-proceedings"], 5U);
  EXPECT_EQ(by_kind(census)["social-care.assessment-completed"], 1U) << "of the second child, with no factors";
}

TEST(CinCensus, what_was_rejected_can_be_corrected_and_read_again_without_new_keys_for_the_rest) {
  const Census first = read(sample("CIN_Census_2026.xml"));
  ASSERT_EQ(first.rejected.size(), 1U);
  std::string raw = first.rejected[0].raw;
  const std::size_t at = raw.find("RB");
  ASSERT_NE(at, std::string::npos);
  raw.replace(at, 2, "4B");
  Census again;
  const auto taken = read_corrected_census(first.rejected[0].error.place, raw, england(), again.sink());
  ASSERT_TRUE(taken.has_value()) << taken.error().text();
  EXPECT_EQ(taken->rejected, 0U);
  std::set<std::string> known;
  for (const NewEntry& entry : first.entries) known.insert(entry.key);
  std::vector<std::string> added;
  for (const NewEntry& entry : again.entries)
    if (!known.contains(entry.key)) added.push_back(entry.kind.str() + " " + text(entry.values[0].second));
  EXPECT_EQ(added, std::vector<std::string>{"social-care.assessment-completed 1C 4B 6B"});
}

// A census of one child, with the year's reference date and the inside of its elements.
std::string census_of(int year, std::string_view identifiers, std::string_view details) {
  return fmt::format(
      "<Message>\n<Header><CollectionDetails><Collection>CIN</Collection><Year>{0}</Year>"
      "<ReferenceDate>{0}-03-31</ReferenceDate></CollectionDetails></Header>\n<Children><Child>\n"
      "<ChildIdentifiers><LAchildID>C1</LAchildID>{1}</ChildIdentifiers>\n"
      "<CINdetails><CINreferralDate>{0}-01-02</CINreferralDate><ReferralSource>6</ReferralSource>{2}</CINdetails>\n"
      "</Child></Children></Message>",
      year, identifiers, details);
}

TEST(CinCensus, an_unborn_child_has_the_role_of_one) {
  const Census census = read(census_of(2020, "<ExpectedPersonBirthDate>2020-06-01</ExpectedPersonBirthDate>", ""));
  ASSERT_EQ(census.entries.size(), 2U);
  EXPECT_EQ(census.entries[0].about[0].role, RoleCode("unborn-child"));
  EXPECT_EQ(census.entries[1].about[0].role, RoleCode("unborn-child"));
}

TEST(CinCensus, sex_is_read_from_the_element_of_every_year) {
  for (const auto& [element, code] : {std::pair{"<GenderCurrent>2</GenderCurrent>", "f"},
                                      {"<GenderCurrent>9</GenderCurrent>", "u"},
                                      {"<Sex>M</Sex>", "m"},
                                      {"<Sex>1</Sex>", "m"}}) {
    const Census census = read(census_of(2024, element, ""));
    EXPECT_EQ(one(census, "identity.details").values, (Values{{"sex", std::string(code)}})) << element;
  }
}

struct BadElement {
  const char* name;
  int year;
  const char* identifiers;
  const char* details;
  int line;
  const char* field;
  const char* text;
  std::size_t taken;  // entries of what is left of the child
};

class CinQuarantine : public testing::TestWithParam<BadElement> {};

TEST_P(CinQuarantine, takes_the_element_with_line_field_and_reason_and_leaves_the_rest) {
  const BadElement& bad = GetParam();
  const Census census = read(census_of(bad.year, bad.identifiers, bad.details));
  ASSERT_EQ(census.rejected.size(), 1U) << join(errors(census), "\n");
  const Error& error = census.rejected[0].error;
  EXPECT_EQ(error.place.line, bad.line) << error.text();
  EXPECT_EQ(error.place.field, bad.field) << error.text();
  EXPECT_NE(error.text().find(bad.text), std::string::npos) << error.text();
  EXPECT_EQ(census.entries.size(), bad.taken);
  EXPECT_EQ(census.rejected[0].feed, "social-care.cin-census");
  Census again;
  EXPECT_TRUE(read_corrected_census(error.place, census.rejected[0].raw, england(), again.sink()).has_value());
  ASSERT_EQ(again.rejected.size(), 1U);
  EXPECT_EQ(again.rejected[0].error, error) << "uncorrected, it is rejected with the same words and place";
}

INSTANTIATE_TEST_SUITE_P(
    Each, CinQuarantine,
    testing::Values(
        BadElement{"withdrawn", 2023, "",
                   "<Assessments><AssessmentActualStartDate>2023-01-03</"
                   "AssessmentActualStartDate><AssessmentAuthorisationDate>2023-02-01</"
                   "AssessmentAuthorisationDate>\n<FactorsIdentifiedAtAssessment><AssessmentFactors>18A</"
                   "AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>",
                   6, "AssessmentFactors", "'18A' is withdrawn (expected 18B or 18C)", 3},
        BadElement{"impossible_day", 2023, "",
                   "<CINPlanDates><CINPlanStartDate>2023-02-30</CINPlanStartDate>\n<CINPlanEndDate>2023-03-01</"
                   "CINPlanEndDate></CINPlanDates>",
                   5, "CINPlanStartDate", "'2023-02-30' is not a date (expected yyyy-mm-dd)", 3},
        BadElement{"uk_day", 2023, "", "\n<CINclosureDate>01/03/2023</CINclosureDate>", 6, "CINclosureDate",
                   "yyyy-mm-dd", 2},
        BadElement{"closure_code", 2023, "",
                   "<CINclosureDate>2023-03-01</CINclosureDate>\n<ReasonForClosure>RC77</ReasonForClosure>", 6,
                   "ReasonForClosure", "'RC77' is not a code of this element", 2},
        BadElement{"need", 2023, "", "<PrimaryNeedCode>N99</PrimaryNeedCode>", 5, "PrimaryNeedCode", "one of N1, N2",
                   1},
        BadElement{"nfa", 2023, "", "<ReferralNFA>perhaps</ReferralNFA>", 5, "ReferralNFA", "neither yes nor no", 1},
        BadElement{"category", 2023, "",
                   "<ChildProtectionPlans><CPPstartDate>2023-01-05</CPPstartDate><InitialCategoryOfAbuse>XYZ</"
                   "InitialCategoryOfAbuse><CPPendDate>2023-02-05</CPPendDate></ChildProtectionPlans>",
                   5, "InitialCategoryOfAbuse", "'XYZ'", 3},
        BadElement{"no_category", 2023, "",
                   "<ChildProtectionPlans><CPPstartDate>2023-01-05</CPPstartDate></ChildProtectionPlans>", 5,
                   "InitialCategoryOfAbuse", "empty", 2},
        BadElement{"review", 2023, "",
                   "<ChildProtectionPlans><CPPstartDate>2023-01-05</CPPstartDate><InitialCategoryOfAbuse>NEG</"
                   "InitialCategoryOfAbuse><Reviews><CPPreviewDate>soon</CPPreviewDate><CPPreviewDate>2023-03-03</"
                   "CPPreviewDate></Reviews></ChildProtectionPlans>",
                   5, "CPPreviewDate", "'soon' is not a date", 4},
        BadElement{"sex", 2023, "<Sex>Q</Sex>", "", 4, "Sex", "not a code of sex", 1},
        BadElement{"birth", 2023, "<PersonBirthDate>2011-02-30</PersonBirthDate>", "", 4, "PersonBirthDate",
                   "not a date", 1}),
    [](const auto& bad) { return std::string(bad.param.name); });

TEST(CinCensus, an_error_of_identity_says_nothing_of_the_person) {
  const Census census = read(census_of(2023, "<PersonBirthDate>2011-02-30</PersonBirthDate>", ""));
  ASSERT_EQ(census.rejected.size(), 1U);
  EXPECT_EQ(census.rejected[0].error.text().find("2011"), std::string::npos);
}

TEST(CinCensus, the_old_factors_are_taken_in_the_years_that_had_them) {
  const Census census = read(census_of(2019, "",
                                       "<Assessments><AssessmentAuthorisationDate>2019-02-01</"
                                       "AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment><AssessmentFactors>"
                                       "18A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"));
  EXPECT_EQ(one(census, "social-care.assessment-completed").values, (Values{{"factors", std::string("18A")}}));
}

TEST(CinCensus, a_conference_that_stands_in_two_elements_is_one_entry) {
  const Census census =
      read(census_of(2023, "",
                     "<DateOfInitialCPC>2023-01-20</DateOfInitialCPC><Section47><S47ActualStartDate>2023-01-04</"
                     "S47ActualStartDate><DateOfInitialCPC>2023-01-20</DateOfInitialCPC></Section47>"));
  auto counts = by_kind(census);
  EXPECT_EQ(counts["social-care.initial-conference"], 1U);
  EXPECT_EQ(counts["social-care.section-47-enquiry"], 1U);
}

TEST(CinCensus, a_child_without_identifier_is_rejected_whole) {
  std::string content = census_of(2023, "", "");
  content.replace(content.find("C1"), 2, "");
  const Census census = read(content);
  EXPECT_TRUE(census.entries.empty());
  ASSERT_EQ(census.rejected.size(), 1U);
  EXPECT_EQ(census.rejected[0].error.place.field, "LAchildID");
}

TEST(CinCensus, a_namespace_makes_no_difference) {
  std::string content = census_of(2023, "", "");
  for (const char* name : {"Message", "Header", "Children", "Child>", "CINdetails"})
    for (const char* bracket : {"<", "</"}) {
      const std::string tag = std::string(bracket) + name;
      for (std::size_t at = content.find(tag); at != std::string::npos; at = content.find(tag, at + 5))
        content.replace(at, tag.size(), std::string(bracket) + "cin:" + name);
    }
  content.replace(content.find("<cin:Message"), 12, "<cin:Message xmlns:cin=\"urn:cin\"");
  EXPECT_EQ(read(content).entries.size(), 2U);
}

TEST(CinCensus, refuses_what_is_no_census) {
  EXPECT_NE(why_not("").find("not XML"), std::string::npos);
  EXPECT_NE(why_not("LAchildID,Sex\n1,2\n").find("not XML"), std::string::npos);
  EXPECT_NE(why_not("<Message>\n<Header>\n</Message>").find("census.xml:3: the file is not XML"), std::string::npos);
  EXPECT_NE(why_not("<html/>").find("the root element is 'html' (expected Message"), std::string::npos);
  EXPECT_NE(why_not("<Message/>").find("another collection"), std::string::npos);
  EXPECT_NE(why_not("<Message>\xE9</Message>").find("UTF-8"), std::string::npos);
  std::string other = census_of(2023, "", "");
  other.replace(other.find(">CIN<"), 5, ">CLA<");
  EXPECT_NE(why_not(other).find("'CLA' is another collection (expected CIN"), std::string::npos);
  std::string undated = census_of(2023, "", "");
  undated.replace(undated.find("2023-03-31"), 10, "");
  EXPECT_NE(why_not(undated).find("no reference date"), std::string::npos);
}

TEST(CinCensus, refuses_hostile_xml) {
  EXPECT_NE(why_not("<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Message>&b;</Message>")
                .find("document type declaration"),
            std::string::npos);
  EXPECT_NE(why_not("<!DOCTYPE m SYSTEM \"file:///etc/passwd\"><Message/>").find("document type declaration"),
            std::string::npos);
  std::string deep = "<Message>";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (int i = 0; i < 200'000; ++i) deep += "</a>";
  EXPECT_NE(why_not(deep + "</Message>").find("nested too deep"), std::string::npos);
  EXPECT_NE(why_not(std::string(largest_census + 1, ' ')).find("too big"), std::string::npos);
}

TEST(CinCensus, is_not_read_without_a_place) {
  Standards nowhere = england();
  nowhere.place.reset();
  Census census;
  const auto taken = read_cin_census("census.xml", sample("BAR_cin_2022.xml"), nowhere, census.sink());
  ASSERT_FALSE(taken.has_value());
  EXPECT_NE(taken.error().text().find("none is chosen"), std::string::npos);
}

}  // namespace
}  // namespace roundel::intake
