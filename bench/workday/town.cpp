#include "workday/town.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <thread>
#include <unordered_map>

#include "service/feeds.h"
#include "service/parts.h"
#include "workday/program.h"

namespace roundel::bench {
namespace {

namespace fs = std::filesystem;
using service::Desk;

const AreaCode area("E08000032");
constexpr const char* password = "a working day, made up";
constexpr int days_of_history = 400;

template <class Value>
Value got(Result<Value>&& value) {
  if (!value) throw std::runtime_error(value.error().text());
  return std::move(*value);
}
void must(const Done& done) {
  if (!done) throw std::runtime_error(done.error().text());
}

std::unique_ptr<Desk> desk_of(const Asked& asked) {
  return got(Desk::open({.store_url = asked.store,
                         .standards_dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards",
                         .clock = system_clock(),
                         .random = system_random()},
                        area));
}

service::Caller console() {
  return {.account = "console:bench",
          .name = "Console",
          .practitioner = {},
          .agency = AgencyId("roundel"),
          .area = area,
          .role = std::string(access::console_role),
          .purpose = access::Purpose::administration};
}

void must_run(const std::vector<std::string>& words) {
  if (run_program(words) != 0) throw std::runtime_error(words.front() + " failed; its words are above");
}

void fill_if_empty(const Asked& asked) {
  {
    const auto desk = desk_of(asked);
    if (got(desk->parts().ledger->size(area)) > 0) return;
  }
  const fs::path folder = fs::temp_directory_path() / fmt::format("roundel-workday-{}", system_clock()().micros());
  const Date today = system_clock()().date();
  must_run({"simulate", "--area", area.str(), "--children", std::to_string(asked.children), "--from",
            today.plus_days(-days_of_history).iso(), "--to", today.iso(), "--seed", std::to_string(asked.seed), "--out",
            folder.string()});
  must_run({"ingest", "--replay", "--store", asked.store, (folder / "feeds").string()});
  must_run({"link", "--store", asked.store});
  must_run({"assess", "--store", asked.store});
  fs::remove_all(folder);
}

std::vector<store::Row> rows(Desk& desk, const char* sql) {
  const store::Cell cells[] = {area.str()};
  return got(desk.parts().database->query(sql, cells));
}

// Agencies with their practitioners, whoever works with most children first; schools apart from the others.
struct Practitioners {
  std::vector<std::pair<AgencyId, PractitionerId>> schools, others;
};
Practitioners practitioners_of(Desk& desk) {
  Practitioners out;
  for (const auto& row : rows(desk,
                              "SELECT agency, practitioner, COUNT(*) FROM involvement WHERE area = ? AND until IS NULL "
                              "AND practitioner <> '' GROUP BY agency, practitioner ORDER BY 3 DESC, 1, 2")) {
    const AgencyId agency(store::text(row[0]));
    const Agency* known = desk.standards().agency(agency);
    if (known == nullptr) continue;
    (known->kind == "school" ? out.schools : out.others).emplace_back(agency, PractitionerId(store::text(row[1])));
  }
  if (out.others.empty()) throw std::runtime_error("no practitioner of this store works with a child");
  if (out.schools.empty()) out.schools = out.others;
  return out;
}

std::map<std::string, std::string> names_of_children(Desk& desk) {
  std::map<std::string, std::string> names;  // by person
  const std::int64_t born_after = desk.parts().today().plus_months(-18 * 12).days();
  for (const auto& row : rows(desk,
                              "SELECT m.person, k.name, k.born FROM known_as k JOIN member m ON m.area = k.area AND "
                              "m.source = k.source WHERE k.area = ? AND k.born IS NOT NULL ORDER BY m.person, k.name"))
    if (store::number(row[2]) > born_after) names[store::text(row[0])] = store::text(row[1]);
  return names;
}

struct Account {
  std::string login;
  AgencyId agency;
  PractitionerId practitioner;
  Role role;
};
std::vector<Account> accounts_of(Desk& desk, const Plan& plan) {
  const Practitioners known = practitioners_of(desk);
  std::vector<Account> out;
  for (std::size_t i = 0; i < plan.workers.size(); ++i) {
    const Role role = plan.workers[i].role;
    const auto& from = role == Role::referrer ? known.schools : known.others;
    const auto& [agency, practitioner] = from[(i / 3) % from.size()];
    out.push_back({fmt::format("workday.{:03}", i), agency, practitioner, role});
  }
  return out;
}

void add_accounts(const Asked& asked, const std::vector<Account>& accounts) {
  // A password takes its time to be hashed: two do it at once.
  const auto add = [&](std::size_t first) {
    const auto desk = desk_of(asked);
    for (std::size_t i = first; i < accounts.size(); i += 2) {
      const Account& one = accounts[i];
      const auto done = service::add_account(*desk, console(),
                                             {.login = one.login,
                                              .password = password,
                                              .name = fmt::format("Made-up Practitioner {}", i),
                                              .practitioner = one.practitioner,
                                              .agency = one.agency,
                                              .role = std::string(word(one.role))});
      if (!done && done.error().fault != Fault::conflict) throw std::runtime_error(done.error().text());
    }
  };
  std::exception_ptr problem;
  std::jthread other([&] {
    try {
      add(1);
    } catch (...) {
      problem = std::current_exception();
    }
  });
  add(0);
  other.join();
  if (problem) std::rethrow_exception(problem);
}

std::vector<Child> caseload_of(Desk& desk, const Account& account, const std::map<std::string, std::string>& names) {
  const store::Cell cells[] = {area.str(), account.agency.str(), account.practitioner.str()};
  std::vector<Child> out;
  for (const auto& row : got(desk.parts().database->query("SELECT DISTINCT person FROM involvement WHERE area = ? AND "
                                                          "agency = ? AND practitioner = ? AND until IS NULL "
                                                          "ORDER BY person",
                                                          cells)))
    if (const auto name = names.find(store::text(row[0])); name != names.end())
      out.push_back({name->first, name->second});
  return out;
}

}  // namespace

Town town_of(const Asked& asked, const Plan& plan) {
  fill_if_empty(asked);
  const auto desk = desk_of(asked);
  if (!desk->demonstration()) throw std::runtime_error("this store is no demonstration: nobody plays with real people");
  const std::vector<Account> accounts = accounts_of(*desk, plan);
  add_accounts(asked, accounts);
  Town town{.password = password, .seats = {}, .children = {}, .levels = {}};
  const auto names = names_of_children(*desk);
  for (const auto& [person, name] : names) town.children.push_back({person, name});
  if (town.children.empty()) throw std::runtime_error("there is no child in this store");
  for (const Account& account : accounts)
    town.seats.push_back({.login = account.login, .caseload = caseload_of(*desk, account, names)});
  for (const Level& level : desk->standards().levels.levels) town.levels.push_back(level.code.str());
  return town;
}

Held held_in_ledger(const Asked& asked, const std::vector<std::string>& acknowledged) {
  const auto desk = desk_of(asked);
  std::unordered_map<std::string, int> times;  // a mark stands between brackets at the end of the text
  std::unordered_map<std::string, int> decided;
  Held held;
  must(desk->parts().ledger->read_all(area, 0, [&](const Entry& entry) {
    const std::string text = entry.text_of(entry.kind.str() == "concern.raised" ? "worry" : "reason");
    const auto open = text.rfind('[');
    if (open != std::string::npos && text.ends_with(']')) held.doubled += ++times[text.substr(open)] == 2 ? 1 : 0;
    if (entry.kind.str() == "response.decided") held.doubled += ++decided[entry.text_of("concern")] == 2 ? 1 : 0;
    return true;
  }));
  for (const std::string& mark : acknowledged) held.lost += times.contains(mark) ? 0 : 1;
  return held;
}

}  // namespace roundel::bench
