#include "mail/send.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>

namespace roundel::mail {
namespace {

struct Reading {
  std::string text;
  std::size_t at = 0;
  bool whole() const { return at == text.size(); }
};

std::size_t read_more(char* into, std::size_t size, std::size_t count, void* from) {
  Reading& reading = *static_cast<Reading*>(from);
  const std::size_t part = std::min(size * count, reading.text.size() - reading.at);
  std::copy_n(reading.text.data() + reading.at, part, into);
  reading.at += part;
  return part;
}

struct Cleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// An answer of the server that refuses (4xx, 5xx) is an answer; silence after the whole text was handed over is none.
Sending ended(CURLcode code, long answer, const Reading& reading) {
  if (code == CURLE_OK) return {.how = Ended::taken, .problem = {}};
  const std::string problem = answer >= 400 ? fmt::format("the mail server answered {}", answer)
                                            : fmt::format("the mail server: {}", curl_easy_strerror(code));
  const bool silent = reading.whole() && answer < 400;
  return {.how = silent ? Ended::unknown : Ended::not_taken, .problem = problem};
}

}  // namespace

Sending send(const Server& server, const Message& message) {
  const auto text = text_of(message);
  if (!text) return {.how = Ended::not_taken, .problem = text.error().what};
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, Cleanup> handle(begun == CURLE_OK ? curl_easy_init() : nullptr);
  const std::unique_ptr<curl_slist, Cleanup> to(curl_slist_append(nullptr, ("<" + message.to + ">").c_str()));
  if (!handle || !to) return {.how = Ended::not_taken, .problem = "the mail library could not be started"};
  CURL* curl = handle.get();
  Reading reading{.text = *text};
  const std::string url = fmt::format("smtp://{}:{}", server.host, server.port);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server.seconds));
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(server.encrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  const std::string from = "<" + message.from + ">";
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &read_more);
  curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
  const CURLcode code = curl_easy_perform(curl);
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  return ended(code, answer, reading);
}

}  // namespace roundel::mail
