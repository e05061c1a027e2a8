#include "simulation/judging.h"

#include <cmath>
#include <optional>

#include "simulation/random.h"

namespace roundel::simulation {
namespace {

// FNV-1a: the same with every library.
std::uint64_t number_of(std::string_view text) {
  std::uint64_t out = 0xcbf29ce484222325ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return out;
}

std::uint64_t number_of(const Judge& who) { return mixed(number_of(who.agency), number_of(who.practitioner)); }

// Twelve draws of nought to one, less six: near enough to normal, with a standard deviation of one.
double normal(Random& random) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += random.unit();
  return sum;
}

// The first error of many readings is kept; what could not be read is nought.
struct Reading {
  const Node& file;
  std::optional<Error> wrong;

  double real(const char* key) {
    const auto node = file.need(key);
    const auto value = node ? (*node)->real() : Result<double>(fail(node.error()));
    if (!value && !wrong) wrong = value.error();
    return value.value_or(0);
  }
};

}  // namespace

Result<std::vector<Judging::Named>> Judging::numbers(const Node& file, const char* table) {
  const auto node = file.need(table);
  if (!node) return fail(node.error());
  std::vector<Named> out;
  const Node::Table* rows = (*node)->table();
  if (rows == nullptr) return fail((*node)->wrong("this is not a table", "name = number"));
  for (const auto& [name, value] : *rows) {
    const auto number = value.real();
    if (!number) return fail(number.error());
    out.push_back({name, *number});
  }
  return out;
}

double Judging::of(const std::vector<Named>& list, std::string_view name) {
  for (const Named& one : list)
    if (one.name == name) return one.value;
  return 0;
}

Result<Judging> Judging::read(const std::string& folder, std::uint64_t seed) {
  const auto file = read_document(folder + "/judging.toml");
  if (!file) return fail(file.error());
  Judging out;
  out.seed_ = seed;
  for (const Node* node : file->each("thresholds")) {
    const auto value = node->real();
    if (!value) return fail(value.error());
    if (!out.thresholds_.empty() && *value <= out.thresholds_.back())
      return fail(node->wrong("the thresholds do not rise", "each above the one before"));
    out.thresholds_.push_back(*value);
  }
  Reading reading{*file, {}};
  out.agency_spread_ = reading.real("agency-spread");
  out.person_spread_ = reading.real("person-spread");
  out.begins_ = reading.real("begins");
  out.suggested_ = reading.real("suggested");
  out.development_ = reading.real("development");
  out.parenting_ = reading.real("parenting");
  out.family_ = reading.real("family");
  out.protective_ = reading.real("protective");
  out.sure_ = reading.real("sure");
  out.fairly_ = reading.real("fairly");
  if (reading.wrong) return fail(*reading.wrong);
  for (const Node* node : file->each("reasons")) {
    auto texts = node->texts();
    if (!texts) return fail(texts.error());
    if (texts->empty()) return fail(node->wrong("a level without a reason", "one or more"));
    out.reasons_.push_back(std::move(*texts));
  }
  if (out.thresholds_.empty() || out.reasons_.size() != out.thresholds_.size() + 1)
    return fail(file->wrong("there are not as many lists of reasons as levels", "one more than thresholds"));
  auto severities = numbers(*file, "severity");
  if (!severities) return fail(severities.error());
  out.severities_ = std::move(*severities);
  auto vignettes = numbers(*file, "vignettes");
  if (!vignettes) return fail(vignettes.error());
  out.vignettes_ = std::move(*vignettes);
  return out;
}

double Judging::severity(std::string_view profession) const { return of(severities_, profession); }

double Judging::stands(const Judge& who) const {
  Random of_agency(mixed(seed_, number_of(who.agency), 1));
  Random of_person(mixed(seed_, number_of(who), 2));
  return severity(who.profession) + agency_spread_ * normal(of_agency) + person_spread_ * normal(of_person);
}

int Judging::drawn(double need, std::uint64_t of) const {
  const double u = Random(mixed(seed_, of, 3)).unit();
  int level = 1;
  for (const double threshold : thresholds_)
    if (u > 1 / (1 + std::exp(need - threshold))) ++level;
  return level;
}

int Judging::of_vignette(const Judge& who, std::string_view vignette) const {
  return drawn(of(vignettes_, vignette) + stands(who), mixed(number_of(who), number_of(vignette)));
}

int Judging::of_child(const Judge& who, std::string_view child, const InFront& in_front) const {
  const double need = begins_ + suggested_ * in_front.suggested + development_ * in_front.development +
                      parenting_ * in_front.parenting + family_ * in_front.family + protective_ * in_front.protective +
                      stands(who);
  return drawn(need, mixed(number_of(who), number_of(child)));
}

std::string_view Judging::sureness(const Judge& who, std::string_view vignette) const {
  const double u = Random(mixed(seed_, mixed(number_of(who), number_of(vignette)), 4)).unit();
  if (u < sure_) return "sure";
  return u < sure_ + fairly_ ? "fairly" : "unsure";
}

const std::string& Judging::reason(const Judge& who, std::string_view child, int level) const {
  Random random(mixed(seed_, mixed(number_of(who), number_of(child)), 5));
  return random.pick(reasons_.at(static_cast<std::size_t>(level) - 1));
}

}  // namespace roundel::simulation
