#include "identity/learned_file.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>

#include <fmt/format.h>

#include "core/document.h"

namespace roundel::identity {
namespace {

constexpr const char* kind_names[pair_kinds] = {"same", "stranger", "twin", "namesake", "kin", "neighbour"};

// Without level 0, which has no share.
std::string numbers_of(const std::vector<double>& shares) {
  std::string out = "[";
  for (std::size_t level = 1; level < shares.size(); ++level)
    out += fmt::format("{}{:.9e}", level > 1 ? ", " : "", shares[level]);
  return out + "]";
}

std::vector<std::string> titles_of(const Comparison& comparison) {
  std::vector<std::string> titles;
  for (const Level& level : comparison.levels) titles.push_back(level.title);
  titles.emplace_back("different");
  return titles;
}

Result<double> real_at(const Node& table, std::string_view key) {
  const auto node = table.need(key);
  if (!node) return fail(node.error());
  auto number = (*node)->real();
  if (number && !(*number >= 0 && std::isfinite(*number)))
    return fail((*node)->wrong("not a count of pairs", "a number from 0"));
  return number;
}

Result<std::vector<double>> shares_at(const Node& table, std::string_view key, std::size_t levels) {
  const auto node = table.need(key);
  if (!node) return fail(node.error());
  std::vector<double> shares = {0};
  for (const Node* item : table.each(key)) {
    const auto share = item->real();
    if (!share) return fail(share.error());
    if (!(*share >= 0 && *share <= 1)) return fail(item->wrong("not a share", "a number from 0 to 1"));
    shares.push_back(*share);
  }
  if (shares.size() != levels)
    return fail(
        (*node)->wrong(fmt::format("{} shares", shares.size() - 1), fmt::format("{}, one a level", levels - 1)));
  return shares;
}

Done read_comparison(const Node& node, const Comparison& comparison, Parameters& parameters) {
  const auto title = node.need_text("title");
  if (!title) return fail(title.error());
  std::vector<std::string> levels;
  if (const Node* found = node.find("levels")) {
    auto texts = found->texts();
    if (!texts) return fail(texts.error());
    levels = std::move(*texts);
  }
  if (*title != comparison.title || levels != titles_of(comparison))
    return fail(node.wrong("learned for other comparisons than the model's",
                           fmt::format("'{}' with the model's levels", comparison.title)));
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    auto shares = shares_at(node, kind_names[k], levels_of(comparison));
    if (!shares) return fail(shares.error());
    parameters.agreement[k].push_back(std::move(*shares));
  }
  auto chance = shares_at(node, "by-chance", levels_of(comparison));
  if (!chance) return fail(chance.error());
  parameters.by_chance.push_back(std::move(*chance));
  return {};
}

}  // namespace

std::string learned_text(const Parameters& parameters, const Model& model) {
  std::string out = "about = \"What a linkage run learned: how often each level is seen among pairs of each kind.\"\n";
  out += fmt::format("records = {:.1f}\n\n[pairs]\n", parameters.records);
  for (std::size_t k = 0; k < pair_kinds; ++k) out += fmt::format("{} = {:.6e}\n", kind_names[k], parameters.pairs[k]);
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    out += "\n[[compare]]\ntitle = " + quoted(model.comparisons[c].title) + "\nlevels = [";
    const auto titles = titles_of(model.comparisons[c]);
    for (std::size_t i = 0; i < titles.size(); ++i) out += (i > 0 ? ", " : "") + quoted(titles[i]);
    out += "]\n";
    for (std::size_t k = 0; k < pair_kinds; ++k)
      out += fmt::format("{} = {}\n", kind_names[k], numbers_of(parameters.agreement[k][c]));
    out += fmt::format("by-chance = {}\n", numbers_of(parameters.by_chance[c]));
  }
  return out;
}

Result<Parameters> read_learned(const Node& file, const Model& model) {
  if (const auto known = file.only({"about", "records", "pairs", "compare"}); !known) return fail(known.error());
  Parameters parameters;
  const auto records = real_at(file, "records");
  if (!records) return fail(records.error());
  parameters.records = *records;
  const auto pairs = file.need("pairs");
  if (!pairs) return fail(pairs.error());
  for (std::size_t k = 0; k < pair_kinds; ++k) {
    const auto count = real_at(**pairs, kind_names[k]);
    if (!count) return fail(count.error());
    parameters.pairs[k] = *count;
  }
  const auto comparisons = file.each("compare");
  if (comparisons.size() != model.comparisons.size())
    return fail(file.wrong(fmt::format("learned for {} comparisons", comparisons.size()),
                           fmt::format("the model's {}", model.comparisons.size())));
  for (std::size_t c = 0; c < comparisons.size(); ++c)
    if (const auto done = read_comparison(*comparisons[c], model.comparisons[c], parameters); !done)
      return fail(done.error());
  parameters.prepare();
  return parameters;
}

std::string learned_difference(const Parameters& before, const Parameters& after, const Model& model) {
  std::string out = fmt::format("{:24} {:24} {:>9} {:>9} {:>9}\n", "comparison", "level", "before", "after", "apart");
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const auto titles = titles_of(model.comparisons[c]);
    for (std::size_t level = 1; level < levels_of(model.comparisons[c]); ++level) {
      const double x = before.weight(c, level) / std::numbers::ln2;
      const double y = after.weight(c, level) / std::numbers::ln2;
      out += fmt::format("{:24} {:24} {:9.2f} {:9.2f} {:9.2f}\n", model.comparisons[c].title, titles[level - 1], x, y,
                         y - x);
    }
  }
  const auto prior = [](const Parameters& p) {
    return std::log2(std::max(p.pairs[0], 1e-9) / std::max(p.pairs[1], 1e-9));
  };
  out += fmt::format("{:24} {:24} {:9.2f} {:9.2f} {:9.2f}\n", "before any comparison", "one person", prior(before),
                     prior(after), prior(after) - prior(before));
  return out;
}

Result<std::shared_ptr<const Parameters>> load_learned(const std::string& path, const Model& model) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  auto parameters = read_learned(*file, model);
  if (!parameters) return fail(parameters.error());
  return std::make_shared<const Parameters>(std::move(*parameters));
}

Done save_learned(const Parameters& parameters, const Model& model, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << learned_text(parameters, model);
  out.close();
  if (!out)
    return fail(Fault::bad_input, "the file cannot be written", "a folder that exists and may be written",
                Place{.file = path});
  return {};
}

std::string compare_learned(const Parameters& before, const Parameters& after, const Model& model) {
  return learned_difference(before, after, model);
}

}  // namespace roundel::identity
