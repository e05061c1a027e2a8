// An entry: one dated thing that one agency recorded about one or more persons. The unit of everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "standards/vocabulary.h"

namespace roundel {

enum class Precision { day, interval, approximate, unknown };

// When it happened: a day, an interval (both ends included), about a day, or not known. A day may have its time, where
// the kind takes one.
struct Happened {
  Date from;
  Date to;
  Precision precision = Precision::day;
  std::optional<TimeOfDay> at = std::nullopt;  // on the wall in England; nothing: not told, or no day alone

  static Happened on(Date day) { return {day, day, Precision::day}; }
  std::string text() const;  // "5 March 2024", "5 March 2024, 21:40", "between … and …", "about …", "date not known"
  bool operator==(const Happened&) const = default;
};

using Value = std::variant<std::string, std::int64_t, double, bool, Date>;
std::string text(const Value& value);  // for reading: dates as ISO, yes/no for flags

struct About {
  SourceId source;
  RoleCode role;
  bool operator==(const About&) const = default;
};

// What a caller hands to the ledger. The ledger sets the id, the sequence and `recorded`.
struct NewEntry {
  AreaCode area;
  std::string key;  // idempotency key, unique within the agency: the same key again adds nothing
  KindCode kind;
  AgencyId agency;
  PractitionerId practitioner;  // may be empty
  Happened happened;
  Date known;  // when the recording agency learned it
  Standing standing = Standing::fact;
  std::string sharing;                                // sharing class; empty: the kind's own
  std::vector<About> about;                           // at least one; none where the kind has no roles
  std::vector<std::pair<std::string, Value>> values;  // sorted by name, names unique
  std::optional<EntryId> corrects;                    // the entry this one replaces
};

struct Entry : NewEntry {
  EntryId id;
  std::int64_t sequence = 0;  // 0, 1, 2, … within the area
  Timestamp recorded;

  const Value* value(std::string_view name) const;
  std::string text_of(std::string_view name) const;  // empty where there is none
  bool is_about(const SourceId& source) const;
};

std::vector<const Entry*> pointers_to(const std::vector<Entry>& entries);

// Made from area, agency and key, so that a correction can name what it corrects before the ledger has answered.
EntryId entry_id(const AreaCode& area, const AgencyId& agency, std::string_view key);

// Holds the entry against the vocabulary: kind, agency kind, roles, typed values. The error names the field.
Done check_entry(const NewEntry& entry, const Vocabulary& vocabulary);

// The canonical bytes of an entry: what is stored, hashed and proved. decode refuses anything encode would not write.
std::string encode(const Entry& entry);
Result<Entry> decode(std::string_view bytes);
// Whether the kind of an entry in its canonical bytes begins with `kinds` ("identity."), told without decoding them.
// True of bytes that are no entry: decode refuses them.
bool is_of_kinds(std::string_view bytes, std::string_view kinds);

}  // namespace roundel
