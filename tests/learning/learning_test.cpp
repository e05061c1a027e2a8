#include "learning/learning.h"

#include <gtest/gtest.h>

#include "learning/could_have_known.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

const std::string review = R"(
  2024-03-01/2024-03-04 social-care review.incident-notified#i child=ava | notified=2024-03-11
  2024-03-12 social-care review.started#r child=ava | incident=i; type=rapid-review
  2024-03-28 social-care review.theme child=ava | review=r; theme=The father was never asked
  2024-03-28 social-care review.recommendation#n child=ava | review=r; recommendation=Ask the father; to-agency=midwifery; by-when=2024-09-30
)";

Standards words() {
  Standards s = tiny::standards();
  const Date since = Date::of(2023, 12, 15);
  s.clocks = {
      {.code = "serious-incident-notification",
       .name = "Notify",
       .limit = 5,
       .edition = "WT 2023",
       .effective_from = since},
      {.code = "rapid-review", .name = "Rapid review", .limit = 15, .edition = "WT 2023", .effective_from = since}};
  return s;
}

Learning learn(const std::string& more = "", Date on = Date::of(2024, 6, 30)) {
  return fold_learning(tiny::entries(review + more), words(), on);
}

TEST(Incident, five_working_days_to_notify_are_counted_from_the_day_the_authority_became_aware) {
  const Learning learning = learn();
  ASSERT_EQ(learning.incidents.size(), 1U);
  const Deadline& notify = learning.incidents.front().deadlines.at(0);
  EXPECT_EQ(notify.started, Date::of(2024, 3, 4));
  EXPECT_EQ(notify.due, Date::of(2024, 3, 11));
  EXPECT_EQ(notify.state, DeadlineState::met);
}

TEST(Incident, fifteen_working_days_for_the_rapid_review_are_counted_from_the_notification) {
  const Deadline late = learn().incidents.front().deadlines.at(1);
  EXPECT_EQ(late.started, Date::of(2024, 3, 11));
  EXPECT_EQ(late.due, Date::of(2024, 4, 1));
  EXPECT_EQ(late.state, DeadlineState::late) << "nothing says that the review was completed";
  const std::string done = "2024-04-02 social-care review.completed child=ava | review=r\n";
  EXPECT_EQ(learn(done).incidents.front().deadlines.at(1).state, DeadlineState::met_late);
  EXPECT_EQ(learn("", Date::of(2024, 3, 20)).incidents.front().deadlines.at(1).state, DeadlineState::running);
}

TEST(Incident, themes_stand_with_their_review) {
  const Review only = learn().incidents.front().reviews.at(0);
  EXPECT_EQ(only.type, "rapid-review");
  EXPECT_EQ(only.themes, std::vector<std::string>{"The father was never asked"});
}

RecommendationState state(const std::string& more, Date on = Date::of(2024, 12, 31)) {
  return learn(more, on).recommendations.at(0).state;
}

TEST(Recommendation, is_open_until_its_day_has_passed_and_then_overdue) {
  EXPECT_EQ(state("", Date::of(2024, 9, 30)), RecommendationState::open);
  EXPECT_EQ(state("", Date::of(2024, 10, 1)), RecommendationState::overdue);
}

TEST(Recommendation, accepted_is_not_done_and_the_last_answer_counts) {
  const std::string accepted =
      "2024-05-01 midwifery review.recommendation-answered child=ava | recommendation=n; accepted=yes\n";
  const std::string refused =
      "2024-04-01 midwifery review.recommendation-answered child=ava | recommendation=n; accepted=no; answer=No "
      "means\n";
  const std::string done =
      "2024-08-01 midwifery review.recommendation-answered child=ava | recommendation=n; accepted=yes; done=yes\n";
  EXPECT_EQ(state(accepted), RecommendationState::overdue);
  EXPECT_EQ(state(refused), RecommendationState::not_accepted);
  EXPECT_EQ(state(refused + accepted + done), RecommendationState::done);
  EXPECT_EQ(learn(done, Date::of(2024, 12, 31)).recommendations.at(0).settled, Date::of(2024, 8, 1));
}

TEST(Recommendation, that_became_a_rule_names_the_edition) {
  const Learning learning =
      learn("2024-05-01 social-care review.standard-changed child=ava | recommendation=n; edition=england 2024.2\n");
  const Recommendation& each = learning.recommendations.at(0);
  EXPECT_EQ(each.state, RecommendationState::standard_changed);
  EXPECT_EQ(each.editions, std::vector<std::string>{"england 2024.2"});
}

TEST(Learning, what_names_something_that_is_not_recorded_is_a_problem_and_not_lost_in_silence) {
  const Learning learning = learn("2024-05-01 social-care review.theme child=ava | review=elsewhere; theme=t\n");
  ASSERT_EQ(learning.problems.size(), 1U);
  EXPECT_EQ(learning.problems.front().place.field, "review");
}

TEST(Learning, what_was_recorded_later_is_not_known_yet) {
  EXPECT_TRUE(learn("", Date::of(2024, 3, 27)).recommendations.empty());
  EXPECT_TRUE(learn("", Date::of(2024, 3, 3)).incidents.empty());
}

// ---- who could have known ----

const char* pieces = R"(
  2024-01-05/2024-01-08 city-police police.domestic-abuse#violence child=ava | grade=high
  2024-01-10 adult-mental-health adult-mental-health.crisis#crisis child=ava
  2024-02-01 city-police police.restraining-order#order child=ava
  2024-03-01 adult-mental-health sharing.shared child=ava | entry=crisis; with-agency=gp
)";

CouldHaveKnown matrix(const std::vector<EntryId>& evidence) {
  const Standards standards = tiny::standards();
  return who_could_have_known(tiny::entries(pieces), evidence,
                              {AgencyId("city-police"), AgencyId("gp"), AgencyId("housing")}, standards.vocabulary,
                              [&](const AgencyId& id) {
                                const Agency* agency = standards.agency(id);
                                return agency != nullptr && agency->joint_team;
                              });
}

TEST(WhoCouldHaveKnown,
     an_agency_held_its_own_from_the_day_it_learned_it_and_the_joint_team_from_the_day_it_was_recorded) {
  const CouldHaveKnown known = matrix({EntryId("violence")});
  ASSERT_EQ(known.rows.size(), 1U);
  EXPECT_EQ(known.rows[0].held[0], (HeldSince{Held::own, Date::of(2024, 1, 8)}));
  EXPECT_EQ(known.rows[0].held[1], (HeldSince{Held::shared, Date::of(2024, 1, 8)}));
  EXPECT_EQ(known.rows[0].held[2], HeldSince{}) << "housing is not in the joint team";
}

TEST(WhoCouldHaveKnown, what_is_sensitive_was_held_by_another_only_from_the_day_it_was_given) {
  const CouldHaveKnown known = matrix({EntryId("crisis"), EntryId("order")});
  ASSERT_EQ(known.rows.size(), 2U);
  EXPECT_EQ(known.rows[0].held[0], HeldSince{});
  EXPECT_EQ(known.rows[0].held[1], (HeldSince{Held::shared, Date::of(2024, 3, 1)}));
  EXPECT_EQ(known.rows[1].held[0].held, Held::own);
  EXPECT_EQ(known.rows[1].held[1], HeldSince{});
}

TEST(WhoCouldHaveKnown, evidence_that_is_not_among_the_entries_is_named) {
  EXPECT_EQ(matrix({EntryId("nowhere")}).missing, std::vector{EntryId("nowhere")});
}

}  // namespace
}  // namespace roundel
