// linkage_dedupe FILE.csv MODEL.toml CLUSTERS.csv [THREADS [LEARNED.toml]]: one run, with the time of each stage on
// standard error.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "identity/dedupe_file.h"

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: linkage_dedupe FILE.csv MODEL.toml CLUSTERS.csv [THREADS [LEARNED.toml]]\n");
    return 2;
  }
  const auto threads = static_cast<unsigned>(argc > 4 ? std::atoi(argv[4]) : 2);
  const auto begin = std::chrono::steady_clock::now();
  const auto progress = [&](const char* stage, std::size_t, std::size_t total) {
    const std::chrono::duration<double> since = std::chrono::steady_clock::now() - begin;
    std::fprintf(stderr, "%7.3f s  %s %zu\n", since.count(), stage, total);
  };
  const auto report = roundel::identity::dedupe_file(argv[1], argv[2], argv[3],
                                                     {.read = {}, .write = argc > 5 ? argv[5] : ""}, threads, progress);
  if (!report) {
    std::fprintf(stderr, "%s\n", report.error().text().c_str());
    return 1;
  }
  progress("done", 0, report->records);
  std::printf("records %zu\npersons %zu\npairs %zu\n", report->records, report->persons, report->pairs_compared);
  return 0;
}
