// Signs that the family was looked at more hopefully than the entries bear out.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assessment/columns.h"
#include "assessment/jigsaw.h"

namespace roundel {
namespace {

using Sign = OptimismSign::Shape;
using Entries = std::vector<const Entry*>;

// What these signs look at, in days: how long after a promise missed help tells against it, and over what time like
// concerns are closed again. Choices of this program; no national source gives them.
constexpr int promise_days = 120;
constexpr int closing_days = 18 * 30;
constexpr std::size_t missed_after_promise = 2;
constexpr std::size_t times_closed = 3;

bool dated(const Entry& entry) { return entry.happened.precision != Precision::unknown; }

// The entries about the child, of known days up to the day, oldest first; those of one day as recorded.
Entries about_the_child(const FamilyEntries& known) {
  Entries out;
  for (const Entry& entry : known.entries) {
    const bool about = std::any_of(entry.about.begin(), entry.about.end(), [&](const About& one) {
      return known.members.person_of(one.source) == known.child;
    });
    if (about && dated(entry) && day_of(entry.happened) <= known.on) out.push_back(&entry);
  }
  std::stable_sort(out.begin(), out.end(), [](auto* a, auto* b) { return day_of(a->happened) < day_of(b->happened); });
  return out;
}

int order_of(const Entry& judgement, const LevelScheme& levels) {
  const Level* level = levels.find(LevelCode(judgement.text_of("level")));
  return level ? level->order : 0;
}

std::string level_name(const Entry& judgement, const LevelScheme& levels) {
  const Level* level = levels.find(LevelCode(judgement.text_of("level")));
  return level ? level->name : judgement.text_of("level");
}

// Held against the last judgement of the same agency: another profession that sees less lowers nothing.
void lowered_without_news(const Entries& entries, const Standards& standards, std::vector<OptimismSign>& out) {
  struct Last {
    const Entry* judgement = nullptr;
    bool news = false;  // since then
  };
  std::map<AgencyId, Last> last;
  for (const Entry* entry : entries) {
    const EntryKind* kind = standards.vocabulary.kind(entry->kind.str());
    if (entry->kind.str() != "judgement.level") {
      if (kind && (kind->contact || kind->protective))
        for (auto& [agency, theirs] : last) theirs.news = true;
      continue;
    }
    Last& before = last[entry->agency];
    const bool lower = before.judgement && order_of(*entry, standards.levels) > 0 &&
                       order_of(*entry, standards.levels) < order_of(*before.judgement, standards.levels);
    if (lower && !before.news)
      out.push_back(
          {Sign::lowered_without_news,
           day_of(entry->happened),
           fmt::format("The level was judged lower on {} ({} after {}), and since {} nobody had recorded that "
                       "they met the child, or anything that protects.",
                       day_of(entry->happened).text(), level_name(*entry, standards.levels),
                       level_name(*before.judgement, standards.levels), day_of(before.judgement->happened).text()),
           {before.judgement->id, entry->id}});
    before = {.judgement = entry, .news = false};
  }
}

bool is_promise(const std::string& kind) {
  return kind == "protective.engagement" || kind == "protective.safety-plan" || kind == "early-help.plan";
}

// Not brought, not seen, not met, declined: what was agreed did not happen.
bool is_missed(const Entry& entry, const Vocabulary& vocabulary) {
  const std::string& kind = entry.kind.str();
  const KindGroup* not_brought = vocabulary.group("not-brought");
  if (not_brought &&
      std::find(not_brought->kinds.begin(), not_brought->kinds.end(), entry.kind) != not_brought->kinds.end())
    return true;
  if (kind == "early-help.declined" || kind == "health-visiting.declined") return true;
  const auto says_no = [&](const char* name) {
    const Value* value = entry.value(name);
    const bool* said = value ? std::get_if<bool>(value) : nullptr;
    return said && !*said;
  };
  if (kind == "social-care.visit" || kind == "early-help.visit") return says_no("child-seen");
  return kind == "school.parent-meeting" && says_no("attended");
}

void agreed_and_not_done(const Entries& entries, const Standards& standards, std::vector<OptimismSign>& out) {
  std::set<EntryId> told;  // what one promise was held against is not held against the next
  for (auto promise = entries.rbegin(); promise != entries.rend(); ++promise) {
    if (!is_promise((*promise)->kind.str())) continue;
    const Date said = day_of((*promise)->happened);
    OptimismSign sign{.shape = Sign::agreed_and_not_done, .on = said, .words = {}, .entries = {(*promise)->id}};
    for (const Entry* entry : entries) {
      const Date day = day_of(entry->happened);
      if (day <= said || day > said.plus_days(promise_days) || told.contains(entry->id)) continue;
      if (!is_missed(*entry, standards.vocabulary)) continue;
      sign.entries.push_back(entry->id);
      sign.on = day;
    }
    if (sign.entries.size() <= missed_after_promise) continue;
    told.insert(sign.entries.begin(), sign.entries.end());
    sign.words = fmt::format(
        "On {} the family was recorded as engaging; within {} days of it the child was not brought or not seen, "
        "or help was declined, {} times.",
        said.text(), promise_days, sign.entries.size() - 1);
    out.push_back(std::move(sign));
  }
}

// A value in words, where it is a code of the vocabulary.
std::string meaning_of(const Entry& entry, std::string_view name, const Vocabulary& vocabulary) {
  std::string said = entry.text_of(name);
  const EntryKind* kind = vocabulary.kind(entry.kind.str());
  const ValueSpec* spec = kind ? kind->value(name) : nullptr;
  const CodeSet* set = spec ? vocabulary.code_set(spec->code_set) : nullptr;
  const std::string* meaning = set ? set->meaning(said) : nullptr;
  return meaning ? *meaning : said;
}

// What a closing was about, where it says so, in words: closings that say the same are of like concerns.
std::string closed_matter(const Entry& entry, const Vocabulary& vocabulary) {
  const std::string& kind = entry.kind.str();
  const auto is = [&](const char* name, std::string_view said) { return entry.text_of(name) == said; };
  if (kind == "social-care.contact" && is("outcome", "information-only"))
    return "contacts, source: " + meaning_of(entry, "source", vocabulary);
  if (kind == "response.decided" && is("choice", "no-further-action")) return "concerns passed on";
  if (kind == "early-help.closed") return "early help";
  if (kind == "social-care.case-closed") return "social care's case";
  if (kind != "social-care.referral") return {};
  const Value* ended = entry.value("no-further-action");
  const bool* said = ended ? std::get_if<bool>(ended) : nullptr;
  return said && *said ? "referrals, need: " + meaning_of(entry, "primary-need", vocabulary) : "";
}

void closed_again(const Entries& entries, const Standards& standards, std::vector<OptimismSign>& out) {
  const KindGroup* help = standards.vocabulary.group("statutory-help");
  std::map<std::string, Entries> closed;
  for (const Entry* entry : entries) {
    if (help && std::find(help->kinds.begin(), help->kinds.end(), entry->kind) != help->kinds.end()) {
      closed.clear();  // somebody acted: what was closed before has been looked at again
      continue;
    }
    const std::string matter = closed_matter(*entry, standards.vocabulary);
    if (matter.empty()) continue;
    Entries& same = closed[matter];
    same.push_back(entry);
    std::erase_if(same,
                  [&](const Entry* one) { return day_of(entry->happened) - day_of(one->happened) > closing_days; });
    if (same.size() != times_closed) continue;
    OptimismSign sign{.shape = Sign::closed_again, .on = day_of(entry->happened), .words = {}, .entries = {}};
    for (const Entry* one : same) sign.entries.push_back(one->id);
    sign.words =
        fmt::format("Like concerns ({}) were closed {} times between {} and {}, and no statutory help began between.",
                    matter, same.size(), day_of(same.front()->happened).text(), sign.on.text());
    out.push_back(std::move(sign));
  }
}

}  // namespace

std::vector<OptimismSign> signs_of_optimism(const FamilyEntries& known, const Standards& standards) {
  std::vector<OptimismSign> out;
  const Entries entries = about_the_child(known);
  lowered_without_news(entries, standards, out);
  agreed_and_not_done(entries, standards, out);
  closed_again(entries, standards, out);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.on > b.on; });
  return out;
}

}  // namespace roundel
