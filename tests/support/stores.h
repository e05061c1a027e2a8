// Empty stores for tests, on both engines: `each_engine()` names them, FreshStore makes one and takes it away again.
//
//   class Ledgers : public testing::TestWithParam<std::string> {};
//   INSTANTIATE_TEST_SUITE_P(OnEachEngine, Ledgers, testing::ValuesIn(support::each_engine()));
//
// PostgreSQL is started once a test process, on a unix socket in a directory of its own, and stopped at the end. Where
// it is not installed the tests fail, unless ROUNDEL_WITHOUT_POSTGRES=1 says that this is meant.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/database.h"

namespace roundel::support {

// A directory that is gone when this is.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = "/tmp/roundel-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    if (owner_ == getpid()) std::filesystem::remove_all(path_, ignored);  // not in a forked child
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  pid_t owner_ = getpid();
};

class PostgresServer {
 public:
  PostgresServer() {
    const std::string start = "ROUNDEL_POSTGRES_SETTINGS='-c fsync=off' " + script() + " start " + directory_.path();
    FILE* output = popen(start.c_str(), "r");
    if (output == nullptr) return;
    std::array<char, 512> line{};
    if (std::fgets(line.data(), static_cast<int>(line.size()), output) != nullptr) url_ = line.data();
    while (!url_.empty() && url_.back() == '\n') url_.pop_back();
    if (pclose(output) != 0) url_.clear();
  }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer() {
    if (owner_ != getpid() || url_.empty()) return;
    if (std::system((script() + " stop " + directory_.path()).c_str()) != 0)
      std::fprintf(stderr, "PostgreSQL in %s did not stop\n", directory_.path().c_str());
  }

  const std::string& url() const { return url_; }  // empty where it could not be started

 private:
  static std::string script() { return std::string(ROUNDEL_SOURCE_DIR) + "/tests/support/postgres.sh"; }

  TemporaryDirectory directory_;
  std::string url_;
  pid_t owner_ = getpid();
};

inline PostgresServer& postgres() {
  static PostgresServer server;
  return server;
}

inline std::vector<std::string> each_engine() {
  const char* without = std::getenv("ROUNDEL_WITHOUT_POSTGRES");
  if (without != nullptr && std::string(without) == "1") return {"sqlite"};
  return {"sqlite", "postgresql"};
}

class FreshStore {
 public:
  explicit FreshStore(const std::string& engine) {
    if (engine == "sqlite") {
      url_ = "sqlite:" + file();
      return;
    }
    static std::atomic<int> made = 0;
    const std::string schema = "fresh_" + std::to_string(++made);
    auto server = store::open(postgres().url());
    if (!server || !(*server)->run("CREATE SCHEMA " + schema, {})) {
      ADD_FAILURE() << "PostgreSQL could not be started. Install it, or set ROUNDEL_WITHOUT_POSTGRES=1";
      return;
    }
    url_ = postgres().url() + "&options=-csearch_path%3D" + schema;
  }

  const std::string& url() const { return url_; }
  std::string file() const { return directory_.path() + "/store.db"; }  // SQLite's
  std::unique_ptr<store::Database> open() const {
    auto database = store::open(url_);
    if (!database) ADD_FAILURE() << database.error().text();
    return database ? std::move(*database) : nullptr;
  }

 private:
  TemporaryDirectory directory_;
  std::string url_;
};

}  // namespace roundel::support
