// A small vocabulary and small entries for the tests of this room.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ledger/entry.h"
#include "ledger/ledger.h"

namespace roundel::sample {

inline const Vocabulary& vocabulary() {
  static const Vocabulary words = [] {
    Vocabulary v;
    v.roles = {{.code = RoleCode("child"), .name = "Child", .child = true},
               {.code = RoleCode("mother"), .name = "Mother"},
               {.code = RoleCode("same-person"), .name = "Same person"}};
    v.code_sets = {{.name = "dash-grade", .codes = {{"standard", "Standard"}, {"medium", "Medium"}, {"high", "High"}}}};
    v.sharing_classes = {
        {.code = "joint", .joint_team = true}, {.code = "agency"}, {.code = "sensitive", .sensitive = true}};
    const std::vector<RoleCode> subjects = {RoleCode("child"), RoleCode("mother")};
    v.kinds = {
        {.code = KindCode("police.domestic-abuse"),
         .sharing = "joint",
         .roles = subjects,
         .values = {{.name = "child-present", .type = ValueType::yes_no},
                    {.name = "grade", .type = ValueType::code, .code_set = "dash-grade", .required = true},
                    {.name = "hours", .type = ValueType::number},
                    {.name = "note", .type = ValueType::text},
                    {.name = "until", .type = ValueType::date}}},
        {.code = KindCode("gp.adult-consultation"), .sharing = "sensitive", .roles = subjects},
        {.code = KindCode("sharing.shared"),
         .sharing = "joint",
         .roles = subjects,
         .values = {{.name = "entry", .required = true}, {.name = "with-agency", .required = true}}},
        {.code = KindCode("entry.withdrawn"),
         .sharing = "agency",
         .roles = subjects,
         .values = {{.name = "reason", .required = true}}},
        {.code = KindCode("identity.link"),
         .sharing = "joint",
         .roles = {RoleCode("same-person")},
         .values = {{.name = "person", .required = true}}},
    };
    v.index();
    return v;
  }();
  return words;
}

inline const AreaCode area("E08000032");

// "city-police/P1" was the child of an incident; the key is what tells entries apart.
inline NewEntry incident(const std::string& key, const std::string& source = "city-police/P1") {
  return {.area = area,
          .key = key,
          .kind = KindCode("police.domestic-abuse"),
          .agency = AgencyId("city-police"),
          .practitioner = PractitionerId("po-7"),
          .happened = Happened::on(Date::of(2024, 3, 5)),
          .known = Date::of(2024, 3, 6),
          .standing = Standing::reported,
          .sharing = "joint",
          .about = {{SourceId(source), RoleCode("child")}},
          .values = {{"grade", std::string("medium")}},
          .corrects = {}};
}

inline EntryId id_of(const NewEntry& entry) { return entry_id(entry.area, entry.agency, entry.key); }

// Repeats itself: a test's salts are the same each time.
inline RandomBytes counted_bytes() {
  return [state = std::uint64_t{88172645463325252}](std::span<std::uint8_t> bytes) mutable {
    for (auto& byte : bytes) {
      state ^= state << 13U;
      state ^= state >> 7U;
      state ^= state << 17U;
      byte = static_cast<std::uint8_t>(state);
    }
  };
}

// Any text of the world, controls, quotes and letters beyond ASCII among it.
inline rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::element<std::string>("a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\b", "\x01",
                                                        "\x1f", "\x7f", "é", "ł", "中", "😀", "{", "]", ",")),
                      [](const std::vector<std::string>& parts) {
                        std::string out;
                        for (const auto& part : parts) out += part;
                        return out;
                      });
}

inline rc::Gen<Date> any_date() {
  return rc::gen::map(rc::gen::inRange(-719162, 2932897), [](int days) { return Date(days); });
}

inline rc::Gen<Value> any_value() {
  return rc::gen::oneOf(
      rc::gen::map(any_text(), [](std::string text) { return Value(std::move(text)); }),
      rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t number) { return Value(number); }),
      rc::gen::map(rc::gen::arbitrary<double>(),
                   [](double number) { return Value(std::isfinite(number) ? number : 0.5); }),
      rc::gen::map(rc::gen::arbitrary<bool>(), [](bool flag) { return Value(flag); }),
      rc::gen::map(any_date(), [](Date date) { return Value(date); }));
}

inline rc::Gen<Entry> any_entry() {
  return rc::gen::exec([] {
    Entry entry;
    entry.area = AreaCode(*any_text());
    entry.key = *any_text();
    entry.kind = KindCode(*any_text());
    entry.agency = AgencyId(*any_text());
    entry.practitioner = PractitionerId(*any_text());
    entry.happened = {*any_date(), *any_date(), static_cast<Precision>(*rc::gen::inRange(0, 4))};
    entry.known = *any_date();
    entry.standing = static_cast<Standing>(*rc::gen::inRange(0, 4));
    entry.sharing = *any_text();
    const int people = *rc::gen::inRange(0, 4);
    for (int i = 0; i < people; ++i) entry.about.push_back({SourceId(*any_text()), RoleCode(*any_text())});
    const int values = *rc::gen::inRange(0, 5);
    for (int i = 0; i < values; ++i) entry.values.emplace_back("v" + std::to_string(i), *any_value());
    if (*rc::gen::arbitrary<bool>()) entry.corrects = EntryId(*any_text());
    entry.id = EntryId(*any_text());
    entry.sequence = *rc::gen::arbitrary<std::int64_t>();
    entry.recorded = Timestamp(*rc::gen::arbitrary<std::int64_t>());
    return entry;
  });
}

// Everything that makes an entry, for comparing.
inline bool same(const Entry& a, const Entry& b) {
  return a.id == b.id && a.sequence == b.sequence && a.recorded == b.recorded && a.area == b.area && a.key == b.key &&
         a.kind == b.kind && a.agency == b.agency && a.practitioner == b.practitioner && a.happened == b.happened &&
         a.known == b.known && a.standing == b.standing && a.sharing == b.sharing && a.about == b.about &&
         a.values == b.values && a.corrects == b.corrects;
}

}  // namespace roundel::sample
