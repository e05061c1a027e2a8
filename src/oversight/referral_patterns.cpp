#include "oversight/referral_patterns.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "picture/subjects.h"

namespace roundel::oversight {
namespace {

// What follows a referral in the feed of children's social care and shows what was decided about it.
struct Follows {
  std::string_view kind;
  std::string_view choice;
};
constexpr std::array follows = {
    Follows{"social-care.assessment-started", "assessment"},
    Follows{"social-care.strategy-discussion", "strategy-discussion"},
    Follows{"social-care.section-47-enquiry", "section-47-enquiry"},
    Follows{"early-help.episode-started", "early-help"},
    Follows{"social-care.case-closed", "closed"},
};

bool is_yes(const Value* value) {
  return value != nullptr && std::holds_alternative<bool>(*value) && std::get<bool>(*value);
}

void add_to(Count& count, std::int64_t more = 1) { count = count.value_or(0) + more; }

void add_row(PassedOn& total, const PassedOn& row) {
  add_to(total.passed_on, row.passed_on.value_or(0));
  add_to(total.decided, row.decided.value_or(0));
  add_to(total.repeats, row.repeats.value_or(0));
  for (const auto& [choice, count] : row.choices) add_to(total.choices[choice], count.value_or(0));
  for (const auto& [days, count] : row.working_days.counts) total.working_days.counts[days] += count;
}

}  // namespace

void ReferralPatterns::add(const Entry& entry, Numbers<SourceId>& sources) {
  const std::string& kind = entry.kind.value;
  const Passed blank{
      .child = 0, .day = day_of(entry), .entry = mark_of(entry.id), .from = 0, .choice = 0, .channel = {}};
  const auto pass = [&](Channel channel, const std::string& from, const std::string& choice) {
    for (const SourceId& child : children_of(entry, standards_.vocabulary)) {
      Passed passed = blank;
      passed.child = sources.of(child);
      passed.channel = channel;
      passed.from = word(from);
      passed.choice = word(choice);
      passed_.push_back(passed);
    }
  };
  const auto decide = [&](Mark concern, const std::string& choice) {
    for (const SourceId& child : children_of(entry, standards_.vocabulary))
      decided_.push_back({sources.of(child), blank.day, blank.entry, concern, word(choice)});
  };
  if (kind == "concern.raised") return pass(Channel::concern, entry.agency.value, "");
  if (kind == "social-care.contact") return pass(Channel::contact, entry.text_of("source"), entry.text_of("outcome"));
  if (kind == "social-care.referral")
    return pass(Channel::referral, entry.text_of("source"),
                is_yes(entry.value("no-further-action")) ? "no-further-action" : "");
  if (kind == "response.decided") return decide(mark_of(EntryId(entry.text_of("concern"))), entry.text_of("choice"));
  for (const Follows& each : follows)
    if (kind == each.kind) return decide(0, std::string(each.choice));
}

void ReferralPatterns::count(PassedOn& row, const Passed& passed, const Decided* decided, bool repeat) const {
  add_to(row.passed_on);
  if (repeat) add_to(row.repeats);
  if (passed.choice == 0 && decided == nullptr) return;
  add_to(row.decided);
  add_to(row.choices[names_.name(decided != nullptr ? decided->choice : passed.choice)]);
  if (decided == nullptr || !standards_.working_days) return;
  if (const auto days = standards_.working_days->days_between(passed.day, decided->day))
    ++row.working_days.counts[*days];
}

std::vector<PassedOn> ReferralPatterns::finish(const People& people, const OversightAsked& asked) const {
  const auto person = [&](const auto& item) { return people.person[item.child]; };
  std::vector<Passed> passed;
  for (const Passed& each : passed_)
    if (each.day <= asked.on && people.counts(each.entry)) passed.push_back(each);
  // One person may be named by two source records of one entry: once is enough.
  const auto order = [&](const Passed& p) { return std::tuple(person(p), p.channel, p.day, p.entry); };
  std::sort(passed.begin(), passed.end(), [&](const Passed& a, const Passed& b) { return order(a) < order(b); });
  passed.erase(
      std::unique(passed.begin(), passed.end(), [&](const Passed& a, const Passed& b) { return order(a) == order(b); }),
      passed.end());

  std::vector<Decided> decided;
  for (const Decided& each : decided_)
    if (each.day <= asked.on && people.counts(each.entry)) decided.push_back(each);
  std::stable_sort(decided.begin(), decided.end(), [&](const Decided& a, const Decided& b) {
    return std::tuple(person(a), a.day) < std::tuple(person(b), b.day);
  });

  // A concern is decided by the first decision that names it, a referral by the first thing that follows it before the
  // next referral.
  const auto decision = [&](std::size_t at) -> const Decided* {
    const Passed& what = passed[at];
    if (what.channel == Channel::contact || what.choice != 0) return nullptr;
    const bool followed = at + 1 < passed.size() && person(passed[at + 1]) == person(what) &&
                          passed[at + 1].channel == what.channel && what.channel == Channel::referral;
    auto first = std::lower_bound(decided.begin(), decided.end(), person(what),
                                  [&](const Decided& each, std::uint32_t wanted) { return person(each) < wanted; });
    for (; first != decided.end() && person(*first) == person(what); ++first) {
      if (what.channel == Channel::concern ? first->concern != what.entry
                                           : first->concern != 0 || first->day < what.day)
        continue;
      if (followed && first->day >= passed[at + 1].day) return nullptr;
      return &*first;
    }
    return nullptr;
  };

  std::map<std::pair<Channel, std::uint32_t>, PassedOn> rows;
  for (std::size_t at = 0; at < passed.size(); ++at) {
    const Passed& each = passed[at];
    if (each.day < asked.from) continue;
    const bool repeat = at > 0 && person(passed[at - 1]) == person(each) && passed[at - 1].channel == each.channel &&
                        passed[at - 1].day >= each.day.plus_months(-12);
    count(rows[{each.channel, each.from}], each, decision(at), repeat);
  }

  std::vector<PassedOn> out;
  const CodeSet* codes = standards_.vocabulary.code_set("referral-source");
  for (auto& [key, row] : rows) {
    row.channel = key.first;
    row.source = names_.name(key.second);
    row.decided = row.decided.value_or(0);
    row.repeats = row.repeats.value_or(0);
    if (row.channel == Channel::concern) {
      row.name = standards_.agency_name(AgencyId(row.source));
      const Agency* agency = standards_.agency(AgencyId(row.source));
      if (agency != nullptr) row.agency_kind = agency->kind;
    } else {
      const std::string* meaning = codes != nullptr ? codes->meaning(row.source) : nullptr;
      row.name = meaning != nullptr ? *meaning : row.source;
    }
    out.push_back(std::move(row));
  }
  std::sort(out.begin(), out.end(), [](const PassedOn& a, const PassedOn& b) {
    return std::tie(a.channel, a.source) < std::tie(b.channel, b.source);
  });
  return out;
}

std::vector<PassedOn> ReferralPatterns::by_kind(const std::vector<PassedOn>& rows, const Vocabulary& vocabulary) {
  std::map<std::string, PassedOn> totals;
  for (const PassedOn& row : rows)
    if (row.channel == Channel::concern && !row.agency_kind.empty()) add_row(totals[row.agency_kind], row);
  std::vector<PassedOn> out;
  for (auto& [kind, total] : totals) {
    const AgencyKind* known = vocabulary.agency_kind(kind);
    total.source = total.agency_kind = kind;
    total.name = known != nullptr ? known->name : kind;
    out.push_back(std::move(total));
  }
  return out;
}

}  // namespace roundel::oversight
