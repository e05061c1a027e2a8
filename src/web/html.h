// Html: markup that can only be made escaped. A string that becomes Html is escaped on the way; markup itself comes
// from element() with names known at compile time, or from a literal in the source. There is no other door.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roundel::web {

// A name of an element or attribute: a literal of letters, digits, hyphens and colons, checked by the compiler.
class Name {
 public:
  template <std::size_t N>
  consteval Name(const char (&literal)[N]) : text_(literal, N - 1) {
    for (char c : text_) {
      const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!fine) throw "a name in markup is letters, digits and hyphens";
    }
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Markup written in the source code itself. Only a literal can become one.
class Literal {
 public:
  template <std::size_t N>
  consteval explicit Literal(const char (&literal)[N]) : text_(literal, N - 1) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// One attribute. A value goes out escaped; an address that a browser would run instead of follow becomes "#".
class Attribute {
 public:
  Attribute(Name name, std::string_view value);  // name="value"
  Attribute(Name name, int value);
  explicit Attribute(Name name) : name_(name.text()), has_value_(false) {}  // a name alone

  Attribute when(bool holds) const;  // the same, or left out
  void write(std::string& out) const;

 private:
  std::string_view name_;
  std::string value_;
  bool has_value_ = true;
  bool shown_ = true;
};
using Attributes = std::vector<Attribute>;
// The attribute where its value is not empty; else nothing.
Attribute optional(Name name, std::string_view value);

class Html {
 public:
  Html() = default;
  // Text becomes markup by escaping, wherever Html is asked for.
  Html(std::string_view text) { add_text(text); }
  Html(const std::string& text) { add_text(text); }
  Html(const char* text) { add_text(text); }
  explicit Html(Literal markup) : markup_(markup.text()) {}

  Html& operator+=(const Html& more);
  void add_text(std::string_view text);
  const std::string& str() const { return markup_; }
  std::string take() && { return std::move(markup_); }
  bool empty() const { return markup_.empty(); }

 private:
  friend class Element;
  std::string markup_;
};

// Writes one element; kept apart from Html so that the template below stays a line.
class Element {
 public:
  Element(Name name, const Attributes& attributes, std::size_t content);  // bytes of content to make room for
  void add(const Html& child) { html_ += child; }
  void add_text(std::string_view text) { html_.add_text(text); }
  Html close() &&;

 private:
  std::string_view name_;
  Html html_;
};

// <name attributes>children</name>; a void element (br, input, …) takes no children and is not closed.
template <class... Children>
Html element(Name name, const Attributes& attributes, const Children&... children) {
  [[maybe_unused]] const auto size = [](const auto& child) {
    if constexpr (std::is_same_v<std::decay_t<decltype(child)>, Html>)
      return child.str().size();
    else
      return std::string_view(child).size();
  };
  Element made(name, attributes, (size(children) + ... + 0));
  [[maybe_unused]] const auto add = [&made](const auto& child) {
    if constexpr (std::is_same_v<std::decay_t<decltype(child)>, Html>)
      made.add(child);
    else
      made.add_text(child);
  };
  (add(children), ...);
  return std::move(made).close();
}

// The parts one after the other.
template <class... Parts>
Html all(const Parts&... parts) {
  Html together;
  [[maybe_unused]] const auto add = [&together](const auto& part) {
    if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Html>)
      together += part;
    else
      together.add_text(part);
  };
  (add(parts), ...);
  return together;
}

// make(item) for each item, one after the other.
template <class Range, class Make>
Html each(const Range& range, Make make) {
  Html together;
  for (const auto& item : range) together += make(item);
  return together;
}

// `html` where it holds, else nothing. For cheap markup; use `?:` where making it needs the condition.
inline Html when(bool holds, Html html) { return holds ? std::move(html) : Html(); }

// "a b" from "a" and "b", either of which may be empty.
std::string classes(std::string_view first, std::string_view second);

// The text as it stands in markup.
void escape(std::string_view text, std::string& out);
// A part of a path or a query, percent-encoded.
std::string url_part(std::string_view text);

}  // namespace roundel::web
