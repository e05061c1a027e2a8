// A person as an agency's record shows them: its slips of spelling and of dates, its gaps, its stale addresses.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "simulation/world.h"

namespace roundel::simulation {
namespace {

// Shares of records with each kind of flaw, by how an agency works.
struct Care {
  double misspelt = 0.02, known_as = 0.03, old_surname = 0.03, wrong_birth = 0.01, no_birth = 0, no_nhs = 0.03,
         no_phone = 0.25;
};

Care care_of(Agency agency) {
  switch (agency) {
    case Agency::gp:
    case Agency::midwifery:
      return {0.01, 0.01, 0.02, 0.004, 0, 0.01, 0.1};
    case Agency::hospital:
    case Agency::health_visiting:
      return {0.02, 0.02, 0.03, 0.008, 0, 0.04, 0.2};
    case Agency::schools:
    case Agency::nurseries:
      return {0.015, 0.12, 0.03, 0.006, 0, 0, 0.3};
    case Agency::city_police:
    case Agency::probation:
      return {0.05, 0.10, 0.08, 0.05, 0.06, 0, 0.5};
    case Agency::voluntary:
    case Agency::domestic_abuse_service:
      return {0.05, 0.25, 0.08, 0.05, 0.25, 0, 0.4};
    case Agency::housing:
      return {0.03, 0.06, 0.06, 0.03, 0.05, 0, 0.3};
    case Agency::social_care:
    case Agency::early_help:
      return {0.025, 0.06, 0.04, 0.015, 0.01, 0.18, 0.3};
    default:
      return {0.02, 0.04, 0.04, 0.01, 0, 0.06, 0.25};
  }
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

// One slip of the keyboard, never in the first letter.
std::string slipped(std::string text, Random& random) {
  if (!is_plain(text) || text.size() < 4) return text;
  const auto at = static_cast<std::size_t>(random.between(1, static_cast<int>(text.size()) - 2));
  switch (random.below(4)) {
    case 0:
      std::swap(text[at], text[at + 1]);
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at, 1, text[at]);
      break;
    default:
      text[at] = "aeioumnrtl"[random.below(10)];
      break;
  }
  return text;
}

Date wrong_birth(Date born, Random& random) {
  if (born.day() <= 12 && born.day() != born.month() && random.chance(0.6)) {
    return Date::of(born.year(), born.day(), born.month());
  }
  return random.chance(0.5) ? born.plus_years(random.chance(0.5) ? 1 : -1)
                            : born.plus_days(random.chance(0.5) ? 1 : -10);
}

std::string phone_of(const Person& person, PersonNo number) {
  // The ranges Ofcom keeps for drama. A child's record shows the mother's.
  constexpr std::array<std::string_view, 12> ranges = {"07700 900",  "07700 900",  "07700 900",  "0113 496 0",
                                                       "0114 496 0", "0121 496 0", "0131 496 0", "0161 496 0",
                                                       "0151 496 0", "01632 960",  "0117 496 0", "0191 498 0"};
  Random random(mixed(person.mother == nobody ? number : person.mother, 77));
  const std::string_view range = ranges[static_cast<std::size_t>(random.below(static_cast<int>(ranges.size())))];
  return fmt::format("{}{:03}", range, random.below(1000));
}

int check_of(std::uint32_t serial) {
  const std::uint64_t nine = 999'000'000ULL + serial;
  int sum = 0;
  std::uint64_t rest = nine;
  for (int weight = 2; weight <= 10; ++weight, rest /= 10) sum += static_cast<int>(rest % 10) * weight;
  return (11 - sum % 11) % 11;
}

class Row {
 public:
  Row(World& world, Agency agency, const Record& record)
      : world_(world),
        record_(record),
        person_(world.people[record.person]),
        care_(care_of(agency)),
        random_(mixed(world.options.seed, record.person, static_cast<std::uint64_t>(agency))) {
    // Drawn in one order whatever the agency shows, so that a later version of the record slips in the same way.
    misspelt_forename_ = random_.chance(care_.misspelt);
    misspelt_surname_ = random_.chance(care_.misspelt);
    known_as_ = random_.chance(care_.known_as);
    old_surname_ = random_.chance(care_.old_surname);
    wrong_birth_ = random_.chance(care_.wrong_birth);
    no_birth_ = random_.chance(care_.no_birth);
    no_nhs_ = random_.chance(care_.no_nhs);
    no_phone_ = random_.chance(care_.no_phone);
    relative_ = random_.chance(0.003);
  }

