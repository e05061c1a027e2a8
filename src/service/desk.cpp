#include <fmt/format.h>

#include "service/parts.h"
#include "service/tables.h"

namespace roundel::service {
namespace {

// The area a store belongs to is settled once, by its first use.
Result<AreaCode> settle_area(store::Database& database, const std::optional<AreaCode>& asked) {
  const auto rows = database.query("SELECT area FROM place", {});
  if (!rows) return fail(rows.error());
  if (!rows->empty()) {
    AreaCode area(store::text(rows->front()[0]));
    if (asked && *asked != area)
      return fail(Fault::conflict, fmt::format("this store holds area {}, not {}", area.str(), asked->str()),
                  "a store of its own for each area");
    return area;
  }
  if (!asked) return AreaCode();
  const store::Cell cells[] = {asked->str(), std::int64_t{0}};
  if (const auto done = database.run("INSERT INTO place (area, demonstration) VALUES (?, ?)", cells); !done)
    return fail(done.error());
  return *asked;
}

Result<bool> read_demonstration(store::Database& database, const AreaCode& area) {
  const store::Cell cells[] = {area.str()};
  const auto rows = database.query("SELECT demonstration FROM place WHERE area = ?", cells);
  if (!rows) return fail(rows.error());
  return !rows->empty() && store::number(rows->front()[0]) != 0;
}

}  // namespace

bool Desk::Parts::in_joint_team(const AgencyId& agency) const {
  const Agency* known = standards.agency(agency);
  return known != nullptr && known->joint_team;
}

std::string Desk::Parts::random_hex(std::size_t bytes) const {
  std::vector<std::uint8_t> raw(bytes);
  options.random(raw);
  std::string out;
  for (const std::uint8_t byte : raw) out += fmt::format("{:02x}", byte);
  return out;
}

Result<std::unique_ptr<Desk>> Desk::open(const Options& options, std::optional<AreaCode> area) {
  auto parts = std::make_unique<Parts>();
  parts->options = options;
  auto database = store::open(options.store_url);
  if (!database) return fail(database.error());
  parts->database = std::move(*database);
  if (const auto made = make_service_tables(*parts->database); !made) return fail(made.error());

  const auto settled = settle_area(*parts->database, area);
  if (!settled) return fail(settled.error());
  parts->area = *settled;
  const auto demonstration = read_demonstration(*parts->database, parts->area);
  if (!demonstration) return fail(demonstration.error());
  parts->demonstration = *demonstration;

  auto standards = load_standards_for(options.standards_dir, parts->area);
  if (!standards) return fail(standards.error());
  parts->standards = std::move(*standards);
  auto vignettes = load_vignettes(options.standards_dir);
  if (!vignettes) return fail(vignettes.error());
  parts->vignettes = std::move(*vignettes);
  auto rules = access::load_rules(options.standards_dir);
  if (!rules) return fail(rules.error());
  parts->rules = std::move(*rules);

  auto ledger = Ledger::open(*parts->database, parts->standards.vocabulary, options.clock, options.random);
  if (!ledger) return fail(ledger.error());
  parts->ledger.emplace(std::move(*ledger));
  return std::make_unique<Desk>(std::move(parts));
}

Desk::Desk(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Desk::~Desk() = default;
const Standards& Desk::standards() const { return parts_->standards; }
const AreaCode& Desk::area() const { return parts_->area; }
bool Desk::demonstration() const { return parts_->demonstration; }

}  // namespace roundel::service
