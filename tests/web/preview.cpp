// Writes every page from made-up children to files: web_preview FOLDER.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/web/made_up_pages.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "Usage: web_preview FOLDER\n";
    return 2;
  }
  const std::filesystem::path dir(arguments[1]);
  std::filesystem::create_directories(dir);
  for (const auto& [name, html] : roundel::web::made_up::pages()) std::ofstream(dir / (name + ".html")) << html.str();
}
