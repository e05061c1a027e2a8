#include "service/linkage/judgements.h"

#include <algorithm>
#include <array>

#include "ledger/sha256.h"

namespace roundel::service {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> choices = {{
    {"same", "One person"},
    {"different", "Two people"},
    {"unsure", "Cannot tell"},
    {"undone", "Taken back"},
}};

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

}  // namespace roundel::service
