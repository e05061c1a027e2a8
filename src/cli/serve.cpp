#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "web/server.h"

namespace roundel::cli {
namespace {

struct ServeOptions {
  std::string store;
  std::string listen = "127.0.0.1:8080";
  std::string assets;
  std::string lookup_key;
  int workers = 0;
  bool behind_tls = false;
  bool quiet = false;
};

Result<std::pair<std::string, std::uint16_t>> address_of(const std::string& listen) {
  const auto colon = listen.rfind(':');
  int port = -1;
  if (colon != std::string::npos && colon + 1 < listen.size()) {
    const auto* end = listen.data() + listen.size();
    const auto read = std::from_chars(listen.data() + colon + 1, end, port);
    if (read.ec != std::errc{} || read.ptr != end) port = -1;
  }
  if (port < 0 || port > 65535)
    return fail(Fault::bad_input, fmt::format("'{}' is not an address to listen on", listen),
                "ADDRESS:PORT, for example 127.0.0.1:8080", {.field = "--listen"});
  return std::pair(listen.substr(0, colon), static_cast<std::uint16_t>(port));
}

// Findings speak of a day: a store that was last assessed on an earlier one is brought up to today before it is served.
Done assess_if_due(const ServeOptions& asked, const Common& common) {
  const auto desk = open_desk(common, asked.store);
  if (!desk) return fail(desk.error());
  const auto due = service::assessment_due(**desk);
  if (!due) return fail(due.error());
  if (!*due) return {};
  ProgressLine progress(system_clock());
  const auto done = service::assess_all(**desk, console_caller(**desk), {}, worker_count(), progress.callback());
  if (!done) return fail(done.error());
  progress.finish();
  fmt::print("Findings brought up to {}.\n", done->on.text());
  return {};
}

int serve(const ServeOptions& asked, const Common& common) {
  const auto address = address_of(asked.listen);
  if (!address) return report(address.error());
  if (const auto done = assess_if_due(asked, common); !done) return report(done.error());
  const auto served = web::serve({.service = {.store_url = asked.store,
                                              .standards_dir = common.standards_dir,
                                              .clock = system_clock(),
                                              .random = system_random(),
                                              .lookup_key = asked.lookup_key},
                                  .address = address->first,
                                  .port = address->second,
                                  .assets_dir = asked.assets.empty() ? common.assets_dir : asked.assets,
                                  .workers = static_cast<unsigned>(std::max(0, asked.workers)),
                                  .behind_tls = asked.behind_tls,
                                  .log_requests = !asked.quiet});
  if (!served) return report(served.error());
  return *served;
}

}  // namespace

void add_serve(Takes& program, const Common& common) {
  Takes command = program.command("serve", "Serve the pages and the JSON API");
  const auto asked = std::make_shared<ServeOptions>();
  command.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  command.option("--listen", asked->listen, "Address and port");
  command.option("--assets", asked->assets, "Folder of styles and scripts");
  command.option("--workers", asked->workers, "Threads that answer; 0: one a processor, at least two");
  command.option("--lookup-key", asked->lookup_key, "File of the key shared with other places, to ask and answer");
  command.flag("--behind-tls", asked->behind_tls, "A proxy in front speaks TLS: cookies are marked Secure");
  command.flag("--quiet", asked->quiet, "No line for each request");
  command.example("roundel serve --store sqlite:place.db --listen 127.0.0.1:8080");
  command.does([asked, &common] { return serve(*asked, common); });
}

}  // namespace roundel::cli
