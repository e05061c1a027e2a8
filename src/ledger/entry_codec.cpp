// The canonical bytes of an entry: JSON with its members in one fixed order, no white space, one way to write each
// value. The reader takes exactly what the writer writes, so that equal entries have equal bytes and a changed byte is
// a changed entry or none at all.
//
//   {"area":"E08000032","sequence":7,"id":"9f…","recorded":1709647629000000,"key":"…","kind":"police.missing",
//    "agency":"city-police","practitioner":"","happened":["2024-03-05","2024-03-05","day"],"known":"2024-03-05",
//    "standing":"fact","sharing":"joint","about":[["city-police/P1","child"]],"values":{"hours":6},"corrects":null}
//
// Values: text "…", whole numbers 6, other numbers 6.5 (always with a point or an exponent), flags true and false,
// dates ["2024-03-05"]. A day with its time: ["2024-03-05","2024-03-05","day","21:40"].
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "ledger/entry.h"

namespace roundel {
namespace {

constexpr std::array<std::string_view, 4> precisions = {"day", "interval", "approximate", "unknown"};  // as the enum
constexpr std::array<std::string_view, 4> standings = {"fact", "reported", "opinion", "judgement"};    // as the enum

// Characters that stand for themselves: ASCII without controls, quote and backslash.
constexpr std::array<bool, 256> stands_for_itself = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();
bool plain(char c) { return stands_for_itself[static_cast<unsigned char>(c)]; }

// ---- writing ----

// The letter after the backslash; 0 where the character has no short form.
char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

void put_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t run = 0;
    while (run < text.size() && (plain(text[run]) || static_cast<unsigned char>(text[run]) >= 0x80)) ++run;
    out += text.substr(0, run);
    if (run == text.size()) break;
    out += '\\';
    if (const char letter = short_escape(text[run]); letter != 0)
      out += letter;
    else
      fmt::format_to(std::back_inserter(out), "u{:04x}", static_cast<unsigned char>(text[run]));
    text.remove_prefix(run + 1);
  }
  out += '"';
}

void put_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void put_real(std::string& out, double number) {
  require(std::isfinite(number), "a number in an entry is finite");
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += written;
  if (written.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void put_date(std::string& out, Date date) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days()}}};
  const int year = static_cast<int>(day.year());
  require(year >= 0 && year <= 9999, "a year in an entry has four digits");
  const auto y = static_cast<unsigned>(year);
  const auto m = static_cast<unsigned>(day.month());
  const auto d = static_cast<unsigned>(day.day());
  const auto digit = [](unsigned n) { return static_cast<char>('0' + n % 10); };
  const std::array<char, 12> text = {'"',           digit(y / 1000), digit(y / 100),
                                     digit(y / 10), digit(y),        '-',
                                     digit(m / 10), digit(m),        '-',
                                     digit(d / 10), digit(d),        '"'};
  out.append(text.data(), text.size());
}

struct PutValue {
  std::string& out;
  void operator()(const std::string& text) const { put_text(out, text); }
  void operator()(std::int64_t number) const { put_number(out, number); }
  void operator()(double number) const { put_real(out, number); }
  void operator()(bool flag) const { out += flag ? "true" : "false"; }
  void operator()(Date date) const {
    out += '[';
    put_date(out, date);
    out += ']';
  }
};

void put_happened(std::string& out, const Happened& happened) {
  out += '[';
  put_date(out, happened.from);
  out += ',';
  put_date(out, happened.to);
  out += ",\"";
  out += precisions[static_cast<std::size_t>(happened.precision)];
  if (happened.at) out += "\",\"" + happened.at->text();
  out += "\"]";
}

void put_about(std::string& out, const std::vector<About>& about) {
  out += '[';
  for (std::size_t i = 0; i < about.size(); ++i) {
    out += i == 0 ? "[" : ",[";
    put_text(out, about[i].source.value);
    out += ',';
    put_text(out, about[i].role.value);
    out += ']';
  }
  out += ']';
}

void put_values(std::string& out, const std::vector<std::pair<std::string, Value>>& values) {
  out += '{';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    put_text(out, values[i].first);
    out += ':';
    std::visit(PutValue{out}, values[i].second);
  }
  out += '}';
}

