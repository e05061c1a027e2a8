// A rule: one sentence of the rule language, parsed. docs/rules.md says what each part means.
//   at least 2 police.domestic-abuse about household within 12 months
//   first social-care.case-closed about child then concern.raised about child within 3 months all within 2 years
//   no health-visiting.contact about child since 9 months while child under 2 years
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"
#include "standards/vocabulary.h"

namespace roundel {

enum class Unit { days, weeks, months, years };
struct Span {
  int count = 0;
  Unit unit = Unit::months;
  bool operator==(const Span&) const = default;
};
// The day that lies `span` before or after `day`; months and years are calendar months.
Date before(Date day, const Span& span);
Date after(Date day, const Span& span);

// About whom an entry must be: the child, somebody tied to the child, or several of them.
enum class Whom {
  child,
  mother,
  father,
  partner,         // also former partners and step-parents
  former_partner,  // "ex-partner"
  parent,
  sibling,
  household,       // as it is on the day of assessment
  household_then,  // "household at the time": as it was on the day of the entry
  adult,
  family,
};
enum class Living { anywhere, resident, elsewhere };  // with the child; of one person only
struct Who {
  Whom whom = Whom::child;
  Living living = Living::anywhere;
  bool operator==(const Who&) const = default;
};
std::string word(Who who);     // "household", "non-resident father"
std::string in_full(Who who);  // "the child or anybody who lives with the child"

// A condition on one value of an entry. An entry without the value does not meet it.
struct ValueTest {
  enum class Shape { is, under, at_least };
  std::string name;  // "grade"
  Shape shape = Shape::is;
  std::vector<std::string> words;  // for `is`: any of these
  std::int64_t number = 0;         // for `under` (less than) and `at_least`
  bool operator==(const ValueTest&) const = default;
};

// One kind of entry, or a group of them ("any contact"), perhaps with a test.
struct KindTerm {
  std::string code;
  bool group = false;
  std::optional<ValueTest> test;
  std::optional<Span> lasting;  // from its first day to its last, both counted, at least so long
  bool operator==(const KindTerm&) const = default;
};

// An age on a day; `unborn` is the child's or a sibling's alone.
struct Guard {
  enum class Shape { under, at_least, unborn };
  Shape shape = Shape::under;
  Span age;
  Who who;  // anybody of these who is recorded
  bool operator==(const Guard&) const = default;
};

struct Condition {
  enum class Shape {
    count,     // at least N entries
    agencies,  // entries of at least N agencies
    absence,   // no entry
    tie,       // the child has, or has no, somebody
    sequence,  // one entry, then another on a later day
    more,      // at least N more entries than in as long a time before
    trend,     // a value of the child fell or rose
    open,      // something began so long ago and has not ended
  };
  Shape shape = Shape::count;
  int at_least = 1;             // count, agencies, more; trend: by how much
  std::vector<KindTerm> kinds;  // any of these; all but tie
  Who who;
  std::optional<Span> window;        // within, since, all within; nothing: ever
  bool has = true;                   // tie: has, or has no
  std::optional<Guard> when;         // count, agencies: the child's age on the day of the entry
  std::vector<KindTerm> until;       // count, agencies: entries before such a one no longer count; open: what ends it
  std::vector<KindTerm> then_kinds;  // sequence: the later entry
  Who then_who;
  Span apart;         // sequence: how far apart at most
  std::string value;  // trend: name of the value
  bool rising = false;
  bool operator==(const Condition&) const = default;
};

// Holds when all conditions hold, all guards hold and no exception holds.
struct Rule {
  std::vector<Condition> conditions;  // at least one
  std::vector<Guard> guards;
  std::vector<Condition> exceptions;
  bool operator==(const Rule&) const = default;
};

// Reads one sentence. `place` is where its first character stands; an error names the column of the wrong word and
// suggests the nearest right one.
Result<Rule> parse_rule(std::string_view sentence, const Vocabulary& vocabulary, const Place& place = {});

// The sentence in its one canonical form: parse_rule(format(rule)) == rule.
std::string format(const Rule& rule);
std::string format(const Condition& condition);
std::string format(const Guard& guard);
std::string format(const Span& span);  // "12 months", "1 year"

// The same in fuller English, with the names of kinds and codes in place of their codes.
std::string explain(const Rule& rule, const Vocabulary& vocabulary);
std::string explain(const Condition& condition, const Vocabulary& vocabulary);

// Is `tight` true whenever `floor` is, for every family? Proved on the two sentences, part by part; an error says which
// part cannot be shown to be no looser. Not every tighter rule can be proved; every one that is proved is tighter.
Done prove_no_looser(const Rule& tight, const Rule& floor, const Vocabulary& vocabulary, const Place& place = {});

}  // namespace roundel
