#include "assessment/columns.h"

#include <algorithm>
#include <tuple>

namespace roundel {
namespace {

// About the record itself, not about anybody's life.
bool is_of_the_record(std::string_view kind) {
  return kind == "identity.link" || kind == "identity.judged" || kind.starts_with("access.") || kind.starts_with("sharing.") ||
         kind.starts_with("entry.");
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

std::string_view text_view(const Entry& entry, std::string_view name) {
  for (const auto& [key, value] : entry.values)
    if (const auto* text = std::get_if<std::string>(&value); text && key == name) return *text;
  return {};
}

bool is_child_role(const RoleCode& role) { return role.str() == "child" || role.str() == "unborn-child"; }

// Where each person's run of a list sorted by person starts; one more at the end.
template <class List, class PersonOf>
std::vector<std::uint32_t> run_starts(const List& sorted, std::size_t persons, PersonOf person_of) {
  std::vector<std::uint32_t> starts(persons + 1, 0);
  for (const auto& item : sorted) ++starts[person_of(item) + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  return starts;
}

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
  const Row row{number, day_of(entry.happened), rulebook_.signal_of(entry), agency_number(entry.agency)};
  for (const About& about : entry.about) loose_.push_back({source_number(about.source), row});
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
  if (added) agencies_.push_back(agency);
  return at->second;
}

void Columns::add_details(const Entry& entry, std::uint32_t number) {
  const Life life{date_value(entry, "birth-date"), date_value(entry, "expected-date"), date_value(entry, "died"),
                  no_day};
  if (life.born == no_day && life.expected == no_day && life.died == no_day) return;
  for (const About& about : entry.about) details_.push_back({source_number(about.source), number, life});
}

void Columns::add_bonds(const Entry& entry, std::uint32_t number) {
  const std::string_view resident = text_view(entry, "resident");
  const Date until = date_value(entry, "until");
  for (const About& child : entry.about) {
    if (!is_child_role(child.role)) continue;
    for (const About& other : entry.about) {
      const auto kin = kinship_of_role(other.role.str());
      if (!kin) continue;
      Bond bond{source_number(child.source), source_number(other.source), number, until, *kin, -1};
      if (resident == "resident") bond.resident = 1;
      if (resident == "elsewhere") bond.resident = 0;
      bonds_.push_back(bond);
      if (*kin != kinship::sibling) continue;
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
  std::erase_if(details_, [&](const Detail& detail) { return removed(detail.entry); });
  std::erase_if(bonds_, [&](const Bond& bond) { return removed(bond.entry); });
}

void Columns::finish(const Membership& members) {
  drop_removed();
  const std::vector<PersonNumber> person_of = number_persons(members);
  fold_details(person_of);
  sort_rows(person_of);
  gather_families(fold_bonds(person_of));
  loose_ = {};
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

// The last statement counts, each of born, expected and died by itself.
void Columns::fold_details(const std::vector<PersonNumber>& person_of) {
  lives_.assign(persons(), Life{});
  for (const Detail& detail : details_) {
    Life& life = lives_[person_of[detail.source]];
    if (detail.life.born != no_day) life.born = detail.life.born;
    if (detail.life.expected != no_day) life.expected = detail.life.expected;
    if (detail.life.died != no_day) life.died = detail.life.died;
  }
  for (const Loose& loose : loose_) {
    Life& life = lives_[person_of[loose.source]];
    if (loose.row.day != unknown_day) life.first_seen = std::min(life.first_seen, loose.row.day);
  }
}

// A counting sort: within a person the rows stay in the order added.
void Columns::sort_rows(const std::vector<PersonNumber>& person_of) {
  std::erase_if(loose_, [](const Loose& loose) { return loose.row.signal == no_signal; });
  row_start_ = run_starts(loose_, persons(), [&](const Loose& loose) { return person_of[loose.source]; });
  std::vector<std::uint32_t> next(row_start_.begin(), row_start_.end() - 1);
  rows_.resize(loose_.size());
  for (const Loose& loose : loose_) rows_[next[person_of[loose.source]]++] = loose.row;
}

std::vector<Columns::Tied> Columns::fold_bonds(const std::vector<PersonNumber>& person_of) const {
  std::vector<Bond> sorted = bonds_;
  const auto pair = [&](const Bond& bond) { return std::pair(person_of[bond.child], person_of[bond.other]); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Bond& a, const Bond& b) { return pair(a) < pair(b); });
  std::vector<Tied> out;
  for (const Bond& bond : sorted) {
    const auto [child, other] = pair(bond);
    if (child == other) continue;
    if (out.empty() || out.back().child != child || out.back().other != other)
      out.push_back({.child = child, .other = other});
    Tied& tied = out.back();
    tied.kinship = static_cast<Kinship>(tied.kinship | bond.kinship);
    if (bond.resident >= 0) tied.lives_with = bond.resident == 1;
    if (bond.resident >= 0 || bond.until != no_day) tied.until = bond.until;
  }
  return out;
}

// A family is the child, everybody tied to the child, and the other children of the child's parents.
void Columns::gather_families(const std::vector<Tied>& tied) {
  constexpr Kinship parents = kinship::mother | kinship::father | kinship::parent;
  struct Found {
    PersonNumber child;
    Member member;
  };
  std::vector<Found> found;
  std::vector<Tied> by_parent;
  for (PersonNumber person = 0; person < persons(); ++person)
    found.push_back({person, {person, kinship::child | kinship::household, no_day}});
  for (const Tied& tie : tied) {
    const auto kin = static_cast<Kinship>(tie.kinship | (tie.lives_with ? kinship::household : 0));
    found.push_back({tie.child, {tie.other, kin, tie.until}});
    if ((tie.kinship & parents) != 0) by_parent.push_back(tie);
  }
  std::stable_sort(by_parent.begin(), by_parent.end(), [](const Tied& a, const Tied& b) { return a.other < b.other; });
  for (auto first = by_parent.begin(); first != by_parent.end();) {
    const auto last = std::find_if(first, by_parent.end(), [&](const Tied& tie) { return tie.other != first->other; });
    for (auto one = first; one != last; ++one)
      for (auto two = first; two != last; ++two) {
        if (one == two) continue;
        const bool together = one->lives_with && two->lives_with;
        const auto kin = static_cast<Kinship>(kinship::sibling | (together ? kinship::household : 0));
        found.push_back({one->child, {two->child, kin, std::min(one->until, two->until)}});
      }
    first = last;
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const auto key = [](const Found& f) {
      return std::tuple(f.child, (f.member.kinship & kinship::child) == 0, f.member.person);
    };
    return key(a) < key(b);
  });
  // One member a person: kinships are joined, the longer stay in the home counts.
  std::vector<Found> folded;
  for (const Found& one : found) {
    Found* same = folded.empty() ? nullptr : &folded.back();
    if (!same || same->child != one.child || same->member.person != one.member.person) {
      folded.push_back(one);
      continue;
    }
    const bool lived = (same->member.kinship & kinship::household) != 0;
    const bool lives = (one.member.kinship & kinship::household) != 0;
    if (lives)
      same->member.lives_there_until =
          lived ? std::max(same->member.lives_there_until, one.member.lives_there_until) : one.member.lives_there_until;
    same->member.kinship = static_cast<Kinship>(same->member.kinship | one.member.kinship);
  }
  member_start_ = run_starts(folded, persons(), [](const Found& f) { return f.child; });
  members_.reserve(folded.size());
  for (const Found& f : folded) members_.push_back(f.member);
}

std::span<const Row> Columns::rows(PersonNumber person) const {
  return std::span(rows_).subspan(row_start_[person], row_start_[person + 1] - row_start_[person]);
}

std::span<const Member> Columns::family(PersonNumber child) const {
  return std::span(members_).subspan(member_start_[child], member_start_[child + 1] - member_start_[child]);
}

}  // namespace roundel
