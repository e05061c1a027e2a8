// How the files of one edition become Standards, in reading order. Each function reads one file or folder onto what was
// read before it, and refuses what does not fit; a missing optional file adds nothing.
#pragma once

#include <string>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "standards/fields.h"
#include "standards/standards.h"

namespace roundel {

// The .toml files of a folder by name; empty where there is no such folder.
std::vector<std::string> standards_files(const std::string& folder);
bool file_exists(const std::string& path);

Done load_codes(const std::string& folder, Vocabulary& vocabulary);           // codes/*.toml
Done load_roles(const std::string& path, Vocabulary& vocabulary);             // roles.toml
Done load_sharing(const std::string& path, Vocabulary& vocabulary);           // sharing.toml
Done load_retention(const std::string& path, Vocabulary& vocabulary);         // retention.toml
Done load_kinds(const std::string& folder, Vocabulary& vocabulary);           // vocabulary/*.toml
Done load_groups(const std::string& path, Vocabulary& vocabulary);            // groups.toml
Result<LevelScheme> load_levels(const std::string& path);                     // levels.toml
Result<SchoolTerms> load_school_terms(const std::string& path);               // school-terms.toml, of a place
Result<WorkingDays> load_bank_holidays(const std::string& path);              // bank-holidays.toml
Done load_clocks(const std::string& path, bool local, Standards& standards);  // clocks.toml
// indicators/*.toml. `proof`: must what a place tightens be shown to be no looser, or is it told where it is not.
enum class Proof { must, told };
Done load_indicators(const std::string& path, bool local, Standards& standards, Proof proof = Proof::must);
Done load_crosswalks(const std::string& path, Standards& standards);     // crosswalk.toml
Done load_notifications(const std::string& path, Standards& standards);  // front-door.toml
// A place's front-door.toml: it may add notifications, take less for an answer and hold longer what nobody decided, and
// so loses none of the nation's.
Done tighten_notifications(const std::string& path, Standards& standards);
Done load_questions(const std::string& path, Standards& standards);  // questions.toml
Result<PlaceInfo> load_place(const std::string& folder, const Vocabulary& vocabulary,
                             std::string* edition);                    // place.toml
Done narrow_sharing(const std::string& path, Vocabulary& vocabulary);  // a place's sharing.toml

// That a word is a kind of entry; that the value of a condition on an entry of kind `of` is of a code set, or a yes-no,
// and its words are of it. Noted where not.
void read_kind_word(Fields& fields, std::string_view key, const std::string& code, const Vocabulary& vocabulary);
void check_when(Fields& fields, const StartsWhen& when, const std::string& of, const Vocabulary& vocabulary);

}  // namespace roundel
