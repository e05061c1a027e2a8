// Pages for the table: one to read with a family, one to print for a conference.
#pragma once

#include "service/respond/with_family.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html with_family_page(const Frame&, const service::FamilySheet&);
// `by`: who printed it, on the cover.
Html pack_page(const Frame&, const service::ConferencePack&, const Standards&, std::string_view by);
Html paper_chronology_page(const Frame&, const service::PaperChronology&, std::string_view by);

}  // namespace roundel::web
