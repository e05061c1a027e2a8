#include "simulation/feeds.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "simulation/random.h"

namespace roundel::simulation {
namespace {

void append_number(std::string& line, std::int64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  line.append(digits.data(), end);
}

void append_two(std::string& line, unsigned number) {
  line.push_back(static_cast<char>('0' + number / 10));
  line.push_back(static_cast<char>('0' + number % 10));
}

void append_date(std::string& line, Date date, bool uk) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days()}}};
  const auto month = static_cast<unsigned>(ymd.month());
  const auto day = static_cast<unsigned>(ymd.day());
  if (uk) {
    append_two(line, day);
    line.push_back('/');
    append_two(line, month);
    line.push_back('/');
    append_number(line, static_cast<int>(ymd.year()));
  } else {
    append_number(line, static_cast<int>(ymd.year()));
    line.push_back('-');
    append_two(line, month);
    line.push_back('-');
    append_two(line, day);
  }
}

// RFC 4180: quoted where it holds a comma, a quote or a line break.
void append_text(std::string& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.push_back('"');
}

// Each system counts in its own way: neighbouring numbers in one mean nothing in another.
void append_local(std::string& line, Agency agency, std::uint64_t number) {
  constexpr std::uint64_t span = 9'000'000;
  const auto salt = static_cast<std::uint64_t>(agency) * 999'983;
  line.append(columns_of(persons_feed(agency)).prefix);
  append_number(line, static_cast<std::int64_t>(1'000'000 + (number * 7'368'787 + salt) % span));
}

}  // namespace

std::string text(Local local) {
  std::string out;
  if (local.number != 0) append_local(out, local.agency, local.number);
  return out;
}

std::string text(Worker worker) {
  return worker.number == 0 ? std::string() : fmt::format("{}-{:03}", worker.prefix, worker.number);
}

void Cell::append_to(std::string& line, bool uk_dates) const {
  switch (kind_) {
    case Kind::empty:
      return;
    case Kind::text:
      return append_text(line, text_);
    case Kind::date:
      return append_date(line, Date(static_cast<std::int32_t>(number_)), uk_dates);
    case Kind::number:
      return append_number(line, number_);
    case Kind::local:
      if (number_ != 0) append_local(line, agency_, static_cast<std::uint64_t>(number_));
      return;
    case Kind::worker:
      if (number_ == 0) return;
      line.append(text_);
      line.push_back('-');
      if (number_ < 100) line.push_back('0');
      if (number_ < 10) line.push_back('0');
      return append_number(line, number_);
  }
}

Feeds::Feeds(std::string out, AreaCode area, std::vector<Date> extracts)
    : out_(std::move(out)), area_(std::move(area)), extracts_(std::move(extracts)), waiting_(extracts_.size()) {}

// When on its day an event was: mostly from the afternoon into the night. Not told of one in twenty. Drawn from the
// event's own number, so that what else happens in the district does not hang on it.
std::string Feeds::time_of(Feed feed) const {
  Random random(mixed(static_cast<std::uint64_t>(feed), numbers_[static_cast<std::size_t>(feed)]));
  if (random.chance(0.05)) return {};
  const int minute = random.chance(0.65) ? random.between(15 * 60, 24 * 60 - 1) : random.between(0, 24 * 60 - 1);
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string* Feeds::line_for(Feed feed, Date recorded) {
  const auto at = std::lower_bound(extracts_.begin(), extracts_.end(), recorded);
  if (at == extracts_.end()) return nullptr;
  const auto extract = static_cast<std::size_t>(at - extracts_.begin());
  require(extract >= written_, "a feed row for an extract that is already written");
  ++rows_;
  return &waiting_[extract][static_cast<std::size_t>(feed)];
}

std::string Feeds::reference(Feed feed) {
  std::string out(columns_of(feed).prefix);
  append_number(out, 100'000 + std::int64_t{++numbers_[static_cast<std::size_t>(feed)]});
  return out;
}

void Feeds::row(Feed feed, Date recorded, std::span<const Cell> cells) {
  std::string* line = line_for(feed, recorded);
  if (line == nullptr) return;
  const bool uk = columns_of(feed).uk_dates;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line->push_back(',');
    cells[i].append_to(*line, uk);
  }
  line->push_back('\n');
}

void Feeds::numbered(Feed feed, Date recorded, std::initializer_list<Field> fields) {
  const auto& columns = columns_of(feed).columns;
  std::array<Cell, 32> cells;
  const std::string own = reference(feed);
  cells[0] = Cell(own);
  for (const Field& field : fields) {
    const auto at = std::find(columns.begin(), columns.end(), field.column);
    require(at != columns.end(), "a feed row names a column that its feed does not have");
    cells[static_cast<std::size_t>(at - columns.begin())] = field.cell;
  }
  row(feed, recorded, std::span(cells.data(), columns.size()));
}

void Feeds::event(Feed feed, std::string_view type, Date on, Date recorded, Worker worker,
                  std::initializer_list<Field> fields) {
  const FeedColumns& what = columns_of(feed);
  const auto& columns = what.columns;
  std::array<Cell, 32> cells;
  const std::string own = reference(feed);
  const std::string time = std::ranges::count(what.timed, type) > 0 ? time_of(feed) : std::string();
  if (!time.empty())
    cells[static_cast<std::size_t>(std::ranges::find(columns, what.time) - columns.begin())] = Cell(time);
  cells[0] = Cell(own);
  cells[1] = Cell(type);
  cells[2] = Cell(on);
  cells[3] = Cell(recorded);
  cells[4] = Cell(worker);
  for (const Field& field : fields) {
    const auto at = std::find(columns.begin() + 5, columns.end(), field.column);
    require(at != columns.end(), "an event names a column that its feed does not have");
    cells[static_cast<std::size_t>(at - columns.begin())] = field.cell;
  }
  row(feed, recorded, std::span(cells.data(), columns.size()));
}

Done Feeds::write_until(Date day) {
  while (written_ < extracts_.size() && extracts_[written_] <= day) {
    if (const auto done = write(written_); !done) return done;
    ++written_;
  }
  return {};
}

Done Feeds::write(std::size_t extract) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(out_) / "feeds" / extracts_[extract].iso();
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Fault::broken, "cannot make the folder " + folder.string(), "a folder that can be written");
  const auto save = [&](const fs::path& path, std::string_view head, std::string_view body) -> Done {
    std::ofstream file(path, std::ios::binary);
    file << head << body;
    file.close();
    if (!file) return fail(Fault::broken, "cannot write " + path.string(), "room on the disk and leave to write");
    ++files_;
    return {};
  };
  const std::string about =
      fmt::format("as-at = {}\ndemonstration = true\narea = \"{}\"\n", extracts_[extract].iso(), area_.str());
  if (const auto done = save(folder / "extract.toml", about, {}); !done) return done;
  for (int feed = 0; feed < feeds; ++feed) {
    std::string& body = waiting_[extract][static_cast<std::size_t>(feed)];
    if (body.empty()) continue;
    const FeedColumns& what = columns_of(static_cast<Feed>(feed));
    const std::string head = fmt::format("{}\n", fmt::join(what.columns, ","));
    if (const auto done = save(folder / (std::string(what.file) + ".csv"), head, body); !done) return done;
    body = std::string();
  }
  return {};
}

}  // namespace roundel::simulation
