// One message to one SMTP server.
#pragma once

#include <string>

#include "mail/message.h"

namespace roundel::mail {

struct Server {
  std::string host;
  int port = 25;
  bool encrypt = true;    // refuse a server that offers no TLS
  std::string user = {};  // empty: none is told
  std::string password = {};
  int seconds = 30;  // until the exchange is given up
};

enum class Ended { taken, not_taken, unknown };
struct Sending {
  Ended how = Ended::not_taken;
  std::string problem = {};  // where it was not taken; names no receiver
};
Sending send(const Server& server, const Message& message);

}  // namespace roundel::mail
