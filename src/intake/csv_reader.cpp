// Rows of a feed → entries, by its mapping. A row is taken whole or not at all.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/text.h"
#include "intake/convert.h"
#include "intake/csv.h"
#include "intake/intake.h"
#include "intake/mapping.h"

namespace roundel::intake {
namespace {

using Cells = std::vector<std::string_view>;  // of one row, by column number of the mapping, without outer blanks

constexpr std::size_t progress_step = 1U << 20;

int as_int(std::size_t number) {
  return static_cast<int>(std::min(number, static_cast<std::size_t>(std::numeric_limits<int>::max())));
}

// What is fixed for a whole file.
struct Reading {
  const Mapping& mapping;
  const Standards& standards;
  AreaCode area;
  std::vector<std::size_t> position;       // of each column of the mapping in the file's rows; past them: not there
  std::vector<std::string> key_beginning;  // of each entry rule: feed and kind
};

// Errors of a row: their place is filled in by the caller, who knows file and line.
Error wrong(const Column& column, std::string what, std::string expected) {
  return Error{Fault::bad_input, std::move(what), std::move(expected), Place{.field = column.name}};
}

// The cell in quotes; only that it is there where it may say who somebody is.
std::string shown(const Column& column, std::string_view cell) {
  return column.personal ? "what it says" : fmt::format("'{}'", shortened(cell));
}

Error not_of_type(const Column& column, std::string_view cell, ValueType type, DateStyle dates) {
  const std::string_view noun = type == ValueType::date     ? "a date"
                                : type == ValueType::number ? "a number"
                                                            : "yes or no";
  return wrong(column, fmt::format("{} is not {}", shown(column, cell), noun), std::string(expected_form(type, dates)));
}

// ---- the header ----

Result<std::vector<std::size_t>> find_columns(const Mapping& mapping, const Cells& header, std::string_view file_name) {
  const auto place = [&](const std::string& field) {
    return Place{.file = std::string(file_name), .line = 1, .field = field};
  };
  std::vector<std::size_t> positions;
  for (const Column& column : mapping.columns) {
    std::size_t found = header.size();
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (trimmed(header[i]) != column.name) continue;
      if (found != header.size())
        return fail(Fault::bad_input, "the header has this column twice", "once", place(column.name));
      found = i;
    }
    const bool misspelt =
        std::ranges::any_of(header, [&](std::string_view cell) { return lower(trimmed(cell)) == lower(column.name); });
    if (found == header.size() && (!column.optional || misspelt)) {
      const auto near = nearest(column.name, header);
      return fail(
          Fault::bad_input, "the header does not have this column",
          near.empty() ? "the columns of feed " + mapping.feed : fmt::format("'{}' instead of '{}'", column.name, near),
          place(column.name));
    }
    positions.push_back(found);
  }
  return positions;
}

// ---- the parts of a row ----

Done check_cells(const Mapping& mapping, const Cells& cells) {
  for (ColumnNumber i = 0; i < mapping.columns.size(); ++i) {
    const Column& column = mapping.columns[i];
    const std::string_view cell = cells[i];
    if (cell.empty()) {
      if (column.required) return fail(wrong(column, "empty", "something in every row"));
      continue;
    }
    if (column.reference && !is_one_line(cell))
      return fail(wrong(column, "a line end or another control character in a reference", "text on one line"));
    if (column.type == CellType::date && !read_date(cell, mapping.dates))
      return fail(not_of_type(column, cell, ValueType::date, mapping.dates));
    if (column.type == CellType::number && !parse_number(cell))
      return fail(not_of_type(column, cell, ValueType::number, mapping.dates));
    if (column.type == CellType::yes_no && !parse_yes_no(cell))
      return fail(not_of_type(column, cell, ValueType::yes_no, mapping.dates));
  }
  return {};
}

bool holds(const Condition& condition, const Cells& cells) {
  const std::string_view cell = cells[condition.column];
  if (condition.is.empty()) return cell.empty() != condition.filled;
  return std::find(condition.is.begin(), condition.is.end(), cell) != condition.is.end();
}

bool fits(const EntryRule& rule, const Cells& cells) {
  return std::all_of(rule.when.begin(), rule.when.end(), [&](const Condition& c) { return holds(c, cells); });
}

// Parts are joined by | with | and \ inside a part escaped, so that different parts never make the same key.
void add_part(std::string& key, std::string_view part) {
  key += '|';
  if (part.find_first_of("|\\") == std::string_view::npos) {
    key += part;
    return;
  }
  for (const char c : part) {
    if (c == '|' || c == '\\') key += '\\';
    key += c;
  }
}

bool any_filled(const std::vector<KeyPart>& parts, const Cells& cells) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const KeyPart& part) { return part.column && !cells[*part.column].empty(); });
}

