#include "cli/takes.h"

#include <CLI/CLI.hpp>

#include "cli/cli.h"

namespace roundel::cli {
namespace {

template <class T>
void add(CLI::App& app, const std::string& name, T& into, const std::string& about, Need need) {
  auto* option = app.add_option(name, into, about);
  if (need == Need::required) {
    option->required();
  } else {
    option->capture_default_str();
  }
}

constexpr const char* about_program =
    "Roundel: one rounded picture of a child, one shared assessment, one joined response.\n"
    "Begin with:  roundel simulate --help";

}  // namespace

Takes Takes::command(const std::string& name, const std::string& about) {
  return {*app_->add_subcommand(name, about), *exit_code_};
}
Takes& Takes::option(const std::string& name, std::string& into, const std::string& about, Need need) {
  add(*app_, name, into, about, need);
  return *this;
}
Takes& Takes::option(const std::string& name, std::vector<std::string>& into, const std::string& about, Need need) {
  add(*app_, name, into, about, need);
  return *this;
}
Takes& Takes::option(const std::string& name, int& into, const std::string& about, Need need) {
  add(*app_, name, into, about, need);
  return *this;
}
Takes& Takes::option(const std::string& name, std::uint64_t& into, const std::string& about, Need need) {
  add(*app_, name, into, about, need);
  return *this;
}
Takes& Takes::flag(const std::string& name, bool& into, const std::string& about) {
  app_->add_flag(name, into, about);
  return *this;
}
Takes& Takes::example(const std::string& line) {
  app_->footer("Example:  " + line);
  return *this;
}
Takes& Takes::needs_command() {
  app_->require_subcommand(1);
  return *this;
}
Takes& Takes::does(std::function<int()> work) {
  app_->callback([work = std::move(work), exit_code = exit_code_] { *exit_code = work(); });
  return *this;
}

int run(int argc, char** argv) {
  CLI::App app{about_program, "roundel"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "roundel 0.1.0");
  app.failure_message(CLI::FailureMessage::help);
  int exit_code = 0;
  Common common = find_common();
  Takes program(app, exit_code);
  program.option("--standards", common.standards_dir, "Folder of the standards");
  add_commands(program, common);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return exit_code;
}

}  // namespace roundel::cli
