// The identity steward's day: made-up questions about made-up people.
#include "tests/web/made_up.h"

namespace roundel::web::made_up {
namespace {

Timestamp noon(int month, unsigned day) {
  return Timestamp(Timestamp::start_of(Date::of(2024, static_cast<unsigned>(month), day)).micros() + 43'200'000'000);
}

service::Score score() {
  return {.probability = 0.83,
          .terms = {{.comparison = "Forename", .level = "jaro-winkler 0.9", .bits = 2.1, .frequency = 0.6},
                    {.comparison = "Surname", .level = "exact", .bits = 7.4, .frequency = -1.2},
                    {.comparison = "Date of birth", .level = "exact", .bits = 12.8, .frequency = 0.3},
                    {.comparison = "NHS number", .level = "not recorded", .bits = 0, .frequency = 0},
                    {.comparison = "Address", .level = "different", .bits = -3.5, .frequency = 0},
                    {.comparison = "Household", .level = "could be a relative", .bits = -4.2, .frequency = 0},
                    {.comparison = "Before any comparison",
                     .level = "share of pairs that are one person",
                     .bits = -12.0,
                     .frequency = 0}}};
}

service::RecordShown record(std::string source, std::string person, std::string name, std::string agency) {
  return {.source = SourceId(std::move(source)),
          .person = PersonId(std::move(person)),
          .name = std::move(name),
          .agency = std::move(agency),
          .age = "3 years 2 months",
          .household = {{.relation = "Mother, same home", .name = "Kayleigh Brown", .age = "27 years"}},
          .other_records = 1};
}

service::Judgement one_judgement() {
  return {.entry = EntryId("0123456789abcdef0123456789abcdef"),
          .sequence = 9,
          .a = SourceId("gp/1"),
          .b = SourceId("schools/2"),
          .choice = service::LinkChoice::different,
          .author = "Ines Stewart",
          .reason = "The mother told the health visitor that she has twins.",
          .at = noon(5, 13),
          .together = true,
          .probability = 0.83};
}

}  // namespace

access::Caller identity_steward() {
  return {.account = "identity.steward",
          .name = "Ines Stewart",
          .practitioner = PractitionerId("ids-001"),
          .agency = AgencyId("roundel"),
          .area = AreaCode("E08000032"),
          .role = "identity-steward",
          .purpose = access::Purpose::administration};
}

service::LinkQueue link_queue() {
  return {.patterns = {{.code = "twins", .title = "Same birthday, another forename", .waiting = 2},
                       {.code = "same-agency", .title = "Two records in one agency", .waiting = 1}},
          .all = 3,
          .drawn = 2,
          .items = {{.pair = "l01",
                     .pattern = "twins",
                     .title = "Same birthday, another forename",
                     .name_a = "Ruby Brown",
                     .name_b = "Robyn Brown",
                     .agency_a = "Moorside Surgery",
                     .agency_b = "Oak Lane Nursery",
                     .together = false,
                     .harm = {.weight = 6, .reasons = {"a concern waits for a decision", "2 findings"}},
                     .unsure = {}},
                    {.pair = "l02",
                     .pattern = "same-agency",
                     .title = "Two records in one agency",
                     .name_a = "Yusuf Shaw",
                     .name_b = "Yusuf Shaw",
                     .agency_a = "City Police",
                     .agency_b = "City Police",
                     .together = true,
                     .harm = {},
                     .unsure = "Ines Stewart"}},
          .waiting = 3,
          .page = 1,
          .pages = 2,
          .linked = noon(5, 12),
          .model = "model 3f2a91c0"};
}

service::PairPage link_pair() {
  using service::Agreement;
  return {
      .pair = "l01",
      .pattern_title = "Same birthday, another forename",
      .question = "The date of birth agrees and the forename does not. Twins, or one child under two names?",
      .a = record("gp/1", "p01", "Ruby Brown", "Moorside Surgery"),
      .b = record("schools/2", "p02", "Robyn Brown", "Oak Lane Nursery"),
      .together = false,
      .values = {{.label = "Forename", .a = "Ruby", .b = "Robyn", .agreement = Agreement::differ},
                 {.label = "Surname", .a = "Brown", .b = "Brown", .agreement = Agreement::agree},
                 {.label = "Date of birth", .a = "14 March 2021", .b = "14 March 2021", .agreement = Agreement::agree},
                 {.label = "NHS number",
                  .a = "943 476 5919",
                  .b = "",
                  .also_b = {"401 023 2137"},
                  .agreement = Agreement::one_knows}},
      .others = {},
      .effects = {.named = {{.child = "Ruby Brown, 3 years 2 months", .finding = "Repeated injuries", .gained = true}},
                  .more_gained = 0,
                  .more_lost = 1},
      .judgements = {},
      .score = {}};
}

service::PairPage link_parted() {
  service::PairPage page = link_pair();
  page.together = true;
  page.others = {{.source = SourceId("city-police/3"),
                  .id = "r03",
                  .name = "R Brown",
                  .agency = "City Police",
                  .born = "14 March 2021",
                  .address = "2 Canal Street",
                  .with_second = true}};
  page.judgements = {one_judgement()};
  page.score = score();
  page.effects = {};
  return page;
}

service::JudgementPage judgement() {
  return {.judgement = one_judgement(),
          .pair = "l01",
          .a = record("gp/1", "p01", "Ruby Brown", "Moorside Surgery"),
          .b = record("schools/2", "p02", "Robyn Brown", "Oak Lane Nursery"),
          .together = false,
          .score = score(),
          .next = link_queue().items.back(),
          .next_of_list = true};
}

std::vector<service::JudgementRow> judgements() {
  service::JudgementRow undone{.judgement = one_judgement(), .name_a = "Yusuf Shaw", .name_b = "Yusuf Shaw"};
  undone.judgement.choice = service::LinkChoice::same;
  undone.judgement.undone_by = EntryId("ff");
  return {{.judgement = one_judgement(), .name_a = "Ruby Brown", .name_b = "Robyn Brown"}, undone};
}

service::ClusterPage cluster() {
  return {.person = PersonId("p01"),
          .name = "Ruby Brown",
          .age = "3 years 2 months",
          .records = {{.source = SourceId("gp/1"),
                       .id = "r1",
                       .name = "Ruby Brown",
                       .agency = "Moorside Surgery",
                       .born = "14 March 2021",
                       .address = "2 Canal Street"},
                      {.source = SourceId("health/1"),
                       .id = "r2",
                       .name = "Ruby Brown",
                       .agency = "0\u201319 Health Visiting",
                       .born = "14 March 2021",
                       .address = "2 Canal Street"},
                      {.source = SourceId("schools/2"),
                       .id = "r3",
                       .name = "Robyn Brown",
                       .agency = "Oak Lane Nursery",
                       .born = "14 March 2021",
                       .address = {}}},
          .edges = {{.a = 0, .b = 1, .pair = "l05", .probability = 1, .weak = false, .judged_same = false},
                    {.a = 1, .b = 2, .pair = "l06", .probability = 0.92, .weak = true, .judged_same = false}},
          .groups = {{0, 1}, {2}},
          .history = {{.at = noon(5, 12),
                       .author = "model 3f2a91c0",
                       .reason = "The weakest of the links that hold these 3 records together has 92.0 %.",
                       .records = 3}}};
}

service::LinkageQuality linkage_quality() {
  service::QualityRow whole{.group = "All records",
                            .records = 14'717,
                            .links = 25'000,
                            .precision = 0.999,
                            .recall = 0.993,
                            .nhs_missing = 5'500,
                            .nhs_wrong = 12,
                            .nhs_verified = 9'150,
                            .upn_wrong = 7,
                            .birth_date_missing = 40,
                            .postcode_missing = 900,
                            .name_missing = 21,
                            .duplicates = 60};
  service::QualityRow few{.group = "City Police"};
  return {
      .linked = noon(5, 12),
      .model = "model 3f2a91c0",
      .all = whole,
      .tables = {{.title = "By agency", .of = "Agency", .rows = {whole, few}},
                 {.title = "By ethnic group", .of = "Ethnic group", .rows = {whole}},
                 {.title = "By deprivation of the postcode district", .of = "Fifth of the country", .rows = {whole}}},
      .judged = {.links_right = 3, .links_wrong = 1, .apart_right = 4, .apart_wrong = 2, .unsure = 1},
      .sampled = {.drawn = 200,
                  .judged = 63,
                  .right = 60,
                  .wrong = 2,
                  .unsure = 1,
                  .wanted = 50,
                  .share = 60.0 / 62,
                  .interval = service::wilson_interval(60, 62),
                  .agencies = {{.agency = "0\u201319 Health Visiting", .interval = service::wilson_interval(41, 42)},
                               {.agency = "City Police", .interval = {}}}},
      .waiting = 79,
      .has_deprivation = false};
}

}  // namespace roundel::web::made_up
