// The table of steps: what each kind of entry moves, what it needs and what it must say. Sources: Working Together (the
// order of referral, assessment, strategy discussion, enquiry and conference; who takes part in a strategy discussion;
// the child is seen and heard), Care Planning Regulations 2010 (looked-after visits and reviews),
// Children Act 1989 section 46 (police protection), Police and Criminal Evidence Act 1984 (detention).
#include "response/pathway.h"

namespace roundel {
namespace {

const std::vector<Stage> case_open = {Stage::referred, Stage::assessing, Stage::assessed};
const std::vector<Stage> not_open = {Stage::none, Stage::closed};

constexpr Required what_changed = {"what-changed", "Say what changed for the child", {}};
constexpr Required agencies = {"agencies", "Say who took part", {}};
constexpr Required child_seen = {"child-seen", "Say whether the child was seen", {}};
constexpr Required unseen_why = {"why-not-seen", "Say why the child was not seen", {"child-seen", "no"}};
constexpr std::string_view needs_open_case = "Children's social care must be open: record the referral first";

std::vector<Step> early_help_steps() {
  using enum Stage;
  using enum Track;
  return {
      {.kind = "early-help.episode-started",
       .does = "Start early help",
       .effects = {{early_help, {none, declined, closed}, agreed, {}}},
       .required = {{"agreement", "Say who in the family agreed, and to what: early help goes by agreement", {}}}},
      {.kind = "early-help.declined",
       .does = "Record that early help was declined",
       .effects = {{early_help, {none, agreed, closed}, declined, {}}},
       .required = {{"reason", "Say why, in the family's words where you can", {}}}},
      {.kind = "early-help.assessment",
       .does = "Record an early help assessment",
       .effects = {{early_help, {agreed, assessed}, assessed, {}}, {early_help, {planned}, planned, {}}},
       .voice = true},
      {.kind = "early-help.plan",
       .does = "Record the early help plan",
       .effects = {{early_help, {assessed, planned}, planned, {}}},
       .required = {{"outcomes", "Say what should be different for the child, and by when", {}}},
       .voice = true},
      {.kind = "early-help.visit",
       .does = "Record an early help visit",
       .effects = {{early_help, {agreed, assessed, planned}, stay, {}}},
       .required = {child_seen, unseen_why}},
      {.kind = "early-help.closed",
       .does = "Close early help",
       .effects = {{early_help, {agreed, assessed, planned}, closed, {}}},
       .needs = {{social_care,
                  case_open,
                  "Stepping up: the referral must be taken first, so that nobody waits in between",
                  {"outcome", "stepped-up"}}},
       .required = {{"outcome", "Say how it ended", {}}, what_changed}},
  };
}

std::vector<Step> social_care_steps() {
  using enum Stage;
  using enum Track;
  return {
      {.kind = "social-care.contact",
       .does = "Record a contact",
       .effects = {{social_care, {none, referred, assessing, assessed, closed}, stay, {}}},
       .required = {{"reason", "Say what the contact was about", {}},
                    {"outcome", "Say what became of it: a contact is not a referral", {}}}},
      {.kind = "social-care.referral",
       .does = "Take a referral",
       .effects = {{social_care, not_open, referred, {"no-further-action", "no"}},
                   {social_care, not_open, closed, {"no-further-action", "yes"}},
                   {social_care, not_open, referred, {"no-further-action", ""}}}},
      {.kind = "social-care.assessment-started",
       .does = "Start an assessment",
       .effects = {{social_care, {referred, assessed}, assessing, {}}}},
      {.kind = "social-care.assessment-completed",
       .does = "Complete the assessment",
       .effects = {{social_care, {assessing}, assessed, {}}},
       .required = {{"outcome", "Say what follows from the assessment", {}}},
       .voice = true},
      {.kind = "social-care.visit",
       .does = "Record a social work visit",
       .effects = {{social_care, case_open, stay, {}}},
       .required = {child_seen, unseen_why}},
      {.kind = "response.visit",
       .does = "Record a visit that was decided on",
       .effects = {{visit, {wanted}, made, {}}},
       .required = {{"agencies", "Say which services went", {}},
                    child_seen,
                    unseen_why,
                    {"found", "Say what was found, and what follows", {}}}},
      {.kind = "response.decided",
       .does = "Decide the response to a concern",
       .effects = {{visit, {none, wanted, made}, wanted, {"choice", "single-agency-visit"}, true},
                   {visit, {none, wanted, made}, wanted, {"choice", "joint-visit"}, true}},
       .elsewhere = true},
      {.kind = "social-care.case-closed",
       .does = "Close the case",
       .effects = {{social_care, case_open, closed, {}}, {transfer, {accepted}, closed, {"reason", "RC5"}, true}},
       .needs = {{protection, {none, closed}, "The child protection plan must end first", {}},
                 {in_need, {none, closed}, "The child in need plan must end first", {}},
                 {looked_after, {none, closed}, "The child is looked after: that must end first", {}},
                 {enquiry, {none, settled}, "The section 47 enquiry must be concluded first", {}},
                 {social_care, {assessed}, "The assessment must be completed first", {"reason", "RC8"}},
                 {early_help,
                  {agreed, assessed, planned},
                  "Stepping down: early help must be agreed with the family first, so that they are not left alone",
                  {"reason", "RC9"}}},
       .required = {{"reason", "Say why the case closes", {}}, what_changed}},
  };
}

std::vector<Step> protection_steps() {
  using enum Stage;
  using enum Track;
  return {
      {.kind = "social-care.strategy-discussion",
       .does = "Record a strategy discussion",
       .effects = {{enquiry, {none, settled, enquiring}, enquiring, {"outcome", "section-47"}},
                   {enquiry, {none, settled, enquiring}, settled, {"outcome", "assessment"}},
                   {enquiry, {none, settled, enquiring}, settled, {"outcome", "no-further-action"}}},
       .needs = {{social_care, case_open, needs_open_case, {}}},
       .required = {{"outcome", "Say what was decided", {}},
                    {"reason", "Say why", {}},
                    {"police", "Say whether police took part", {}},
                    {"health", "Say whether a health agency took part", {}},
                    {"why-not-all",
                     "Social care, police and health decide together: say why not all took part",
                     {"police", "no"}},
                    {"why-not-all",
                     "Social care, police and health decide together: say why not all took part",
                     {"health", "no"}}}},
      {.kind = "social-care.section-47-enquiry",
       .does = "Conclude the section 47 enquiry",
       .effects = {{enquiry, {enquiring}, conference_due, {"outcome", "conference"}},
                   {enquiry, {enquiring}, settled, {"outcome", "no-concerns"}},
                   {enquiry, {enquiring}, settled, {"outcome", "concerns-not-substantiated"}}},
       .required = {{"outcome", "Say what the enquiry found", {}}, {"reason", "Say what it rests on", {}}},
       .voice = true},
      {.kind = "social-care.initial-conference",
       .does = "Record the initial child protection conference",
       .effects = {{enquiry, {conference_due}, settled, {}},
                   {protection, {none, closed}, decided, {"outcome", "plan"}},
                   {protection, {none, closed}, none, {"outcome", "no-plan"}}},
       .required = {{"outcome", "Say what the conference decided", {}}, {"reason", "Say why", {}}, agencies},
       .voice = true},
      {.kind = "social-care.transfer-in-conference",
       .does = "Record the conference for a child who moved in on a plan",
       .effects = {{protection, {arriving}, decided, {"outcome", "plan"}},
                   {protection, {arriving}, none, {"outcome", "no-plan"}}},
       .required = {{"outcome", "Say what the conference decided", {}}, {"reason", "Say why", {}}, agencies},
       .voice = true},
      {.kind = "social-care.protection-plan-started",
       .does = "Start the child protection plan",
       .effects = {{protection, {decided}, on_plan, {}}},
       .required = {{"category", "Choose the category of harm", {}}}},
      {.kind = "social-care.core-group",
       .does = "Record a core group",
       .effects = {{protection, {on_plan}, stay, {}}},
       .required = {agencies, {"progress", "Say what has changed since the last meeting", {}}},
       .voice = true},
      {.kind = "social-care.review-conference",
       .does = "Record a review conference",
       .effects = {{protection, {on_plan}, on_plan, {"outcome", "plan"}},
                   {protection, {on_plan}, ending, {"outcome", "no-plan"}}},
       .required = {{"outcome", "Say what the conference decided", {}},
                    agencies,
                    {"progress", "Say what has changed since the last conference", {}}},
       .voice = true},
      {.kind = "social-care.protection-plan-ended",
       .does = "End the child protection plan",
       .effects = {{protection, {ending}, closed, {}}, {protection, {decided, on_plan}, closed, {"why", "taken-over"}}},
       .needs = {{transfer,
                  {accepted},
                  "Another area must have accepted the child first, so that no day is without a plan",
                  {"why", "taken-over"}}},
       .required = {what_changed,
                    {"taken-over",
                     "Say when the other area's conference was, and what it decided: until then the plan is ours",
                     {"why", "taken-over"}}}},
  };
}

std::vector<Step> support_steps() {
  using enum Stage;
  using enum Track;
  const std::vector<Stage> under_plan = {decided, on_plan, ending};
  return {
      {.kind = "social-care.in-need-plan-started",
       .does = "Start a child in need plan",
       .effects = {{in_need, {none, closed}, on_plan, {}}},
       .needs = {{social_care, {assessed}, "The assessment must be completed first", {}}}},
      {.kind = "social-care.in-need-review",
       .does = "Review the child in need plan",
       .effects = {{in_need, {on_plan}, stay, {}}},
       .required = {{"progress", "Say what has changed since the last review", {}}},
       .voice = true},
      {.kind = "social-care.in-need-plan-ended",
       .does = "End the child in need plan",
       .effects = {{in_need, {on_plan}, closed, {}}},
       .required = {what_changed}},
      {.kind = "social-care.looked-after-started",
       .does = "Record that the child became looked after",
       .effects = {{looked_after, {none, closed}, in_care, {}}},
       .needs = {{social_care, case_open, needs_open_case, {}}},
       .required = {{"legal-status", "Say under which legal status", {}},
                    {"placement", "Say where the child lives", {}}}},
      {.kind = "social-care.looked-after-review",
       .does = "Record a review of a looked-after child",
       .effects = {{looked_after, {in_care}, stay, {}}},
       .required = {{"progress", "Say what has changed since the last review", {}},
                    {"decisions", "Say what was decided", {}}},
       .voice = true},
      {.kind = "social-care.looked-after-ended",
       .does = "Record that the child is no longer looked after",
       .effects = {{looked_after, {in_care}, closed, {}}},
       .required = {{"reason", "Say why", {}}, what_changed}},
      {.kind = "plan.action",
       .does = "Agree in the plan who does what",
       .needs = {{early_help, {planned}, "The early help plan must be recorded first", {"plan", "early-help"}},
                 {in_need, {on_plan}, "The child in need plan must be started first", {"plan", "in-need"}},
                 {protection,
                  under_plan,
                  "A conference must decide on a child protection plan first",
                  {"plan", "protection"}},
                 {looked_after, {in_care}, "The child is not looked after", {"plan", "looked-after"}}},
       .required = {{"by-when", "Say by when", {}}}},
      {.kind = "plan.action-done", .does = "Record what came of it", .elsewhere = true},
  };
}

std::vector<Step> transfer_steps() {
  using enum Stage;
  using enum Track;
  return {
      {.kind = "social-care.transfer-offered",
       .does = "Offer a transfer to another area",
       .effects = {{transfer, {none, closed}, offered, {}}},
       .needs = {{social_care, case_open, needs_open_case, {}}},
       .required = {{"contact", "Say whom the other area has been told to call", {}},
                    {"summary", "Say what the other area needs to know", {}}}},
      {.kind = "social-care.transfer-accepted",
       .does = "Record that the other area accepted",
       .effects = {{transfer, {offered}, accepted, {}}},
       .required = {{"accepted-by", "Say who accepted it", {}},
                    {"from", "Say from which day they are responsible", {}}}},
      {.kind = "social-care.transfer-withdrawn",
       .does = "Withdraw the transfer",
       .effects = {{transfer, {offered, accepted}, closed, {}}},
       .required = {{"reason", "Say why", {}}}},
      {.kind = "social-care.transfer-in",
       .does = "Accept a child from another area",
       .effects = {{social_care, not_open, assessed, {}},
                   {protection, {none, closed}, arriving, {"plan", "protection"}, true},
                   {in_need, {none, closed}, on_plan, {"plan", "in-need"}, true},
                   {looked_after, {none, closed}, in_care, {"plan", "looked-after"}, true}},
       .required = {{"plan", "Say on which plan the child comes, or on none", {}},
                    {"contact", "Say who knows the child there", {}}}},
  };
}

// An episode that was told after its end has its hours: nobody is missing then.
std::vector<Step> police_steps() {
  using enum Stage;
  using enum Track;
  return {
      {.kind = "police.missing",
       .does = "Record that the child is missing",
       .effects = {{absence, {none, closed, found}, missing, {"hours", ""}}}},
      {.kind = "police.missing-found",
       .does = "Record that the missing child was found",
       .effects = {{absence, {missing}, found, {}}},
       .required = {{"found", "Say where and how the child was found, and whether harm came to the child", {}}}},
      {.kind = "response.return-interview",
       .does = "Record the return interview",
       .effects = {{absence, {found}, closed, {}}},
       .required = {{"found", "Say where the child was and with whom, and what follows", {}}},
       .voice = true},
      {.kind = "police.police-protection",
       .does = "Record that the child was taken into police protection",
       .effects = {{police_protection, {none, closed}, in_force, {}}},
       .required = {{"reason", "Say what the officer believed, and why", {}}}},
      {.kind = "police.police-protection-ended",
       .does = "Record that police protection ended",
       .effects = {{police_protection, {in_force}, closed, {}}},
       .required = {{"what-follows", "Say where the child is now, and what follows", {}}}},
      {.kind = "police.detained",
       .does = "Record that the child was detained at a police station",
       .effects = {{detention, {none, closed}, in_force, {}}},
       .required = {{"appropriate-adult", "Say who the appropriate adult is, or why there is none yet", {}}}},
      {.kind = "police.detention-hospital",
       .does = "Record that the child was taken to hospital from detention",
       .effects = {{detention, {in_force}, in_hospital, {}}}},
      {.kind = "police.detention-resumed",
       .does = "Record that the child is back in detention from hospital",
       .effects = {{detention, {in_hospital}, in_force, {}}}},
      {.kind = "police.detention-ended",
       .does = "Record that the detention ended",
       .effects = {{detention, {in_force, in_hospital}, closed, {}}},
       .required = {{"outcome", "Say how it ended, and where the child went", {}}}},
  };
}

}  // namespace

const std::vector<Step>& steps() {
  static const std::vector<Step> all = [] {
    std::vector<Step> out;
    for (std::vector<Step>& part : std::array{early_help_steps(), social_care_steps(), protection_steps(),
                                              support_steps(), transfer_steps(), police_steps()})
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

const Step* step_of(std::string_view kind) {
  for (const Step& step : steps())
    if (step.kind == kind) return &step;
  return nullptr;
}

}  // namespace roundel
