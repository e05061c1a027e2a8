// linkage_pairs FILE.csv MODEL.toml PAIRS.csv [THREADS]: every pair that blocking makes, with its probability, before
// any grouping: what blocking recall and the quality of single edges are measured on.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "identity/linkage.h"
#include "identity/pairs.h"

int main(int argc, char** argv) {
  using namespace roundel::identity;
  if (argc < 4) {
    std::fprintf(stderr, "usage: linkage_pairs FILE.csv MODEL.toml PAIRS.csv [THREADS]\n");
    return 2;
  }
  const auto threads = static_cast<unsigned>(std::max(1, argc > 4 ? std::atoi(argv[4]) : 2));
  const auto model = load_model(argv[2]);
  if (!model) return std::fprintf(stderr, "%s\n", model.error().text().c_str()), 1;
  const auto records = read_records(argv[1], (*model)->id_column, (*model)->sources, threads);
  if (!records) return std::fprintf(stderr, "%s\n", records.error().text().c_str()), 1;
  Table table = Table::of(*records, **model, threads);
  const Learned learned = learn_from(table, **model, threads, {});
  const Scoring scoring{.model = model->get(), .table = &table, .parameters = &learned.parameters};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(argv[3], "wb"), &std::fclose);
  if (!out) return std::fprintf(stderr, "%s cannot be written\n", argv[3]), 1;
  std::fprintf(out.get(), "a,b,probability\n");
  for (const ComparedPair& pair : learned.compared.pairs) {
    const Pattern pattern = learned.compared.patterns[pair.pattern].pattern;
    const double odds = log_odds(scoring, pattern, RecordView(table, pair.a), RecordView(table, pair.b));
    std::fprintf(out.get(), "%s,%s,%.6f\n", records->ids[pair.a].c_str(), records->ids[pair.b].c_str(),
                 probability(odds));
  }
  return 0;
}
