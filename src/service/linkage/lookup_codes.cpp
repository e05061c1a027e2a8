#include "service/linkage/lookup_codes.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include <fmt/format.h>

#include "ledger/sha256.h"
#include "service/family_loader.h"

namespace roundel::service {
namespace {

constexpr std::string_view lookup_code_columns[] = {"area", "source", "number", "filter"};
constexpr std::string_view lookup_kept_columns[] = {"area", "basis", "position"};

store::Blob bytes_of_filter(const identity::Filter& filter) {
  return {{reinterpret_cast<const char*>(filter.data()), sizeof filter}};
}
std::optional<identity::Filter> filter_of(const store::Cell& cell) {
  identity::Filter filter{};
  const std::string& bytes = store::bytes(cell);
  if (bytes.size() != sizeof filter) return {};
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(filter.data()));
  return filter;
}

constexpr const char* number_of_nobody = "9990000018";  // of the range that is kept for tests

// What the encodings rest on beside the entries. A number encoded by the key tells keys apart and gives none away.
Result<std::string> basis_of(Desk::Parts& parts, const identity::EncodingRules& rules,
                             const identity::Encoder& encoder) {
  const auto erased = parts.ledger->erased(parts.area);
  if (!erased) return fail(erased.error());
  const std::string nobody = text_of_number(encoder.encode({.nhs_number = number_of_nobody}));
  assert(!nobody.empty());
  return fmt::format("{} {} {} {} {} {}", to_hex(bytes_of(sha256({nobody}))), rules.forename, rules.surname,
                     rules.birth_date, rules.district, *erased);
}

struct Kept {
  std::string basis;
  std::int64_t position = 0;  // entries read
};
Result<Kept> kept_until(Desk::Parts& parts) {
  const store::Cell area[] = {parts.area.str()};
  const auto rows = parts.database->query("SELECT basis, position FROM lookup_kept WHERE area = ?", area);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return Kept{};
  return Kept{.basis = store::text(rows->front()[0]), .position = store::number(rows->front()[1])};
}

// The newest details of each record since `position`; nothing of an adult's. Moves the position.
using Fresh = std::unordered_map<SourceId, std::optional<identity::Encoded>>;
Result<Fresh> encode_since(Desk::Parts& parts, std::int64_t& position, const identity::Encoder& encoder) {
  Fresh out;
  const auto read = parts.ledger->read_kinds(parts.area, position, "identity.details", [&](const Entry& entry) {
    position = entry.sequence + 1;
    const About& about = entry.about.front();
    if (about.role.str() == "adult")
      out[about.source].reset();
    else
      out[about.source] = encoder.encode({.forename = entry.text_of("forename"),
                                          .surname = entry.text_of("surname"),
                                          .birth_date = entry.text_of("birth-date"),
                                          .postcode = entry.text_of("postcode"),
                                          .nhs_number = entry.text_of("nhs-number")});
    return true;
  });
  if (!read) return fail(read.error());
  return out;
}

Done replace_codes(Desk::Parts& parts, const Fresh& fresh, bool anew) {
  if (anew) {
    const store::Cell area[] = {parts.area.str()};
    const auto gone = parts.database->run("DELETE FROM lookup_code WHERE area = ?", area);
    if (!gone) return fail(gone.error());
  }
  std::vector<store::Row> rows;
  for (const auto& [source, encoded] : fresh) {
    if (!anew) {
      const store::Cell cells[] = {parts.area.str(), source.str()};
      const auto gone = parts.database->run("DELETE FROM lookup_code WHERE area = ? AND source = ?", cells);
      if (!gone) return fail(gone.error());
    }
    if (!encoded || (!encoded->number && !encoded->filter)) continue;
    rows.push_back({parts.area.str(), source.str(), text_of_number(*encoded),
                    encoded->filter ? bytes_of_filter(*encoded->filter) : store::Blob{}});
  }
  std::sort(rows.begin(), rows.end());
  return parts.database->insert("lookup_code", lookup_code_columns, rows);
}

Done keep_position(Desk::Parts& parts, const Kept& kept) {
  const store::Cell area[] = {parts.area.str()};
  const auto gone = parts.database->run("DELETE FROM lookup_kept WHERE area = ?", area);
  if (!gone) return fail(gone.error());
  const store::Row row = {parts.area.str(), kept.basis, kept.position};
  return parts.database->insert("lookup_kept", lookup_kept_columns, {&row, 1});
}

// Does one of the person's records carry a number, and another than this?
Result<bool> holds_another_number(Desk::Parts& parts, const PersonId& person, const std::string& number) {
  const store::Cell cells[] = {parts.area.str(), person.str(), number};
  const auto rows = parts.database->query(
      "SELECT c.source FROM member m JOIN lookup_code c ON c.area = m.area AND c.source = m.source "
      "WHERE m.area = ? AND m.person = ? AND c.number <> '' AND c.number <> ? LIMIT 1",
      cells);
  if (!rows) return fail(rows.error());
  return !rows->empty();
}

Result<std::set<PersonId>> persons_holding(Desk::Parts& parts, const std::vector<SourceId>& sources) {
  std::set<PersonId> out;
  for (const SourceId& source : sources) {
    auto person = person_of(parts, source);
    if (!person) return fail(person.error());
    out.insert(std::move(*person));
  }
  return out;
}

Result<std::vector<SourceId>> with_number(Desk::Parts& parts, const std::string& number) {
  const store::Cell cells[] = {parts.area.str(), number};
  const auto rows = parts.database->query("SELECT source FROM lookup_code WHERE area = ? AND number = ?", cells);
  if (!rows) return fail(rows.error());
  std::vector<SourceId> out;
  for (const auto& row : *rows) out.emplace_back(store::text(row[0]));
  return out;
}

Result<std::vector<SourceId>> like_filter(Desk::Parts& parts, const identity::Filter& filter, double known_from) {
  std::vector<SourceId> out;
  const store::Cell area[] = {parts.area.str()};
  const auto read =
      parts.database->stream("SELECT source, filter FROM lookup_code WHERE area = ?", area, [&](const store::Row& row) {
        const auto known = filter_of(row[1]);
        if (known && identity::alike(filter, *known) >= known_from) out.emplace_back(store::text(row[0]));
        return true;
      });
  if (!read) return fail(read.error());
  return out;
}

}  // namespace

