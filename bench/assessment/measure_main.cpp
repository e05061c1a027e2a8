// What bench/assessment/run measures: entries in memory to findings, for a district and for many areas one after the
// other; one child after one new entry; and the columns written out, so that another engine can be asked the same.
//
//   assessment_measure district CHILDREN [FOLDER INDICATOR…]   one district; with a folder its columns, and what was
//   found assessment_measure areas CHILDREN AREAS                    areas of so many children, streamed
//   assessment_measure one                                     one child after one new entry
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "assessment/columns.h"
#include "assessment/district.h"
#include "assessment/evaluation.h"
#include "assessment/family_text.h"
#include "assessment/population.h"
#include "assessment/watched.h"

namespace roundel::bench {
namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

long peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

Standards standards() {
  auto loaded = load_standards(std::string(ROUNDEL_SOURCE_DIR) + "/standards", std::nullopt);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().text());
    std::exit(2);
  }
  return *loaded;
}

struct Counted {
  std::size_t children = 0;
  std::size_t findings = 0;
};

Counted found_in(const Population& population, unsigned threads) {
  Counted out;
  population.find(District::today(), threads, [&](const ChildFound& child) {
    ++out.children;
    out.findings += child.findings.size();
  });
  return out;
}

// For whom each rule holds, and nothing else: not since when, not on which entries.
std::size_t held_in(const Columns& columns, unsigned threads) {
  constexpr std::size_t block = 2048;  // persons that one worker takes at a time
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> held = 0;
  const auto work = [&] {
    Evaluation evaluation(columns, District::today());
    std::size_t count = 0;
    for (std::size_t first = block * next++; first < columns.persons(); first = block * next++) {
      const auto last = std::min(first + block, columns.persons());
      evaluation.each_child(static_cast<PersonNumber>(first), static_cast<PersonNumber>(last), [&](PersonNumber) {
        for (std::size_t rule = 0; rule < columns.rulebook().rules().size(); ++rule)
          count += evaluation.holds(rule) ? 1U : 0U;
      });
    }
    held += count;
  };
  std::vector<std::jthread> workers;
  for (unsigned thread = 1; thread < threads; ++thread) workers.emplace_back(work);
  work();
  workers.clear();
  return held;
}

// Processor time of the whole program, in seconds: what a run cost, however busy the machine is.
double spent() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// The best of several runs: what the machine can do when it is not doing something else.
template <class Work>
double best_of(int runs, Work work) {
  double best = 1e9;
  for (int i = 0; i < runs; ++i) {
    const double began = now();
    work();
    best = std::min(best, now() - began);
  }
  return best;
}

// ---- the columns, for another engine

std::string number_of(const Entry& entry, const char* name) {
  const Value* value = entry.value(name);
  if (!value) return "";
  if (const auto* whole = std::get_if<std::int64_t>(value)) return std::to_string(*whole);
  if (const auto* flag = std::get_if<bool>(value)) return *flag ? "1" : "0";
  return "";
}

void write_columns(int children, const Standards& words, const std::string& folder) {
  Columns columns{Rulebook(words, Rulebook::Of::indicators)};
  std::ofstream rows(folder + "/rows.csv");
  rows << "entry,source,day,kind,agency,percent,accepted\n";
  std::uint64_t entry = 0;
  District(children, 1).each([&](const Entry& one) {
    columns.add(one);
    for (const About& about : one.about)
      fmt::print(rows, "{},{},{},{},{},{},{}\n", entry, person_of_alone(about.source).str(), one.happened.to.days(),
                 one.kind.str(), one.agency.str(), number_of(one, "percent"), number_of(one, "accepted"));
    ++entry;
  });
  columns.finish(Membership{});
  std::ofstream persons(folder + "/persons.csv");
  std::ofstream family(folder + "/family.csv");
  persons << "person,id,born,expected,first_seen,is_child\n";
  family << "child,person,self,partner,adult,household\n";
  const auto day = [](Date one) { return one == no_day ? std::string() : std::to_string(one.days()); };
  for (PersonNumber person = 0; person < columns.persons(); ++person) {
    const Life& life = columns.life(person);
    fmt::print(persons, "{},{},{},{},{},{}\n", person, columns.id_of(person).str(), day(life.born), day(life.expected),
               day(life.first_seen), is_child_on(life, District::today()) ? 1 : 0);
    if (!is_child_on(life, District::today())) continue;
    for (const Member& member : columns.family(person)) {
      const auto tied = [&](kinship::Tie tie) { return member.ties >> static_cast<unsigned>(tie) & 1; };
      const bool self = member.ties == 0;
      const bool partner = tied(kinship::Tie::partner) || tied(kinship::Tie::former_partner);
      const bool adult = !self && member.ties != 1U << static_cast<unsigned>(kinship::Tie::sibling);
      const bool home = self || (member.living == Living::resident && member.lives_there_until > District::today());
      fmt::print(family, "{},{},{:d},{:d},{:d},{:d}\n", person, member.person, self, partner, adult, home);
    }
  }
}

// Which kinds a word like "any contact" means.
void write_groups(const Vocabulary& words, const std::string& folder) {
  std::string out;
  for (const KindGroup& group : words.groups) {
    std::string codes;
    for (const KindCode& kind : group.kinds) codes += (codes.empty() ? "\"" : ", \"") + kind.str() + "\"";
    out += fmt::format("{}\"{}\": [{}]", out.empty() ? "" : ",\n", group.code, codes);
  }
  std::ofstream(folder + "/groups.json") << "{" << out << "}\n";
}

