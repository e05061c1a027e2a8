// Entries of children's social care → episodes of the census.
#include <algorithm>
#include <array>
#include <tuple>

#include "core/text.h"
#include "picture/subjects.h"
#include "returns/cin_return.h"

namespace roundel {
namespace {

enum Kind {
  referral,
  assessment_started,
  assessment_completed,
  enquiry,
  conference,
  plan_started,
  plan_ended,
  protection_started,
  review,
  protection_ended,
  closed,
};
// In the order in which the events of one day are taken.
constexpr std::array<std::string_view, 11> kinds = {"social-care.referral",
                                                    "social-care.assessment-started",
                                                    "social-care.assessment-completed",
                                                    "social-care.section-47-enquiry",
                                                    "social-care.initial-conference",
                                                    "social-care.in-need-plan-started",
                                                    "social-care.in-need-plan-ended",
                                                    "social-care.protection-plan-started",
                                                    "social-care.review-conference",
                                                    "social-care.protection-plan-ended",
                                                    "social-care.case-closed"};

std::optional<Date> date_of(const Entry& entry, std::string_view name) {
  const Value* value = entry.value(name);
  if (value == nullptr || !std::holds_alternative<Date>(*value)) return std::nullopt;
  return std::get<Date>(*value);
}

// The last of the episode's modules that `fits`; nullptr where none does.
template <class Module, class Fits>
Module* last_that(std::vector<Module>& modules, const Fits& fits) {
  for (auto at = modules.rbegin(); at != modules.rend(); ++at)
    if (fits(*at)) return &*at;
  return nullptr;
}

// The episode that an event of the day belongs to: the last one referred by then that was not closed yet, else the last
// one referred by then; what is dated before any referral belongs to the first, where the rules will find it.
CinEpisode* episode_at(CinChild& child, Date day) {
  CinEpisode* open = last_that(
      child.episodes, [&](const CinEpisode& e) { return e.referred <= day && (!e.closed || day <= *e.closed); });
  if (open != nullptr) return open;
  CinEpisode* last = last_that(child.episodes, [&](const CinEpisode& e) { return e.referred <= day; });
  if (last != nullptr) return last;
  return child.episodes.empty() ? nullptr : &child.episodes.front();
}

bool in_return(const CinEpisode& episode, CinYear year) {
  if (episode.referred > year.to()) return false;
  if (episode.no_further_action.value_or(false)) return episode.referred >= year.from();
  return !episode.closed || *episode.closed >= year.from();
}

// What ended before the year was told in an earlier return.
bool before(const std::optional<Date>& day, CinYear year) { return day && *day < year.from(); }

void keep_year(CinEpisode& episode, CinYear year) {
  std::erase_if(episode.assessments, [&](const CinAssessment& a) { return before(a.completed, year); });
  std::erase_if(episode.plans, [&](const CinPlan& p) { return before(p.ended, year); });
  std::erase_if(episode.enquiries,
                [&](const CinEnquiry& e) { return before(e.conference ? *e.conference : e.started, year); });
  std::erase_if(episode.protection_plans, [&](const CinProtectionPlan& p) { return before(p.ended, year); });
  for (CinProtectionPlan& plan : episode.protection_plans)
    std::erase_if(plan.reviews, [&](Date day) { return day < year.from(); });
  if (before(episode.conference, year)) episode.conference.reset();
}

}  // namespace

const std::vector<std::string_view>& cin_not_recorded() {
  static const std::vector<std::string_view> elements = {"FormerUPN", "UPNunknown", "Disabilities",
                                                         "AssessmentInternalReviewDate", "InitialCPCtarget"};
  return elements;
}

CinFold::CinFold(const Standards& standards) {
  if (!standards.place) return;
  la_code_ = standards.place->la_code;
  for (const Agency& agency : standards.place->agencies)
    if (agency.kind == "social-care" && agency_.empty()) agency_ = agency.id;
}

void CinFold::add(const Entry& entry) {
  if (entry.corrects) corrected_.insert(*entry.corrects);
  if (entry.agency != agency_) return;
  const bool identity = entry.kind.value == "identity.details";
  const auto kind = std::find(kinds.begin(), kinds.end(), entry.kind.value);
  if (!identity && kind == kinds.end()) return;
  for (const About& about : entry.about) {
    // Social care's register names parents too; whoever has no episode is left out in the end.
    const std::string id = about.source.value.substr(about.source.value.find('/') + 1);
    if (identity) {
      children_[id].details.push_back({.id = entry.id,
                                       .known = entry.known,
                                       .sequence = entry.sequence,
                                       .born = date_of(entry, "birth-date"),
                                       .expected = date_of(entry, "expected-date"),
                                       .died = date_of(entry, "died"),
                                       .upn = entry.text_of("upn"),
                                       .sex = upper(entry.text_of("sex")),
                                       .ethnicity = entry.text_of("ethnicity")});
      continue;
    }
    if (about.role.value != "child" && about.role.value != "unborn-child") continue;
    Event event{.day = day_of(entry),
                .sequence = entry.sequence,
                .id = entry.id,
                .kind = static_cast<int>(kind - kinds.begin()),
                .code = {},
                .more = {},
                .flag = {},
                .number = {}};
    for (const auto& [name, value] : entry.values) {
      if (name == "source" || name == "factors" || name == "category" || name == "reason" || name == "outcome")
        event.code = text(value);
      if (name == "primary-need") event.more = text(value);
      if (std::holds_alternative<bool>(value)) event.flag = std::get<bool>(value);
      if (std::holds_alternative<std::int64_t>(value)) event.number = std::get<std::int64_t>(value);
    }
    if (event.kind == assessment_completed) event.code = entry.text_of("factors");
    children_[id].events.push_back(std::move(event));
  }
}

// Returns how many entries found no place: 0 or 1.
std::int64_t CinFold::place_event(CinChild& child, const Event& event) {
  CinEpisode* found = episode_at(child, event.day);
  if (found == nullptr) return 1;
  CinEpisode& episode = *found;
  const auto open_by = [&](const auto& module) {
    return module.started && *module.started <= event.day && !module.ended;
  };
  switch (event.kind) {
    case assessment_started:
      episode.assessments.push_back({.started = event.day, .completed = {}, .factors = {}});
      return 0;
    case assessment_completed: {
      CinAssessment* assessment = last_that(episode.assessments, [&](const CinAssessment& a) { return !a.completed; });
      if (assessment == nullptr) assessment = &episode.assessments.emplace_back();
      assessment->completed = event.day;
      for (const std::string_view factor : split(event.code, ' '))
        if (!factor.empty()) assessment->factors.emplace_back(factor);
      return 0;
    }
    case enquiry:
      episode.enquiries.push_back(
          {.started = event.day,
           .conference = {},
           .conference_not_required = event.code == "no-concerns" || event.code == "concerns-not-substantiated"});
      return 0;
    case conference: {
      CinEnquiry* led = last_that(episode.enquiries, [&](const CinEnquiry& e) {
        return e.started <= event.day && !e.conference && !e.conference_not_required;
      });
      if (led == nullptr && episode.conference) return 1;
      (led != nullptr ? led->conference : episode.conference) = event.day;
      return 0;
    }
    case plan_started:
      episode.plans.push_back({.started = event.day, .ended = {}});
      return 0;
    case plan_ended: {
      CinPlan* plan = last_that(episode.plans, open_by);
      if (plan == nullptr) return 1;
      plan->ended = event.day;
      return 0;
    }
    case protection_started:
      episode.protection_plans.push_back(
          {.started = event.day, .ended = {}, .category = event.code, .previous = event.number, .reviews = {}});
      return 0;
    case review: {
      CinProtectionPlan* plan = last_that(
          episode.protection_plans, [&](const CinProtectionPlan& p) { return !p.ended || event.day <= *p.ended; });
      if (plan == nullptr) return 1;
      plan->reviews.push_back(event.day);
      return 0;
    }
    case protection_ended: {
      CinProtectionPlan* plan = last_that(episode.protection_plans, open_by);
      if (plan == nullptr) return 1;
      plan->ended = event.day;
      return 0;
    }
    default:
      return 0;
  }
}

CinChild CinFold::child_of(const std::string& id, const Known& known, CinYear year, std::int64_t& left_out) const {
  CinChild child{
      .id = id, .upn = {}, .born = {}, .expected = {}, .died = {}, .sex = {}, .ethnicity = {}, .episodes = {}};
  std::vector<const Details*> details;
  for (const Details& each : known.details)
    if (!corrected_.contains(each.id)) details.push_back(&each);
  std::sort(details.begin(), details.end(), [](const Details* a, const Details* b) {
    return std::tie(a->known, a->sequence) < std::tie(b->known, b->sequence);
  });
  for (const Details* each : details) {  // what was learned last counts
    if (each->born) child.born = each->born;
    if (each->expected) child.expected = each->expected;
    if (each->died) child.died = each->died;
    for (const auto& [from, to] :
         {std::pair{&each->upn, &child.upn}, {&each->sex, &child.sex}, {&each->ethnicity, &child.ethnicity}})
      if (!from->empty()) *to = *from;
  }
  // As the child was on the reference day: whoever was born later is unborn in this return, and has no sex in it.
  if (child.born && *child.born > year.to() && child.expected) {
    child.born.reset();
    child.sex = "U";
  }
  if (child.died && *child.died > year.to()) child.died.reset();
  if (child.born) child.expected.reset();  // the census takes one of the two

  std::vector<const Event*> events;
  for (const Event& each : known.events)
    if (each.day <= year.to() && !corrected_.contains(each.id)) events.push_back(&each);
  std::sort(events.begin(), events.end(), [](const Event* a, const Event* b) {
    return std::tie(a->day, a->kind, a->sequence) < std::tie(b->day, b->kind, b->sequence);
  });
  for (const Event* each : events)
    if (each->kind == referral)
      child.episodes.push_back({.referred = each->day,
                                .source = each->code,
                                .primary_need = each->more,
                                .no_further_action = each->flag,
                                .closed = {},
                                .closure_reason = {},
                                .conference = {},
                                .assessments = {},
                                .plans = {},
                                .enquiries = {},
                                .protection_plans = {}});
  for (const Event* each : events) {
    if (each->kind != closed) continue;
    CinEpisode* episode =
        last_that(child.episodes, [&](const CinEpisode& e) { return e.referred <= each->day && !e.closed; });
    if (episode == nullptr) {
      left_out += year.holds(each->day) ? 1 : 0;
      continue;
    }
    episode->closed = each->day;
    episode->closure_reason = each->code;
  }
  for (const Event* each : events)
    if (each->kind != referral && each->kind != closed && place_event(child, *each) > 0 && year.holds(each->day))
      ++left_out;

  std::erase_if(child.episodes, [&](const CinEpisode& episode) { return !in_return(episode, year); });
  for (CinEpisode& episode : child.episodes) keep_year(episode, year);
  return child;
}

CinReturn CinFold::finish(CinYear year) const {
  CinReturn out{.year = year, .la_code = la_code_, .children = {}};
  for (const auto& [id, known] : children_) {
    if (known.events.empty()) continue;
    CinChild child = child_of(id, known, year, out.left_out);
    if (!child.episodes.empty()) out.children.push_back(std::move(child));
  }
  std::sort(out.children.begin(), out.children.end(), [](const CinChild& a, const CinChild& b) { return a.id < b.id; });
  return out;
}

}  // namespace roundel
