// Strong ids: a string that means one thing and cannot be passed for another.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace roundel {

template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}

  bool empty() const { return value.empty(); }
  const std::string& str() const { return value; }
  auto operator<=>(const Id&) const = default;
  bool operator==(const Id&) const = default;
};

using AreaCode = Id<struct AreaTag>;                // ONS code of a local authority area: "E08000032"
using AgencyId = Id<struct AgencyTag>;              // an agency of a place: "city-police"
using PractitionerId = Id<struct PractitionerTag>;  // a practitioner in their agency: "hv-012"
using SourceId = Id<struct SourceTag>;              // a source record: "city-police/NICHE-12345"
using PersonId = Id<struct PersonTag>;              // opaque, safe in a URL: "p4f0c…", never a name or a number
using EntryId = Id<struct EntryTag>;                // 32 hex digits, made from the idempotency key
using KindCode = Id<struct KindTag>;                // kind of entry, from the vocabulary: "police.domestic-abuse"
using RoleCode = Id<struct RoleTag>;                // role of a person in an entry: "child", "alleged-perpetrator"
using IndicatorCode = Id<struct IndicatorTag>;      // "repeat-domestic-abuse"
using LevelCode = Id<struct LevelTag>;              // level of need, from the level scheme: "3"

}  // namespace roundel

template <class Tag>
struct std::hash<roundel::Id<Tag>> {
  std::size_t operator()(const roundel::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
