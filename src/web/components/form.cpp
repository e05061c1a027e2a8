#include "web/components/form.h"

#include "core/text.h"

namespace roundel::web {
namespace {

std::string_view flag(bool value) { return value ? "true" : "false"; }

Attribute optional_flag(Name name, const std::optional<bool>& value) {
  return Attribute(name, flag(value.value_or(false))).when(value.has_value());
}

std::string group_class(std::string_view error, std::string_view extra) {
  return classes(classes("govuk-form-group", error.empty() ? "" : "govuk-form-group--error"), extra);
}

// Hint and error of a field, and the ids by which the field points at them.
struct Explained {
  Html html;
  std::string described_by;
};
Explained explain(std::string_view id, std::string_view described_by, const std::optional<Hint>& said,
                  std::string_view error) {
  Explained out{.html = {}, .described_by = std::string(described_by)};
  if (said) {
    const std::string hint_id = std::string(id) + "-hint";
    out.html += hint(*said, hint_id);
    out.described_by = classes(out.described_by, hint_id);
  }
  if (!error.empty()) {
    const std::string error_id = std::string(id) + "-error";
    out.html += error_message({.text = error, .id = error_id});
    out.described_by = classes(out.described_by, error_id);
  }
  return out;
}

Html choice(const Radios& radios, const Choice& item, std::string_view prefix, std::size_t number) {
  if (!item.divider.empty()) return element("div", {{"class", "govuk-radios__divider"}}, item.divider);
  // The first has no number, so that an error summary can lead to it.
  const std::string id = number == 1 ? std::string(prefix) : std::string(prefix) + "-" + std::to_string(number);
  const std::string hint_id = id + "-item-hint";
  const bool checked = item.checked || (!radios.value.empty() && item.value == radios.value);
  return element("div", {{"class", "govuk-radios__item"}},
                 element("input", {{"class", "govuk-radios__input"},
                                   {"id", id},
                                   {"name", radios.name},
                                   {"type", "radio"},
                                   {"value", item.value},
                                   Attribute("checked").when(checked),
                                   Attribute("disabled").when(item.disabled),
                                   Attribute("aria-describedby", hint_id).when(item.hint.has_value())}),
                 label({.text = item.text, .classes = "govuk-radios__label"}, id),
                 item.hint ? hint({.text = item.hint->text, .classes = "govuk-radios__hint"}, hint_id) : Html());
}

// `described_by` is what describes all of them, where no fieldset says it.
Html checkbox(const Checkbox& item, std::string_view prefix, std::size_t number, std::string_view described_by) {
  const std::string id = number == 1 ? std::string(prefix) : std::string(prefix) + "-" + std::to_string(number);
  const std::string hint_id = id + "-item-hint";
  const std::string described = item.hint ? classes(described_by, hint_id) : std::string(described_by);
  return element("div", {{"class", "govuk-checkboxes__item"}},
                 element("input", {{"class", "govuk-checkboxes__input"},
                                   {"id", id},
                                   {"name", item.name},
                                   {"type", "checkbox"},
                                   {"value", item.value},
                                   Attribute("checked").when(item.checked),
                                   Attribute("disabled").when(item.disabled),
                                   optional("aria-describedby", described)}),
                 label({.text = item.text, .classes = "govuk-checkboxes__label"}, id),
                 item.hint ? hint({.text = item.hint->text, .classes = "govuk-checkboxes__hint"}, hint_id) : Html());
}

Html date_part(const DateInput& date, std::string_view part, std::string_view value, int width) {
  std::string title(part);
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  std::string style = "govuk-date-input__input";
  if (!date.error.empty()) style += " govuk-input--error";
  style += " govuk-input--width-" + std::to_string(width);
  const std::string prefix = date.name_prefix.empty() ? std::string() : date.name_prefix + "-";
  return element("div", {{"class", "govuk-date-input__item"}},
                 input({.label = {.text = title, .classes = "govuk-date-input__label"},
                        .name = prefix + std::string(part),
                        .id = date.id + "-" + std::string(part),
                        .value = value.empty() ? std::nullopt : std::optional<std::string>(value),
                        .classes = style,
                        .inputmode = "numeric"}));
}

}  // namespace

Html button(const Button& button) {
  const Attribute style("class", classes("govuk-button", button.classes));
  if (!button.href.empty()) {
    return element("a",
                   {{"href", button.href},
                    {"role", "button"},
                    {"draggable", "false"},
                    style,
                    {"data-module", "govuk-button"},
                    optional("id", button.id)},
                   button.text);
  }
  return element("button",
                 {{"type", button.type},
                  optional("value", button.value),
                  optional("name", button.name),
                  Attribute("disabled").when(button.disabled),
                  Attribute("aria-disabled", "true").when(button.disabled),
                  optional_flag("data-prevent-double-click", button.prevent_double_click),
                  style,
                  {"data-module", "govuk-button"},
                  optional("id", button.id)},
                 button.text);
}

Html label(const Label& label, std::string_view of) {
  Html made = element("label", {{"class", classes("govuk-label", label.classes)}, optional("for", of)}, label.text);
  return label.page_heading ? element("h1", {{"class", "govuk-label-wrapper"}}, made) : made;
}

Html hint(const Hint& hint, std::string_view id) {
  return element("div", {optional("id", id), {"class", classes("govuk-hint", hint.classes)}}, hint.text);
}

Html error_message(const ErrorMessage& error) {
  return element("p", {optional("id", error.id), {"class", classes("govuk-error-message", error.classes)}},
                 error.before.empty()
                     ? Html()
                     : all(element("span", {{"class", "govuk-visually-hidden"}}, error.before, ":"), " "),
                 error.text);
}

Html input(const Input& input) {
  const std::string& id = input.id.empty() ? input.name : input.id;
  const Explained said = explain(id, input.described_by, input.hint, input.error);
  const std::string style =
      classes(classes("govuk-input", input.classes), input.error.empty() ? "" : "govuk-input--error");
  return element("div", {{"class", group_class(input.error, input.group_classes)}}, label(input.label, id), said.html,
                 element("input", {{"class", style},
                                   {"id", id},
                                   {"name", input.name},
                                   {"type", input.type},
                                   optional_flag("spellcheck", input.spellcheck),
                                   Attribute("value", input.value.value_or("")).when(input.value.has_value()),
                                   Attribute("disabled").when(input.disabled),
                                   optional("aria-describedby", said.described_by),
                                   optional("autocomplete", input.autocomplete),
                                   optional("autocapitalize", input.autocapitalize),
                                   optional("pattern", input.pattern),
                                   optional("inputmode", input.inputmode)}));
}

Html file_upload(const FileUpload& file) {
  const std::string& id = file.id.empty() ? file.name : file.id;
  const Explained said = explain(id, file.described_by, file.hint, file.error);
  const std::string style =
      classes(classes("govuk-file-upload", file.classes), file.error.empty() ? "" : "govuk-file-upload--error");
  return element("div", {{"class", group_class(file.error, file.group_classes)}}, label(file.label, id), said.html,
                 element("input", {{"class", style},
                                   {"id", id},
                                   {"name", file.name},
                                   {"type", "file"},
                                   Attribute("disabled").when(file.disabled),
                                   optional("aria-describedby", said.described_by)}));
}

Html textarea(const Textarea& area) {
  const std::string& id = area.id.empty() ? area.name : area.id;
  const Explained said = explain(id, area.described_by, area.hint, area.error);
  const std::string style =
      classes(classes("govuk-textarea", area.error.empty() ? "" : "govuk-textarea--error"), area.classes);
  return element("div", {{"class", group_class(area.error, area.group_classes)}}, label(area.label, id), said.html,
                 element("textarea",
                         {{"class", style},
                          {"id", id},
                          {"name", area.name},
                          {"rows", area.rows},
                          optional_flag("spellcheck", area.spellcheck),
                          Attribute("disabled").when(area.disabled),
                          optional("aria-describedby", said.described_by),
                          optional("autocomplete", area.autocomplete)},
                         area.value));
}

Html fieldset(const Fieldset& set, const Html& content) {
  Html legend;
  if (!set.legend.empty()) {
    legend = element("legend", {{"class", classes("govuk-fieldset__legend", set.legend_classes)}},
                     set.page_heading ? element("h1", {{"class", "govuk-fieldset__heading"}}, set.legend) : set.legend);
  }
  return element("fieldset",
                 {{"class", classes("govuk-fieldset", set.classes)},
                  optional("role", set.role),
                  optional("aria-describedby", set.described_by)},
                 legend, content);
}

Html radios(const Radios& radios) {
  const std::string& prefix = radios.id_prefix.empty() ? radios.name : radios.id_prefix;
  const Explained said =
      explain(prefix, radios.fieldset ? radios.fieldset->described_by : "", radios.hint, radios.error);
  Html items;
  std::size_t number = 0;
  for (const Choice& item : radios.items) items += choice(radios, item, prefix, ++number);
  const Html inner =
      all(said.html,
          element("div", {{"class", classes("govuk-radios", radios.classes)}, {"data-module", "govuk-radios"}}, items));
  Html content = inner;
  if (radios.fieldset) {
    Fieldset around = *radios.fieldset;
    around.described_by = said.described_by;
    content = fieldset(around, inner);
  }
  return element("div", {{"class", group_class(radios.error, radios.group_classes)}}, content);
}

Html checkboxes(const Checkboxes& boxes) {
  const Explained said =
      explain(boxes.id_prefix, boxes.fieldset ? boxes.fieldset->described_by : "", boxes.hint, boxes.error);
  Html items;
  std::size_t number = 0;
  for (const Checkbox& item : boxes.items)
    items += checkbox(item, boxes.id_prefix, ++number, boxes.fieldset ? "" : said.described_by);
  Html content =
      all(said.html,
          element("div", {{"class", classes("govuk-checkboxes", boxes.classes)}, {"data-module", "govuk-checkboxes"}},
                  items));
  if (boxes.fieldset) {
    Fieldset around = *boxes.fieldset;
    around.described_by = said.described_by;
    content = fieldset(around, content);
  }
  return element("div", {{"class", group_class(boxes.error, boxes.group_classes)}}, content);
}

Html select(const Select& select) {
  const std::string& id = select.id.empty() ? select.name : select.id;
  const Explained said = explain(id, "", select.hint, select.error);
  const std::string style =
      classes(classes("govuk-select", select.classes), select.error.empty() ? "" : "govuk-select--error");
  const Html items = each(select.items, [&](const auto& item) {
    const bool chosen = !select.value.empty() && item.first == select.value;
    return element("option", {{"value", item.first}, Attribute("selected").when(chosen)}, item.second);
  });
  return element(
      "div", {{"class", group_class(select.error, select.group_classes)}}, label(select.label, id), said.html,
      element("select",
              {{"class", style}, {"id", id}, {"name", select.name}, optional("aria-describedby", said.described_by)},
              items));
}

Html date_input(const DateInput& date) {
  const Explained said = explain(date.id, date.fieldset ? date.fieldset->described_by : "", date.hint, date.error);
  const Html inner =
      all(said.html, element("div", {{"class", classes("govuk-date-input", date.classes)}, optional("id", date.id)},
                             date_part(date, "day", date.day, 2), date_part(date, "month", date.month, 2),
                             date_part(date, "year", date.year, 4)));
  Html content = inner;
  if (date.fieldset) {
    Fieldset around = *date.fieldset;
    around.described_by = said.described_by;
    around.role = "group";  // else some screen readers do not read the description of a set of text fields
    content = fieldset(around, inner);
  }
  return element("div", {{"class", group_class(date.error, date.group_classes)}}, content);
}

Html error_summary(const ErrorSummary& summary) {
  const Html lines = each(summary.errors, [](const ErrorLine& line) {
    return element("li", {}, line.href.empty() ? Html(line.text) : element("a", {{"href", line.href}}, line.text));
  });
  return element(
      "div",
      {{"class", classes("govuk-error-summary", summary.classes)},
       optional_flag("data-disable-auto-focus", summary.disable_auto_focus),
       {"data-module", "govuk-error-summary"}},
      element(
          "div", {{"role", "alert"}}, element("h2", {{"class", "govuk-error-summary__title"}}, summary.title),
          element("div", {{"class", "govuk-error-summary__body"}},
                  summary.description.empty() ? Html() : element("p", {}, summary.description),
                  summary.errors.empty() ? Html()
                                         : element("ul", {{"class", "govuk-list govuk-error-summary__list"}}, lines))));
}

Html hidden_field(std::string_view name, std::string_view value) {
  return element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

}  // namespace roundel::web
