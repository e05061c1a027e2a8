// What people fill in: buttons, fields and the words that say what is wrong with them. Typed after the components of
// the GOV.UK Design System; the tests hold the markup to the fixtures that govuk-frontend publishes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html.h"

namespace roundel::web {

struct Button {
  Html text;
  std::string href;  // a link that looks like a button; empty: a real one
  std::string type = "submit";
  std::string name;
  std::string value;
  std::string id;
  std::string classes;
  bool disabled = false;
  std::optional<bool> prevent_double_click;
};
Html button(const Button&);

struct Label {
  Html text;
  std::string classes;
  bool page_heading = false;
};
Html label(const Label&, std::string_view of);

struct Hint {
  Html text;
  std::string classes;
};
Html hint(const Hint&, std::string_view id);

struct ErrorMessage {
  Html text;
  std::string id;
  std::string classes;
  std::string before = "Error";  // read aloud before the text
};
Html error_message(const ErrorMessage&);

struct Input {
  Label label;
  std::string name;
  std::string id;  // the name where empty
  std::string type = "text";
  std::optional<std::string> value;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string described_by;
  std::string autocomplete;
  std::string autocapitalize;
  std::string inputmode;
  std::string pattern;
  std::optional<bool> spellcheck;
  bool disabled = false;
};
Html input(const Input&);

struct FileUpload {
  Label label;
  std::string name;
  std::string id;  // the name where empty
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string described_by;
  bool disabled = false;
};
Html file_upload(const FileUpload&);

struct Textarea {
  Label label;
  std::string name;
  std::string id;
  std::string value;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string described_by;
  std::string autocomplete;
  int rows = 5;
  std::optional<bool> spellcheck;
  bool disabled = false;
};
Html textarea(const Textarea&);

struct Choice {
  std::string value;
  Html text;
  std::optional<Hint> hint;
  bool checked = false;
  bool disabled = false;
  std::string divider;  // not a choice but a word between choices
};

struct Fieldset {
  Html legend;
  std::string legend_classes;
  bool page_heading = false;
  std::string classes;
  std::string described_by;
  std::string role;
};
Html fieldset(const Fieldset&, const Html& content);

struct Radios {
  std::string name;
  std::string id_prefix;  // the name where empty
  std::optional<Fieldset> fieldset;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string value;  // the one that is chosen
  std::vector<Choice> items;
};
Html radios(const Radios&);

// Several may be chosen, each under a name of its own, so that a form is one value a name.
struct Checkbox {
  std::string name;
  std::string value;
  Html text;
  std::optional<Hint> hint;
  bool checked = false;
  bool disabled = false;
};
struct Checkboxes {
  std::string id_prefix;
  std::optional<Fieldset> fieldset;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::vector<Checkbox> items;
};
Html checkboxes(const Checkboxes&);

struct Select {
  Label label;
  std::string name;
  std::string id;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string value;
  std::vector<std::pair<std::string, std::string>> items;  // value, text
};
Html select(const Select&);

struct DateInput {
  std::string id;
  std::string name_prefix;  // "born" gives born-day, born-month, born-year
  std::optional<Fieldset> fieldset;
  std::optional<Hint> hint;
  std::string error;
  std::string classes;
  std::string group_classes;
  std::string day, month, year;
};
Html date_input(const DateInput&);

struct ErrorLine {
  std::string text;
  std::string href;  // "#field"
};
struct ErrorSummary {
  Html title = "There is a problem";
  Html description;
  std::vector<ErrorLine> errors;
  std::string classes;
  std::optional<bool> disable_auto_focus;
};
Html error_summary(const ErrorSummary&);

// A field that the page carries along unseen.
Html hidden_field(std::string_view name, std::string_view value);

}  // namespace roundel::web
