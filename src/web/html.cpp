#include "web/html.h"

#include <array>

namespace roundel::web {
namespace {

constexpr std::array<std::string_view, 8> kVoid = {"br", "hr", "img", "input", "link", "meta", "col", "wbr"};

bool is_void(std::string_view name) {
  for (std::string_view each : kVoid) {
    if (each == name) return true;
  }
  return false;
}

bool holds_an_address(std::string_view name) {
  return name == "href" || name == "src" || name == "action" || name == "formaction";
}

// Within the site, on the page, or a scheme that only leads somewhere. "//host" would leave the site.
bool is_safe_address(std::string_view address) {
  if (address.empty() || address.starts_with("//") || address.starts_with("/\\")) return address.empty();
  for (std::string_view start : {"/", "#", "?", "https://", "http://", "tel:", "mailto:"}) {
    if (address.starts_with(start)) return true;
  }
  return false;
}

}  // namespace

void escape(std::string_view text, std::string& out) {
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string_view instead;
    switch (c) {
      case '&':
        instead = "&amp;";
        break;
      case '<':
        instead = "&lt;";
        break;
      case '>':
        instead = "&gt;";
        break;
      case '"':
        instead = "&quot;";
        break;
      case '\'':
        instead = "&#39;";
        break;
      case '\t':
      case '\n':
      case '\r':
        continue;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) continue;
        instead = "\xEF\xBF\xBD";  // a control character has no place in a page
    }
    out.append(text, clean, i - clean);
    out += instead;
    clean = i + 1;
  }
  out.append(text, clean);
}

Attribute::Attribute(Name name, std::string_view value) : name_(name.text()), value_(value) {
  if (holds_an_address(name_) && !is_safe_address(value)) value_ = "#";
}

Attribute::Attribute(Name name, int value) : name_(name.text()), value_(std::to_string(value)) {}

Attribute Attribute::when(bool holds) const {
  Attribute same = *this;
  same.shown_ = holds;
  return same;
}

void Attribute::write(std::string& out) const {
  if (!shown_) return;
  out += ' ';
  out += name_;
  if (!has_value_) return;
  out += "=\"";
  escape(value_, out);
  out += '"';
}

Attribute optional(Name name, std::string_view value) { return Attribute(name, value).when(!value.empty()); }

Html& Html::operator+=(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

void Html::add_text(std::string_view text) { escape(text, markup_); }

Element::Element(Name name, const Attributes& attributes, std::size_t content) : name_(name.text()) {
  std::string& out = html_.markup_;
  out.reserve(128 + content);
  out += '<';
  out += name_;
  for (const Attribute& attribute : attributes) attribute.write(out);
  out += '>';
}

Html Element::close() && {
  if (!is_void(name_)) {
    std::string& out = html_.markup_;
    out += "</";
    out += name_;
    out += '>';
  }
  return std::move(html_);
}

std::string classes(std::string_view first, std::string_view second) {
  std::string both(first);
  if (!both.empty() && !second.empty()) both += ' ';
  both += second;
  return both;
}

std::string url_part(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

}  // namespace roundel::web
