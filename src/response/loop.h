// What became of what was passed on, end to end: sent, decided, and where nothing followed, did it come back? For a
// force and a council that want to change together what is sent and how it is answered. Counts alone.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/small_counts.h"
#include "picture/notifications.h"

namespace roundel {

// By what way it was passed on. The same event may be told by two of them: they are never added up.
enum class SentBy { form, feed, duty_desk };
std::string_view word(SentBy way);  // "duty-desk"
std::optional<SentBy> parse_sent_by(std::string_view word);

// No more than to have been told counts as nothing.
enum class LoopAnswer { none, nothing, helped };

// One thing that was passed on about one child, with what became of it.
struct PassedOnAbout {
  PersonId child;
  EntryId entry;
  Date day;
  SentBy way = SentBy::form;
  std::string source;  // agency; of the duty desk's contacts, the census code of the source
  KindCode kind;
  LoopAnswer answer = LoopAnswer::none;
  Date answered;  // the day of the answer, where there is one
};

// What is counted together: one source, one kind, one way.
struct LoopKey {
  SentBy way = SentBy::form;
  std::string source;
  KindCode kind;
  auto operator<=>(const LoopKey&) const = default;
};
inline LoopKey key_of(const PassedOnAbout& one) { return {.way = one.way, .source = one.source, .kind = one.kind}; }

// What is decided splits what was sent, what came back splits what nothing followed.
struct LoopRow {
  LoopKey key;
  std::string name;  // of the source
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
inline constexpr int months_of_coming_back = 12;
inline constexpr int days_of_same_event = 14;  // the same told by another way, and not a new worry

// Folds the entries of an area, or about one child; keeps some tens of bytes of each that counts. What a later entry
// corrects does not count.
class LoopFold {
 public:
  explicit LoopFold(const Standards& standards) : standards_(standards), told_(standards) {}  // borrows the standards
  void add(const Entry& entry);
  // A row for each child of each thing passed on, by child, day and entry.
  std::vector<PassedOnAbout> finish(const std::function<PersonId(const SourceId&)>& person_of) const;

 private:
  struct Sent {
    PassedOnAbout told;  // without the child
    std::vector<SourceId> children;
  };
  struct Decided {
    EntryId entry;
    Date day;
    LoopAnswer answer;
  };

  PassedOnAbout of_child(const Sent& sent, const std::unordered_map<std::string, const Notification*>& told,
                         const PersonId& child) const;

  const Standards& standards_;
  Notifications told_;
  std::vector<Sent> sent_;
  std::unordered_map<EntryId, Decided> decided_;       // by what was decided
  std::unordered_map<EntryId, LoopAnswer> settlings_;  // what the feed of social care or early help says
  std::unordered_map<EntryId, Date> settled_on_;
  std::unordered_set<EntryId> corrected_;
};

// By child, day and entry.
void put_in_order(std::vector<PassedOnAbout>& all);
// What was passed on from `from` to `on`, as it stands on `on`, by way, source and kind. `all` is in order, and has
// what was passed on in the twelve months before `from` too, which makes a repeat.
std::vector<LoopRow> count_loop(const std::vector<PassedOnAbout>& all, const Standards& standards, Date from, Date on);

// Counts of one to four are withheld, and whatever would give them away.
std::vector<LoopRow> published(std::vector<LoopRow> rows);

// The name of a source, and of a kind.
std::string name_of_source(const LoopKey& key, const Standards& standards);
std::string name_of_kind(const LoopKey& key, const Standards& standards);

}  // namespace roundel
