// Two places, one key: is this child known to you?
#include "service/linkage/lookup.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

using Values = std::vector<std::pair<std::string, Value>>;

class TwoPlaces : public ::testing::Test {
 protected:
  void SetUp() override {
    key_ = write_key("shared.key", 'a');
    here_ = here_store_.desk(key_);
    there_ = there_store_.desk(key_);
    const Values ella = {{"forename", std::string("Ella")},
                         {"surname", std::string("Holroyd")},
                         {"birth-date", Date::of(2014, 6, 2)},
                         {"postcode", std::string("BD9 4QX")}};
    add(*here_, "gp/1", "child", with(ella, "nhs-number", "9434765919"));
    add(*here_, "schools/2", "child", named("Zoran", "Petrescu", Date::of(2012, 3, 9)));
    add(*here_, "schools/3", "child", named("Nobody", "Elsewhere", Date::of(2010, 1, 1)));
    add(*here_, "schools/4", "child",
        with(named("Maryam", "Oyelaran", Date::of(2011, 5, 5)), "nhs-number", "9434765870"));
    add(*here_, "schools/5", "child", named("Sparse", "", Date::of(2011, 5, 5)));

    add(*there_, "gp/901", "child", with(named("Ellie", "Shaw", Date::of(2014, 6, 2)), "nhs-number", "943 476 5919"));
    add(*there_, "schools/902", "child", named("Zoran", "Petresku", Date::of(2012, 3, 9)));
    add(*there_, "gp/903", "adult", named("Nobody", "Elsewhere", Date::of(2010, 1, 1)));
    add(*there_, "gp/904", "child",
        with(named("Maryam", "Oyelaran", Date::of(2011, 5, 5)), "nhs-number", "9434765889"));
    for (Desk* desk : {here_.get(), there_.get()}) ASSERT_TRUE(assess_all(*desk, console(), {}, 1, {}));
  }
  std::string write_key(const std::string& name, char digit) const {
    std::ofstream(here_store_.path(name)) << std::string(64, digit) << "\n";
    return here_store_.path(name);
  }
  static Values named(const std::string& forename, const std::string& surname, Date born) {
    Values values = {{"forename", forename}, {"birth-date", born}, {"postcode", std::string("LS1 4AP")}};
    if (!surname.empty()) values.emplace_back("surname", surname);
    return values;
  }
  static Values with(Values values, const std::string& name, const std::string& value) {
    values.emplace_back(name, value);
    return values;
  }
  static void add(Desk& desk, const std::string& source, const std::string& role, const Values& values) {
    static int told = 0;  // the same record may be told of again
    const NewEntry one = entry(source + "/" + std::to_string(++told), "identity.details",
                               source.substr(0, source.find('/')), "2024-01-05", {about(source, role)}, values);
    ASSERT_TRUE(desk.parts().ledger->append({&one, 1}));
  }
  Result<LookupQuestion> question_about(const std::string& source) {
    return ask_elsewhere(*here_, practitioner("social-care", "sw-001", "joint-team"),
                         person_of_alone(SourceId(source)));
  }
  Result<LookupAnswer> answer_to(const LookupQuestion& question) {
    return answer_elsewhere(*there_, practitioner("", "leeds", "other-place"), question);
  }
  Result<LookupAnswer> answer_about(const std::string& source) {
    const auto question = question_about(source);
    if (!question) return fail(question.error());
    return answer_to(*question);
  }
  static std::ptrdiff_t times_told(Desk& desk, const std::string& source, const std::string& what) {
    const store::Cell cells[] = {person_of_alone(SourceId(source)).str(), what};
    const auto lines = desk.parts().database->query("SELECT id FROM access_log WHERE person = ? AND what = ?", cells);
    return lines ? static_cast<std::ptrdiff_t>(lines->size()) : -1;
  }

  AStore here_store_, there_store_;
  std::string key_;
  std::unique_ptr<Desk> here_, there_;
};

TEST_F(TwoPlaces, AVerifiedNumberFindsTheChildWhateverTheNames) {
  const auto question = question_about("gp/1");
  ASSERT_TRUE(question) << question.error().text();
  EXPECT_EQ(question->number.size(), 64U);
  for (const char* plain : {"9434765919", "Ella", "ella"})
    EXPECT_EQ((question->number + question->filter).find(plain), std::string::npos);
  const auto answer = answer_to(*question);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_TRUE(answer->known);
  EXPECT_EQ(answer->call, there_->standards().agency_name(AgencyId("social-care")));
  EXPECT_FALSE(answer->contact.empty());
}

TEST_F(TwoPlaces, WithoutANumberNamesAndBirthDateFindTheChildDespiteASlip) {
  const auto question = question_about("schools/2");
  ASSERT_TRUE(question) << question.error().text();
  EXPECT_TRUE(question->number.empty());
  const auto answer = answer_to(*question);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_TRUE(answer->known);
}

TEST_F(TwoPlaces, AnAdultOfTheNameIsNotTheChild) {
  const auto answer = answer_about("schools/3");
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_FALSE(answer->known);
  EXPECT_TRUE(answer->call.empty());
  EXPECT_TRUE(answer->contact.empty());
}

TEST_F(TwoPlaces, ANumberThatNoHealthServiceHoldsIsNotAskedWith) {
  const auto question = question_about("schools/4");
  ASSERT_TRUE(question);
  EXPECT_TRUE(question->number.empty()) << "a school wrote it down";
  add(*here_, "gp/44", "child", with(named("Maryam", "Oyelaran", Date::of(2011, 5, 5)), "nhs-number", "9434765870"));
  ASSERT_TRUE(assess_all(*here_, console(), {}, 1, {}));
  const auto verified = question_about("gp/44");
  ASSERT_TRUE(verified);
  EXPECT_FALSE(verified->number.empty());
  EXPECT_FALSE(answer_to(*verified)->known) << "the child of that name there has another number";
}

