#include "identity/dedupe_file.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "identity/model.h"

namespace roundel::identity {
namespace {

constexpr std::size_t bytes_at_a_time = 1 << 20;

void append_cell(std::string& out, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace

Done write_clusters(const Records& records, const Clusters& clusters, const Model& model, const std::string& path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file)
    return fail(Fault::bad_input, "the file cannot be written", "a folder that exists and may be written",
                Place{.file = path});
  bool written = true;
  std::string out;
  const auto flush = [&] {
    written = written && std::fwrite(out.data(), 1, out.size(), file.get()) == out.size();
    out.clear();
  };
  append_cell(out, model.id_column);
  out += ",cluster_id\n";
  for (std::size_t row = 0; row < records.ids.size(); ++row) {
    append_cell(out, records.ids[row]);
    fmt::format_to(std::back_inserter(out), ",{}\n", clusters.of[row]);
    if (out.size() >= bytes_at_a_time) flush();
  }
  flush();
  written = std::fclose(file.release()) == 0 && written;
  if (!written) return fail(Fault::broken, "the file cannot be written to its end", {}, Place{.file = path});
  return {};
}

Result<DedupeReport> dedupe_file(const std::string& csv_path, const std::string& model_path,
                                 const std::string& out_path, unsigned threads, const Progress& progress) {
  return dedupe_file(csv_path, model_path, out_path, LearnedFiles{}, threads, progress);
}

Result<DedupeReport> dedupe_file(const std::string& csv_path, const std::string& model_path,
                                 const std::string& out_path, const LearnedFiles& learned, unsigned threads,
                                 const Progress& progress) {
  const auto model = load_model(model_path);
  if (!model) return fail(model.error());
  if (progress) progress("reading", 0, 0);
  const auto records = read_records(csv_path, (*model)->id_column, (*model)->sources, threads);
  if (!records) return fail(records.error());
  Given given;
  if (!learned.read.empty()) {
    auto known = load_learned(learned.read, **model);
    if (!known) return fail(known.error());
    given.learned = std::move(*known);
  }
  const auto clusters = dedupe(*records, **model, given, threads, progress);
  if (!clusters) return fail(clusters.error());
  std::string difference;
  if (!learned.compare.empty()) {
    const auto other = load_learned(learned.compare, **model);
    if (!other) return fail(other.error());
    difference = compare_learned(**other, *clusters->learned, **model);
  }
  if (!learned.write.empty())
    if (const auto saved = save_learned(*clusters->learned, **model, learned.write); !saved) return fail(saved.error());
  if (progress) progress("writing", 0, records->ids.size());
  if (const auto done = write_clusters(*records, *clusters, **model, out_path); !done) return fail(done.error());
  const std::size_t persons =
      clusters->of.empty() ? 0 : 1 + *std::max_element(clusters->of.begin(), clusters->of.end());
  return DedupeReport{.records = records->ids.size(),
                      .persons = persons,
                      .pairs_compared = clusters->pairs_compared,
                      .learned = clusters->learned,
                      .difference = std::move(difference)};
}

}  // namespace roundel::identity
