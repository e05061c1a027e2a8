#include "core/document.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>

#include <fmt/format.h>

namespace roundel {
namespace {
// What toml++ throws where its own expectation of a malformed file does not hold: an error of the file, not of ours.
struct BrokenToml {};
}  // namespace
}  // namespace roundel
#define TOML_ASSERT(expectation) ((expectation) ? void() : throw ::roundel::BrokenToml{})
// Where toml++ promises not to throw, a broken expectation still ends the program.
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wexceptions"
#else
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include "core/text.h"

namespace roundel {
namespace {

Place place_of(const toml::node& node, const std::string& name) {
  const auto& begin = node.source().begin;
  return Place{.file = name, .line = static_cast<int>(begin.line), .column = static_cast<int>(begin.column)};
}

Result<Node> convert(const toml::node& node, const std::string& name);

Result<Node> convert_array(const toml::array& array, const std::string& name) {
  Node::Array out;
  for (const auto& item : array) {
    auto converted = convert(item, name);
    if (!converted) return converted;
    out.push_back(std::move(*converted));
  }
  return Node(std::move(out), place_of(array, name));
}

Result<Node> convert_table(const toml::table& table, const std::string& name) {
  Node::Table out;
  for (const auto& [key, item] : table) {
    auto converted = convert(item, name);
    if (!converted) return converted;
    out.emplace_back(std::string(key.str()), std::move(*converted));
  }
  // toml++ sorts keys; the order that the author wrote is the order a reader expects.
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    const Place& p = a.second.place();
    const Place& q = b.second.place();
    return std::pair(p.line, p.column) < std::pair(q.line, q.column);
  });
  return Node(std::move(out), place_of(table, name));
}

Result<Node> convert(const toml::node& node, const std::string& name) {
  const Place place = place_of(node, name);
  if (const auto* table = node.as_table()) return convert_table(*table, name);
  if (const auto* array = node.as_array()) return convert_array(*array, name);
  if (const auto* text = node.as_string()) return Node(text->get(), place);
  if (const auto* number = node.as_integer()) return Node(number->get(), place);
  if (const auto* real = node.as_floating_point()) return Node(real->get(), place);
  if (const auto* flag = node.as_boolean()) return Node(flag->get(), place);
  if (const auto* date = node.as_date()) {
    const auto& day = date->get();
    return Node(Date::of(day.year, day.month, day.day), place);
  }
  return fail(Fault::bad_input, "times are not used in these files", "a date, a text, a number or true/false", place);
}

// Where a letter beyond ASCII stands outside texts in quotes and comments, which TOML does not allow and toml++ does
// not survive. Texts of three quotes may hold line ends; a text of one ends with its line at the latest.
std::optional<Place> stray_letter(std::string_view toml, const std::string& name) {
  Place at{.file = name, .line = 1, .column = 0};
  std::string_view closing;  // what ends the text or comment we are in; empty: outside
  for (std::size_t i = 0; i < toml.size(); ++i) {
    ++at.column;
    const std::string_view rest = toml.substr(i);
    if (toml[i] == '\n') {
      at = {.file = name, .line = at.line + 1, .column = 0};
      if (closing.size() < 3) closing = {};
    } else if (closing.empty()) {
      if (static_cast<unsigned char>(toml[i]) >= 0x80) return at;
      if (toml[i] == '#') closing = "\n";
      for (const std::string_view quote :
           {std::string_view("\"\"\""), std::string_view("'''"), std::string_view("\""), std::string_view("'")}) {
        if (!rest.starts_with(quote)) continue;
        closing = quote;
        i += quote.size() - 1;
        break;
      }
    } else if (closing.front() == '"' && toml[i] == '\\') {
      ++i;
    } else if (rest.starts_with(closing)) {
      i += closing.size() - 1;
      closing = {};
    }
  }
  return std::nullopt;
}

Result<Node> parse(std::string_view toml, const std::string& name) {
  try {
    return convert_table(toml::parse(toml, name), name);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    return fail(Fault::bad_input, std::string(error.description()), "TOML",
                Place{.file = name, .line = static_cast<int>(begin.line), .column = static_cast<int>(begin.column)});
  } catch (const BrokenToml&) {
    return fail(Fault::bad_input, "this is not TOML", "key = value, or [table]", Place{.file = name});
  }
}

}  // namespace

