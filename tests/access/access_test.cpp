#include "access/access.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "access/log.h"
#include "core/document.h"
#include "tests/picture/tiny_family.h"

namespace roundel::access {
namespace {

const Rules& rules() {
  static const Rules loaded = [] {
    auto read = load_rules(ROUNDEL_SOURCE_DIR "/standards");
    require(read.has_value(), read ? "" : read.error().text().c_str());
    return *read;
  }();
  return loaded;
}

Caller caller(std::string role, std::string agency, std::string practitioner, Purpose purpose = Purpose::direct_work) {
  return {.account = "someone",
          .practitioner = PractitionerId(std::move(practitioner)),
          .agency = AgencyId(std::move(agency)),
          .role = std::move(role),
          .purpose = purpose};
}

constexpr Tie ties[] = {Tie::none,       Tie::referrer, Tie::agency_involved, Tie::named_practitioner,
                        Tie::joint_team, Tie::granted,  Tie::console};
constexpr Purpose purposes[] = {Purpose::direct_work, Purpose::safeguarding, Purpose::review, Purpose::administration};

bool names(const std::vector<UseCase>& list, UseCase use_case) {
  return std::find(list.begin(), list.end(), use_case) != list.end();
}

bool covers(const ContentScope& wide, const ContentScope& narrow) {
  return wide.involvement >= narrow.involvement && wide.own >= narrow.own && wide.joint >= narrow.joint &&
         wide.sensitive >= narrow.sensitive;
}

// ---- words and rules ----

TEST(AccessWords, GoThroughTheirCodes) {
  EXPECT_EQ(use_cases().size(), static_cast<std::size_t>(UseCase::manage_accounts) + 1);
  for (std::size_t i = 0; i < use_cases().size(); ++i) {
    EXPECT_EQ(use_cases()[i], static_cast<UseCase>(i));
    EXPECT_EQ(parse_use_case(word(use_cases()[i])), use_cases()[i]);
  }
  for (const Tie tie : ties) EXPECT_EQ(parse_tie(word(tie)), tie);
  for (const Purpose purpose : purposes) EXPECT_EQ(parse_purpose(word(purpose)), purpose);
}

TEST(AccessRules, NameEveryUseCaseAndEveryRole) {
  for (const UseCase use_case : use_cases())
    EXPECT_TRUE(names(rules().open_to_all, use_case) ||
                std::any_of(rules().roles.begin(), rules().roles.end(),
                            [&](const RoleRule& role) { return names(role.may, use_case); }))
        << word(use_case);
  for (const char* role : {"practitioner", "joint-team", "referrer", "manager", "reviewer", "steward",
                           "identity-steward", "information-governance", "other-place", "operator"})
    EXPECT_TRUE(std::any_of(rules().roles.begin(), rules().roles.end(), [&](const RoleRule& rule) {
      return rule.code == role;
    })) << role;
  for (const PurposeRule& purpose : rules().purposes) {
    EXPECT_FALSE(purpose.lawful_basis.empty());
    EXPECT_TRUE(purpose.confirmed || !purpose.note.empty()) << "a doubt is told";
  }
}

std::string rules_file() { return read_file(ROUNDEL_SOURCE_DIR "/standards/england/access.toml").value(); }
std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  require(at != std::string::npos, "the rules file holds what the test replaces");
  return text.replace(at, what.size(), by);
}

TEST(AccessRules, AUseCaseThatNobodyMayIsAnError) {
  const auto read = parse_rules(replaced(rules_file(), "\"manage-accounts\"", "\"verify-not\""), "access.toml");
  ASSERT_FALSE(read);
  const auto gone = parse_rules(replaced(rules_file(), "\"manage-accounts\",", ""), "access.toml");
  ASSERT_FALSE(gone);
  EXPECT_NE(gone.error().what.find("nobody may"), std::string::npos);
}

TEST(AccessRules, ASlipOfThePenIsNamedWithItsLine) {
  const auto read = parse_rules(replaced(rules_file(), "\"see-changes\"", "\"see-chanes\""), "access.toml");
  ASSERT_FALSE(read);
  EXPECT_GT(read.error().place.line, 1);
  EXPECT_EQ(read.error().expected, "'see-changes'?");
}

TEST(AccessRules, ACloserTieThatSeesLessIsAnError) {
  const auto read =
      parse_rules(replaced(rules_file(), "scope = [\"involvement\", \"own\", \"joint\"]", "scope = [\"involvement\"]"),
                  "access.toml");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().what.find("less"), std::string::npos);
}

