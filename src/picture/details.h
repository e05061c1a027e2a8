// What the source records of one person say of them now: every field with who holds which value, the best first.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// One value of a field, and which agencies hold it at present.
struct HeldValue {
  std::string value;
  std::vector<AgencyId> agencies;  // each once, sorted
  Date latest;                     // when it was last told
};

// One source record's word on a person, at one time.
struct Detail {
  SourceId source;
  const Entry* entry = nullptr;
};

// The identity.details entries about the person, oldest first. They live as long as `known`.
std::vector<Detail> details_about(const FamilyEntries& known, const PersonId& person);

// Which of the values that agencies hold is the best.
enum class Best {
  told_last,      // of what changes: an address. Of those told on one day, the one that more agencies hold
  spelt_by_most,  // of names: told last, but of two spellings one slip apart the one that more agencies hold
  held_by_most,   // of what does not change: a date of birth. Of those that as many hold, the one told last
};
struct Field {
  std::function<std::string(const Entry&)> read;  // empty where the entry does not tell it
  Best best = Best::told_last;
  std::string operator()(const Entry& entry) const { return read(entry); }
};
Field field(std::string name, Best best = Best::told_last);
Field birth_date();    // ISO
Field full_name();     // "Ava Shaw"
Field full_address();  // "12 Mill Lane, BD1 1AA"

// Each source record counts with the last value it told. Best first; at last alphabetically, so that the answer never
// depends on order.
std::vector<HeldValue> held_values(const std::vector<Detail>& details, const Field& field);
std::string best_value(const std::vector<Detail>& details, const Field& field);
std::optional<Date> best_date(const std::vector<Detail>& details, const Field& field);
// Roughly, where no agency holds a date of birth: what was told last.
std::optional<int> rough_birth_year(const std::vector<Detail>& details);

// Letters and digits in lower case: two ways to write the same address or name compare equal.
std::string squeezed(std::string_view text);

}  // namespace roundel
