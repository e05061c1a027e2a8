#include "web/http.h"

#include "core/text.h"

namespace roundel::web {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return fail(Fault::bad_input, "a percent sign is not followed by two hex digits");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!is_valid_utf8(out) || out.find('\0') != std::string::npos) {
    return fail(Fault::bad_input, "the form is not UTF-8 text");
  }
  return out;
}

}  // namespace

std::string_view word(Method method) { return method == Method::get ? "GET" : "POST"; }

const std::string& field(const Fields& fields, std::string_view name) {
  static const std::string none;
  const auto found = fields.find(name);
  return found == fields.end() ? none : found->second;
}

Response redirect(std::string to) {
  Response response{.status = 303};
  response.headers.emplace_back("Location", std::move(to));
  return response;
}

Result<Fields> parse_form(std::string_view text) {
  Fields fields;
  if (text.empty()) return fields;
  for (std::string_view pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = decoded(pair.substr(0, equals));
    if (!name) return tl::unexpected(name.error());
    auto value = decoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    if (!value) return tl::unexpected(value.error());
    fields[*name] = *value;
  }
  return fields;
}

Result<Target> parse_target(std::string_view target) {
  const std::size_t mark = target.find('?');
  Target out{.path = std::string(target.substr(0, mark)), .query = {}};
  if (out.path.empty() || out.path.front() != '/') return fail(Fault::bad_input, "the address does not begin with /");
  if (mark == std::string_view::npos) return out;
  auto query = parse_form(target.substr(mark + 1));
  if (!query) return tl::unexpected(query.error());
  out.query = std::move(*query);
  return out;
}

std::string cookie_value(std::string_view cookie_header, std::string_view name) {
  for (std::string_view part : split(cookie_header, ';')) {
    part = trimmed(part);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && part.substr(0, equals) == name) return std::string(part.substr(equals + 1));
  }
  return {};
}

}  // namespace roundel::web