TEST(AccessRules, TheirPageListsEveryUseCaseRoleAndTie) {
  const std::string page = read_file(ROUNDEL_SOURCE_DIR "/docs/access.md").value();
  for (const UseCase use_case : use_cases()) {
    const std::size_t row = page.find("| " + std::string(word(use_case)) + " |");
    ASSERT_NE(row, std::string::npos) << word(use_case);
    // The cells of its row agree with the rules, role by role in the order of the file.
    const auto cells = split(std::string_view(page).substr(row, page.find('\n', row) - row), '|');
    ASSERT_EQ(cells.size(), rules().roles.size() + 3) << word(use_case);
    for (std::size_t i = 0; i < rules().roles.size(); ++i) {
      const bool told = trimmed(cells[i + 2]) == "yes";
      EXPECT_EQ(told, names(rules().roles[i].may, use_case) || names(rules().open_to_all, use_case))
          << rules().roles[i].code << " " << word(use_case);
    }
  }
  for (const TieRule& tie : rules().ties)
    EXPECT_NE(page.find("| " + std::string(word(tie.tie)) + " |"), std::string::npos);
}

// ---- decisions ----

TEST(Decide, WhatARoleDoesNotNameIsRefusedInEveryCombination) {
  for (const RoleRule& role : rules().roles)
    for (const UseCase use_case : use_cases())
      for (const Tie tie : ties)
        for (const Purpose purpose : purposes) {
          const Caller who = caller(role.code, "gp", "gp-1", purpose);
          const bool named = names(role.may, use_case) || names(rules().open_to_all, use_case);
          EXPECT_EQ(decide(who, use_case, rules()).allowed, named) << role.code << " " << word(use_case);
          const Decision about_child = decide_about_child(who, use_case, tie, rules());
          if (named) continue;
          EXPECT_FALSE(about_child.allowed) << role.code << " " << word(use_case);
          EXPECT_EQ(about_child.scope, ContentScope{});
          EXPECT_FALSE(about_child.why.empty());
        }
}

TEST(Decide, WithoutSignInOnlyWhatIsOpenToAll) {
  Caller nobody = caller("operator", "gp", "x");
  nobody.account.clear();
  for (const UseCase use_case : use_cases()) {
    EXPECT_EQ(decide(nobody, use_case, rules()).allowed, names(rules().open_to_all, use_case)) << word(use_case);
    EXPECT_EQ(decide_about_child(nobody, use_case, Tie::granted, rules()).scope, ContentScope{});
  }
}

TEST(Decide, AnUnknownRoleMayNothing) {
  for (const UseCase use_case : use_cases())
    EXPECT_EQ(decide(caller("king", "gp", "x"), use_case, rules()).allowed, names(rules().open_to_all, use_case));
}

TEST(Decide, AStrangerSeesWhoIsInvolvedAndNothingElse) {
  const Decision decision =
      decide_about_child(caller("practitioner", "gp", "gp-1"), UseCase::open_picture, Tie::none, rules());
  EXPECT_FALSE(decision.allowed);
  EXPECT_TRUE(decision.scope.involvement);
  EXPECT_FALSE(decision.scope.any());
  EXPECT_FALSE(decision.lawful_basis.empty());
  for (const char* role : {"practitioner", "joint-team", "referrer", "manager"})
    EXPECT_TRUE(
        decide_about_child(caller(role, "gp", "x"), UseCase::open_picture, Tie::none, rules()).scope.involvement);
}

