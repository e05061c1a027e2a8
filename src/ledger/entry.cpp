#include "ledger/entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/sha256.h"

namespace roundel {
namespace {

// A length before each part, so that no two triples of area, agency and key run into the same bytes.
std::string with_length(std::string_view part) { return fmt::format("{}:{}", part.size(), part); }

}  // namespace

std::string Happened::text() const {
  switch (precision) {
    case Precision::day:
      return at ? fmt::format("{}, {}", from.text(), at->text()) : from.text();
    case Precision::interval:
      return fmt::format("between {} and {}", from.text(), to.text());
    case Precision::approximate:
      return "about " + from.text();
    case Precision::unknown:
      return "date not known";
  }
  return {};
}

std::string text(const Value& value) {
  struct Reader {
    std::string operator()(const std::string& words) const { return words; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
    std::string operator()(Date date) const { return date.iso(); }
  };
  return std::visit(Reader{}, value);
}

const Value* Entry::value(std::string_view name) const {
  const auto at = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == name; });
  return at == values.end() ? nullptr : &at->second;
}

std::string Entry::text_of(std::string_view name) const {
  const Value* held = value(name);
  return held == nullptr ? std::string() : text(*held);
}

std::vector<const Entry*> pointers_to(const std::vector<Entry>& entries) {
  std::vector<const Entry*> out;
  out.reserve(entries.size());
  for (const Entry& entry : entries) out.push_back(&entry);
  return out;
}

bool Entry::is_about(const SourceId& source) const {
  return std::any_of(about.begin(), about.end(), [&](const About& one) { return one.source == source; });
}

EntryId entry_id(const AreaCode& area, const AgencyId& agency, std::string_view key) {
  const Hash hash = sha256({"roundel entry ", with_length(area.value), with_length(agency.value), with_length(key)});
  return EntryId(to_hex(bytes_of(hash).substr(0, 16)));
}

}  // namespace roundel