// ---- reading ----

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool entry(Entry& out) {
    return member("{\"area\":") && text(out.area.value) && member(",\"sequence\":") && whole(out.sequence) &&
           member(",\"id\":") && text(out.id.value) && member(",\"recorded\":") && moment(out.recorded) &&
           member(",\"key\":") && text(out.key) && member(",\"kind\":") && text(out.kind.value) &&
           member(",\"agency\":") && text(out.agency.value) && member(",\"practitioner\":") &&
           text(out.practitioner.value) && member(",\"happened\":") && happened(out.happened) &&
           member(",\"known\":") && date(out.known) && member(",\"standing\":") && word(standings, out.standing) &&
           member(",\"sharing\":") && text(out.sharing) && member(",\"about\":") && about(out.about) &&
           member(",\"values\":") && values(out.values) && member(",\"corrects\":") && corrects(out.corrects) &&
           member("}") && at_ == bytes_.size();
  }

  // Where reading stopped.
  Place place() const { return {.column = static_cast<int>(at_) + 1, .field = std::string(field_)}; }

 private:
  bool literal(std::string_view expected) {
    if (bytes_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }
  bool member(std::string_view opening) {
    if (!literal(opening)) return false;
    if (opening.size() > 4) field_ = opening.substr(2, opening.size() - 4);
    return true;
  }
  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  bool text(std::string& out) {
    if (!literal("\"")) return false;
    const std::size_t start = at_;
    while (at_ < bytes_.size() && plain(bytes_[at_])) ++at_;
    out.assign(bytes_.substr(start, at_ - start));
    if (literal("\"")) return true;
    return rest_of_text(out);
  }

  // The slower way, for text with escapes or letters beyond ASCII.
  bool rest_of_text(std::string& out) {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '"') {
        ++at_;
        return is_valid_utf8(out);
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '\\') {
        if (!escape(out)) return false;
      } else {
        out += c;
        ++at_;
      }
    }
    return false;
  }

  // Only the form the writer chooses for the character.
  bool escape(std::string& out) {
    for (const char c : {'"', '\\', '\b', '\f', '\n', '\r', '\t'}) {
      if (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] != short_escape(c)) continue;
      out += c;
      at_ += 2;
      return true;
    }
    if (!literal("\\u00")) return false;
    unsigned code = 0;
    const std::string_view digits = bytes_.substr(at_, 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    const bool upper = digits.find_first_of("ABCDEF") != std::string_view::npos;
    if (digits.size() != 2 || read.ptr != digits.data() + 2 || upper || code >= 0x20) return false;
    if (short_escape(static_cast<char>(code)) != 0) return false;
    out += static_cast<char>(code);
    at_ += 2;
    return true;
  }

  bool whole(std::int64_t& out) {
    const std::string_view rest = bytes_.substr(at_);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out);
    if (error != std::errc{}) return false;
    const std::string_view written = rest.substr(0, static_cast<std::size_t>(end - rest.data()));
    if (written == "-0" || (written.size() > 1 && written.front() == '0') || written.starts_with("-0")) return false;
    at_ += written.size();
    return true;
  }

  bool moment(Timestamp& out) {
    std::int64_t micros = 0;
    if (!whole(micros)) return false;
    out = Timestamp(micros);
    return true;
  }

  // A whole number, or another number written as the writer would write it.
  bool number(Value& out) {
    std::size_t end = at_;
    bool real = false;
    for (; end < bytes_.size(); ++end) {
      const char c = bytes_[end];
      const bool mark = c == '.' || c == 'e' || c == '+';
      if (!mark && c != '-' && (c < '0' || c > '9')) break;
      real = real || mark || c == 'e';
    }
    if (!real) {
      std::int64_t read = 0;
      if (!whole(read)) return false;
      out = read;
      return true;
    }
    const std::string_view written = bytes_.substr(at_, end - at_);
    double read = 0;
    const auto result = std::from_chars(written.data(), written.data() + written.size(), read);
    if (result.ec != std::errc{} || !std::isfinite(read)) return false;
    std::string again;
    put_real(again, read);
    if (again != written) return false;
    at_ = end;
    out = read;
    return true;
  }

  bool date(Date& out) {
    const std::string_view text = bytes_.substr(at_, 12);
    if (text.size() != 12 || text[0] != '"' || text[5] != '-' || text[8] != '-' || text[11] != '"') return false;
    unsigned digits = 0;  // yyyymmdd
    for (const std::size_t i : {1U, 2U, 3U, 4U, 6U, 7U, 9U, 10U}) {
      if (text[i] < '0' || text[i] > '9') return false;
      digits = digits * 10 + static_cast<unsigned>(text[i] - '0');
    }
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(digits / 10'000)},
                                          std::chrono::month{digits / 100 % 100}, std::chrono::day{digits % 100}};
    if (!day.ok()) return false;
    out = Date(static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count()));
    at_ += 12;
    return true;
  }

  template <class Enum>
  bool word(const std::array<std::string_view, 4>& words, Enum& out) {
    if (!literal("\"")) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!literal(words[i])) continue;
      out = static_cast<Enum>(i);
      return literal("\"");
    }
    return false;
  }

  bool happened(Happened& out) {
    return literal("[") && date(out.from) && literal(",") && date(out.to) && literal(",") &&
           word(precisions, out.precision) && (literal("]") || (time(out) && literal("]")));
  }

  // Of a day alone.
  bool time(Happened& out) {
    if (out.precision != Precision::day || !literal(",\"")) return false;
    const auto read = parse_time_of_day(bytes_.substr(at_, 5));
    if (!read) return false;
    out.at = *read;
    at_ += 5;
    return literal("\"");
  }

  bool about(std::vector<About>& out) {
    if (!literal("[")) return false;
    if (literal("]")) return true;
    out.reserve(2);
    do {
      About& one = out.emplace_back();
      if (!literal("[") || !text(one.source.value) || !literal(",") || !text(one.role.value) || !literal("]"))
        return false;
    } while (literal(","));
    return literal("]");
  }

  bool values(std::vector<std::pair<std::string, Value>>& out) {
    if (!literal("{")) return false;
    if (literal("}")) return true;
    out.reserve(4);
    do {
      auto& [name, value] = out.emplace_back();
      if (!text(name) || !literal(":") || !this->value(value)) return false;
      if (out.size() > 1 && !(out[out.size() - 2].first < name)) return false;
    } while (literal(","));
    return literal("}");
  }

  bool value(Value& out) {
    switch (peek()) {
      case '"':
        return text(out.emplace<std::string>());
      case '[':
        return literal("[") && date(out.emplace<Date>()) && literal("]");
      case 't':
        out = true;
        return literal("true");
      case 'f':
        out = false;
        return literal("false");
      default:
        return number(out);
    }
  }

  bool corrects(std::optional<EntryId>& out) {
    if (literal("null")) return true;
    return text(out.emplace().value);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string_view field_;
};

}  // namespace

