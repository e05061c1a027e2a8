// Tiny families as lines of text (assessment/family_text.h says how), for tests that know them to be right.
#pragma once

#include <stdexcept>

#include <fmt/format.h>

#include "assessment/assessment.h"
#include "assessment/family_text.h"

namespace roundel::testing {

class FamilyText {
 public:
  FamilyText(std::string_view text, const Vocabulary& vocabulary) {
    auto read = roundel::FamilyText::read(text, vocabulary);
    if (!read) throw std::runtime_error(read.error().text());
    family_ = std::move(*read);
  }
  FamilyEntries on(Date day) const { return family_.on(day); }
  const std::vector<Entry>& entries() const { return family_.entries(); }
  static SourceId source(std::string_view who) { return roundel::FamilyText::source(who); }
  static PersonId person(std::string_view who) { return roundel::FamilyText::person(who); }

 private:
  roundel::FamilyText family_;
};

}  // namespace roundel::testing
