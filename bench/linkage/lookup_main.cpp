// linkage_lookup FILE.csv ID TRUTH FORENAME SURNAME BORN POSTCODE RULES.toml: how many children a question between two
// places finds without a number, and how many it takes for others.
//
// Two records of one person stand for what two places hold: the first is asked about, the second is known at the other
// place, with every other person's first record. Each person is asked about twice: with the own record there, which
// should be found, and without it, when any answer is false. Prints both for a range of thresholds; apart, for those
// whose two records tell of different districts, as they do of a child that moved.
#include <algorithm>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/lookup_key.h"
#include "identity/encoding.h"
#include "identity/records.h"

namespace {

using namespace roundel;

struct Held {
  identity::Filter filter{};
  std::uint32_t person = 0;
};
struct Asked {
  identity::Filter filter{};
  std::uint32_t person = 0;
  bool moved = false;
  double own = -1;     // how alike the person's own record is
  double others = -1;  // the most alike of everybody else's
};

struct Fields {
  std::string truth, forename, surname, born, postcode;
};

void put_question(Asked& asked, const std::vector<Held>& held) {
  for (const Held& each : held) {
    const double likeness = identity::alike(asked.filter, each.filter);
    double& best = each.person == asked.person ? asked.own : asked.others;
    best = std::max(best, likeness);
  }
}

void print(const char* who, const std::vector<Asked>& asked, double from) {
  double all = 0, found = 0, taken = 0;
  for (const Asked& each : asked) {
    ++all;
    found += each.own >= from ? 1 : 0;
    taken += each.others >= from ? 1 : 0;
  }
  std::printf("%-22s %6.0f asked  alike from %.2f: found %.4f, taken for others %.5f\n", who, all, from,
              found / std::max(all, 1.0), taken / std::max(all, 1.0));
}

int run(const identity::Records& records, const Fields& fields, const identity::EncodingRules& rules) {
  std::array<std::uint8_t, access::LookupKey::bytes> secret{};
  secret.fill(7);
  const access::LookupKey key(secret);
  const identity::Encoder encoder(rules, [&](std::string_view text) { return key.hash(text); });
  const auto text = [&](const std::string& column, std::size_t row) {
    const identity::Column* of = records.find(column);
    return of == nullptr ? std::string() : of->text(of->at(row));
  };
  const identity::Column* truth = records.find(fields.truth);
  if (truth == nullptr) return std::fprintf(stderr, "no column %s\n", fields.truth.c_str()), 1;
  std::unordered_map<std::uint32_t, std::size_t> first;  // person → place in `asked`
  std::unordered_map<std::uint32_t, bool> has_second;
  std::vector<Asked> asked;
  std::vector<Held> held;
  std::vector<std::string> districts;
  for (std::size_t row = 0; row < records.ids.size(); ++row) {
    const std::string postcode = text(fields.postcode, row);
    const auto encoded = encoder.encode({.forename = text(fields.forename, row),
                                         .surname = text(fields.surname, row),
                                         .birth_date = text(fields.born, row),
                                         .postcode = postcode,
                                         .nhs_number = {}});
    if (!encoded.filter) continue;
    const std::uint32_t person = truth->at(row);
    if (const auto known = first.find(person); known == first.end()) {
      first.emplace(person, asked.size());
      asked.push_back({.filter = *encoded.filter, .person = person});
      districts.push_back(postcode.substr(0, postcode.find(' ')));
    } else if (!has_second[person]) {
      has_second[person] = true;
      asked[known->second].moved = districts[known->second] != postcode.substr(0, postcode.find(' '));
      held.push_back({.filter = *encoded.filter, .person = person});
    }
  }
  std::erase_if(asked, [&](const Asked& each) { return !has_second[each.person]; });
  constexpr std::size_t most_asked = 4000;
  if (asked.size() > most_asked) asked.resize(most_asked);
  for (Asked& each : asked) put_question(each, held);
  std::vector<Asked> moved;
  for (const Asked& each : asked)
    if (each.moved) moved.push_back(each);
  std::printf("%zu people known at the other place\n", held.size());
  for (const double from : {0.70, 0.75, 0.80, 0.85, 0.90, 0.95}) {
    print("all", asked, from);
    print("of another district", moved, from);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 9) {
    std::fprintf(stderr, "usage: linkage_lookup FILE.csv ID TRUTH FORENAME SURNAME BORN POSTCODE RULES.toml\n");
    return 2;
  }
  const auto records = roundel::identity::read_records(argv[1], argv[2]);
  if (!records) return std::fprintf(stderr, "%s\n", records.error().text().c_str()), 1;
  const auto rules = roundel::identity::load_encoding_rules(argv[8]);
  if (!rules) return std::fprintf(stderr, "%s\n", rules.error().text().c_str()), 1;
  return run(*records, {argv[3], argv[4], argv[5], argv[6], argv[7]}, *rules);
}
