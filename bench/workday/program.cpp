#include "workday/program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace roundel::bench {
namespace {

pid_t spawn(std::vector<std::string> words, const char* output) {
  posix_spawn_file_actions_t redirects;
  posix_spawn_file_actions_init(&redirects);
  posix_spawn_file_actions_addopen(&redirects, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (output != nullptr)
    posix_spawn_file_actions_addopen(&redirects, STDOUT_FILENO, output, O_WRONLY, 0);
  else
    posix_spawn_file_actions_adddup2(&redirects, STDERR_FILENO, STDOUT_FILENO);
  words.insert(words.begin(), ROUNDEL_PROGRAM);
  std::vector<char*> pointers;
  for (std::string& one : words) pointers.push_back(one.data());
  pointers.push_back(nullptr);
  pid_t child = -1;
  const int problem = posix_spawn(&child, ROUNDEL_PROGRAM, &redirects, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&redirects);
  if (problem != 0) throw std::runtime_error("the program could not be begun: " ROUNDEL_PROGRAM);
  return child;
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

std::uint16_t free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  if (!bound) throw std::runtime_error("there is no free port on loopback");
  return ntohs(address.sin_port);
}

bool listens(std::uint16_t port) {
  const int probe = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  const bool open = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(probe);
  return open;
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
  int status = 0;
  waitpid(spawn(words, nullptr), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Server::Server(std::string store) : store_(std::move(store)), port_(free_port()) {}
Server::~Server() { end(); }

void Server::begin() {
  process_ =
      spawn({"serve", "--store", store_, "--listen", fmt::format("127.0.0.1:{}", port_), "--quiet"}, "/dev/null");
  for (int turn = 0; turn < 6000; ++turn) {
    if (listens(port_)) return;
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      throw std::runtime_error("the server ended by itself; its words are above");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("the server does not listen");
}

void Server::signal_and_wait(int signal) {
  if (process_ < 0) return;
  ::kill(process_, signal);
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
}
void Server::kill() { signal_and_wait(SIGKILL); }
void Server::end() { signal_and_wait(SIGTERM); }

}  // namespace roundel::bench
