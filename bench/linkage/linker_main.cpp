// linkage_linker FILE.csv MODEL.toml [EVERY] [THREADS]: holds every EVERYth record back (default 100), learns from the
// rest, then links those held back one by one and prints how long each took.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "identity/linkage.h"
#include "identity/model.h"

namespace {

using namespace roundel::identity;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

struct Split {
  Records kept;
  std::vector<std::string> ids;                  // held back
  std::vector<std::vector<std::string>> values;  // held back, by the model's sources
};

Split split(const Records& all, const Model& model, std::size_t every) {
  Split out;
  for (const std::string& source : model.sources) out.kept.columns.emplace_back(source);
  for (std::size_t row = 0; row < all.ids.size(); ++row) {
    const bool back = row % every == every - 1;
    if (back) {
      out.ids.push_back(all.ids[row]);
      out.values.emplace_back();
    } else {
      out.kept.ids.push_back(all.ids[row]);
    }
    for (std::size_t c = 0; c < model.sources.size(); ++c) {
      const Column& column = *all.find(model.sources[c]);
      if (back) {
        out.values.back().push_back(column.text(column.at(row)));
      } else {
        out.kept.columns[c].push(column.text(column.at(row)));
      }
    }
  }
  return out;
}

void print_times(const char* what, std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double share) {
    return 1e6 * seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
  };
  double sum = 0;
  for (const double s : seconds) sum += s;
  std::printf("%s: %zu records in %.3f s; median %.0f µs, p99 %.0f µs, longest %.0f µs\n", what, seconds.size(), sum,
              at(0.5), at(0.99), at(1));
}

int run(const std::string& csv, const std::string& model_path, std::size_t every, unsigned threads) {
  const auto model = load_model(model_path);
  if (!model) return std::fprintf(stderr, "%s\n", model.error().text().c_str()), 1;
  const auto records = read_records(csv, (*model)->id_column, (*model)->sources, threads);
  if (!records) return std::fprintf(stderr, "%s\n", records.error().text().c_str()), 1;
  Split parts = split(*records, **model, every);
  const auto clusters = dedupe(parts.kept, **model, threads, {});
  if (!clusters) return std::fprintf(stderr, "%s\n", clusters.error().text().c_str()), 1;
  const auto begin = Clock::now();
  auto linker = Linker::learn(std::move(parts.kept), clusters->of, *model, threads);
  if (!linker) return std::fprintf(stderr, "%s\n", linker.error().text().c_str()), 1;
  std::printf("learn: %.2f s\n", since(begin));
  std::vector<double> looked, added;
  std::size_t joined = 0;
  for (const auto& values : parts.values) {
    const auto start = Clock::now();
    joined += linker->look_up(values).joined ? 1U : 0U;
    looked.push_back(since(start));
  }
  print_times("look_up", looked);
  for (std::size_t i = 0; i < parts.ids.size(); ++i) {
    const auto start = Clock::now();
    linker->add(parts.ids[i], parts.values[i]);
    added.push_back(since(start));
  }
  print_times("add", added);
  std::printf("joined: %zu of %zu\n", joined, looked.size());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: linkage_linker FILE.csv MODEL.toml [EVERY] [THREADS]\n");
    return 2;
  }
  const int every = argc > 3 ? std::atoi(argv[3]) : 100;
  const int threads = argc > 4 ? std::atoi(argv[4]) : 2;
  return run(argv[1], argv[2], static_cast<std::size_t>(std::max(2, every)),
             static_cast<unsigned>(std::max(1, threads)));
}
