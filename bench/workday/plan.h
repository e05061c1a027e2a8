// What a day's work is made of: who does what, when. It follows from the seed and from nothing else, so that a run that
// showed something can be played again.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace roundel::bench {

enum class Doing {
  see_changes,
  open_picture,
  find_person,
  pass_on_concern,
  see_my_concerns,
  see_front_door,
  decide_response,
  judge_level,
};
std::string_view word(Doing doing);

struct Turn {
  std::chrono::milliseconds at;  // from the beginning; later where the one before took longer
  Doing doing;
  std::uint32_t pick;  // which child, which concern: by its remainder
};

// As the roles of access.toml: what each may do.
enum class Role { joint_team, practitioner, referrer };
std::string_view word(Role role);

struct Worker {
  Role role = Role::practitioner;
  bool follows = false;  // keeps a page open that follows live changes
  std::vector<Turn> turns;
};

struct Plan {
  std::vector<Worker> workers;
  std::vector<std::chrono::milliseconds> kills;
  std::string digest() const;  // the same for the same plan, whatever machine made it
};

struct Asked {
  std::string store;
  int seconds = 600;
  int kills = 5;
  std::uint64_t seed = 1;
  int practitioners = 300;
  int children = 500;
  double think_seconds = 8;  // between one action and the next, on average
  bool json = false;
};
Plan plan_of(const Asked& asked);

}  // namespace roundel::bench
