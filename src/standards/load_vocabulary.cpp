// codes/, roles.toml, sharing.toml, retention.toml, vocabulary/ and groups.toml → Vocabulary.
#include <algorithm>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"

namespace roundel {
namespace {

// Reads every table of the list `key` of a file with `read`.
template <class Read>
Done read_list(const std::string& path, std::string_view key, Read read) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {key});
  for (const Node* item : top.tables(key)) top.note(read(*item));
  return top.done();
}

template <class List>
std::vector<std::string_view> words_of(const List& list) {
  std::vector<std::string_view> out;
  for (const auto& item : list) out.push_back(item.code);
  return out;
}

Done read_code_set(const Node& node, Vocabulary& vocabulary) {
  Fields fields(node, {"name", "source", "confirmed", "note", "codes"});
  CodeSet set{.name = fields.text("name"), .source = fields.text("source")};
  set.confirmed = fields.flag_or("confirmed", true);
  set.note = fields.text_or("note", "");
  if (vocabulary.code_set(set.name))
    fields.wrong("name", fmt::format("the code set '{}' is there already", set.name), "a new name");
  for (const Node* item : fields.tables("codes")) {
    Fields code(*item, {"code", "meaning"});
    std::string word = code.text("code");
    if (set.meaning(word)) code.wrong("code", fmt::format("'{}' is there twice", word), "each code once");
    set.codes.emplace_back(std::move(word), code.text("meaning"));
    fields.note(code.done());
  }
  if (set.codes.empty()) fields.wrong("codes", "a code set needs codes", "codes = [{ code = …, meaning = … }]");
  vocabulary.code_sets.push_back(std::move(set));
  return fields.done();
}

// What a file's [default] says of every kind in it.
struct KindDefaults {
  std::vector<std::string> recorded_by;
  std::vector<std::string> roles;
  std::string sharing;
  std::string retention;
};

Result<KindDefaults> read_defaults(const Node& file) {
  const auto node = file.need("default");
  if (!node) return fail(node.error());
  Fields fields(**node, {"recorded-by", "roles", "sharing", "retention"});
  KindDefaults out{fields.texts("recorded-by"), fields.texts("roles"), fields.text("sharing"),
                   fields.text("retention")};
  if (const auto done = fields.done(); !done) return fail(done.error());
  return out;
}

Done read_agency_kind(const Node& node, Vocabulary& vocabulary) {
  Fields fields(node, {"code", "name", "lane"});
  AgencyKind kind{fields.text("code"), fields.text("name"), fields.text("lane")};
  if (vocabulary.agency_kind(kind.code))
    fields.wrong("code", fmt::format("the kind of agency '{}' is there already", kind.code), "a new code");
  vocabulary.agency_kinds.push_back(std::move(kind));
  return fields.done();
}

Done read_value(const Node& node, const Vocabulary& vocabulary, EntryKind& kind) {
  Fields fields(node, {"name", "label", "type", "codes", "required"});
  ValueSpec spec{.name = fields.text("name"), .label = fields.text("label")};
  spec.code_set = fields.text_or("codes", "");
  if (spec.code_set.empty()) {
    const std::vector<std::string_view> words = {"text", "code", "number", "yes-no", "date"};
    spec.type = static_cast<ValueType>(std::max(0, fields.word("type", words)));
    if (spec.type == ValueType::code) fields.wrong("type", "a code needs its set", "codes = \"…\" in place of type");
  } else {
    spec.type = ValueType::code;
    if (fields.node().find("type")) fields.wrong("type", "a value of a code set has no other type", "codes alone");
    std::vector<std::string_view> sets = {"level"};  // made from the level scheme, which is read later
    for (const CodeSet& set : vocabulary.code_sets) sets.push_back(set.name);
    fields.word("codes", sets);
  }
  spec.required = fields.flag_or("required", false);
  if (kind.value(spec.name)) fields.wrong("name", fmt::format("'{}' is there twice", spec.name), "each value once");
  kind.values.push_back(std::move(spec));
  return fields.done();
}

