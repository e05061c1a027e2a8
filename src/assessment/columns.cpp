#include "assessment/columns.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "picture/age.h"

namespace roundel {
namespace {

// About the record itself, not about anybody's life.
bool is_of_the_record(std::string_view kind) {
  return kind == "identity.link" || kind == "identity.judged" || kind.starts_with("access.") ||
         kind.starts_with("sharing.") || kind.starts_with("entry.");
}

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

std::optional<std::array<std::uint8_t, 16>> packed(std::string_view id) {
  if (id.size() != 32) return {};
  std::array<std::uint8_t, 16> out{};
  for (std::size_t i = 0; i < 16; ++i) {
    const int high = hex_digit(id[2 * i]);
    const int low = hex_digit(id[2 * i + 1]);
    if (high < 0 || low < 0) return {};
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return out;
}

Date date_value(const Entry& entry, std::string_view name) {
  for (const auto& [key, value] : entry.values)
    if (const auto* day = std::get_if<Date>(&value); day && key == name) return *day;
  return no_day;
}

Date roughly_born_in(const Entry& entry) {
  for (const auto& [key, value] : entry.values)
    if (const auto* year = std::get_if<std::int64_t>(&value); year && key == "birth-year" && is_year_of_birth(*year))
      return roughly_born(static_cast<int>(*year));
  return no_day;
}

std::string_view text_view(const Entry& entry, std::string_view name) {
  for (const auto& [key, value] : entry.values)
    if (const auto* text = std::get_if<std::string>(&value); text && key == name) return *text;
  return {};
}

bool is_child_role(const RoleCode& role) { return role.str() == "child" || role.str() == "unborn-child"; }

}  // namespace

Date day_of(const Happened& happened) { return happened.precision == Precision::unknown ? unknown_day : happened.to; }

bool is_child_on(const Life& life, Date on) {
  if (life.died <= on) return false;
  if (life.born != no_day) return life.born.plus_years(18) > on;
  return life.expected != no_day && on <= life.expected.plus_days(42);
}

void Columns::add(const Entry& entry) {
  if (entry.corrects) corrected_.insert(*entry.corrects);
  if (is_of_the_record(entry.kind.str())) return;
  const auto number = static_cast<std::uint32_t>(ids_.size());
  const auto id = packed(entry.id.str());
  if (!id) other_ids_.emplace(number, entry.id.str());
  ids_.push_back(id.value_or(std::array<std::uint8_t, 16>{}));
  Row row{.entry = number, .day = day_of(entry.happened)};
  read_.clear();
  row.signal = rulebook_.signal_of(entry, read_);
  row.agency = static_cast<std::uint16_t>(agency_number(entry.agency) & 0x7fffU);
  row.shared = entry.about.size() > 1 ? 1U : 0U;
  for (const About& about : entry.about) {
    const SourceNumber source = source_number(about.source);
    loose_.push_back({source, row});
    if (row.day == unknown_day) continue;
    for (const Reading& reading : read_)
      loose_points_.push_back({source, {row.day, number, reading.slot, row.agency, reading.number}});
  }
  if (entry.kind.str() == "identity.details") add_details(entry, number);
  if (entry.kind.str() == "family.relationship") add_bonds(entry, number);
}

Columns::SourceNumber Columns::source_number(const SourceId& source) {
  const auto [at, added] = source_numbers_.try_emplace(source, static_cast<SourceNumber>(sources_.size()));
  if (added) sources_.push_back(source);
  return at->second;
}

std::uint16_t Columns::agency_number(const AgencyId& agency) {
  const auto [at, added] = agency_numbers_.try_emplace(agency, static_cast<std::uint16_t>(agencies_.size()));
  require(agencies_.size() < 0x8000, "agencies fit their number");
  if (added) agencies_.push_back(agency);
  return at->second;
}

void Columns::add_details(const Entry& entry, std::uint32_t number) {
  const Life life{.born = date_value(entry, "birth-date"),
                  .expected = date_value(entry, "expected-date"),
                  .died = date_value(entry, "died"),
                  .roughly = roughly_born_in(entry)};
  if (life.born == no_day && life.expected == no_day && life.died == no_day && life.roughly == no_day) return;
  for (const About& about : entry.about) details_.push_back({source_number(about.source), number, life});
}

void Columns::add_bonds(const Entry& entry, std::uint32_t number) {
  const std::string_view resident = text_view(entry, "resident");
  const Living living = resident == "resident"    ? Living::resident
                        : resident == "elsewhere" ? Living::elsewhere
                                                  : Living::anywhere;
  for (const About& child : entry.about) {
    if (!is_child_role(child.role)) continue;
    for (const About& other : entry.about) {
      const auto tie = tie_of_role(other.role.str());
      if (!tie) continue;
      Bond bond{.child = source_number(child.source),
                .other = source_number(other.source),
                .entry = number,
                .day = day_of(entry.happened),
                .since = date_value(entry, "since"),
                .until = date_value(entry, "until"),
                .tie = *tie,
                .living = living};
      bonds_.push_back(bond);
      if (*tie != kinship::Tie::sibling) continue;
      std::swap(bond.child, bond.other);  // brothers and sisters are so both ways
      bonds_.push_back(bond);
    }
  }
}

EntryId Columns::entry_id(std::uint32_t entry) const {
  if (const auto other = other_ids_.find(entry); other != other_ids_.end()) return EntryId(other->second);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::uint8_t byte : ids_[entry]) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return EntryId(std::move(out));
}

bool Columns::removed(std::uint32_t entry) const { return removed_.contains(entry); }

// Entries that another corrects are as if they had never been.
void Columns::drop_removed() {
  if (corrected_.empty()) return;
  std::unordered_set<std::uint16_t>
      openings;  // of the corrected ids: most entries are passed over by their first bytes
  const auto opening = [](const std::array<std::uint8_t, 16>& id) {
    return static_cast<std::uint16_t>(id[0] << 8 | id[1]);
  };
  for (const EntryId& id : corrected_)
    openings.insert(opening(packed(id.str()).value_or(std::array<std::uint8_t, 16>{})));
  for (std::uint32_t entry = 0; entry < ids_.size(); ++entry)
    if (openings.contains(opening(ids_[entry])) && corrected_.contains(entry_id(entry))) removed_.insert(entry);
  std::erase_if(loose_, [&](const Loose& loose) { return removed(loose.row.entry); });
  std::erase_if(loose_points_, [&](const LoosePoint& loose) { return removed(loose.point.entry); });
  std::erase_if(details_, [&](const Detail& detail) { return removed(detail.entry); });
  std::erase_if(bonds_, [&](const Bond& bond) { return removed(bond.entry); });
}

void Columns::finish(const Membership& members, Keep keep) {
  removed_.clear();
  drop_removed();
  const std::vector<PersonNumber> person_of = number_persons(members);
  fold_details(person_of);
  sort_points(person_of);
  gather_families(fold_bonds(person_of));
  sort_rows(person_of);
  if (keep == Keep::all) return;
  loose_ = {};
  loose_points_ = {};
  details_ = {};
  bonds_ = {};
  sources_ = {};
  source_numbers_ = {};
}

// Persons are numbered in the order of their ids. Returns the person of each source record.
std::vector<PersonNumber> Columns::number_persons(const Membership& members) {
  std::vector<PersonId> person_of_source;
  person_of_source.reserve(sources_.size());
  for (const SourceId& source : sources_) person_of_source.push_back(members.person_of(source));
  person_ids_ = person_of_source;
  std::sort(person_ids_.begin(), person_ids_.end());
  person_ids_.erase(std::unique(person_ids_.begin(), person_ids_.end()), person_ids_.end());
  std::vector<PersonNumber> out;
  out.reserve(sources_.size());
  for (const PersonId& person : person_of_source) out.push_back(*find(person));
  return out;
}

std::optional<PersonNumber> Columns::find(const PersonId& person) const {
  const auto at = std::lower_bound(person_ids_.begin(), person_ids_.end(), person);
  if (at == person_ids_.end() || *at != person) return {};
  return static_cast<PersonNumber>(at - person_ids_.begin());
}

// The last statement counts, each of born, expected, died and the rough year by itself.
void Columns::fold_details(const std::vector<PersonNumber>& person_of) {
  lives_.assign(persons(), Life{});
  for (const Detail& detail : details_) {
    Life& life = lives_[person_of[detail.source]];
    if (detail.life.born != no_day) life.born = detail.life.born;
    if (detail.life.expected != no_day) life.expected = detail.life.expected;
    if (detail.life.died != no_day) life.died = detail.life.died;
    if (detail.life.roughly != no_day) life.roughly = detail.life.roughly;
  }
  for (Life& life : lives_)
    if (life.born == no_day && life.expected == no_day) life.born = life.roughly;
  for (const Loose& loose : loose_) {
    Life& life = lives_[person_of[loose.source]];
    if (loose.row.day != unknown_day) life.first_seen = std::min(life.first_seen, loose.row.day);
  }
}

// A counting sort: within a person the rows stay in the order added. What counts for nothing is left out. Families are
// looked at one after the other, so that a person's rows lie where the first of its families has them.
void Columns::sort_rows(const std::vector<PersonNumber>& person_of) {
  std::vector<std::uint32_t> count(persons(), 0);
  for (const Loose& loose : loose_)
    if (loose.row.signal != no_signal) ++count[person_of[loose.source]];
  constexpr std::uint32_t nowhere = ~std::uint32_t{0};
  std::vector<std::uint32_t> next(persons(), nowhere);
  std::uint32_t end = 0;
  for (Member& member : members_) {
    if (next[member.person] == nowhere) next[member.person] = std::exchange(end, end + count[member.person]);
    member.first_row = next[member.person];
    member.rows = count[member.person];
  }
  rows_.resize(end);
  for (const Loose& loose : loose_)
    if (loose.row.signal != no_signal) rows_[next[person_of[loose.source]]++] = loose.row;
}

// An entry about two records of one person is one point.
void Columns::sort_points(const std::vector<PersonNumber>& person_of) {
  std::vector<std::pair<PersonNumber, SeriesPoint>> sorted;
  sorted.reserve(loose_points_.size());
  for (const LoosePoint& loose : loose_points_) sorted.emplace_back(person_of[loose.source], loose.point);
  const auto key = [](const auto& one) {
    return std::tuple(one.first, one.second.slot, one.second.day, one.second.entry);
  };
  std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  sorted.erase(
      std::unique(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
      sorted.end());
  points_.clear();
  point_start_.assign(persons() + 1, 0);
  for (const auto& [person, point] : sorted) {
    ++point_start_[person + 1];
    points_.push_back(point);
  }
  for (std::size_t i = 1; i < point_start_.size(); ++i) point_start_[i] += point_start_[i - 1];
}

// When somebody lived with the child, by all that was said of the two, the last word for each day counting. A statement
// holds from its `since`, or from its own day on (the first of the two: for the time before as well), and before
// `until`.
std::vector<Stay> Columns::stays_of(std::span<const Bond> bonds) {
  struct Said {
    Date from;
    Date until;
    bool resident;
  };
  std::vector<Said> said;
  std::vector<Date> days = {unknown_day};
  for (std::size_t i = 0; i < bonds.size(); ++i) {
    const Bond& bond = bonds[i];
    if (bond.living == Living::anywhere && bond.until == no_day) continue;
    Said one{bond.since != no_day ? bond.since
             : said.empty()       ? unknown_day
                                  : bond.day,
             bond.until, bond.living == Living::resident};
    if (bond.living == Living::anywhere) one = {bond.until, no_day, false};  // only that it ended
    said.push_back(one);
    days.push_back(one.from);
    days.push_back(one.until);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<Stay> out;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Date from = days[i];
    const Date until = i + 1 < days.size() ? days[i + 1] : no_day;
    if (from == no_day) break;
    const auto last =
        std::find_if(said.rbegin(), said.rend(), [&](const Said& one) { return one.from <= from && from < one.until; });
    if (last == said.rend() || !last->resident) continue;
    if (!out.empty() && out.back().until == from)
      out.back().until = until;
    else
      out.push_back({from, until});
  }
  return out;
}

std::vector<Columns::Tied> Columns::fold_bonds(const std::vector<PersonNumber>& person_of) const {
  std::vector<Bond> sorted = bonds_;
  for (Bond& bond : sorted) {
    bond.child = person_of[bond.child];
    bond.other = person_of[bond.other];
  }
  const auto pair = [](const Bond& bond) { return std::pair(bond.child, bond.other); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Bond& a, const Bond& b) { return pair(a) < pair(b); });
  std::vector<Tied> out;
  for (std::size_t first = 0, last = 0; first < sorted.size(); first = last) {
    while (last < sorted.size() && pair(sorted[last]) == pair(sorted[first])) ++last;
    if (sorted[first].child == sorted[first].other) continue;
    Tied tied{.child = sorted[first].child, .other = sorted[first].other, .stays = {}};
    const auto bonds = std::span<const Bond>(sorted).subspan(first, last - first);
    for (const Bond& bond : bonds) {
      tied.ties = static_cast<std::uint8_t>(tied.ties | 1U << static_cast<unsigned>(bond.tie));
      if (bond.living != Living::anywhere) tied.living = bond.living;
      if (bond.living != Living::anywhere || bond.until != no_day) tied.until = bond.until;
    }
    tied.stays = stays_of(bonds);
    out.push_back(std::move(tied));
  }
  return out;
}

namespace {

constexpr std::uint8_t tie_bit(kinship::Tie tie) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(tie)); }