std::string make_key(std::string beginning, const std::vector<KeyPart>& parts, const Cells& cells) {
  beginning.reserve(beginning.size() + 24);
  for (const KeyPart& part : parts)
    add_part(beginning, part.column ? cells[*part.column] : std::string_view(part.text));
  return beginning;
}

Result<Date> date_of(const Mapping& mapping, const Cells& cells, ColumnNumber column) {
  const auto day = read_date(cells[column], mapping.dates);
  if (!day) return fail(not_of_type(mapping.columns[column], cells[column], ValueType::date, mapping.dates));
  return *day;
}

Result<Happened> happened_of(const Mapping& mapping, const HappenedRule& rule, const Cells& cells) {
  const bool has_from = rule.from && !cells[*rule.from].empty();
  const bool has_to = rule.to && !cells[*rule.to].empty();
  if (!has_from && !has_to) return Happened{.precision = Precision::unknown};
  const auto from = date_of(mapping, cells, has_from ? *rule.from : *rule.to);
  if (!from) return fail(from.error());
  Happened happened = Happened::on(*from);
  if (has_from && has_to) {
    const auto to = date_of(mapping, cells, *rule.to);
    if (!to) return fail(to.error());
    if (*to < *from) return fail(wrong(mapping.columns[*rule.to], "the end is before the beginning", "a later day"));
    if (*to != *from) happened = Happened{*from, *to, Precision::interval};
  } else if (rule.to) {
    happened.precision = Precision::approximate;  // of an interval, one end is known
  }
  if (rule.approximate && !cells[*rule.approximate].empty()) {
    const auto flag = parse_yes_no(cells[*rule.approximate]);
    if (!flag)
      return fail(
          not_of_type(mapping.columns[*rule.approximate], cells[*rule.approximate], ValueType::yes_no, mapping.dates));
    if (*flag) happened.precision = Precision::approximate;
  }
  if (rule.time && happened.precision == Precision::day && !cells[*rule.time].empty()) {
    const auto time = parse_time_of_day(cells[*rule.time]);
    if (!time) return fail(wrong(mapping.columns[*rule.time], "this is not a time of day", "hours and minutes, 21:40"));
    happened.at = *time;
  }
  return happened;
}

Result<Date> known_of(const Mapping& mapping, const KnownRule& rule, const Cells& cells) {
  ColumnNumber column = rule.column;
  if (cells[column].empty() && rule.otherwise) column = *rule.otherwise;
  if (cells[column].empty())
    return fail(wrong(mapping.columns[rule.column], "empty", "the day on which the agency learned it"));
  return date_of(mapping, cells, column);
}

void add_about(std::vector<About>& about, const AgencyId& agency, std::string_view local, const RoleCode& role) {
  local = trimmed(local);
  if (local.empty()) return;
  std::string id;
  id.reserve(agency.str().size() + 1 + local.size());
  id.append(agency.str()).append("/").append(local);
  About subject{.source = SourceId(std::move(id)), .role = role};
  if (std::find(about.begin(), about.end(), subject) == about.end()) about.push_back(std::move(subject));
}

Result<std::vector<About>> about_of(const Mapping& mapping, const EntryRule& rule, const AgencyId& agency,
                                    const Cells& cells) {
  std::vector<About> about;
  about.reserve(rule.about.size() + 2);  // room for a cell with several, so that most rows need one allocation
  for (const AboutRule& subject : rule.about) {
    std::string_view cell = cells[subject.source];
    while (subject.separator != '\0') {
      const std::size_t end = cell.find(subject.separator);
      if (end == std::string_view::npos) break;
      add_about(about, agency, cell.substr(0, end), subject.role);
      cell.remove_prefix(end + 1);
    }
    add_about(about, agency, cell, subject.role);
  }
  if (about.empty())
    return fail(
        wrong(mapping.columns[rule.about.front().source], "about nobody", "the local id of at least one person"));
  return about;
}

Result<Value> value_of(const Mapping& mapping, const ValueRule& rule, std::string_view cell) {
  const Column& column = mapping.columns[*rule.column];
  if (rule.translated) {
    if (const Value* meaning = rule.meaning(cell)) return *meaning;
    std::vector<std::string> words;
    for (const auto& [word, meaning] : rule.words) words.push_back(word);
    return fail(wrong(column, fmt::format("{} is not a code of this column", shown(column, cell)),
                      "one of " + join_words(words, " or ")));
  }
  auto value = parse_value(cell, rule.type, mapping.dates);
  if (!value) return fail(not_of_type(column, cell, rule.type, mapping.dates));
  return std::move(*value);
}