TEST(Decide, AConcernNeverWaitsForATie) {
  for (const char* role : {"practitioner", "joint-team", "referrer", "manager"})
    EXPECT_TRUE(
        decide_about_child(caller(role, "schools", "t-1"), UseCase::record_concern, Tie::none, rules()).allowed);
}

TEST(Decide, AReferrerReadsWhatTheirOwnAgencyRecorded) {
  const Decision decision =
      decide_about_child(caller("referrer", "schools", "t-1"), UseCase::open_picture, Tie::named_practitioner, rules());
  EXPECT_TRUE(decision.allowed);
  EXPECT_EQ(decision.scope, (ContentScope{.involvement = true, .own = true}));
}

TEST(Decide, SensitiveContentIsForSafeguardingOnly) {
  for (const Tie tie : ties)
    for (const RoleRule& role : rules().roles)
      for (const Purpose purpose : purposes) {
        const auto scope =
            decide_about_child(caller(role.code, "gp", "x", purpose), UseCase::open_picture, tie, rules()).scope;
        if (scope.sensitive) {
          EXPECT_EQ(purpose, Purpose::safeguarding);
          EXPECT_TRUE(tie == Tie::joint_team || tie == Tie::granted || tie == Tie::console);
        }
      }
  EXPECT_TRUE(decide_about_child(caller("joint-team", "social-care", "sw-1", Purpose::safeguarding),
                                 UseCase::open_picture, Tie::joint_team, rules())
                  .scope.sensitive);
}

TEST(Decide, AGrantGoesBeyondTheRole) {
  const auto scope =
      decide_about_child(caller("reviewer", "gp", "x", Purpose::review), UseCase::open_picture, Tie::granted, rules());
  EXPECT_TRUE(scope.allowed);
  EXPECT_TRUE(scope.scope.joint);
  EXPECT_FALSE(decide_about_child(caller("reviewer", "gp", "x", Purpose::review), UseCase::open_picture,
                                  Tie::joint_team, rules())
                   .allowed);
}

TEST(Decide, InformationGovernanceSeesTheHistoryWithoutTheContent) {
  const Decision decision =
      decide_about_child(caller("information-governance", "social-care", "ig-1", Purpose::administration),
                         UseCase::see_access_history, Tie::none, rules());
  EXPECT_TRUE(decision.allowed);
  EXPECT_EQ(decision.scope, ContentScope{});
  EXPECT_FALSE(
      decide_about_child(caller("practitioner", "gp", "x"), UseCase::see_access_history, Tie::none, rules()).allowed);
}

RC_GTEST_PROP(DecideProperty, ACloserTieNeverSeesLess, ()) {
  const RoleRule& role = rules().roles[*rc::gen::inRange<std::size_t>(0, rules().roles.size())];
  const UseCase use_case = *rc::gen::elementOf(use_cases());
  const Purpose purpose = purposes[*rc::gen::inRange<std::size_t>(0, std::size(purposes))];
  // The console, the last, is no step of a practitioner's: only the operator stands there.
  const std::size_t steps = role.code == console_role ? std::size(ties) : std::size(ties) - 1;
  const std::size_t far = *rc::gen::inRange<std::size_t>(0, steps);
  const std::size_t near = *rc::gen::inRange<std::size_t>(far, steps);
  const Caller who = caller(role.code, "gp", "x", purpose);
  const Decision loose = decide_about_child(who, use_case, ties[far], rules());
  const Decision close = decide_about_child(who, use_case, ties[near], rules());
  RC_ASSERT(covers(close.scope, loose.scope));
  RC_ASSERT(close.allowed || !loose.allowed);
}

