// Writes feed rows into extracts: one folder an extract date, one CSV file a feed, each row in the first extract on or
// after the day the agency recorded it. Rows recorded after the last extract are not yet known, and not written.
#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"
#include "simulation/feed_list.h"

namespace roundel::simulation {

// A person's record in one agency; number 0 is none.
struct Local {
  Agency agency{};
  std::uint32_t number = 0;
};
std::string text(Local local);  // the agency's own reference: "PO4512033"

struct Worker {
  std::string_view prefix = {};  // "hv"
  int number = 0;                // "hv-012"; 0 is none
};
std::string text(Worker worker);

class Cell {
 public:
  Cell() = default;
  Cell(std::string_view text) : kind_(Kind::text), text_(text) {}
  Cell(const std::string& text) : kind_(Kind::text), text_(text) {}
  Cell(const char* text) : kind_(Kind::text), text_(text) {}
  Cell(Date date) : kind_(Kind::date), number_(date.days()) {}
  Cell(int number) : kind_(Kind::number), number_(number) {}
  Cell(Local local) : kind_(Kind::local), number_(local.number), agency_(local.agency) {}
  Cell(Worker worker) : kind_(Kind::worker), text_(worker.prefix), number_(worker.number) {}
  static Cell flag(bool yes) { return Cell(yes ? "Y" : "N"); }

  void append_to(std::string& line, bool uk_dates) const;

 private:
  enum class Kind { empty, text, date, number, local, worker };
  Kind kind_ = Kind::empty;
  std::string_view text_;
  std::int64_t number_ = 0;
  Agency agency_{};
};

struct Field {
  std::string_view column;
  Cell cell;
};

class Feeds {
 public:
  Feeds(std::string out, AreaCode area, std::vector<Date> extracts);

  // Cells in the order of the feed's columns.
  void row(Feed feed, Date recorded, std::span<const Cell> cells);
  // The feed's next own reference goes into the first column; the others by name.
  void numbered(Feed feed, Date recorded, std::initializer_list<Field> fields);
  // An event: reference, type, date, date recorded, practitioner, and what else is known by column name.
  void event(Feed feed, std::string_view type, Date on, Date recorded, Worker worker,
             std::initializer_list<Field> fields);

  // Writes every extract dated up to `day`; no row recorded by then may follow.
  Done write_until(Date day);
  std::size_t rows() const { return rows_; }
  std::size_t files() const { return files_; }

 private:
  std::string* line_for(Feed feed, Date recorded);
  std::string reference(Feed feed);
  std::string time_of(Feed feed) const;  // of the last event that got a reference; empty: not told
  Done write(std::size_t extract);

  std::string out_;
  AreaCode area_;
  std::vector<Date> extracts_;
  std::vector<std::array<std::string, feeds>> waiting_;  // by extract
  std::array<std::uint32_t, feeds> numbers_{};
  std::size_t written_ = 0;  // extracts
  std::size_t rows_ = 0;
  std::size_t files_ = 0;
};

}  // namespace roundel::simulation
