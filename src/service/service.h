// The use cases, one function each: check access → read → ask the pure rooms → append. Nothing else writes.
// A page, a JSON route and a command that do the same thing call the same function.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "assessment/assessment.h"
#include "assessment/jigsaw.h"
#include "assessment/judged_level.h"
#include "core/date.h"
#include "ledger/ledger.h"
#include "picture/picture.h"
#include "response/pathway.h"
#include "response/requests.h"
#include "response/response.h"
#include "standards/standards.h"
#include "store/database.h"

namespace roundel::service {

using access::Caller;

// ---- what the pages show ----

struct Change {
  PersonId child;
  std::string name;
  std::string age;
  std::string reason;  // one plain sentence
  std::string kind;  // "concern", "finding", "protective", "finding-ended", "response", "judgement", "request", "back"
  std::string subject;  // what it is of: the entry or the indicator
  std::string needs;    // the narrowest sharing class it rests on: "joint", "sensitive", "agency"
  Timestamp at;
  PersonId family;  // the same of children who share a parent: one of them
};
// What changed for a child, and somebody said: not now, and why.
struct PutOff {
  EntryId entry;
  PersonId child;
  std::string name;
  std::string age;
  Date until;  // the day it comes back
  Timestamp at;
  std::string author;
  std::string reason;
  int changes = 0;  // that it holds back
};
// What is not on the list, by reason: nothing is dropped in silence.
struct NotShown {
  std::vector<PutOff> put_off;   // the first to come back first
  int children_put_off = 0;      // of those with a change that is held back
  int changes_not_readable = 0;  // rest on entries that the caller may not read
  int children_unchanged = 0;    // in view, and nothing changed
  bool more = false;             // there were more changes than one list takes; the oldest are left out
};
struct ChangesToday {
  std::vector<Change> changes;  // newest first
  NotShown not_shown;
  int children_in_view = 0;  // how many children the caller works with
  Date since;                // the first day shown
  Timestamp assessed;        // when the findings were last worked out
  // By the place's limits.
  int families_a_page = 1;
  int most_days_put_off = 1;
};

struct PersonHit {
  PersonId person;
  std::string name;
  std::optional<Date> born;
  std::string sex;
  std::string area_of_home;  // postcode district only
  bool in_your_caseload = false;
};
struct FindPerson {
  std::string name;
  std::optional<Date> born;
};

struct PictureAsked {
  std::optional<Timestamp> as_known_at;
  std::optional<AgencyId> as_known_to;
};
// A finding, told whole: the rule in words, its source, the entries behind it.
struct FindingShown {
  const Indicator* indicator = nullptr;
  Finding finding;
  std::string in_words;
  std::vector<ChronologyItem> evidence;
};
struct ChildPage {
  access::Decision access;  // where !access.scope.any(): only identity name, age and `picture.involved` are filled
  access::Tie tie = access::Tie::none;
  Picture picture;
  Assessment assessment;
  std::vector<FindingShown> findings;  // risks
  std::vector<FindingShown> protective;
  std::vector<Jigsaw> jigsaw;          // findings that no agency has by itself
  std::vector<WhyToday> why_today;     // findings that did not hold `days_of_changes` before, and why they do now
  std::vector<OptimismSign> optimism;  // signs that the family was looked at too hopefully
  JudgedLevels judged;
  Response response;
  std::vector<InformationRequest> requests;  // about the child and family, as far as the caller reads them
  std::optional<Pathway> pathway;            // only where the caller reads what the joint team holds
  std::vector<Change> recent;                // what changed lately and why
  Date changes_since;                        // the first day of it
  PictureAsked asked;
  bool access_asked_for = false;  // the caller asked for more and waits
};

struct ConcernForm {
  PersonId child;
  std::string worry;
  std::string child_says;
  bool immediate_danger = false;
  std::string parents_told;  // "yes", "no-unsafe", "no-other"
  std::string key;           // idempotency key made with the form: sending it twice records it once
  // Of a child who was not found by name: the adults in the referrer's words, and who the child was said to be.
  std::string adults = {};
  std::string told_of_child = {};
};
struct RecordedConcern {
  EntryId concern;
  std::vector<Change> changes;  // what changed in the picture by it, and why
};

struct ConcernRow {
  Concern concern;
  PersonId child;
  std::string name;
  std::string age;
  std::string from_agency;
  std::vector<RunningClock> clocks;
  std::string feedback;  // what the referrer was told
};
// What one service told of the family, by whatever channel.
struct Told {
  EntryId entry;
  AgencyId agency;
  std::string agency_name;
  std::string what;  // "Domestic abuse incident"
  Date on;
  bool is_concern = false;  // waits for a response
};
// One event as several services told it.
struct IncidentShown {
  std::vector<Told> told;  // oldest first
};
// What waits about the children of one family.
struct FamilyInbox {
  std::vector<std::size_t> waiting;      // in FrontDoor::waiting
  std::vector<IncidentShown> incidents;  // newest first
  int earlier = 0;                       // concerns and notifications about these children in the twelve months before
  std::vector<std::string> open;         // what is under way: "Ivy: Child protection plan, on a plan"
  std::vector<std::string> asked;        // "City Police, answered"
};
// One concern that waits, before anything of the child is read.
struct WaitingConcern {
  EntryId concern;
  PersonId child;
  Timestamp raised;
};
inline constexpr int families_a_page = 20;
struct FrontDoor {
  std::vector<ConcernRow> waiting;    // of the families of this page, family by family
  std::vector<FamilyInbox> families;  // the same by family; whose concern waits longest stands first
  std::vector<ConcernRow> decided;    // newest first, last 20; with the first page only
  std::vector<WaitingConcern> queue;  // everything that waits, on whatever page; oldest first
  int page = 1;
  int pages = 1;
  std::int64_t never_decided = 0;  // what feeds told and nobody decided while it waited; with the first page only
};
struct ConcernPage {
  ConcernRow row;
  std::vector<FindingShown> findings;
  LevelCode suggested;
  int earlier_concerns = 0;
  std::vector<ConcernRow> together = {};  // what else waits of the same event, each once: one decision may do for all
};
struct WhichConcern {
  EntryId concern;
  PersonId child;  // one whom it is about
};
struct DecideForm {
  EntryId concern;
  PersonId child;
  ResponseChoice choice = ResponseChoice::no_further_action;
  std::string reason;
  std::string feedback;  // what the referrer is told
  DecisionSaid said;     // `counts_as` is left to the place's definition; `threshold` may be "level:3", "finding:CODE"
  std::string key;       // idempotency key made with the form: sending it twice decides once
  std::vector<WhichConcern> also = {};  // told of the same event, and decided in the same words
};
struct Decided {
  std::vector<RunningClock> clocks;  // started by the decision
  std::string counts_as;             // "contact" or "referral"; empty where the place does not say
  std::vector<std::string> heard;    // the services that hear back, one for each concern decided
};

struct JudgeForm {
  PersonId child;
  LevelCode level;
  std::string reason;
  std::string key;
};
struct SignLevelForm {
  PersonId child;
  EntryId shared;  // the shared level that is signed
  std::string key;
};

struct PutOffForm {
  std::vector<PersonId> children;  // of one family
  Date until;
  std::string reason;
  std::string key;
};

// One look at a child, or one refusal.
struct AccessLine {
  Timestamp at;
  std::string who;
  std::string agency;
  std::string what;  // "Opened the picture"
  std::string purpose;
  std::string basis;
  bool allowed = true;
  std::string why;
};

struct AccountNew {
  std::string login;
  std::string password;
  std::string name;
  PractitionerId practitioner;
  AgencyId agency;
  std::string role;
};

struct SignedIn {
  std::string token;  // for the cookie: 32 random bytes in hex; only its hash is stored
  std::string csrf;   // to be sent back with every form
  Caller caller;
};

struct QuarantineRow {
  std::string id;
  std::string feed;
  Error error;
  std::string raw;
  Timestamp at;
};

// ---- what a use case needs ----

// Told to everybody who follows live changes: nothing personal in it, only who should look again.
struct LiveEvent {
  std::int64_t number = 0;
  std::string kind;  // "concern", "response", …
  PersonId child;
};

struct Options {
  std::string store_url;
  std::string standards_dir;
  Clock clock;
  RandomBytes random;
  std::string lookup_key = {};  // the file of the key shared with other places; empty: none is
};

// One open store with everything around it. Used by one thread at a time; the web makes one for each worker.
class Desk {
 public:
  // The area is the store's own; a new store takes `area`.
  static Result<std::unique_ptr<Desk>> open(const Options& options, std::optional<AreaCode> area = {});
  struct Parts;
  explicit Desk(std::unique_ptr<Parts> parts);  // of this room; everybody else calls open()
  ~Desk();

