// Files in, entries kept, rejected rows in quarantine. Used by the command line.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/derived/projections.h"
#include "service/service.h"

namespace roundel::service {

struct IngestAsked {
  std::vector<std::string> paths;  // files, extract folders, or folders of extract folders
  // Demonstrations and tests only: sets the ledger's clock to the end of each extract's day, and links new source
  // records after each extract, as a place that took its feeds day by day would have. Empty: everything is recorded
  // now.
  std::function<void(Timestamp)> replay_clock;
  unsigned threads = 2;
};
struct FileTaken {
  std::string file;
  std::string feed;  // empty: no feed declares a file of this name, skipped
  std::size_t rows = 0;
  std::size_t entries = 0;  // read from the rows; in a replay of the quarantine, added
  std::size_t rejected = 0;
  std::string problem;  // why the file as a whole was not taken
};
struct Ingested {
  std::vector<FileTaken> files;
  std::int64_t added = 0;
  std::int64_t already_there = 0;
  std::int64_t rejected = 0;
  std::int64_t linked = 0;  // link decisions, in a replay
};
Result<Ingested> ingest(Desk& desk, const Caller& caller, const IngestAsked& asked, const StageProgress& progress);

// The area that the feeds at this path say they are of; empty where they do not say.
std::optional<AreaCode> area_of_feeds(const std::string& path);

Result<std::vector<QuarantineRow>> see_quarantine(Desk& desk, const Caller& caller);
// Takes a row again, corrected by hand (`raw` as it was shown, mended) or as it stands where `raw` is empty.
Result<FileTaken> replay_quarantine(Desk& desk, const Caller& caller, const std::string& id, const std::string& raw);

struct Linked {
  std::int64_t source_records = 0;
  std::int64_t persons = 0;
  std::int64_t decisions = 0;  // link entries added
};
Result<Linked> link_records(Desk& desk, const Caller& caller, unsigned threads, const StageProgress& progress);

struct Assessed {
  std::int64_t entries = 0;
  std::int64_t children = 0;
  std::int64_t findings = 0;
  std::int64_t changes = 0;
  Date on;
};
// Derives all projections and writes them. With a moment, tells what would have been found then and writes nothing.
Result<Assessed> assess_all(Desk& desk, const Caller& caller, std::optional<Timestamp> as_known_at, unsigned threads,
                            const StageProgress& progress);

// True where feeds or links came, or a day began, since the last full assessment.
Result<bool> assessment_due(Desk& desk);

// Holds every derived table against the ledger; `check` only compares, else differing tables are written anew.
Result<std::vector<TableDifference>> rebuild(Desk& desk, const Caller& caller, bool check, unsigned threads,
                                             const StageProgress& progress);
Result<Verified> verify(Desk& desk, const Caller& caller,
                        const std::function<void(std::int64_t, std::int64_t)>& progress);

Done add_account(Desk& desk, const Caller& caller, const AccountNew& account);

}  // namespace roundel::service
