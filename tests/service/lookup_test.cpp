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
    const NewEntry one = entry(source, "identity.details", source.substr(0, source.find('/')), "2024-01-05",
                               {about(source, role)}, values);
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

}  // namespace
}  // namespace roundel::service
