// Police told four times of two children: once it was answered, twice nothing further followed, and once it came back.
#include "response/loop.h"

#include <gtest/gtest.h>

#include "standards/standards.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

Standards with_rule() {
  Standards standards = *load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", "northern-city");
  return standards;
}

std::vector<LoopRow> loop_of(std::string_view text, Date from, Date on) {
  static const Standards standards = with_rule();
  LoopFold fold(standards);
  std::vector<Entry> entries = tiny::entries(text);
  for (Entry& entry : entries) {
    entry.sharing = "joint";
    fold.add(entry);
  }
  const auto person_of = [](const SourceId& source) {
    return PersonId(source.value.substr(source.value.find('/') + 1));
  };
  return count_loop(fold.finish(person_of), standards, from, on);
}

const LoopRow* row_of(const std::vector<LoopRow>& rows, SentBy way, std::string_view source) {
  for (const LoopRow& row : rows)
    if (row.key.way == way && row.key.source == source) return &row;
  return nullptr;
}

constexpr std::string_view four_times = R"(
  2024-01-10 city-police:po police.missing#one child=ava
  2024-01-11 social-care:sw response.decided child=ava | concern=one; choice=no-further-action; reason=x
  2024-05-01 city-police:po police.missing#two child=ava
  2024-05-02 social-care:sw response.decided child=ava | concern=two; choice=assessment; reason=x
  2024-02-01 city-police:po police.missing#three child=ben
  2024-02-03 social-care:sw social-care.contact child=ben | source=6; outcome=information-only
  2024-06-01 city-police:po police.missing#four child=cal
)";

TEST(Loop, GoesFromWhatWasSentToWhatCameBack) {
  const auto rows = loop_of(four_times, Date::of(2024, 1, 1), Date::of(2024, 12, 31));
  const LoopRow* police = row_of(rows, SentBy::feed, "city-police");
  ASSERT_NE(police, nullptr);
  EXPECT_EQ(police->what, "Missing episode");
  EXPECT_EQ(police->sent, 4);
  EXPECT_EQ(police->repeats, 1) << "Ava's second";
  EXPECT_EQ(police->waiting, 1) << "Cal";
  EXPECT_EQ(police->helped, 1);
  EXPECT_EQ(police->nothing, 2) << "Ava's first, and Ben by the feed of social care";
  EXPECT_EQ(police->came_back, 1);
  EXPECT_EQ(police->then_helped, 1);
  EXPECT_EQ(police->then_nothing, 0);
  EXPECT_EQ(police->too_early, 1) << "Ben's twelve months are not over";
  EXPECT_EQ(police->stayed_away, 0);
  const LoopRow* desk = row_of(rows, SentBy::duty_desk, "6");
  ASSERT_NE(desk, nullptr);
  EXPECT_EQ(desk->sent, 1);
}

TEST(Loop, StaysOpenUntilItsDayAndCountsOnlyThePeriod) {
  const auto before = loop_of(four_times, Date::of(2024, 1, 1), Date::of(2024, 3, 1));
  EXPECT_EQ(row_of(before, SentBy::feed, "city-police")->came_back, 0);
  EXPECT_EQ(row_of(before, SentBy::feed, "city-police")->too_early, 2);
  const auto after = loop_of(four_times, Date::of(2024, 1, 1), Date::of(2025, 6, 1));
  EXPECT_EQ(row_of(after, SentBy::feed, "city-police")->stayed_away, 1) << "Ben";
  const auto later = loop_of(four_times, Date::of(2024, 5, 1), Date::of(2024, 12, 31));
  EXPECT_EQ(row_of(later, SentBy::feed, "city-police")->sent, 2);
  EXPECT_EQ(row_of(later, SentBy::feed, "city-police")->repeats, 1)
      << "what was before the period still makes a repeat";
}

TEST(Loop, DoesNotTakeTheSameEventToldAgainForComingBack) {
  const auto rows = loop_of(R"(
    2024-01-10 schools:t concern.raised#one child=ava | worry=Hungry
    2024-01-11 social-care:sw response.decided child=ava | concern=one; choice=no-further-action; reason=x
    2024-01-20 city-police:po police.missing#two child=ava
  )",
                            Date::of(2024, 1, 1), Date::of(2025, 6, 1));
  EXPECT_EQ(row_of(rows, SentBy::form, "schools")->came_back, 0);
  EXPECT_EQ(row_of(rows, SentBy::form, "schools")->stayed_away, 1);
}

TEST(Loop, WithholdsWhatIsSmallAndWhatWouldGiveItAway) {
  LoopRow row;
  row.sent = 40;
  row.repeats = 12;
  row.waiting = 3;
  row.helped = 20;
  row.nothing = 17;
  row.came_back = 9;
  row.stayed_away = 8;
  row.too_early = 0;
  row.then_helped = 4;
  row.then_nothing = 5;
  const LoopRow told = published({row}).front();
  EXPECT_EQ(told.sent, 40);
  EXPECT_FALSE(told.waiting);
  EXPECT_FALSE(told.nothing) << "or three could be had by taking the others from forty";
  EXPECT_EQ(told.helped, 20);
  EXPECT_FALSE(told.came_back) << "nothing below a count that is withheld";
  EXPECT_FALSE(told.then_nothing);
  row.waiting = 0;
  row.nothing = 20;
  row.came_back = 17;
  row.stayed_away = 2;
  row.too_early = 1;
  EXPECT_FALSE(published({row}).front().came_back) << "or three together could be had";
  EXPECT_EQ(published({row}).front().nothing, 20);
  row.came_back = 12;
  row.stayed_away = 4;
  row.too_early = 4;
  EXPECT_EQ(published({row}).front().came_back, 12) << "eight together are not few";
  row.sent = 4;
  EXPECT_FALSE(published({row}).front().repeats);
}

}  // namespace
}  // namespace roundel
