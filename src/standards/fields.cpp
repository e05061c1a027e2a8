#include "standards/fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace roundel {

std::string suggestion(std::string_view wrong_word, const std::vector<std::string_view>& words) {
  if (const auto near = nearest(wrong_word, words); !near.empty()) return fmt::format("'{}'?", near);
  if (words.size() > 12) return {};
  return "one of " + join_words(std::vector<std::string>(words.begin(), words.end()), " or ");
}

Fields::Fields(const Node& table, std::initializer_list<std::string_view> known) : table_(&table) {
  if (!table.table()) error_ = table.wrong("not a table", "a table with " + std::string(*known.begin()) + " = …");
  note(table.only(known));
}

void Fields::note(const Done& done) {
  if (!done && !error_) error_ = done.error();
}

void Fields::wrong(std::string_view key, std::string what, std::string expected) {
  const Node* member = table_->find(key);
  if (!error_) error_ = (member ? *member : *table_).wrong(std::move(what), std::move(expected));
}

Done Fields::done() const {
  if (error_) return fail(*error_);
  return {};
}

template <class T>
T Fields::take(const Result<T>& value) {
  if (value) return *value;
  if (!error_) error_ = value.error();
  return T{};
}

const Node* Fields::need(std::string_view key) { return take(table_->need(key)); }

std::string Fields::text(std::string_view key) {
  const Node* member = need(key);
  if (!member) return {};
  auto value = take(member->text());
  if (trimmed(value).empty()) wrong(key, fmt::format("'{}' is empty", key), "a text");
  return value;
}

Date Fields::date(std::string_view key) {
  const Node* member = need(key);
  return member ? take(member->date()) : Date{};
}

int Fields::number(std::string_view key, int least, int most) {
  const Node* member = need(key);
  if (!member) return least;
  const auto value = take(member->number());
  if (value < least || value > most) {
    wrong(key, fmt::format("{} is out of range", value), fmt::format("{} to {}", least, most));
    return least;
  }
  return static_cast<int>(value);
}

std::string Fields::text_or(std::string_view key, std::string fallback) { return take(table_->text_or(key, fallback)); }

bool Fields::flag_or(std::string_view key, bool fallback) {
  const Node* member = table_->find(key);
  return member ? take(member->flag()) : fallback;
}

std::optional<Date> Fields::date_or_none(std::string_view key) {
  const Node* member = table_->find(key);
  if (!member) return {};
  return take(member->date());
}

std::vector<std::string> Fields::texts(std::string_view key) {
  const Node* member = table_->find(key);
  return member ? take(member->texts()) : std::vector<std::string>{};
}

std::vector<const Node*> Fields::tables(std::string_view key) {
  const Node* member = table_->find(key);
  if (member && !member->array()) wrong(key, fmt::format("'{}' is not a list", key), fmt::format("[[{}]]", key));
  return table_->each(key);
}

int Fields::word(std::string_view key, const std::vector<std::string_view>& words) {
  const std::string value = text(key);
  if (error_) return -1;
  const auto found = std::find(words.begin(), words.end(), value);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  wrong(key, fmt::format("'{}' is not a word for this", value), suggestion(value, words));
  return -1;
}

int Fields::word_or(std::string_view key, const std::vector<std::string_view>& words, int fallback) {
  return table_->find(key) ? word(key, words) : fallback;
}

}  // namespace roundel
