// Any text is either a model that can link or an error with a place; a model that is read links a few records.
#include <cstdlib>

#include "identity/linkage.h"
#include "identity/model.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace roundel::identity;
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  if (toml.find("nicknames") != std::string_view::npos) return 0;  // would open files that the input names
  const auto file = roundel::parse_document(toml, "fuzz.toml");
  if (!file) return 0;
  const auto model = read_model(*file, "");
  if (!model) {
    if (model.error().place.file != "fuzz.toml") std::abort();
    return 0;
  }
  Records records;
  records.ids = {"1", "2", "3"};
  for (const std::string& source : model->sources) {
    records.columns.emplace_back(source);
    for (const char* text : {"2011-03-09", "o'neil smith", "9434765919"}) records.columns.back().push(text);
  }
  const auto clusters = dedupe(records, *model, 1, {});
  if (!clusters || clusters->of.size() != 3) std::abort();
  return 0;
}