  Parts& parts() { return *parts_; }
  const Standards& standards() const;
  const AreaCode& area() const;
  bool demonstration() const;  // synthetic people: the pages say so

 private:
  std::unique_ptr<Parts> parts_;
};

// ---- the use cases of the web ----

Result<SignedIn> sign_in(Desk&, const std::string& login, const std::string& password);
Result<SignedIn> session_of(Desk&, const std::string& token);  // not_found where expired or signed out
Done sign_out(Desk&, const std::string& token);

Result<ChangesToday> see_changes(Desk&, const Caller&);
// Takes what changed so far off the list until a day, with a reason; for the joint team, off the team's list.
Done put_off_changes(Desk&, const Caller&, const PutOffForm&);
Done bring_back_changes(Desk&, const Caller&, const PersonId& child, const EntryId& put_off);
Result<std::vector<PersonHit>> find_person(Desk&, const Caller&, const FindPerson&);
Result<PersonId> person_of_source(Desk&, const SourceId&);
Result<ChildPage> open_picture(Desk&, const Caller&, const PersonId&, const PictureAsked&);
Result<std::vector<AccessLine>> see_access_history(Desk&, const Caller&, const PersonId&);
Done ask_for_access(Desk&, const Caller&, const PersonId&, const std::string& reason);
Result<RecordedConcern> record_concern(Desk&, const Caller&, const ConcernForm&);
Result<std::vector<ConcernRow>> see_my_concerns(Desk&, const Caller&);
// `page` from 1, families_a_page families each; a page beyond the last is the last.
Result<FrontDoor> see_front_door(Desk&, const Caller&, int page = 1);
Result<ConcernPage> see_concern(Desk&, const Caller&, const PersonId&, const EntryId& concern);
// All that the form names, or nothing: a conflict that says which where somebody else decided one of them meanwhile.
Result<Decided> decide_response(Desk&, const Caller&, const DecideForm&);
Done judge_level(Desk&, const Caller&, const JudgeForm&);
// The shared level of two professions: one writes it, having judged for itself, another that has judged signs it.
Done share_level(Desk&, const Caller&, const JudgeForm&);
Done sign_level(Desk&, const Caller&, const SignLevelForm&);
// Events after `number`, for server-sent events; the caller's role must allow following them.
Result<std::vector<LiveEvent>> follow_live_changes(Desk&, const Caller&, std::int64_t after);
// The number of the newest event there can be: where following starts.
Result<std::int64_t> live_position(Desk&);

}  // namespace roundel::service