void read_marks(Fields& fields, EntryKind& kind) {
  for (const std::string& mark : fields.texts("marks")) {
    if (mark == "protective")
      kind.protective = true;
    else if (mark == "contact")
      kind.contact = true;
    else if (mark == "timed")
      kind.timed = true;
    else if (mark == "structural")
      kind.structural = true;
    else
      fields.wrong("marks", fmt::format("'{}' is not a mark", mark), "protective, contact, timed or structural");
  }
}

Done read_kind(const Node& node, const KindDefaults& defaults, Vocabulary& vocabulary) {
  Fields fields(node, {"code", "name", "recorded-by", "roles", "sharing", "retention", "standing", "marks", "values"});
  EntryKind kind{.code = KindCode(fields.text("code")), .name = fields.text("name")};
  kind.agency_kinds = node.find("recorded-by") ? fields.texts("recorded-by") : defaults.recorded_by;
  for (const std::string& agency : kind.agency_kinds)
    if (!vocabulary.agency_kind(agency))
      fields.wrong("recorded-by", fmt::format("'{}' is not a kind of agency", agency),
                   suggestion(agency, words_of(vocabulary.agency_kinds)));
  std::vector<std::string_view> role_words;
  for (const RoleWord& role : vocabulary.roles) role_words.push_back(role.code.str());
  for (const std::string& role : node.find("roles") ? fields.texts("roles") : defaults.roles) {
    if (!vocabulary.role(role))
      fields.wrong("roles", fmt::format("'{}' is not a role", role), suggestion(role, role_words));
    kind.roles.emplace_back(role);
  }
  kind.sharing = fields.text_or("sharing", defaults.sharing);
  if (!vocabulary.sharing_class(kind.sharing))
    fields.wrong("sharing", fmt::format("'{}' is not a sharing class", kind.sharing),
                 suggestion(kind.sharing, words_of(vocabulary.sharing_classes)));
  kind.retention = fields.text_or("retention", defaults.retention);
  if (!vocabulary.retention(kind.retention))
    fields.wrong("retention", fmt::format("'{}' is not a retention rule", kind.retention),
                 suggestion(kind.retention, words_of(vocabulary.retentions)));
  kind.standing =
      static_cast<Standing>(std::max(0, fields.word_or("standing", {"fact", "reported", "opinion", "judgement"}, 0)));
  read_marks(fields, kind);
  for (const Node* value : fields.tables("values")) fields.note(read_value(*value, vocabulary, kind));
  if (vocabulary.kind(kind.code.str()))
    fields.wrong("code", fmt::format("the kind '{}' is there already", kind.code.str()), "a new code");
  vocabulary.kinds.push_back(std::move(kind));
  return fields.done();
}

Done read_kinds(const Node& file, Vocabulary& vocabulary) {
  Fields top(file, {"agency-kind", "default", "kind"});
  const auto defaults = read_defaults(file);
  if (!defaults) return fail(defaults.error());
  for (const Node* node : top.tables("kind")) {
    top.note(read_kind(*node, *defaults, vocabulary));
    vocabulary.index();
  }
  return top.done();
}

}  // namespace

Done load_codes(const std::string& folder, Vocabulary& vocabulary) {
  for (const std::string& path : standards_files(folder)) {
    const auto done = read_list(path, "set", [&](const Node& node) { return read_code_set(node, vocabulary); });
    if (!done) return done;
  }
  return {};
}

Done load_roles(const std::string& path, Vocabulary& vocabulary) {
  return read_list(path, "role", [&](const Node& node) {
    Fields fields(node, {"code", "name", "child"});
    RoleWord role{RoleCode(fields.text("code")), fields.text("name"), fields.flag_or("child", false)};
    if (vocabulary.role(role.code.str()))
      fields.wrong("code", fmt::format("the role '{}' is there already", role.code.str()), "a new code");
    vocabulary.roles.push_back(std::move(role));
    return fields.done();
  });
}