Done add_values(const Mapping& mapping, const EntryRule& rule, const Cells& cells, NewEntry& entry) {
  entry.values.reserve(rule.values.size());
  for (const ValueRule& value : rule.values) {
    if (!value.column) {
      entry.values.emplace_back(value.name, value.constant);
      continue;
    }
    const std::string_view cell = cells[*value.column];
    if (cell.empty()) {
      if (!value.required) continue;
      return fail(wrong(mapping.columns[*value.column], "empty", fmt::format("'{}' is needed", value.name)));
    }
    auto made = value_of(mapping, value, cell);
    if (!made) return fail(made.error());
    entry.values.emplace_back(value.name, std::move(*made));
  }
  return {};
}

// ---- a row ----

Result<const Agency*> agency_of(const Reading& reading, const Cells& cells) {
  const Mapping& mapping = reading.mapping;
  if (!mapping.agency_column) return reading.standards.agency(mapping.agency);
  const std::string_view cell = cells[*mapping.agency_column];
  const auto& agencies = reading.standards.place->agencies;
  const auto found =
      std::find_if(agencies.begin(), agencies.end(), [&](const Agency& a) { return a.id.str() == cell; });
  if (found != agencies.end()) return &*found;
  const Column& column = mapping.columns[*mapping.agency_column];
  return fail(
      wrong(column, fmt::format("{} is not an agency of the place", shown(column, cell)), "the id of an agency"));
}

Done check_recorder(const Mapping& mapping, const EntryRule& rule, const Agency& agency) {
  const auto& kinds = rule.agency_kinds;
  if (kinds.empty() || std::find(kinds.begin(), kinds.end(), agency.kind) != kinds.end()) return {};
  Place place;
  if (mapping.agency_column) place.field = mapping.columns[*mapping.agency_column].name;
  return fail(Fault::bad_input,
              fmt::format("'{}' is not recorded by an agency of kind '{}'", rule.kind.str(), agency.kind),
              "an agency of kind " + join_words(kinds, " or "), place);
}

Result<NewEntry> make_entry(const Reading& reading, std::size_t number, const Agency& agency, const Cells& cells) {
  const Mapping& mapping = reading.mapping;
  const EntryRule& rule = mapping.entries[number];
  if (const auto recorder = check_recorder(mapping, rule, agency); !recorder) return fail(recorder.error());
  if (!any_filled(rule.key, cells)) {
    const auto part =
        std::find_if(rule.key.begin(), rule.key.end(), [](const KeyPart& p) { return p.column.has_value(); });
    return fail(wrong(mapping.columns[*part->column], "the key is empty", "what tells this row from every other"));
  }
  NewEntry entry;
  entry.area = reading.area;
  entry.key = make_key(reading.key_beginning[number], rule.key, cells);
  entry.kind = rule.kind;
  entry.agency = agency.id;
  if (rule.practitioner) entry.practitioner = PractitionerId(std::string(cells[*rule.practitioner]));
  const auto happened = happened_of(mapping, rule.happened, cells);
  if (!happened) return fail(happened.error());
  entry.happened = *happened;
  const auto known = known_of(mapping, rule.known, cells);
  if (!known) return fail(known.error());
  entry.known = *known;
  entry.standing = rule.standing;
  auto about = about_of(mapping, rule, agency.id, cells);
  if (!about) return fail(about.error());
  entry.about = std::move(*about);
  if (const auto values = add_values(mapping, rule, cells, entry); !values) return fail(values.error());
  if (rule.corrects && any_filled(rule.corrects->key, cells))
    entry.corrects = entry_id(entry.area, entry.agency,
                              make_key(mapping.feed + "|" + rule.corrects->kind, rule.corrects->key, cells));
  return entry;
}

// The entries of a row, into `made`; its first error otherwise.
Done make_entries(const Reading& reading, const Cells& cells, std::vector<NewEntry>& made) {
  made.clear();
  const Mapping& mapping = reading.mapping;
  if (const auto fine = check_cells(mapping, cells); !fine) return fine;
  const auto agency = agency_of(reading, cells);
  if (!agency) return fail(agency.error());
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    if (!fits(mapping.entries[i], cells)) continue;
    auto entry = make_entry(reading, i, **agency, cells);
    if (!entry) return fail(entry.error());
    made.push_back(std::move(*entry));
  }
  if (!made.empty() || mapping.ignore_unmatched) return {};
  return fail(Fault::bad_input, "no entry fits", "a row for which 'when' of an entry holds");
}

