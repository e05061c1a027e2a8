// front-door.toml → which entries of a feed are notifications to the front door, and what counts as decided.
#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {
namespace {

Result<StartsWhen> read_condition(const Node& node, const std::string& kind, const Vocabulary& vocabulary) {
  Fields fields(node, {"value", "is"});
  StartsWhen when{fields.text("value"), fields.texts("is")};
  check_when(fields, when, kind, vocabulary);
  if (const auto done = fields.done(); !done) return fail(done.error());
  return when;
}

// Whether every entry that the one brings is brought by the other already.
bool is_part_of(const NotificationKind& one, const NotificationKind& whole) {
  if (one.kind != whole.kind || (!whole.without.empty() && one.without != whole.without)) return false;
  return std::all_of(whole.when.begin(), whole.when.end(), [&](const StartsWhen& wanted) {
    return std::any_of(one.when.begin(), one.when.end(), [&](const StartsWhen& when) {
      return when.value == wanted.value && std::all_of(when.is.begin(), when.is.end(), [&](const std::string& word) {
               return std::find(wanted.is.begin(), wanted.is.end(), word) != wanted.is.end();
             });
    });
  });
}

enum class From { nation, place };

Done read_notification(const Node& node, const Vocabulary& vocabulary, NotificationRule& rule, From from) {
  Fields fields = from == From::place ? Fields(node, {"kind", "when", "without", "source"})
                                      : Fields(node, {"kind", "when", "without"});
  const std::string code = fields.text("kind");
  NotificationKind out{.kind = KindCode(code), .when = {}, .without = fields.text_or("without", "")};
  read_kind_word(fields, "kind", code, vocabulary);
  for (const Node* condition : fields.tables("when")) {
    auto when = read_condition(*condition, code, vocabulary);
    if (!when) return fail(when.error());
    out.when.push_back(std::move(*when));
  }
  const EntryKind* kind = vocabulary.kind(code);
  if (!out.without.empty() && kind != nullptr && kind->value(out.without) == nullptr)
    fields.wrong("without", fmt::format("'{}' has no such value", code), "a value of the kind");
  if (from == From::place) {
    out.source = fields.text("source");
    out.of_place = true;
    if (std::any_of(rule.kinds.begin(), rule.kinds.end(), [&](const auto& known) { return is_part_of(out, known); }))
      fields.wrong("kind", fmt::format("every '{}' that this names is a notification already", code),
                   "what the nation's file does not name; none of the nation's can be taken away");
  }
  if (const auto done = fields.done(); !done) return done;
  rule.kinds.push_back(std::move(out));
  return {};
}

// Days: an answer may be looked for in fewer, and what nobody decided may be held for more.
void tighten_days(Fields& top, const Node& file, NotificationRule& rule) {
  if (file.find("settled-within-days")) {
    const int days = top.number("settled-within-days", 0, 366);
    if (days > rule.settled_within_days)
      top.wrong("settled-within-days",
                fmt::format("{} days are looser than the national {}: what social care recorded {} days later would be "
                            "taken for an answer, and the notification would wait no more",
                            days, rule.settled_within_days, rule.settled_within_days + 1),
                fmt::format("at most {}", rule.settled_within_days));
    rule.settled_within_days = days;
  }
  if (!file.find("waits-days")) return;
  const int days = top.number("waits-days", 1, 366);
  if (days < rule.waits_days)
    top.wrong(
        "waits-days",
        fmt::format("{} days are looser than the national {}: one that nobody decided would be off the list on day "
                    "{}, and wait for nobody",
                    days, rule.waits_days, days + 1),
        fmt::format("at least {}", rule.waits_days));
  rule.waits_days = days;
}

// Fewer kinds of entry may count as an answer, and none that the nation does not count.
void tighten_answers(Fields& top, NotificationRule& rule) {
  std::vector<KindCode> kinds;
  std::vector<std::string_view> known;
  for (const KindCode& kind : rule.settled_by) known.push_back(kind.value);
  for (const std::string& kind : top.texts("settled-by")) {
    if (std::find(known.begin(), known.end(), kind) == known.end())
      top.wrong("settled-by",
                fmt::format("for the nation '{}' is no answer: a notification before it would wait no more", kind),
                suggestion(kind, known));
    kinds.emplace_back(kind);
  }
  rule.settled_by = std::move(kinds);
}

}  // namespace

Done load_notifications(const std::string& path, Standards& standards) {
  if (!file_exists(path)) return {};
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"waits-days", "settled-within-days", "settled-by", "notification"});
  NotificationRule rule{.kinds = {}, .settled_by = {}};
  rule.waits_days = top.number("waits-days", 1, 366);
  rule.settled_within_days = top.number("settled-within-days", 0, 366);
  for (const std::string& kind : top.texts("settled-by")) {
    read_kind_word(top, "settled-by", kind, standards.vocabulary);
    rule.settled_by.emplace_back(kind);
  }
  for (const Node* node : top.tables("notification"))
    top.note(read_notification(*node, standards.vocabulary, rule, From::nation));
  if (const auto done = top.done(); !done) return done;
  standards.notifications = std::move(rule);
  return {};
}

Done tighten_notifications(const std::string& path, Standards& standards) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"waits-days", "settled-within-days", "settled-by", "source", "notification"});
  NotificationRule with = standards.notifications;
  tighten_days(top, *file, with);
  if (file->find("settled-by")) tighten_answers(top, with);
  if (file->find("waits-days") || file->find("settled-within-days") || file->find("settled-by"))
    with.place_source = top.text("source");
  for (const Node* node : top.tables("notification"))
    top.note(read_notification(*node, standards.vocabulary, with, From::place));
  if (const auto done = top.done(); !done) return done;
  standards.notifications = std::move(with);
  return {};
}

}  // namespace roundel
