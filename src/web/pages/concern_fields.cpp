#include "web/pages/concern_fields.h"

namespace roundel::web {
namespace {

Html danger_choice(const Filled& filled) {
  return radios({.name = "immediate-danger",
                 .fieldset = Fieldset{.legend = "Is the child in immediate danger?",
                                      .legend_classes = "govuk-fieldset__legend--s"},
                 .hint = Hint{.text = "If so, call 999 first. Then send this."},
                 .classes = "govuk-radios--inline",
                 .value = filled.value("immediate-danger").empty() ? "no" : filled.value("immediate-danger"),
                 .items = {{.value = "yes", .text = "Yes"}, {.value = "no", .text = "No"}}});
}

Html parents_choice(const Filled& filled) {
  return radios({.name = "parents-told",
                 .fieldset = Fieldset{.legend = "Do the parents know that you are passing this on?",
                                      .legend_classes = "govuk-fieldset__legend--s"},
                 .error = filled.error_of("parents-told"),
                 .value = filled.value("parents-told"),
                 .items = {{.value = "yes", .text = "Yes"},
                           {.value = "no-unsafe", .text = "No, telling them could put the child at risk"},
                           {.value = "no-other", .text = "No, for another reason"}}});
}

}  // namespace

Html concern_fields(const Filled& filled) {
  return all(textarea({.label = {.text = "What worries you?", .classes = "govuk-label--m"},
                       .name = "worry",
                       .value = filled.value("worry"),
                       .hint = Hint{.text = "What you saw or heard, and when. A few sentences are enough."},
                       .error = filled.error_of("worry"),
                       .rows = 5}),
             textarea({.label = {.text = "What does the child say? (if anything)", .classes = "govuk-label--s"},
                       .name = "child-says",
                       .value = filled.value("child-says"),
                       .hint = Hint{.text = "In the child's own words"},
                       .rows = 3}),
             danger_choice(filled), parents_choice(filled));
}

}  // namespace roundel::web
