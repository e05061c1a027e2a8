// Every address of the web door, with the use case that rules it. What is not in this table does not exist.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.h"
#include "service/service.h"
#include "web/assets.h"
#include "web/http.h"
#include "web/pages/frame.h"

namespace roundel::web {

// What a worker has at hand while it answers.
struct Door {
  service::Desk& desk;
  const Assets& assets;
  Clock clock;
  RandomBytes random;
  bool behind_tls = false;
};

// One request on its way through a handler.
struct Visit {
  const Request& request;
  Door& door;
  Fields path;  // {person} and the like
  Fields form;  // of a POST: form fields, or the members of a JSON object
  std::optional<service::SignedIn> who;
  Frame frame;  // how the page around the answer looks

  const access::Caller& caller() const { return who->caller; }
  PersonId person() const { return PersonId(field(path, "person")); }
};

// The session that a request shows: a program by the header `Authorization: Bearer`, a browser by its cookie.
std::string session_token(const Request& request, bool behind_tls);

using Handler = Response (*)(const Visit&);

struct Route {
  Method method = Method::get;
  std::string_view pattern;  // "/child/{person}"
  access::UseCase use_case;
  Handler handler;
  bool open = false;  // reached without sign-in
  bool is_api() const { return pattern.starts_with("/api/"); }
};
const std::vector<Route>& routes();

// The captured parts where the path has the pattern's shape. Captured parts are letters, digits, dots and hyphens.
std::optional<Fields> match(std::string_view pattern, std::string_view path);

// Whether there is a page at this address that needs a sign-in: an address without host or query, "/child/p4f0c1a2b".
bool leads_to_page(std::string_view path);

// What takes long by design waits with its like: checking a password, reading the whole record, and recording, which
// happens one after the other anyway. A morning of sign-ins, or a queue of decisions, does not stand between everybody
// else and their pages.
enum class Counter { pages, recording, sign_in, whole_record };
inline constexpr std::size_t counters = 4;
Counter counter_of(const Request& request);

// The whole of an answer: route, session, CSRF, handler. Never throws for what a client sends.
Response handle(const Request& request, Door& door);

// The name of the session cookie. Behind TLS a browser holds it to this host and to TLS.
std::string session_cookie_name(bool behind_tls);
// 32 hex digits of randomness.
std::string random_key(const RandomBytes& random);

}  // namespace roundel::web
