// Feeds in: files from agencies become entries. A row that cannot be taken is quarantined with file, row, field and
// reason; it is never dropped. Pure readers: they turn text into NewEntries and rejections, and write nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ledger/entry.h"
#include "standards/standards.h"

namespace roundel::intake {

// A row that was not taken. Kept whole, so that it can be corrected and replayed.
struct Rejected {
  std::string feed;  // name of the mapping: "police.incidents"
  std::string raw;   // header line + "\n" + the row as it stood (CSV), or the element (XML)
  Error error;       // file, row (place.line), field, what was expected
};

struct Sink {
  std::function<void(NewEntry)> entry;
  std::function<void(Rejected)> rejected;
  std::function<void(std::size_t bytes_done)> progress;  // may be empty
};

struct Taken {
  std::size_t rows = 0;
  std::size_t entries = 0;
  std::size_t rejected = 0;
};

class Mapping;  // one declared CSV feed, see mapping.h

// All mappings of standards/england/feeds and of the place; checked against the vocabulary when read.
class Mappings {
 public:
  static Result<Mappings> load(const std::string& standards_dir, const Standards& standards);
  // The mapping whose file pattern fits the name of the file; the longest pattern where several do. Folders in the
  // name are left out.
  const Mapping* find(std::string_view file_name) const;
  const Mapping* by_name(std::string_view feed) const;

 private:
  std::vector<std::shared_ptr<const Mapping>> mappings_;
};

// `file_name` is what errors and keys call the file (without folders); `content` is the whole file or, for a big one,
// a memory map of it. An error means that the file as a whole cannot be taken (wrong header, not UTF-8, not XML).
Result<Taken> read_csv(const Mapping& mapping, std::string_view file_name, std::string_view content,
                       const Standards& standards, const Sink& sink);
// Reads one row again that was rejected and has been corrected since: `raw` is its header, a line end and the row.
// `original` says where it stood first; errors and a second rejection name that place. A row that makes the same keys
// as before adds nothing to the ledger, so a replay may be repeated.
Result<Taken> read_corrected(const Mapping& mapping, const Place& original, std::string_view raw,
                             const Standards& standards, const Sink& sink);

// CIN census XML, any year's schema. The agency is the place's children's social care.
Result<Taken> read_cin_census(std::string_view file_name, std::string_view content, const Standards& standards,
                              const Sink& sink);

}  // namespace roundel::intake
