// The picture: what is known of a child at a moment, to a viewer. Built from entries by pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "ledger/as_known.h"
#include "ledger/entry.h"
#include "picture/family.h"
#include "standards/standards.h"

namespace roundel {

struct IdentityBar {
  PersonId person;
  std::string name;  // best current name; "Unborn child of …" before birth
  std::vector<std::string> other_names;
  std::optional<Date> born;
  std::optional<Date> expected;  // unborn
  std::string age;               // "3 years 2 months", "unborn, due 4 May 2024"
  std::string sex;
  std::string nhs_number;  // grouped 3-3-4; empty where none
  std::string upn;
  std::string ethnicity;
  std::string address;
  std::string school;
  int source_records = 0;                  // how many agencies' records are joined here
  std::vector<std::string> disagreements;  // "Police hold another date of birth: 4 May 2019"
};

struct Involvement {
  AgencyId agency;
  std::string agency_name;
  std::string agency_kind;
  std::string service;
  std::string practitioner;  // name of the practitioner, where told
  std::string contact;       // how to reach them; the agency's duty desk where nothing nearer is known
  Date since;
  std::optional<Date> until;
  std::optional<Date> last_contact;  // last entry that counts as contact
};

struct ChronologyItem {
  EntryId entry;
  Happened happened;
  Date known;
  Timestamp recorded;
  KindCode kind;
  std::string title;   // "Domestic abuse incident"
  std::string detail;  // its values in words: "Risk grade: medium. Child present: yes"
  AgencyId agency;
  std::string agency_name;
  std::string lane;  // from the kind of agency
  Standing standing = Standing::fact;
  std::string about;  // "the child", "father, Liam Shaw", …
  bool protective = false;
};

struct FamilyMember {
  PersonId person;   // empty for an unknown adult
  std::string name;  // "Unknown adult male" where nobody asked
  std::string sex;
  Relation relation = Relation::other;
  Residence residence = Residence::unknown;
  std::optional<Date> born;
  std::optional<Date> since;
  std::optional<Date> until;
  bool known = true;                 // false: somebody was seen or named, and no record is joined
  bool child = false;                // under 18 on the day
  std::vector<std::string> parents;  // persons of the same picture who are this member's parents, by PersonId
};

// How many entries of need and of protection fell in a month, by domain of the assessment triangle.
struct NeedsMonth {
  Date month;  // first day
  int development = 0;
  int parenting = 0;
  int family = 0;
  int protective = 0;
};

struct Picture {
  IdentityBar identity;
  std::vector<Involvement> involved;       // open ones first, newest first
  std::vector<ChronologyItem> chronology;  // newest first
  std::vector<FamilyMember> family;        // mother, father, partners, carers, siblings, others
  std::vector<NeedsMonth> needs;           // oldest first, no gaps
  View view;
  Date on;  // the day it describes
};

// Everything that a picture is made from: all entries about the child and the people tied to them.
struct FamilyEntries {
  PersonId child;
  std::vector<Entry> entries;  // ledger order, already filtered by as_known
  Membership members;
  Date on;
};

Picture build_picture(const FamilyEntries& known, const Standards& standards, const View& view);

}  // namespace roundel