std::vector<Stay> both(const std::vector<Stay>& a, const std::vector<Stay>& b) {
  std::vector<Stay> out;
  for (const Stay& one : a)
    for (const Stay& two : b) {
      const Stay common{std::max(one.from, two.from), std::min(one.until, two.until)};
      if (common.from < common.until) out.push_back(common);
    }
  return out;
}

// Where a brother or sister lives, told by the parent of both.
Living living_through(Living one, Living two) {
  if (one == Living::resident && two == Living::resident) return Living::resident;
  if (one == Living::anywhere || two == Living::anywhere || one == two) return Living::anywhere;
  return Living::elsewhere;
}

}  // namespace

// A family is the child, everybody tied to the child, and the other children of the child's parents.
void Columns::gather_families(std::vector<Tied> tied) {
  constexpr std::uint8_t parents =
      tie_bit(kinship::Tie::mother) | tie_bit(kinship::Tie::father) | tie_bit(kinship::Tie::parent);
  std::vector<const Tied*> by_parent;
  for (const Tied& tie : tied)
    if ((tie.ties & parents) != 0) by_parent.push_back(&tie);
  std::stable_sort(by_parent.begin(), by_parent.end(), [](auto* a, auto* b) { return a->other < b->other; });
  std::vector<Tied> siblings;
  for (std::size_t first = 0, last = 0; first < by_parent.size(); first = last) {
    while (last < by_parent.size() && by_parent[last]->other == by_parent[first]->other) ++last;
    for (std::size_t one = first; one < last; ++one)
      for (std::size_t two = first; two < last; ++two) {
        if (one == two) continue;
        const Tied& a = *by_parent[one];
        const Tied& b = *by_parent[two];
        siblings.push_back({a.child, b.child, tie_bit(kinship::Tie::sibling), living_through(a.living, b.living),
                            std::min(a.until, b.until), both(a.stays, b.stays)});
      }
  }
  for (Tied& one : siblings) tied.push_back(std::move(one));
  std::stable_sort(tied.begin(), tied.end(), [](const Tied& a, const Tied& b) {
    return std::pair(a.child, a.other) < std::pair(b.child, b.other);
  });
  members_.clear();
  stays_.clear();
  member_start_.assign(1, 0);
  auto at = tied.begin();
  for (PersonNumber child = 0; child < persons(); ++child) {
    members_.push_back({.person = child});
    for (; at != tied.end() && at->child == child; ++at) add_member(*at);
    member_start_.push_back(static_cast<std::uint32_t>(members_.size()));
  }
}

