// Requests between agencies: the state follows from the entries alone, and what is missing is told before it is asked.
#include "response/requests.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace roundel {
namespace {

const Date monday = Date::of(2024, 6, 3);

Entry entry(std::string id, std::string kind, Date day, std::vector<std::pair<std::string, Value>> values,
            std::string agency = "health-visiting") {
  Entry made;
  made.id = EntryId(std::move(id));
  made.kind = KindCode(std::move(kind));
  made.agency = AgencyId(std::move(agency));
  made.happened = Happened::on(day);
  made.known = day;
  made.about = {{SourceId("health-visiting/1"), RoleCode("child")}, {SourceId("police/9"), RoleCode("father")}};
  std::sort(values.begin(), values.end());
  made.values = std::move(values);
  return made;
}
Entry asked() {
  return entry("r1", "request.information", monday,
               {{"of-agency", "police"},
                {"question", "Is he known to you?"},
                {"why", "She is afraid of him"},
                {"basis", "safeguarding"},
                {"by-when", monday.plus_days(4)}});
}
Entry answered(std::string id = "a1") {
  return entry(std::move(id), "request.answered", monday.plus_days(2),
               {{"request", "r1"}, {"answer", "Two incidents"}, {"reason", "To keep her safe"}}, "police");
}
Entry refused(std::string id = "n1") {
  return entry(std::move(id), "request.refused", monday.plus_days(1),
               {{"request", "r1"}, {"reason", "Not enough cause"}}, "police");
}

InformationRequest folded(const std::vector<Entry>& entries) {
  const auto requests = fold_requests(pointers_to(entries));
  EXPECT_EQ(requests.size(), 1U);
  return requests.empty() ? InformationRequest{} : requests.front();
}
bool says(const std::vector<Error>& missing, std::string_view field) {
  return std::any_of(missing.begin(), missing.end(), [&](const Error& error) { return error.place.field == field; });
}

TEST(Requests, SayWhoAsksWhomAboutWhom) {
  const InformationRequest request = folded({asked()});
  EXPECT_EQ(request.from, AgencyId("health-visiting"));
  EXPECT_EQ(request.of, AgencyId("police"));
  ASSERT_TRUE(request.person);
  EXPECT_EQ(request.person->role, RoleCode("father"));
  EXPECT_EQ(request.child, SourceId("health-visiting/1"));
}

TEST(Requests, AreOverdueTheDayAfterTheyWereNeeded) {
  const InformationRequest request = folded({asked()});
  EXPECT_EQ(request.state(monday.plus_days(4)), RequestState::waiting);
  EXPECT_EQ(request.state(monday.plus_days(5)), RequestState::overdue);
}

TEST(Requests, ADecisionNotToShareStandsUntilThereIsAnAnswerAndNeverReplacesOne) {
  EXPECT_EQ(folded({asked(), refused()}).state(monday.plus_days(9)), RequestState::refused);
  EXPECT_EQ(folded({asked(), refused(), answered()}).state(monday), RequestState::answered);
  EXPECT_EQ(folded({answered(), asked(), refused()}).state(monday), RequestState::answered) << "order does not count";
  Entry late = refused();
  late.happened = Happened::on(monday.plus_days(3));
  EXPECT_EQ(folded({asked(), answered(), late}).state(monday), RequestState::answered);
}

TEST(Requests, AnAnswerToAnotherRequestIsNotThisOnes) {
  Entry other = answered();
  other.values = {{"answer", "Nothing"}, {"request", "r2"}};
  EXPECT_TRUE(folded({asked(), other}).open());
}

TEST(Requests, NeedAQuestionAReasonABasisAndADayThatHasNotPassed) {
  const auto missing = missing_to_ask({.from = AgencyId("school"), .of = AgencyId("school")}, monday);
  for (const char* field : {"of-agency", "question", "why", "basis", "by-when"})
    EXPECT_TRUE(says(missing, field)) << field;
  RequestWanted wanted{.from = AgencyId("school"),
                       .of = AgencyId("police"),
                       .question = "Is he known to you?",
                       .why = "She is afraid of him",
                       .basis = "safeguarding",
                       .needed_by = monday};
  EXPECT_TRUE(missing_to_ask(wanted, monday).empty());
  EXPECT_TRUE(says(missing_to_ask(wanted, monday.plus_days(1)), "by-when"));
}

TEST(Requests, SharingAndNotSharingBothNeedAReason) {
  const InformationRequest request = folded({asked()});
  EXPECT_TRUE(says(missing_to_decide(request, {.share = false}), "reason"));
  const auto missing = missing_to_decide(request, {.share = true});
  for (const char* field : {"answer", "basis", "reason", "sharing"}) EXPECT_TRUE(says(missing, field)) << field;
  const DecisionWanted no{.share = false, .reason = "Not enough cause"};
  EXPECT_TRUE(missing_to_decide(request, no).empty());
  const auto twice = missing_to_decide(folded({asked(), answered()}), no);
  ASSERT_FALSE(twice.empty());
  EXPECT_EQ(twice.front().fault, Fault::conflict);
}

TEST(Requests, AreTakenHigherOnlyWhenOverdueOrRefused) {
  const ChaseWanted higher{.escalate = true, .to = "Their safeguarding lead", .words = "She goes home today"};
  const ChaseWanted remind{.escalate = false, .words = "Please answer"};
  EXPECT_FALSE(missing_to_chase(folded({asked()}), higher, monday.plus_days(4)).empty());
  EXPECT_TRUE(missing_to_chase(folded({asked()}), higher, monday.plus_days(5)).empty());
  EXPECT_TRUE(missing_to_chase(folded({asked(), refused()}), higher, monday.plus_days(1)).empty());
  EXPECT_TRUE(missing_to_chase(folded({asked()}), remind, monday).empty());
  EXPECT_FALSE(missing_to_chase(folded({asked(), answered()}), remind, monday).empty());
  EXPECT_TRUE(says(missing_to_chase(folded({asked()}), {.escalate = true}, monday.plus_days(5)), "to"));
}

}  // namespace
}  // namespace roundel
