#include "web/multipart.h"

#include "core/text.h"

namespace roundel::web {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_boundary = 70;  // RFC 2046

// The value of `name` among the parameters of a header: form-data; name="question"; filename="a.txt".
std::string parameter(std::string_view header, std::string_view name) {
  for (std::string_view part : split(header, ';')) {
    part = trimmed(part);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || lower(trimmed(part.substr(0, equals))) != name) continue;
    std::string_view value = trimmed(part.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return std::string(value);
  }
  return {};
}

// What the headers of one part call its field; empty where they do not.
std::string name_of_part(std::string_view headers) {
  while (!headers.empty()) {
    const std::size_t end = headers.find(line_end);
    const std::string_view line = headers.substr(0, end);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && lower(trimmed(line.substr(0, colon))) == "content-disposition")
      return parameter(line.substr(colon + 1), "name");
    if (end == std::string_view::npos) break;
    headers.remove_prefix(end + line_end.size());
  }
  return {};
}

tl::unexpected<Error> not_a_form() {
  return fail(Fault::bad_input, "the form did not arrive whole", "multipart/form-data, each part with a name");
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
  if (lower(trimmed(content_type.substr(0, content_type.find(';')))) != "multipart/form-data") return {};
  std::string boundary = parameter(content_type, "boundary");
  return boundary.size() > longest_boundary ? std::string() : boundary;
}

Result<Fields> parse_multipart(std::string_view body, std::string_view boundary) {
  if (boundary.empty()) return not_a_form();
  const std::string between = std::string(line_end) + "--" + std::string(boundary);
  const std::string_view first = std::string_view(between).substr(line_end.size());
  if (!body.starts_with(first)) return not_a_form();
  body.remove_prefix(first.size());
  Fields fields;
  while (!body.starts_with("--")) {  // which ends the last part
    if (!body.starts_with(line_end)) return not_a_form();
    const std::size_t blank = body.find("\r\n\r\n");
    const std::size_t end = blank == std::string_view::npos ? blank : body.find(between, blank + line_end.size());
    if (end == std::string_view::npos) return not_a_form();
    const std::string name = name_of_part(body.substr(line_end.size(), blank - line_end.size()));
    // A part without content ends where its headers do.
    const std::size_t from = std::min(blank + 2 * line_end.size(), end);
    const std::string_view value = body.substr(from, end - from);
    if (name.empty()) return not_a_form();
    if (!is_valid_utf8(name) || !is_valid_utf8(value) || value.find('\0') != std::string_view::npos ||
        name.find('\0') != std::string::npos)
      return fail(Fault::bad_input, "the form is not UTF-8 text", "a text file");
    fields[name] = std::string(value);
    body.remove_prefix(end + between.size());
  }
  return fields;
}

}  // namespace roundel::web
