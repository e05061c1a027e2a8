// A settings file (TOML) as a tree of nodes that know where they stand, so that every error can name the line.
// All standards, mappings and linkage models are read through this; toml++ stays behind document.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace roundel {

class Node {
 public:
  using Array = std::vector<Node>;
  using Table = std::vector<std::pair<std::string, Node>>;  // in the file's order
  using Data = std::variant<std::string, std::int64_t, double, bool, Date, Array, Table>;

  Node() : data_(Table{}) {}
  Node(Data data, Place place) : data_(std::move(data)), place_(std::move(place)) {}

  const Place& place() const { return place_; }
  const Data& data() const { return data_; }

  // Typed reading. The error names file, line and column and what was expected there.
  Result<std::string> text() const;
  Result<std::int64_t> number() const;
  Result<double> real() const;  // takes whole numbers too
  Result<bool> flag() const;
  Result<Date> date() const;                       // a TOML date, or a string in ISO form
  Result<std::vector<std::string>> texts() const;  // an array of strings; a single string counts as one
  const Array* array() const { return std::get_if<Array>(&data_); }
  const Table* table() const { return std::get_if<Table>(&data_); }

  // The member `key` of a table; nullptr where there is none or this is not a table.
  const Node* find(std::string_view key) const;
  // The same, and an error that names the key where there is none.
  Result<const Node*> need(std::string_view key) const;
  // A required or an optional text member.
  Result<std::string> need_text(std::string_view key) const;
  Result<std::string> text_or(std::string_view key, std::string fallback) const;
  // Every element of the array member `key`; empty where it is missing.
  std::vector<const Node*> each(std::string_view key) const;
  // Refuses members that are not among `known`, suggesting the nearest: a slip of the pen must not be silent.
  Done only(const std::vector<std::string_view>& known) const;

  // An error at this node's place.
  Error wrong(std::string what, std::string expected = {}) const;

 private:
  Data data_;
  Place place_;
};

// A text as a settings file has it: in quotes, those within it told apart.
std::string quoted(std::string_view text);
// `name` is what errors call the file.
Result<Node> parse_document(std::string_view toml, const std::string& name);
Result<Node> read_document(const std::string& path);

// The whole of a file; not_found where it cannot be opened.
Result<std::string> read_file(const std::string& path);

}  // namespace roundel