std::string encode(const Entry& entry) {
  std::string out;
  out.reserve(512);
  const auto member = [&](std::string_view name, std::string_view text) {
    out += name;
    put_text(out, text);
  };
  member("{\"area\":", entry.area.value);
  out += ",\"sequence\":";
  put_number(out, entry.sequence);
  member(",\"id\":", entry.id.value);
  out += ",\"recorded\":";
  put_number(out, entry.recorded.micros());
  member(",\"key\":", entry.key);
  member(",\"kind\":", entry.kind.value);
  member(",\"agency\":", entry.agency.value);
  member(",\"practitioner\":", entry.practitioner.value);
  out += ",\"happened\":";
  put_happened(out, entry.happened);
  out += ",\"known\":";
  put_date(out, entry.known);
  member(",\"standing\":", standings[static_cast<std::size_t>(entry.standing)]);
  member(",\"sharing\":", entry.sharing);
  out += ",\"about\":";
  put_about(out, entry.about);
  out += ",\"values\":";
  put_values(out, entry.values);
  out += ",\"corrects\":";
  if (entry.corrects)
    put_text(out, entry.corrects->value);
  else
    out += "null";
  out += '}';
  return out;
}

// What stands in quotes before it has its own quotes escaped, so the first such member is the entry's.
bool is_of_kinds(std::string_view bytes, std::string_view kinds) {
  constexpr std::string_view member = ",\"kind\":\"";
  const auto at = bytes.find(member);
  return at == std::string_view::npos || bytes.substr(at + member.size()).starts_with(kinds);
}

Result<Entry> decode(std::string_view bytes) {
  Result<Entry> entry{tl::in_place};
  Reader reader(bytes);
  if (reader.entry(*entry)) return entry;
  return fail(Fault::bad_input, "these bytes are not an entry as the ledger writes it", "the canonical form",
              reader.place());
}

}  // namespace roundel
