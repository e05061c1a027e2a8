#include "response/pathway.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

using Values = std::vector<std::pair<std::string, Value>>;

constexpr std::array<std::pair<std::string_view, std::string_view>, track_count> track_words = {{
    {"early-help", "Early help"},
    {"social-care", "Children's social care"},
    {"visit", "Visit"},
    {"enquiry", "Section 47 enquiry"},
    {"protection", "Child protection plan"},
    {"in-need", "Child in need plan"},
    {"looked-after", "Looked after"},
    {"transfer", "Transfer to another area"},
    {"missing", "Missing from home or care"},
    {"police-protection", "Police protection"},
    {"detention", "Detained at a police station"},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> stage_words = {{
    {"none", "Not begun"},
    {"agreed", "Agreed with the family"},
    {"declined", "Declined"},
    {"assessed", "Assessed"},
    {"planned", "Plan under way"},
    {"referred", "Referred"},
    {"assessing", "Being assessed"},
    {"wanted", "Decided, not yet made"},
    {"made", "Made"},
    {"enquiring", "Under way"},
    {"conference-due", "Conference due"},
    {"settled", "Settled"},
    {"arriving", "Moved in on a plan, conference due"},
    {"decided", "Plan decided"},
    {"on-plan", "On a plan"},
    {"ending", "Plan to end"},
    {"looked-after", "Looked after"},
    {"offered", "Offered"},
    {"accepted", "Accepted"},
    {"closed", "Closed"},
    {"missing", "Missing"},
    {"found", "Found, return interview due"},
    {"in-force", "In force"},
    {"in-hospital", "In hospital"},
    {"stay", "As it stands"},
}};

std::string value_of(const Values& values, std::string_view name) {
  for (const auto& [known, value] : values) {
    if (known != name) continue;
    return std::string(trimmed(text(value)));
  }
  return {};
}

bool holds(const When& when, const Values& values) {
  return when.value.empty() || value_of(values, when.value) == when.is;
}
bool among(const std::vector<Stage>& stages, Stage stage) {
  return std::find(stages.begin(), stages.end(), stage) != stages.end();
}

// The steps that lead to one of `wanted`: from where the track stands if there are any, else from elsewhere.
std::vector<std::string> steps_towards(Track track, Stage stage, const std::vector<Stage>& wanted) {
  std::vector<std::string> here;
  std::vector<std::string> elsewhere;
  const auto add = [](std::vector<std::string>& list, std::string does) {
    if (std::find(list.begin(), list.end(), does) == list.end()) list.push_back(std::move(does));
  };
  for (const Step& step : steps()) {
    for (const Effect& effect : step.effects) {
      if (effect.track != track || !among(wanted, effect.to)) continue;
      if (among(effect.from, stage))
        add(here, lower(step.does));
      else if (std::any_of(effect.from.begin(), effect.from.end(), [&](Stage from) { return !among(wanted, from); }))
        add(elsewhere, lower(step.does));
    }
  }
  return here.empty() ? elsewhere : here;
}

// Where it stands and what comes first: "Section 47 enquiry: under way. First: conclude the section 47 enquiry".
std::string what_comes_first(Track track, Stage stage, const std::vector<Stage>& wanted) {
  const std::string stands = stage == Stage::none ? fmt::format("{} has not begun", track_name(track))
                                                  : fmt::format("{}: {}", track_name(track), lower(stage_name(stage)));
  if (is_open(stage) && std::none_of(wanted.begin(), wanted.end(), is_open))
    return stands + ". It has begun already, and cannot begin again before it has ended";
  const std::vector<std::string> first = steps_towards(track, stage, wanted);
  return first.empty() ? stands : fmt::format("{}. First: {}", stands, join_words(first, " or "));
}

// An effect with a condition, of which is known already that what it needs under that condition is not there.
bool is_barred(const Pathway& pathway, const Step& step, const Effect& effect) {
  return !effect.when.value.empty() && std::ranges::any_of(step.needs, [&](const Need& need) {
    return need.when.value == effect.when.value && need.when.is == effect.when.is &&
           !among(need.stages, pathway.at(need.track).stage);
  });
}

// Where the step takes each of its tracks, and what stands against it. Before any values are written an effect counts
// whatever its condition, unless it is only sometimes part of the step or barred.
struct Outcome {
  std::vector<std::pair<Track, const Effect*>> moves;
  std::vector<std::string> missing;
};
Outcome outcome_of(const Pathway& pathway, const Step& step, const Values* values) {
  Outcome out;
  for (const Track track : tracks()) {
    const Stage stage = pathway.at(track).stage;
    const Effect* first = nullptr;  // of those whose condition holds
    const Effect* fits = nullptr;
    std::vector<Stage> wanted;
    for (const Effect& effect : step.effects) {
      if (effect.track != track || (values != nullptr && !holds(effect.when, *values))) continue;
      if (values == nullptr && (effect.sometimes || is_barred(pathway, step, effect))) continue;
      if (first == nullptr) first = &effect;
      if (fits == nullptr && among(effect.from, stage)) fits = &effect;
      for (const Stage from : effect.from)
        if (!among(wanted, from)) wanted.push_back(from);
    }
    if (first == nullptr) continue;
    out.moves.emplace_back(track, fits != nullptr ? fits : first);
    if (fits == nullptr) out.missing.push_back(what_comes_first(track, stage, wanted));
  }
  for (const Need& need : step.needs) {
    if (values != nullptr ? !holds(need.when, *values) : !need.when.value.empty()) continue;
    if (!among(need.stages, pathway.at(need.track).stage)) out.missing.emplace_back(need.missing);
  }
  return out;
}

bool is_before(const StepWanted& wanted, const TrackStanding& standing) {
  if (wanted.happened != standing.since) return wanted.happened < standing.since;
  return wanted.at && standing.at && *wanted.at < *standing.at;
}

// Who may be heard: what the child says with how it was heard, or why not.
void add_missing_voice(const Values& values, std::vector<Error>& missing) {
  const auto add = [&](const char* field, const char* what) {
    missing.push_back({Fault::bad_input, what, "", {.field = field}});
  };
  if (!value_of(values, "why-not-heard").empty()) return;
  if (value_of(values, "child-says").empty())
    add("child-says", "Say what the child says, or why the child was not heard");
  else if (value_of(values, "how-heard").empty())
    add("how-heard", "Say how the child was heard");
}

}  // namespace

std::string_view word(Track track) { return track_words[static_cast<std::size_t>(track)].first; }
std::string_view track_name(Track track) { return track_words[static_cast<std::size_t>(track)].second; }
std::string_view word(Stage stage) { return stage_words[static_cast<std::size_t>(stage)].first; }
std::string_view stage_name(Stage stage) { return stage_words[static_cast<std::size_t>(stage)].second; }

bool is_open(Stage stage) {
  switch (stage) {
    case Stage::none:
    case Stage::declined:
    case Stage::made:
    case Stage::settled:
    case Stage::closed:
    case Stage::stay:
      return false;
    default:
      return true;
  }
}

const std::array<Track, track_count>& tracks() {
  using enum Track;
  static constexpr std::array all = {early_help,   social_care, visit,   enquiry,           protection, in_need,
                                     looked_after, transfer,    absence, police_protection, detention};
  return all;
}

Pathway fold_pathway(std::span<const Entry* const> entries) {
  std::vector<const Entry*> ordered;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(ordered),
               [](const Entry* entry) { return step_of(entry->kind.value) != nullptr; });
  put_in_order(ordered);
  Pathway pathway;
  for (const Entry* entry : ordered) {
    const Step* step = step_of(entry->kind.value);
    const Outcome outcome = outcome_of(pathway, *step, &entry->values);
    for (const auto& [track, effect] : outcome.moves) {
      TrackStanding& standing = pathway.standings[static_cast<std::size_t>(track)];
      if (effect->to == Stage::stay || effect->to == standing.stage) continue;
      standing = {.stage = effect->to, .since = day_of(*entry), .entry = entry->id, .at = entry->happened.at};
    }
    StepTaken taken{.entry = entry->id,
                    .step = step,
                    .on = day_of(*entry),
                    .at = entry->happened.at,
                    .recorded = entry->recorded,
                    .agency = entry->agency,
                    .by = entry->practitioner,
                    .about = {},
                    .moved = {},
                    .outside = outcome.missing.empty() ? std::string() : outcome.missing.front()};
    for (const About& about : entry->about) taken.about.push_back(about.source);
    for (const auto& [track, effect] : outcome.moves) taken.moved.push_back(track);
    pathway.taken.push_back(std::move(taken));
    pathway.version = std::max(pathway.version, entry->sequence);
  }
  std::reverse(pathway.taken.begin(), pathway.taken.end());
  return pathway;
}

