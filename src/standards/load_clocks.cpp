// clocks.toml and bank-holidays.toml → clock rules by edition; a place may shorten a clock or add its own.
#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {

void read_kind_word(Fields& fields, std::string_view key, const std::string& code, const Vocabulary& vocabulary) {
  if (vocabulary.kind(code)) return;
  std::vector<std::string_view> known;
  for (const EntryKind& kind : vocabulary.kinds) known.push_back(kind.code.str());
  fields.wrong(key, fmt::format("'{}' is not a kind of entry", code), suggestion(code, known));
}

// That the value of a condition is of a code set, or a yes-no, and its words are of it.
void check_when(Fields& fields, const StartsWhen& when, const std::string& of, const Vocabulary& vocabulary) {
  const EntryKind* kind = vocabulary.kind(of);
  const ValueSpec* value = kind ? kind->value(when.value) : nullptr;
  if (value && value->type == ValueType::yes_no) {
    for (const std::string& said : when.is)
      if (said != "yes" && said != "no") fields.wrong("is", fmt::format("'{}' is not yes or no", said), "yes or no");
    return;
  }
  const CodeSet* codes = value ? vocabulary.code_set(value->code_set) : nullptr;
  if (!codes) fields.wrong("value", fmt::format("'{}' has no such value of a code set", of), "a value with codes");
  for (const std::string& code : when.is)
    if (codes && !codes->meaning(code))
      fields.wrong("is", fmt::format("'{}' is not in '{}'", code, codes->name), "a code of the set");
}

