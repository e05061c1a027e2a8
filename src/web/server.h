// The web door: listens, hands requests to workers, sends answers and live changes. HTTP/1.1 over plain TCP, meant for
// loopback or behind a proxy that speaks TLS.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "service/service.h"

namespace roundel::web {

struct ServeOptions {
  service::Options service;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free; the line that is printed says which
  std::string assets_dir;     // empty: default_assets_dir()
  unsigned workers = 0;       // 0: one a processor, at least two
  bool behind_tls = false;    // cookies are then marked Secure
  bool log_requests = true;   // method, route, status, milliseconds: nothing about anybody
};

// Serves until SIGTERM or SIGINT; then finishes what it has begun and returns 0.
Result<int> serve(const ServeOptions& options);

}  // namespace roundel::web
