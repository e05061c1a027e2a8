// The words: kinds of agency, kinds of entry with their typed values, roles, code sets, sharing classes, retention.
// Read from standards/england/vocabulary/*.toml; a place may add to them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/ids.h"
#include "core/result.h"

namespace roundel {

// What weight a statement has by its nature, whoever makes it.
enum class Standing { fact, reported, opinion, judgement };

enum class ValueType { text, code, number, yes_no, date };

// A value that an entry of a kind may carry.
struct ValueSpec {
  std::string name;   // "grade"
  std::string label;  // "Risk grade"
  ValueType type = ValueType::text;
  std::string code_set;  // for code: the name of the set
  bool required = false;
};

struct EntryKind {
  KindCode code;                          // "police.domestic-abuse"
  std::string name;                       // "Domestic abuse incident"
  std::vector<std::string> agency_kinds;  // who records it; empty: every kind of agency
  Standing standing = Standing::fact;
  std::string sharing;          // code of the sharing class
  std::string retention;        // code of the retention rule
  std::vector<RoleCode> roles;  // roles its subjects may have; none: it is about nobody
  std::vector<ValueSpec> values;
  bool protective = false;  // speaks for the child's safety or wellbeing
  bool contact = false;     // somebody of the agency met, saw or examined the subject
  bool timed = false;       // takes a time of day: where hours count
  bool structural = false;  // says who people are and how they belong together; no chronology line of its own

  const ValueSpec* value(std::string_view value_name) const;
};

struct AgencyKind {
  std::string code;  // "health-visiting"
  std::string name;  // "Health visiting"
  std::string lane;  // the chronology lane it is drawn in: "health", "education", "police", …
};

struct RoleWord {
  RoleCode code;
  std::string name;
  bool child = false;  // the entry is about this person as a child
};

struct CodeSet {
  std::string name;                                        // "referral-source"
  std::string source;                                      // where the codes come from
  std::vector<std::pair<std::string, std::string>> codes;  // code → meaning, in the source's order
  bool confirmed = true;                                   // false: doubtful, `note` says how
  std::string note;
  const std::string* meaning(std::string_view code) const;
};

struct SharingClass {
  std::string code;  // "joint", "agency", "sensitive"
  std::string name;
  std::string why;
  bool joint_team = false;  // content goes to every agency of the joint team as soon as it is recorded
  bool sensitive =
      false;  // content leaves the agency only with consent or reasonable cause to suspect significant harm
};

struct Retention {
  std::string code;
  std::string rule;  // in words
  std::string source;
  bool confirmed = true;  // false: a doubtful fact, shown with its flag
};

// Kinds of entry that rules speak of together: "any contact", "any worry".
struct KindGroup {
  std::string code;  // "contact"
  std::string name;  // "somebody of a service met or saw"
  std::vector<KindCode> kinds;
};

class Vocabulary {
 public:
  std::vector<AgencyKind> agency_kinds;
  std::vector<EntryKind> kinds;
  std::vector<RoleWord> roles;
  std::vector<CodeSet> code_sets;
  std::vector<SharingClass> sharing_classes;
  std::vector<Retention> retentions;
  std::vector<KindGroup> groups;

  // Builds the look-ups below; call once after filling the lists.
  void index();

  // nullptr where the word is not in the vocabulary.
  const EntryKind* kind(std::string_view code) const;
  // Dense number of a kind, 0..kinds.size()-1, for columns; -1 where unknown.
  int kind_number(std::string_view code) const;
  const AgencyKind* agency_kind(std::string_view code) const;
  const RoleWord* role(std::string_view code) const;
  const CodeSet* code_set(std::string_view name) const;
  const SharingClass* sharing_class(std::string_view code) const;
  const Retention* retention(std::string_view code) const;
  const KindGroup* group(std::string_view code) const;

 private:
  std::unordered_map<std::string, int> kind_numbers_;
};

std::string_view word(Standing standing);  // "fact", "reported", "opinion", "judgement"
Result<Standing> parse_standing(std::string_view word);
std::string_view word(ValueType type);  // "text", "code", "number", "yes-no", "date"

}  // namespace roundel
