#include "simulation/names.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>

#include "core/document.h"
#include "core/text.h"

namespace roundel::simulation {
namespace {

using Cells = std::vector<std::string>;

Cells cells_of(std::string_view line) {
  Cells cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

// Calls `each` for every line after the header, whose columns must be as many as `columns`.
Done read_lines(const std::string& path, std::size_t columns, const std::function<bool(const Cells&)>& each) {
  const auto content = read_file(path);
  if (!content) return fail(content.error());
  int number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    const std::string_view bare = trimmed(line);
    if (number == 1 || bare.empty()) continue;
    const Cells cells = cells_of(bare);
    if (cells.size() != columns || !each(cells)) {
      return fail(Fault::bad_input, "a line that cannot be read",
                  std::to_string(columns) + " columns as the header names them", Place{.file = path, .line = number});
    }
  }
  return {};
}

bool read_number(const std::string& text, double& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

class Reader {
 public:
  explicit Reader(std::string folder) : folder_(std::move(folder)) { names_.texts.emplace_back(); }

  Result<Names> read() {
    for (const auto part : {&Reader::forenames, &Reader::surnames, &Reader::heritages, &Reader::nicknames,
                            &Reader::places, &Reader::published, &Reader::practitioners}) {
      if (const auto done = (this->*part)(); !done) return fail(done.error());
    }
    return std::move(names_);
  }

 private:
  std::string path(const char* file) const { return folder_ + "/" + file; }

  NameNo number(const std::string& text) {
    const auto [at, added] = numbers_.try_emplace(text, static_cast<NameNo>(names_.texts.size()));
    if (added) names_.texts.push_back(text);
    return at->second;
  }
  std::uint8_t group(const std::string& name) {
    auto& groups = names_.groups;
    const auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == name; });
    if (at != groups.end()) return static_cast<std::uint8_t>(at - groups.begin());
    groups.push_back(Group{.name = name});
    return static_cast<std::uint8_t>(groups.size() - 1);
  }

  Done forenames() {
    return read_lines(path("forenames.csv"), 5, [&](const Cells& c) {
      double weight = 0;
      if (!read_number(c[4], weight)) return false;
      Group& of = names_.groups[group(c[0])];
      const NameNo name = number(c[3]);
      const bool male = c[1] == "m";
      if (c[2] != "adult") (male ? of.boys : of.girls).add(name, weight);
      if (c[2] != "child") (male ? of.men : of.women).add(name, weight);
      return male || c[1] == "f";
    });
  }
  Done surnames() {
    return read_lines(path("surnames.csv"), 3, [&](const Cells& c) {
      double weight = 0;
      if (!read_number(c[2], weight)) return false;
      names_.groups[group(c[0])].surnames.add(number(c[1]), weight);
      return true;
    });
  }
  Done heritages() {
    double sum = 0;
    const Done done = read_lines(path("groups.csv"), 3, [&](const Cells& c) {
      double share = 0;
      if (!read_number(c[2], share)) return false;
      sum += share;
      const std::uint8_t of = group(c[0]);
      names_.heritages.push_back({.group = of, .ethnicity = c[1], .upto = sum});
      return !names_.groups[of].surnames.empty();
    });
    for (Heritage& heritage : names_.heritages) heritage.upto /= sum;
    return done;
  }
  Done nicknames() {
    const Done done = read_lines(path("nicknames.csv"), 2, [&](const Cells& c) {
      const NameNo name = number(c[0]);
      const NameNo also = number(c[1]);
      names_.nickname.resize(names_.texts.size());
      names_.nickname[name] = also;
      return true;
    });
    names_.nickname.resize(names_.texts.size());
    return done;
  }
  Done list(const char* file, std::vector<std::string>& into) {
    return read_lines(path(file), 1, [&](const Cells& c) {
      into.push_back(c[0]);
      return true;
    });
  }
  Done places() {
    if (const auto done = list("streets.csv", names_.streets); !done) return done;
    if (const auto done = list("street_kinds.csv", names_.street_kinds); !done) return done;
    return list("neighbourhoods.csv", names_.neighbourhoods);
  }
  Done published() {
    return read_lines(path("published.csv"), 4, [&](const Cells& c) {
      Published rate{.indicator = c[0], .name = c[1], .source = c[3]};
      if (!read_number(c[2], rate.value)) return false;
      names_.published.push_back(rate);
      return true;
    });
  }

  Done practitioners() {
    return read_lines(path("practitioners.csv"), 2,
                      [&](const Cells& c) { return names_.practitioners.emplace(c[0], c[1]).second; });
  }

  std::string folder_;
  Names names_;
  std::unordered_map<std::string, NameNo> numbers_;
};

}  // namespace

void NameBag::add(NameNo name, double weight) {
  names_.push_back(name);
  upto_.push_back((upto_.empty() ? 0 : upto_.back()) + weight);
}

NameNo NameBag::draw(Random& random) const {
  const double at = random.unit() * upto_.back();
  const auto found = std::upper_bound(upto_.begin(), upto_.end(), at);
  return names_[static_cast<std::size_t>(std::min(found, upto_.end() - 1) - upto_.begin())];
}

Result<Names> read_names(const std::string& folder) { return Reader(folder).read(); }

}  // namespace roundel::simulation
