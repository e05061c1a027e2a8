// The rule language said once more, slowly and in the plainest way: no columns, no counters, every day looked at by
// itself, every question asked of all entries anew. What the program finds must be what this finds.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "assessment/assessment.h"
#include "ledger/as_known.h"

namespace roundel::testing {

class Reference {
 public:
  Reference(const FamilyEntries& known, const Vocabulary& words) : known_(known), words_(words) {
    for (const Entry& entry : known.entries) {
      const std::string& kind = entry.kind.str();
      const bool of_the_record = kind == "identity.link" || kind.rfind("access.", 0) == 0 ||
                                 kind.rfind("sharing.", 0) == 0 || kind.rfind("entry.", 0) == 0;
      if (!of_the_record) entries_.push_back(&entry);
    }
  }

  bool holds(const Rule& rule, Date day) const {
    for (const Condition& condition : rule.conditions)
      if (!holds(condition, day)) return false;
    for (const Guard& guard : rule.guards)
      if (!holds(guard, day)) return false;
    for (const Condition& exception : rule.exceptions)
      if (holds(exception, day)) return false;
    return true;
  }

  // Day by day back from today, for as long as the rule held; never to before anything about the child is dated.
  Date since(const Rule& rule) const {
    const auto first = first_seen();
    if (!first || *first > known_.on) return known_.on;
    Date day = known_.on;
    while (day > *first && holds(rule, day.plus_days(-1))) day = day.plus_days(-1);
    return day;
  }

  std::set<EntryId> evidence(const Rule& rule) const {
    std::set<EntryId> out;
    for (const Condition& condition : rule.conditions)
      for (const Entry* entry : behind(condition, known_.on)) out.insert(entry->id);
    return out;
  }

 private:
  using Shape = Condition::Shape;
  using Entries = std::vector<const Entry*>;

  static bool dated(const Entry& entry) { return entry.happened.precision != Precision::unknown; }
  static Date day_of(const Entry& entry) { return entry.happened.to; }

  // ---- persons

  PersonId person(const About& about) const { return known_.members.person_of(about.source); }
  bool is_about(const Entry& entry, const PersonId& who) const {
    for (const About& about : entry.about)
      if (person(about) == who) return true;
    return false;
  }

  std::optional<Date> said_of(const PersonId& who, const std::string& name) const {
    std::optional<Date> last;
    for (const Entry* entry : entries_)
      if (entry->kind.str() == "identity.details" && is_about(*entry, who))
        if (const Value* value = entry->value(name)) last = std::get<Date>(*value);
    return last;
  }

  std::optional<Date> first_seen() const {
    std::optional<Date> first;
    for (const Entry* entry : entries_)
      if (dated(*entry) && is_about(*entry, known_.child))
        first = std::min(first.value_or(day_of(*entry)), day_of(*entry));
    return first;
  }

  struct Statement {
    std::string role;
    std::string resident;  // "resident", "elsewhere", or not said
    std::optional<Date> day, since, until;
  };
  // All that was said of how `other` belongs to `child`, in the order recorded.
  std::vector<Statement> statements(const PersonId& child, const PersonId& other) const {
    std::vector<Statement> out;
    for (const Entry* entry : entries_) {
      if (entry->kind.str() != "family.relationship") continue;
      for (const About& a : entry->about)
        for (const About& b : entry->about) {
          const bool of_child = a.role.str() == "child" || a.role.str() == "unborn-child";
          if (!of_child || role_of(b.role.str()).empty()) continue;
          const bool straight = person(a) == child && person(b) == other;
          const bool back = b.role.str() == "sibling" && person(b) == child && person(a) == other;
          for (int i = int{straight} + int{back}; i > 0; --i) out.push_back(statement(*entry, role_of(b.role.str())));
        }
    }
    return out;
  }
  static std::string role_of(const std::string& role) {
    if (role == "step-parent") return "partner";
    if (role == "carer" || role == "grandparent" || role == "relative") return "other";
    const std::set<std::string> known = {"mother", "father", "partner", "ex-partner", "parent", "sibling", "other"};
    return known.count(role) > 0 ? role : "";
  }
  static Statement statement(const Entry& entry, const std::string& role) {
    Statement out{.role = role};
    if (dated(entry)) out.day = day_of(entry);
    const std::string resident = entry.text_of("resident");
    if (resident == "resident" || resident == "elsewhere") out.resident = resident;
    if (const Value* since = entry.value("since")) out.since = std::get<Date>(*since);
    if (const Value* until = entry.value("until")) out.until = std::get<Date>(*until);
    return out;
  }

