// Who may see or do what. A pure decision over rules that are words (standards/england/access.toml); the service logs
// every decision, refusals too.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel::access {

// Every use case of the service, one to one. A route or command without one of these does not exist.
enum class UseCase {
  sign_in,
  sign_out,
  read_about,
  read_standards,
  see_changes,
  put_off_changes,
  find_person,
  open_picture,
  see_out_of_sight,
  see_work,
  see_work_of_others,
  set_reminders,
  read_calendar,
  send_reminders,
  hand_over_work,
  see_replay,
  see_who_knew,
  see_access_history,
  ask_for_access,
  grant_access,
  record_concern,
  record_new_child,
  see_my_concerns,
  see_passed_on,
  see_front_door,
  decide_response,
  judge_level,
  share_level,
  sign_level,
  see_pathway,
  record_step,
  record_birth,
  read_with_family,
  print_pack,
  print_chronology,
  ask_agency,
  see_requests,
  answer_request,
  chase_request,
  follow_live_changes,
  see_quarantine,
  replay_quarantine,
  ingest,
  link,
  assess,
  verify,
  rebuild,
  see_oversight,
  record_learned,
  see_learning,
  rate_vignettes,
  see_severity,
  rehearse,
  backtest,
  see_backtest,
  make_return,
  see_link_queue,
  review_link,
  decide_link,
  see_linkage_quality,
  ask_elsewhere,
  answer_elsewhere,
  manage_accounts,
};
std::string_view word(UseCase use_case);  // "open-picture"
Result<UseCase> parse_use_case(std::string_view word);
const std::vector<UseCase>& use_cases();

// How a practitioner stands to a child, in the order of the rules file: each may see at least what the one before may.
// Folded from entries; the last one that holds counts.
enum class Tie { none, referrer, agency_involved, named_practitioner, joint_team, granted, console };
std::string_view word(Tie tie);
Result<Tie> parse_tie(std::string_view word);

enum class Purpose { direct_work, safeguarding, review, administration };
std::string_view word(Purpose purpose);
Result<Purpose> parse_purpose(std::string_view word);

// The role of whoever sits at the console of the machine that holds the store. No account of the pages may have it.
inline constexpr std::string_view console_role = "operator";

// Who is asking.
struct Caller {
  std::string account;  // login; empty: nobody is signed in
  std::string name;
  PractitionerId practitioner;
  AgencyId agency;
  AreaCode area;
  std::string role;  // "practitioner", "joint-team", "referrer", "manager", "reviewer", "steward",
                     // "identity-steward", "information-governance", "other-place", "operator"
  Purpose purpose = Purpose::direct_work;
};

// What of a child's content a caller may read.
struct ContentScope {
  bool involvement = false;  // who is involved: wide
  bool own = false;          // what the caller's own agency recorded
  bool joint = false;        // what is shared with the joint team
  bool sensitive = false;    // classes marked sensitive, on reasonable cause
  bool any() const { return own || joint || sensitive; }
  bool operator==(const ContentScope&) const = default;
};

struct Decision {
  bool allowed = false;
  ContentScope scope;
  std::string why;           // in words, names the rule: shown and logged
  std::string lawful_basis;  // of the purpose, from the rules
};

struct RoleRule {
  std::string code;
  std::string name;
  std::vector<UseCase> may;
  ContentScope most;  // the most this role reads of a child by its tie; only a grant goes beyond
};
struct TieRule {
  Tie tie = Tie::none;
  ContentScope scope;
  std::string why;
};
struct PurposeRule {
  Purpose purpose = Purpose::direct_work;
  std::string name;
  std::string lawful_basis;
  std::string source;
  bool confirmed = true;  // false: sources differ or are doubtful, `note` says how
  std::string note;
};
struct Rules {
  std::vector<RoleRule> roles;
  std::vector<TieRule> ties;
  std::vector<PurposeRule> purposes;
  std::vector<UseCase> open_to_all;   // without sign-in: sign-in itself and the about page
  std::vector<UseCase> need_content;  // refused about a child of whose content the caller may read nothing
};

inline bool lists(const std::vector<UseCase>& use_cases, UseCase one) {
  return std::find(use_cases.begin(), use_cases.end(), one) != use_cases.end();
}

// Reads DIR/england/access.toml. A use case that no role may use and that is not open to all is an error, and so are
// ties whose scope does not grow from one to the next. `parse_rules` reads the same from text; `name` is what errors
// call it.
Result<Rules> parse_rules(std::string_view toml, const std::string& name);
Result<Rules> load_rules(const std::string& standards_dir);

// How the caller stands to the child, from the child's entries (all that are recorded, whoever may read them).
Tie tie_of(const Caller& caller, std::span<const Entry* const> child_entries, const Standards& standards,
           Timestamp now);
inline Tie tie_of(const Caller& caller, const std::vector<Entry>& child_entries, const Standards& standards,
                  Timestamp now) {
  return tie_of(caller, pointers_to(child_entries), standards, now);
}

// Whether the joint team works with the child: a concern or notification waits, work was begun and not ended, or social
// care or early help are involved. `child_entries` with corrections applied.
bool is_with_joint_team(std::span<const Entry* const> child_entries, const Standards& standards, Date today);
// Whether whoever works with such a child stands to it as the joint team does: by role and agency.
bool may_stand_for_joint_team(const Caller& caller, const Standards& standards);

// May the caller do this at all (role), and for a use case about a child, how much may they see (tie). What the rules
// do not name is refused. A refusal about a child may still leave `scope.involvement`: who is involved is wide.
Decision decide(const Caller& caller, UseCase use_case, const Rules& rules);
Decision decide_about_child(const Caller& caller, UseCase use_case, Tie tie, const Rules& rules);

// The entries of the child's picture that fall within the scope.
bool may_read(const Entry& entry, const ContentScope& scope, const Caller& caller, const Vocabulary& vocabulary);
// The same and who people are (structural kinds), which is the frame of every picture and never content by itself.
bool may_read_or_frames(const Entry& entry, const ContentScope& scope, const Caller& caller,
                        const Vocabulary& vocabulary);

}  // namespace roundel::access
