#include "assessment/backtest_report.h"

#include <fmt/format.h>

#include "core/document.h"

namespace roundel::backtest {
namespace {

constexpr std::string_view withheld = "withheld";

// ---- writing ----

std::string count_text(const Count& count) { return count ? std::to_string(*count) : quoted(withheld); }

template <class Range, class Make>
std::string list_text(const Range& range, Make make) {
  std::string out;
  for (const auto& each : range) out += (out.empty() ? "" : ", ") + make(each);
  return "[" + out + "]";
}
template <class Range>
std::string numbers_text(const Range& range) {
  return list_text(range, [](int number) { return std::to_string(number); });
}
template <class Range>
std::string counts_text(const Range& range) {
  return list_text(range, count_text);
}

// Lower quartile, median and upper quartile; of nobody: nothing.
template <class Of>
std::string quarters_text(const Of& of) {
  return of.median ? fmt::format("[{}, {}, {}]", *of.lower, *of.median, *of.upper) : "[]";
}

std::string text_of(const ListOf& list) {
  return fmt::format(
      "\n[[list]]\nlevel = {}\nname = {}\nlisted = {}\na-week = {:.4f}\nfewest = {}\nmost = {}\nrights = {}\n",
      quoted(list.level.str()), quoted(list.name), list.listed, list.a_week, list.fewest, list.most,
      numbers_text(list.rights));
}
std::string text_of(const Reached& one) {
  return fmt::format("\n[[reached]]\nalready = {}\nwhile-on = {}\nnever = {}\nweeks = {}\n", one.already, one.while_on,
                     one.never, quarters_text(one));
}
std::string members_of(const Against& one) {
  return fmt::format(
      "both = {}\nonly-together = {}\nonly-other = {}\nneither = {}\nearlier = {}\nsame-week = {}\n"
      "later = {}\ndays = {}\n",
      one.both, one.only_together, one.only_other, one.neither, one.earlier, one.same_week, one.later,
      quarters_text(one));
}
std::string text_of(const Against& one) { return "\n[[against]]\n" + members_of(one); }
std::string text_of(const AgainstAgency& one) {
  return fmt::format("\n[[agency]]\nagency = {}\nname = {}\n{}", quoted(one.agency.str()), quoted(one.name),
                     members_of(one.against));
}
std::string text_of(const ByType& type) {
  return fmt::format("\n[[type]]\ntype = {}\nharms = {}\nseen = {}\n", quoted(type.type), count_text(type.harms),
                     counts_text(type.seen));
}
std::string text_of(const GroupRow& row) {
  return fmt::format("\n[[group]]\ngroup = {}\nmember = {}\nharmed = {}\nseen = {}\nunharmed = {}\nlisted = {}\n",
                     quoted(row.group), quoted(row.member), count_text(row.harmed), counts_text(row.seen),
                     count_text(row.unharmed), counts_text(row.listed));
}
std::string text_of(const RuleRow& rule) {
  return fmt::format(
      "\n[[rule]]\ncode = {}\nname = {}\nlevel = {}\nprotective = {}\nbegan = {}\nchildren = {}\nshare = {:.6f}\n"
      "rights = {}\nbegan-in-half = {}\nright-in-half = {}\nended = {}\ncame-back = {}\n",
      quoted(rule.code.str()), quoted(rule.name), quoted(rule.level.str()), rule.protective, rule.began, rule.children,
      rule.share, numbers_text(rule.rights), numbers_text(rule.began_in_half), numbers_text(rule.right_in_half),
      rule.ended, rule.came_back);
}

// ---- reading ----

// Reads the members of one table; the first that is wrong is kept, and what comes after it is passed over.
class Members {
 public:
  Members(const Node& node, std::optional<Error>& wrong) : node_(node), wrong_(wrong) {}