Error Node::wrong(std::string what, std::string expected) const {
  return Error{Fault::bad_input, std::move(what), std::move(expected), place_};
}

Result<std::string> Node::text() const {
  if (const auto* value = std::get_if<std::string>(&data_)) return *value;
  return fail(wrong("not a text", "a text in quotes"));
}
Result<std::int64_t> Node::number() const {
  if (const auto* value = std::get_if<std::int64_t>(&data_)) return *value;
  return fail(wrong("not a whole number", "a whole number"));
}
Result<double> Node::real() const {
  if (const auto* value = std::get_if<double>(&data_)) return *value;
  if (const auto* value = std::get_if<std::int64_t>(&data_)) return static_cast<double>(*value);
  return fail(wrong("not a number", "a number"));
}
Result<bool> Node::flag() const {
  if (const auto* value = std::get_if<bool>(&data_)) return *value;
  return fail(wrong("neither true nor false", "true or false"));
}
Result<Date> Node::date() const {
  if (const auto* value = std::get_if<Date>(&data_)) return *value;
  if (const auto* value = std::get_if<std::string>(&data_))
    if (const auto day = parse_date(*value)) return *day;
  return fail(wrong("not a date", "yyyy-mm-dd"));
}
Result<std::vector<std::string>> Node::texts() const {
  if (const auto* value = std::get_if<std::string>(&data_)) return std::vector{*value};
  if (!array()) return fail(wrong("not a list of texts", "a list of texts in quotes"));
  std::vector<std::string> out;
  for (const Node& item : *array()) {
    auto value = item.text();
    if (!value) return fail(value.error());
    out.push_back(std::move(*value));
  }
  return out;
}

const Node* Node::find(std::string_view key) const {
  if (const auto* members = table())
    for (const auto& [name, node] : *members)
      if (name == key) return &node;
  return nullptr;
}

Result<const Node*> Node::need(std::string_view key) const {
  if (const Node* node = find(key)) return node;
  return fail(wrong(fmt::format("'{}' is missing", key), fmt::format("{} = …", key)));
}

Result<std::string> Node::need_text(std::string_view key) const {
  const auto node = need(key);
  if (!node) return fail(node.error());
  return (*node)->text();
}

Result<std::string> Node::text_or(std::string_view key, std::string fallback) const {
  const Node* node = find(key);
  if (!node) return fallback;
  return node->text();
}

std::vector<const Node*> Node::each(std::string_view key) const {
  std::vector<const Node*> out;
  const Node* node = find(key);
  if (node && node->array())
    for (const Node& item : *node->array()) out.push_back(&item);
  return out;
}

Done Node::only(const std::vector<std::string_view>& known) const {
  if (!table()) return {};
  for (const auto& [name, node] : *table()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = nearest(name, known);
    std::vector<std::string> all(known.begin(), known.end());
    return fail(node.wrong(fmt::format("'{}' is not known here", name),
                           near.empty() ? "one of " + join_words(all, " or ") : fmt::format("'{}'?", near)));
  }
  return {};
}

Result<Node> parse_document(std::string_view toml, const std::string& name) {
  // Letters beyond ASCII are checked before toml++ meets them: that the file is TOML where each of them is an x, and
  // then that all of them stand in quotes or comments.
  const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::any_of(toml.begin(), toml.end(), beyond)) {
    std::string plain(toml);
    std::replace_if(plain.begin(), plain.end(), beyond, 'x');
    if (auto broken = parse(plain, name); !broken) return broken;
    if (const auto place = stray_letter(toml, name))
      return fail(Fault::bad_input, "a letter beyond a to z outside quotes", "the text in quotes", *place);
  }
  return parse(toml, name);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

Result<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return fail(Fault::not_found, "the file cannot be opened", "a file that can be read", Place{.file = path});
  std::string out;
  std::array<char, 65536> buffer;
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get()))
    out.append(buffer.data(), got);
  if (std::ferror(file.get()) != 0)
    return fail(Fault::broken, "the file cannot be read", "a file that can be read", Place{.file = path});
  return out;
}

Result<Node> read_document(const std::string& path) {
  const auto content = read_file(path);
  if (!content) return fail(content.error());
  return parse_document(*content, path);
}

}  // namespace roundel