// ---- the file ----

Result<Reading> start_reading(const Mapping& mapping, std::string_view file_name, const Standards& standards) {
  const Place place{.file = std::string(file_name)};
  if (!standards.place)
    return fail(Fault::bad_input, "feeds are read for a place, and none is chosen", "a place with its agencies", place);
  if (!mapping.agency_column && !standards.agency(mapping.agency))
    return fail(Fault::bad_input,
                fmt::format("'{}' is not an agency of {}", mapping.agency.str(), standards.place->name),
                "an agency of the place", place);
  Reading reading{
      .mapping = mapping, .standards = standards, .area = standards.place->area, .position = {}, .key_beginning = {}};
  for (const EntryRule& rule : mapping.entries) reading.key_beginning.push_back(mapping.feed + "|" + rule.kind.str());
  return reading;
}

Done check_text(std::string_view file_name, std::string_view content) {
  const Place place{.file = std::string(file_name)};
  if (content.find('\0') != std::string_view::npos)
    return fail(Fault::bad_input, "the file holds zero bytes: it is no text, or text in UTF-16", "text in UTF-8",
                place);
  if (!is_valid_utf8(content)) return fail(Fault::bad_input, "the file is not in UTF-8", "text in UTF-8", place);
  return {};
}

Error at(Error error, std::string_view file_name, std::size_t line) {
  error.place.file = file_name;
  error.place.line = as_int(line);
  return error;
}

std::optional<Error> problem_of(const CsvRow& row, std::size_t width) {
  if (row.problem) return Error{Fault::bad_input, row.problem, "quotes in pairs, doubled inside a quoted cell", {}};
  if (row.cells.size() == width) return std::nullopt;
  return Error{Fault::bad_input,
               fmt::format("the row has {} cells", row.cells.size()),
               fmt::format("{}, as the header", width),
               {}};
}

}  // namespace

Result<Taken> read_csv(const Mapping& mapping, std::string_view file_name, std::string_view content,
                       const Standards& standards, const Sink& sink) {
  if (const auto text = check_text(file_name, content); !text) return fail(text.error());
  auto reading = start_reading(mapping, file_name, standards);
  if (!reading) return fail(reading.error());
  CsvReader reader(content);
  if (!reader.next() || reader.row().problem)
    return fail(Fault::bad_input, "the file has no header", "a first row with the names of the columns",
                Place{.file = std::string(file_name), .line = 1});
  const std::string header(reader.row().raw);
  const std::size_t width = reader.row().cells.size();
  auto positions = find_columns(mapping, reader.row().cells, file_name);
  if (!positions) return fail(positions.error());
  reading->position = std::move(*positions);

  Taken taken;
  Cells cells(mapping.columns.size());
  std::vector<NewEntry> made;
  std::size_t next_report = progress_step;
  while (reader.next()) {
    const CsvRow& row = reader.row();
    ++taken.rows;
    auto problem = problem_of(row, width);
    if (!problem) {
      for (ColumnNumber i = 0; i < cells.size(); ++i)
        cells[i] = reading->position[i] < row.cells.size() ? trimmed(row.cells[reading->position[i]]) : "";
      if (const auto done = make_entries(*reading, cells, made); !done) problem = done.error();
    }
    if (problem) {
      ++taken.rejected;
      sink.rejected({mapping.feed, header + "\n" + std::string(row.raw), at(std::move(*problem), file_name, row.line)});
    } else {
      taken.entries += made.size();
      for (NewEntry& entry : made) sink.entry(std::move(entry));
    }
    if (sink.progress && reader.position() >= next_report) {
      sink.progress(reader.position());
      next_report = reader.position() + progress_step;
    }
  }
  if (sink.progress) sink.progress(content.size());
  return taken;
}

Result<Taken> read_corrected(const Mapping& mapping, const Place& original, std::string_view raw,
                             const Standards& standards, const Sink& sink) {
  CsvReader rows(raw);
  if (!rows.next() || !rows.next() || rows.next())
    return fail(Fault::bad_input, "a corrected row is a header and one row", "two lines", original);
  const Sink with_place{.entry = sink.entry,
                        .rejected =
                            [&](Rejected rejected) {
                              rejected.error.place.line = original.line;
                              sink.rejected(std::move(rejected));
                            },
                        .progress = {}};
  return read_csv(mapping, original.file, raw, standards, with_place);
}

}  // namespace roundel::intake
