// The fixtures that govuk-frontend publishes, and our markup held to them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include <boost/json.hpp>

#include "web/components/form.h"

namespace roundel::web::fixtures {

namespace json = boost::json;

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Runs of whitespace become one space; none at either end. References that fixtures write otherwise become ours.
inline std::string tidy(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  while (!out.empty() && out.front() == ' ') out.erase(0, 1);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"&ctdot;", "\u22EF"}, {"'", "&#39;"}}) {
    for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
      out.replace(at, from.size(), to);
  }
  return out;
}

// "<a b="1" a="2">" as "<a a="2" b="1">".
inline std::string tidy_tag(std::string_view tag) {
  std::size_t at = 1;
  while (at < tag.size() && !is_space(tag[at]) && tag[at] != '>') ++at;
  std::string out(tag.substr(0, at));
  std::set<std::string> attributes;
  while (at < tag.size() && tag[at] != '>') {
    while (at < tag.size() && (is_space(tag[at]) || tag[at] == '/')) ++at;
    const std::size_t from = at;
    while (at < tag.size() && !is_space(tag[at]) && tag[at] != '=' && tag[at] != '>') ++at;
    std::string attribute(tag.substr(from, at - from));
    if (at < tag.size() && tag[at] == '=') {
      const std::size_t end = tag.find('"', at + 2);
      attribute += "=\"" + tidy(tag.substr(at + 2, end - at - 2)) + "\"";
      at = end + 1;
    }
    if (!attribute.empty()) attributes.insert(attribute);
  }
  for (const std::string& attribute : attributes) out += " " + attribute;
  return out + ">";
}

// One tag or text a line.
inline std::string normal(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const bool tag = html[at] == '<';
    std::size_t end = at;
    bool quoted = false;
    while (end < html.size() && (tag ? (quoted || html[end] != '>') : html[end] != '<')) {
      if (tag && html[end] == '"') quoted = !quoted;
      ++end;
    }
    if (tag) ++end;
    const std::string piece = tag ? tidy_tag(html.substr(at, end - at)) : tidy(html.substr(at, end - at));
    if (!piece.empty()) out += piece + "\n";
    at = end;
  }
  return out;
}

// The options of a fixture, each marked as it is read: what nobody reads we do not support.
class Options {
 public:
  explicit Options(const json::object& object) : object_(object) {}
  const json::value* find(const char* name) {
    read_.insert(name);
    return object_.if_contains(name);
  }
  std::string text(const char* name) {
    const json::value* value = find(name);
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return std::string(value->get_string());
    if (value->is_int64()) return std::to_string(value->get_int64());
    supported_ = false;
    return {};
  }
  bool flag(const char* name) {
    const json::value* value = find(name);
    return value != nullptr && value->is_bool() && value->get_bool();
  }
  std::optional<bool> maybe_flag(const char* name) {
    const json::value* value = find(name);
    return value != nullptr && value->is_bool() ? std::optional(value->get_bool()) : std::nullopt;
  }
  // A member that is an object, read by `use`.
  bool inside(const char* name, const std::function<void(Options&)>& use) {
    const json::value* value = find(name);
    if (value == nullptr || !value->is_object()) return false;
    Options options(value->get_object());
    use(options);
    supported_ = supported_ && options.supported();
    return true;
  }
  void each(const char* name, const std::function<void(Options&)>& use) {
    const json::value* value = find(name);
    if (value == nullptr || !value->is_array()) return;
    for (const json::value& item : value->get_array()) {
      if (!item.is_object()) {
        supported_ = false;
        continue;
      }
      Options options(item.get_object());
      use(options);
      supported_ = supported_ && options.supported();
    }
  }
  void refuse() { supported_ = false; }
  bool supported() const {
    return supported_ &&
           std::ranges::all_of(object_, [&](const auto& member) { return read_.contains(std::string(member.key())); });
  }

 private:
  const json::object& object_;
  std::set<std::string> read_;
  bool supported_ = true;
};

inline Label label_of(Options& o) {
  Label made;
  o.inside("label", [&](Options& l) {
    made = {.text = l.text("text"), .classes = l.text("classes"), .page_heading = l.flag("isPageHeading")};
  });
  if (made.text.empty()) o.refuse();
  return made;
}
inline std::optional<Hint> hint_of(Options& o) {
  std::optional<Hint> made;
  o.inside("hint", [&](Options& h) { made = Hint{.text = h.text("text"), .classes = h.text("classes")}; });
  return made;
}
inline std::string error_of(Options& o) {
  std::string made;
  o.inside("errorMessage", [&](Options& e) { made = e.text("text"); });
  return made;
}
inline std::string group_of(Options& o) {
  std::string made;
  o.inside("formGroup", [&](Options& g) { made = g.text("classes"); });
  return made;
}
inline std::optional<Fieldset> fieldset_of(Options& o) {
  std::optional<Fieldset> made;
  o.inside("fieldset", [&](Options& f) {
    made = Fieldset{.classes = f.text("classes"), .described_by = f.text("describedBy")};
    f.inside("legend", [&](Options& l) {
      made->legend = l.text("text");
      made->legend_classes = l.text("classes");
      made->page_heading = l.flag("isPageHeading");
    });
  });
  return made;
}

using Make = std::function<Html(Options&)>;

// Compares every fixture whose options we support; there must be at least `least` of them, or the test says nothing.
inline void expect_like_fixtures(const std::string& component, int least, const Make& make) {
  const std::string path = std::string(ROUNDEL_SOURCE_DIR) + "/web/node_modules/govuk-frontend/dist/govuk/components/" +
                           component + "/fixtures.json";
  std::ifstream file(path);
  ASSERT_TRUE(file) << "run npm ci in web/ first: " << path;
  std::stringstream text;
  text << file.rdbuf();
  const json::value whole = json::parse(text.str());
  int compared = 0;
  for (const json::value& fixture : whole.at("fixtures").as_array()) {
    Options options(fixture.at("options").as_object());
    const Html ours = make(options);
    if (!options.supported()) continue;
    ++compared;
    EXPECT_EQ(normal(ours.str()), normal(std::string(fixture.at("html").as_string())))
        << component << ": " << fixture.at("name").as_string().c_str();
  }
  EXPECT_GE(compared, least) << component << ": too few fixtures were compared";
}

}  // namespace roundel::web::fixtures
