// Which source records are one person, decided by the identity room and kept as entries.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "identity/linkage.h"
#include "ledger/as_known.h"
#include "service/derived/projections.h"
#include "service/linkage/judgements.h"
#include "service/linkage/link_evidence.h"

namespace roundel::service {

// The newest details of every source record, as the linkage engine reads them, and the links decided so far.
class SourceRecords {
 public:
  void add(const Entry& entry);  // entries in ledger order
  std::size_t size() const { return order_.size(); }
  const Membership& members() const { return members_; }
  const Judgements& judgements() const { return judgements_; }
  const SourceId& source(std::size_t row) const { return order_[row]; }
  std::optional<std::uint32_t> row_of(const SourceId& source) const;
  // One value as it stands; empty where it is missing.
  const std::string& value(std::size_t row, std::string_view column) const;
  std::vector<std::string> values(std::size_t row, const std::vector<std::string>& columns) const;
  // The rows whose details became others since this was last asked.
  std::vector<std::uint32_t> take_changed();
  // The first `most` of them.
  identity::Records as_records(const std::vector<std::string>& columns,
                               std::size_t most = std::numeric_limits<std::size_t>::max()) const;

 private:
  const identity::Column* find(std::string_view name) const;
  identity::Column& column(std::string_view name);  // made where no record told it yet

  std::vector<SourceId> order_;
  std::unordered_map<SourceId, std::uint32_t> rows_;
  std::vector<identity::Column> columns_;
  std::vector<std::uint32_t> changed_;
  Membership members_;
  Judgements judgements_;
};

std::string linkage_model_path(const Desk::Parts& parts);

// One decision that these records are one person, as an entry. Its key tells what was decided, so that deciding the
// same again adds nothing; `once` sets it apart where the same may be decided again later.
struct LinkDecided {
  std::vector<SourceId> sources;
  PersonId person;
  std::string method;  // "model" or "steward"
  std::string author;  // the model and its version, or the steward
  std::optional<double> probability;
  std::string evidence;
  std::string reason;
  std::string judgement;  // the entry it follows from
  std::string once;
};
NewEntry link_entry(const Desk::Parts& parts, const LinkDecided& decided);

// Links whatever has no decision yet, and keeps the engine in memory between calls.
class Linking {
 public:
  static Result<Linking> open(Desk::Parts& parts, unsigned threads);

  // Reads what the ledger took since the last call, then links it: in a batch where much is new, one by one where
  // little is. Returns how many decisions were added.
  Result<std::int64_t> link(const StageProgress& progress);
  const SourceRecords& records() const { return records_; }
  std::int64_t persons() const;
  // Works out what stewards should look at, and how good the links are, from the ledger as it stands; replaces what the
  // store had of it.
  Done note_questions(const StageProgress& progress);

 private:
  // Why records are one person; `terms` is empty where no two of them say it.
  struct Why {
    double probability = 0;
    std::size_t records = 0;
    std::optional<std::uint32_t> match;  // the row that a single record was linked to
    std::function<std::vector<LinkTerm>()> terms;
  };
  // The records of one person, as the engine has them now.
  struct Group {
    std::vector<std::uint32_t> rows;
    Why why;
  };

  Linking(Desk::Parts& parts, std::shared_ptr<const identity::Model> model, std::string version, unsigned threads);
  Done catch_up();
  Result<const LinkEvidence*> evidence(const StageProgress& progress);
  Result<std::vector<Group>> group_all(std::vector<identity::Ruling> rulings, const StageProgress& progress);
  Result<std::vector<Group>> group_each(const std::vector<std::uint32_t>& changed,
                                        std::vector<identity::Ruling> rulings);
  std::vector<NewEntry> decide(std::vector<Group> groups);
  Done make_linker();
  using Touched = std::map<std::uint32_t, Why>;  // clusters
  void follow_rulings(std::vector<identity::Ruling> now, Touched& touched);

  Desk::Parts* parts_;
  std::shared_ptr<const identity::Model> model_;
  std::string version_;
  unsigned threads_;
  SourceRecords records_;
  std::int64_t position_ = 0;               // entries read
  std::size_t linked_ = 0;                  // records that the engine has decided on
  std::vector<identity::Ruling> rulings_;   // that its clusters are held to, in order
  std::optional<identity::Linker> linker_;  // made when the first single record comes
  std::vector<std::uint32_t> clusters_;     // of the records decided on in the last batch, until then
  std::optional<LinkEvidence> evidence_;    // of the details read so far
};

}  // namespace roundel::service