  // Where `other` lives as the last statement has it: "resident", "elsewhere" or "".
  std::string lives(const PersonId& child, const PersonId& other, std::optional<Date>* until) const {
    std::string out;
    until->reset();
    for (const Statement& one : statements(child, other)) {
      if (!one.resident.empty()) out = one.resident;
      if (!one.resident.empty() || one.until) *until = one.until;
    }
    return out;
  }
  // Did `other` live with `child` on the day, by the last statement that covers it.
  bool lived(const PersonId& child, const PersonId& other, Date day) const {
    bool out = false;
    bool first = true;
    for (const Statement& one : statements(child, other)) {
      if (one.resident.empty() && !one.until) continue;
      if (one.resident.empty()) {
        if (day >= *one.until) out = false;
      } else {
        const bool begun = one.since ? day >= *one.since : first || !one.day || day >= *one.day;
        if (begun && (!one.until || day < *one.until)) out = one.resident == "resident";
      }
      first = false;
    }
    return out;
  }

  std::set<PersonId> everybody() const {
    std::set<PersonId> out;
    for (const Entry* entry : entries_)
      for (const About& about : entry->about) out.insert(person(about));
    return out;
  }

  struct Belongs {
    std::set<std::string> roles;
    std::string living;
    std::vector<std::pair<PersonId, PersonId>> through;  // parent → sibling, for "lived then"
  };
  const Belongs& belongs(const PersonId& other) const {
    const auto known = belongs_.find(other);
    return known != belongs_.end() ? known->second : belongs_.emplace(other, work_out(other)).first->second;
  }
  Belongs work_out(const PersonId& other) const {
    Belongs out;
    const PersonId& child = known_.child;
    std::optional<Date> until;
    for (const Statement& one : statements(child, other)) out.roles.insert(one.role);
    bool any_resident = false;
    std::optional<Date> longest;  // of the stays told as resident
    const auto join = [&](const std::string& living, const std::optional<Date>& to) {
      if (living == "resident") {
        longest = !any_resident ? to : (!longest || !to ? std::nullopt : std::max(longest, to));
        any_resident = true;
        out.living = "resident";
      } else if (!any_resident && !living.empty()) {
        out.living = living;
      }
    };
    if (!out.roles.empty()) {
      const std::string living = lives(child, other, &until);
      join(living, until);
    }
    for (const PersonId& parent : everybody()) {
      if (parent == child || parent == other || !is_parent(child, parent) || !is_parent(other, parent)) continue;
      out.roles.insert("sibling");
      out.through.emplace_back(parent, other);
      std::optional<Date> one_until, two_until;
      const std::string one = lives(child, parent, &one_until);
      const std::string two = lives(other, parent, &two_until);
      const std::optional<Date> to = !one_until   ? two_until
                                     : !two_until ? one_until
                                                  : std::optional(std::min(*one_until, *two_until));
      if (one == "resident" && two == "resident")
        join("resident", to);
      else if (!one.empty() && !two.empty() && one != two)
        join("elsewhere", to);
    }
    if (out.living == "resident" && longest && *longest <= known_.on) out.living = "elsewhere";
    return out;
  }
  bool is_parent(const PersonId& child, const PersonId& parent) const {
    for (const Statement& one : statements(child, parent))
      if (one.role == "mother" || one.role == "father" || one.role == "parent") return true;
    return false;
  }

  // Is `who` one of those whom the rule speaks of; `day`: of the entry, where known.
  bool is_one(const PersonId& who, const Who& asked, std::optional<Date> day) const {
    const bool self = who == known_.child;
    if (self)
      return asked.whom == Whom::child || asked.whom == Whom::household || asked.whom == Whom::family ||
             (asked.whom == Whom::household_then && day);
    const Belongs& belongs = this->belongs(who);
    if (belongs.roles.empty()) return false;
    const auto has = [&](const char* role) { return belongs.roles.count(role) > 0; };
    const bool living =
        asked.living == Living::anywhere ||
        (asked.living == Living::resident ? belongs.living == "resident" : belongs.living == "elsewhere");
    switch (asked.whom) {
      case Whom::child:
        return false;
      case Whom::mother:
        return living && has("mother");
      case Whom::father:
        return living && has("father");
      case Whom::partner:
        return living && (has("partner") || has("ex-partner"));
      case Whom::former_partner:
        return living && has("ex-partner");
      case Whom::parent:
        return living && (has("mother") || has("father") || has("parent"));
      case Whom::sibling:
        return living && has("sibling");
      case Whom::household:
        return belongs.living == "resident";
      case Whom::household_then:
        if (!day) return false;
        if (lived(known_.child, who, *day)) return true;
        for (const auto& [parent, sibling] : belongs.through)
          if (lived(known_.child, parent, *day) && lived(sibling, parent, *day)) return true;
        return false;
      case Whom::adult:
        for (const std::string& role : belongs.roles)
          if (role != "sibling" && living) return true;
        return false;
      case Whom::family:
        return true;
    }
    return false;
  }

