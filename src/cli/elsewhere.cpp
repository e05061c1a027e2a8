// Questions between two places: is this child known to you?
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "core/document.h"
#include "service/linkage/lookup.h"

namespace roundel::cli {
namespace {

struct AskElsewhereOptions {
  std::string store;
  std::string key;
  std::string person;
  std::string out;
};

Done write_question(const std::string& path, const service::LookupQuestion& question) {
  std::ofstream file(path, std::ios::binary);
  file << service::question_file(question);
  file.close();
  if (!file)
    return fail(Fault::broken, "the file of the question cannot be written", "a path that can", {.file = path});
  return {};
}

int ask(const AskElsewhereOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store, {}, {}, asked.key);
  if (!desk) return report(desk.error());
  const auto question = service::ask_elsewhere(**desk, console_caller(**desk), PersonId(asked.person));
  if (!question) return report(question.error());
  if (asked.out.empty()) {
    fmt::print("{{\"number\":{},\"filter\":{}}}\n", json_text(question->number), json_text(question->filter));
    return 0;
  }
  if (const auto written = write_question(asked.out, *question); !written) return report(written.error());
  fmt::print("Written to {}. Send it to the other place; its answer is whom to call.\n", asked.out);
  return 0;
}

struct AnswerElsewhereOptions {
  std::string store;
  std::string key;
  service::LookupQuestion question;
  std::string file;
  bool json = false;
};

Result<service::LookupQuestion> question_of(const AnswerElsewhereOptions& asked) {
  if (asked.file.empty()) return asked.question;
  const auto text = read_file(asked.file);
  if (!text) return fail(text.error());
  return service::read_question_file(*text);
}

int answer(const AnswerElsewhereOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store, {}, {}, asked.key);
  if (!desk) return report(desk.error());
  const auto question = question_of(asked);
  if (!question) return report(question.error());
  const auto answered = service::answer_elsewhere(**desk, console_caller(**desk), *question);
  if (!answered) return report(answered.error());
  if (asked.json)
    fmt::print("{{\"known\":{},\"call\":{},\"contact\":{}}}\n", answered->known, json_text(answered->call),
               json_text(answered->contact));
  else if (answered->known)
    fmt::print("Known here. Call: {}, {}\n", answered->call, answered->contact);
  else
    fmt::print("Not known here, as far as this question can tell.\n");
  return 0;
}

}  // namespace

void add_ask_elsewhere(Takes& program, const Common& common) {
  Takes command = program.command("ask-elsewhere", "A question to another place: is this child known to you?");
  const auto asked = std::make_shared<AskElsewhereOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--key", asked->key, "File of the key that the two places share", Need::required);
  command.option("PERSON", asked->person, "The child's reference", Need::required);
  command.option("--out", asked->out, "Write the question to a file to send; else it is printed");
  command.example("roundel ask-elsewhere --store sqlite:place.db --key shared.key p191186cb4fcccd34d06fa225");
  command.does([asked, &common] { return ask(*asked, common); });
}

void add_answer_elsewhere(Takes& program, const Common& common) {
  Takes command = program.command("answer-elsewhere", "Another place's question, answered with whom to call");
  const auto asked = std::make_shared<AnswerElsewhereOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--key", asked->key, "File of the key that the two places share", Need::required);
  command.option("--question", asked->file, "The file that the other place sent");
  command.option("--number", asked->question.number, "`number` of the question; may be left out");
  command.option("--filter", asked->question.filter, "`filter` of the question; may be left out");
  command.flag("--json", asked->json, "Print as JSON");
  command.example("roundel answer-elsewhere --store sqlite:place.db --key shared.key --question question.toml");
  command.does([asked, &common] { return answer(*asked, common); });
}

}  // namespace roundel::cli
