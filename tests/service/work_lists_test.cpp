// The table of open work against the slow, obvious reading: every child's entries, one after the other, for everybody
// who may ask. Families and what happens to them are drawn by chance; the seed is told where something differs.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/text.h"
#include "picture/involvement.h"
#include "picture/subjects.h"
#include "response/handover.h"
#include "service/derived/refresh.h"
#include "service/parts.h"
#include "service/respond/handover.h"
#include "service/respond/worklist.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

constexpr int children = 6;

// One line of a list, as text: part, day, what and for whom.
std::string line(std::string_view part, const OpenWork& work, const PersonId& child) {
  return std::string(part) + " " + (work.by ? work.by->iso() : "-") + " " + std::string(word(work.kind)) + " " +
         work.entry.str() + " " + work.what + " " + child.str();
}

enum class Stands { no, waits, to_do };

struct Child {
  PersonId person;
  std::vector<Entry> all;
  FamilyEntries known;
  std::vector<const Entry*> own;
};

class WorkLists : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    chance_.seed(static_cast<unsigned>(GetParam()));
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    for (const Caller& one : callers_)
      ASSERT_TRUE(add_account(*desk_, console(),
                              {.login = one.account,
                               .password = "a long enough password",
                               .name = one.name,
                               .practitioner = one.practitioner,
                               .agency = one.agency,
                               .role = one.role}));
  }

  static Caller somebody(const std::string& agency, const std::string& code, const std::string& role,
                         const std::string& name) {
    Caller out = practitioner(agency, code, role);
    out.name = name;
    return out;
  }
  int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(chance_); }
  bool often() { return draw(3) > 0; }
  std::string day() { return Date::of(2024, 3, 1).plus_days(draw(90)).iso(); }
  About record(int child) { return about("schools/" + std::to_string(child), "child"); }
  About any_child() { return record(draw(children)); }
  std::string key() { return "k" + std::to_string(++keys_); }
  const Caller& anybody() { return callers_[static_cast<std::size_t>(draw(static_cast<int>(callers_.size())))]; }

  void append(const NewEntry& one) {
    const auto added = desk_->parts().ledger->append({&one, 1});
    ASSERT_TRUE(added) << added.error().text();
    entries_.push_back(added->ids.front());
  }
  // As use cases do: appended, and what follows from it brought up to date.
  void grow(const NewEntry& one) {
    Desk::Parts& parts = desk_->parts();
    const auto done = parts.database->transact([&]() -> Done {
      const auto added = parts.ledger->append_within({&one, 1});
      if (!added) return fail(added.error());
      entries_.push_back(added->ids.front());
      for (const About& each : one.about)
        if (const auto refreshed = refresh_families(parts, {*person_of(parts, each.source)}); !refreshed)
          return refreshed;
      return {};
    });
    ASSERT_TRUE(done) << done.error().text();
  }

  // What feeds brought.
  void draw_district() {
    for (int child = 0; child < children; ++child)
      append(entry(key(), "identity.details", "schools", "2024-02-01", {record(child)},
                   {{"forename", "Child" + std::to_string(child)},
                    {"surname", "Example"},
                    {"birth-date", Date::of(2015 + child, 5, 4)}}));
    for (int i = 0; i < 8; ++i) {
      const Caller& one = anybody();
      append(entry(key(), "involvement.started", one.agency.str(), day(), {any_child()}, {}, one.practitioner.str()));
    }
    for (int i = 0; i < 4; ++i)
      append(
          entry(key(), "social-care.referral", "social-care", day(), {any_child()}, {{"source", std::string("3A")}}));
    for (int i = 0; i < 3; ++i) {
      const int first = draw(children - 1);
      append(entry(key(), "social-care.strategy-discussion", "social-care", day(), {record(first), record(first + 1)},
                   {{"outcome", std::string("section-47")}}));
    }
    append(entry(key(), "social-care.assessment-completed", "social-care", day(), {any_child()}));
    append(entry(key(), "involvement.ended", "health-visiting", day(), {any_child()}, {}, "hv-001"));
    for (int i = 0; i < 4; ++i)
      append(entry(key(), "police.missing", "city-police", Date::of(2024, 6, 2).plus_days(-draw(35)).iso(),
                   {any_child()}));
    for (int i = 0; i < 3; ++i)
      append(
          entry(key(), "midwifery.birth", "midwifery", Date::of(2024, 6, 2).plus_days(-draw(50)).iso(), {any_child()}));
    const Date told = Date::of(2024, 5, 30);
    for (int i = 0; i < 2; ++i) append(entry(key(), "police.missing-found", "city-police", told.iso(), {any_child()}));
  }

  NewEntry concern() {
    const Caller& one = anybody();
    return entry(key(), "concern.raised", one.agency.str(), "2024-06-03", {any_child()},
                 {{"worry", std::string("Is afraid")}}, one.practitioner.str());
  }
  NewEntry request() {
    const Caller& one = anybody();
    return entry(key(), "request.information", one.agency.str(), "2024-06-03", {any_child()},
                 {{"of-agency", anybody().agency.str()},
                  {"question", std::string("Known?")},
                  {"why", std::string("Worry")},
                  {"basis", std::string("safeguarding")},
                  {"by-when", Date::of(2024, 6, 1).plus_days(draw(9))}},
                 one.practitioner.str());
  }
  NewEntry action() {
    const Caller& one = anybody();
    NewEntry out = entry(key(), "plan.action", "social-care", "2024-06-03", {any_child()},
                         {{"plan", std::string("in-need")},
                          {"outcome", std::string("Safe")},
                          {"action", std::string("Visit")},
                          {"who", often() ? one.name : std::string("A Parent")},
                          {"of-agency", often() ? one.agency.str() : anybody().agency.str()}},
                         "sw-001");
    if (often()) out.values.emplace_back("by-when", Date::of(2024, 6, 1).plus_days(draw(9)));
    std::sort(out.values.begin(), out.values.end());
    return out;
  }
  NewEntry decision() {
    return entry(key(), "response.decided", "social-care", "2024-06-03", {any_child()},
                 {{"concern", entries_[static_cast<std::size_t>(draw(static_cast<int>(entries_.size())))].str()},
                  {"choice", std::string(often() ? "joint-visit" : "no-further-action")},
                  {"reason", std::string("Enough is known")}},
                 "sw-001");
  }
  void something_happens() {
    switch (draw(6)) {
      case 0:
      case 1:
        return grow(concern());
      case 2:
        return grow(request());
      case 3:
        return grow(action());
      case 4:
        return grow(decision());
      default:
        break;
    }
    const auto done = hand_over_work(
        *desk_, ann_,
        {.from = ann_.practitioner, .to = ben_.practitioner, .back = {}, .reason = "On leave", .key = key()});
    EXPECT_TRUE(done || done.error().place.field == "from") << "whoever is named for nobody hands over nothing";
  }

  // ---- the slow reading ----

  std::vector<Child> read_all_children() {
    std::vector<Child> out;
    for (int i = 0; i < children; ++i) {
      Desk::Parts& parts = desk_->parts();
      Child child{.person = *person_of(parts, record(i).source), .all = {}, .known = {}, .own = {}};
      const auto family = load_family(parts, child.person);
      child.all = (*family)->entries;
      child.known = seen_by(**family, parts, {}, [](const Entry&) { return true; });
      out.push_back(std::move(child));
      out.back().own = entries_about_child(out.back().known.entries, out.back().person, out.back().known.members);
    }
    return out;
  }
  static bool works_with(const Child& child, const Caller& caller, bool by_name) {
    return std::ranges::any_of(involvement_spells(child.own), [&](const Spell& spell) {
      return !spell.until && spell.agency == caller.agency && (!by_name || spell.practitioner == caller.practitioner);
    });
  }
  static bool handed_over(const Child& child, const Caller& caller) {
    bool out = false;
    for (const Handover& one : fold_handovers(child.own)) {
      if (one.agency != caller.agency) continue;
      if (one.from == caller.practitioner) out = true;
      if (one.to == caller.practitioner) out = false;
    }
    return out;
  }
  bool of_team(const Turn& turn) const {
    return std::ranges::any_of(desk_->standards().place->agencies,
                               [&](const Agency& one) { return one.joint_team && is_turn_of(turn, one); });
  }
  Stands on_mine(const OpenWork& work, const Child& child, const Caller& caller) const {
    const bool away = handed_over(child, caller);
    if (work.kind == WorkKind::request && work.turn.agency == caller.agency) return Stands::to_do;
    const bool same_service = work.turn.agency.empty() || work.turn.agency == caller.agency;
    if (lower(work.turn.person) == lower(caller.name) && same_service) return away ? Stands::waits : Stands::to_do;
    if (work.asked_by == caller.agency && work.asked_by_practitioner == caller.practitioner) return Stands::waits;
    if (!works_with(child, caller, true) || !work.asked_by.empty()) return Stands::no;
    return is_turn_of(work.turn, *desk_->standards().agency(caller.agency)) && !away ? Stands::to_do : Stands::waits;
  }
  Stands on_service(const OpenWork& work, const Child& child, const Caller& caller) const {
    const bool its_turn = !work.turn.joint_team && is_turn_of(work.turn, *desk_->standards().agency(caller.agency));
    const bool named = work.turn.agency == caller.agency;
    if (!works_with(child, caller, false) && !named && work.asked_by != caller.agency) return Stands::no;
    if (its_turn) return Stands::to_do;
    return work.asked_by.empty() || work.asked_by == caller.agency ? Stands::waits : Stands::no;
  }
  Stands on_team(const OpenWork& work, const Child& child) const {
    const Desk::Parts& parts = desk_->parts();
    const bool with_team = access::is_with_joint_team(child.own, parts.standards, parts.today());
    if (!with_team && work.kind != WorkKind::request) return Stands::no;
    if (of_team(work.turn)) return Stands::to_do;
    return work.asked_by.empty() || parts.in_joint_team(work.asked_by) ? Stands::waits : Stands::no;
  }
  Stands stands(const OpenWork& work, const Child& child, const Caller& caller, WorkOf of) const {
    if (of == WorkOf::mine) return on_mine(work, child, caller);
    return of == WorkOf::service ? on_service(work, child, caller) : on_team(work, child);
  }
  bool may_be_told(const OpenWork& work, const Child& child, const Caller& caller) const {
    const Desk::Parts& parts = desk_->parts();
    if (work.asked_by == caller.agency) return true;
    const bool given = work.kind == WorkKind::request || work.kind == WorkKind::action;
    if (given && work.turn.agency == caller.agency) return true;
    const access::Tie tie = access::tie_of(caller, child.own, parts.standards, parts.now());
    const auto scope = access::decide_about_child(caller, access::UseCase::see_work, tie, parts.rules).scope;
    return std::ranges::any_of(child.own, [&](const Entry* entry) {
      return entry->id == work.entry && access::may_read(*entry, scope, caller, parts.standards.vocabulary);
    });
  }
  // Every line that should stand on the list; `not_told` counts the pieces of which nothing is told.
  std::set<std::string> expected(const std::vector<Child>& all, const Caller& caller, WorkOf of,
                                 std::int64_t& not_told) {
    const Desk::Parts& parts = desk_->parts();
    struct Piece {
      std::vector<std::pair<OpenWork, PersonId>> told;
      bool to_do = false;
    };
    std::map<std::string, Piece> pieces;
    for (const Child& child : all)
      for (const OpenWork& work : fold_work(child.own, parts.standards, parts.now())) {
        const Stands how = stands(work, child, caller, of);
        if (how == Stands::no) continue;
        Piece& piece = pieces[std::string(word(work.kind)) + work.entry.str() + work.what];
        if (!may_be_told(work, child, caller)) continue;
        piece.told.emplace_back(work, child.person);
        piece.to_do = piece.to_do || how == Stands::to_do;
      }
    std::set<std::string> out;
    not_told = 0;
    for (const auto& [id, piece] : pieces) {
      not_told += piece.told.empty() ? 1 : 0;
      for (const auto& [work, child] : piece.told)
        out.insert(line(work.late(parts.now()) ? "late" : piece.to_do ? "to-do" : "waiting", work, child));
    }
    return out;
  }

  // ---- the list ----

  std::set<std::string> read_pages(const Caller& caller, WorkOf of, WorkTotals& totals) {
    std::set<std::string> out;
    for (const auto& [part, rows] : {std::pair{WorkPart::late, &WorkPage::late},
                                     {WorkPart::to_do, &WorkPage::to_do},
                                     {WorkPart::waiting, &WorkPage::waiting}}) {
      std::int64_t pieces = 0;
      Date last(0);
      for (int page = 1, pages = 1; page <= pages; ++page) {
        const auto seen = see_work(*desk_, caller, of, {.part = part, .page = page});
        EXPECT_TRUE(seen) << seen.error().text();
        pages = seen->pages();
        totals = seen->totals;
        for (const WorkRow& row : (*seen).*rows) {
          ++pieces;
          EXPECT_LE(last, row.work.by.value_or(Date(1'000'000))) << "in the order of the day it is due";
          last = row.work.by.value_or(Date(1'000'000));
          EXPECT_TRUE(out.insert(line(word(part), row.work, row.child)).second) << "once";
          for (const WorkSibling& also : row.also)
            EXPECT_TRUE(out.insert(line(word(part), row.work, also.child)).second) << "once";
        }
        EXPECT_EQ(seen->total_of(part) > pieces, page < pages);
      }
      EXPECT_EQ(pieces, totals.late * (part == WorkPart::late) + totals.to_do * (part == WorkPart::to_do) +
                            totals.waiting * (part == WorkPart::waiting));
    }
    return out;
  }
  void expect_lists_hold() {
    const auto all = read_all_children();
    for (const Caller& caller : callers_)
      for (const WorkOf of : {WorkOf::mine, WorkOf::service, WorkOf::team}) {
        if (of != WorkOf::mine && caller.role == "practitioner") continue;
        std::int64_t not_told = 0;
        WorkTotals totals;
        const auto should = expected(all, caller, of, not_told);
        lines_ += should.size();
        EXPECT_EQ(read_pages(caller, of, totals), should) << caller.account << " " << word(of);
        EXPECT_EQ(totals.not_told, not_told) << caller.account << " " << word(of);
      }
  }
  void expect_tables_hold() {
    const auto differences = rebuild(*desk_, console(), true, 1, {});
    ASSERT_TRUE(differences) << differences.error().text();
    for (const TableDifference& one : *differences)
      EXPECT_TRUE(one.table != "work" || one.differing == 0) << one.differing << " of " << one.rows << " rows";
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
  std::mt19937 chance_;
  int keys_ = 0;
  std::size_t lines_ = 0;
  std::vector<EntryId> entries_;
  const Caller ann_ = somebody("health-visiting", "hv-001", "practitioner", "Ann Archer");
  const Caller ben_ = somebody("health-visiting", "hv-002", "practitioner", "Ben Baker");
  const std::vector<Caller> callers_ = {ann_,
                                        ben_,
                                        somebody("health-visiting", "hv-lead", "manager", "Hal Hart"),
                                        somebody("social-care", "sw-001", "joint-team", "Sue Woods"),
                                        somebody("schools", "sc-001", "practitioner", "Tom Tutor"),
                                        somebody("camhs", "ca-001", "joint-team", "Cat Amhs")};
};

INSTANTIATE_TEST_SUITE_P(DrawnBySeed, WorkLists, ::testing::Range(1, 4));

TEST_P(WorkLists, HoldWhatTheEntriesSayAfterTheWholeAndEntryByEntry) {
  draw_district();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  expect_lists_hold();
  for (int i = 0; i < 60; ++i) something_happens();
  expect_lists_hold();
  expect_tables_hold();
  EXPECT_GT(lines_, 30U) << "lists of nothing prove nothing";
  store_.at("2024-06-05T09:00:00Z");  // nothing is appended, time goes on
  expect_lists_hold();
  ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  expect_lists_hold();
  store_.at("2024-06-28T09:00:00Z");  // what lapsed waits no more, though nobody worked it out anew
  expect_lists_hold();
}

}  // namespace
}  // namespace roundel::service
