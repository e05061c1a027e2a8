#include <algorithm>
#include <array>

#include "core/text.h"
#include "response/response.h"

namespace roundel {
namespace {

struct ChoiceWord {
  ResponseChoice choice;
  std::string_view code;
  std::string_view name;
};
constexpr std::array choice_words = {
    ChoiceWord{ResponseChoice::no_further_action, "no-further-action", "No further action"},
    ChoiceWord{ResponseChoice::early_help, "early-help", "Early help"},
    ChoiceWord{ResponseChoice::single_agency_visit, "single-agency-visit", "Single-agency visit"},
    ChoiceWord{ResponseChoice::joint_visit, "joint-visit", "Joint visit"},
    ChoiceWord{ResponseChoice::assessment, "assessment", "Assessment"},
    ChoiceWord{ResponseChoice::strategy_discussion, "strategy-discussion", "Strategy discussion"},
};

const ChoiceWord& word_of(ResponseChoice choice) { return choice_words[static_cast<std::size_t>(choice)]; }

}  // namespace

std::string_view word(ResponseChoice choice) { return word_of(choice).code; }
std::string_view response_name(ResponseChoice choice) { return word_of(choice).name; }

Result<ResponseChoice> parse_response(std::string_view word) {
  std::vector<std::string> codes;
  for (const ChoiceWord& known : choice_words) {
    if (known.code == word) return known.choice;
    codes.emplace_back(known.code);
  }
  return fail(Fault::bad_input, "not a response that can be chosen", join_words(codes, " or "),
              Place{.field = "choice"});
}

const std::vector<ResponseChoice>& response_choices() {
  static const std::vector<ResponseChoice> all = [] {
    std::vector<ResponseChoice> choices;
    for (const ChoiceWord& known : choice_words) choices.push_back(known.choice);
    return choices;
  }();
  return all;
}

}  // namespace roundel
