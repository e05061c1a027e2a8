// Which source records are one person, decided by the identity room and kept as entries.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "identity/linkage.h"
#include "ledger/as_known.h"
#include "service/projections.h"

namespace roundel::service {

// The newest details of every source record, as the linkage engine reads them, and the links decided so far.
class SourceRecords {
 public:
  void add(const Entry& entry);  // entries in ledger order
  std::size_t size() const { return order_.size(); }
  const Membership& members() const { return members_; }
  const SourceId& source(std::size_t row) const { return order_[row]; }
  std::vector<std::string> values(std::size_t row, const std::vector<std::string>& columns) const;

 private:
  std::vector<SourceId> order_;
  std::unordered_map<SourceId, std::size_t> rows_;
  std::vector<std::vector<std::pair<std::string, std::string>>> details_;
  Membership members_;
};

// Links whatever has no decision yet, and keeps the engine in memory between calls.
class Linking {
 public:
  static Result<Linking> open(Desk::Parts& parts, unsigned threads);

  // Reads what the ledger took since the last call, then links it: in a batch where much is new, one by one where
  // little is. Returns how many decisions were added.
  Result<std::int64_t> link(const StageProgress& progress);
  const SourceRecords& records() const { return records_; }
  std::int64_t persons() const;

 private:
  Linking(Desk::Parts& parts, std::shared_ptr<const identity::Model> model, unsigned threads);
  Done catch_up();
  Result<std::int64_t> link_all(const StageProgress& progress);
  Result<std::int64_t> link_each(std::size_t from);
  Done keep(std::vector<NewEntry> decisions);

  Desk::Parts* parts_;
  std::shared_ptr<const identity::Model> model_;
  unsigned threads_;
  SourceRecords records_;
  std::int64_t position_ = 0;  // entries read
  std::size_t linked_ = 0;     // records that the engine has decided on
  std::optional<identity::Linker> linker_;
  std::vector<PersonId> person_of_cluster_;
};

}  // namespace roundel::service
