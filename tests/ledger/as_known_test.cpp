#include "ledger/as_known.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "tests/ledger/sample.h"

namespace roundel {
namespace {

const AgencyId police("city-police");
const AgencyId health("health-visiting");
const AgencyId housing("housing");

// An entry of the ledger: `recorded` and `sequence` are the same number.
Entry at(std::int64_t time, const std::string& key, const AgencyId& agency = police,
         std::optional<EntryId> corrects = {}) {
  Entry entry{sample::incident(key)};
  entry.agency = agency;
  entry.id = entry_id(entry.area, agency, key);
  entry.sequence = time;
  entry.recorded = Timestamp(time);
  entry.corrects = std::move(corrects);
  return entry;
}

Entry shared(std::int64_t time, const Entry& given, const AgencyId& with) {
  Entry entry = at(time, "share-" + std::to_string(time), given.agency);
  entry.kind = KindCode("sharing.shared");
  entry.values = {{"entry", given.id.value}, {"with-agency", with.value}};
  return entry;
}

Entry link(std::int64_t time, const std::string& person, const std::vector<std::string>& sources) {
  Entry entry = at(time, "link-" + std::to_string(time), AgencyId("roundel"));
  entry.kind = KindCode("identity.link");
  entry.values = {{"person", person}};
  entry.about.clear();
  for (const auto& source : sources) entry.about.push_back({SourceId(source), RoleCode("same-person")});
  return entry;
}

std::string keys(const std::vector<Entry>& entries) {
  std::string out;
  for (const Entry& entry : entries) out += entry.key + " ";
  return out;
}

bool to_all(const Entry&, const AgencyId&) { return true; }

TEST(AsKnown, ACorrectionReplacesOnlyFromWhenItWasRecorded) {
  const Entry first = at(1, "a");
  const std::vector<Entry> entries = {first, at(2, "b"), at(3, "a-corrected", police, first.id)};
  EXPECT_EQ(keys(as_known(entries, {.at = Timestamp(2), .agency = {}}, to_all)), "a b ");
  EXPECT_EQ(keys(as_known(entries, {.at = Timestamp(3), .agency = {}}, to_all)), "b a-corrected ");
  EXPECT_EQ(keys(as_known(entries, {}, to_all)), "b a-corrected ");
}

TEST(AsKnown, AnAgencyKnowsItsOwnAndWhatWasSharedWithItByThen) {
  Entry own = at(1, "own", housing);
  Entry sensitive = at(2, "sensitive");
  sensitive.sharing = "sensitive";
  Entry joint = at(3, "joint");
  const std::vector<Entry> entries = {own, sensitive, joint, shared(5, sensitive, housing)};
  const auto in_team = [](const AgencyId& agency) { return agency == health; };
  const auto known_to = [&](const AgencyId& agency, std::int64_t time) {
    const auto rule = shared_by_standards(entries, sample::vocabulary(), in_team, Timestamp(time));
    return keys(as_known(entries, {.at = Timestamp(time), .agency = agency}, rule));
  };
  EXPECT_EQ(known_to(housing, 4), "own ");
  EXPECT_EQ(known_to(housing, 5), "own sensitive ");
  EXPECT_EQ(known_to(health, 4), "own joint ");
  EXPECT_EQ(known_to(police, 4), "sensitive joint ");
}

TEST(AsKnown, AnEntryWithoutASharingClassHasThatOfItsKind) {
  Entry consultation = at(1, "a");
  consultation.kind = KindCode("gp.adult-consultation");
  consultation.sharing = "";
  Entry incident = at(2, "b");
  incident.sharing = "";
  const auto rule = shared_by_standards({}, sample::vocabulary(), [](const AgencyId&) { return true; }, {});
  EXPECT_FALSE(rule(consultation, housing));
  EXPECT_TRUE(rule(incident, housing));
}

RC_GTEST_PROP(AsKnown, AtAMomentHoldsNothingRecordedLater, ()) {
  std::vector<Entry> entries;
  const int count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    std::optional<EntryId> corrects;
    if (i > 0 && *rc::gen::inRange(0, 3) == 0) corrects = entries[static_cast<std::size_t>(*rc::gen::inRange(0, i))].id;
    entries.push_back(at(i, "k" + std::to_string(i), *rc::gen::element(police, health, housing), corrects));
  }
  const Timestamp moment(*rc::gen::inRange(-1, 21));
  std::optional<AgencyId> agency;
  if (*rc::gen::arbitrary<bool>()) agency = housing;
  const auto known = as_known(entries, {.at = moment, .agency = agency}, to_all);
  for (const Entry& entry : known) RC_ASSERT(entry.recorded <= moment);
  // What was not recorded yet makes no difference to what was known.
  std::vector<Entry> by_then = entries;
  std::erase_if(by_then, [&](const Entry& entry) { return entry.recorded > moment; });
  RC_ASSERT(keys(as_known(by_then, {.at = {}, .agency = agency}, to_all)) == keys(known));
}

TEST(Membership, TheLastDecisionThatNamesASourceRecordWins) {
  Membership members;
  EXPECT_EQ(members.person_of(SourceId("gp/1")), person_of_alone(SourceId("gp/1")));
  EXPECT_NE(person_of_alone(SourceId("gp/1")), person_of_alone(SourceId("gp/2")));
  members.apply(link(1, "p1", {"gp/1", "city-police/P1"}));
  members.apply(link(2, "p2", {"gp/2", "schools/7"}));
  members.apply(link(3, "p1", {"gp/1", "schools/7"}));
  members.apply(at(4, "no link"));
  EXPECT_EQ(members.person_of(SourceId("schools/7")).value, "p1");
  EXPECT_EQ(members.sources_of(PersonId("p1")),
            (std::vector{SourceId("gp/1"), SourceId("city-police/P1"), SourceId("schools/7")}));
  EXPECT_EQ(members.sources_of(PersonId("p2")), std::vector{SourceId("gp/2")});
  EXPECT_TRUE(members.sources_of(PersonId("p9")).empty());
}

RC_GTEST_PROP(Membership, HoldsEachSourceRecordInExactlyOnePerson, ()) {
  Membership members;
  std::map<std::string, std::string> expected;  // the plain reading: last decision wins
  const int decisions = *rc::gen::inRange(0, 30);
  for (int i = 0; i < decisions; ++i) {
    const auto person = "p" + std::to_string(*rc::gen::inRange(0, 4));
    const auto source = "gp/" + std::to_string(*rc::gen::inRange(0, 6));
    const auto other = "gp/" + std::to_string(*rc::gen::inRange(0, 6));
    members.apply(link(i, person, {source, other}));
    expected[source] = expected[other] = person;
  }
  std::size_t held = 0;
  for (int p = 0; p < 4; ++p) held += members.sources_of(PersonId("p" + std::to_string(p))).size();
  RC_ASSERT(held == expected.size());
  for (const auto& [source, person] : expected) {
    RC_ASSERT(members.person_of(SourceId(source)).value == person);
    const auto sources = members.sources_of(PersonId(person));
    RC_ASSERT(std::count(sources.begin(), sources.end(), SourceId(source)) == 1);
  }
}

}  // namespace
}  // namespace roundel
