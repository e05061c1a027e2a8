#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/document.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "simulation/feed_list.h"

namespace roundel::simulation {
namespace {

namespace fs = std::filesystem;

const std::string source_dir = ROUNDEL_SOURCE_DIR;
const Date to = Date::of(2026, 3, 31);

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

struct Place {
  Made made;
  std::string folder;
  ~Place() { fs::remove_all(folder); }
};

std::unique_ptr<Place> simulated(int children, std::uint64_t seed, int years) {
  auto place = std::make_unique<Place>();
  static int count = 0;
  place->folder =
      testing::TempDir() + "roundel_simulation_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  const auto made = simulate({.area = AreaCode("E08000032"),
                              .children = children,
                              .from = to.plus_years(-years),
                              .to = to,
                              .seed = seed,
                              .out = place->folder,
                              .data = source_dir + "/data/simulation"},
                             {});
  EXPECT_TRUE(made) << (made ? "" : made.error().text());
  if (made) place->made = *made;
  return place;
}

// Every file under the folder with its bytes.
std::map<std::string, std::string> bytes_of(const std::string& folder) {
  std::map<std::string, std::string> all;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) all[fs::relative(file.path(), folder)] = *read_file(file.path());
  }
  return all;
}

struct Table {
  std::string feed;  // file without .csv
  Date extract;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
  }
};

