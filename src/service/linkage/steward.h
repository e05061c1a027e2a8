// The identity steward's day: the queue of uncertain links, two records side by side, a decision with a reason, the
// score afterwards, and the way back. Every decision is an entry; the tables follow in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/linkage/judgements.h"
#include "service/linkage/link_evidence.h"
#include "service/service.h"

namespace roundel::service {

// ---- the queue ----

// What a wrong link could do to somebody: it orders the queue, with how uncertain the link is.
struct Harm {
  int weight = 1;
  std::vector<std::string> reasons;  // "a concern waits for a decision"
};
struct QueueItem {
  std::string pair;     // opaque
  std::string pattern;  // code
  std::string title;    // of the pattern
  std::string name_a, name_b;
  std::string agency_a, agency_b;
  bool together = false;  // held to be one person now
  Harm harm;
  std::string unsure;  // who looked and could not tell; empty: nobody
};
struct PatternCount {
  std::string code;
  std::string title;
  int waiting = 0;
};
struct LinkQueue {
  std::vector<PatternCount> patterns;  // those that have questions, the most first; without the drawn
  int all = 0;                         // questions that wait, of every pattern but the drawn
  int drawn = 0;                       // links that chance drew and nobody has looked at, questions or not
  std::vector<QueueItem> items;        // of the page asked for, by harm × uncertainty
  int waiting = 0;                     // all that wait, of the pattern asked for where one was
  int page = 1;
  int pages = 1;
  std::optional<Timestamp> linked;  // when the records were last linked; nothing: never
  std::string model;
};
struct QueueAsked {
  std::string pattern;  // empty: all; "drawn": the links that chance drew, in their order
  int page = 1;
};
Result<LinkQueue> see_link_queue(Desk&, const Caller&, const QueueAsked&);

// ---- one pair ----

enum class Agreement { agree, differ, one_knows, nobody_knows };
struct ComparedValue {
  std::string label;
  std::string a, b;
  std::vector<std::string> also_a, also_b;  // what other records of the same person say instead
  Agreement agreement = Agreement::nobody_knows;
};
struct Relative {
  std::string relation;  // "mother", "child"
  std::string name;
  std::string age;
};
struct RecordShown {
  SourceId source;
  PersonId person;
  std::string name;
  std::string agency;
  std::string age;
  std::vector<Relative> household;
  int other_records = 0;  // of the same person
};
// Another record of the person, which has to go with the one or the other if they are parted.
struct OtherRecord {
  SourceId source;
  std::string id;  // opaque, for the form
  std::string name, agency, born, address;
  bool with_second = false;  // as the links suggest
};
// A finding that there would be, or no longer be, if the decision went the other way.
struct LinkEffect {
  std::string child;  // name and age
  std::string finding;
  bool gained = false;
};
struct Effects {
  std::vector<LinkEffect> named;
  int more_gained = 0;  // findings that rest on entries not shared with the joint team
  int more_lost = 0;
  bool any() const { return !named.empty() || more_gained + more_lost > 0; }
};
struct Score {
  double probability = 0;
  std::vector<LinkTerm> terms;
};
struct PairPage {
  std::string pair;
  std::string pattern_title;
  std::string question;
  RecordShown a, b;
  bool together = false;
  std::vector<ComparedValue> values;
  std::vector<OtherRecord> others;    // only where they are one person now
  Effects effects;                    // of joining them where they are two, of parting them where they are one
  std::vector<Judgement> judgements;  // about this pair, newest first
  std::optional<Score> score;         // only once somebody has judged
};
Result<PairPage> review_link(Desk&, const Caller&, const std::string& pair);

// ---- deciding ----

struct JudgeLinkForm {
  std::string pair;
  LinkChoice choice = LinkChoice::unsure;
  std::string reason;
  std::vector<std::string> with_second;  // ids of the other records that go with the second, where they are parted
  bool as_suggested = false;             // the others go as the links suggest
  std::string key;                       // idempotency key made with the form
};
struct JudgedLink {
  EntryId judgement;
  std::vector<PersonId> persons;  // whose pages changed
};
Result<JudgedLink> judge_link(Desk&, const Caller&, const JudgeLinkForm&);
// Takes a judgement back: the records belong again to whom they did before it.
Result<JudgedLink> undo_judgement(Desk&, const Caller&, const EntryId& judgement, const std::string& reason);

struct JudgementPage {
  Judgement judgement;
  std::string pair;
  RecordShown a, b;
  bool together = false;  // now
  std::optional<Score> score;
  std::optional<QueueItem> next;  // the first that waits, of the pattern asked for where there is one left
  bool next_of_list = false;      // it is of that pattern
};
Result<JudgementPage> see_judgement(Desk&, const Caller&, const EntryId& judgement, const std::string& pattern = {});
struct JudgementRow {
  Judgement judgement;
  std::string name_a, name_b;
};
// Newest first, at most 100.
Result<std::vector<JudgementRow>> see_judgements(Desk&, const Caller&);

// ---- a person's records ----

struct ClusterEdge {
  std::size_t a = 0, b = 0;  // records
  std::string pair;
  double probability = 0;
  bool weak = false;  // joins two groups that nothing stronger holds together
  bool judged_same = false;
};
struct LinkHistory {
  Timestamp at;
  std::string author;
  std::string reason;
  int records = 0;
};
struct ClusterPage {
  PersonId person;
  std::string name, age;
  std::vector<OtherRecord> records;
  std::vector<ClusterEdge> edges;                // weak ones first
  std::vector<std::vector<std::size_t>> groups;  // records that strong links hold together
  std::vector<LinkHistory> history;              // newest first
};
Result<ClusterPage> see_cluster(Desk&, const Caller&, const PersonId& person);

// ---- explain, at the console ----

struct LinkExplained {
  SourceId a, b;
  bool together = false;
  PersonId person_a, person_b;
  Score score;
  std::vector<LinkHistory> decisions;  // links that named either record, newest first
  std::vector<Judgement> judgements;   // about the pair, newest first
};
// `a` and `b`: a source record (agency/number), a person or an entry. Learns from all records: seconds, not
// milliseconds.
Result<LinkExplained> explain_link(Desk&, const Caller&, const std::string& a, const std::string& b, unsigned threads);

}  // namespace roundel::service
