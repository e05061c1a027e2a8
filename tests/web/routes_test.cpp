#include "web/routes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include <boost/json.hpp>

#include "access/access.h"
#include "web/api/json.h"
#include "web/api/new_child_json.h"
#include "web/api/work_json.h"

namespace roundel::web {
namespace {

namespace json = boost::json;

json::value openapi() {
  std::ifstream file(ROUNDEL_SOURCE_DIR "/docs/openapi.json");
  std::stringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

TEST(Routes, EachHasAHandlerAndARuleThatSomeRoleOrEverybodyMeets) {
  const auto rules = access::load_rules(ROUNDEL_SOURCE_DIR "/standards");
  ASSERT_TRUE(rules) << rules.error().text();
  for (const Route& route : routes()) {
    EXPECT_NE(route.handler, nullptr) << route.pattern;
    bool ruled = std::ranges::count(rules->open_to_all, route.use_case) > 0;
    for (const access::RoleRule& role : rules->roles) ruled = ruled || std::ranges::count(role.may, route.use_case) > 0;
    EXPECT_TRUE(ruled) << word(route.method) << " " << route.pattern
                       << " has no rule: " << access::word(route.use_case);
  }
}

TEST(Routes, OnlyWhatTheRulesOpenToAllIsReachedWithoutSignIn) {
  const auto rules = access::load_rules(ROUNDEL_SOURCE_DIR "/standards");
  ASSERT_TRUE(rules);
  for (const Route& route : routes()) {
    if (!route.open) continue;
    EXPECT_GT(std::ranges::count(rules->open_to_all, route.use_case), 0) << route.pattern;
  }
}

TEST(Routes, NoTwoAnswerTheSameRequest) {
  std::set<std::pair<Method, std::string_view>> seen;
  for (const Route& route : routes()) EXPECT_TRUE(seen.emplace(route.method, route.pattern).second) << route.pattern;
}

TEST(Routes, ChangeNothingByGet) {
  using access::UseCase;
  for (const Route& route : routes()) {
    if (route.method != Method::get) continue;
    EXPECT_NE(route.use_case, UseCase::judge_level) << route.pattern;
    EXPECT_NE(route.use_case, UseCase::sign_out) << route.pattern;
    EXPECT_NE(route.use_case, UseCase::ask_for_access) << route.pattern;
    EXPECT_NE(route.use_case, UseCase::decide_link) << route.pattern;
  }
}

TEST(Routes, WhatRecordsDoesNotStandBetweenOthersAndTheirPages) {
  const auto of = [](Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return counter_of(request);
  };
  EXPECT_EQ(of(Method::post, "/api/concerns"), Counter::recording);
  EXPECT_EQ(of(Method::post, "/child/p1/pathway/plan.agreed"), Counter::recording);
  EXPECT_EQ(of(Method::get, "/child/p1/pathway/plan.agreed"), Counter::pages);
  EXPECT_EQ(of(Method::post, "/find"), Counter::pages);  // a search keeps names out of addresses and records nothing
  EXPECT_EQ(of(Method::post, "/sign-in"), Counter::sign_in);
  EXPECT_EQ(of(Method::get, "/severity"), Counter::whole_record);
  EXPECT_EQ(of(Method::get, "/nowhere"), Counter::pages);
  for (const Route& route : routes()) {
    if (route.method == Method::post || route.pattern.find('{') != std::string_view::npos) continue;
    EXPECT_NE(of(Method::get, std::string(route.pattern)), Counter::recording) << route.pattern;
  }
}

TEST(OpenApi, DescribesEveryRouteOfTheApiWithItsUseCaseAndNothingElse) {
  const json::value whole = openapi();
  std::set<std::string> described;
  for (const auto& path : whole.at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      described.insert(std::string(operation.key()) + " " + std::string(path.key()) + " " +
                       std::string(operation.value().at("x-use-case").as_string()));
    }
  }
  std::set<std::string> routed;
  for (const Route& route : routes()) {
    if (!route.is_api()) continue;
    routed.insert((route.method == Method::get ? "get " : "post ") + std::string(route.pattern) + " " +
                  std::string(access::word(route.use_case)));
  }
  EXPECT_EQ(described, routed);
}

TEST(SignIn, LeadsOnToPagesOfThisProgramAndNowhereElse) {
  EXPECT_TRUE(leads_to_page("/work"));
  EXPECT_TRUE(leads_to_page("/child/p4f0c1a2b/pathway"));
  for (const char* nowhere : {"", "//example.org", "https://example.org/", "/nowhere", "/api/changes", "/live",
                              "/sign-in", "/sign-out", "/child/p4f0c1a2b/judge", "/work?of=team", "/child/../work"})
    EXPECT_FALSE(leads_to_page(nowhere)) << nowhere;
}

TEST(Match, CapturesThePartsOfAPath) {
  const auto found = match("/child/{person}/concerns/{concern}", "/child/p4f0c/concerns/ab12");
  ASSERT_TRUE(found);
  EXPECT_EQ(field(*found, "person"), "p4f0c");
  EXPECT_EQ(field(*found, "concern"), "ab12");
}

TEST(Match, RefusesPartsThatAreNoIds) {
  for (const char* path : {"/child/", "/child/..", "/child/a%2Fb", "/child/a b", "/child/a<b", "/child/a/b"})
    EXPECT_FALSE(match("/child/{person}", path)) << path;
  EXPECT_TRUE(match("/", "/"));
}

TEST(ApiJson, ReadsAFlatObjectAndRefusesTheRest) {
  const auto fields = parse_flat_json(R"({"worry":"a","immediate-danger":true,"n":3,"x":null})");
  ASSERT_TRUE(fields);
  EXPECT_EQ(field(*fields, "immediate-danger"), "yes");
  EXPECT_EQ(field(*fields, "n"), "3");
  EXPECT_EQ(field(*fields, "x"), "");
  EXPECT_FALSE(parse_flat_json("[]"));
  EXPECT_FALSE(parse_flat_json(R"({"a":{"b":1}})"));
  EXPECT_FALSE(parse_flat_json("{"));
}

TEST(ApiJson, AListIsAlwaysAMemberOfAnObject) {
  const json::value people =
      json::parse(to_json(std::vector<service::PersonHit>{{.person = PersonId("p1"), .name = "A"}}));
  ASSERT_TRUE(people.is_object());
  EXPECT_EQ(people.at("people").as_array().size(), 1u);
  EXPECT_TRUE(json::parse(to_json(std::vector<service::AccessLine>{})).at("looks").is_array());
  EXPECT_TRUE(json::parse(to_json(std::vector<service::ConcernRow>{})).at("concerns").is_array());
  EXPECT_TRUE(json::parse(to_json(service::Decided{})).at("clocks").is_array());
  EXPECT_TRUE(json::parse(done_json()).at("done").as_bool());
}

TEST(ApiJson, AsksBeforeAChildIsRecordedTwiceAndSaysWhatWasRecorded) {
  service::NewChildRecorded asked;
  asked.likely = {{.person = PersonId("p1"), .name = "A", .year = 2019, .roughly = true},
                  {.person = PersonId("p2"), .name = "B", .year = {}}};
  const json::value question = json::parse(to_json(asked));
  EXPECT_FALSE(question.at("recorded").as_bool());
  EXPECT_TRUE(question.at("child").is_null());
  ASSERT_EQ(question.at("likely").as_array().size(), 2U);
  EXPECT_EQ(question.at("likely").at(0).at("year").as_int64(), 2019);
  EXPECT_TRUE(question.at("likely").at(1).at("year").is_null());
  service::NewChildRecorded done;
  done.child = PersonId("p3");
  done.concern.concern = EntryId("e1");
  const json::value told = json::parse(to_json(done));
  EXPECT_TRUE(told.at("recorded").as_bool());
  EXPECT_EQ(told.at("child").as_string(), "p3");
  const json::value description = openapi();
  const auto& described = description.at("components").at("schemas").at("NewChild").at("properties").as_object();
  EXPECT_EQ(described.size(), told.as_object().size());
  for (const auto& [name, value] : told.as_object()) EXPECT_TRUE(described.contains(name)) << name;
}

TEST(ApiJson, TellsOfRemindersWhatTheDescriptionSaysAndNoMore) {
  const service::Reminders reminders{.address = "ann@example.org",
                                     .wanted = true,
                                     .sent = *parse_timestamp("2024-06-03T07:00:00Z"),
                                     .problem = "",
                                     .calendar_made = {}};
  const json::value told = json::parse(to_json(reminders));
  EXPECT_EQ(told.at("sent").as_string(), "2024-06-03T07:00:00.000000Z");
  EXPECT_TRUE(told.at("calendar-made").is_null());
  const json::value description = openapi();
  const auto& described = description.at("components").at("schemas").at("Reminders").at("properties").as_object();
  EXPECT_EQ(described.size(), told.as_object().size());
  for (const auto& [name, value] : told.as_object()) EXPECT_TRUE(described.contains(name)) << name;
  EXPECT_EQ(json::parse(calendar_address_json("https://roundel.example/calendar/w")).at("address").as_string(),
            "https://roundel.example/calendar/w");
}

}  // namespace
}  // namespace roundel::web
