// What a command takes, told to the parser of the command line. The parser itself stays behind takes.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace roundel::cli {

enum class Need { optional, required };

class Takes {
 public:
  Takes(CLI::App& app, int& exit_code) : app_(&app), exit_code_(&exit_code) {}

  // A command of this one. Commands live as long as the parser.
  Takes command(const std::string& name, const std::string& about);
  // Names with two hyphens are options, others are positions. What `into` holds is the default, and is shown.
  Takes& option(const std::string& name, std::string& into, const std::string& about, Need need = Need::optional);
  Takes& option(const std::string& name, std::vector<std::string>& into, const std::string& about,
                Need need = Need::optional);
  Takes& option(const std::string& name, int& into, const std::string& about, Need need = Need::optional);
  Takes& option(const std::string& name, std::uint64_t& into, const std::string& about, Need need = Need::optional);
  Takes& flag(const std::string& name, bool& into, const std::string& about);
  Takes& example(const std::string& line);
  // One of its commands must be named.
  Takes& needs_command();
  // What it does; the result is the exit code.
  Takes& does(std::function<int()> work);

 private:
  CLI::App* app_;
  int* exit_code_;
};

}  // namespace roundel::cli
