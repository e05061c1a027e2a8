#include "standards/limits.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "standards/fields.h"

namespace roundel {
namespace {

const std::vector<std::string_view> limit_words = {"families-a-page", "days-put-off", "links-drawn", "links-judged",
                                                   "links-draw"};
constexpr int largest = std::numeric_limits<int>::max();

Limit* find(std::vector<Limit>& limits, int word) {
  const auto found = std::find_if(limits.begin(), limits.end(),
                                  [&](const Limit& limit) { return static_cast<int>(limit.of) == word; });
  return found == limits.end() ? nullptr : &*found;
}

Done read_limit(const Node& node, std::vector<Limit>& limits) {
  Fields fields(node, {"code", "name", "value", "least", "most", "why"});
  const int word = fields.word("code", limit_words);
  Limit limit{.name = fields.text("name")};
  limit.least = fields.number("least", 1, largest);
  limit.most = fields.number("most", limit.least, largest);
  limit.value = fields.number("value", limit.least, limit.most);
  limit.why = fields.text("why");
  if (find(limits, word) != nullptr) fields.wrong("code", "this limit is there already", "each limit once");
  if (const auto done = fields.done(); !done) return done;
  limit.of = static_cast<LimitOf>(word);
  limits.push_back(std::move(limit));
  return {};
}

Done set_limit(const Node& node, std::vector<Limit>& limits) {
  Fields fields(node, {"code", "value", "source"});
  Limit* limit = find(limits, fields.word("code", limit_words));
  const std::string source = fields.text("source");
  if (limit == nullptr)
    fields.wrong("code", "no national file gives this limit a range", "a limit that the nation has");
  if (const auto done = fields.done(); !done) return done;
  const int value = fields.number("value", limit->least, limit->most);
  if (const auto done = fields.done(); !done) return done;
  limit->value = value;
  limit->why = source;
  limit->of_place = true;
  return {};
}

}  // namespace

std::string_view word(LimitOf limit) { return limit_words[static_cast<std::size_t>(limit)]; }

Result<Limits> Limits::load(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"limit"});
  Limits out;
  for (const Node* node : top.tables("limit")) top.note(read_limit(*node, out.all_));
  for (std::size_t i = 0; i < limit_words.size(); ++i)
    if (find(out.all_, static_cast<int>(i)) == nullptr)
      top.wrong("limit", fmt::format("the limit '{}' is missing", limit_words[i]), "every limit, with its range");
  if (const auto done = top.done(); !done) return fail(done.error());
  std::sort(out.all_.begin(), out.all_.end(), [](const Limit& a, const Limit& b) { return a.of < b.of; });
  return out;
}

Done Limits::set_by_place(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"limit"});
  std::vector<Limit> with = all_;
  for (const Node* node : top.tables("limit")) top.note(set_limit(*node, with));
  if (const auto done = top.done(); !done) return done;
  all_ = std::move(with);
  return {};
}

int Limits::operator[](LimitOf limit) const { return all_.at(static_cast<std::size_t>(limit)).value; }

}  // namespace roundel
