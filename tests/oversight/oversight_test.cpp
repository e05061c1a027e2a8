// The system as one ledger shows it, with families of two or three.
#include "oversight/oversight.h"

#include <gtest/gtest.h>

#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

const Date on = Date::of(2025, 6, 30);

Standards words() {
  Standards s = tiny::standards();
  for (const char* code : {"social-care.contact", "social-care.in-need-plan-started", "social-care.in-need-plan-ended",
                           "early-help.episode-started", "early-help.closed", "entry.withdrawn"})
    tiny::add_kind(s.vocabulary, code, code, "", "joint");
  for (EntryKind& kind : s.vocabulary.kinds)
    if (kind.code.value == "social-care.visit") kind.contact = true;
  s.vocabulary.code_sets.push_back({.name = "referral-source", .codes = {{"6", "Police"}, {"2A", "Schools"}}});
  s.vocabulary.index();
  s.place->agencies.push_back({AgencyId("early-help"), "Early Help", "early-help", "", true});
  s.clocks = {{.code = "concern-decision",
               .name = "Decide",
               .starts = "concern.raised",
               .meets = {"response.decided"},
               .limit = 3,
               .edition = "Edition 1",
               .effective_from = Date::of(2020, 1, 1)},
              {.code = "visit",
               .name = "Visit again",
               .starts = "social-care.visit",
               .meets = {"social-care.visit"},
               .limit = 2,
               .base = TimeBase::weeks,
               .edition = "Edition 1",
               .effective_from = Date::of(2020, 1, 1)},
              {.code = "in-need-review",
               .name = "Review the plan",
               .starts = "social-care.in-need-plan-started",
               .meets = {"social-care.contact"},
               .ends = {{.kind = "social-care.in-need-plan-ended", .when = {}}},
               .one_at_a_time = true,
               .limit = 10,
               .edition = "Edition 1",
               .effective_from = Date::of(2020, 1, 1)}};
  return s;
}

Oversight see(std::string_view text, OversightAsked asked = {.from = Date::of(2024, 7, 1), .on = on}) {
  static const Standards standards = words();
  OversightFold fold(standards, asked);
  std::vector<Entry> entries = tiny::entries(text);
  // "ava" of two agencies is one person.
  for (const Entry& entry : entries) fold.add(entry);
  std::int64_t sequence = std::ssize(entries);
  for (const Entry& entry : entries)
    for (const About& about : entry.about) {
      Entry link;
      link.id = EntryId("link-" + about.source.value);
      link.sequence = sequence++;
      link.kind = KindCode("identity.link");
      link.about = {{about.source, RoleCode("same-person")}};
      link.values = {{"person", about.source.value.substr(about.source.value.find('/') + 1)}};
      fold.add(link);
    }
  return fold.finish();
}