Done load_sharing(const std::string& path, Vocabulary& vocabulary) {
  return read_list(path, "class", [&](const Node& node) {
    Fields fields(node, {"code", "name", "why", "joint-team", "sensitive"});
    SharingClass sharing{.code = fields.text("code"), .name = fields.text("name"), .why = fields.text("why")};
    sharing.joint_team = fields.flag_or("joint-team", false);
    sharing.sensitive = fields.flag_or("sensitive", false);
    if (sharing.joint_team && sharing.sensitive)
      fields.wrong("sensitive", "what is sensitive does not go to the whole joint team", "one of the two");
    vocabulary.sharing_classes.push_back(std::move(sharing));
    return fields.done();
  });
}

Done load_retention(const std::string& path, Vocabulary& vocabulary) {
  return read_list(path, "retention", [&](const Node& node) {
    Fields fields(node, {"code", "rule", "source", "confirmed"});
    Retention rule{fields.text("code"), fields.text("rule"), fields.text("source"), fields.flag_or("confirmed", true)};
    vocabulary.retentions.push_back(std::move(rule));
    return fields.done();
  });
}

// Kinds of agency come first, all of them: a kind of entry may name any.
Done load_kinds(const std::string& folder, Vocabulary& vocabulary) {
  std::vector<Node> files;
  for (const std::string& path : standards_files(folder)) {
    auto file = read_document(path);
    if (!file) return fail(file.error());
    if (const Node* agency = file->find("agency-kind"))
      if (const auto done = read_agency_kind(*agency, vocabulary); !done) return done;
    files.push_back(std::move(*file));
  }
  for (const Node& file : files)
    if (const auto done = read_kinds(file, vocabulary); !done) return done;
  return {};
}

Done load_groups(const std::string& path, Vocabulary& vocabulary) {
  return read_list(path, "group", [&](const Node& node) {
    Fields fields(node, {"code", "name", "kinds", "mark"});
    KindGroup group{.code = fields.text("code"), .name = fields.text("name"), .kinds = {}};
    const int mark = fields.word_or("mark", {"protective", "contact"}, -1);
    std::vector<std::string_view> known;
    for (const EntryKind& kind : vocabulary.kinds) {
      known.push_back(kind.code.str());
      if ((mark == 0 && kind.protective) || (mark == 1 && kind.contact)) group.kinds.push_back(kind.code);
    }
    for (const std::string& code : fields.texts("kinds")) {
      if (!vocabulary.kind(code))
        fields.wrong("kinds", fmt::format("'{}' is not a kind of entry", code), suggestion(code, known));
      group.kinds.emplace_back(code);
    }
    if (group.kinds.empty()) fields.wrong("kinds", "a group needs kinds", "kinds = [\"…\"] or mark = \"…\"");
    if (vocabulary.group(group.code))
      fields.wrong("code", fmt::format("the group '{}' is there already", group.code), "a new code");
    vocabulary.groups.push_back(std::move(group));
    return fields.done();
  });
}

Done narrow_sharing(const std::string& path, Vocabulary& vocabulary) {
  // How far content goes: joint team 2, the agency's own decision 1, consent or reasonable cause 0.
  const auto width = [&](const std::string& code) {
    const SharingClass* sharing = vocabulary.sharing_class(code);
    return sharing->joint_team ? 2 : sharing->sensitive ? 0 : 1;
  };
  return read_list(path, "narrow", [&](const Node& node) -> Done {
    Fields fields(node, {"kind", "class", "why"});
    const std::string code = fields.text("kind");
    const int number = vocabulary.kind_number(code);
    std::vector<std::string_view> known;
    for (const EntryKind& kind : vocabulary.kinds) known.push_back(kind.code.str());
    if (number < 0) fields.wrong("kind", fmt::format("'{}' is not a kind of entry", code), suggestion(code, known));
    const int to = fields.word("class", words_of(vocabulary.sharing_classes));
    fields.text("why");
    if (const auto done = fields.done(); !done) return done;
    EntryKind& kind = vocabulary.kinds[static_cast<std::size_t>(number)];
    const SharingClass& narrower = vocabulary.sharing_classes[static_cast<std::size_t>(to)];
    if (width(narrower.code) > width(kind.sharing))
      fields.wrong("class", fmt::format("'{}' would go further than the national '{}'", narrower.code, kind.sharing),
                   "a class that is no wider");
    kind.sharing = narrower.code;
    return fields.done();
  });
}

}  // namespace roundel
