#include "identity/nicknames.h"

#include <algorithm>
#include <map>

#include "identity/csv_rows.h"

namespace roundel::identity {

namespace {

class Groups {
 public:
  Done read(const std::string& path) {
    const auto csv = read_file(path);
    if (!csv) return fail(csv.error());
    CsvRows rows(*csv, path);
    const auto header = rows.header();
    if (!header) return fail(header.error());
    if (*header != std::vector<std::string>{"name", "form"})
      return fail(Fault::bad_input, "not a list of forms of names", "the columns name,form",
                  Place{.file = path, .line = 1});
    CsvRows::Batch batch;
    if (const auto read = rows.read(csv->size(), 2, batch); !read) return fail(read.error());
    for (std::size_t row = 0; row < batch.rows; ++row) {
      const std::string name = standardised(batch.cell(row, 0), ColumnKind::name);
      const auto group = groups_.emplace(name, static_cast<std::uint32_t>(groups_.size())).first->second;
      put(name, group);
      put(standardised(batch.cell(row, 1), ColumnKind::name), group);
    }
    return {};
  }
  Nicknames take() { return std::move(nicknames_); }

 private:
  void put(const std::string& form, std::uint32_t group) {
    auto& in = nicknames_[form];
    if (std::find(in.begin(), in.end(), group) == in.end()) in.push_back(group);
  }
  Nicknames nicknames_;
  std::map<std::string, std::uint32_t, std::less<>> groups_;
};

}  // namespace

Result<Nicknames> read_nicknames(const std::vector<std::string>& paths) {
  Groups groups;
  for (const std::string& path : paths)
    if (const auto read = groups.read(path); !read) return fail(read.error());
  return groups.take();
}

bool are_nicknames(const Nicknames& nicknames, const std::string& a, const std::string& b) {
  const auto first = nicknames.find(a);
  if (first == nicknames.end()) return false;
  const auto second = nicknames.find(b);
  if (second == nicknames.end()) return false;
  return std::find_first_of(first->second.begin(), first->second.end(), second->second.begin(), second->second.end()) !=
         first->second.end();
}

}  // namespace roundel::identity