TEST(ReferralPatterns, a_source_shows_what_it_passed_on_what_was_decided_and_in_how_many_working_days) {
  const Oversight seen = see(R"(
    2025-03-03 schools concern.raised#c1 child=ava | worry=w
    2025-03-05 social-care response.decided child=ava | concern=c1; choice=joint-visit; reason=r
    2025-03-07 schools concern.raised#c2 child=bea | worry=w
    2025-03-10 social-care response.decided child=bea | concern=c2; choice=early-help; reason=r
    2025-03-12 schools concern.raised#c3 child=cem | worry=w)");
  ASSERT_EQ(seen.by_agency.size(), 1U);
  const PassedOn& row = seen.by_agency.front();
  EXPECT_EQ(row.name, "Schools");
  EXPECT_EQ(row.agency_kind, "school");
  EXPECT_EQ(row.passed_on, 3);
  EXPECT_EQ(row.decided, 2);
  EXPECT_EQ(row.repeats, 0);
  EXPECT_EQ(row.choices, (std::map<std::string, Count>{{"early-help", 1}, {"joint-visit", 1}}));
  EXPECT_EQ(row.working_days.counts, (std::map<int, std::int64_t>{{1, 1}, {2, 1}}));
  EXPECT_EQ(row.working_days.median(), 1.5);
}

TEST(ReferralPatterns,
     a_second_concern_about_the_same_child_within_twelve_months_is_a_repeat_whoever_raised_the_first) {
  const Oversight seen = see(R"(
    2023-06-01 schools concern.raised child=bea | worry=w
    2024-05-10 gp concern.raised child=ava | worry=w
    2025-05-09 schools concern.raised child=ava | worry=w
    2025-05-10 schools concern.raised child=bea | worry=w)");
  ASSERT_EQ(seen.by_agency.size(), 1U) << "the others were passed on before the period";
  EXPECT_EQ(seen.by_agency.front().passed_on, 2);
  EXPECT_EQ(seen.by_agency.front().repeats, 1);
}

TEST(ReferralPatterns, the_feed_of_social_care_is_counted_by_referral_source_and_apart_from_concerns) {
  const Oversight seen = see(R"(
    2025-01-06 social-care social-care.contact child=ava | source=6; outcome=information-only
    2025-02-03 social-care social-care.referral child=bea | source=2A
    2025-02-05 social-care social-care.assessment-started child=bea
    2025-02-04 social-care social-care.referral child=cem | source=2A; no-further-action=yes
    2025-02-04 gp concern.raised child=cem | worry=w)");
  ASSERT_EQ(seen.by_agency.size(), 3U);
  EXPECT_EQ(seen.by_agency[0].channel, Channel::concern);
  EXPECT_EQ(seen.by_agency[1].name, "Police");
  EXPECT_EQ(seen.by_agency[1].choices, (std::map<std::string, Count>{{"information-only", 1}}));
  const PassedOn& schools = seen.by_agency[2];
  EXPECT_EQ(schools.passed_on, 2);
  EXPECT_EQ(schools.choices, (std::map<std::string, Count>{{"assessment", 1}, {"no-further-action", 1}}));
  EXPECT_EQ(schools.working_days.counts, (std::map<int, std::int64_t>{{2, 1}})) << "a flag has no day";
  ASSERT_EQ(seen.by_kind.size(), 1U);
  EXPECT_EQ(seen.by_kind.front().name, "General practice");
}

TEST(ReferralPatterns, what_follows_the_next_referral_decides_the_next_and_not_the_one_before) {
  const Oversight seen = see(R"(
    2025-02-03 social-care social-care.referral child=bea | source=2A
    2025-03-03 social-care social-care.referral child=bea | source=6
    2025-03-04 social-care social-care.assessment-started child=bea)");
  ASSERT_EQ(seen.by_agency.size(), 2U);
  EXPECT_EQ(seen.by_agency[0].decided, 0) << seen.by_agency[0].name;
  EXPECT_EQ(seen.by_agency[1].decided, 1) << seen.by_agency[1].name;
}

TEST(ReferralPatterns, an_entry_that_was_withdrawn_does_not_count) {
  const Oversight seen = see(R"(
    2025-03-03 schools concern.raised#c1 child=ava | worry=w
    2025-03-04 schools entry.withdrawn^c1 child=ava | reason=r)");
  EXPECT_TRUE(seen.by_agency.empty());
}

TEST(ClockCounts, bunching_on_the_last_day_shows_in_the_distribution) {
  const Oversight seen = see(R"(
    2025-03-03 schools concern.raised#c1 child=ava | worry=w
    2025-03-06 social-care response.decided child=ava | concern=c1; choice=early-help; reason=r
    2025-03-03 schools concern.raised#c2 child=bea | worry=w
    2025-03-06 social-care response.decided child=bea | concern=c2; choice=early-help; reason=r
    2025-03-03 schools concern.raised#c3 child=cem | worry=w
    2025-03-10 social-care response.decided child=cem | concern=c3; choice=early-help; reason=r
    2025-03-03 schools concern.raised#c4 child=dot | worry=w
    2025-06-30 schools concern.raised#c5 child=eve | worry=w)");
  ASSERT_EQ(seen.clocks.size(), 1U);
  const ClockCount& clock = seen.clocks.front();
  EXPECT_EQ(clock.met, 2);
  EXPECT_EQ(clock.met_late, 1);
  EXPECT_EQ(clock.late, 1);
  EXPECT_EQ(clock.running, 1);
  EXPECT_EQ(clock.on_last_day, 2);
  EXPECT_EQ(clock.days_taken.counts, (std::map<int, std::int64_t>{{3, 2}, {5, 1}}));
}

TEST(ClockCounts, a_limit_in_hours_counts_by_the_hour_and_a_pause_puts_it_off) {
  static const Standards standards = [] {
    Standards s = words();
    s.clocks = {{.code = "held",
                 .name = "held",
                 .starts = "concern.raised",
                 .meets = {"response.decided"},
                 .pauses = {{.from = {.kind = "gp.not-brought", .when = {}},
                             .until = {{.kind = "health-visiting.contact", .when = {}}},
                             .source = "An Act"}},
                 .limit = 24,
                 .base = TimeBase::clock_hours,
                 .edition = "An Act",
                 .effective_from = Date::of(2020, 1, 1)}};
    return s;
  }();
  const auto count = [](std::string_view text) {
    OversightFold fold(standards, {.from = Date::of(2024, 7, 1), .on = on});
    for (const Entry& entry : tiny::entries(text)) fold.add(entry);
    const Oversight seen = fold.finish();
    EXPECT_EQ(seen.clocks.size(), 1U);
    return seen.clocks.at(0);
  };
  constexpr const char* late = R"(
    2025-03-03T21:40 schools concern.raised#c1 child=ava | worry=w
    2025-03-04T23:00 schools response.decided child=ava | concern=c1; choice=early-help; reason=r
  )";
  EXPECT_EQ(count(late).met_late, 1);
  constexpr const char* paused = R"(
    2025-03-03T21:40 schools concern.raised#c1 child=ava | worry=w
    2025-03-03T22:00 schools gp.not-brought child=ava
    2025-03-04T02:00 schools health-visiting.contact child=ava
    2025-03-04T23:00 schools response.decided child=ava | concern=c1; choice=early-help; reason=r
  )";
  EXPECT_EQ(count(paused).met, 1);
  EXPECT_EQ(count(paused).met_late, 0);
}