  bool of_age(const PersonId& who, const Guard& guard, Date day) const {
    const auto born = said_of(who, "birth-date");
    const auto expected = said_of(who, "expected-date");
    if (guard.shape == Guard::Shape::unborn) return born ? day < *born : expected.has_value();
    if (guard.shape == Guard::Shape::under) return born ? day < after(*born, guard.age) : expected.has_value();
    return born && day >= after(*born, guard.age);
  }
  bool holds(const Guard& guard, Date day) const {
    if (guard.who.whom == Whom::child) return of_age(known_.child, guard, day);
    for (const PersonId& who : everybody())
      if (is_one(who, guard.who, day) && of_age(who, guard, day)) return true;
    return false;
  }

  // ---- entries

  bool is_of(const Entry& entry, const KindTerm& term) const {
    if (term.group) {
      bool among = false;
      for (const KindCode& kind : words_.group(term.code)->kinds) among = among || kind == entry.kind;
      if (!among) return false;
    } else if (entry.kind.str() != term.code) {
      return false;
    }
    if (term.lasting) {
      const Precision precision = entry.happened.precision;
      if (precision != Precision::day && precision != Precision::interval) return false;
      if (entry.happened.to.plus_days(1) < after(entry.happened.from, *term.lasting)) return false;
    }
    return !term.test || passes(entry, *term.test);
  }
  static std::optional<double> number(const Entry& entry, const std::string& name) {
    const Value* value = entry.value(name);
    if (!value) return {};
    if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(value)) return *real;
    return {};
  }
  static bool passes(const Entry& entry, const ValueTest& test) {
    const Value* value = entry.value(test.name);
    if (!value) return false;
    if (test.shape == ValueTest::Shape::is) {
      const std::string said = std::holds_alternative<bool>(*value)          ? (std::get<bool>(*value) ? "yes" : "no")
                               : std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value)
                                                                             : "";
      for (const std::string& word : test.words)
        if (word == said) return true;
      return false;
    }
    const auto said = number(entry, test.name);
    if (!said) return false;
    return test.shape == ValueTest::Shape::under ? *said < static_cast<double>(test.number)
                                                 : *said >= static_cast<double>(test.number);
  }

  // The entries of these kinds about these persons, with those of no known day; none after today. Looked up once a
  // question: the days are many.
  const Entries& matching(const std::vector<KindTerm>& kinds, const Who& who) const {
    const auto key = std::tuple(&kinds, who.whom, who.living);
    const auto known = matching_.find(key);
    return known != matching_.end() ? known->second : matching_.emplace(key, look_up(kinds, who)).first->second;
  }
  Entries look_up(const std::vector<KindTerm>& kinds, const Who& who) const {
    Entries out;
    for (const Entry* entry : entries_) {
      if (dated(*entry) && day_of(*entry) > known_.on) continue;
      bool kind = false;
      for (const KindTerm& term : kinds) kind = kind || is_of(*entry, term);
      bool person = false;
      for (const About& about : entry->about)
        person =
            person || is_one(this->person(about), who, dated(*entry) ? std::optional(day_of(*entry)) : std::nullopt);
      if (kind && person) out.push_back(entry);
    }
    return out;
  }
  // Of those, the ones on `first` to `last`.
  static Entries between(const Entries& entries, Date first, Date last) {
    Entries out;
    for (const Entry* entry : entries)
      if (dated(*entry) && day_of(*entry) >= first && day_of(*entry) <= last) out.push_back(entry);
    return out;
  }

  // ---- conditions: the entries behind one on a day, and whether it holds

  Entries counted(const Condition& condition, Date day) const {
    Entries out;
    std::optional<Date> ended;
    for (const Entry* entry : matching(condition.until, condition.who))
      if (dated(*entry) && day_of(*entry) <= day) ended = std::max(ended.value_or(day_of(*entry)), day_of(*entry));
    for (const Entry* entry : matching(condition.kinds, condition.who)) {
      if (dated(*entry) && day_of(*entry) > day) continue;
      if (condition.window && (!dated(*entry) || day_of(*entry) < before(day, *condition.window))) continue;
      if (ended && (!dated(*entry) || day_of(*entry) <= *ended)) continue;
      if (condition.when && (!dated(*entry) || !of_age(known_.child, *condition.when, day_of(*entry)))) continue;
      out.push_back(entry);
    }
    return out;
  }

  Entries sequence(const Condition& condition, Date day) const {
    const Date start = condition.window ? before(day, *condition.window) : Date(-1'000'000);
    std::set<const Entry*> found;
    for (const Entry* a : between(matching(condition.kinds, condition.who), start, day))
      for (const Entry* b : between(matching(condition.then_kinds, condition.then_who), start, day))
        if (day_of(*b) > day_of(*a) && before(day_of(*b), condition.apart) <= day_of(*a)) {
          found.insert(a);
          found.insert(b);
        }
    return {found.begin(), found.end()};
  }

  Entries open(const Condition& condition, Date day) const {
    Entries out;
    const Entries ends = between(matching(condition.until, condition.who), Date(-1'000'000), day);
    for (const Entry* began :
         between(matching(condition.kinds, condition.who), Date(-1'000'000), before(day, *condition.window))) {
      bool ended = false;
      for (const Entry* end : ends) ended = ended || day_of(*end) >= day_of(*began);
      if (!ended) out.push_back(began);
    }
    return out;
  }

  Entries trend(const Condition& condition, Date day) const {
    Entries with_number;
    for (const Entry* entry : between(matching(condition.kinds, condition.who), before(day, *condition.window), day))
      if (number(*entry, condition.value)) with_number.push_back(entry);
    if (with_number.empty()) return {};
    const Entry* last = with_number.front();
    for (const Entry* entry : with_number)
      if (day_of(*entry) >= day_of(*last)) last = entry;  // the later recorded of one day
    const Entry* from = nullptr;
    const auto by = [&](const Entry* earlier) {
      const double change = *number(*last, condition.value) - *number(*earlier, condition.value);
      return condition.rising ? change : -change;
    };
    for (const Entry* entry : with_number)
      if (day_of(*entry) < day_of(*last) && (!from || by(entry) > by(from))) from = entry;
    if (!from || by(from) < condition.at_least) return {};
    return {from, last};
  }

  bool absent(const Condition& condition, Date day) const {
    const Entries all = matching(condition.kinds, condition.who);
    if (!condition.window) {
      for (const Entry* entry : all)
        if (!dated(*entry) || day_of(*entry) <= day) return false;
      return true;
    }
    const auto seen = first_seen();
    if (!seen) return false;
    const Date watched = std::max(*seen, said_of(known_.child, "birth-date").value_or(*seen));
    const Date start = before(day, *condition.window);
    return watched <= start && between(all, start.plus_days(1), day).empty();
  }

  bool holds(const Condition& condition, Date day) const {
    if (condition.shape == Shape::absence) return absent(condition, day);
    if (condition.shape == Shape::tie) {
      bool there = false;
      for (const PersonId& who : everybody()) there = there || (who != known_.child && is_one(who, condition.who, day));
      return there == condition.has;
    }
    const Entries entries = behind(condition, day);
    if (condition.shape == Shape::count) return static_cast<int>(entries.size()) >= condition.at_least;
    if (condition.shape == Shape::agencies) {
      std::set<std::string> agencies;
      for (const Entry* entry : entries) agencies.insert(entry->agency.str());
      return static_cast<int>(agencies.size()) >= condition.at_least;
    }
    if (condition.shape == Shape::more) {
      const Date middle = before(day, *condition.window);
      const Entries earlier =
          between(matching(condition.kinds, condition.who), before(middle, *condition.window), middle.plus_days(-1));
      return static_cast<int>(entries.size()) - static_cast<int>(earlier.size()) >= condition.at_least;
    }
    return !entries.empty();
  }

  Entries behind(const Condition& condition, Date day) const {
    switch (condition.shape) {
      case Shape::absence:
      case Shape::tie:
        return {};
      case Shape::sequence:
        return sequence(condition, day);
      case Shape::open:
        return open(condition, day);
      case Shape::trend:
        return trend(condition, day);
      default:
        return counted(condition, day);
    }
  }

  const FamilyEntries& known_;
  const Vocabulary& words_;
  Entries entries_;
  mutable std::map<std::tuple<const std::vector<KindTerm>*, Whom, Living>, Entries> matching_;
  mutable std::map<PersonId, Belongs> belongs_;
};

}  // namespace roundel::testing
