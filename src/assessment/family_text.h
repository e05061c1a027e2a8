// Tiny families as lines of text, so that an example reads like a case note:
//
//   child born 2022-03-01                 or: child due 2024-08-01
//   mother resident                       a tie; also "elsewhere" or nothing; since DAY, until DAY, born DAY may follow
//   police 2024-01-05 police.domestic-abuse about mother,child grade=high
//   schools 2024-01-05..2024-02-09 school.suspension days=5
//
// An entry line is: agency, day, kind, whom it is about (the child where it is not said), values. A day may be an
// interval (two days joined by ..), approximate (~2024-01-05) or not known (?).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "picture/picture.h"

namespace roundel {

class FamilyText {
 public:
  // An error names the line within `text`, counted from `place`.
  static Result<FamilyText> read(std::string_view text, const Vocabulary& vocabulary, const Place& place = {});

  FamilyEntries on(Date day) const;
  const std::vector<Entry>& entries() const { return entries_; }
  static SourceId source(std::string_view who);
  static PersonId person(std::string_view who);

 private:
  friend class FamilyReader;
  std::vector<Entry> entries_;
};

}  // namespace roundel
