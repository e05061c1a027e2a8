// The members of one table of a standards file, read one after the other. Remembers the first thing that is wrong, so
// that reading a table looks like a list of its fields: `ok()` or `error()` is asked once, at the end.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace roundel {

class Fields {
 public:
  // Members that are not among `known` are an error: a slip of the pen must not be silent.
  Fields(const Node& table, std::initializer_list<std::string_view> known);

  // Required, and not empty.
  std::string text(std::string_view key);
  Date date(std::string_view key);
  int number(std::string_view key, int least, int most);
  // Optional.
  std::string text_or(std::string_view key, std::string fallback);
  bool flag_or(std::string_view key, bool fallback);
  std::optional<Date> date_or_none(std::string_view key);
  std::vector<std::string> texts(std::string_view key);   // empty where it is missing
  std::vector<const Node*> tables(std::string_view key);  // an array of tables; empty where it is missing
  // One of the words given; its index. -1 only where something is wrong.
  int word(std::string_view key, const std::vector<std::string_view>& words);
  int word_or(std::string_view key, const std::vector<std::string_view>& words, int fallback);

  // Notes that the member `key` (or the table, where there is none) is wrong.
  void wrong(std::string_view key, std::string what, std::string expected = {});
  void note(const Done& done);

  const Node& node() const { return *table_; }
  Done done() const;

 private:
  template <class T>
  T take(const Result<T>& value);
  const Node* need(std::string_view key);

  const Node* table_;
  std::optional<Error> error_;
};

// An error that suggests the nearest of the words, or lists them where they are few.
std::string suggestion(std::string_view wrong_word, const std::vector<std::string_view>& words);

}  // namespace roundel