TEST(ClockCounts, a_limit_that_ended_is_neither_met_nor_late) {
  const Oversight seen = see(R"(
    2025-03-03 social-care social-care.in-need-plan-started child=ava
    2025-03-05 social-care social-care.in-need-plan-started child=ava
    2025-03-10 social-care social-care.in-need-plan-ended child=ava
    2025-03-03 social-care social-care.in-need-plan-started child=bea)");
  ASSERT_EQ(seen.clocks.size(), 1U);
  EXPECT_EQ(seen.clocks[0].ended, 1) << "the second start came while the first was open";
  EXPECT_EQ(seen.clocks[0].late, 1);
  EXPECT_EQ(seen.clocks[0].met, 0);
}

TEST(ClockCounts, a_decision_on_one_concern_does_not_meet_the_clock_of_another_and_a_visit_not_its_own) {
  const Oversight seen = see(R"(
    2025-06-26 schools concern.raised#c1 child=ava | worry=w
    2025-06-26 gp concern.raised#c2 child=ava | worry=w
    2025-06-27 social-care response.decided child=ava | concern=c2; choice=early-help; reason=r
    2025-06-20 social-care social-care.visit child=bea)");
  ASSERT_EQ(seen.clocks.size(), 2U);
  EXPECT_EQ(seen.clocks[0].running, 1);
  EXPECT_EQ(seen.clocks[0].met, 1);
  EXPECT_EQ(seen.clocks[1].running, 1);
  EXPECT_EQ(seen.clocks[1].met, 0);
}

TEST(OutOfSight, a_child_with_a_plan_whom_nobody_met_for_longer_is_listed_with_the_day_last_seen) {
  const Oversight seen = see(R"(
    2025-01-10 social-care social-care.protection-plan-started child=ava
    2025-05-18 health-visiting health-visiting.contact child=ava
    2025-01-10 social-care social-care.protection-plan-started child=bea
    2025-05-19 health-visiting health-visiting.contact child=bea)");
  EXPECT_EQ(seen.out_of_sight.with_open_need, 2);
  ASSERT_EQ(seen.out_of_sight.children.size(), 1U) << "42 days are not yet longer than 42 days";
  EXPECT_EQ(seen.out_of_sight.children.front().child, PersonId("ava"));
  EXPECT_EQ(seen.out_of_sight.children.front().last_seen, Date::of(2025, 5, 18));
  EXPECT_EQ(seen.out_of_sight.by_agency, (std::map<AgencyId, Count>{{AgencyId("social-care"), 1}}));
}