TEST_F(TwoPlaces, BothSidesLogIt) {
  ASSERT_TRUE(answer_about("schools/2"));
  EXPECT_EQ(times_told(*here_, "schools/2", "ask-elsewhere"), 1);
  EXPECT_EQ(times_told(*there_, "schools/902", "answer-elsewhere"), 1);
  EXPECT_EQ(times_told(*there_, "gp/901", "answer-elsewhere"), 0) << "whom it was not about";
}

TEST_F(TwoPlaces, OnlyWhoMayAsksAndAnswers) {
  const PersonId child = person_of_alone(SourceId("schools/2"));
  EXPECT_EQ(ask_elsewhere(*here_, practitioner("", "leeds", "other-place"), child).error().fault, Fault::refused);
  const auto question = question_about("schools/2");
  ASSERT_TRUE(question);
  EXPECT_EQ(answer_elsewhere(*there_, practitioner("schools", "t-1", "practitioner"), *question).error().fault,
            Fault::refused);
}

TEST_F(TwoPlaces, AQuestionOfAnotherKeyOrOfNoneIsRefused) {
  const auto question = question_about("schools/2");
  ASSERT_TRUE(question);
  const auto other = there_store_.desk(write_key("other.key", 'b'));
  const Caller caller = practitioner("", "leeds", "other-place");
  EXPECT_EQ(answer_elsewhere(*other, caller, *question).error().fault, Fault::bad_input);
  EXPECT_EQ(answer_elsewhere(*there_store_.desk(), caller, *question).error().fault, Fault::not_found);
  EXPECT_EQ(answer_to({}).error().fault, Fault::bad_input);
  EXPECT_EQ(question_about("schools/5").error().fault, Fault::not_found) << "too little is known to ask";
}

TEST_F(TwoPlaces, WhatIsRecordedBetweenTwoQuestionsIsFoundByTheSecond) {
  add(*here_, "gp/50", "child", with(named("Nadia", "Begum", Date::of(2013, 4, 4)), "nhs-number", "9434765919"));
  ASSERT_TRUE(assess_all(*here_, console(), {}, 1, {}));
  ASSERT_FALSE(answer_about("schools/3")->known);
  add(*there_, "schools/950", "child", named("Nadia", "Begum", Date::of(2013, 4, 4)));
  ASSERT_TRUE(assess_all(*there_, console(), {}, 1, {}));
  EXPECT_TRUE(answer_about("gp/50")->known) << "by the names";
  add(*there_, "schools/950", "child", with(named("Nadia", "Begum", Date::of(2013, 4, 4)), "nhs-number", "9434765870"));
  auto question = question_about("gp/50");
  ASSERT_TRUE(question);
  LookupQuestion by_names = *question;
  by_names.number.clear();
  EXPECT_TRUE(answer_to(by_names)->known);
  EXPECT_EQ(times_told(*there_, "schools/950", "answer-elsewhere"), 2);
  ASSERT_TRUE(answer_to(*question));
  EXPECT_EQ(times_told(*there_, "schools/950", "answer-elsewhere"), 2) << "whoever holds another number is not meant";
  add(*there_, "schools/950", "adult", named("Nadia", "Begum", Date::of(2013, 4, 4)));
  EXPECT_FALSE(answer_to(by_names)->known) << "it was a mistake: an adult's record";
}

TEST_F(TwoPlaces, AnotherKeyMakesTheEncodingsAnew) {
  ASSERT_TRUE(answer_about("gp/1")->known);
  const std::string other = write_key("other.key", 'b');
  const auto asks = here_store_.desk(other);
  const auto answers = there_store_.desk(other);
  const auto question =
      ask_elsewhere(*asks, practitioner("social-care", "sw-001", "joint-team"), person_of_alone(SourceId("gp/1")));
  ASSERT_TRUE(question);
  EXPECT_TRUE(answer_elsewhere(*answers, practitioner("", "leeds", "other-place"), *question)->known);
  EXPECT_TRUE(answer_about("gp/1")->known) << "and back again";
}

TEST_F(TwoPlaces, TheFileIsReadBackAsItWasWritten) {
  const auto question = question_about("gp/1");
  ASSERT_TRUE(question);
  const auto back = read_question_file(question_file(*question));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->number, question->number);
  EXPECT_EQ(back->filter, question->filter);
  for (const std::string& wrong :
       {std::string("number = \"\"\nfilter = \"\"\n"), std::string("name = \"Ella\"\n"), std::string("<html>"),
        std::string(), "number = \"" + std::string(9'000, 'a') + "\""})
    EXPECT_EQ(read_question_file(wrong).error().fault, Fault::bad_input) << wrong.substr(0, 40);
}

TEST_F(TwoPlaces, AMemberOfTheJointTeamAnswersAFileAndOthersDoNot) {
  const auto question = question_about("schools/2");
  ASSERT_TRUE(question);
  EXPECT_TRUE(answer_elsewhere(*there_, practitioner("social-care", "sw-009", "joint-team"), *question)->known);
  EXPECT_TRUE(*see_elsewhere(*there_, practitioner("social-care", "sw-009", "joint-team")));
  EXPECT_FALSE(*see_elsewhere(*there_store_.desk(), practitioner("social-care", "sw-009", "joint-team")));
  for (const char* role : {"practitioner", "referrer", "identity-steward"})
    EXPECT_EQ(see_elsewhere(*there_, practitioner("gp", "x-1", role)).error().fault, Fault::refused) << role;
}

}  // namespace
}  // namespace roundel::service
