#include "service/derived/passed_on_rows.h"

#include <algorithm>

namespace roundel::service {
namespace {

constexpr std::string_view answer_words[] = {"", "nothing", "helped"};  // by LoopAnswer

LoopAnswer answer_of_word(std::string_view word) {
  const auto* const at = std::find(std::begin(answer_words), std::end(answer_words), word);
  return static_cast<LoopAnswer>(at - std::begin(answer_words));
}

Date day_of_cell(const store::Cell& cell) { return Date(static_cast<std::int32_t>(store::number(cell))); }

}  // namespace

std::vector<PassedOnAbout> passed_on_about(const Desk::Parts& parts, const PersonId& person,
                                           const LoadedFamily& family) {
  LoopFold fold(parts.standards);
  for (const Entry* entry : family.own) fold.add(*entry);
  const std::vector<SourceId>& own = family.anchor;
  auto all = fold.finish([&](const SourceId& source) {
    return std::find(own.begin(), own.end(), source) != own.end() ? person : person_of_alone(source);
  });
  std::erase_if(all, [&](const PassedOnAbout& one) { return one.child != person; });
  return all;
}

std::vector<store::Row> passed_on_rows(const AreaCode& area, const std::vector<PassedOnAbout>& all) {
  std::vector<store::Row> rows;
  rows.reserve(all.size());
  for (const PassedOnAbout& one : all) {
    store::Cell answered = store::Null{};
    if (one.answer != LoopAnswer::none) answered = std::int64_t{one.answered.days()};
    rows.push_back({area.str(), one.child.str(), one.entry.str(), std::int64_t{one.day.days()},
                    std::string(word(one.way)), one.source, one.kind.str(),
                    std::string(answer_words[static_cast<std::size_t>(one.answer)]), answered});
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Result<std::vector<PassedOnAbout>> passed_on_since(Desk::Parts& parts, Date from) {
  const store::Cell cells[] = {parts.area.str(), std::int64_t{from.days()}};
  std::vector<PassedOnAbout> out;
  const auto read = parts.database->stream(
      "SELECT person, entry, day, way, source, kind, answer, answered FROM passed_on WHERE area = ? AND day >= ?",
      cells, [&](const store::Row& row) {
        PassedOnAbout one{.child = PersonId(store::text(row[0])),
                          .entry = EntryId(store::text(row[1])),
                          .day = day_of_cell(row[2]),
                          .way = parse_sent_by(store::text(row[3])).value_or(SentBy::form),
                          .source = store::text(row[4]),
                          .kind = KindCode(store::text(row[5])),
                          .answer = answer_of_word(store::text(row[6])),
                          .answered = {}};
        if (one.answer != LoopAnswer::none) one.answered = day_of_cell(row[7]);
        out.push_back(std::move(one));
        return true;
      });
  if (!read) return fail(read.error());
  put_in_order(out);
  return out;
}

Done refresh_passed_on(Desk::Parts& parts, const PersonId& person) {
  const store::Cell cells[] = {parts.area.str(), person.str()};
  if (const auto gone = parts.database->run("DELETE FROM passed_on WHERE area = ? AND person = ?", cells); !gone)
    return fail(gone.error());
  const auto family = load_family(parts, person);
  if (!family && family.error().fault == Fault::not_found) return {};  // no record is this person
  if (!family) return fail(family.error());
  return parts.database->insert("passed_on", passed_on_columns,
                                passed_on_rows(parts.area, passed_on_about(parts, person, **family)));
}

}  // namespace roundel::service
