// What was passed on about each child and what became of it, kept so that the loop is counted without reading the
// record. The table `passed_on` can always be rebuilt; nothing in it depends on the day on which it was derived.
#pragma once

#include <string_view>
#include <vector>

#include "response/loop.h"
#include "service/family_loader.h"
#include "service/parts.h"

namespace roundel::service {

inline const std::vector<std::string_view> passed_on_columns = {"area",   "person", "entry",  "day",     "way",
                                                                "source", "kind",   "answer", "answered"};
std::vector<store::Row> passed_on_rows(const AreaCode& area, const std::vector<PassedOnAbout>& all);

// Of a day and later, in order.
Result<std::vector<PassedOnAbout>> passed_on_since(Desk::Parts& parts, Date from);

// As the person's own entries tell it.
std::vector<PassedOnAbout> passed_on_about(const Desk::Parts& parts, const PersonId& person,
                                           const LoadedFamily& family);

// Brings the rows of one person up to what the store holds; within the transaction that changed it.
Done refresh_passed_on(Desk::Parts& parts, const PersonId& person);

}  // namespace roundel::service
