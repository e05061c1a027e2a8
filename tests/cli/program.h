// The built program as a shell would run it: arguments in, exit code and words out.
#pragma once

#include <string>
#include <vector>

namespace roundel::program {

struct Ran {
  int exit_code = -1;  // -1: a signal ended it
  std::string out;     // standard output
  std::string err;     // standard error
  std::string words() const { return out + err; }
};

// Runs the program to its end, with nothing on standard input.
Ran run(const std::vector<std::string>& arguments);

// Begins it, and ends it with SIGKILL after so many microseconds. False where it had ended by itself before.
bool run_and_kill(const std::vector<std::string>& arguments, long microseconds);

}  // namespace roundel::program
