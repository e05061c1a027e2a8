#include "service/oversee/backtest.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/document.h"
#include "intake/csv.h"
#include "service/parts.h"

namespace roundel::service {
namespace {

// A file of the truth: its rows, each with as many cells as the header names.
Result<std::vector<std::vector<std::string>>> truth_rows(const std::filesystem::path& path, const std::string& header) {
  const auto content = read_file(path.string());
  if (!content) return fail(content.error());
  std::vector<std::vector<std::string>> out;
  const std::size_t columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1;
  intake::CsvReader reader(*content);
  while (reader.next()) {
    const intake::CsvRow& row = reader.row();
    const Place place{.file = path.string(), .line = static_cast<int>(row.line)};
    if (row.number == 0 && row.raw != header)
      return fail(Fault::bad_input, "this is not what the simulation writes", "the columns " + header, place);
    if (row.cells.size() != columns) return fail(Fault::bad_input, "cells are missing", header, place);
    if (row.number > 0) out.emplace_back(row.cells.begin(), row.cells.end());
  }
  return out;
}

// "Asian: Pakistani" → "Asian".
std::string broad_group(const std::string& code, const Vocabulary& vocabulary) {
  const CodeSet* codes = vocabulary.code_set("ethnicity");
  const std::string* meaning = codes ? codes->meaning(code) : nullptr;
  if (!meaning) return "Not known";
  return meaning->substr(0, meaning->find(':'));
}

Result<std::vector<backtest::TrueHarm>> harms_in(const std::filesystem::path& folder,
                                                 const std::unordered_map<std::string, std::uint32_t>& number_of) {
  const auto rows = truth_rows(folder / "harm.csv", "person,type,from,to");
  if (!rows) return fail(rows.error());
  std::vector<backtest::TrueHarm> out;
  for (const auto& row : *rows) {
    const auto child = number_of.find(row[0]);
    if (child == number_of.end()) continue;  // grown up before the history began
    const auto from = parse_date(row[2]);
    if (!from) return fail(from.error());
    backtest::TrueHarm harm{.child = child->second, .type = row[1], .from = *from, .to = {}};
    if (!row[3].empty()) {
      const auto to = parse_date(row[3]);
      if (!to) return fail(to.error());
      harm.to = *to;
    }
    out.push_back(std::move(harm));
  }
  return out;
}

// The days between which the ledger holds what agencies knew.
struct Covered {
  std::optional<Date> first, last;
};

LevelCode level_of_list(const LevelScheme& levels) {
  return levels.levels.size() < 2 ? levels.levels.back().code : levels.levels[levels.levels.size() - 2].code;
}

Result<backtest::Asked> settled(const BacktestAsked& asked, const Covered& covered, const Standards& standards) {
  if (!covered.first)
    return fail(Fault::not_found, "this store is empty", "`roundel ingest --replay` of a simulated place first");
  const Date first = *covered.first;
  const Date last = *covered.last;
  const Date halfway((first.days() + last.days()) / 2);
  backtest::Asked out{.from = asked.from.value_or(last >= first.plus_years(2) ? first.plus_years(1) : halfway),
                      .to = asked.to.value_or(last),
                      .level = asked.level.empty() ? level_of_list(standards.levels) : asked.level,
                      .counts = asked.counts,
                      .threads = asked.threads};
  if (!standards.levels.find(out.level))
    return fail(Fault::bad_input, "there is no level '" + out.level.str() + "'", "a level of " + standards.levels.name,
                {.field = "level"});
  constexpr int shortest = 26 * 7;
  if (out.to - out.from < shortest)
    return fail(Fault::bad_input, "the period is too short to count anything in it", "half a year or more",
                {.field = "from"});
  return out;
}

}  // namespace

Result<backtest::Truth> read_truth(const std::string& folder, const Vocabulary& vocabulary) {
  const std::filesystem::path root(folder);
  const auto children = truth_rows(root / "children.csv", "person,born,sex,ethnicity,deprivation_fifth");
  if (!children) return fail(children.error());
  backtest::Truth truth;
  std::unordered_map<std::string, std::uint32_t> number_of;
  for (const auto& row : *children) {
    const auto born = parse_date(row[1]);
    if (!born) return fail(born.error());
    backtest::TrueChild child{.born = *born, .sex = row[2], .ethnicity = broad_group(row[3], vocabulary), .fifth = 0};
    std::from_chars(row[4].data(), row[4].data() + row[4].size(), child.fifth);
    number_of.emplace(row[0], static_cast<std::uint32_t>(truth.children.size()));
    truth.children.push_back(std::move(child));
  }
  const auto people = truth_rows(root / "people.csv", "source_record,person");
  if (!people) return fail(people.error());
  for (const auto& row : *people)
    if (const auto child = number_of.find(row[1]); child != number_of.end())
      truth.child_of.emplace(SourceId(row[0]), child->second);
  auto harms = harms_in(root, number_of);
  if (!harms) return fail(harms.error());
  truth.harms = std::move(*harms);
  return truth;
}

Result<backtest::Backtest> run_backtest(Desk& desk, const Caller& caller, const BacktestAsked& asked,
                                        const StageProgress& progress) {
  if (const auto done = enter(desk, caller, access::UseCase::backtest); !done) return fail(done.error());
  Desk::Parts& parts = desk.parts();
  if (!parts.demonstration)
    return fail(Fault::refused, "this store does not say that its people are made up",
                "a demonstration store: nobody knows the truth about real people");
  const auto truth = read_truth(asked.truth, parts.standards.vocabulary);
  if (!truth) return fail(truth.error());
  const auto total = parts.ledger->size(parts.area);
  if (!total) return fail(total.error());
  Covered covered;
  const auto look = parts.ledger->read_all(parts.area, 0, [&](Entry& entry) {
    if (entry.kind.str() == "identity.link") return true;  // the program's own, dated when it ran
    covered.first = std::min(covered.first.value_or(entry.recorded.date()), entry.recorded.date());
    covered.last = std::max(covered.last.value_or(entry.known), entry.known);
    return true;
  });
  if (!look) return fail(look.error());
  const auto what = settled(asked, covered, parts.standards);
  if (!what) return fail(what.error());
  backtest::Run run(parts.standards, *truth, *what);
  std::int64_t read = 0;
  constexpr std::int64_t step = 20'000;
  const auto added = parts.ledger->read_all(parts.area, 0, [&](Entry& entry) {
    run.add(entry);
    if (++read % step == 0 && progress) progress("reading the ledger", read, *total);
    return true;
  });
  if (!added) return fail(added.error());
  return backtest::published(run.finish(progress));
}

}  // namespace roundel::service