std::vector<Table> tables_of(const std::string& folder, std::string_view only = {}) {
  std::vector<Table> tables;
  for (const auto& [path, content] : bytes_of(folder + "/feeds")) {
    const fs::path file(path);
    if (file.extension() != ".csv" || (!only.empty() && file.stem() != only)) continue;
    Table table{.feed = file.stem(), .extract = *parse_date(file.parent_path().string())};
    std::istringstream lines(content);
    for (std::string line; std::getline(lines, line);) {
      if (table.columns.empty()) {
        table.columns = cells_of(line);
      } else {
        table.rows.push_back(cells_of(line));
      }
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

const Place& small_place() {
  static const auto place = simulated(3000, 7, 2);
  return *place;
}

TEST(Simulation, TheSameSeedGivesTheSameBytesAndAnotherSeedOthers) {
  const auto one = simulated(600, 1, 1);
  const auto same = simulated(600, 1, 1);
  const auto other = simulated(600, 2, 1);
  const auto bytes = bytes_of(one->folder);
  EXPECT_GT(bytes.size(), 100U);
  EXPECT_TRUE(bytes == bytes_of(same->folder));
  EXPECT_FALSE(bytes == bytes_of(other->folder));
}

class Rates : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Rates, OfFifteenThousandChildrenAreWithinFifteenPerCentOfEngland) {
  const auto place = simulated(15'000, GetParam(), 3);
  EXPECT_GE(place->made.rates.size(), 12U);
  for (const Rate& rate : place->made.rates) {
    EXPECT_LT(std::abs(rate.off()), 0.15) << rate.name << ": " << rate.simulated << " beside " << rate.published;
  }
  EXPECT_NEAR(static_cast<double>(place->made.children), 15'000, 150);
}

INSTANTIATE_TEST_SUITE_P(TwoSeeds, Rates, testing::Values(1, 2));

TEST(Simulation, EveryHeaderIsWhatItsMappingAsksFor) {
  for (int feed = 0; feed < feeds; ++feed) {
    const FeedColumns& written = columns_of(static_cast<Feed>(feed));
    std::string name(written.file);
    std::replace(name.begin(), name.end(), '_', '.');
    const auto mapping = read_document(source_dir + "/standards/england/feeds/" + name + ".toml");
    ASSERT_TRUE(mapping) << mapping.error().text();
    const Node* columns = mapping->find("columns");
    ASSERT_TRUE(columns != nullptr && columns->table() != nullptr) << name;
    std::set<std::string_view> asked;
    for (const auto& [column, spec] : *columns->table()) asked.insert(column);
    EXPECT_EQ(asked, std::set<std::string_view>(written.columns.begin(), written.columns.end())) << name;
    EXPECT_EQ(*mapping->need_text("dates"), written.uk_dates ? "dd/mm/yyyy" : "yyyy-mm-dd") << name;
    EXPECT_EQ(*mapping->need_text("feed"), name);
  }
}

TEST(Simulation, EveryRowFitsAnEntryOfItsMapping) {
  for (const Table& table : tables_of(small_place().folder)) {
    std::string name = table.feed;
    std::replace(name.begin(), name.end(), '_', '.');
    const auto mapping = read_document(source_dir + "/standards/england/feeds/" + name + ".toml");
    ASSERT_TRUE(mapping);
    std::set<std::pair<std::size_t, std::string>> taken;  // column and what it may say
    for (const Node* entry : mapping->each("entry")) {
      const Node* when = entry->find("when");
      if (when == nullptr) continue;
      const Node::Array one{*when};
      for (const Node& test : when->array() != nullptr ? *when->array() : one) {
        const auto words = test.find("is")->texts();
        for (const std::string& word : *words) taken.insert({table.column(*test.need_text("column")), word});
      }
    }
    std::set<std::size_t> tested;
    for (const auto& [column, word] : taken) tested.insert(column);
    for (const auto& row : table.rows) {
      ASSERT_EQ(row.size(), table.columns.size()) << table.feed;
      for (const std::size_t column : tested) {
        ASSERT_TRUE(taken.contains({column, row[column]}))
            << table.feed << " " << table.columns[column] << "=" << row[column];
      }
    }
  }
}

TEST(Simulation, NothingIsRecordedBeforeItHappenedNorAfterItsExtract) {
  std::size_t checked = 0;
  for (const Table& table : tables_of(small_place().folder)) {
    if (table.feed.ends_with("_persons") || table.feed.ends_with("_relationships")) continue;
    for (std::size_t feed = 0; feed < feeds; ++feed) {
      const FeedColumns& written = columns_of(static_cast<Feed>(feed));
      if (written.file != table.feed) continue;
      const auto style = written.uk_dates ? DateStyle::uk : DateStyle::iso;
      const bool involvement = table.feed.ends_with("_involvement");
      for (const auto& row : table.rows) {
        const auto on = parse_date(row[involvement ? 4 : 2], style);
        const auto recorded = parse_date(row[involvement ? 5 : 3], style);
        ASSERT_TRUE(on && recorded) << table.feed;
        ASSERT_LE(*on, *recorded) << table.feed;
        ASSERT_LE(*recorded, table.extract) << table.feed;
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 50'000U);
}

TEST(Simulation, WhatHappensAtATimeOfDayIsMostlyWrittenWithIt) {
  std::size_t timed = 0;
  std::size_t told = 0;
  for (const Table& table : tables_of(small_place().folder))
    for (int feed = 0; feed < feeds; ++feed) {
      const FeedColumns& written = columns_of(static_cast<Feed>(feed));
      if (written.file != table.feed || written.time.empty()) continue;
      for (const auto& row : table.rows) {
        const std::string& time = row[table.column(written.time)];
        const bool has_one = std::ranges::count(written.timed, row[1]) > 0;
        ASSERT_TRUE(has_one || time.empty()) << table.feed << " " << row[1];
        ASSERT_TRUE(time.empty() || parse_time_of_day(time)) << time;
        timed += has_one ? 1U : 0U;
        told += time.empty() ? 0U : 1U;
      }
    }
  EXPECT_GT(told, 100U);
  EXPECT_LT(told, timed) << "now and then nobody wrote it down";
  EXPECT_GT(told * 10, timed * 8);
}

TEST(Simulation, WhoeverIsNamedAsAWorkerHasOneNameAndANumberKeptForDrama) {
  std::map<std::string, std::string> names;  // by agency and reference
  for (const Table& table : tables_of(small_place().folder)) {
    const std::size_t worker = table.column("Worker"), name = table.column("WorkerName"),
                      contact = table.column("Contact");
    if (!table.feed.ends_with("_involvement")) continue;
    for (const auto& row : table.rows) {
      EXPECT_EQ(row[worker].empty(), row[name].empty()) << table.feed;
      if (row[worker].empty()) continue;
      EXPECT_TRUE(row[contact].starts_with("01632 960")) << row[contact];
      EXPECT_EQ(names.try_emplace(row[worker], row[name]).first->second, row[name]) << row[worker];
    }
  }
  EXPECT_EQ(names["hv-001"], "Hannah Visser");
  std::set<std::string> different;
  for (const auto& [reference, name] : names) different.insert(name);
  EXPECT_GT(different.size(), names.size() * 9 / 10) << "hardly two are called alike";
}

TEST(Simulation, NhsNumbersAndPupilNumbersHaveTheirCheckDigits) {
  std::size_t nhs = 0;
  std::size_t upn = 0;
  for (const Table& table : tables_of(small_place().folder)) {
    if (!table.feed.ends_with("_persons")) continue;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const std::string name = lower(table.columns[column]);
      if (name != "upn" && name != "nhsno" && name != "nhsnumber") continue;
      for (const auto& row : table.rows) {
        if (row[column].empty()) continue;
        if (name == "upn") {
          ASSERT_TRUE(parse_upn(row[column])) << row[column];
          ++upn;
        } else {
          ASSERT_TRUE(parse_nhs_number(row[column])) << row[column];
          ASSERT_TRUE(row[column].starts_with("999"));
          ++nhs;
        }
      }
    }
  }
  EXPECT_GT(nhs, 5'000U);
  EXPECT_GT(upn, 1'000U);
}

TEST(Simulation, EveryRecordHasATruePersonAndIsWrittenBeforeOrWithWhatIsAboutIt) {
  std::set<std::string> known;
  const auto people = read_file(small_place().folder + "/truth/people.csv");
  for (const auto& line : split(*people, '\n')) known.emplace(line.substr(0, line.find(',')));
  std::set<std::string> told;
  for (const Table& table : tables_of(small_place().folder)) {
    if (!table.feed.ends_with("_persons")) continue;
    const std::string agency = table.feed.substr(0, table.feed.size() - 8);
    for (const auto& row : table.rows) told.insert(agency + "/" + row[0]);
  }
  for (const std::string& record : told) ASSERT_TRUE(known.contains(record)) << record;
  for (const Table& table : tables_of(small_place().folder, "gp_consultations")) {
    for (const auto& row : table.rows) ASSERT_TRUE(told.contains("gp/" + row[table.column("PatientId")]));
  }
}

TEST(Simulation, TheHardCasesAreThere) {
  std::size_t twins = 0;
  std::size_t unnamed = 0;
  std::size_t moved_away = 0;
  const auto households = read_file(small_place().folder + "/truth/households.csv");
  for (const auto& line : split(*households, '\n')) {
    const auto cells = cells_of(std::string(line));
    if (cells.size() < 9) continue;
    twins += cells[2] == "child" && cells[8] == "Y" ? 1U : 0U;
    unnamed += cells[2] == "partner-unnamed" ? 1U : 0U;
    moved_away += cells[2] == "child" && cells[6] == "N" ? 1U : 0U;
  }
  EXPECT_GT(twins, 10U);
  EXPECT_GT(unnamed, 5U);
  EXPECT_GT(moved_away, 10U);
  std::size_t elsewhere = 0;
  std::map<std::string, std::set<std::string>> addresses;  // of a GP's patient, over its versions
  for (const Table& table : tables_of(small_place().folder, "gp_persons")) {
    for (const auto& row : table.rows) addresses[row[0]].insert(row[table.column("Address")]);
  }
  for (const Table& table : tables_of(small_place().folder, "school-nursing_persons")) {
    for (const auto& row : table.rows)
      elsewhere += row[table.column("School")].find("neighbouring district") != std::string::npos ? 1U : 0U;
  }
  EXPECT_GT(elsewhere, 0U) << "children schooled in another area";
  EXPECT_GT(std::count_if(addresses.begin(), addresses.end(), [](const auto& a) { return a.second.size() > 1; }), 50)
      << "moves";
  std::set<std::pair<std::string, std::string>> men;  // name and address of grown men, then boys with both
  std::size_t namesakes = 0;
  for (const bool grown : {true, false}) {
    for (const Table& table : tables_of(small_place().folder, "gp_persons")) {
      for (const auto& row : table.rows) {
        const auto who =
            std::pair(row[table.column("Forename")] + " " + row[table.column("Surname")], row[table.column("Address")]);
        if (row[table.column("Sex")] != "M" || (row[1] == "A") != grown) continue;
        if (grown) {
          men.insert(who);
        } else {
          namesakes += men.contains(who) ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(namesakes, 5U);
}

TEST(Simulation, RefusesWhatItCannotDoAndSaysWhatItExpected) {
  const auto none =
      simulate({.area = AreaCode("E08000032"), .children = 0, .from = to.plus_years(-1), .to = to, .out = "x"}, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().expected, "500 to 300,000 children");
  const auto lost = simulate({.area = AreaCode("E08000032"),
                              .children = 600,
                              .from = to.plus_years(-1),
                              .to = to,
                              .out = testing::TempDir() + "roundel_nowhere",
                              .data = "/no/such/folder"},
                             {});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().place.file.empty() && lost.error().what.empty(), false);
}

}  // namespace
}  // namespace roundel::simulation