TEST(OutOfSight, a_visit_at_which_the_child_was_not_seen_is_no_sight_of_the_child) {
  const Oversight seen = see(R"(
    2025-01-10 social-care social-care.in-need-plan-started child=ava
    2025-06-20 social-care social-care.visit child=ava | child-seen=no)");
  ASSERT_EQ(seen.out_of_sight.children.size(), 1U);
  EXPECT_FALSE(seen.out_of_sight.children.front().last_seen);
}

TEST(OutOfSight, closing_ends_the_need_death_ends_it_and_a_new_need_gets_its_days) {
  EXPECT_EQ(see(R"(
    2024-01-10 social-care social-care.referral child=ava | source=6
    2024-02-10 social-care social-care.in-need-plan-started child=ava
    2024-06-10 social-care social-care.case-closed child=ava
    2024-01-10 social-care:sw-1 involvement.started child=bea
    2024-03-10 social-care:sw-1 involvement.ended child=bea
    2024-01-10 social-care social-care.looked-after-started child=cem
    2024-03-10 social-care identity.details child=cem | died=2024-03-09
    2024-01-10 schools involvement.started child=dot)")
                .out_of_sight.with_open_need,
            0);
  const OutOfSight fresh = see("2025-06-01 early-help early-help.episode-started child=ava").out_of_sight;
  EXPECT_EQ(fresh.with_open_need, 1);
  EXPECT_EQ(fresh.unseen, 0);
}

TEST(OutOfSight, the_list_stands_in_the_order_of_opaque_ids_and_not_of_days) {
  const Oversight seen = see(R"(
    2025-01-10 social-care social-care.in-need-plan-started child=cem
    2025-03-10 social-care social-care.in-need-plan-started child=ava
    2024-01-10 social-care social-care.in-need-plan-started child=bea)");
  std::vector<std::string> order;
  for (const Unseen& child : seen.out_of_sight.children) order.push_back(child.child.str());
  EXPECT_EQ(order, (std::vector<std::string>{"ava", "bea", "cem"}));
}

// ---- published ----

std::string concerns(int decided, int waiting) {
  std::string text;
  for (int i = 0; i < decided + waiting; ++i) {
    text += "2025-03-03 schools concern.raised#c" + std::to_string(i) + " child=k" + std::to_string(i) + " | worry=w\n";
    if (i < decided)
      text += "2025-03-05 social-care response.decided child=k" + std::to_string(i) + " | concern=c" +
              std::to_string(i) + "; choice=early-help; reason=r\n";
  }
  return text;
}

TEST(Published, counts_of_five_and_more_are_told_as_they_are) {
  const Oversight out = published(see(concerns(12, 0)));
  EXPECT_EQ(out.by_agency.front().passed_on, 12);
  EXPECT_EQ(out.by_agency.front().decided, 12);
  EXPECT_EQ(out.by_agency.front().choices.at("early-help"), 12);
  EXPECT_EQ(out.by_agency.front().working_days.median(), 2);
  EXPECT_EQ(out.by_kind.front().passed_on, 12);
}

TEST(Published, few_are_withheld_and_so_is_what_would_give_them_away) {
  const PassedOn few = published(see(concerns(3, 0))).by_agency.front();
  EXPECT_EQ(few.passed_on, std::nullopt);
  EXPECT_EQ(few.decided, std::nullopt);
  EXPECT_EQ(few.choices.at("early-help"), std::nullopt);
  EXPECT_TRUE(few.working_days.withheld);
  // Ten passed on and eight decided would tell that two wait.
  const PassedOn waiting = published(see(concerns(8, 2))).by_agency.front();
  EXPECT_EQ(waiting.passed_on, 10);
  EXPECT_EQ(waiting.decided, std::nullopt);
  EXPECT_EQ(waiting.choices.at("early-help"), std::nullopt);
}

TEST(Published, the_list_of_children_never_leaves) {
  const Oversight out = published(see("2025-01-10 social-care social-care.in-need-plan-started child=ava"));
  EXPECT_TRUE(out.out_of_sight.children.empty());
  EXPECT_EQ(out.out_of_sight.unseen, std::nullopt);
  EXPECT_EQ(out.out_of_sight.by_agency.at(AgencyId("social-care")), std::nullopt);
}

}  // namespace
}  // namespace roundel
