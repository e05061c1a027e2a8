#include <algorithm>
#include <filesystem>
#include <future>
#include <optional>
#include <utility>

#include "core/document.h"
#include "intake/cin_census.h"
#include "intake/mapping.h"
#include "service/derived/moved.h"
#include "service/feeds.h"
#include "service/linkage/linking.h"
#include "service/respond/arrivals.h"

namespace roundel::service {
namespace {

namespace fs = std::filesystem;
using store::Cell;

// Entries appended at once: fewer and larger writes of the index pages they touch.
constexpr std::size_t rows_kept_at_once = 200'000;

// One agency's files of one day; `as_at` where an extract.toml beside them says it.
struct Extract {
  std::vector<std::string> files;
  std::optional<Date> as_at;
  bool demonstration = false;
  std::optional<AreaCode> area;
};

Result<Extract> read_extract(const fs::path& folder) {
  Extract extract;
  for (const auto& item : fs::directory_iterator(folder)) {
    const std::string extension = item.path().extension().string();
    if (item.is_regular_file() && (extension == ".csv" || extension == ".xml"))
      extract.files.push_back(item.path().string());
  }
  std::sort(extract.files.begin(), extract.files.end());
  const fs::path told = folder / "extract.toml";
  if (!fs::exists(told)) return extract;
  const auto document = read_document(told.string());
  if (!document) return fail(document.error());
  const auto as_at = document->need("as-at").and_then([](const Node* node) { return node->date(); });
  if (!as_at) return fail(as_at.error());
  extract.as_at = *as_at;
  if (const Node* node = document->find("demonstration")) extract.demonstration = node->flag().value_or(false);
  if (const Node* node = document->find("area")) extract.area = AreaCode(node->text().value_or(""));
  return extract;
}

// The extracts below a path, oldest first. A folder that holds `feeds` is what the simulation wrote: truth stays out.
Result<std::vector<Extract>> find_extracts(const std::string& path) {
  std::vector<Extract> out;
  if (fs::is_regular_file(path)) {
    out.push_back({.files = {path}});
    return out;
  }
  if (!fs::is_directory(path))
    return fail(Fault::not_found, "there is no such file or folder", "a feed or a folder of feeds", {.file = path});
  const fs::path root = fs::is_directory(fs::path(path) / "feeds") ? fs::path(path) / "feeds" : fs::path(path);
  std::vector<fs::path> folders = {root};
  for (const auto& item : fs::recursive_directory_iterator(root))
    if (item.is_directory()) folders.push_back(item.path());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders) {
    auto extract = read_extract(folder);
    if (!extract) return fail(extract.error());
    if (!extract->files.empty()) out.push_back(std::move(*extract));
  }
  std::stable_sort(out.begin(), out.end(), [](const Extract& a, const Extract& b) { return a.as_at < b.as_at; });
  return out;
}

Done keep_rejected(Desk::Parts& parts, const std::vector<intake::Rejected>& rejected) {
  for (const intake::Rejected& row : rejected) {
    const std::string id = entry_id(parts.area, AgencyId(row.feed), row.error.place.file + "\n" + row.raw).str();
    const Cell cells[] = {parts.area.str(),      id,
                          parts.now().micros(),  row.feed,
                          row.error.place.file,  std::int64_t{row.error.place.line},
                          row.error.place.field, row.error.what,
                          row.error.expected,    row.raw};
    const auto done = parts.database->run(
        "INSERT INTO quarantine (area, id, at, feed, file, line, field, what, expected, raw) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (area, id) DO NOTHING",
        cells);
    if (!done) return fail(done.error());
  }
  return {};
}

// Collects what the readers find and keeps it batch by batch: entries in the ledger, rejections in the quarantine. One
// batch is written while the next is read; the reader touches nothing of the store.
class Keeper {
 public:
  explicit Keeper(Desk::Parts& parts) : parts_(parts), arrivals_(parts) {}
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  ~Keeper() {
    if (writing_.valid()) writing_.wait();
  }

  intake::Sink sink() {
    return {.entry = [this](NewEntry entry) { take(std::move(entry)); },
            .rejected = [this](intake::Rejected rejected) { read_.rejected.push_back(std::move(rejected)); },
            .progress = {}};
  }
  // Everything read so far is kept, and nothing of it left in memory.
  Done flush() {
    finish_writing();
    if (done_) done_ = write(read_);
    read_ = {};
    return done_;
  }
  std::int64_t added() const { return added_; }
  std::int64_t already_there() const { return already_there_; }
  const Arrivals& arrivals() const { return arrivals_; }

 private:
  struct Batch {
    std::vector<NewEntry> entries;
    std::vector<intake::Rejected> rejected;
  };

