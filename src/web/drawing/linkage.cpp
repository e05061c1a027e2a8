#include "web/drawing/linkage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "web/drawing/drawing.h"

namespace roundel::web {
namespace {

// One bar: from where the sum stood before it to where it stands after.
struct WaterfallStep {
  std::string words;
  double from = 0, middle = 0, to = 0;  // the frequency's part lies between middle and to
  bool sum = false;
};

std::vector<WaterfallStep> steps_of(const service::Score& score) {
  std::vector<service::LinkTerm> terms = score.terms;
  // What was to be expected before any comparison comes first.
  std::stable_partition(terms.begin(), terms.end(),
                        [](const auto& term) { return term.comparison == "Before any comparison"; });
  std::vector<WaterfallStep> steps;
  double at = 0;
  for (const service::LinkTerm& term : terms) {
    if (std::abs(term.bits) < 0.005 && std::abs(term.frequency) < 0.005) continue;
    steps.push_back(
        {.words = term.comparison, .from = at, .middle = at + term.bits, .to = at + term.total(), .sum = false});
    at += term.total();
  }
  steps.push_back({.words = "All together", .from = 0, .middle = at, .to = at, .sum = true});
  return steps;
}

int scaled(double value, double least, double most, int left, int right) {
  const double share = (value - least) / std::max(most - least, 1e-9);
  return left + static_cast<int>(std::lround(share * (right - left)));
}

Html bar(int x1, int x2, int y, int height, std::string_view style) {
  return element("rect", {{"x", std::min(x1, x2)},
                          {"y", y},
                          {"width", std::max(1, std::abs(x2 - x1))},
                          {"height", height},
                          {"class", style}});
}

Html words_at(int x, int y, std::string_view anchor, std::string_view style, std::string_view words) {
  return element("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}, {"class", style}}, words);
}

std::string_view style_of_step(const WaterfallStep& step) {
  if (step.sum) return step.to >= 0 ? "fall-sum" : "fall-sum fall-sum--against";
  return step.middle >= step.from ? "fall-for" : "fall-against";
}

}  // namespace

std::string signed_bits(double bits) {
  const double shown = std::round(bits * 10) / 10;
  if (shown == 0) return "0.0";
  return fmt::format("{}{:.1f}", shown > 0 ? "+" : "\u2212", std::abs(shown));
}

Html draw_waterfall(const service::Score& score, int width) {
  const std::vector<WaterfallStep> steps = steps_of(score);
  double least = 0;
  double most = 0;
  for (const WaterfallStep& step : steps) {
    least = std::min({least, step.from, step.middle, step.to});
    most = std::max({most, step.from, step.middle, step.to});
  }
  const bool narrow = width < 500;
  const int left = narrow ? 8 : 190;
  const int right = width - 62;
  const int row = narrow ? 46 : 30;
  const int height = row * static_cast<int>(steps.size()) + 14;
  const auto x = [&](double value) { return scaled(value, least, most, left, right); };
  Html inside = svg_line(x(0), 4, x(0), height - 4, "fall-zero");
  int top = 6;
  for (const WaterfallStep& step : steps) {
    const int y = top + (narrow ? 20 : 5);
    inside += narrow ? words_at(left, top + 13, "start", "fall-words", step.words)
                     : words_at(left - 12, y + 14, "end", "fall-words", step.words);
    inside += bar(x(step.from), x(step.middle), y, 18, style_of_step(step));
    if (std::abs(step.to - step.middle) >= 0.005)
      inside += bar(x(step.middle), x(step.to), y + 4, 10, "fall-frequency");
    const double change = step.sum ? step.to : step.to - step.from;
    inside +=
        words_at(width - 4, y + 14, "end", step.sum ? "fall-bits fall-bits--sum" : "fall-bits", signed_bits(change));
    top += row;
  }
  return element("svg",
                 {{"class", "roundel-waterfall"},
                  {"viewBox", fmt::format("0 0 {} {}", width, height)},
                  {"role", "img"},
                  {"aria-label", "The score, term by term, in bits. The table below says the same."}},
                 inside);
}

Html draw_cluster(const service::ClusterPage& page) {
  constexpr int width = 420;
  constexpr int height = 300;
  const auto count = page.records.size();
  const auto at = [&](std::size_t i) {
    const double angle =
        -std::numbers::pi / 2 + 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
    return std::pair(width / 2 + static_cast<int>(std::lround(150 * std::cos(angle))),
                     height / 2 + static_cast<int>(std::lround(110 * std::sin(angle))));
  };
  Html inside;
  for (const service::ClusterEdge& edge : page.edges) {
    const auto [x1, y1] = at(edge.a);
    const auto [x2, y2] = at(edge.b);
    inside += svg_line(x1, y1, x2, y2, edge.weak ? "cluster-edge cluster-edge--weak" : "cluster-edge");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto [x, y] = at(i);
    inside += element("circle", {{"cx", x}, {"cy", y}, {"r", 17}, {"class", "cluster-record"}},
                      element("title", {}, page.records[i].agency));
    inside += words_at(x, y + 5, "middle", "cluster-number", std::to_string(i + 1));
  }
  return element("svg",
                 {{"class", "roundel-cluster"},
                  {"viewBox", fmt::format("0 0 {} {}", width, height)},
                  {"role", "img"},
                  {"aria-label", "The records and the links between them. The tables below say the same."}},
                 inside);
}

}  // namespace roundel::web