std::vector<Error> missing_for(const Pathway& pathway, const StepWanted& wanted, const AskedOn& now) {
  std::vector<Error> missing;
  const auto add = [&](std::string_view field, std::string what) {
    missing.push_back({Fault::bad_input, std::move(what), "", {.field = std::string(field)}});
  };
  if (wanted.happened > now.day)
    add("happened", "The day has not come yet: record it when it has happened");
  else if (wanted.at && now.at && Timestamp::at(wanted.happened, *wanted.at) > *now.at)
    add("happened-time", "The time has not come yet: record it when it has happened");
  Outcome outcome = outcome_of(pathway, *wanted.step, &wanted.values);
  for (std::string& what : outcome.missing) add("", std::move(what));
  for (const auto& [track, effect] : outcome.moves) {
    const TrackStanding& standing = pathway.at(track);
    if (standing.entry.empty() || !is_before(wanted, standing) || effect->to == Stage::stay) continue;
    add("happened", fmt::format("{} came to '{}' on {}: this cannot have happened before", track_name(track),
                                stage_name(standing.stage),
                                Happened{standing.since, standing.since, Precision::day, standing.at}.text()));
    break;
  }
  for (const Required& required : wanted.step->required) {
    if (!holds(required.when, wanted.values) || !value_of(wanted.values, required.value).empty()) continue;
    const bool said = std::any_of(missing.begin(), missing.end(),
                                  [&](const Error& known) { return known.place.field == required.value; });
    if (!said) add(required.value, std::string(required.missing));
  }
  if (wanted.step->voice) add_missing_voice(wanted.values, missing);
  return missing;
}

Done unchanged_since(const Pathway& pathway, std::int64_t version) {
  if (pathway.version == version) return {};
  const std::string what =
      pathway.taken.empty() ? std::string("a step was taken back") : lower(pathway.taken.front().step->does);
  return fail(
      Fault::conflict,
      fmt::format("Somebody changed this child's pathway since you opened the form ({}). Look at it again, then "
                  "record yours if it still stands",
                  what),
      "the pathway as it is now");
}

std::vector<StepAhead> steps_ahead(const Pathway& pathway) {
  std::vector<StepAhead> out;
  for (const Step& step : steps())
    if (!step.elsewhere) out.push_back({.step = &step, .missing = outcome_of(pathway, step, nullptr).missing});
  return out;
}

}  // namespace roundel