  void take(NewEntry entry) {
    arrivals_.add(entry);
    read_.entries.push_back(std::move(entry));
    if (read_.entries.size() < rows_kept_at_once) return;
    finish_writing();  // a failure is kept, and told by the next flush that is asked for
    if (!done_) {
      read_ = {};
      return;
    }
    writing_ = std::async(std::launch::async, [this, batch = std::exchange(read_, {})] { return write(batch); });
  }
  void finish_writing() {
    if (writing_.valid()) done_ = writing_.get();
  }
  Done write(const Batch& batch) {
    if (!batch.rejected.empty())
      if (auto kept = keep_rejected(parts_, batch.rejected); !kept) return kept;
    if (batch.entries.empty()) return {};
    const auto appended = append_and_follow(parts_, batch.entries);
    if (!appended) return fail(appended.error());
    added_ += appended->added;
    already_there_ += appended->already_there;
    return {};
  }

  Desk::Parts& parts_;
  Arrivals arrivals_;
  Batch read_;
  std::future<Done> writing_;
  std::int64_t added_ = 0;
  std::int64_t already_there_ = 0;
  Done done_;
};

// Reads one file by the feed that its name declares.
Result<intake::Taken> read_by_feed(const Desk::Parts& parts, const intake::Mappings& mappings, FileTaken& taken,
                                   const std::string& name, const std::string& content, const intake::Sink& sink) {
  if (name.ends_with(".xml")) {
    taken.feed = intake::cin_census_feed;
    return intake::read_cin_census(name, content, parts.standards, sink);
  }
  const intake::Mapping* mapping = mappings.find(name);
  if (mapping == nullptr) return intake::Taken{};
  taken.feed = mapping->feed;
  return intake::read_csv(*mapping, name, content, parts.standards, sink);
}

Result<FileTaken> take_file(Desk::Parts& parts, const intake::Mappings& mappings, const std::string& path,
                            Keeper& keeper) {
  FileTaken taken{.file = fs::path(path).filename().string()};
  const auto content = read_file(path);
  if (!content) return fail(content.error());
  const auto read = read_by_feed(parts, mappings, taken, taken.file, *content, keeper.sink());
  if (!read) {
    taken.problem = read.error().text();
    return taken;
  }
  taken.rows = read->rows;
  taken.entries = read->entries;
  taken.rejected = read->rejected;
  return taken;
}

Done mark_demonstration(Desk::Parts& parts) {
  const Cell cells[] = {parts.area.str()};
  const auto done = parts.database->run("UPDATE place SET demonstration = 1 WHERE area = ?", cells);
  if (!done) return fail(done.error());
  parts.demonstration = true;
  return {};
}

// Only a store that never held anything but synthetic people may have its past replayed.
Done may_replay(Desk::Parts& parts) {
  const auto size = parts.ledger->size(parts.area);
  if (!size) return fail(size.error());
  if (*size == 0 || parts.demonstration) return {};
  return fail(Fault::refused, "this store holds real records, whose times are not to be set",
              "a new or a demonstration store");
}

}  // namespace

std::optional<AreaCode> area_of_feeds(const std::string& path) {
  const auto extracts = find_extracts(path);
  if (!extracts) return std::nullopt;
  for (const Extract& extract : *extracts)
    if (extract.area) return extract.area;
  return std::nullopt;
}

Result<Ingested> ingest(Desk& desk, const Caller& caller, const IngestAsked& asked, const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::ingest); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const auto mappings = intake::Mappings::load(parts.options.standards_dir, parts.standards);
  if (!mappings) return fail(mappings.error());
  std::vector<Extract> extracts;
  for (const std::string& path : asked.paths) {
    auto found = find_extracts(path);
    if (!found) return fail(found.error());
    extracts.insert(extracts.end(), found->begin(), found->end());
  }
  const auto kilobytes = [](std::uintmax_t bytes) { return static_cast<std::int64_t>(bytes / 1024); };
  std::uintmax_t total = 0;  // bytes: the first extracts hold most of what there is, so files would tell no time
  for (const Extract& extract : extracts)
    for (const std::string& file : extract.files) total += fs::file_size(file);

  if (const auto ready = parts.database->expect_bulk(); !ready) return fail(ready.error());
  std::optional<Linking> linking;
  if (asked.replay_clock) {
    if (const auto allowed = may_replay(parts); !allowed) return fail(allowed.error());
    auto opened = Linking::open(parts, asked.threads);
    if (!opened) return fail(opened.error());
    linking.emplace(std::move(*opened));
  }
  Ingested out;
  Keeper keeper(parts);
  std::uintmax_t taken_in = 0;
  for (const Extract& extract : extracts) {
    if (extract.demonstration && !parts.demonstration)
      if (const auto marked = mark_demonstration(parts); !marked) return fail(marked.error());
    if (linking && extract.as_at) asked.replay_clock(Timestamp::end_of(*extract.as_at));
    for (const std::string& file : extract.files) {
      auto taken = take_file(parts, *mappings, file, keeper);
      if (!taken) return fail(taken.error());
      out.rejected += static_cast<std::int64_t>(taken->rejected);
      out.files.push_back(std::move(*taken));
      taken_in += fs::file_size(file);
      if (progress) progress("taking feeds, kB", kilobytes(taken_in), kilobytes(total));
    }
    // In a replay every extract is recorded at its own moment, and linked before the next.
    if (linking) {
      if (const auto kept = keeper.flush(); !kept) return fail(kept.error());
      const auto linked = linking->link({});
      if (!linked) return fail(linked.error());
      out.linked += *linked;
    }
  }
  if (const auto kept = keeper.flush(); !kept) return fail(kept.error());
  out.added = keeper.added();
  out.already_there = keeper.already_there();
  if (out.added + out.linked == 0) return out;
  if (const auto forgotten = forget_assessment(parts); !forgotten) return fail(forgotten.error());
  if (!linking)  // a replay ends with an assessment of its own
    if (const auto brought = keeper.arrivals().bring(parts); !brought) return fail(brought.error());
  return out;
}

