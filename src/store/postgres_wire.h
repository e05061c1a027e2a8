// Numbers, text and bytes as PostgreSQL's binary formats carry them: big-endian, nothing escaped. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace roundel::store::wire {

// Object ids of the types that the tables and the catalogue use.
enum class Type : unsigned {
  unknown = 0,
  flag = 16,
  bytes = 17,
  name = 19,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  varchar = 1043,
  numeric = 1700
};

Type type_of(const Cell& cell);

void put16(std::string& out, int value);
void put32(std::string& out, std::int64_t value);
void put64(std::string& out, std::int64_t value);

// A cell read from its binary form; false where the type is none of ours or the bytes do not fit it.
bool read(Type type, std::string_view data, Cell& cell);

// `?` outside quotes becomes $1, $2, …
std::string with_numbered_marks(std::string_view sql);

// The stream that COPY … (FORMAT binary) reads: begin, a row at a time, end.
void copy_begin(std::string& out);
void copy_row(std::string& out, std::span<const Cell> row);
void copy_end(std::string& out);

}  // namespace roundel::store::wire
