#include <algorithm>
#include <array>

#include "access/access.h"
#include "core/text.h"

namespace roundel::access {
namespace {

template <class Meaning>
struct Word {
  Meaning meaning;
  std::string_view code;
};

constexpr std::array use_case_words = {
    Word<UseCase>{UseCase::sign_in, "sign-in"},
    Word<UseCase>{UseCase::sign_out, "sign-out"},
    Word<UseCase>{UseCase::read_about, "read-about"},
    Word<UseCase>{UseCase::read_standards, "read-standards"},
    Word<UseCase>{UseCase::see_changes, "see-changes"},
    Word<UseCase>{UseCase::put_off_changes, "put-off-changes"},
    Word<UseCase>{UseCase::find_person, "find-person"},
    Word<UseCase>{UseCase::open_picture, "open-picture"},
    Word<UseCase>{UseCase::see_out_of_sight, "see-out-of-sight"},
    Word<UseCase>{UseCase::see_work, "see-work"},
    Word<UseCase>{UseCase::see_work_of_others, "see-work-of-others"},
    Word<UseCase>{UseCase::set_reminders, "set-reminders"},
    Word<UseCase>{UseCase::read_calendar, "read-calendar"},
    Word<UseCase>{UseCase::send_reminders, "send-reminders"},
    Word<UseCase>{UseCase::hand_over_work, "hand-over-work"},
    Word<UseCase>{UseCase::see_replay, "see-replay"},
    Word<UseCase>{UseCase::see_who_knew, "see-who-knew"},
    Word<UseCase>{UseCase::see_access_history, "see-access-history"},
    Word<UseCase>{UseCase::ask_for_access, "ask-for-access"},
    Word<UseCase>{UseCase::grant_access, "grant-access"},
    Word<UseCase>{UseCase::record_concern, "record-concern"},
    Word<UseCase>{UseCase::record_new_child, "record-new-child"},
    Word<UseCase>{UseCase::see_my_concerns, "see-my-concerns"},
    Word<UseCase>{UseCase::see_passed_on, "see-passed-on"},
    Word<UseCase>{UseCase::see_front_door, "see-front-door"},
    Word<UseCase>{UseCase::decide_response, "decide-response"},
    Word<UseCase>{UseCase::judge_level, "judge-level"},
    Word<UseCase>{UseCase::share_level, "share-level"},
    Word<UseCase>{UseCase::sign_level, "sign-level"},
    Word<UseCase>{UseCase::see_pathway, "see-pathway"},
    Word<UseCase>{UseCase::record_step, "record-step"},
    Word<UseCase>{UseCase::record_birth, "record-birth"},
    Word<UseCase>{UseCase::read_with_family, "read-with-family"},
    Word<UseCase>{UseCase::print_pack, "print-pack"},
    Word<UseCase>{UseCase::print_chronology, "print-chronology"},
    Word<UseCase>{UseCase::ask_agency, "ask-agency"},
    Word<UseCase>{UseCase::see_requests, "see-requests"},
    Word<UseCase>{UseCase::answer_request, "answer-request"},
    Word<UseCase>{UseCase::chase_request, "chase-request"},
    Word<UseCase>{UseCase::follow_live_changes, "follow-live-changes"},
    Word<UseCase>{UseCase::see_quarantine, "see-quarantine"},
    Word<UseCase>{UseCase::replay_quarantine, "replay-quarantine"},
    Word<UseCase>{UseCase::ingest, "ingest"},
    Word<UseCase>{UseCase::link, "link"},
    Word<UseCase>{UseCase::assess, "assess"},
    Word<UseCase>{UseCase::verify, "verify"},
    Word<UseCase>{UseCase::rebuild, "rebuild"},
    Word<UseCase>{UseCase::see_oversight, "see-oversight"},
    Word<UseCase>{UseCase::record_learned, "record-learned"},
    Word<UseCase>{UseCase::see_learning, "see-learning"},
    Word<UseCase>{UseCase::rate_vignettes, "rate-vignettes"},
    Word<UseCase>{UseCase::see_severity, "see-severity"},
    Word<UseCase>{UseCase::rehearse, "rehearse"},
    Word<UseCase>{UseCase::backtest, "backtest"},
    Word<UseCase>{UseCase::see_backtest, "see-backtest"},
    Word<UseCase>{UseCase::make_return, "make-return"},
    Word<UseCase>{UseCase::see_link_queue, "see-link-queue"},
    Word<UseCase>{UseCase::review_link, "review-link"},
    Word<UseCase>{UseCase::decide_link, "decide-link"},
    Word<UseCase>{UseCase::see_linkage_quality, "see-linkage-quality"},
    Word<UseCase>{UseCase::ask_elsewhere, "ask-elsewhere"},
    Word<UseCase>{UseCase::answer_elsewhere, "answer-elsewhere"},
    Word<UseCase>{UseCase::manage_accounts, "manage-accounts"},
};
constexpr std::array tie_words = {
    Word<Tie>{Tie::none, "none"},
    Word<Tie>{Tie::referrer, "referrer"},
    Word<Tie>{Tie::agency_involved, "agency-involved"},
    Word<Tie>{Tie::named_practitioner, "named-practitioner"},
    Word<Tie>{Tie::joint_team, "joint-team"},
    Word<Tie>{Tie::granted, "granted"},
    Word<Tie>{Tie::console, "console"},
};
constexpr std::array purpose_words = {
    Word<Purpose>{Purpose::direct_work, "direct-work"},
    Word<Purpose>{Purpose::safeguarding, "safeguarding"},
    Word<Purpose>{Purpose::review, "review"},
    Word<Purpose>{Purpose::administration, "administration"},
};

// The lists stand in the order of their enum.
template <class Meaning, std::size_t size>
std::string_view code_of(const std::array<Word<Meaning>, size>& words, Meaning meaning) {
  return words[static_cast<std::size_t>(meaning)].code;
}

template <class Meaning, std::size_t size>
Result<Meaning> meaning_of(const std::array<Word<Meaning>, size>& words, std::string_view code, const char* noun) {
  std::vector<std::string_view> codes;
  for (const Word<Meaning>& known : words) {
    if (known.code == code) return known.meaning;
    codes.push_back(known.code);
  }
  const std::string_view near = nearest(code, codes);
  const std::vector<std::string> all(codes.begin(), codes.end());
  return fail(Fault::bad_input, "'" + std::string(code) + "' is not a " + noun,
              near.empty() ? join_words(all, " or ") : "'" + std::string(near) + "'?");
}

}  // namespace

std::string_view word(UseCase use_case) { return code_of(use_case_words, use_case); }
std::string_view word(Tie tie) { return code_of(tie_words, tie); }
std::string_view word(Purpose purpose) { return code_of(purpose_words, purpose); }

Result<UseCase> parse_use_case(std::string_view word) { return meaning_of(use_case_words, word, "use case"); }
Result<Tie> parse_tie(std::string_view word) { return meaning_of(tie_words, word, "tie"); }
Result<Purpose> parse_purpose(std::string_view word) { return meaning_of(purpose_words, word, "purpose"); }

const std::vector<UseCase>& use_cases() {
  static const std::vector<UseCase> all = [] {
    std::vector<UseCase> cases;
    for (const auto& known : use_case_words) cases.push_back(known.meaning);
    return cases;
  }();
  return all;
}

}  // namespace roundel::access