Result<std::vector<QuarantineRow>> see_quarantine(Desk& desk, const Caller& caller) {
  if (const auto done = enter(desk, caller, access::UseCase::see_quarantine); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.area.str()};
  const auto rows = parts.database->query(
      "SELECT id, feed, file, line, field, what, expected, raw, at FROM quarantine WHERE area = ? AND replayed IS NULL "
      "ORDER BY file, line, id",
      cells);
  if (!rows) return fail(rows.error());
  std::vector<QuarantineRow> out;
  for (const auto& row : *rows)
    out.push_back({.id = store::text(row[0]),
                   .feed = store::text(row[1]),
                   .error = {Fault::bad_input,
                             store::text(row[5]),
                             store::text(row[6]),
                             {.file = store::text(row[2]),
                              .line = static_cast<int>(store::number(row[3])),
                              .column = 0,
                              .field = store::text(row[4])}},
                   .raw = store::text(row[7]),
                   .at = Timestamp(store::number(row[8]))});
  return out;
}

Result<FileTaken> replay_quarantine(Desk& desk, const Caller& caller, const std::string& id, const std::string& raw) {
  if (const auto done = enter(desk, caller, access::UseCase::replay_quarantine); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.area.str(), id};
  const auto rows = parts.database->query(
      "SELECT feed, file, line, raw FROM quarantine WHERE area = ? AND id = ? AND replayed IS NULL", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty())
    return fail(Fault::not_found, "no such row waits in the quarantine", "an id from `roundel quarantine list`");
  const auto& row = rows->front();
  const std::string feed = store::text(row[0]);
  const Place place{.file = store::text(row[1]), .line = static_cast<int>(store::number(row[2]))};
  const std::string content = raw.empty() ? store::text(row[3]) : raw;

  FileTaken taken{.file = place.file, .feed = feed};
  std::vector<NewEntry> entries;
  std::optional<Error> still_wrong;
  const intake::Sink sink{.entry = [&](NewEntry entry) { entries.push_back(std::move(entry)); },
                          .rejected = [&](intake::Rejected rejected) { still_wrong = std::move(rejected.error); },
                          .progress = {}};
  Result<intake::Taken> read;
  if (feed == intake::cin_census_feed) {
    read = intake::read_corrected_census(place, content, parts.standards, sink);
  } else {
    const auto mappings = intake::Mappings::load(parts.options.standards_dir, parts.standards);
    if (!mappings) return fail(mappings.error());
    const intake::Mapping* mapping = mappings->by_name(feed);
    if (mapping == nullptr)
      return fail(Fault::not_found, fmt::format("no feed is called '{}' any more", feed), "its mapping");
    read = intake::read_corrected(*mapping, place, content, parts.standards, sink);
  }
  if (!read) return fail(read.error());
  if (still_wrong) return fail(*still_wrong);

  const auto done = parts.database->transact([&]() -> Done {
    const auto added = append_and_follow_within(parts, entries);
    if (!added) return fail(added.error());
    taken.entries = static_cast<std::size_t>(added->added);
    const Cell replayed[] = {parts.now().micros(), parts.area.str(), id};
    const auto marked = parts.database->run("UPDATE quarantine SET replayed = ? WHERE area = ? AND id = ?", replayed);
    if (!marked) return fail(marked.error());
    return forget_assessment(parts);
  });
  if (!done) return fail(done.error());
  Arrivals arrivals(parts);
  for (const NewEntry& entry : entries) arrivals.add(entry);
  if (const auto brought = arrivals.bring(parts); !brought) return fail(brought.error());
  taken.rows = read->rows;
  return taken;
}

}  // namespace roundel::service