  void text(std::string_view key, std::string& out) {
    if (const Node* found = member(key)) take(found->text(), out);
  }
  template <class Tag>
  void code(std::string_view key, Id<Tag>& out) {
    std::string words;
    text(key, words);
    out = Id<Tag>(words);
  }
  template <class Whole>
  void number(std::string_view key, Whole& out) {
    std::int64_t whole = 0;
    if (const Node* found = member(key)) take(found->number(), whole);
    out = static_cast<Whole>(whole);
  }
  void real(std::string_view key, double& out) {
    if (const Node* found = member(key)) take(found->real(), out);
  }
  void flag(std::string_view key, bool& out) {
    if (const Node* found = member(key)) take(found->flag(), out);
  }
  void date(std::string_view key, Date& out) {
    if (const Node* found = member(key)) take(found->date(), out);
  }
  void count(std::string_view key, Count& out) {
    if (const Node* found = member(key)) out = count_of(*found);
  }
  template <std::size_t Size>
  void counts(std::string_view key, std::array<Count, Size>& out) {
    const auto items = list(key, Size);
    for (std::size_t i = 0; i < items.size(); ++i) out[i] = count_of(*items[i]);
  }
  template <std::size_t Size>
  void numbers(std::string_view key, std::array<int, Size>& out) {
    const auto items = list(key, Size);
    for (std::size_t i = 0; i < items.size(); ++i) out[i] = number_of(*items[i]);
  }
  template <class Of>
  void quarters(std::string_view key, Of& out) {
    constexpr std::size_t three = 3;
    if (node_.each(key).empty()) return;
    const auto items = list(key, three);
    if (items.empty()) return;
    out.lower = number_of(*items[0]);
    out.median = number_of(*items[1]);
    out.upper = number_of(*items[2]);
  }

 private:
  template <class Of>
  void take(const Result<Of>& read, Of& out) {
    if (read)
      out = *read;
    else if (!wrong_)
      wrong_ = read.error();
  }
  const Node* member(std::string_view key) {
    const auto found = node_.need(key);
    if (found) return *found;
    if (!wrong_) wrong_ = found.error();
    return nullptr;
  }
  std::vector<const Node*> list(std::string_view key, std::size_t size) {
    if (member(key) == nullptr) return {};
    auto items = node_.each(key);
    if (items.size() == size) return items;
    if (!wrong_)
      wrong_ = node_.wrong(fmt::format("'{}' has {} numbers", key, items.size()), fmt::format("{} numbers", size));
    return {};
  }
  Count count_of(const Node& node) {
    if (const auto words = node.text(); words && *words == withheld) return {};
    return number_of(node);
  }
  int number_of(const Node& node) {
    std::int64_t whole = 0;
    take(node.number(), whole);
    return static_cast<int>(whole);
  }

