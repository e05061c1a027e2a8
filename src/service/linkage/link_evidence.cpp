#include "service/linkage/link_evidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <numbers>

#include <fmt/format.h>

#include "core/document.h"
#include "core/text.h"
#include "identity/cluster.h"
#include "identity/explain.h"
#include "ledger/sha256.h"

namespace roundel::service {
namespace {

std::optional<double> as_number(std::string_view text) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

// "exact = 4.13 + 2.00"
std::optional<LinkTerm> read_term(std::string_view text) {
  const auto colon = text.find(": ");
  const auto equals = text.rfind(" = ");
  if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon) return {};
  const std::string_view sum = text.substr(equals + 3);
  const auto plus = sum.find(" + ");
  if (plus == std::string_view::npos) return {};
  const auto bits = as_number(sum.substr(0, plus));
  const auto frequency = as_number(sum.substr(plus + 3));
  if (!bits || !frequency) return {};
  return LinkTerm{.comparison = std::string(text.substr(0, colon)),
                  .level = std::string(text.substr(colon + 2, equals - colon - 2)),
                  .bits = *bits,
                  .frequency = *frequency};
}

}  // namespace

std::string evidence_text(const std::vector<LinkTerm>& terms) {
  std::string out;
  for (const LinkTerm& term : terms)
    out += fmt::format("{}{}: {} = {:.2f} + {:.2f}", out.empty() ? "" : "; ", term.comparison, term.level, term.bits,
                       term.frequency);
  return out;
}

std::vector<LinkTerm> read_evidence(std::string_view text) {
  std::vector<LinkTerm> out;
  while (!text.empty()) {
    const auto end = text.find("; ");
    if (auto term = read_term(text.substr(0, end))) out.push_back(std::move(*term));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  return out;
}

double probability_of(const std::vector<LinkTerm>& terms) {
  double bits = 0;
  for (const LinkTerm& term : terms) bits += term.total();
  return 1 / (1 + std::exp2(-bits));
}

struct LinkEvidence::State {
  std::shared_ptr<const identity::Model> model;
  identity::Table table;
  identity::Learned learned;

  identity::Scoring scoring() const {
    return {.model = model.get(), .table = &table, .parameters = &learned.parameters};
  }
};

Result<LinkEvidence> LinkEvidence::learn(const identity::Records& records, std::shared_ptr<const identity::Model> model,
                                         unsigned threads, const identity::Progress& progress) {
  if (const auto right = identity::check_run(records, *model, {}); !right) return fail(right.error());
  auto table = identity::Table::of(records, *model, std::max(1U, threads));
  auto learned = identity::learn_from(table, *model, std::max(1U, threads), progress);
  return LinkEvidence(std::make_unique<State>(
      State{.model = std::move(model), .table = std::move(table), .learned = std::move(learned)}));
}

LinkEvidence::LinkEvidence(std::unique_ptr<State> state) : state_(std::move(state)) {}
LinkEvidence::LinkEvidence(LinkEvidence&&) noexcept = default;
LinkEvidence& LinkEvidence::operator=(LinkEvidence&&) noexcept = default;
LinkEvidence::~LinkEvidence() = default;

std::vector<LinkTerm> LinkEvidence::terms(std::uint32_t a, std::uint32_t b) const {
  const identity::Scoring scoring = state_->scoring();
  const identity::RecordView first(state_->table, a);
  const identity::RecordView second(state_->table, b);
  const identity::Pattern pattern = identity::compare(*state_->model, first, second);
  const auto whole = identity::explain(scoring, pattern, first, second);
  std::vector<LinkTerm> out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    LinkTerm term{.comparison = whole[i].comparison, .level = whole[i].level, .bits = whole[i].bits, .frequency = 0};
    if (i < state_->model->comparisons.size()) {
      const identity::Pattern alone = identity::Pattern{identity::level_in(pattern, i)} << (4 * i);
      term.frequency = -identity::rarity(scoring, alone, first, second) / std::numbers::ln2;
      term.bits -= term.frequency;
    }
    out.push_back(std::move(term));
  }
  return out;
}

double LinkEvidence::probability(std::uint32_t a, std::uint32_t b) const {
  const identity::RecordView first(state_->table, a);
  const identity::RecordView second(state_->table, b);
  const auto pattern = identity::compare(*state_->model, first, second);
  return identity::probability(identity::log_odds(state_->scoring(), pattern, first, second));
}

Result<identity::Clusters> LinkEvidence::clusters(const identity::Given& given, unsigned threads) const {
  if (const auto right = identity::check_given(state_->table.rows(), *state_->model, given); !right)
    return fail(right.error());
  const identity::Decided decided(*state_->model, given);
  auto edges = identity::edges_from(state_->learned.compared, state_->scoring(), decided,
                                    identity::join_threshold(*state_->model), threads);
  return identity::clusters_from(state_->scoring(), std::move(edges), decided, threads);
}

std::vector<identity::Pair> LinkEvidence::pairs(double from) const {
  std::vector<identity::Pair> out;
  const identity::Scoring scoring = state_->scoring();
  const auto& compared = state_->learned.compared;
  for (const identity::ComparedPair& pair : compared.pairs) {
    const double likely = identity::probability(identity::log_odds(scoring, compared.patterns[pair.pattern].pattern,
                                                                   identity::RecordView(state_->table, pair.a),
                                                                   identity::RecordView(state_->table, pair.b)));
    if (likely >= from) out.push_back({.a = pair.a, .b = pair.b, .probability = likely});
  }
  std::sort(out.begin(), out.end(),
            [](const identity::Pair& x, const identity::Pair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return out;
}

Result<std::string> model_version(const std::string& model_path) {
  const auto model = read_file(model_path);
  if (!model) return fail(model.error());
  std::string all = *model;
  for (const char* names : {"nicknames.csv", "short-names.csv"})
    all += read_file(std::filesystem::path(model_path).replace_filename(names).string()).value_or("");
  return "model " + to_hex(bytes_of(sha256({all})).substr(0, 4));
}

}  // namespace roundel::service
