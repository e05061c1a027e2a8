// One edition of the standards as the program uses it: England's files resolved with one place's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "standards/limits.h"
#include "standards/rule.h"
#include "standards/sight.h"
#include "standards/vocabulary.h"

namespace roundel {

// The three sides of the assessment triangle.
enum class Domain { development, parenting, family };
std::string_view word(Domain domain);         // "development"
std::string_view domain_name(Domain domain);  // "Child's development"

// A tiny family, as lines of text, for which an indicator holds on a day or does not; a test runs every one.
struct Example {
  bool holds = true;
  Date on;
  std::string family;
  Place place;
};

struct Indicator {
  IndicatorCode code;
  std::string name;  // "Repeated domestic abuse in the household"
  Domain domain = Domain::family;
  bool protective = false;
  LevelCode suggests;  // level of need it points to; empty for protective ones
  std::string why;     // why it matters, one plain sentence
  std::string source;
  bool confirmed = true;  // false: sources differ or are doubtful, `note` says how
  std::string note;
  std::string sentence;                 // the rule as a practitioner reads it
  Rule rule;                            // the same sentence, parsed
  std::vector<std::string> settled_by;  // kinds of agency whose answer would settle it
  bool local = false;                   // added or tightened by the place
  std::vector<Example> examples;
};

// What nobody may have asked yet: where the rule holds, the question stands.
struct Question {
  std::string code;
  std::string question;  // "Who is the father?"
  std::string why;
  std::string ask;  // kind of agency whose answer would settle it
  Rule rule;
};

struct Level {
  LevelCode code;
  std::string name;
  std::string meaning;
  int order = 0;  // 1 is the lowest need
};
struct LevelScheme {
  std::string code;
  std::string name;
  std::string source;
  std::vector<Level> levels;  // lowest first
  Date effective_from;
  bool confirmed = true;
  std::string note;
  const Level* find(const LevelCode& code) const;
};

// What a level of one scheme is in another: one level, or several between which the two schemes divide differently.
struct Crosswalk {
  std::string from;  // code of the scheme
  LevelCode level;
  std::string to;
  std::vector<LevelCode> is;
  std::string note;
};

// An indicator that the place wrote anew.
struct Tightening {
  IndicatorCode indicator;
  Rule floor;  // the nation's
  Rule rule;   // the place's
  Place place;
  std::optional<Error> refused;  // why it cannot be shown to be no looser; only where that was asked for
};

enum class TimeBase { working_days, school_days, clock_hours, weeks, months, years };
enum class Force { statutory, guidance, local };

// A condition on the entry that starts or ends a clock: its value `value` is one of `is`; of a yes-no, "yes" or "no".
// Without any `is`, it tells the value at all.
struct StartsWhen {
  std::string value;
  std::vector<std::string> is;
  bool operator==(const StartsWhen&) const = default;
};

// Entries of a kind, or only those of them that say so: after it a clock waits for nothing any more, or stands still.
struct EndsClock {
  std::string kind;
  std::optional<StartsWhen> when;  // only such entries of that kind
  bool operator==(const EndsClock&) const = default;
};

// Time that a limit does not count, because its source says so: from an entry until another.
struct PausesClock {
  EndsClock from;
  std::vector<EndsClock> until;
  std::string source;
  bool operator==(const PausesClock&) const = default;
};

// One time limit in one edition. Chosen by the date of the event that starts it, never by today's.
struct ClockRule {
  std::string code;                       // "referral-decision"
  std::string name;                       // "Decide the response to a referral"
  std::string from;                       // in words: "the referral is received"
  std::string starts;                     // kind of entry that starts it; empty: the clock is told and not run
  std::optional<StartsWhen> starts_when;  // only such entries of that kind start it
  std::vector<std::string> meets;         // kinds of entry that meet it
  std::vector<EndsClock> ends;            // entries after which it is not waited for; they do not meet it
  std::vector<PausesClock> pauses;        // while it stands still; empty: nothing stops it
  bool one_at_a_time = false;             // while one is open, nothing starts another
  std::optional<int> lapses_days;         // so many days after its last day nobody waits for it any more
  std::string early;                      // what good looks like long before the last day, in words; no rule
  int limit = 0;
  TimeBase base = TimeBase::working_days;
  CountFrom count_from = CountFrom::next_day;
  Force force = Force::guidance;
  std::string edition;
  Date effective_from;
  std::optional<Date> effective_to;  // last day, where a later edition replaced it
  std::string source;
  bool confirmed = true;
  std::string note;
  bool of_place = false;  // shortened or added by the place
};

// When schools are open. Academies set their own terms, and each school its training days.
struct SchoolTerms {
  SchoolDays days;
  std::string source;
  bool confirmed = true;
  std::string note;
};

struct Agency {
  AgencyId id;
  std::string name;
  std::string kind;     // code of the kind of agency
  std::string contact;  // how to reach its duty desk
  bool joint_team = false;
};

// What tells a contact from a referral, by the place's own definition.
struct FrontDoorRule {
  std::string contact;                     // in words
  std::string referral;                    // in words
  std::vector<std::string> referral_when;  // responses (codes) that make it a referral
};

// Which entries of a feed are notifications to the front door: those of the kind that fulfil every condition, and,
// where `without` is named, do not have that value.
struct NotificationKind {
  KindCode kind;
  std::vector<StartsWhen> when;
  std::string without;
  std::string source = {};  // of one that a place added
  bool of_place = false;
};
struct NotificationRule {
  std::vector<NotificationKind> kinds;
  std::vector<KindCode> settled_by;  // what social care's or early help's own feed records of the same child …
  int settled_within_days = 0;       // … on the day it happened or within so many days
  int waits_days = 0;                // from the day its service knew of it; never decided, after that
  std::string place_source = {};     // why the place is stricter, where it is
};

struct PlaceInfo {
  std::string code;  // folder name: "northern-city"
  std::string name;
  AreaCode area;
  std::string la_code;  // three digits, as in the census: "380"
  std::vector<Agency> agencies;
  std::optional<FrontDoorRule> front_door;
};

class Standards {
 public:
  std::string edition;  // "england 2026.1 + northern-city 2026.1"
  Vocabulary vocabulary;
  std::vector<Indicator> indicators;
  std::vector<Question> questions;
  LevelScheme levels;                // the one in use
  std::vector<LevelScheme> schemes;  // all, the one in use first
  std::vector<Crosswalk> crosswalks;
  std::vector<Tightening> tightened;
  std::vector<ClockRule> clocks;
  std::vector<SightRule> sight;
  Limits limits;
  std::optional<WorkingDays> working_days;
  std::optional<SchoolTerms> school_terms;  // of the place, where it holds them
  std::optional<PlaceInfo> place;
  NotificationRule notifications;

