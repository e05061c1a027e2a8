// Our components beside the fixtures that govuk-frontend publishes: the same markup for every option we support.
// Whitespace between tags and the order of attributes do not count.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include <boost/json.hpp>

#include "web/components/form.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"

namespace roundel::web {
namespace {

namespace json = boost::json;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Runs of whitespace become one space; none at either end. References that fixtures write otherwise become ours.
std::string tidy(std::string_view text) {
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
std::string tidy_tag(std::string_view tag) {
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
std::string normal(std::string_view html) {
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

Label label_of(Options& o) {
  Label made;
  o.inside("label", [&](Options& l) {
    made = {.text = l.text("text"), .classes = l.text("classes"), .page_heading = l.flag("isPageHeading")};
  });
  if (made.text.empty()) o.refuse();
  return made;
}
std::optional<Hint> hint_of(Options& o) {
  std::optional<Hint> made;
  o.inside("hint", [&](Options& h) { made = Hint{.text = h.text("text"), .classes = h.text("classes")}; });
  return made;
}
std::string error_of(Options& o) {
  std::string made;
  o.inside("errorMessage", [&](Options& e) { made = e.text("text"); });
  return made;
}
std::string group_of(Options& o) {
  std::string made;
  o.inside("formGroup", [&](Options& g) { made = g.text("classes"); });
  return made;
}
std::optional<Fieldset> fieldset_of(Options& o) {
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
void expect_like_fixtures(const std::string& component, int least, const Make& make) {
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

TEST(Components, Button) {
  expect_like_fixtures("button", 8, [](Options& o) {
    return button({.text = o.text("text"),
                   .href = o.text("href"),
                   .type = o.find("type") ? o.text("type") : "submit",
                   .name = o.text("name"),
                   .value = o.text("value"),
                   .id = o.text("id"),
                   .classes = o.text("classes"),
                   .disabled = o.flag("disabled"),
                   .prevent_double_click = o.maybe_flag("preventDoubleClick")});
  });
}

TEST(Components, Input) {
  expect_like_fixtures("input", 10, [](Options& o) {
    Input made{.label = label_of(o),
               .name = o.text("name"),
               .id = o.text("id"),
               .hint = hint_of(o),
               .error = error_of(o),
               .classes = o.text("classes"),
               .group_classes = group_of(o),
               .described_by = o.text("describedBy"),
               .autocomplete = o.text("autocomplete"),
               .autocapitalize = o.text("autocapitalize"),
               .inputmode = o.text("inputmode"),
               .pattern = o.text("pattern"),
               .spellcheck = o.maybe_flag("spellcheck"),
               .disabled = o.flag("disabled")};
    if (o.find("type")) made.type = o.text("type");
    if (o.find("value")) made.value = o.text("value");
    return input(made);
  });
}

TEST(Components, Textarea) {
  expect_like_fixtures("textarea", 8, [](Options& o) {
    Textarea made{.label = label_of(o),
                  .name = o.text("name"),
                  .id = o.text("id"),
                  .value = o.text("value"),
                  .hint = hint_of(o),
                  .error = error_of(o),
                  .classes = o.text("classes"),
                  .group_classes = group_of(o),
                  .described_by = o.text("describedBy"),
                  .autocomplete = o.text("autocomplete"),
                  .spellcheck = o.maybe_flag("spellcheck"),
                  .disabled = o.flag("disabled")};
    if (o.find("rows")) made.rows = std::stoi("0" + o.text("rows"));
    return textarea(made);
  });
}

TEST(Components, Radios) {
  expect_like_fixtures("radios", 8, [](Options& o) {
    Radios made{.name = o.text("name"),
                .id_prefix = o.text("idPrefix"),
                .fieldset = fieldset_of(o),
                .hint = hint_of(o),
                .error = error_of(o),
                .classes = o.text("classes"),
                .group_classes = group_of(o),
                .value = o.text("value")};
    o.each("items", [&](Options& i) {
      if (i.maybe_flag("checked") == false) i.refuse();  // an item that is unchecked against the value: not supported
      made.items.push_back({.value = i.text("value"),
                            .text = i.text("text"),
                            .hint = hint_of(i),
                            .checked = i.flag("checked"),
                            .disabled = i.flag("disabled"),
                            .divider = i.text("divider")});
    });
    return radios(made);
  });
}

TEST(Components, Checkboxes) {
  expect_like_fixtures("checkboxes", 5, [](Options& o) {
    Checkboxes made{.id_prefix = o.text("idPrefix").empty() ? o.text("name") : o.text("idPrefix"),
                    .fieldset = fieldset_of(o),
                    .hint = hint_of(o),
                    .error = error_of(o),
                    .classes = o.text("classes"),
                    .group_classes = group_of(o)};
    const std::string shared = o.text("name");
    o.each("items", [&](Options& i) {
      const std::string own = i.text("name");
      made.items.push_back({.name = own.empty() ? shared : own,
                            .value = i.text("value"),
                            .text = i.text("text"),
                            .hint = hint_of(i),
                            .checked = i.flag("checked"),
                            .disabled = i.flag("disabled")});
    });
    return checkboxes(made);
  });
}

TEST(Components, Select) {
  expect_like_fixtures("select", 3, [](Options& o) {
    Select made{.label = label_of(o),
                .name = o.text("name"),
                .id = o.text("id"),
                .hint = hint_of(o),
                .error = error_of(o),
                .classes = o.text("classes"),
                .group_classes = group_of(o),
                .value = o.text("value")};
    o.each("items", [&](Options& i) {
      if (i.find("value") == nullptr) i.refuse();
      made.items.emplace_back(i.text("value"), i.text("text"));
      if (i.maybe_flag("selected") == false) i.refuse();
      if (i.flag("selected") && made.value.empty()) made.value = i.text("value");
    });
    return select(made);
  });
}

TEST(Components, DateInput) {
  expect_like_fixtures("date-input", 3, [](Options& o) {
    DateInput made{.id = o.text("id"),
                   .name_prefix = o.text("namePrefix"),
                   .fieldset = fieldset_of(o),
                   .hint = hint_of(o),
                   .error = error_of(o),
                   .classes = o.text("classes"),
                   .group_classes = group_of(o)};
    o.inside("values",
             [&](Options& v) { made.day = v.text("day"), made.month = v.text("month"), made.year = v.text("year"); });
    return date_input(made);
  });
}

TEST(Components, ErrorSummary) {
  expect_like_fixtures("error-summary", 5, [](Options& o) {
    ErrorSummary made{.title = o.text("titleText"),
                      .description = o.text("descriptionText"),
                      .classes = o.text("classes"),
                      .disable_auto_focus = o.maybe_flag("disableAutoFocus")};
    o.each("errorList", [&](Options& e) { made.errors.push_back({.text = e.text("text"), .href = e.text("href")}); });
    return error_summary(made);
  });
}

TEST(Components, ErrorMessage) {
  expect_like_fixtures("error-message", 3, [](Options& o) {
    ErrorMessage made{.text = o.text("text"), .id = o.text("id"), .classes = o.text("classes")};
    if (const json::value* before = o.find("visuallyHiddenText"))
      made.before = before->is_string() ? std::string(before->get_string()) : std::string();
    return error_message(made);
  });
}

TEST(Components, Fieldset) {
  expect_like_fixtures("fieldset", 4, [](Options& o) {
    Fieldset made{.classes = o.text("classes"), .described_by = o.text("describedBy"), .role = o.text("role")};
    o.inside("legend", [&](Options& l) {
      made.legend = l.text("text"), made.legend_classes = l.text("classes"),
      made.page_heading = l.flag("isPageHeading");
    });
    return fieldset(made, {});
  });
}

TEST(Components, SummaryList) {
  expect_like_fixtures("summary-list", 2, [](Options& o) {
    SummaryList made{.classes = o.text("classes")};
    o.each("rows", [&](Options& r) {
      SummaryRow row{.classes = r.text("classes")};
      r.inside("key", [&](Options& k) { row.key = k.text("text"); });
      r.inside("value", [&](Options& v) { row.value = v.text("text"); });
      r.inside("actions", [&](Options& a) {
        a.each("items", [&](Options& i) {
          row.actions.push_back(
              {.text = i.text("text"), .href = i.text("href"), .hidden = i.text("visuallyHiddenText")});
        });
      });
      made.rows.push_back(std::move(row));
    });
    return summary_list(made);
  });
}

Cell cell_of(Options& c) {
  Cell made{.content = c.text("text"), .classes = c.text("classes"), .numeric = c.text("format") == "numeric"};
  if (c.find("colspan")) made.colspan = std::stoi("0" + c.text("colspan"));
  if (c.find("rowspan")) made.rowspan = std::stoi("0" + c.text("rowspan"));
  return made;
}

TEST(Components, Table) {
  expect_like_fixtures("table", 4, [](Options& o) {
    Table made{.caption = o.text("caption"),
               .caption_classes = o.text("captionClasses"),
               .first_cell_is_header = o.flag("firstCellIsHeader"),
               .classes = o.text("classes")};
    o.each("head", [&](Options& c) { made.head.push_back(cell_of(c)); });
    const json::value* rows = o.find("rows");
    if (rows == nullptr || !rows->is_array()) return Html();
    for (const json::value& row : rows->get_array()) {
      if (!row.is_array()) {
        o.refuse();
        continue;
      }
      std::vector<Cell> cells;
      for (const json::value& cell : row.get_array()) {
        Options options(cell.as_object());
        cells.push_back(cell_of(options));
        if (!options.supported()) o.refuse();
      }
      made.rows.push_back(std::move(cells));
    }
    return table(made);
  });
}

TEST(Components, Tag) {
  expect_like_fixtures("tag", 8, [](Options& o) { return tag(o.text("text"), o.text("classes")); });
}

TEST(Components, Details) {
  expect_like_fixtures("details", 3, [](Options& o) {
    return details({.summary = o.text("summaryText"),
                    .content = o.text("text"),
                    .id = o.text("id"),
                    .classes = o.text("classes"),
                    .open = o.flag("open")});
  });
}

TEST(Components, NotificationBanner) {
  expect_like_fixtures("notification-banner", 4, [](Options& o) {
    NotificationBanner made{.text = o.text("text"),
                            .success = o.text("type") == "success",
                            .title = o.text("titleText"),
                            .title_id = o.text("titleId"),
                            .classes = o.text("classes"),
                            .role = o.text("role"),
                            .disable_auto_focus = o.maybe_flag("disableAutoFocus")};
    return notification_banner(made);
  });
}

TEST(Components, InsetText) {
  expect_like_fixtures("inset-text", 2, [](Options& o) { return inset_text(o.text("text"), o.text("classes")); });
}

TEST(Components, WarningText) {
  expect_like_fixtures("warning-text", 2, [](Options& o) {
    const std::string icon = o.text("iconFallbackText");
    return warning_text(o.text("text"), icon.empty() ? "Warning" : icon);
  });
}

TEST(Components, Panel) {
  expect_like_fixtures("panel", 2, [](Options& o) {
    Panel made{.title = o.text("titleText"), .content = o.text("text"), .classes = o.text("classes")};
    if (made.classes.find("interruption") != std::string::npos) o.refuse();
    if (o.find("headingLevel")) made.heading_level = std::stoi("0" + o.text("headingLevel"));
    if (made.heading_level > 2) o.refuse();
    return panel(made);
  });
}

TEST(Components, SkipLink) {
  expect_like_fixtures("skip-link", 1, [](Options& o) {
    const std::string href = o.text("href");
    return skip_link(href.empty() ? "#content" : href, o.text("text"));
  });
}

TEST(Components, BackLink) {
  expect_like_fixtures("back-link", 1, [](Options& o) {
    const std::string href = o.text("href");
    const std::string text = o.text("text");
    return back_link(href.empty() ? "#" : href, text.empty() ? "Back" : text);
  });
}

TEST(Components, GenericHeader) {
  expect_like_fixtures("generic-header", 1, [](Options& o) { return generic_header(o.text("logoText")); });
}

TEST(Components, ServiceNavigation) {
  expect_like_fixtures("service-navigation", 3, [](Options& o) {
    ServiceNavigation made{.name = o.text("serviceName"), .url = o.text("serviceUrl")};
    if (o.find("navigationId")) made.id = o.text("navigationId");
    o.each("navigation", [&](Options& i) {
      made.items.push_back({.text = i.text("text"), .href = i.text("href"), .current = i.flag("current")});
      if (made.items.back().href.empty()) i.refuse();
    });
    return service_navigation(made);
  });
}

TEST(Components, Pagination) {
  expect_like_fixtures("pagination", 3, [](Options& o) {
    Pagination made;
    o.inside("previous", [&](Options& p) { made.previous = p.text("href"); });
    o.inside("next", [&](Options& n) { made.next = n.text("href"); });
    o.each("items", [&](Options& i) {
      const std::string number = i.text("number");
      const bool ellipsis = i.flag("ellipsis");
      if (!ellipsis && number.find_first_not_of("0123456789") != std::string::npos) i.refuse();
      made.items.push_back(
          {.number = ellipsis ? 0 : std::atoi(number.c_str()), .href = i.text("href"), .current = i.flag("current")});
    });
    if (made.items.empty()) o.refuse();  // without numbers the arrows stand one above the other: not used here
    return pagination(made);
  });
}

}  // namespace
}  // namespace roundel::web
