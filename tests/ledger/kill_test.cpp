// A process that appends is killed at any moment. What it was told is recorded is there, once; nothing is half there.
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <map>
#include <random>

#include "ledger/ledger.h"
#include "tests/ledger/sample.h"
#include "tests/support/stores.h"

namespace roundel {
namespace {

constexpr int batch_size = 40;

std::vector<NewEntry> batch(int number) {
  std::vector<NewEntry> entries;
  for (int i = 0; i < batch_size; ++i)
    entries.push_back(
        sample::incident(std::to_string(number) + "/" + std::to_string(i), "city-police/P" + std::to_string(i)));
  return entries;
}

// Appends batch after batch and writes the number of each one acknowledged into the pipe. Does not come back.
[[noreturn]] void append_until_killed(const std::string& url, int first, int out) {
  auto database = store::open(url);
  if (!database) _exit(2);
  auto ledger = Ledger::open(**database, sample::vocabulary(), system_clock(), system_random());
  if (!ledger) _exit(3);
  for (int number = first;; ++number) {
    if (!ledger->append(batch(number))) _exit(4);
    if (write(out, &number, sizeof number) != sizeof number) _exit(5);
  }
}

// The last batch that was acknowledged before the kill; `first` - 1 where none was.
int kill_one(const std::string& url, int first, int milliseconds) {
  std::array<int, 2> pipe_ends{};
  EXPECT_EQ(pipe(pipe_ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(pipe_ends[0]);
    append_until_killed(url, first, pipe_ends[1]);
  }
  close(pipe_ends[1]);
  int last = first - 1;
  int number = 0;
  const auto take = [&] {
    const bool read_one = read(pipe_ends[0], &number, sizeof number) == sizeof number;
    if (read_one) last = number;
    return read_one;
  };
  EXPECT_TRUE(take()) << "the child ended before it appended anything";
  usleep(static_cast<useconds_t>(milliseconds) * 1000);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  while (take()) {
  }
  close(pipe_ends[0]);
  return last;
}

class Killed : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, Killed, testing::ValuesIn(support::each_engine()));

TEST_P(Killed, LosesNothingAcknowledgedAndDoublesNothing) {
  const support::FreshStore store(GetParam());
  std::mt19937 random(std::random_device{}());
  int next = 0;
  for (int round = 0; round < 6 || (next <= 6 && round < 60); ++round) {  // more where the machine is slow
    const int wait = static_cast<int>(random() % 60);
    SCOPED_TRACE("round " + std::to_string(round) + ", killed after " + std::to_string(wait) + " ms");
    const int last = kill_one(store.url(), std::max(0, next - 1), wait);  // the last batch is sent again
    ASSERT_GE(last, 0);
    const auto database = store.open();
    ASSERT_TRUE(database);
    const auto ledger = Ledger::open(*database, sample::vocabulary(), system_clock(), system_random());
    ASSERT_TRUE(ledger) << ledger.error().text();
    const auto verified = ledger->verify({});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->breaches.empty());
    std::map<int, int> entries;  // of each batch
    ASSERT_TRUE(ledger->read_all(sample::area, 0, [&](const Entry& entry) {
      ++entries[std::stoi(entry.key)];
      return true;
    }));
    for (int number = 0; number <= last; ++number) EXPECT_EQ(entries[number], batch_size) << "batch " << number;
    for (const auto& [number, count] : entries) EXPECT_EQ(count, batch_size) << "batch " << number << " is half there";
    next = last + 1;
  }
  EXPECT_GT(next, 6);
}

}  // namespace
}  // namespace roundel
