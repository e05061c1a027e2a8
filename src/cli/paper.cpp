#include "cli/paper.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace roundel::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::chrono::seconds longest{120};  // a pack of many years takes a few seconds

// Removed with all that is in it, whatever happens.
class PrivateFolder {
 public:
  PrivateFolder() : path_((fs::temp_directory_path() / "roundel-paper-XXXXXX").string()) {
    made_ = ::mkdtemp(path_.data()) != nullptr;  // for this user alone
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (made_) fs::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  bool made() const { return made_; }
  fs::path path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
};

// The exit code; nothing where it did not start or did not end in time.
std::optional<int> run_program(std::vector<std::string> words, const std::string& log) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, arguments.front(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return std::nullopt;
  int status = 0;
  const auto give_up = steady_clock::now() + longest;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (steady_clock::now() > give_up) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return std::nullopt;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<std::string> chromium_prints(const Paper& paper, const fs::path& folder, const std::string& out) {
  std::vector<std::string> words = {paper.chromium,
                                    "--headless",
                                    "--disable-gpu",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--user-data-dir=" + (folder / "profile").string(),
                                    "--no-pdf-header-footer",
                                    "--print-to-pdf=" + out};
  // Chromium refuses to run as root in its sandbox; what it reads is our own page, without scripts.
  if (::geteuid() == 0) words.emplace_back("--no-sandbox");
  words.push_back("file://" + (folder / "page.html").string());
  return words;
}

Error cannot(std::string what, std::string expected) {
  return {Fault::refused, std::move(what), std::move(expected), {}};
}

}  // namespace

Done print_to_pdf(const web::Html& page, const Paper& paper) {
  if (::access(paper.chromium.c_str(), X_OK) != 0)
    return tl::unexpected(cannot(fmt::format("there is no Chromium at {} to make the PDF", paper.chromium),
                                 "apt install chromium, or --chromium PATH; or print the page in a browser"));
  const PrivateFolder folder;
  if (!folder.made()) return tl::unexpected(cannot("no folder can be made to work in", "a TMPDIR that can be written"));
  std::ofstream(folder.path() / "page.html") << page.str();
  const fs::path made = folder.path() / "out.pdf";
  const auto code = run_program(chromium_prints(paper, folder.path(), made.string()), (folder.path() / "log").string());
  if (!code || *code != 0 || !fs::exists(made))
    return tl::unexpected(cannot("Chromium made no PDF", "the same command again, or the page in a browser"));
  ::chmod(made.c_str(), S_IRUSR | S_IWUSR);
  std::error_code problem;
  fs::copy_file(made, paper.out, fs::copy_options::overwrite_existing, problem);
  if (problem)
    return tl::unexpected(cannot(fmt::format("{} cannot be written", paper.out), "a file in a folder of yours"));
  ::chmod(paper.out.c_str(), S_IRUSR | S_IWUSR);
  return {};
}

}  // namespace roundel::cli
