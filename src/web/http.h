// A request and a response as the handlers see them: plain values, no sockets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace roundel::web {

enum class Method { get, post };
std::string_view word(Method method);  // "GET"

using Fields = std::map<std::string, std::string, std::less<>>;
// The field, or "" where there is none.
const std::string& field(const Fields& fields, std::string_view name);

struct Request {
  Method method = Method::get;
  std::string path;  // without the query, still percent-encoded
  Fields query;
  std::string content_type;  // lower case, without parameters
  std::string boundary;      // of a form that carries a file; empty: it carries none
  std::string body;
  std::string cookie;         // the Cookie header
  std::string authorization;  // the Authorization header
  std::string csrf_header;    // X-CSRF-Token
  std::string fetch_site;     // Sec-Fetch-Site
  std::string host;           // the Host header
  bool keep_alive = true;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // beside the ones every response has
  std::string route;                                         // the pattern that answered, for the log
  bool cacheable = false;                                    // an asset whose address changes with its content
  bool live = false;                                         // not a body but a stream of live changes
};

Response redirect(std::string to);

// "a=1&b=two+words"; refuses what is not UTF-8. The last of several values counts.
Result<Fields> parse_form(std::string_view text);
// The path and the query of a request target.
struct Target {
  std::string path;
  Fields query;
};
Result<Target> parse_target(std::string_view target);
std::string cookie_value(std::string_view cookie_header, std::string_view name);

}  // namespace roundel::web
