// Our components beside the fixtures that govuk-frontend publishes: the same markup for every option we support.
// Whitespace between tags and the order of attributes do not count.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/govuk_fixtures.h"
#include "web/components/form.h"
#include "web/components/lists.h"
#include "web/components/navigation.h"
#include "web/components/notice.h"

namespace roundel::web {
namespace {

using namespace fixtures;

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

TEST(Components, FileUpload) {
  expect_like_fixtures("file-upload", 10, [](Options& o) {
    return file_upload({.label = label_of(o),
                        .name = o.text("name"),
                        .id = o.text("id"),
                        .hint = hint_of(o),
                        .error = error_of(o),
                        .classes = o.text("classes"),
                        .group_classes = group_of(o),
                        .described_by = o.text("describedBy"),
                        .disabled = o.flag("disabled")});
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
