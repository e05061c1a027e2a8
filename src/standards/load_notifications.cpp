// front-door.toml → which entries of a feed are notifications to the front door, and what counts as decided.
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

Done read_notification(const Node& node, const Vocabulary& vocabulary, NotificationRule& rule) {
  Fields fields(node, {"kind", "when", "without"});
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
  if (const auto done = fields.done(); !done) return done;
  rule.kinds.push_back(std::move(out));
  return {};
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
  for (const Node* node : top.tables("notification")) top.note(read_notification(*node, standards.vocabulary, rule));
  if (const auto done = top.done(); !done) return done;
  standards.notifications = std::move(rule);
  return {};
}

}  // namespace roundel
