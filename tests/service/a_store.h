// A store for a test: a database of its own on the engine asked for, a clock that the test sets, randomness that
// repeats itself.
#pragma once

#include <memory>
#include <random>
#include <string>

#include "service/family_loader.h"
#include "service/feeds.h"
#include "service/service.h"
#include "tests/support/stores.h"

namespace roundel::service {

class AStore {
 public:
  explicit AStore(const std::string& engine = "sqlite") : store_(engine) {}

  const std::string& url() const { return store_.url(); }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }  // for files of the test
  void at(const std::string& moment) { *now_ = *parse_timestamp(moment); }
  void at(Timestamp moment) { *now_ = moment; }

  std::unique_ptr<Desk> desk(const std::string& lookup_key = {}) {
    const auto engine = std::make_shared<std::mt19937_64>(seed_++);
    auto opened = Desk::open({.store_url = url(),
                              .standards_dir = std::string(ROUNDEL_SOURCE_DIR) + "/standards",
                              .clock = [now = now_] { return *now; },
                              .random =
                                  [engine](std::span<std::uint8_t> bytes) {
                                    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>((*engine)());
                                  },
                              .lookup_key = lookup_key},
                             AreaCode("E08000032"));
    if (!opened) ADD_FAILURE() << opened.error().text();
    return opened ? std::move(*opened) : nullptr;
  }

 private:
  support::FreshStore store_;
  support::TemporaryDirectory folder_;
  std::shared_ptr<Timestamp> now_ = std::make_shared<Timestamp>(*parse_timestamp("2024-06-03T09:00:00Z"));
  std::uint64_t seed_ = 1;
};

inline Caller console() {
  return {.account = "console:test",
          .name = "Console",
          .practitioner = {},
          .agency = AgencyId("roundel"),
          .area = AreaCode("E08000032"),
          .role = std::string(access::console_role),
          .purpose = access::Purpose::safeguarding};
}
inline Caller practitioner(const std::string& agency, const std::string& code, const std::string& role) {
  return {.account = code,
          .name = "Somebody",
          .practitioner = PractitionerId(code),
          .agency = AgencyId(agency),
          .area = AreaCode("E08000032"),
          .role = role,
          .purpose = role == "joint-team" ? access::Purpose::safeguarding : access::Purpose::direct_work};
}

// One entry as an agency's feed would bring it.
inline NewEntry entry(const std::string& key, const std::string& kind, const std::string& agency,
                      const std::string& day, std::vector<About> about,
                      std::vector<std::pair<std::string, Value>> values = {}, const std::string& by = "") {
  const Date date = *parse_date(day);
  std::sort(values.begin(), values.end());
  return {.area = AreaCode("E08000032"),
          .key = key,
          .kind = KindCode(kind),
          .agency = AgencyId(agency),
          .practitioner = PractitionerId(by),
          .happened = Happened::on(date),
          .known = date,
          .standing = Standing::fact,
          .sharing = "",
          .about = std::move(about),
          .values = std::move(values),
          .corrects = {}};
}
inline About about(const std::string& source, const std::string& role) { return {SourceId(source), RoleCode(role)}; }

}  // namespace roundel::service
