#include "store/postgres_wire.h"

#include <fmt/format.h>

namespace roundel::store::wire {
namespace {

// Big-endian, with sign, of 2, 4 or 8 bytes.
std::int64_t integer(std::string_view data) {
  std::uint64_t value =
      !data.empty() && (static_cast<unsigned char>(data.front()) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
  for (const char byte : data) value = value << 8U | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(value);
}

void put(std::string& out, std::uint64_t value, unsigned size) {
  for (unsigned i = size; i-- > 0;) out += static_cast<char>(value >> (8U * i) & 0xffU);
}

// sum() of BIGINT answers in numeric: digits to the base 10,000, the first with weight 10,000^weight. Whole numbers
// only.
bool read_numeric(std::string_view data, Cell& cell) {
  if (data.size() < 8) return false;
  const auto digits = integer(data.substr(0, 2));
  const auto weight = integer(data.substr(2, 2));
  const auto sign = integer(data.substr(4, 2));
  if ((sign != 0 && sign != 0x4000) || weight > 4 || digits > weight + 1) return false;
  if (data.size() != 8 + 2 * static_cast<std::size_t>(digits)) return false;
  std::int64_t value = 0;
  for (std::int64_t i = 0; i <= weight; ++i) {
    const std::int64_t digit = i < digits ? integer(data.substr(8 + 2 * static_cast<std::size_t>(i), 2)) : 0;
    if (__builtin_mul_overflow(value, 10'000, &value) || __builtin_add_overflow(value, digit, &value)) return false;
  }
  cell = sign == 0 ? value : -value;
  return true;
}

}  // namespace

Type type_of(const Cell& cell) {
  if (std::holds_alternative<std::int64_t>(cell)) return Type::int8;
  if (std::holds_alternative<std::string>(cell)) return Type::text;
  if (std::holds_alternative<Blob>(cell)) return Type::bytes;
  return Type::unknown;
}

void put16(std::string& out, int value) { put(out, static_cast<std::uint64_t>(std::int64_t{value}), 2); }
void put32(std::string& out, std::int64_t value) { put(out, static_cast<std::uint64_t>(value), 4); }
void put64(std::string& out, std::int64_t value) { put(out, static_cast<std::uint64_t>(value), 8); }

bool read(Type type, std::string_view data, Cell& cell) {
  switch (type) {
    case Type::int8:
      cell = integer(data);
      return data.size() == 8;
    case Type::int4:
      cell = integer(data);
      return data.size() == 4;
    case Type::int2:
      cell = integer(data);
      return data.size() == 2;
    case Type::flag:
      cell = integer(data);
      return data.size() == 1;
    case Type::numeric:
      return read_numeric(data, cell);
    case Type::bytes:
      if (auto* held = std::get_if<Blob>(&cell))
        held->bytes.assign(data);
      else
        cell = Blob{std::string(data)};
      return true;
    case Type::text:
    case Type::varchar:
    case Type::name:
      if (auto* held = std::get_if<std::string>(&cell))
        held->assign(data);
      else
        cell = std::string(data);
      return true;
    case Type::unknown:
      return false;
  }
  return false;
}

std::string with_numbered_marks(std::string_view sql) {
  std::string out;
  int marks = 0;
  char quote = 0;
  for (const char c : sql) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '?') {
      out += fmt::format("${}", ++marks);
      continue;
    }
    out += c;
  }
  return out;
}

void copy_begin(std::string& out) {
  out.append("PGCOPY\n\377\r\n\0", 11);
  put32(out, 0);
  put32(out, 0);
}

void copy_row(std::string& out, std::span<const Cell> row) {
  put16(out, static_cast<int>(row.size()));
  for (const Cell& cell : row) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      put32(out, 8);
      put64(out, *number);
    } else if (std::holds_alternative<Null>(cell)) {
      put32(out, -1);
    } else {
      const std::string& data =
          std::holds_alternative<Blob>(cell) ? std::get<Blob>(cell).bytes : std::get<std::string>(cell);
      put32(out, static_cast<std::int64_t>(data.size()));
      out += data;
    }
  }
}

void copy_end(std::string& out) { put16(out, -1); }

}  // namespace roundel::store::wire
