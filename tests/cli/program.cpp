#include "tests/cli/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "tests/support/stores.h"

namespace roundel::program {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

pid_t begin(const std::vector<std::string>& arguments, const std::string& out, const std::string& err) {
  posix_spawn_file_actions_t redirects;
  posix_spawn_file_actions_init(&redirects);
  posix_spawn_file_actions_addopen(&redirects, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&redirects, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&redirects, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::vector<std::string> words = {ROUNDEL_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t child = -1;
  EXPECT_EQ(posix_spawn(&child, ROUNDEL_PROGRAM, &redirects, nullptr, pointers.data(), environ), 0);
  posix_spawn_file_actions_destroy(&redirects);
  return child;
}

}  // namespace

Ran run(const std::vector<std::string>& arguments) {
  const support::TemporaryDirectory folder;
  const std::string out = folder.path() + "/out";
  const std::string err = folder.path() + "/err";
  int status = 0;
  waitpid(begin(arguments, out, err), &status, 0);
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1, .out = text_of(out), .err = text_of(err)};
}

bool run_and_kill(const std::vector<std::string>& arguments, long microseconds) {
  const pid_t child = begin(arguments, "/dev/null", "/dev/null");
  usleep(static_cast<useconds_t>(microseconds));
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

}  // namespace roundel::program
