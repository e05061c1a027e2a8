// What the weeks amount to: how long harm went unseen, how often the list was right, and about whom it was not.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "assessment/backtest_history.h"

namespace roundel::backtest {
namespace {

constexpr int week_of_days = 7;
constexpr int weeks_near = 26;    // how far harm may lie from a finding that still speaks of it
constexpr int weeks_to_see = 13;  // harm that begins later than this before the end has no time to be seen
constexpr int weeks_to_come_back = 8;
constexpr int not_seen = -1;

constexpr std::array<Way, ways> all_ways = {Way::together, Way::alone, Way::passed_on, Way::taken_on};

std::size_t number_of(Way way) { return static_cast<std::size_t>(way); }

struct Quartiles {
  std::optional<int> lower, median, upper;
};
Quartiles quartiles(std::vector<int> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double part) {
    return values[static_cast<std::size_t>(std::floor(part * static_cast<double>(values.size() - 1) + 0.5))];
  };
  return {at(0.25), at(0.5), at(0.75)};
}

Date end_of(const TrueHarm& harm, Date otherwise) { return std::min(harm.to.value_or(otherwise), otherwise); }

class Counting {
 public:
  Counting(const History& history, const Standards& standards, const Truth& truth, const Asked& asked)
      : history_(history), standards_(standards), truth_(truth), asked_(asked), harms_of_(truth.children.size()) {
    for (std::size_t i = 0; i < truth.harms.size(); ++i) harms_of_[truth.harms[i].child].push_back(i);
    for (const Acts& acts : history.acts) {
      acts_.push_back(acts);
      for (auto* days : {&acts_.back().passed_on, &acts_.back().taken_on, &acts_.back().closed})
        std::sort(days->begin(), days->end());
    }
    ever_.resize(truth.children.size());
    for (const Week& week : history.weeks)
      for (std::size_t child = 0; child < ever_.size(); ++child) ever_[child] |= week.looked_at[child];
  }

  Backtest all() {
    out_.asked = asked_;
    out_.edition = standards_.edition;
    out_.weeks = static_cast<int>(history_.weeks.size()) - 1;
    out_.entries = history_.entries;
    out_.split = history_.split;
    out_.children = static_cast<int>(std::count(ever_.begin(), ever_.end(), 1));
    count_weeks();
    count_lists();
    count_harms();
    count_groups();
    count_rules();
    return std::move(out_);
  }

 private:
  // Where a way first saw a harm: a number of the week, 0 for before it began, not_seen.
  struct Sight {
    int week = not_seen;   // counted from the first on or after the beginning: 0, 1, …
    bool already = false;  // before it began
    bool seen() const { return already || week != not_seen; }
    int order() const { return already ? -1 : week; }
  };
  using Sights = std::array<Sight, ways>;

  bool open_case_on(std::size_t child, Date day) const {
    const auto last_before = [&](const std::vector<Date>& days) {
      const auto at = std::lower_bound(days.begin(), days.end(), day);
      return at == days.begin() ? std::optional<Date>() : *(at - 1);
    };
    const auto taken = last_before(acts_[child].taken_on);
    const auto closed = last_before(acts_[child].closed);
    return taken && (!closed || *closed < *taken);
  }

  // The number of the first week that ends on the day or after it.
  std::size_t week_of(Date day) const {
    const int after = day - history_.weeks.front().day;
    return static_cast<std::size_t>(std::max(0, (after + week_of_days - 1) / week_of_days));
  }

  // `seen(week, child)`: the way saw the child in that week.
  template <class Seen>
  Sight sight_by_rules(const TrueHarm& harm, Seen seen) const {
    const std::size_t first = week_of(harm.from);
    const std::size_t last = std::max(first, std::min(week_of(end_of(harm, asked_.to)), history_.weeks.size() - 1));
    if (first >= history_.weeks.size()) return {};
    if (first > 0 && seen(history_.weeks[first - 1], harm.child)) return {.already = true};
    for (std::size_t week = first; week <= last; ++week)
      if (seen(history_.weeks[week], harm.child)) return {.week = static_cast<int>(week - first)};
    return {};
  }

