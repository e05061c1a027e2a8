// Signing in: a password checked slowly, a session kept on the server, a lock after repeated failures.
#include <sys/resource.h>
#include <unistd.h>

#include <future>

#include "access/password.h"
#include "access/session.h"
#include "core/text.h"
#include "service/feeds.h"
#include "service/parts.h"

namespace roundel::service {
namespace {

using store::Cell;

// One sentence for every failure: who tries must not learn which accounts exist.
tl::unexpected<Error> not_let_in() {
  return fail(Fault::refused, "the sign-in name or the password is not right", "both as they were given to you");
}

Result<std::vector<access::Attempt>> attempts_of(Desk::Parts& parts, const std::string& login) {
  const Cell cells[] = {parts.area.str(), login, parts.now().micros() - 3'600'000'000};
  const auto rows = parts.database->query(
      "SELECT at, succeeded FROM sign_in_attempt WHERE area = ? AND login = ? AND at > ? ORDER BY at", cells);
  if (!rows) return fail(rows.error());
  std::vector<access::Attempt> out;
  for (const auto& row : *rows)
    out.push_back({.at = Timestamp(store::number(row[0])), .succeeded = store::number(row[1]) != 0});
  return out;
}

Done note_attempt(Desk::Parts& parts, const std::string& login, bool succeeded) {
  const Cell cells[] = {parts.area.str(), login, parts.now().micros(), parts.random_hex(8), std::int64_t{succeeded}};
  const auto done =
      parts.database->run("INSERT INTO sign_in_attempt (area, login, at, id, succeeded) VALUES (?, ?, ?, ?, ?)", cells);
  if (!done) return fail(done.error());
  return {};
}

struct Account {
  std::string password;  // Argon2id, as libsodium writes it
  Caller caller;
};

// Checking a password keeps a processor busy for a tenth of a second by design. It is done on a thread that gives way
// to all others, so that a morning of sign-ins leaves the pages quick; what it holds, nobody waits for.
bool is_password(const std::string& hash, const std::string& password) {
  return std::async(std::launch::async,
                    [&] {
                      constexpr int gives_way = 10;  // of 0 to 19
                      (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), gives_way);
                      return access::verify_password(hash, password);
                    })
      .get();
}

// From name, practitioner, agency and role in this order, from column `first` on.
Caller caller_of(const Desk::Parts& parts, const std::string& login, const store::Row& row, std::size_t first) {
  Caller caller{.account = login,
                .name = store::text(row[first]),
                .practitioner = PractitionerId(store::text(row[first + 1])),
                .agency = AgencyId(store::text(row[first + 2])),
                .area = parts.area,
                .role = store::text(row[first + 3])};
  if (caller.role == "joint-team") caller.purpose = access::Purpose::safeguarding;
  if (caller.role == "identity-steward") caller.purpose = access::Purpose::administration;
  return caller;
}

Result<std::optional<Account>> find_account(Desk::Parts& parts, const std::string& login) {
  const Cell cells[] = {parts.area.str(), login};
  const auto rows = parts.database->query(
      "SELECT password, name, practitioner, agency, role FROM account WHERE area = ? AND login = ?", cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<Account>();
  const auto& row = rows->front();
  return std::optional<Account>({.password = store::text(row[0]), .caller = caller_of(parts, login, row, 1)});
}

}  // namespace

Result<std::optional<Caller>> caller_of_account(Desk::Parts& parts, const std::string& login) {
  const auto account = find_account(parts, login);
  if (!account) return fail(account.error());
  return *account ? std::optional((*account)->caller) : std::optional<Caller>();
}

Result<SignedIn> sign_in(Desk& desk, const std::string& login_as_typed, const std::string& password) {
  Desk::Parts& parts = desk.parts();
  const std::string login = lower(trimmed(login_as_typed));
  if (login.empty() || login.size() > 200 || !is_valid_utf8(login)) return not_let_in();
  const auto attempts = attempts_of(parts, login);
  if (!attempts) return fail(attempts.error());
  if (const auto until = access::locked_until(*attempts, parts.now()))
    return fail(Fault::refused, "too many attempts: this sign-in name rests for a while",
                "a try after " + until->text());

  const auto account = find_account(parts, login);
  if (!account) return fail(account.error());
  // An unknown name costs as much time as a known one.
  const bool right = is_password(*account ? (*account)->password : access::hash_of_nobody(), password) && *account;
  if (const auto noted = note_attempt(parts, login, right); !noted) return fail(noted.error());
  if (!right) return not_let_in();

  SignedIn signed_in{.token = parts.random_hex(32), .csrf = {}, .caller = (*account)->caller};
  signed_in.csrf = access::csrf_token(signed_in.token);
  const std::int64_t now = parts.now().micros();
  const Cell cells[] = {parts.area.str(), access::token_hash(signed_in.token), login, now, now};
  const auto done =
      parts.database->run("INSERT INTO session (area, token, login, created, seen) VALUES (?, ?, ?, ?, ?)", cells);
  if (!done) return fail(done.error());
  if (const auto logged = enter(desk, signed_in.caller, access::UseCase::sign_in); !logged) return fail(logged.error());
  return signed_in;
}

Result<SignedIn> session_of(Desk& desk, const std::string& token) {
  Desk::Parts& parts = desk.parts();
  const auto nobody = [] { return fail(Fault::not_found, "nobody is signed in here", "a sign-in"); };
  if (token.empty() || token.size() > 200) return nobody();
  const std::string hash = access::token_hash(token);
  const Cell cells[] = {parts.area.str(), hash};
  const auto rows = parts.database->query(
      "SELECT s.login, s.created, s.seen, a.name, a.practitioner, a.agency, a.role FROM session s JOIN account a ON "
      "a.area = s.area AND a.login = s.login WHERE s.area = ? AND s.token = ? AND s.ended IS NULL",
      cells);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return nobody();
  const auto& row = rows->front();
  const Timestamp seen(store::number(row[2]));
  if (!access::is_live({.begun = Timestamp(store::number(row[1])), .last_used = seen}, parts.now())) return nobody();
  // Once a minute is often enough to know that somebody is still there.
  if (parts.now().micros() - seen.micros() > 60'000'000) {
    const Cell touched[] = {parts.now().micros(), parts.area.str(), hash};
    const auto done = parts.database->note("UPDATE session SET seen = ? WHERE area = ? AND token = ?", touched);
    if (!done) return fail(done.error());
  }
  return SignedIn{
      .token = token, .csrf = access::csrf_token(token), .caller = caller_of(parts, store::text(row[0]), row, 3)};
}

Done sign_out(Desk& desk, const std::string& token) {
  Desk::Parts& parts = desk.parts();
  const Cell cells[] = {parts.now().micros(), parts.area.str(), access::token_hash(token)};
  const auto done = parts.database->run("UPDATE session SET ended = ? WHERE area = ? AND token = ?", cells);
  if (!done) return fail(done.error());
  return {};
}

Done add_account(Desk& desk, const Caller& caller, const AccountNew& account) {
  if (const auto done = enter(desk, caller, access::UseCase::manage_accounts); !done) return done;
  Desk::Parts& parts = desk.parts();
  const auto known_role = std::any_of(parts.rules.roles.begin(), parts.rules.roles.end(),
                                      [&](const access::RoleRule& role) { return role.code == account.role; });
  if (!known_role)
    return fail(Fault::bad_input, fmt::format("'{}' is not a role", account.role), "a role of access.toml",
                {.field = "role"});
  if (account.role == access::console_role)
    return fail(Fault::refused, "this role is for the console alone", "another role of access.toml", {.field = "role"});
  if (parts.standards.agency(account.agency) == nullptr)
    return fail(Fault::bad_input, fmt::format("'{}' is not an agency of this place", account.agency.str()),
                "an agency of the place's file", {.field = "agency"});
  const auto password = access::hash_password(account.password);
  if (!password) return fail(password.error());
  const Cell cells[] = {parts.area.str(),
                        lower(trimmed(account.login)),
                        account.name,
                        account.practitioner.str(),
                        account.agency.str(),
                        account.role,
                        *password,
                        parts.now().micros()};
  const auto done = parts.database->run(
      "INSERT INTO account (area, login, name, practitioner, agency, role, password, created) VALUES (?, ?, ?, ?, ?, "
      "?, ?, ?)",
      cells);
  if (!done && done.error().fault == Fault::conflict)
    return fail(Fault::conflict, fmt::format("the sign-in name '{}' is taken", account.login), "another name",
                {.field = "login"});
  if (!done) return fail(done.error());
  return {};
}

}  // namespace roundel::service