  // Empty where the record does not hold it.
  Cell cell(Detail detail, std::string& text) {
    const bool named = person_.forename != 0;
    switch (detail) {
      case Detail::forename:
        text = named ? forename() : std::string();
        break;
      case Detail::middle:
        text = person_.middle != 0 ? world_.names.text(person_.middle) : "";
        break;
      case Detail::surname:
        text = surname();
        break;
      case Detail::previous:
        text = person_.previous != 0 ? world_.names.text(person_.previous) : "";
        break;
      case Detail::birth:
        return birth();
      case Detail::expected:
        return person_.unborn ? Cell(person_.born) : Cell();
      case Detail::died:
        return person_.died <= record_.updated ? Cell(person_.died) : Cell();
      case Detail::sex:
        return person_.unborn ? Cell("U") : Cell(person_.male ? "M" : "F");
      case Detail::nhs:
        text = nhs();
        break;
      case Detail::upn:
        text = upn();
        break;
      case Detail::ethnicity:
        text = person_.unborn ? "" : world_.names.heritages[person_.heritage].ethnicity;
        break;
      case Detail::address:
        text = address_line(world_, record_.address);
        break;
      case Detail::postcode:
        text = postcode(world_, record_.address);
        break;
      case Detail::phone:
        text = no_phone_ ? "" : phone_of(person_, record_.person);
        break;
      case Detail::school:
        text = school();
        break;
      case Detail::household:
        text = fmt::format("UPRN{}", 4510000 + record_.address);
        break;
    }
    return Cell(text);
  }

 private:
  std::string forename() {
    NameNo name = person_.forename;
    if (known_as_ && world_.names.nickname[name] != 0) name = world_.names.nickname[name];
    std::string text(world_.names.text(name));
    return misspelt_forename_ ? slipped(std::move(text), random_) : text;
  }
  std::string surname() {
    const NameNo name = old_surname_ && person_.previous != 0 ? person_.previous : record_.surname;
    std::string text(world_.names.text(name));
    return misspelt_surname_ ? slipped(std::move(text), random_) : text;
  }
  Cell birth() {
    if (person_.unborn || no_birth_) return {};
    if (!wrong_birth_) return Cell(person_.born);
    const Date wrong = wrong_birth(person_.born, random_);
    return Cell(wrong <= record_.updated ? wrong : person_.born);
  }
  std::string nhs() {
    if (person_.unborn || no_nhs_) return {};
    // Rarely a mother's number stands on the child's record.
    const Person& of = relative_ && person_.mother != nobody ? world_.people[person_.mother] : person_;
    return nhs_number(of.nhs);
  }
  std::string upn() const {
    const bool pupil = person_.mother != nobody && person_.born.plus_years(4) < record_.updated;
    return pupil ? pupil_number(person_, record_.person) : std::string();
  }
  std::string school() const {
    if (person_.schooled_elsewhere) return "Calderbrow Academy (neighbouring district)";
    return person_.school == 0 ? std::string() : school_name(world_, person_.school);
  }

  World& world_;
  const Record& record_;
  const Person& person_;
  Care care_;
  Random random_;
  bool misspelt_forename_ = false, misspelt_surname_ = false, known_as_ = false, old_surname_ = false;
  bool wrong_birth_ = false, no_birth_ = false, no_nhs_ = false, no_phone_ = false, relative_ = false;
};

}  // namespace

bool has_check_digit(std::uint32_t serial) { return check_of(serial) != 10; }
std::string nhs_number(std::uint32_t serial) { return fmt::format("999{:06}{}", serial, check_of(serial)); }

std::string pupil_number(const Person& person, PersonNo number) {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
  const std::string digits = fmt::format("{}{:04}{:02}{:03}", person.schooled_elsewhere ? 383 : 380,
                                         2000 + number / 1000 % 8000, (person.born.year() + 4) % 100, number % 1000);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * static_cast<int>(i + 2);
  return letters[static_cast<std::size_t>(sum % 23)] + digits;
}

// Forty homes to a street; made-up streets in made-up neighbourhoods.
std::string address_line(const World& world, AddressNo address) {
  const auto& names = world.names;
  const std::size_t street = address / 40;
  const std::uint64_t drawn = mixed(91, street);
  const std::size_t area =
      static_cast<std::size_t>(world.rank(address) * static_cast<double>(names.neighbourhoods.size()));
  return fmt::format("{} {} {}, {}", address % 40 + 1, names.streets[drawn % names.streets.size()],
                     names.street_kinds[drawn / 4096 % names.street_kinds.size()],
                     names.neighbourhoods[std::min(area, names.neighbourhoods.size() - 1)]);
}

// Districts as in the real city, but the last letter is always V, which no real postcode ends in: none can be real.
std::string postcode(const World& world, AddressNo address) {
  const std::uint32_t block = address / 20;
  constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ";
  const int district = 1 + static_cast<int>(world.rank(address) * 18);
  return fmt::format("BD{} {}{}V", district, block / 20 % 10, letters[block % 20]);
}

void write_person(World& world, Agency agency, std::uint32_t number) {
  Record& record = world.registers[static_cast<std::size_t>(agency)].records[number];
  const Person& person = world.people[record.person];
  const auto& details = details_of(agency);
  std::array<Cell, 32> cells;
  std::array<std::string, 32> texts;
  Row row(world, agency, record);
  const char* type = person.unborn ? "U" : person.born.plus_years(18) > record.updated ? "C" : "A";
  std::size_t count = 0;
  cells[count++] = Cell(Local{agency, number});
  cells[count++] = Cell(type);
  for (const Detail detail : details) {
    cells[count] = row.cell(detail, texts[count]);
    ++count;
  }
  cells[count++] = Cell(static_cast<int>(++record.version));
  cells[count++] = Cell(record.updated);
  world.feeds.row(persons_feed(agency), record.updated, std::span(cells.data(), count));
  record.waiting = false;
}

}  // namespace roundel::simulation