namespace {

const std::vector<std::string_view> bases = {"working-days", "school-days", "clock-hours", "weeks", "months", "years"};
const std::vector<std::string_view> forces = {"statutory", "guidance", "local"};

Result<StartsWhen> read_starts_when(const Node& node, const std::string& starts, const Vocabulary& vocabulary) {
  Fields fields(node, {"value", "is"});
  StartsWhen when{fields.text("value"), fields.texts("is")};
  check_when(fields, when, starts, vocabulary);
  if (const auto done = fields.done(); !done) return fail(done.error());
  return when;
}

Result<EndsClock> read_end(const Node& node, const Vocabulary& vocabulary) {
  Fields fields(node, {"kind", "value", "is", "told"});
  EndsClock end{.kind = fields.text("kind"), .when = {}};
  read_kind_word(fields, "kind", end.kind, vocabulary);
  if (fields.flag_or("told", false)) {
    end.when = StartsWhen{fields.text("value"), {}};
    const EntryKind* kind = vocabulary.kind(end.kind);
    if (kind && !kind->value(end.when->value))
      fields.wrong("value", fmt::format("'{}' has no such value", end.kind), "a value of the kind");
    if (node.find("is")) fields.wrong("is", "what counts where it is told at all names no codes", "is or told");
  } else if (node.find("value") || node.find("is")) {
    end.when = StartsWhen{fields.text("value"), fields.texts("is")};
    check_when(fields, *end.when, end.kind, vocabulary);
  }
  if (const auto done = fields.done(); !done) return fail(done.error());
  return end;
}

Result<PausesClock> read_pause(const Node& node, const Vocabulary& vocabulary) {
  Fields fields(node, {"from", "until", "source"});
  PausesClock pause{.from = {}, .until = {}, .source = fields.text("source")};
  const auto entry_of = [&](const Node& one, EndsClock& into) {
    auto read = read_end(one, vocabulary);
    if (read)
      into = std::move(*read);
    else
      fields.note(fail(read.error()));
  };
  if (const Node* from = node.find("from"))
    entry_of(*from, pause.from);
  else
    fields.wrong("from", "a pause begins with an entry", "from = { kind = \"…\" }");
  for (const Node* one : fields.tables("until")) entry_of(*one, pause.until.emplace_back());
  if (pause.until.empty())
    fields.wrong("until", "a pause without an end would stop the clock for ever", "until = [{ kind = \"…\" }]");
  if (const auto done = fields.done(); !done) return fail(done.error());
  return pause;
}

Done read_edition(const Node& node, ClockRule rule, std::vector<ClockRule>& clocks) {
  Fields fields(node, {"edition", "effective-from", "effective-to", "limit", "source", "confirmed", "note"});
  rule.edition = fields.text("edition");
  rule.effective_from = fields.date("effective-from");
  rule.effective_to = fields.date_or_none("effective-to");
  rule.limit = fields.number("limit", 1, 10'000);
  rule.source = fields.text("source");
  rule.confirmed = fields.flag_or("confirmed", true);
  rule.note = fields.text_or("note", "");
  if (!rule.confirmed && rule.note.empty())
    fields.wrong("confirmed", "what is not confirmed needs a note", "note = \"what is doubtful\"");
  if (rule.effective_to && *rule.effective_to < rule.effective_from)
    fields.wrong("effective-to", "it ends before it begins", "a day on or after effective-from");
  for (const ClockRule& other : clocks) {
    const bool apart = (other.effective_to && *other.effective_to < rule.effective_from) ||
                       (rule.effective_to && *rule.effective_to < other.effective_from);
    if (other.code == rule.code && !apart)
      fields.wrong("effective-from", fmt::format("it overlaps the edition '{}'", other.edition),
                   "editions that follow one another");
  }
  if (const auto done = fields.done(); !done) return done;
  clocks.push_back(std::move(rule));
  return {};
}

Done read_clock(const Node& node, bool local, Standards& standards) {
  Fields fields(node, {"code", "name", "from", "starts", "starts-when", "one-at-a-time", "meets", "ends", "pauses",
                       "lapses-days", "base", "count-from", "force", "early", "edition"});
  ClockRule rule{.code = fields.text("code"), .name = fields.text("name"), .from = fields.text("from")};
  for (const ClockRule& other : standards.clocks)
    if (other.code == rule.code)
      fields.wrong("code", fmt::format("the clock '{}' is there already", rule.code),
                   "a new code, or [[tighten]] to shorten it");
  rule.starts = fields.text_or("starts", "");
  if (!rule.starts.empty()) read_kind_word(fields, "starts", rule.starts, standards.vocabulary);
  if (const Node* when = node.find("starts-when")) {
    auto read = read_starts_when(*when, rule.starts, standards.vocabulary);
    if (read)
      rule.starts_when = std::move(*read);
    else
      fields.note(fail(read.error()));
  }
  rule.one_at_a_time = fields.flag_or("one-at-a-time", false);
  for (const Node* node_of_end : fields.tables("ends")) {
    auto end = read_end(*node_of_end, standards.vocabulary);
    if (end)
      rule.ends.push_back(std::move(*end));
    else
      fields.note(fail(end.error()));
  }
  for (const Node* node_of_pause : fields.tables("pauses")) {
    auto pause = read_pause(*node_of_pause, standards.vocabulary);
    if (pause)
      rule.pauses.push_back(std::move(*pause));
    else
      fields.note(fail(pause.error()));
  }
  if (node.find("lapses-days")) rule.lapses_days = fields.number("lapses-days", 1, 10'000);
  if (rule.lapses_days && !rule.pauses.empty())
    fields.wrong("lapses-days", "a clock that stands still cannot lapse", "pauses or lapses-days");
  rule.meets = fields.texts("meets");
  rule.early = fields.text_or("early", "");
  for (const std::string& kind : rule.meets) read_kind_word(fields, "meets", kind, standards.vocabulary);
  rule.base = static_cast<TimeBase>(std::max(0, fields.word("base", bases)));
  rule.count_from =
      fields.word("count-from", {"next-day", "same-day"}) == 1 ? CountFrom::same_day : CountFrom::next_day;
  rule.force = static_cast<Force>(std::max(0, fields.word("force", forces)));
  rule.of_place = local;
  if (local && rule.force != Force::local)
    fields.wrong("force", "a place's own clock is a local rule", "force = \"local\"");
  const auto editions = fields.tables("edition");
  if (editions.empty()) fields.wrong("edition", "a clock needs an edition", "[[clock.edition]]");
  if (const auto done = fields.done(); !done) return done;
  for (const Node* edition : editions)
    if (const auto done = read_edition(*edition, rule, standards.clocks); !done) return done;
  return {};
}

// From its day on, each national edition with a longer limit gives way to the place's.
Done tighten_clock(const Node& node, Standards& standards) {
  Fields fields(node, {"code", "limit", "effective-from", "source", "note"});
  const std::string code = fields.text("code");
  const int limit = fields.number("limit", 1, 10'000);
  const Date from = fields.date("effective-from");
  const std::string source = fields.text("source");
  const std::string note = fields.text_or("note", "");
  if (const auto done = fields.done(); !done) return done;
  std::vector<std::string_view> known;
  std::vector<ClockRule> out;
  bool found = false;
  for (ClockRule& rule : standards.clocks) {
    known.push_back(rule.code);
    if (rule.code != code || (rule.effective_to && *rule.effective_to < from)) {
      out.push_back(rule);
      continue;
    }
    found = true;
    if (limit > rule.limit)
      fields.wrong("limit", fmt::format("{} is longer than the national {} of '{}'", limit, rule.limit, rule.edition),
                   fmt::format("at most {}", rule.limit));
    ClockRule tightened = rule;
    if (rule.effective_from < from) {
      rule.effective_to = from.plus_days(-1);
      tightened.effective_from = from;
      out.push_back(rule);
    }
    tightened.limit = limit;
    tightened.force = Force::local;
    tightened.of_place = true;
    tightened.edition = fmt::format("{}, tightened by the place", rule.edition);
    tightened.source = source;
    tightened.note = note;
    tightened.confirmed = true;
    out.push_back(std::move(tightened));
  }
  if (!found) fields.wrong("code", fmt::format("there is no clock '{}' from that day", code), suggestion(code, known));
  if (const auto done = fields.done(); !done) return done;
  standards.clocks = std::move(out);
  return {};
}

}  // namespace

Done load_clocks(const std::string& path, bool local, Standards& standards) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"clock", "tighten"});
  if (!local && file->find("tighten")) top.wrong("tighten", "only a place tightens", "[[clock]]");
  for (const Node* node : top.tables("clock")) top.note(read_clock(*node, local, standards));
  for (const Node* node : top.tables("tighten")) top.note(tighten_clock(*node, standards));
  return top.done();
}

