#include "picture/details.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "core/text.h"
#include "identity/similarity.h"
#include "picture/age.h"
#include "picture/subjects.h"

namespace roundel {
namespace {

std::string joined(std::string a, std::string_view separator, const std::string& b) {
  if (!a.empty() && !b.empty()) a += separator;
  return a + b;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool told_later(const HeldValue& a, const HeldValue& b) {
  return std::tuple(b.latest, b.agencies.size(), a.value) < std::tuple(a.latest, a.agencies.size(), b.value);
}
bool more_hold(const HeldValue& a, const HeldValue& b) {
  return std::tuple(b.agencies.size(), b.latest, a.value) < std::tuple(a.agencies.size(), a.latest, b.value);
}

// A slip of the pen does not rename a child because it came last.
void put_usual_spelling_first(std::vector<HeldValue>& held) {
  auto usual = held.begin();
  for (auto other = held.begin(); other != held.end(); ++other)
    if (other->agencies.size() > usual->agencies.size() &&
        identity::edit_distance(squeezed(other->value), squeezed(held.front().value), 1) == 1)
      usual = other;
  if (!held.empty()) std::rotate(held.begin(), usual, usual + 1);
}

}  // namespace

std::string squeezed(std::string_view text) {
  std::string out = lower(text);
  std::erase_if(out, [](char c) { return !is_letter_or_digit(c); });
  return out;
}

std::vector<Detail> details_about(const FamilyEntries& known, const PersonId& person) {
  std::vector<Detail> out;
  for (const Entry& entry : known.entries) {
    if (entry.kind.value != "identity.details") continue;
    for (const About& about : entry.about)
      if (known.members.person_of(about.source) == person) out.push_back({about.source, &entry});
  }
  std::sort(out.begin(), out.end(), [](const Detail& a, const Detail& b) { return earlier(*a.entry, *b.entry); });
  return out;
}

Field field(std::string name, Best best) {
  return {.read = [name = std::move(name)](const Entry& entry) { return std::string(trimmed(entry.text_of(name))); },
          .best = best};
}

Field birth_date() { return field("birth-date", Best::held_by_most); }

Field full_name() {
  return {.read =
              [](const Entry& entry) {
                return joined(std::string(trimmed(entry.text_of("forename"))), " ",
                              std::string(trimmed(entry.text_of("surname"))));
              },
          .best = Best::spelt_by_most};
}

Field full_address() {
  return {.read = [](const Entry& entry) {
    const std::string address(trimmed(entry.text_of("address")));
    const std::string postcode(trimmed(entry.text_of("postcode")));
    const bool told = !postcode.empty() && squeezed(address).find(squeezed(postcode)) != std::string::npos;
    return told ? address : joined(address, ", ", postcode);
  }};
}

std::vector<HeldValue> held_values(const std::vector<Detail>& details, const Field& field) {
  std::map<SourceId, std::pair<const Entry*, std::string>> last;  // of each source record
  for (const Detail& detail : details)
    if (std::string value = field(*detail.entry); !value.empty())
      last[detail.source] = {detail.entry, std::move(value)};

  std::map<std::string, HeldValue> by_value;
  for (const auto& [source, told] : last) {
    const auto& [entry, value] = told;
    HeldValue& held = by_value[squeezed(value)];
    const Date day = day_of(*entry);
    // Of several ways to write it the newest is shown; on the same day the first in the alphabet.
    if (held.value.empty() || day > held.latest || (day == held.latest && value < held.value)) held.value = value;
    held.latest = std::max(held.latest, day);
    held.agencies.push_back(entry->agency);
  }

  std::vector<HeldValue> out;
  for (auto& [key, held] : by_value) {
    std::sort(held.agencies.begin(), held.agencies.end());
    held.agencies.erase(std::unique(held.agencies.begin(), held.agencies.end()), held.agencies.end());
    out.push_back(std::move(held));
  }
  std::sort(out.begin(), out.end(), field.best == Best::held_by_most ? more_hold : told_later);
  if (field.best == Best::spelt_by_most) put_usual_spelling_first(out);
  return out;
}

std::string best_value(const std::vector<Detail>& details, const Field& field) {
  const auto held = held_values(details, field);
  return held.empty() ? std::string() : held.front().value;
}

std::optional<Date> best_date(const std::vector<Detail>& details, const Field& field) {
  const auto day = parse_date(best_value(details, field));
  return day ? std::optional(*day) : std::nullopt;
}

std::optional<int> rough_birth_year(const std::vector<Detail>& details) {
  const std::string told = best_value(details, field("birth-year"));
  int year = 0;
  const auto [end, problem] = std::from_chars(told.data(), told.data() + told.size(), year);
  if (problem != std::errc() || end != told.data() + told.size() || !is_year_of_birth(year)) return std::nullopt;
  return year;
}

}  // namespace roundel