TEST(AccessLog, ARefusalIsALineLikeAnyOther) {
  const Caller who = caller("practitioner", "gp", "gp-1");
  const Decision decision = decide_about_child(who, UseCase::open_picture, Tie::none, rules());
  const AccessRecord line = record_of(decision, who, UseCase::open_picture, PersonId("p1"), Timestamp(7));
  EXPECT_FALSE(line.allowed);
  EXPECT_EQ(line.why, decision.why);
  EXPECT_EQ(line.person, PersonId("p1"));
  EXPECT_EQ(line.at, Timestamp(7));
}

// ---- ties ----

Tie tie_for(const Caller& who, std::string_view text, Date today = Date::of(2024, 6, 30)) {
  return tie_of(who, tiny::entries(text), tiny::standards(), Timestamp::end_of(today));
}

TEST(TieOf, AStrangerHasNone) {
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-1"), "2024-03-04 city-police police.domestic-abuse child=ava"),
            Tie::none);
  EXPECT_EQ(tie_for(caller("joint-team", "gp", "gp-1"), ""), Tie::none);
}

TEST(TieOf, PassingOnAConcernMakesAReferrerOfThePersonNotOfTheAgency) {
  const char* text = R"(
    2024-03-04 schools:t-1 concern.raised#one child=ava | worry=x
    2024-03-05 social-care response.decided child=ava | concern=one; choice=no-further-action; reason=x
  )";
  EXPECT_EQ(tie_for(caller("referrer", "schools", "t-1"), text), Tie::referrer);
  EXPECT_EQ(tie_for(caller("referrer", "schools", "t-2"), text), Tie::none);
  EXPECT_EQ(tie_for(caller("referrer", "gp", "t-1"), text), Tie::none) << "codes are unique in their agency only";
}

TEST(TieOf, AnAgencyIsInvolvedForTwoYearsAfterWhatItRecorded) {
  const Caller who = caller("practitioner", "gp", "gp-1");
  EXPECT_EQ(tie_for(who, "2022-06-30 gp gp.not-brought child=ava"), Tie::agency_involved);
  EXPECT_EQ(tie_for(who, "2022-06-29 gp gp.not-brought child=ava"), Tie::none);
  EXPECT_EQ(tie_for(who, "2024-06-29 gp identity.details child=ava | forename=Ava"), Tie::none)
      << "a record alone is no tie";
  EXPECT_EQ(tie_for(who, "2019-06-29 gp:gp-9 involvement.started child=ava"), Tie::agency_involved) << "open for years";
}

TEST(TieOf, AnInvolvementNamesItsPractitionerUntilItEnds) {
  const Caller who = caller("practitioner", "health-visiting", "hv-1");
  const std::string begun = "2020-03-04 health-visiting:hv-1 involvement.started child=ava\n";
  EXPECT_EQ(tie_for(who, begun), Tie::named_practitioner);
  EXPECT_EQ(tie_for(who, begun + "2020-05-04 health-visiting:hv-1 involvement.ended child=ava"), Tie::none);
}

TEST(TieOf, TheJointTeamIsTiedWhileThereIsWorkForIt) {
  const Caller team = caller("joint-team", "social-care", "sw-1");
  const std::string concern = "2024-03-04 schools:t-1 concern.raised#one child=ava | worry=x\n";
  const std::string plan = "2024-03-04 social-care social-care.protection-plan-started child=ava\n";
  EXPECT_EQ(tie_for(team, concern), Tie::joint_team);
  EXPECT_EQ(tie_for(caller("joint-team", "city-police", "pc-1"), concern), Tie::joint_team);
  EXPECT_EQ(tie_for(caller("manager", "city-police", "m-1"), concern), Tie::joint_team);
  EXPECT_EQ(tie_for(caller("practitioner", "city-police", "pc-1"), concern), Tie::none) << "not of the team";
  EXPECT_EQ(tie_for(caller("joint-team", "housing", "h-1"), concern), Tie::none) << "an agency outside the team";
  EXPECT_EQ(
      tie_for(
          caller("joint-team", "city-police", "pc-1"),
          concern +
              "2024-03-05 social-care response.decided child=ava | concern=one; choice=no-further-action; reason=x"),
      Tie::none);
  EXPECT_EQ(
      tie_for(
          caller("joint-team", "city-police", "pc-1"),
          concern + "2024-03-05 social-care response.decided child=ava | concern=one; choice=joint-visit; reason=x"),
      Tie::joint_team);
  EXPECT_EQ(tie_for(caller("joint-team", "city-police", "pc-1"), plan), Tie::joint_team);
  EXPECT_EQ(tie_for(caller("joint-team", "city-police", "pc-1"),
                    plan + "2024-05-04 social-care social-care.protection-plan-ended child=ava"),
            Tie::none);
  EXPECT_EQ(tie_for(caller("joint-team", "city-police", "pc-1"),
                    plan + "2024-05-04 social-care social-care.case-closed child=ava"),
            Tie::none);
}

