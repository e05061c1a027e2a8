// A short plain text to one person, as RFC 5322 has it.
#pragma once

#include <string>

#include "core/date.h"
#include "core/result.h"

namespace roundel::mail {

struct Message {
  std::string from;     // address
  std::string to;       // address
  std::string subject;  // plain ASCII
  std::string body;     // lines end with \n
  std::string id;       // unguessable; becomes the Message-ID at the sender's host
  Timestamp at;
};

// Header and body with CRLF. Refuses an address or a subject that a header line could hide in.
Result<std::string> text_of(const Message& message);

}  // namespace roundel::mail