  Sight sight_by_people(const TrueHarm& harm, const std::vector<Date>& days) const {
    if (open_case_on(harm.child, harm.from)) return {.already = true};
    const auto at = std::lower_bound(days.begin(), days.end(), harm.from);
    if (at == days.end() || *at > end_of(harm, asked_.to)) return {};
    return {.week = static_cast<int>(week_of(*at)) - static_cast<int>(week_of(harm.from))};
  }

  Sights sights_of(const TrueHarm& harm) const {
    const Acts& acts = acts_[harm.child];
    const auto together = [](const Week& week, std::size_t child) { return week.together[child] != 0; };
    const auto alone = [](const Week& week, std::size_t child) { return week.alone[child] != 0; };
    return {sight_by_rules(harm, together), sight_by_rules(harm, alone), sight_by_people(harm, acts.passed_on),
            sight_by_people(harm, acts.taken_on)};
  }

  Rightness rightness(std::size_t child, Date day) const {
    Rightness out = Rightness::none;
    constexpr int near = weeks_near * week_of_days;
    for (const std::size_t number : harms_of_[child]) {
      const TrueHarm& harm = truth_.harms[number];
      const Date to = harm.to.value_or(day);
      if (harm.from <= day && day <= to) return Rightness::now;
      if (harm.from > day && harm.from - day <= near) out = std::min(out, Rightness::soon);
      if (to < day && day - to <= near) out = std::min(out, Rightness::lately);
    }
    return out;
  }

  void count_weeks() {
    std::int64_t looked_at = 0, in_harm = 0;
    for (std::size_t number = 1; number < history_.weeks.size(); ++number)
      for (std::size_t child = 0; child < ever_.size(); ++child) {
        if (history_.weeks[number].looked_at[child] == 0) continue;
        ++looked_at;
        in_harm += rightness(child, history_.weeks[number].day) == Rightness::now;
      }
    child_weeks_ = looked_at;
    out_.in_harm = looked_at == 0 ? 0 : static_cast<double>(in_harm) / static_cast<double>(looked_at);
  }

  int height_of(std::size_t rule) const {
    const Level* level = standards_.levels.find(standards_.indicators[rule].suggests);
    return level ? level->order : 0;
  }

  // The highest level of what newly holds for the child in the week; 0 where nothing does.
  int newly(std::size_t number, std::size_t child) const {
    int highest = 0;
    for (std::size_t rule = 0; rule < standards_.indicators.size(); ++rule)
      if (history_.weeks[number].held.has(child, rule) && !history_.weeks[number - 1].held.has(child, rule))
        highest = std::max(highest, height_of(rule));
    return highest;
  }

  void count_lists() {
    for (auto level = standards_.levels.levels.rbegin(); level != standards_.levels.levels.rend(); ++level) {
      const bool used = std::any_of(standards_.indicators.begin(), standards_.indicators.end(),
                                    [&](const Indicator& one) { return one.suggests == level->code; });
      if (used) out_.lists.push_back({.level = level->code, .name = level->name});
    }
    std::vector<std::vector<int>> by_week(out_.lists.size());
    for (std::size_t number = 1; number < history_.weeks.size(); ++number) {
      for (auto& weeks : by_week) weeks.push_back(0);
      for (std::size_t child = 0; child < ever_.size(); ++child) {
        const int height = newly(number, child);
        for (std::size_t i = 0; i < out_.lists.size(); ++i) {
          if (height < standards_.levels.find(out_.lists[i].level)->order) continue;
          ++by_week[i].back();
          ++out_.lists[i].listed;
          ++out_.lists[i].rights[static_cast<std::size_t>(rightness(child, history_.weeks[number].day))];
        }
      }
    }
    for (std::size_t i = 0; i < out_.lists.size(); ++i) {
      const auto [fewest, most] = std::minmax_element(by_week[i].begin(), by_week[i].end());
      if (fewest == by_week[i].end()) continue;
      out_.lists[i].fewest = *fewest;
      out_.lists[i].most = *most;
      out_.lists[i].a_week = static_cast<double>(out_.lists[i].listed) / static_cast<double>(by_week[i].size());
    }
  }