TEST(TieOf, AGrantHoldsToItsLastDayForItsPractitionerAndUntilItIsWithdrawn) {
  const std::string grant =
      "2024-03-04 social-care access.granted#grant child=ava | to-agency=gp; to-practitioner=gp-one; "
      "until=2024-06-30\n";
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-one"), grant), Tie::granted);
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-one"), grant, Date::of(2024, 7, 1)), Tie::none);
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-two"), grant), Tie::none);
  EXPECT_EQ(tie_for(caller("practitioner", "schools", "gp-one"), grant), Tie::none);
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-one"), grant, Date::of(2024, 3, 3)), Tie::none)
      << "not before it is given";
  EXPECT_EQ(tie_for(caller("practitioner", "gp", "gp-one"),
                    grant + "2024-04-01 social-care entry.withdrawn^grant child=ava | reason=x"),
            Tie::none);
}

TEST(TieOf, TheClosestTieCounts) {
  EXPECT_EQ(tie_for(caller("joint-team", "social-care", "sw-1"), R"(
    2024-03-04 social-care:sw-1 involvement.started child=ava
  )"),
            Tie::joint_team);
}

// ---- what may be read ----

TEST(MayRead, FollowsTheSharingClass) {
  const Vocabulary words = tiny::vocabulary();
  const Caller gp = caller("practitioner", "gp", "gp-1");
  const auto read = [&](std::string_view line, ContentScope scope) {
    return may_read(tiny::entries(line)[0], scope, gp, words);
  };
  const char* own = "2024-03-04 gp gp.not-brought child=ava";
  const char* joint = "2024-03-04 schools school.late-collection child=ava";
  const char* sensitive = "2024-03-04 adult-mental-health adult-mental-health.crisis adult=zoe";
  const char* agency = "2024-03-04 city-police police.restraining-order alleged-perpetrator=liam";
  const ContentScope all{.involvement = true, .own = true, .joint = true, .sensitive = true};
  EXPECT_TRUE(read(own, {.own = true}));
  EXPECT_FALSE(read(own, {.involvement = true, .joint = true}));
  EXPECT_TRUE(read(joint, {.joint = true}));
  EXPECT_FALSE(read(joint, {.own = true}));
  EXPECT_TRUE(read(sensitive, all));
  EXPECT_FALSE(read(sensitive, {.own = true, .joint = true}));
  EXPECT_FALSE(read(agency, all)) << "what an agency keeps to itself";
  EXPECT_FALSE(read("2024-03-04 schools school.unheard-of child=ava", all)) << "a kind without a class";
}

TEST(MayRead, TheClassOfTheEntryGoesBeforeThatOfItsKind) {
  Entry entry = tiny::entries("2024-03-04 schools school.late-collection child=ava")[0];
  entry.sharing = "agency";
  EXPECT_FALSE(may_read(entry, {.own = true, .joint = true}, caller("practitioner", "gp", "x"), tiny::vocabulary()));
}

}  // namespace
}  // namespace roundel::access
