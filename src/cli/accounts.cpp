#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/json.h"

namespace roundel::cli {
namespace {

struct AccountsOptions {
  std::string store;
  service::AccountNew account;
  std::string practitioner;
  std::string agency;
  bool json = false;
};

int add(const AccountsOptions& asked, const Common& common) {
  service::AccountNew account = asked.account;
  account.practitioner = PractitionerId(asked.practitioner);
  account.agency = AgencyId(asked.agency);
  fmt::print(stderr, "Password, one line: ");
  std::getline(std::cin, account.password);
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  if (const auto done = service::add_account(**desk, console_caller(**desk), account); !done)
    return report(done.error());
  fmt::print("Account '{}' added for {}.\n", account.login, account.name);
  return 0;
}

// The sign-ins of the demonstration: synthetic people in a synthetic place, so the password is no secret.
int add_demonstration(const AccountsOptions& asked, const Common& common) {
  constexpr const char* password = "a rounded picture";
  struct Sign {
    const char *login, *name, *practitioner, *agency, *role, *sees;
  };
  static constexpr Sign signs[] = {
      {"health.visitor", "Hannah Visser", "hv-001", "health-visiting", "joint-team",
       "changes for her families, and the joint team's list"},
      {"teacher", "Tariq Teale", "dsl-001", "schools", "referrer", "the pupils he looks after; passes on concerns"},
      {"social.worker", "Sofia Wark", "sw-001", "social-care", "joint-team", "the front door; decides the response"},
      {"police.officer", "Petra Oakes", "po-001", "city-police", "practitioner", "what other services ask the police"},
      {"police.desk", "Paul Desmond", "po-101", "city-police", "joint-team", "the joint team's list, for the police"},
      {"midwife", "Mina Whitford", "mw-001", "midwifery", "joint-team", "babies who are expected, and their families"},
      {"early.help", "Erin Hales", "eh-001", "early-help", "joint-team", "families she works with by agreement"},
      {"second.visitor", "Hetty Vane", "hv-002", "health-visiting", "joint-team",
       "the same team; takes over when a colleague is away"},
      {"hospital.nurse", "Noor Hale", "hosp-001", "hospital", "referrer", "what he passed on, and what became of it"},
      {"stranger", "Dana Strang", "dent-901", "dentistry", "practitioner", "who is involved, and no content"},
      {"manager", "Mo Manning", "mgr-001", "social-care", "manager", "the front door"},
      {"identity.steward", "Ines Stewart", "ids-001", "roundel", "identity-steward",
       "records of which nobody is sure whether they are one person"},
  };
  const auto desk = open_desk(common, asked.store);
  if (!desk) return report(desk.error());
  if (!(*desk)->demonstration())
    return report({Fault::refused, "this store holds no demonstration", "a store made from simulated feeds", {}});
  std::string json;
  for (const Sign& sign : signs) {
    const auto done = service::add_account(**desk, console_caller(**desk),
                                           {.login = sign.login,
                                            .password = password,
                                            .name = sign.name,
                                            .practitioner = PractitionerId(sign.practitioner),
                                            .agency = AgencyId(sign.agency),
                                            .role = sign.role});
    if (!done && done.error().fault != Fault::conflict) return report(done.error());
    if (!asked.json) fmt::print("  {:16} {:22} sees {}\n", sign.login, sign.name, sign.sees);
    json += fmt::format(R"({}{{"login":{},"password":{},"name":{},"role":{},"agency":{}}})", json.empty() ? "" : ",",
                        json_text(sign.login), json_text(password), json_text(sign.name), json_text(sign.role),
                        json_text(sign.agency));
  }
  if (asked.json) {
    fmt::print("[{}]\n", json);
  } else {
    fmt::print("  The password of each is: {}\n", password);
  }
  return 0;
}

}  // namespace

void add_accounts(Takes& program, const Common& common) {
  Takes command = program.command("account", "Who may sign in");
  command.needs_command();
  const auto asked = std::make_shared<AccountsOptions>();
  Takes one = command.command("add", "Add an account; the password is read from standard input");
  one.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  one.option("--login", asked->account.login, "Name to sign in with", Need::required);
  one.option("--name", asked->account.name, "Name of the person", Need::required);
  one.option("--practitioner", asked->practitioner, "Code of the practitioner in their agency", Need::required);
  one.option("--agency", asked->agency, "Agency, as in the place's file", Need::required);
  one.option("--role", asked->account.role, "Role, as in access.toml", Need::required);
  one.does([asked, &common] { return add(*asked, common); });
  Takes all = command.command("demonstration", "Add the sign-ins of the demonstration");
  all.option("--store", asked->store, "sqlite:PATH or postgresql://…", Need::required);
  all.flag("--json", asked->json, "Print them as a JSON list of login, password, name, role and agency");
  all.does([asked, &common] { return add_demonstration(*asked, common); });
  one.example(
      "roundel account add --store sqlite:place.db --login j.smith --name 'Jo Smith' --practitioner hv-014 "
      "--agency health-visiting --role practitioner");
  all.example("roundel account demonstration --store sqlite:place.db --json");
  command.example("roundel account demonstration --store sqlite:place.db");
}

}  // namespace roundel::cli
