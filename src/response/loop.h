// What became of what was passed on, end to end: sent, decided, and where nothing followed, did it come back? For a
// force and a council that want to change together what is sent and how it is answered. Counts alone.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/small_counts.h"
#include "response/notifications.h"

namespace roundel {

// By what way it was passed on. The same event may be told by two of them: they are never added up.
enum class SentBy { form, feed, duty_desk };
std::string_view word(SentBy way);  // "duty-desk"

// One source, one kind, one way. What is decided splits what was sent, what came back splits what nothing followed.
struct LoopRow {
  SentBy way = SentBy::form;
  std::string source;  // agency; of the duty desk's contacts, the census code of the source
  std::string name;
  std::string what;  // "Missing episode"
  Count sent;
  Count repeats;      // of those: something about the same child had been passed on in the twelve months before
  Count waiting;      // of those: nobody decided, or nobody yet
  Count helped;       // of those: more than information was the answer
  Count nothing;      // of those: nothing further
  Count came_back;    // of nothing: something about the same child came again, a fortnight to twelve months later
  Count stayed_away;  // of nothing: nothing came in those twelve months
  Count too_early;    // of nothing: nothing came, and the twelve months are not over
  Count then_helped;  // of came back: and then more than information was the answer, within the same twelve months
  Count then_nothing;
};

// Folds an area's entries; keeps some tens of bytes of each that counts. What a later entry corrects does not count.
class LoopFold {
 public:
  explicit LoopFold(const Standards& standards) : standards_(standards), told_(standards) {}  // borrows the standards
  void add(const Entry& entry);
  // What was passed on from `from` to `on`, as it stands on `on`. By way, source and kind.
  std::vector<LoopRow> finish(const std::function<PersonId(const SourceId&)>& person_of, Date from, Date on) const;

 private:
  enum class Answer { none, nothing, helped };
  struct Sent {
    EntryId entry;
    SentBy way;
    std::string source, what;
    std::vector<SourceId> children;
    Date day;
    Answer answer;  // said with it
  };
  struct Decided {
    EntryId entry;
    Date day;
    Answer answer;
  };
  // One sent thing about one child, with what became of it.
  struct Step {
    const Sent* sent;
    Answer answer = Answer::none;
    Date answered;
  };

  Step step_of(const Sent& sent, const std::unordered_map<std::string, const Notification*>& told,
               const PersonId& child) const;
  void count(LoopRow& row, const std::vector<Step>& steps, std::size_t at, Date on) const;

  const Standards& standards_;
  Notifications told_;
  std::vector<Sent> sent_;
  std::unordered_map<EntryId, Decided> decided_;   // by what was decided
  std::unordered_map<EntryId, Answer> settlings_;  // what the feed of social care or early help says
  std::unordered_map<EntryId, Date> settled_on_;
  std::unordered_set<EntryId> corrected_;
};

// Counts of one to four are withheld, and whatever would give them away.
std::vector<LoopRow> published(std::vector<LoopRow> rows);

}  // namespace roundel
