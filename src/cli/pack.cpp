// The conference pack of a child, and the chronology alone, as PDF.
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/paper.h"
#include "service/respond/with_family.h"
#include "web/pages/with_family.h"

namespace roundel::cli {
namespace {

struct PaperOptions {
  std::string store;
  std::string person;
  std::string out;
  std::string chromium = debian_chromium;
  bool everything = false;
};

enum class Which { pack, chronology };

Result<web::Html> page_of(service::Desk& desk, const PersonId& child, Which which, bool everything,
                          const std::string& style) {
  service::Caller caller = console_caller(desk);
  caller.purpose = access::Purpose::safeguarding;  // it is made for a child's sake, not for the program's
  const auto period = everything ? service::PaperPeriod::everything : service::PaperPeriod::two_years;
  const web::Frame frame{.site = {.css = style,
                                  .script = "",
                                  .icon = "",
                                  .place = desk.standards().place ? desk.standards().place->name : "",
                                  .demonstration = desk.demonstration()},
                         .caller = nullptr,
                         .csrf = {}};
  if (which == Which::chronology) {
    const auto paper = service::print_chronology(desk, caller, child, period);
    if (!paper) return fail(paper.error());
    return web::paper_chronology_page(frame, *paper, "the operator");
  }
  const auto pack = service::print_pack(desk, caller, child, period);
  if (!pack) return fail(pack.error());
  return web::pack_page(frame, *pack, desk.standards(), "the operator");
}

int print_paper(const PaperOptions& asked, const Common& common, Which which) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  const auto person = person_meant(**desk, asked.person);
  if (!person) return report(person.error());
  const std::string style = std::filesystem::absolute(common.assets_dir + "/roundel.css").string();
  if (!std::filesystem::exists(style))
    return report({Fault::refused, "the style of the pages is missing", "the program as it was installed", {}});
  const auto page = page_of(**desk, *person, which, asked.everything, style);
  if (!page) return report(page.error());
  const auto printed = print_to_pdf(*page, {.out = asked.out, .chromium = asked.chromium});
  if (!printed) return report(printed.error());
  fmt::print("Written to {}. It is for those who need it only.\n", asked.out);
  return 0;
}

void add_paper(Takes& program, const Common& common, const char* name, const char* about, Which which) {
  Takes command = program.command(name, about);
  const auto asked = std::make_shared<PaperOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--person", asked->person, "Reference of the child, or a source record as agency/number",
                 Need::required);
  command.option("--out", asked->out, "The PDF to write", Need::required);
  command.flag("--everything", asked->everything, "From the first entry on, and not the last two years alone");
  command.option("--chromium", asked->chromium, "The Chromium that makes the PDF");
  command.example(fmt::format("roundel {} --store sqlite:place.db --person gp/100234 --out {}.pdf", name, name));
  command.does([asked, &common, which] { return print_paper(*asked, common, which); });
}

}  // namespace

void add_pack(Takes& program, const Common& common) {
  add_paper(program, common, "pack", "The conference pack of a child, as PDF", Which::pack);
}

void add_chronology(Takes& program, const Common& common) {
  add_paper(program, common, "chronology", "The chronology of a child, as PDF", Which::chronology);
}

}  // namespace roundel::cli
