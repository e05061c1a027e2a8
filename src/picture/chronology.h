// The chronology: one line an entry about the child or somebody tied to them, in words, newest first.
#pragma once

#include <string>
#include <vector>

#include "picture/picture.h"

namespace roundel {

// `family` as family_members() gives it: it tells whom the lines of others are about.
std::vector<ChronologyItem> chronology_of(const FamilyEntries& known, const Standards& standards,
                                          const std::vector<FamilyMember>& family);

// The entry's values in the words of the vocabulary: "Risk grade: medium. Child present: yes".
std::string values_in_words(const Entry& entry, const Vocabulary& vocabulary);

}  // namespace roundel
