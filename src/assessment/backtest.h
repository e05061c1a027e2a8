// A backtest: the standards run week by week over a past whose truth is known, because it was simulated. What would
// have been seen by putting agencies together, when, about whom, and about whom wrongly; held against what each agency
// would have seen by itself and against what was really passed on and taken on. Pure: a report, never a judgement of a
// child.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/small_counts.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel::backtest {

struct TrueChild {
  Date born;
  std::string sex;        // "f", "m"
  std::string ethnicity;  // broad group in words: "Asian"
  int fifth = 0;          // of deprivation, 1 the most deprived
};
struct TrueHarm {
  std::uint32_t child = 0;  // number among the children
  std::string type;
  Date from;
  std::optional<Date> to;  // nothing: goes on
};
struct Truth {
  std::vector<TrueChild> children;
  std::vector<TrueHarm> harms;
  std::unordered_map<SourceId, std::uint32_t> child_of;  // source record → number of the child it is really about
};

// When an entry counts as known to all: when its agency knew it (as if feeds came every night), or only when the ledger
// recorded it (as the extracts really came). Who is one person is taken as linked at the end, or as linked by then.
enum class Counts { as_known, as_recorded };
struct Asked {
  Date from;        // first day that is told of
  Date to;          // the last
  LevelCode level;  // findings that suggest this level or a higher one put a child on the list
  Counts counts = Counts::as_known;
  unsigned threads = 2;
};

// What was so of a child on the day something was found.
enum class Rightness { now, soon, lately, none };  // harm goes on; begins, or ended, within 26 weeks; neither
using Rights = std::array<int, 4>;                 // how many of each

// The list at one height: children for whom something newly holds in a week.
struct ListOf {
  LevelCode level;
  std::string name;
  int listed = 0;  // children, week by week
  double a_week = 0;
  int fewest = 0;
  int most = 0;
  Rights rights{};
};

// A way in which harm can come to be seen.
enum class Way {
  together,   // the rules, over all agencies' entries
  alone,      // the same rules, over one agency's own entries (and who belongs to the family)
  passed_on,  // an agency passed on a worry to the front door of social care
  taken_on,   // the front door took it on
};
constexpr std::size_t ways = 4;
std::string_view way_name(Way way);  // "Agencies put together"

// Of the harms that began in the period: how each way came to see them.
struct Reached {
  int already = 0;  // seen before it began
  int while_on = 0;
  int never = 0;
  std::optional<int> lower, median, upper;  // weeks from its beginning, of those seen while it went on
};
// Agencies put together, against another way.
struct Against {
  Way way = Way::alone;
  int both = 0;
  int only_together = 0;
  int only_other = 0;
  int neither = 0;
  int earlier = 0, same_week = 0, later = 0;  // of both: putting together was …
  std::optional<int> lower, median, upper;    // days gained, of both; below zero is lost
};
// The same against one agency by itself.
struct AgainstAgency {
  AgencyId agency;
  std::string name;
  Against against;
};
struct ByType {
  std::string type;
  Count harms;
  std::array<Count, ways> seen;  // by way
};

// Under- and over-response, by group. Children are counted, not harms.
struct GroupRow {
  std::string group;   // "Ethnicity and deprivation"
  std::string member;  // "Asian, more deprived homes"
  Count harmed;
  std::array<Count, ways> seen;                     // of those, by way
  Count unharmed;                                   // lived with no harm from half a year before the period to its end
  std::array<Count, ways> listed;                   // of those, by way
  std::optional<double> share_seen(Way way) const;  // nothing where withheld or of nobody
  std::optional<double> share_listed(Way way) const;
};

struct RuleRow {
  IndicatorCode code;
  std::string name;
  LevelCode level;
  bool protective = false;
  int began = 0;                                        // how often it came to hold
  int children = 0;                                     // for whom it ever held
  double share = 0;                                     // of children and weeks
  Rights rights{};                                      // on the days it came to hold
  std::array<int, 2> began_in_half{}, right_in_half{};  // of the period
  int ended = 0;
  int came_back = 0;  // of those that ended: held again within eight weeks
  bool never() const { return children == 0; }
  bool always() const { return share >= 0.5; }
  // Right more often in one half than in the other, by more than chance explains once in a hundred. Not said of a rule
  // that speaks for safety, nor where it came to hold fewer than twenty times in a half.
  bool changed_between_halves() const;
  // A fifth of its endings or more, of twenty at least, were followed by the same within eight weeks.
  bool comes_and_goes() const { return ended >= enough_to_say && came_back * 5 >= ended; }
  static constexpr int enough_to_say = 20;
};

struct Backtest {
  Asked asked;
  std::string edition;
  int weeks = 0;
  int children = 0;    // with a record of any agency
  double in_harm = 0;  // of children and weeks: share in which harm goes on
  std::int64_t entries = 0;
  int harms = 0;                        // that began in the period, early enough to be seen
  int harms_too_late = 0;               // began in the last 13 weeks: not counted
  std::vector<ListOf> lists;            // by level, the highest first
  std::array<Reached, ways> reached;    // by way
  std::vector<Against> against;         // of the other ways
  std::vector<AgainstAgency> agencies;  // by name
  std::vector<ByType> types;
  std::vector<GroupRow> groups;
  std::vector<RuleRow> rules;  // in the order of the standards
  int split = 0;               // records of one child that linkage holds to be of several
  bool published = false;
};

using Progress = std::function<void(const char* stage, std::int64_t done, std::int64_t total)>;

class Run {
 public:
  // Borrows both.
  Run(const Standards& standards, const Truth& truth, const Asked& asked);
  ~Run();
  // In ledger order.
  void add(const Entry& entry);
  Backtest finish(const Progress& progress);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// As it may leave the house: counts of one to four are withheld, and what would give them away. The rules' own counts
// stay: they are of events and name no group.
Backtest published(Backtest backtest);

// What no simulation can show, in sentences that belong on every printing of it.
const std::vector<std::string>& what_it_cannot_show();

}  // namespace roundel::backtest
