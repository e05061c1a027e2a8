// A child's pathway: where early help, social care, visits, enquiries, plans and transfers stand, folded from entries,
// and the steps that lead on. The steps are one table: folding, refusing, the forms and docs/pathway.md all read it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "ledger/entry.h"
#include "picture/clock_runs.h"

namespace roundel {

// What can stand somewhere at the same time as the others.
enum class Track {
  early_help,
  social_care,
  visit,
  enquiry,
  protection,
  in_need,
  looked_after,
  transfer,
  absence,
  police_protection,
  detention
};
inline constexpr std::size_t track_count = 11;
std::string_view word(Track track);        // "early-help"
std::string_view track_name(Track track);  // "Early help"
const std::array<Track, track_count>& tracks();

enum class Stage {
  none,
  agreed,
  declined,
  assessed,
  planned,
  referred,
  assessing,
  wanted,
  made,
  enquiring,
  conference_due,
  settled,
  arriving,
  decided,
  on_plan,
  ending,
  in_care,
  offered,
  accepted,
  closed,
  missing,
  found,
  in_force,
  in_hospital,
  stay,  // of an effect: wherever it stands
};
std::string_view word(Stage stage);        // "conference-due"
std::string_view stage_name(Stage stage);  // "Conference due"
bool is_open(Stage stage);                 // somebody has something to do: not before it began, not when it is over

// Holds of an entry whose value `value` is the code `is`; without a value, of every entry.
struct When {
  std::string_view value;
  std::string_view is;
};

// Takes a track from one of these stages to another. One that is not always part of the step (a transfer ends only
// where the case closes for it) says so.
struct Effect {
  Track track;
  std::vector<Stage> from;
  Stage to;
  When when;
  bool sometimes = false;
};
// Another track must stand at one of these stages.
struct Need {
  Track track;
  std::vector<Stage> stages;
  std::string_view missing;  // in words, where it does not
  When when;
};
// A value that the record of a step must say.
struct Required {
  std::string_view value;
  std::string_view missing;
  When when;
};

// One step of the pathway: a kind of entry, what it moves, what it needs. A step that moves no track is recorded
// where its needs are met.
struct Step {
  std::string_view kind;  // "social-care.strategy-discussion"
  std::string_view does;  // "Record a strategy discussion"
  std::vector<Effect> effects;
  std::vector<Need> needs;
  std::vector<Required> required;
  bool voice = false;      // says what the child says and how it was heard, or why not
  bool elsewhere = false;  // taken on a page of its own, not by a form of the pathway
};
const std::vector<Step>& steps();
const Step* step_of(std::string_view kind);  // nullptr where the kind is no step

// Where a track stands, since when, and what brought it there.
struct TrackStanding {
  Stage stage = Stage::none;
  Date since;
  EntryId entry;                               // empty: it has not begun
  std::optional<TimeOfDay> at = std::nullopt;  // of that day, where it was told
};

struct StepTaken {
  EntryId entry;
  const Step* step = nullptr;
  Date on;
  std::optional<TimeOfDay> at;
  Timestamp recorded;
  AgencyId agency;
  PractitionerId by;
  std::vector<SourceId> about;
  std::vector<Track> moved;  // the tracks it was a step of
  std::string outside;       // a feed recorded what the steps do not lead to: what was missing, in words
};

struct Pathway {
  std::array<TrackStanding, track_count> standings;
  std::vector<StepTaken> taken;  // newest first
  // What a form was made from: the place in the ledger of the last step recorded, -1 before the first.
  std::int64_t version = -1;

  const TrackStanding& at(Track track) const { return standings[static_cast<std::size_t>(track)]; }
};

// Folds the entries about one child, corrections applied, by the day they happened. What does not fit is folded as it
// was recorded and marked: the record is never argued away.
Pathway fold_pathway(std::span<const Entry* const> entries);

// A step somebody wants to take.
struct StepWanted {
  const Step* step = nullptr;
  Date happened;
  std::vector<std::pair<std::string, Value>> values;
  std::optional<TimeOfDay> at = std::nullopt;  // where it is told
};

// Everything that stands against it, each with the field to mend; empty: it may be taken.
std::vector<Error> missing_for(const Pathway& pathway, const StepWanted& wanted, const AskedOn& now);
// A conflict where somebody recorded a step since the form was made.
Done unchanged_since(const Pathway& pathway, std::int64_t version);

// A step with what stands in its way before a word is written; empty: it can be taken now.
struct StepAhead {
  const Step* step = nullptr;
  std::vector<std::string> missing;
};
std::vector<StepAhead> steps_ahead(const Pathway& pathway);

// The tracks as Mermaid state diagrams, with what each step needs, as Markdown: docs/pathway.md.
std::string pathway_in_words();

}  // namespace roundel
