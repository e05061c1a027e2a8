#include "service/judgements.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "ledger/sha256.h"

namespace roundel::service {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> choices = {{
    {"same", "One person"},
    {"different", "Two people"},
    {"unsure", "Cannot tell"},
    {"undone", "Taken back"},
}};

// Sets of rows that grow together, kept apart where a steward said so.
class HeldApart {
 public:
  HeldApart(std::size_t rows, const Held& held) : parent_(rows), held_(held) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  void join(std::uint32_t x, std::uint32_t y) {
    const std::uint32_t a = find(x);
    const std::uint32_t b = find(y);
    if (a == b) return;
    for (const auto& [one, other] : held_.different) {
      const std::uint32_t p = find(one);
      const std::uint32_t q = find(other);
      if ((p == a && q == b) || (p == b && q == a)) return;
    }
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
  const Held& held_;
};

}  // namespace

std::string_view word(LinkChoice choice) { return choices[static_cast<std::size_t>(choice)].first; }
std::string_view in_words(LinkChoice choice) { return choices[static_cast<std::size_t>(choice)].second; }

Result<LinkChoice> parse_link_choice(std::string_view text) {
  for (const LinkChoice choice : {LinkChoice::same, LinkChoice::different, LinkChoice::unsure})
    if (word(choice) == text) return choice;
  return fail(Fault::bad_input, "this is no judgement about two records", "same, different or unsure",
              {.field = "choice"});
}

SourcePair pair_of(const SourceId& a, const SourceId& b) { return a < b ? SourcePair{a, b} : SourcePair{b, a}; }

std::string pair_id(const SourceId& a, const SourceId& b) {
  const auto [first, second] = pair_of(a, b);
  return "l" + to_hex(bytes_of(sha256({"roundel pair ", first.value, " ", second.value})).substr(0, 12));
}

void Judgements::apply(const Entry& entry) {
  if (entry.kind.str() != "identity.judged") return;
  ++entries_;
  if (const std::string undoes = entry.text_of("undoes"); !undoes.empty()) {
    if (const auto known = at_.find(EntryId(undoes)); known != at_.end()) all_[known->second].undone_by = entry.id;
    return;
  }
  const auto choice = parse_link_choice(entry.text_of("choice"));
  if (!choice) return;
  std::vector<SourceId> compared, with_first, with_second;
  for (const About& about : entry.about) {
    const std::string& role = about.role.str();
    (role == "compared" ? compared : role == "with-first" ? with_first : with_second).push_back(about.source);
  }
  if (compared.size() != 2) return;
  if (compared[1] < compared[0]) {
    std::swap(compared[0], compared[1]);
    std::swap(with_first, with_second);
  }
  const SourceId& a = compared[0];
  const SourceId& b = compared[1];
  Judgement judgement{.entry = entry.id,
                      .sequence = entry.sequence,
                      .a = a,
                      .b = b,
                      .with_a = with_first,
                      .with_b = with_second,
                      .choice = *choice,
                      .author = entry.text_of("author"),
                      .reason = entry.text_of("reason"),
                      .at = entry.recorded,
                      .together = false,
                      .probability = {},
                      .evidence = entry.text_of("evidence"),
                      .undone_by = {}};
  if (const Value* together = entry.value("together"))
    if (const bool* flag = std::get_if<bool>(together)) judgement.together = *flag;
  if (const Value* value = entry.value("probability")) {
    if (const double* number = std::get_if<double>(value)) judgement.probability = *number;
    if (const auto* whole = std::get_if<std::int64_t>(value)) judgement.probability = static_cast<double>(*whole);
  }
  at_.emplace(entry.id, all_.size());
  of_pair_[{a, b}].push_back(all_.size());
  all_.push_back(std::move(judgement));
}

const Judgement* Judgements::find(const EntryId& entry) const {
  const auto known = at_.find(entry);
  return known == at_.end() ? nullptr : &all_[known->second];
}

const Judgement* Judgements::standing(const SourceId& a, const SourceId& b) const {
  const auto of = of_pair_.find(pair_of(a, b));
  if (of == of_pair_.end()) return nullptr;
  for (auto at = of->second.rbegin(); at != of->second.rend(); ++at)
    if (!all_[*at].undone_by) return &all_[*at];
  return nullptr;
}

std::vector<SourcePair> Judgements::pairs(LinkChoice choice) const {
  std::vector<SourcePair> out;
  for (const auto& [pair, ignored] : of_pair_) {
    const Judgement* last = standing(pair.first, pair.second);
    if (last == nullptr || last->choice != choice) continue;
    std::vector<SourceId> first = last->with_a;
    std::vector<SourceId> second = last->with_b;
    first.push_back(last->a);
    second.push_back(last->b);
    for (const SourceId& one : first)
      for (const SourceId& other : second) out.push_back(pair_of(one, other));
  }
  return out;
}

std::vector<std::uint32_t> hold_to_judgements(const std::vector<std::uint32_t>& of,
                                              std::span<const identity::Pair> edges, const Held& held) {
  if (held.same.empty() && held.different.empty()) return of;
  std::set<std::uint32_t> judged;  // clusters
  for (const auto* pairs : {&held.same, &held.different})
    for (const auto& [a, b] : *pairs) judged.insert({of[a], of[b]});

  HeldApart sets(of.size(), held);
  for (const auto& [a, b] : held.same) sets.join(a, b);
  std::vector<identity::Pair> within;
  for (const identity::Pair& edge : edges)
    if (judged.contains(of[edge.a])) within.push_back(edge);
  std::stable_sort(within.begin(), within.end(),
                   [](const identity::Pair& x, const identity::Pair& y) { return x.probability > y.probability; });
  for (const identity::Pair& edge : within) sets.join(edge.a, edge.b);

  // Clusters that nobody judged keep the engine's number; the others have the number of their set.
  std::map<std::pair<bool, std::uint32_t>, std::uint32_t> numbers;
  std::vector<std::uint32_t> out;
  out.reserve(of.size());
  for (std::uint32_t row = 0; row < of.size(); ++row) {
    const bool changed = judged.contains(of[row]);
    const std::pair key{changed, changed ? sets.find(row) : of[row]};
    out.push_back(numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return out;
}

}  // namespace roundel::service