  void count_harms() {
    const Date last = asked_.to.plus_days(-weeks_to_see * week_of_days);
    std::vector<Sights> sights;
    std::vector<const TrueHarm*> counted;
    std::map<std::string, ByType> types;
    seen_.assign(ever_.size(), {});
    harmed_since_.assign(ever_.size(), std::nullopt);
    for (const TrueHarm& harm : truth_.harms) {
      if (harm.from < asked_.from || harm.from > asked_.to || ever_[harm.child] == 0) continue;
      if (harm.from > last) {
        ++out_.harms_too_late;
        continue;
      }
      sights.push_back(sights_of(harm));
      counted.push_back(&harm);
      ByType& type = types[harm.type];
      type.harms = type.harms.value_or(0) + 1;
      auto& since = harmed_since_[harm.child];
      since = std::min(since.value_or(harm.from), harm.from);
      for (std::size_t way = 0; way < ways; ++way) {
        type.seen[way] = type.seen[way].value_or(0) + sights.back()[way].seen();
        seen_[harm.child][way] = seen_[harm.child][way] || sights.back()[way].seen();
      }
    }
    for (auto& [name, type] : types) {
      type.type = name;
      out_.types.push_back(type);
    }
    out_.harms = static_cast<int>(sights.size());
    for (const Way way : all_ways) {
      out_.reached[number_of(way)] = reached_by(sights, way);
      if (way == Way::together) continue;
      out_.against.push_back(against(sights, number_of(way)));
      out_.against.back().way = way;
    }
    count_agencies(std::move(sights), counted);
  }

  // Each agency stands in the place of the way `alone`.
  void count_agencies(std::vector<Sights> sights, const std::vector<const TrueHarm*>& counted) {
    for (std::size_t number = 0; number < history_.agencies.size(); ++number) {
      const auto by_it = [&](const Week& week, std::size_t child) { return week.alone_by.has(child, number); };
      for (std::size_t i = 0; i < sights.size(); ++i)
        sights[i][number_of(Way::alone)] = sight_by_rules(*counted[i], by_it);
      const AgencyId& id = history_.agencies[number];
      out_.agencies.push_back({id, standards_.agency_name(id), against(sights, number_of(Way::alone))});
    }
    std::sort(out_.agencies.begin(), out_.agencies.end(),
              [](const AgainstAgency& a, const AgainstAgency& b) { return a.name < b.name; });
  }

  static Reached reached_by(const std::vector<Sights>& sights, Way way) {
    Reached out;
    std::vector<int> weeks;
    for (const Sights& each : sights) {
      const Sight& sight = each[number_of(way)];
      out.already += sight.already;
      out.never += !sight.seen();
      if (sight.seen() && !sight.already) weeks.push_back(sight.week);
    }
    out.while_on = static_cast<int>(weeks.size());
    const Quartiles of = quartiles(std::move(weeks));
    out.lower = of.lower;
    out.median = of.median;
    out.upper = of.upper;
    return out;
  }

  static Against against(const std::vector<Sights>& sights, std::size_t way) {
    Against out;
    std::vector<int> gained;
    for (const Sights& each : sights) {
      const Sight& ours = each[number_of(Way::together)];
      const Sight& theirs = each[way];
      out.both += ours.seen() && theirs.seen();
      out.only_together += ours.seen() && !theirs.seen();
      out.only_other += !ours.seen() && theirs.seen();
      out.neither += !ours.seen() && !theirs.seen();
      if (!ours.seen() || !theirs.seen()) continue;
      gained.push_back(week_of_days * (theirs.order() - ours.order()));
      out.earlier += gained.back() > 0;
      out.same_week += gained.back() == 0;
      out.later += gained.back() < 0;
    }
    const Quartiles of = quartiles(std::move(gained));
    out.lower = of.lower;
    out.median = of.median;
    out.upper = of.upper;
    return out;
  }