void write_found(const Population& population, const Standards& standards, const std::string& folder) {
  std::ofstream out(folder + "/found.csv");
  out << "indicator,id\n";
  population.find(District::today(), 1, [&](const ChildFound& child) {
    for (const FoundRule& found : child.findings)
      fmt::print(out, "{},{}\n", standards.indicators[found.indicator].code.str(), child.child->str());
  });
}

// What SQL is asked: the same columns as `chosen`.
void measure_for_whom(int children, const Standards& words) {
  Columns columns{Rulebook(words, Rulebook::Of::indicators)};
  District(children, 1).each([&](const Entry& entry) { columns.add(entry); });
  columns.finish(Membership{});
  std::size_t held = 0;
  const double two = best_of(7, [&] { held = held_in(columns, 2); });
  fmt::print("{{\"what\":\"for_whom\",\"findings\":{},\"two_threads\":{:.4f}}}\n", held, two);
  std::fflush(stdout);
}

int district(int children, const std::string& folder, const std::vector<std::string>& chosen) {
  const Standards all = standards();
  const auto measure = [&](const Standards& words, const char* name) {
    Population population(words);
    double began = now();
    District(children, 1).each([&](const Entry& entry) { population.add(entry); });
    population.finish(Membership{});
    const double filled = now() - began;
    const double one = best_of(5, [&] { found_in(population, 1); });
    const double began_one = spent();
    found_in(population, 1);
    const double processor = spent() - began_one;
    const double two = best_of(7, [&] { found_in(population, 2); });
    const double told = best_of(2, [&] { population.assess(District::today(), 2, [](const PersonFindings&) {}); });
    const Counted counted = found_in(population, 2);
    fmt::print(
        "{{\"what\":\"{}\",\"indicators\":{},\"children\":{},\"entries\":{},\"findings\":{},\"made_and_filled\":{:.3f},"
        "\"one_thread\":{:.4f},\"processor\":{:.4f},\"two_threads\":{:.4f},\"told_in_words\":{:.4f},\"peak_mb\":{}}}\n",
        name, words.indicators.size(), counted.children, population.entries(), counted.findings, filled, one, processor,
        two, told, peak_megabytes());
    std::fflush(stdout);
    if (!folder.empty() && &words != &all) write_found(population, words, folder);
  };
  measure(all, "all");
  if (folder.empty()) return 0;
  Standards few = all;
  std::erase_if(few.indicators, [&](const Indicator& one) {
    return std::find(chosen.begin(), chosen.end(), one.code.str()) == chosen.end();
  });
  measure(few, "chosen");
  measure_for_whom(children, few);
  write_columns(children, all, folder);
  write_groups(all.vocabulary, folder);
  return 0;
}

int areas(int children, int count) {
  const Standards words = standards();
  const double began = now();
  double finding = 0;
  std::size_t entries = 0;
  Counted total;
  for (int area = 0; area < count; ++area) {
    Population population(words);
    District(children, static_cast<std::uint64_t>(area) + 1).each([&](const Entry& entry) { population.add(entry); });
    population.finish(Membership{});
    const double start = now();
    const Counted counted = found_in(population, 2);
    finding += now() - start;
    entries += population.entries();
    total.children += counted.children;
    total.findings += counted.findings;
  }
  fmt::print(
      "{{\"areas\":{},\"children\":{},\"entries\":{},\"findings\":{},\"seconds\":{:.2f},\"finding\":{:.3f},\"peak_mb\":"
      "{}}}\n",
      count, total.children, entries, total.findings, now() - began, finding, peak_megabytes());
  return 0;
}

// The family of the district with the most entries would flatter nobody: the median, and the largest of a thousand.
int one_child() {
  const Standards words = standards();
  std::vector<std::vector<Entry>> families;
  District(3000, 1).each([&](const Entry& entry) {
    const bool first = entry.kind.str() == "identity.details" &&
                       (families.empty() || families.back().back().kind.str() != "family.relationship") &&
                       (families.empty() || families.back().size() > 40);
    if (first) families.emplace_back();
    families.back().push_back(entry);
  });
  std::vector<double> plain;
  std::size_t findings = 0;
  std::size_t entries = 0;
  for (const auto& family : families) {
    FamilyEntries known{person_of_alone(family.front().about.front().source),
                        {family.begin(), family.end() - 1},
                        {},
                        District::today()};
    entries += family.size();
    Watched watched(known, words);
    const double began = now();
    findings += watched.add(family.back()).size();
    plain.push_back(1e6 * (now() - began));
  }
  std::sort(plain.begin(), plain.end());
  fmt::print(
      "{{\"families\":{},\"entries_a_family\":{},\"findings\":{},\"p50_us\":{:.1f},\"p99_us\":{:.1f},\"most_us\":{:.1f}"
      "}}\n",
      plain.size(), entries / plain.size(), findings, plain[plain.size() / 2], plain[plain.size() * 99 / 100],
      plain.back());
  return 0;
}

}  // namespace
}  // namespace roundel::bench

int main(int argc, char** argv) {
  using namespace roundel::bench;
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() >= 2 && words[0] == "district")
    return district(std::atoi(words[1].c_str()), words.size() > 2 ? words[2] : "",
                    words.size() > 3 ? std::vector(words.begin() + 3, words.end()) : std::vector<std::string>{});
  if (words.size() == 3 && words[0] == "areas") return areas(std::atoi(words[1].c_str()), std::atoi(words[2].c_str()));
  if (words.size() == 1 && words[0] == "one") return one_child();
  fmt::print(stderr, "assessment_measure district CHILDREN [FOLDER INDICATOR…] | areas CHILDREN AREAS | one\n");
  return 2;
}
