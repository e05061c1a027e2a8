#include "web/pages/done.h"

#include <algorithm>

#include "core/result.h"
#include "web/components/notice.h"
#include "web/components/text.h"

namespace roundel::web {
namespace {

struct DoneWords {
  std::string_view done;
  std::string_view what;  // what is done
  std::string_view next;  // what that leads to
};
constexpr DoneWords words_of_done[] = {
    {"answered", "Your answer is shared", "Whoever asked sees it now, and it stands in the child\u2019s record."},
    {"not-shared", "It is recorded that this is not shared", "Whoever asked sees your reason now."},
    {"reminded", "The reminder is sent", "It stands with the request on their list."},
    {"taken-higher", "It is taken higher",
     "It stands with the request, on their list and yours. Ring whom you named: nobody is rung by this."},
    {"put-off", "Put off until the day you chose", "It comes back by itself, or sooner when something new happens."},
    {"brought-back", "Back on your list of changes", ""},
    {"taken-back", "The work is taken back", "It stands on your own list again."},
    {"mails-begin", "Emails go to this address from now on", ""},
    {"mails-stop", "No more emails are sent", "Your work is on your list here all the same."},
    {"calendar-withdrawn", "The calendar\u2019s address is withdrawn", "Nobody can read your days by it any more."},
};

const DoneWords* find_done(std::string_view done) {
  const auto* const at = std::ranges::find(words_of_done, done, &DoneWords::done);
  return at == std::end(words_of_done) ? nullptr : at;
}

}  // namespace

std::string with_done(std::string path, std::string_view done) {
  require(find_done(done) != nullptr, "a page says that something is done for which there are no words");
  return path.append("?done=").append(done);
}

Html done_banner(std::string_view done) {
  const DoneWords* words = find_done(done);
  if (words == nullptr) return {};
  return notification_banner(
      {.content = all(element("p", {{"class", "govuk-notification-banner__heading"}}, words->what),
                      words->next.empty() ? Html() : paragraph(words->next)),
       .success = true,
       .title = "Done"});
}

}  // namespace roundel::web
