// Entries as columns, sorted by person: what the rules need of them and nothing else. The same columns serve one
// child (a few dozen rows) and an area (millions).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assessment/rulebook.h"
#include "core/date.h"
#include "ledger/as_known.h"
#include "ledger/entry.h"

namespace roundel {

using PersonNumber = std::uint32_t;
constexpr Date unknown_day =
    Date(std::numeric_limits<std::int32_t>::min());  // before every window: counts for `ever` only
constexpr Date no_day = Date(std::numeric_limits<std::int32_t>::max());

// The day for which an entry counts: its day, the day it is about, the last day of an interval.
Date day_of(const Happened& happened);

// One entry about one person. Twelve bytes: an area has millions.
struct Row {
  std::uint32_t entry = 0;  // number in the order added
  Date day;
  Signal signal = no_signal;
  std::uint16_t agency : 15 = 0;
  std::uint16_t shared : 1 = 0;  // the entry is about more than one source record
};

// One number of the child's own, of a known day, for a trend.
struct SeriesPoint {
  Date day;
  std::uint32_t entry = 0;
  std::uint16_t slot = 0;
  std::uint16_t agency = 0;
  double number = 0;
};

// A time for which somebody lived with the child: from the first day on, and before the last.
struct Stay {
  Date from;
  Date until;
};

// Somebody of a child's family, the child too.
struct Member {
  PersonNumber person = 0;
  std::uint8_t ties = 0;             // a bit a kinship::Tie; none: the child
  Living living = Living::anywhere;  // by the last statement; `anywhere`: not said
  Date lives_there_until = no_day;   // with `resident`: the last day known; no_day: goes on
  std::uint32_t first_stay = 0;
  std::uint32_t stays = 0;
  std::uint32_t first_row = 0;
  std::uint32_t rows = 0;
};

// What is known of a person's life.
struct Life {
  Date born = no_day;
  Date expected = no_day;
  Date died = no_day;
  Date first_seen = no_day;  // day of the earliest dated entry about the person
  Date roughly = no_day;     // where only the year of birth was told; `born`, where nothing nearer is known
};
// A child on the day: under 18, or unborn and at most six weeks over the expected date; not dead.
bool is_child_on(const Life& life, Date on);

class Columns {
 public:
  explicit Columns(Rulebook rulebook) : rulebook_(std::move(rulebook)) {}

  void add(const Entry& entry);
  // After the last add. `keep` keeps what was added, so that more can be added and all be finished again.
  enum class Keep { nothing, all };
  void finish(const Membership& members, Keep keep = Keep::nothing);

  const Rulebook& rulebook() const { return rulebook_; }
  std::size_t entries() const { return ids_.size(); }
  std::size_t persons() const { return person_ids_.size(); }
  const PersonId& id_of(PersonNumber person) const { return person_ids_[person]; }
  std::optional<PersonNumber> find(const PersonId& person) const;  // after finish
  const Life& life(PersonNumber person) const { return lives_[person]; }
  std::span<const Row> rows(const Member& member) const { return {rows_.data() + member.first_row, member.rows}; }
  // The child's family is soon looked at.
  void fetch(PersonNumber child) const;
  // The child first.
  std::span<const Member> family(PersonNumber child) const;
  std::span<const Stay> stays(const Member& member) const;
  // The numbers that trends look at, by slot, then oldest first, those of one day as recorded.
  std::span<const SeriesPoint> points(PersonNumber person) const;
  EntryId entry_id(std::uint32_t entry) const;
  const AgencyId& agency(std::uint16_t agency) const { return agencies_[agency]; }
  std::size_t agencies() const { return agencies_.size(); }

 private:
  using SourceNumber = std::uint32_t;
  // Rows before they are sorted, by source record.
  struct Loose {
    SourceNumber source = 0;
    Row row;
  };
  struct Detail {
    SourceNumber source = 0;
    std::uint32_t entry = 0;
    Life life;
  };
  struct Bond {
    SourceNumber child = 0;
    SourceNumber other = 0;
    std::uint32_t entry = 0;
    Date day;             // of the statement
    Date since = no_day;  // no_day: not said
    Date until = no_day;  // last day that is known; no_day: goes on
    kinship::Tie tie = kinship::Tie::other;
    Living living = Living::anywhere;
  };
  // The bonds of one child with one person, folded.
  struct Tied {
    PersonNumber child = 0;
    PersonNumber other = 0;
    std::uint8_t ties = 0;
    Living living = Living::anywhere;
    Date until = no_day;
    std::vector<Stay> stays;
  };
  struct LoosePoint {
    SourceNumber source = 0;
    SeriesPoint point;
  };

  SourceNumber source_number(const SourceId& source);
  std::uint16_t agency_number(const AgencyId& agency);
  void add_details(const Entry& entry, std::uint32_t number);
  void add_bonds(const Entry& entry, std::uint32_t number);
  bool removed(std::uint32_t entry) const;
  void drop_removed();
  std::vector<PersonNumber> number_persons(const Membership& members);
  void sort_rows(const std::vector<PersonNumber>& person_of);
  void sort_points(const std::vector<PersonNumber>& person_of);
  void fold_details(const std::vector<PersonNumber>& person_of);
  std::vector<Tied> fold_bonds(const std::vector<PersonNumber>& person_of) const;
  void gather_families(std::vector<Tied> tied);
  void add_member(const Tied& tied);
  static std::vector<Stay> stays_of(std::span<const Bond> bonds);

  Rulebook rulebook_;
  std::vector<std::array<std::uint8_t, 16>> ids_;
  std::unordered_map<std::uint32_t, std::string> other_ids_;  // ids that are not 32 hex digits
  std::unordered_set<EntryId> corrected_;
  std::unordered_set<std::uint32_t> removed_;
  std::vector<SourceId> sources_;
  std::unordered_map<SourceId, SourceNumber> source_numbers_;
  std::vector<AgencyId> agencies_;
  std::unordered_map<AgencyId, std::uint16_t> agency_numbers_;
  std::vector<Loose> loose_;
  std::vector<Detail> details_;
  std::vector<Bond> bonds_;
  std::vector<LoosePoint> loose_points_;
  std::vector<Reading> read_;  // of the entry that is being added

  std::vector<PersonId> person_ids_;  // sorted
  std::vector<Life> lives_;
  std::vector<Row> rows_;  // those of a person together, and families near each other
  std::vector<SeriesPoint> points_;
  std::vector<std::uint32_t> point_start_;  // persons + 1
  std::vector<Member> members_;
  std::vector<Stay> stays_;
  std::vector<std::uint32_t> member_start_;  // persons + 1
};

}  // namespace roundel
