#include "picture/picture.h"

#include "picture/chronology.h"
#include "picture/family_members.h"
#include "picture/identity_bar.h"
#include "picture/involvement.h"
#include "picture/needs.h"

namespace roundel {

Picture build_picture(const FamilyEntries& known, const Standards& standards, const View& view) {
  Picture picture;
  picture.identity = identity_bar(known, standards);
  picture.involved = involvement_of(known, standards);
  picture.family = family_members(known, standards);
  picture.chronology = chronology_of(known, standards, picture.family);
  const IdentityBar& child = picture.identity;
  picture.needs = needs_of(known, standards, picture.family, child.born ? child.born : child.expected);
  picture.view = view;
  picture.on = known.on;
  return picture;
}

}  // namespace roundel
