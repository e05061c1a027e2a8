// The program under load, as a machine would run it: commands to their end, and the server, killed and begun again.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace roundel::bench {

// Runs it to its end, its words on standard error. The exit code; -1 where a signal ended it.
int run_program(const std::vector<std::string>& words);

class Server {
 public:
  explicit Server(std::string store);
  ~Server();  // ends it if it runs
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return port_; }
  void begin();  // returns when it listens; throws where it does not within a minute
  void kill();   // SIGKILL: as if the machine's power went
  void end();    // asks it to stop, and waits

 private:
  void signal_and_wait(int signal);
  std::string store_;
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
};

}  // namespace roundel::bench