// One member a person: ties are joined; where they live is the nearest that was said; the longer stay counts.
void Columns::add_member(const Tied& tied) {
  Member* same = &members_.back();
  if (same->person != tied.other || same->ties == 0) {
    members_.push_back({tied.other, tied.ties, tied.living, tied.until, static_cast<std::uint32_t>(stays_.size()), 0});
    same = &members_.back();
  } else {
    same->ties = static_cast<std::uint8_t>(same->ties | tied.ties);
    const bool lived = same->living == Living::resident;
    if (tied.living == Living::resident)
      same->lives_there_until = lived ? std::max(same->lives_there_until, tied.until) : tied.until;
    if (tied.living == Living::resident || !lived)
      same->living = tied.living == Living::anywhere ? same->living : tied.living;
  }
  stays_.insert(stays_.end(), tied.stays.begin(), tied.stays.end());
  same->stays += static_cast<std::uint32_t>(tied.stays.size());
}

std::span<const Stay> Columns::stays(const Member& member) const {
  return std::span(stays_).subspan(member.first_stay, member.stays);
}

std::span<const SeriesPoint> Columns::points(PersonNumber person) const {
  return std::span(points_).subspan(point_start_[person], point_start_[person + 1] - point_start_[person]);
}

void Columns::fetch(PersonNumber child) const {
  constexpr std::size_t line = 64;
  constexpr std::size_t most = 8 * line;  // what comes after, the machine guesses
  for (const Member& member : family(child)) {
    const auto bytes = std::as_bytes(rows(member));
    for (std::size_t at = 0; at < bytes.size() && at < most; at += line) __builtin_prefetch(bytes.data() + at);
  }
}

std::span<const Member> Columns::family(PersonNumber child) const {
  return std::span(members_).subspan(member_start_[child], member_start_[child + 1] - member_start_[child]);
}

}  // namespace roundel
