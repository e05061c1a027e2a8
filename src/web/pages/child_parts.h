// The parts of the child page, in the order in which they stand on it.
#pragma once

#include "web/pages/pages.h"

namespace roundel::web {

// What the parts read: the picture, the words, and what was asked of the page.
struct ChildView {
  const Frame& frame;
  const service::ChildPage& page;
  const Standards& standards;
  const ChildShown& shown;
  const Picture& picture() const { return page.picture; }
  Date on() const { return page.picture.on; }
  const PersonId& person() const { return page.picture.identity.person; }
  bool now() const { return !page.asked.as_known_at && !page.asked.as_known_to; }
};

// Of these entries, those in the chronology, which the reader may read.
std::vector<ChronologyItem> items_of(const ChildView&, const std::vector<EntryId>& entries);

Html child_identity_bar(const ChildView&);
Html child_details(const ChildView&);
Html as_known_notice(const ChildView&);
Html as_known_form(const ChildView&);
Html level_section(const ChildView&);
Html findings_section(const ChildView&);
Html protective_section(const ChildView&);
Html unasked_section(const ChildView&);
Html involved_section(const ChildView&);
Html recent_section(const ChildView&);
Html jigsaw_section(const ChildView&);    // empty where there is none
Html optimism_section(const ChildView&);  // empty where there is none
Html family_section(const ChildView&);
Html chronology_section(const ChildView&);
Html needs_section(const ChildView&);
Html stands_section(const ChildView&);  // nothing where the joint record is not read
Html response_section(const ChildView&);
Html no_content_section(const ChildView&);

}  // namespace roundel::web
