// Result<T>: a value or an Error that a person can act on. Exceptions are for broken infrastructure only.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace roundel {

// What kind of failure it is; the doors turn it into an exit code or an HTTP status.
enum class Fault {
  bad_input,  // the caller can mend it: a file, a row, a form field
  not_found,
  refused,   // access was denied, or a rule forbids it
  conflict,  // somebody else changed it meanwhile, or it contradicts what is recorded
  broken,    // the store, the disk, the network: not the caller's doing
};

// Where in the input it went wrong. Zero and empty mean "not known". Lines, rows and columns count from 1.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string field;

  bool operator==(const Place&) const = default;
};

struct Error {
  Fault fault = Fault::bad_input;
  std::string what;      // what is wrong, with the offending value unless it is personal
  std::string expected;  // what would have been right; may be empty
  Place place;

  bool operator==(const Error&) const = default;

  // "feeds/police.csv:12: IncidentDate: '31/02/2024' is not a date (expected dd/mm/yyyy)"
  std::string text() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Done = Result<void>;

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Error> fail(Fault fault, std::string what, std::string expected = {}, Place place = {}) {
  return fail(Error{fault, std::move(what), std::move(expected), std::move(place)});
}

// Stops the program with a message when `holds` is false, in release builds too: a bug must not write a record.
void require(bool holds, const char* what);

}  // namespace roundel
