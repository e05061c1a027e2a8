// The queue of uncertain links: which question first, and why.
#include <algorithm>
#include <cmath>

#include "service/linkage/link_questions.h"
#include "service/linkage/steward_parts.h"

namespace roundel::service {
namespace {

constexpr int page_size = 20;
// Where records contradict each other, the probability alone says too little.
constexpr double least_of_contradiction = 0.5;

struct Waiting {
  QueueItem item;
  PairRow pair;
  PersonId one, other;
  double order = 0;
  std::int64_t drawn = 0;  // its place among the links that chance drew; 0: not drawn
};

// 1 where nobody can tell, 0 where there is no doubt: the entropy of the probability, in bits.
double uncertainty(const PairRow& pair) {
  const double p = std::clamp(pair.probability, 1e-6, 1 - 1e-6);
  const double entropy = -p * std::log2(p) - (1 - p) * std::log2(1 - p);
  const bool contradiction =
      pair.pattern == "shared-nhs-number" || pair.pattern == "two-nhs-numbers" || pair.pattern == "kept-apart";
  return contradiction ? std::max(entropy, least_of_contradiction) : entropy;
}

std::optional<Date> born_of(const store::Cell& cell) {
  if (std::holds_alternative<store::Null>(cell)) return {};
  return Date(static_cast<std::int32_t>(store::number(cell)));
}

Harm harm_of(std::int64_t concerns, std::int64_t findings, const std::optional<Date>& born_a,
             const std::optional<Date>& born_b, Date today) {
  Harm harm;
  const auto add = [&](int weight, std::string reason) {
    harm.weight += weight;
    harm.reasons.push_back(std::move(reason));
  };
  if (concerns > 0) add(3, "a concern waits for a decision");
  const bool young = (born_a && born_a->plus_years(2) > today) || (born_b && born_b->plus_years(2) > today);
  if (young) add(2, "a child under two");
  if (findings > 0)
    add(static_cast<int>(std::min<std::int64_t>(findings, 4)),
        findings == 1 ? "1 finding" : fmt::format("{} findings", findings));
  return harm;
}

// Every question that waits, with what it takes to order it, in one pass over the table.
Result<std::vector<Waiting>> all_waiting(Desk::Parts& parts) {
  const auto judgements = all_judgements(parts);
  if (!judgements) return fail(judgements.error());
  std::map<SourcePair, const Judgement*> standing;
  for (const Judgement& judgement : *judgements)
    if (!judgement.undone_by) standing[{judgement.a, judgement.b}] = &judgement;

  const store::Cell cells[] = {parts.area.str()};
  const auto rows = parts.database->query(
      "SELECT q.id, q.a, q.b, q.pattern, q.likely, q.evidence, ma.person, mb.person, ka.name, kb.name, ka.born, "
      "kb.born, "
      "(SELECT COUNT(*) FROM concern c WHERE c.area = q.area AND c.person IN (ma.person, mb.person) AND c.decided IS "
      "NULL), "
      "(SELECT COUNT(*) FROM finding f WHERE f.area = q.area AND f.person IN (ma.person, mb.person)), "
      "COALESCE(d.place, 0) "
      "FROM link_pair q JOIN member ma ON ma.area = q.area AND ma.source = q.a "
      "JOIN member mb ON mb.area = q.area AND mb.source = q.b "
      "LEFT JOIN known_as ka ON ka.area = q.area AND ka.source = q.a "
      "LEFT JOIN known_as kb ON kb.area = q.area AND kb.source = q.b "
      "LEFT JOIN drawn_link d ON d.area = q.area AND d.pair = q.id "
      "WHERE q.area = ? AND q.pattern <> ''",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<Waiting> out;
  for (const auto& row : *rows) {
    Waiting one{.pair = pair_row_of(row), .one = PersonId(store::text(row[6])), .other = PersonId(store::text(row[7]))};
    const auto judged = standing.find({one.pair.a, one.pair.b});
    if (judged != standing.end() && judged->second->choice != LinkChoice::unsure) continue;
    const LinkPattern* pattern = link_pattern(one.pair.pattern);
    if (pattern == nullptr) continue;
    const auto name = [](const store::Cell& cell) {
      return std::holds_alternative<store::Null>(cell) || store::text(cell).empty() ? std::string("Name not known")
                                                                                    : store::text(cell);
    };
    const auto agency = [&](const SourceId& source) {
      return parts.standards.agency_name(AgencyId(source.value.substr(0, source.value.find('/'))));
    };
    one.item = {.pair = one.pair.id,
                .pattern = one.pair.pattern,
                .title = std::string(pattern->title),
                .name_a = name(row[8]),
                .name_b = name(row[9]),
                .agency_a = agency(one.pair.a),
                .agency_b = agency(one.pair.b),
                .together = one.one == one.other,
                .harm = harm_of(store::number(row[12]), store::number(row[13]), born_of(row[10]), born_of(row[11]),
                                parts.today()),
                .unsure = judged == standing.end() ? std::string() : judged->second->author};
    one.order = one.item.harm.weight * uncertainty(one.pair);
    one.drawn = store::number(row[14]);
    out.push_back(std::move(one));
  }
  // Whom somebody looked at in vain waits behind the others.
  std::sort(out.begin(), out.end(), [](const Waiting& x, const Waiting& y) {
    if (x.item.unsure.empty() != y.item.unsure.empty()) return x.item.unsure.empty();
    return x.order != y.order ? x.order > y.order : x.pair.id < y.pair.id;
  });
  return out;
}

// One that is two persons now was parted together with another pair: that decision answered it.
bool is_drawn_and_waits(const Waiting& one) { return one.drawn > 0 && one.item.unsure.empty() && one.item.together; }

bool has_a_reason(const Waiting& one) { return one.item.pattern != drawn_pattern; }

// Of the pattern alone; where it is empty, all but those that chance alone asks about. Drawn links come in the order in
// which they were drawn.
void keep_pattern(std::vector<Waiting>& waiting, const std::string& pattern) {
  if (pattern.empty()) {
    std::erase_if(waiting, [](const Waiting& one) { return !has_a_reason(one); });
    return;
  }
  if (pattern != drawn_pattern) {
    std::erase_if(waiting, [&](const Waiting& one) { return one.item.pattern != pattern; });
    return;
  }
  std::erase_if(waiting, [](const Waiting& one) { return !is_drawn_and_waits(one); });
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& x, const Waiting& y) { return x.drawn < y.drawn; });
}

}  // namespace