  const Indicator* indicator(const IndicatorCode& code) const;
  const Agency* agency(const AgencyId& id) const;
  std::string agency_name(const AgencyId& id) const;  // the id itself where it is not of this place
  // The edition of clock `code` that rules an event of `event_date`; nullptr where none does.
  const ClockRule* clock_on(std::string_view code, Date event_date) const;
};

// Reads DIR/england and, where `place` names one, DIR/places/PLACE on top of it. A place that is looser than the
// national floor, a word that is not in the vocabulary or a slip of the pen is an error with file, line and column.
Result<Standards> load_standards(const std::string& dir, const std::optional<std::string>& place);
// The same with a place that may be looser: what cannot be shown not to be is told in `tightened`, and not refused.
Result<Standards> load_unproved(const std::string& dir, const std::string& place);
// As the first, with the place found by its area; no place where none has this area.
Result<Standards> load_standards_for(const std::string& dir, const AreaCode& area);

// The places (folder names) under DIR/places, in order.
std::vector<std::string> places_of(const std::string& dir);

// The last day of the limit that starts on `start`. Clock hours count as whole days, rounded up:
// to the hour they are told by due_of (picture/clock_runs.h), which knows the time of day and pauses. Where the place
// holds no school terms, school days are told as working days.
Result<Date> due_date(const ClockRule& rule, const Standards& standards, Date start);

}  // namespace roundel
