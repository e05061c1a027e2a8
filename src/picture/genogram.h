// The family as a drawing: shapes, places and lines as values, so that whoever draws it only draws.
// Units are pixels of a drawing `width` wide; y grows downwards.
#pragma once

#include <string>
#include <vector>

#include "picture/picture.h"

namespace roundel {

struct Point {
  int x = 0;
  int y = 0;
  bool operator==(const Point&) const = default;
};

enum class Shape { square, circle, diamond };  // male, female, sex not known

struct GenogramPerson {
  PersonId person;  // empty for an unknown adult
  std::string name;
  std::string caption;  // "Mother, 24 years"
  Shape shape = Shape::diamond;
  Point centre;
  int row = 0;          // rows from the top; a generation may need several where the drawing is narrow
  int generation = 1;   // 0 grandparents, 1 parents and other adults, 2 the child and siblings
  bool focus = false;   // the child that the picture is about
  bool dashed = false;  // seen or named, not known
  bool resident = false;
};

enum class LineKind {
  couple,     // both live with the child
  separated,  // one of the two parents lives elsewhere
  parents,    // parents together of a child; whether they live together is not known
  parent_child,
  household,  // closed outline around those who live together
};
struct GenogramLine {
  LineKind kind = LineKind::parent_child;
  std::vector<Point> points;  // household: the first point is not repeated at the end
};

struct Genogram {
  int width = 0;
  int height = 0;
  int size = 0;                        // of a shape: side of a square, diameter of a circle
  std::vector<GenogramPerson> people;  // by row, left to right
  std::vector<GenogramLine> lines;     // household outlines first, so that they lie underneath
};

// Precondition: width at least 200.
Genogram layout_genogram(const Picture& picture, int width);

}  // namespace roundel