Result<std::optional<QueueItem>> first_waiting(Desk::Parts& parts, const std::string& pattern) {
  auto waiting = all_waiting(parts);
  if (!waiting) return fail(waiting.error());
  keep_pattern(*waiting, pattern);
  if (waiting->empty()) return std::optional<QueueItem>();
  return std::optional(waiting->front().item);
}

Result<LinkQueue> see_link_queue(Desk& desk, const Caller& caller, const QueueAsked& asked) {
  if (const auto done = enter(desk, caller, access::UseCase::see_link_queue); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  auto waiting = all_waiting(parts);
  if (!waiting) return fail(waiting.error());
  LinkQueue queue;
  const store::Cell cells[] = {parts.area.str()};
  const auto linked = parts.database->query("SELECT at, model FROM linked WHERE area = ?", cells);
  if (!linked) return fail(linked.error());
  if (!linked->empty()) {
    queue.linked = Timestamp(store::number(linked->front()[0]));
    queue.model = store::text(linked->front()[1]);
  }
  for (const LinkPattern& pattern : link_patterns()) {
    if (pattern.code == drawn_pattern) continue;
    const auto count = std::count_if(waiting->begin(), waiting->end(),
                                     [&](const Waiting& one) { return one.item.pattern == pattern.code; });
    if (count > 0)
      queue.patterns.push_back(
          {.code = std::string(pattern.code), .title = std::string(pattern.title), .waiting = static_cast<int>(count)});
  }
  std::stable_sort(queue.patterns.begin(), queue.patterns.end(),
                   [](const PatternCount& x, const PatternCount& y) { return x.waiting > y.waiting; });
  queue.all = static_cast<int>(std::count_if(waiting->begin(), waiting->end(), has_a_reason));
  queue.drawn = static_cast<int>(std::count_if(waiting->begin(), waiting->end(), is_drawn_and_waits));
  keep_pattern(*waiting, asked.pattern);
  queue.waiting = static_cast<int>(waiting->size());
  queue.pages = std::max(1, (queue.waiting + page_size - 1) / page_size);
  queue.page = std::clamp(asked.page, 1, queue.pages);
  const int from = (queue.page - 1) * page_size;
  for (int i = from; i < std::min(from + page_size, queue.waiting); ++i)
    queue.items.push_back(std::move((*waiting)[static_cast<std::size_t>(i)].item));
  return queue;
}

}  // namespace roundel::service
