// The same work on several threads: `work(thread)` runs once for each of 0 … threads-1; returns when all are done.
#pragma once

#include <exception>
#include <thread>
#include <vector>

namespace roundel::identity {

template <class Work>
void in_parallel(unsigned threads, const Work& work) {
  std::vector<std::thread> others;
  std::vector<std::exception_ptr> broken(threads);  // only broken infrastructure throws: out of memory
  for (unsigned t = 1; t < threads; ++t)
    others.emplace_back([&work, &broken, t] {
      try {
        work(t);
      } catch (...) {
        broken[t] = std::current_exception();
      }
    });
  try {
    work(0U);
  } catch (...) {
    broken[0] = std::current_exception();
  }
  for (std::thread& other : others) other.join();
  for (const std::exception_ptr& error : broken)
    if (error) std::rethrow_exception(error);
}

}  // namespace roundel::identity
