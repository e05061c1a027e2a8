// Demonstrations only: the practitioners of a synthetic place rate the made-up families and judge levels of need of
// children they work with, by the same use cases as people on the pages, so that what is told of it rests on what was
// really in front of each. Those who may sign in are left out: they say for themselves.
#pragma once

#include <functional>
#include <string>

#include "service/derived/projections.h"
#include "service/service.h"
#include "standards/vignettes.h"

namespace roundel::service {

struct SaidOfVignette {
  LevelCode level;
  std::string sure;  // code of the set "sureness"
};
struct SaidOfChild {
  LevelCode level;
  std::string reason;
};
// Who says what is the caller's: this room knows of no made-up minds.
struct RehearseAsked {
  std::function<SaidOfVignette(const Caller& who, const Vignette&)> rates;
  std::function<SaidOfChild(const Caller& who, const PersonId& child, const RestedOn& in_front)> judges;
  int practitioners = 7;  // of each agency, at most
  int children = 5;       // of each of them, at most; of a child one practitioner an agency judges
  int agencies = 3;       // that judge one child, at most
};
struct Rehearsed {
  std::int64_t practitioners = 0;
  std::int64_t rated = 0;
  std::int64_t judged = 0;
};
// The store is a demonstration, and has been assessed. Said twice on one day is recorded once.
Result<Rehearsed> rehearse(Desk&, const Caller&, const RehearseAsked&, const StageProgress&);

}  // namespace roundel::service