Result<WorkingDays> load_bank_holidays(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"source", "first-year", "last-year", "holiday"});
  top.text("source");
  const int first = top.number("first-year", 1990, 2100);
  const int last = top.number("last-year", first, 2100);
  const Date from = Date::of(first, 1, 1);
  const Date to = Date::of(last, 12, 31);
  std::vector<Date> days;
  for (const Node* node : top.tables("holiday")) {
    Fields fields(*node, {"day", "name"});
    const Date day = fields.date("day");
    fields.text("name");
    if (day < from || day > to) fields.wrong("day", "it lies outside first-year to last-year", "a day within them");
    if (day.is_weekend()) fields.wrong("day", fmt::format("{} is a weekend", day.iso()), "its substitute day");
    if (!days.empty() && day <= days.back()) fields.wrong("day", "it is out of order or there twice", "days in order");
    days.push_back(day);
    top.note(fields.done());
  }
  if (const auto done = top.done(); !done) return fail(done.error());
  return WorkingDays(std::move(days), from, to);
}

Result<SchoolTerms> load_school_terms(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"source", "confirmed", "note", "spell"});
  std::string source = top.text("source");
  const bool confirmed = top.flag_or("confirmed", true);
  std::string note = top.text_or("note", "");
  if (!confirmed && note.empty())
    top.wrong("confirmed", "what is not confirmed needs a note", "note = \"what is doubtful\"");
  std::vector<SchoolSpell> spells;
  for (const Node* node : top.tables("spell")) {
    Fields fields(*node, {"from", "to"});
    const SchoolSpell spell{.from = fields.date("from"), .to = fields.date("to")};
    if (spell.to < spell.from) fields.wrong("to", "it ends before it begins", "a day on or after from");
    if (!spells.empty() && spell.from <= spells.back().to)
      fields.wrong("from", "it begins before the one above has ended", "spells in order, a break between them");
    spells.push_back(spell);
    top.note(fields.done());
  }
  if (spells.empty()) top.wrong("spell", "there is no time when schools are open", "[[spell]]");
  if (const auto done = top.done(); !done) return fail(done.error());
  return SchoolTerms{.days = SchoolDays(std::move(spells)),
                     .source = std::move(source),
                     .confirmed = confirmed,
                     .note = std::move(note)};
}

}  // namespace roundel