  // Did no harm touch the child from half a year before the period to its end.
  bool unharmed(std::size_t child) const {
    const Date from = asked_.from.plus_days(-weeks_near * week_of_days);
    return std::none_of(harms_of_[child].begin(), harms_of_[child].end(), [&](std::size_t number) {
      const TrueHarm& harm = truth_.harms[number];
      return harm.from <= asked_.to && harm.to.value_or(asked_.to) >= from;
    });
  }

  bool was_in_period(const std::vector<Date>& days) const {
    const auto at = std::lower_bound(days.begin(), days.end(), asked_.from);
    return at != days.end() && *at <= asked_.to;
  }

  void count_child(std::size_t child, GroupRow& row) const {
    if (harmed_since_[child]) {
      row.harmed = row.harmed.value_or(0) + 1;
      for (std::size_t way = 0; way < ways; ++way) row.seen[way] = row.seen[way].value_or(0) + seen_[child][way];
    }
    if (!unharmed(child)) return;
    row.unharmed = row.unharmed.value_or(0) + 1;
    const auto ever = [&](std::vector<char> Week::* seen) {
      return std::any_of(history_.weeks.begin() + 1, history_.weeks.end(),
                         [&](const Week& week) { return (week.*seen)[child] != 0; });
    };
    const std::array<bool, ways> listed = {ever(&Week::together), ever(&Week::alone),
                                           was_in_period(acts_[child].passed_on), was_in_period(acts_[child].taken_on)};
    for (std::size_t way = 0; way < ways; ++way) row.listed[way] = row.listed[way].value_or(0) + listed[way];
  }

  std::string age_band(std::size_t child) const {
    const Date on = harmed_since_[child].value_or(Date((asked_.from.days() + asked_.to.days()) / 2));
    const int age = age_in_years(truth_.children[child].born, on);
    return age < 1 ? "Under 1" : age < 5 ? "1 to 4" : age < 10 ? "5 to 9" : age < 16 ? "10 to 15" : "16 and 17";
  }

  template <class Member>
  void add_group(const std::string& group, const std::vector<std::string>& members, Member member_of) {
    const std::size_t first = out_.groups.size();
    for (const std::string& member : members) {
      GroupRow row{.group = group, .member = member};
      row.harmed = row.unharmed = 0;
      row.seen.fill(0);
      row.listed.fill(0);
      out_.groups.push_back(std::move(row));
    }
    for (std::size_t child = 0; child < ever_.size(); ++child) {
      if (ever_[child] == 0) continue;
      const auto at = std::find(members.begin(), members.end(), member_of(child));
      if (at != members.end()) count_child(child, out_.groups[first + static_cast<std::size_t>(at - members.begin())]);
    }
  }

  void count_groups() {
    std::vector<std::string> ethnicities;
    for (std::size_t child = 0; child < ever_.size(); ++child)
      if (ever_[child] != 0) ethnicities.push_back(truth_.children[child].ethnicity);
    std::sort(ethnicities.begin(), ethnicities.end());
    ethnicities.erase(std::unique(ethnicities.begin(), ethnicities.end()), ethnicities.end());
    const auto of = [&](std::size_t child) -> const TrueChild& { return truth_.children[child]; };
    const std::vector<std::string> homes = {"more deprived homes", "less deprived homes"};
    const auto home = [&](std::size_t child) { return homes[of(child).fifth <= 2 ? 0 : 1]; };
    add_group("Everybody", {"All children"}, [](std::size_t) { return "All children"; });
    add_group("Age", {"Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and 17"},
              [&](std::size_t child) { return age_band(child); });
    add_group("Sex", {"Girls", "Boys"}, [&](std::size_t child) { return of(child).sex == "f" ? "Girls" : "Boys"; });
    add_group("Ethnicity", ethnicities, [&](std::size_t child) { return of(child).ethnicity; });
    const std::vector<std::string> fifths = {"Most deprived fifth", "Second fifth", "Middle fifth", "Fourth fifth",
                                             "Least deprived fifth"};
    add_group("Deprivation", fifths, [&](std::size_t child) {
      return fifths[static_cast<std::size_t>(std::clamp(of(child).fifth, 1, 5) - 1)];
    });
    std::vector<std::string> crossed;
    for (const std::string& ethnicity : ethnicities)
      for (const std::string& one : homes) crossed.push_back(ethnicity + ", " + one);
    add_group("Ethnicity and deprivation", crossed,
              [&](std::size_t child) { return of(child).ethnicity + ", " + home(child); });
  }

