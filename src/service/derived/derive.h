// One pass over the ledger into the rows of the projections that follow from single entries.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ledger/as_known.h"
#include "ledger/entry.h"
#include "service/derived/moved.h"
#include "service/linkage/judgements.h"
#include "store/database.h"

namespace roundel::service {

// Folds entries in ledger order. Rows are kept by source record and turned into rows by person at the end, when every
// link decision has been seen.
class Derivation {
 public:
  explicit Derivation(AreaCode area) : area_(std::move(area)) {}

  void add(const Entry& entry);
  const AreaCode& area() const { return area_; }
  const Membership& members() const { return members_; }
  const std::vector<Correction>& corrections() const { return corrections_; }

  // Sorted by primary key.
  std::vector<store::Row> member_rows() const;
  std::vector<store::Row> known_as_rows() const;
  std::vector<store::Row> tie_rows() const;
  std::vector<store::Row> involvement_rows() const;
  std::vector<store::Row> concern_rows() const;
  std::vector<store::Row> request_rows() const;
  std::vector<store::Row> judgement_rows() const;
  std::vector<store::Row> opinion_rows() const;
  // The source records that are these people, sorted.
  std::unordered_map<PersonId, std::vector<SourceId>> sources_of(const std::unordered_set<PersonId>& people) const;
  std::vector<store::Row> put_off_rows() const;
  // The children about whom something was passed on, decided, judged or asked, with the moment of the last.
  std::unordered_map<PersonId, Timestamp> answered_children() const;

 private:
  struct KnownAs {
    std::string forename, surname, sex, postcode;
    std::optional<Date> born;
  };
  struct TieRow {
    SourceId child, other;
    EntryId entry;
    bool parent = false;
  };
  struct InvolvementRow {
    AgencyId agency;
    PractitionerId practitioner;
    SourceId source;
    EntryId entry;
    Date since;
    std::optional<Date> until;
  };
  struct ConcernRow {
    std::vector<SourceId> children;
    AgencyId agency;
    PractitionerId practitioner;
    Timestamp raised;
    std::optional<Timestamp> decided;
  };

  struct PutOffRow {
    SourceId child;
    AgencyId agency;
    PractitionerId practitioner;
    bool whole_team = false;
    Date until;
    Timestamp at;
    std::string author, reason;
  };
  struct RequestRow {
    SourceId child;
    AgencyId agency, of;
    Timestamp asked;
    std::optional<Timestamp> closed;
  };

  void forget(const EntryId& corrected);
  void add_of_request(const Entry& entry);

  AreaCode area_;
  Membership members_;
  Judgements judgements_;
  std::vector<Correction> corrections_;
  std::unordered_set<SourceId> sources_;
  std::unordered_map<SourceId, KnownAs> known_as_;
  std::vector<TieRow> ties_;
  std::vector<InvolvementRow> involvements_;
  std::unordered_map<SourceId, std::vector<std::size_t>> open_involvements_;
  std::map<EntryId, ConcernRow> concerns_;
  std::map<EntryId, RequestRow> requests_;
  std::map<EntryId, std::string> opinions_;  // by kind
  std::unordered_map<SourceId, Timestamp> answered_;
  std::map<EntryId, std::vector<PutOffRow>> put_off_;
  std::unordered_set<EntryId> corrected_;
};

inline const std::vector<std::string_view> known_as_columns = {"area", "source", "forename", "surname",
                                                               "name", "born",   "sex",      "district"};
inline const std::vector<std::string_view> tie_columns = {"area", "child", "other", "entry", "parent"};
inline const std::vector<std::string_view> involvement_columns = {"area",  "agency", "practitioner", "person",
                                                                  "entry", "since",  "until"};
inline const std::vector<std::string_view> concern_columns = {"area",         "entry",  "person", "agency",
                                                              "practitioner", "raised", "decided"};
inline const std::vector<std::string_view> put_off_columns = {"area",       "person", "entry", "agency", "practitioner",
                                                              "whole_team", "until",  "at",    "author", "reason"};
inline const std::vector<std::string_view> request_columns = {"area",      "entry", "person", "agency",
                                                              "of_agency", "asked", "closed"};
inline const std::vector<std::string_view> opinion_columns = {"area", "kind", "entry"};
inline const std::vector<std::string_view> judgement_columns = {
    "area", "entry", "a", "b", "choice", "author", "reason", "at", "together", "likely", "undone_by"};
store::Row judgement_row(const AreaCode& area, const Judgement& judgement);

// "BD7 1AA" → "BD7": where somebody lives, no nearer than that.
std::string postcode_district(std::string_view postcode);
// Letters in lower case, without accents of Latin letters, blanks and punctuation: how names are looked up.
std::string name_key(std::string_view name);

}  // namespace roundel::service
