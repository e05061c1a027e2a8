#include "picture/genogram.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/text.h"
#include "picture/age.h"

namespace roundel {
namespace {

constexpr int shape_size = 44;
constexpr int cell_width = 116;  // a shape with its name under it
constexpr int row_height = 148;
constexpr int top_margin = 48;    // from the upper edge to the centre of the first row
constexpr int ring_gap = 18;      // between a shape and the outline of its household
constexpr int label_height = 44;  // name and caption under a shape, inside the outline

// One person of the drawing before they have a place.
struct Sitter {
  GenogramPerson drawn;
  int seat =
      0;  // order within the generation: who lives elsewhere, then the household, then those of whom it is not known
  std::vector<std::string> parents;
};

Shape shape_of(const std::string& sex) {
  const std::string word = lower(sex);
  if (word.starts_with("m")) return Shape::square;
  if (word.starts_with("f")) return Shape::circle;
  return Shape::diamond;
}

int generation_of(Relation relation) {
  if (relation == Relation::grandparent) return 0;
  return relation == Relation::sibling ? 2 : 1;
}

// Within each part of a row fathers sit beside mothers: a father elsewhere closes the left part, the mother opens the
// household, her partner follows.
int seat_of(const FamilyMember& member) {
  const auto rank = [&]() -> int {
    switch (member.relation) {
      case Relation::father:
        return member.residence == Residence::elsewhere ? 9 : 0;
      case Relation::mother:
        return 1;
      case Relation::parent:
        return 2;
      case Relation::partner:
        return 3;
      case Relation::step_parent:
        return 4;
      case Relation::ex_partner:
        return member.residence == Residence::elsewhere ? 8 : 5;
      default:
        return 6;
    }
  }();
  switch (member.residence) {
    case Residence::elsewhere:
      return rank;
    case Residence::resident:
      return 100 + rank;
    case Residence::unknown:
      return 200 + rank;
  }
  return rank;
}

std::string caption_of(const FamilyMember& member, Date on) {
  std::string caption(relation_name(member.relation));
  if (member.born && *member.born <= on) caption += ", " + age_in_words(*member.born, on);
  return caption;
}

Sitter sitter_of(const FamilyMember& member, Date on) {
  Sitter sitter;
  sitter.drawn = {.person = member.person,
                  .name = member.name,
                  .caption = caption_of(member, on),
                  .shape = shape_of(member.sex),
                  .generation = generation_of(member.relation),
                  .dashed = !member.known,
                  .resident = member.residence == Residence::resident};
  sitter.seat = seat_of(member);
  sitter.parents = member.parents;
  return sitter;
}

Sitter child_of(const Picture& picture) {
  Sitter child;
  child.drawn = {.person = picture.identity.person,
                 .name = picture.identity.name,
                 .caption = picture.identity.age,
                 .shape = shape_of(picture.identity.sex),
                 .generation = 2,
                 .focus = true,
                 .resident = true};
  child.seat = 100;
  for (const FamilyMember& member : picture.family)
    if (is_parent(member.relation)) child.parents.push_back(member.person.value);
  return child;
}

std::vector<Sitter> sitters_of(const Picture& picture) {
  std::vector<Sitter> sitters = {child_of(picture)};
  for (const FamilyMember& member : picture.family) sitters.push_back(sitter_of(member, picture.on));
  std::stable_sort(sitters.begin(), sitters.end(), [](const Sitter& a, const Sitter& b) {
    return std::tuple(a.drawn.generation, a.seat) < std::tuple(b.drawn.generation, b.seat);
  });
  return sitters;
}

// Gives everybody a place: a generation a row, or several rows where it does not fit into the width.
int seat(std::vector<Sitter>& sitters, int width) {
  const std::size_t fits = static_cast<std::size_t>(std::max(1, width / cell_width));
  int row = 0;
  for (std::size_t first = 0; first < sitters.size(); ++row) {
    std::size_t end = first;
    while (end < sitters.size() && end - first < fits &&
           sitters[end].drawn.generation == sitters[first].drawn.generation)
      ++end;
    const int count = static_cast<int>(end - first);
    for (std::size_t i = first; i < end; ++i) {
      const int at = static_cast<int>(i - first);
      sitters[i].drawn.row = row;
      sitters[i].drawn.centre = {width / 2 + (2 * at - count + 1) * cell_width / 2, top_margin + row * row_height};
    }
    first = end;
  }
  return row;
}

const GenogramPerson* find(const std::vector<Sitter>& sitters, const std::string& person) {
  for (const Sitter& sitter : sitters)
    if (!person.empty() && sitter.drawn.person.value == person) return &sitter.drawn;
  return nullptr;
}

std::vector<const GenogramPerson*> parents_of(const Sitter& child, const std::vector<Sitter>& sitters) {
  std::vector<const GenogramPerson*> parents;
  for (const std::string& id : child.parents)
    if (const GenogramPerson* parent = find(sitters, id)) parents.push_back(parent);
  std::sort(parents.begin(), parents.end(), [](const GenogramPerson* a, const GenogramPerson* b) {
    return std::tuple(a->row, a->centre.x) < std::tuple(b->row, b->centre.x);
  });
  return parents;
}

bool side_by_side(const GenogramPerson& a, const GenogramPerson& b) {
  return a.row == b.row && b.centre.x - a.centre.x == cell_width;
}

// The line between two people, edge to edge where they sit side by side, else in a bow over those between them.
std::vector<Point> couple_points(const GenogramPerson& a, const GenogramPerson& b) {
  constexpr int half = shape_size / 2;
  if (side_by_side(a, b)) return {{a.centre.x + half, a.centre.y}, {b.centre.x - half, b.centre.y}};
  const int above = std::min(a.centre.y, b.centre.y) - half - ring_gap / 2;
  return {{a.centre.x, a.centre.y - half}, {a.centre.x, above}, {b.centre.x, above}, {b.centre.x, b.centre.y - half}};
}

// `apart`: it is recorded that one of the two lives elsewhere.
LineKind couple_kind(const GenogramPerson& a, const GenogramPerson& b, bool apart) {
  if (a.resident && b.resident) return LineKind::couple;
  return apart ? LineKind::separated : LineKind::parents;
}

// From a parent, or from the middle between two who sit side by side, down to the child.
GenogramLine descent(Point from, const GenogramPerson& child) {
  const Point to{child.centre.x, child.centre.y - shape_size / 2};
  const int turn = to.y - ring_gap - shape_size / 4;
  if (from.x == to.x) return {LineKind::parent_child, {from, to}};
  return {LineKind::parent_child, {from, {from.x, turn}, {to.x, turn}, to}};
}

std::vector<GenogramLine> descents(const std::vector<const GenogramPerson*>& parents, const GenogramPerson& child) {
  std::vector<GenogramLine> lines;
  if (parents.size() == 2 && side_by_side(*parents[0], *parents[1])) {
    const Point middle{(parents[0]->centre.x + parents[1]->centre.x) / 2, parents[0]->centre.y};
    return {descent(middle, child)};
  }
  for (const GenogramPerson* parent : parents)
    lines.push_back(descent({parent->centre.x, parent->centre.y + shape_size / 2}, child));
  return lines;
}

// Outlines around those who live with the child: per run of rows that follow each other, down the right side and up the
// left. In a row the household sits together, so an outline never takes in a neighbour.
std::vector<GenogramLine> households(const std::vector<Sitter>& sitters) {
  std::map<int, std::pair<int, int>> spans;  // row → leftmost and rightmost centre
  std::map<int, int> heights;
  for (const Sitter& sitter : sitters) {
    if (!sitter.drawn.resident) continue;
    const int x = sitter.drawn.centre.x;
    const auto [span, first] = spans.try_emplace(sitter.drawn.row, x, x);
    span->second = {std::min(span->second.first, x), std::max(span->second.second, x)};
    heights[sitter.drawn.row] = sitter.drawn.centre.y;
  }
  std::vector<GenogramLine> out;
  constexpr int half = shape_size / 2 + ring_gap;
  for (auto first = spans.begin(); first != spans.end();) {
    auto end = std::next(first);
    while (end != spans.end() && end->first == std::prev(end)->first + 1) ++end;
    std::vector<Point> right;
    std::vector<Point> left;
    for (auto row = first; row != end; ++row) {
      const int y = heights[row->first];
      const int top = row == first ? y - half : y - row_height / 2 + label_height / 2;
      const int bottom = std::next(row) == end ? y + half + label_height : y + row_height / 2 + label_height / 2;
      right.insert(right.end(), {{row->second.second + half, top}, {row->second.second + half, bottom}});
      left.insert(left.end(), {{row->second.first - half, top}, {row->second.first - half, bottom}});
    }
    right.insert(right.end(), left.rbegin(), left.rend());
    out.push_back({LineKind::household, std::move(right)});
    first = end;
  }
  return out;
}

bool apart(const Picture& picture, const GenogramPerson& a, const GenogramPerson& b) {
  return std::any_of(picture.family.begin(), picture.family.end(), [&](const FamilyMember& member) {
    return (member.person == a.person || member.person == b.person) && member.residence == Residence::elsewhere;
  });
}

// Parents of the same child; and the mother, or the parent the child lives with, and a partner.
std::vector<GenogramLine> couples(const Picture& picture, const std::vector<Sitter>& sitters) {
  std::vector<GenogramLine> lines;
  std::set<std::pair<std::string, std::string>> drawn;
  const auto add = [&](const GenogramPerson& a, const GenogramPerson& b, std::optional<LineKind> kind) {
    if (!drawn.insert(std::minmax(a.person.value, b.person.value)).second) return;
    lines.push_back({kind.value_or(couple_kind(a, b, apart(picture, a, b))), couple_points(a, b)});
  };
  for (const Sitter& sitter : sitters)
    if (const auto parents = parents_of(sitter, sitters); parents.size() == 2) add(*parents[0], *parents[1], {});
  const GenogramPerson* parent = nullptr;
  for (const FamilyMember& member : picture.family)
    if (is_parent(member.relation) && !parent && member.residence != Residence::elsewhere)
      parent = find(sitters, member.person.value);
  for (const FamilyMember& member : picture.family) {
    const bool partner = member.relation == Relation::partner || member.relation == Relation::step_parent;
    const GenogramPerson* other = find(sitters, member.person.value);
    if (!parent || !other || !(partner || member.relation == Relation::ex_partner)) continue;
    const bool left_first = std::tuple(parent->row, parent->centre.x) < std::tuple(other->row, other->centre.x);
    const auto kind = partner ? std::nullopt : std::optional(LineKind::separated);
    left_first ? add(*parent, *other, kind) : add(*other, *parent, kind);
  }
  return lines;
}

}  // namespace

Genogram layout_genogram(const Picture& picture, int width) {
  std::vector<Sitter> sitters = sitters_of(picture);
  const int rows = seat(sitters, width);
  Genogram drawing{.width = width, .height = top_margin + rows * row_height, .size = shape_size};
  drawing.lines = households(sitters);
  for (GenogramLine& line : couples(picture, sitters)) drawing.lines.push_back(std::move(line));
  for (const Sitter& sitter : sitters)
    for (GenogramLine& line : descents(parents_of(sitter, sitters), sitter.drawn))
      drawing.lines.push_back(std::move(line));
  for (Sitter& sitter : sitters) drawing.people.push_back(std::move(sitter.drawn));
  return drawing;
}

}  // namespace roundel