std::string text_of_number(const identity::Encoded& encoded) {
  if (!encoded.number) return {};
  return to_hex({reinterpret_cast<const char*>(encoded.number->data()), encoded.number->size()});
}

Done keep_lookup_codes(Desk::Parts& parts, const identity::EncodingRules& rules, const identity::Encoder& encoder) {
  auto basis = basis_of(parts, rules, encoder);
  if (!basis) return fail(basis.error());
  return parts.database->transact([&]() -> Done {
    if (const auto locked = parts.database->lock(parts.area.str() + "/lookup"); !locked) return locked;
    auto kept = kept_until(parts);
    if (!kept) return fail(kept.error());
    const bool anew = kept->basis != *basis;
    if (anew) *kept = {.basis = *basis, .position = 0};
    const std::int64_t before = kept->position;
    const auto fresh = encode_since(parts, kept->position, encoder);
    if (!fresh) return fail(fresh.error());
    if (!anew && kept->position == before) return {};
    if (const auto done = replace_codes(parts, *fresh, anew); !done) return done;
    return keep_position(parts, *kept);
  });
}

Result<std::set<PersonId>> meant_by(Desk::Parts& parts, const std::string& number,
                                    const std::optional<identity::Filter>& filter, double known_from) {
  std::set<PersonId> out;
  if (!number.empty()) {
    const auto sources = with_number(parts, number);
    if (!sources) return fail(sources.error());
    auto persons = persons_holding(parts, *sources);
    if (!persons) return persons;
    out = std::move(*persons);
  }
  if (!filter) return out;
  const auto sources = like_filter(parts, *filter, known_from);
  if (!sources) return fail(sources.error());
  const auto persons = persons_holding(parts, *sources);
  if (!persons) return persons;
  for (const PersonId& person : *persons) {
    // Without a number in the question none contradicts it.
    const auto other = number.empty() ? Result<bool>(false) : holds_another_number(parts, person, number);
    if (!other) return fail(other.error());
    if (!*other) out.insert(person);
  }
  return out;
}

}  // namespace roundel::service
