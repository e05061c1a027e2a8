// Any text as a place's file is read or refused with a place in the file; nothing else happens. The first byte chooses
// which file it stands for.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "standards/loading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roundel;
  if (size == 0) return 0;
  static const std::string path = (std::filesystem::temp_directory_path() / "roundel-standards-fuzz.toml").string();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
  Standards standards;
  standards.levels.levels.push_back({.code = LevelCode("2"), .name = "n", .meaning = "m", .order = 1});
  standards.vocabulary.kinds.push_back({.code = KindCode("a.b"), .name = "A"});
  standards.vocabulary.index();
  Done done;
  switch (data[0] % 11) {
    case 0:
      done = load_clocks(path, true, standards);
      break;
    case 1:
      done = load_indicators(path, true, standards);
      break;
    case 2:
      done = load_questions(path, standards);
      break;
    case 3:
      done = load_groups(path, standards.vocabulary);
      break;
    case 4:
      done = load_sharing(path, standards.vocabulary);
      break;
    case 5:
      done = load_retention(path, standards.vocabulary);
      break;
    case 6:
      done = load_roles(path, standards.vocabulary);
      break;
    case 7: {
      Limits limits;
      done = limits.set_by_place(path);
      break;
    }
    case 8:
      done = tighten_sight_rules(path, standards.vocabulary, standards.sight);
      break;
    case 9:
      done = tighten_notifications(path, standards);
      break;
    default:
      if (const auto levels = load_levels(path); !levels) done = fail(levels.error());
  }
  if (!done && done.error().place.file != path) std::abort();
  return 0;
}
