#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "picture/genogram.h"
#include "picture/lanes.h"
#include "tests/picture/tiny_family.h"

namespace roundel {
namespace {

const Picture& shaws() {
  static const Picture picture = tiny::picture(R"(
    2024-01-01 gp identity.details child=ava | forename=Ava; surname=Shaw; sex=f; birth-date=2021-04-30
    2024-01-01 gp identity.details adult=zoe | forename=Zoe; surname=Khan; sex=f
    2024-01-01 gp identity.details adult=liam | forename=Liam; surname=Shaw; sex=m
    2024-01-01 gp family.relationship child=ava mother=zoe | resident=resident
    2024-01-01 gp family.relationship child=ava father=liam | resident=elsewhere
    2024-01-01 gp family.relationship child=ben mother=zoe | resident=resident
    2024-01-01 gp family.relationship child=ava partner=dean | resident=resident
    2024-01-01 gp family.relationship child=ava grandparent=gran | resident=elsewhere
    2024-01-01 schools family.unknown-adult child=ava | sex=m
  )");
  return picture;
}

const GenogramPerson& find(const Genogram& drawing, std::string_view name) {
  return *std::find_if(drawing.people.begin(), drawing.people.end(),
                       [&](const GenogramPerson& person) { return person.name == name; });
}

bool inside(const std::vector<Point>& outline, Point p) {
  bool in = false;
  for (std::size_t i = 0, k = outline.size() - 1; i < outline.size(); k = i++) {
    const Point& a = outline[i];
    const Point& b = outline[k];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

TEST(Genogram, DrawsGenerationsShapesAndWhoIsNotKnown) {
  const Genogram drawing = layout_genogram(shaws(), 980);
  ASSERT_EQ(drawing.people.size(), 7U);
  const GenogramPerson& ava = find(drawing, "Ava Shaw");
  EXPECT_TRUE(ava.focus);
  EXPECT_EQ(ava.shape, Shape::circle);
  EXPECT_EQ(find(drawing, "Liam Shaw").shape, Shape::square);
  EXPECT_LT(find(drawing, "Liam Shaw").centre.x, find(drawing, "Zoe Khan").centre.x);
  EXPECT_LT(find(drawing, "Zoe Khan").centre.y, ava.centre.y);
  EXPECT_TRUE(find(drawing, "Unknown adult male").dashed);
  EXPECT_EQ(find(drawing, "Zoe Khan").caption, "Mother");
  EXPECT_EQ(find(drawing, "Ava Shaw").caption, "3 years 2 months");
}

TEST(Genogram, LinesTellWhoIsApartAndWhoIsTogether) {
  const Genogram drawing = layout_genogram(shaws(), 980);
  const auto count = [&](LineKind kind) {
    return std::count_if(drawing.lines.begin(), drawing.lines.end(),
                         [&](const GenogramLine& line) { return line.kind == kind; });
  };
  EXPECT_EQ(count(LineKind::separated), 1) << "Liam and Zoe";
  EXPECT_EQ(count(LineKind::couple), 1) << "Zoe and Dean";
  EXPECT_EQ(count(LineKind::household), 1);
  EXPECT_EQ(count(LineKind::parent_child), 2) << "one from both parents to Ava, one from Zoe to Ben";
}

void household_holds_the_residents_alone(const Genogram& drawing) {
  for (const GenogramPerson& person : drawing.people) {
    const bool in = std::any_of(drawing.lines.begin(), drawing.lines.end(), [&](const GenogramLine& line) {
      return line.kind == LineKind::household && inside(line.points, person.centre);
    });
    EXPECT_EQ(in, person.resident) << person.name << " in a drawing " << drawing.width << " wide";
  }
}

void nobody_overlaps_or_falls_out(const Genogram& drawing) {
  for (const GenogramPerson& a : drawing.people) {
    EXPECT_GE(a.centre.x - drawing.size / 2, 0);
    EXPECT_LE(a.centre.x + drawing.size / 2, drawing.width);
    EXPECT_LE(a.centre.y + drawing.size / 2, drawing.height);
    for (const GenogramPerson& b : drawing.people) {
      const bool apart =
          std::abs(a.centre.x - b.centre.x) > drawing.size || std::abs(a.centre.y - b.centre.y) > drawing.size;
      EXPECT_TRUE(&a == &b || apart);
    }
  }
}

TEST(Genogram, TheHouseholdOutlineHoldsTheResidentsAloneOnWideAndNarrowPages) {
  for (const int width : {980, 350}) {
    const Genogram drawing = layout_genogram(shaws(), width);
    household_holds_the_residents_alone(drawing);
    nobody_overlaps_or_falls_out(drawing);
  }
}

TEST(Genogram, AChildAloneIsDrawnAlone) {
  const Genogram drawing = layout_genogram(tiny::picture(""), 350);
  ASSERT_EQ(drawing.people.size(), 1U);
  household_holds_the_residents_alone(drawing);
}

std::vector<ChronologyItem> items(const std::vector<int>& days_before) {
  std::vector<ChronologyItem> out;
  for (const int days : days_before) {
    ChronologyItem item;
    item.entry = EntryId("e" + std::to_string(out.size()));
    item.happened = Happened::on(Date::of(2024, 6, 30).plus_days(-days));
    item.title = "Something";
    item.lane = days % 2 == 0 ? "health" : "police";
    out.push_back(std::move(item));
  }
  return out;
}

TEST(Lanes, AMarkTellsOneEntryOrHowMany) {
  const Lanes lanes = layout_lanes(items({0, 400, 402}), Date::of(2024, 6, 30));
  ASSERT_EQ(lanes.lanes.size(), 1U);
  ASSERT_EQ(lanes.lanes[0].marks.size(), 2U);
  EXPECT_EQ(lanes.lanes[0].marks[0].label, "2 entries, 25 May 2023 to 27 May 2023");
  EXPECT_EQ(lanes.lanes[0].marks[1].label, "Something, 30 June 2024");
  EXPECT_FALSE(lanes.ticks.empty());
}

TEST(Lanes, AChildWithoutEntriesHasAnAxisAndNoLane) {
  const Lanes lanes = layout_lanes({}, Date::of(2024, 6, 30), {.width = 350});
  EXPECT_TRUE(lanes.lanes.empty());
  EXPECT_LT(lanes.from, lanes.to);
}

RC_GTEST_PROP(LanesProperty, EveryEntryHasOneMarkWithinTheDrawingAndLanesStaySmall, ()) {
  const auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6000));
  const int width = *rc::gen::element(350, 980);
  const int most = *rc::gen::inRange(1, 50);
  const Lanes lanes = layout_lanes(items(days), Date::of(2024, 6, 30), {.width = width, .most_marks = most});
  std::size_t entries = 0;
  for (const Lane& lane : lanes.lanes) {
    RC_ASSERT(lane.marks.size() <= static_cast<std::size_t>(most));
    RC_ASSERT(lane.y < lanes.height);
    for (std::size_t i = 0; i < lane.marks.size(); ++i) {
      RC_ASSERT(lane.marks[i].x >= lanes.left && lane.marks[i].x <= width);
      if (i > 0) RC_ASSERT(lane.marks[i - 1].x < lane.marks[i].x);
      entries += lane.marks[i].entries.size();
    }
  }
  RC_ASSERT(entries == days.size());
  for (std::size_t i = 1; i < lanes.ticks.size(); ++i) RC_ASSERT(lanes.ticks[i - 1].x < lanes.ticks[i].x);
}

}  // namespace
}  // namespace roundel
