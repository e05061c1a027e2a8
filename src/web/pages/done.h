// What a form did a moment ago, told at the top of the page that follows it. The address carries a word,
// "/reminders?done=mails-stop"; what is said stands here, so that an address can say nothing else.
#pragma once

#include <string>
#include <string_view>

#include "web/html.h"

namespace roundel::web {

// "/work", "taken-back" → "/work?done=taken-back". The word must be one that is known here.
std::string with_done(std::string path, std::string_view done);

// Empty for a word that is not known.
Html done_banner(std::string_view done);

}  // namespace roundel::web