  void count_rules() {
    for (std::size_t rule = 0; rule < standards_.indicators.size(); ++rule) {
      const Indicator& indicator = standards_.indicators[rule];
      RuleRow row{.code = indicator.code,
                  .name = indicator.name,
                  .level = indicator.suggests,
                  .protective = indicator.protective};
      std::int64_t held = 0;
      for (std::size_t child = 0; child < ever_.size(); ++child)
        if (ever_[child] != 0) count_rule(rule, child, row, held);
      row.share = child_weeks_ == 0 ? 0 : static_cast<double>(held) / static_cast<double>(child_weeks_);
      out_.rules.push_back(std::move(row));
    }
  }

  void count_rule(std::size_t rule, std::size_t child, RuleRow& row, std::int64_t& held) const {
    bool ever = false;
    int ended = -weeks_to_come_back - 1;  // the week in which it last ended
    for (std::size_t number = 1; number < history_.weeks.size(); ++number) {
      const bool before = history_.weeks[number - 1].held.has(child, rule);
      const bool now = history_.weeks[number].held.has(child, rule);
      held += now;
      ever = ever || now;
      if (before && !now) {
        ++row.ended;
        ended = static_cast<int>(number);
      }
      if (before || !now) continue;
      const Rightness right = rightness(child, history_.weeks[number].day);
      const std::size_t half = 2 * number > history_.weeks.size() ? 1 : 0;
      ++row.began;
      ++row.rights[static_cast<std::size_t>(right)];
      ++row.began_in_half[half];
      row.right_in_half[half] += right == Rightness::now;
      row.came_back += static_cast<int>(number) - ended <= weeks_to_come_back;
    }
    row.children += ever;
  }

  const History& history_;
  const Standards& standards_;
  const Truth& truth_;
  const Asked& asked_;
  std::vector<std::vector<std::size_t>> harms_of_;
  std::vector<Acts> acts_;
  std::vector<char> ever_;
  std::vector<std::array<bool, ways>> seen_;
  std::vector<std::optional<Date>> harmed_since_;
  std::int64_t child_weeks_ = 0;
  Backtest out_;
};

}  // namespace

std::string_view way_name(Way way) {
  switch (way) {
    case Way::together:
      return "Agencies put together";
    case Way::alone:
      return "One agency by itself";
    case Way::passed_on:
      return "Passed on to the front door";
    case Way::taken_on:
      return "Taken on by social care";
  }
  return "";
}

bool RuleRow::changed_between_halves() const {
  if (protective || began_in_half[0] < enough_to_say || began_in_half[1] < enough_to_say) return false;
  constexpr double normal_99 = 2.575829;
  const double first = began_in_half[0], second = began_in_half[1];
  const double all = (right_in_half[0] + right_in_half[1]) / (first + second);
  const double error = std::sqrt(all * (1 - all) * (1 / first + 1 / second));
  return error > 0 && std::abs(right_in_half[0] / first - right_in_half[1] / second) > normal_99 * error;
}

Backtest count(const History& history, const Standards& standards, const Truth& truth, const Asked& asked) {
  require(standards.levels.find(asked.level) != nullptr, "the level of the list is one of the scheme");
  return Counting(history, standards, truth, asked).all();
}

}  // namespace roundel::backtest