  const Node& node_;
  std::optional<Error>& wrong_;
};

void read(Members& of, ListOf& list) {
  of.code("level", list.level);
  of.text("name", list.name);
  of.number("listed", list.listed);
  of.real("a-week", list.a_week);
  of.number("fewest", list.fewest);
  of.number("most", list.most);
  of.numbers("rights", list.rights);
}
void read(Members& of, Reached& one) {
  of.number("already", one.already);
  of.number("while-on", one.while_on);
  of.number("never", one.never);
  of.quarters("weeks", one);
}
void read(Members& of, Against& one) {
  of.number("both", one.both);
  of.number("only-together", one.only_together);
  of.number("only-other", one.only_other);
  of.number("neither", one.neither);
  of.number("earlier", one.earlier);
  of.number("same-week", one.same_week);
  of.number("later", one.later);
  of.quarters("days", one);
}
void read(Members& of, AgainstAgency& one) {
  of.code("agency", one.agency);
  of.text("name", one.name);
  read(of, one.against);
}
void read(Members& of, ByType& type) {
  of.text("type", type.type);
  of.count("harms", type.harms);
  of.counts("seen", type.seen);
}
void read(Members& of, GroupRow& row) {
  of.text("group", row.group);
  of.text("member", row.member);
  of.count("harmed", row.harmed);
  of.counts("seen", row.seen);
  of.count("unharmed", row.unharmed);
  of.counts("listed", row.listed);
}
void read(Members& of, RuleRow& rule) {
  of.code("code", rule.code);
  of.text("name", rule.name);
  of.code("level", rule.level);
  of.flag("protective", rule.protective);
  of.number("began", rule.began);
  of.number("children", rule.children);
  of.real("share", rule.share);
  of.numbers("rights", rule.rights);
  of.numbers("began-in-half", rule.began_in_half);
  of.numbers("right-in-half", rule.right_in_half);
  of.number("ended", rule.ended);
  of.number("came-back", rule.came_back);
}
void read(Members& of, Backtest& out) {
  bool as_recorded = false;
  of.text("edition", out.edition);
  of.date("from", out.asked.from);
  of.date("to", out.asked.to);
  of.code("level", out.asked.level);
  of.flag("as-recorded", as_recorded);
  of.number("weeks", out.weeks);
  of.number("children", out.children);
  of.real("in-harm", out.in_harm);
  of.number("entries", out.entries);
  of.number("harms", out.harms);
  of.number("harms-too-late", out.harms_too_late);
  of.number("split", out.split);
  out.asked.counts = as_recorded ? Counts::as_recorded : Counts::as_known;
}

template <class Part>
void read_each(const Node& file, std::string_view key, std::optional<Error>& wrong, std::vector<Part>& out) {
  for (const Node* node : file.each(key)) {
    Members members(*node, wrong);
    read(members, out.emplace_back());
  }
}

}  // namespace

std::string report_text(const Backtest& backtest) {
  require(backtest.published, "only what is published is kept");
  std::string out = fmt::format(
      "edition = {}\nfrom = {}\nto = {}\nlevel = {}\nas-recorded = {}\nweeks = {}\nchildren = {}\nin-harm = {:.6f}\n"
      "entries = {}\nharms = {}\nharms-too-late = {}\nsplit = {}\n",
      quoted(backtest.edition), backtest.asked.from.iso(), backtest.asked.to.iso(), quoted(backtest.asked.level.str()),
      backtest.asked.counts == Counts::as_recorded, backtest.weeks, backtest.children, backtest.in_harm,
      backtest.entries, backtest.harms, backtest.harms_too_late, backtest.split);
  const auto add = [&](const auto& parts) {
    for (const auto& part : parts) out += text_of(part);
  };
  add(backtest.lists);
  add(backtest.reached);
  add(backtest.against);
  add(backtest.agencies);
  add(backtest.types);
  add(backtest.groups);
  add(backtest.rules);
  return out;
}

Result<Backtest> read_report(std::string_view text, const std::string& name) {
  const auto file = parse_document(text, name);
  if (!file) return fail(file.error());
  std::optional<Error> wrong;
  Backtest out;
  Members members(*file, wrong);
  read(members, out);
  std::vector<Reached> reached;
  read_each(*file, "list", wrong, out.lists);
  read_each(*file, "reached", wrong, reached);
  read_each(*file, "against", wrong, out.against);
  read_each(*file, "agency", wrong, out.agencies);
  read_each(*file, "type", wrong, out.types);
  read_each(*file, "group", wrong, out.groups);
  read_each(*file, "rule", wrong, out.rules);
  if (wrong) return fail(*wrong);
  if (reached.size() != ways || out.against.size() != ways - 1)
    return fail(file->wrong("a way in which harm is seen is missing", fmt::format("{} ways", ways)));
  for (std::size_t way = 0; way < ways; ++way) {
    out.reached[way] = reached[way];
    if (way > 0) out.against[way - 1].way = static_cast<Way>(way);
  }
  out.published = true;
  return out;
}

}  // namespace roundel::backtest
