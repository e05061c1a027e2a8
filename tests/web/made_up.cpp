#include "tests/web/made_up.h"

#include "tests/web/made_up_response.h"

namespace roundel::web::made_up {
namespace {

Date day(int year, unsigned month, unsigned of_month) { return Date::of(year, month, of_month); }
Timestamp at(int year, unsigned month, unsigned of_month, int hour, int minute) {
  return Timestamp(Timestamp::start_of(day(year, month, of_month)).micros() +
                   (std::int64_t{hour} * 60 + minute) * 60'000'000);
}

Indicator indicator(std::string code, std::string name, Domain domain, std::string level, std::string sentence,
                    std::string why) {
  Indicator made;
  made.code = IndicatorCode(std::move(code));
  made.name = std::move(name);
  made.domain = domain;
  made.suggests = LevelCode(std::move(level));
  made.protective = made.suggests.empty();
  made.sentence = std::move(sentence);
  made.why = std::move(why);
  made.source = "Working Together 2023, chapter 1";
  return made;
}

EntryKind kind(std::string code, std::string name) {
  EntryKind made;
  made.code = KindCode(std::move(code));
  made.name = std::move(name);
  return made;
}

ChronologyItem item(std::string id, Date on, std::string title, std::string detail, std::string agency,
                    std::string name, std::string lane, Standing standing = Standing::fact,
                    std::string about = "the child") {
  return {.entry = EntryId(std::move(id)),
          .happened = Happened::on(on),
          .known = on,
          .recorded = Timestamp::start_of(on.plus_days(1)),
          .kind = KindCode("made.up"),
          .title = std::move(title),
          .detail = std::move(detail),
          .agency = AgencyId(std::move(agency)),
          .agency_name = std::move(name),
          .lane = std::move(lane),
          .standing = standing,
          .about = std::move(about)};
}

std::vector<ChronologyItem> chronology() {
  std::vector<ChronologyItem> items = {
      item("e01", day(2024, 5, 13), "Concern passed on",
           "Worry: came to nursery with a bruise on the cheek; said \u201cit fell\u201d", "oak-nursery",
           "Oak Lane Nursery", "education", Standing::reported),
      item("e02", day(2024, 5, 4), "Domestic abuse incident", "Risk grade: medium. Child present: yes", "city-police",
           "City Police", "police", Standing::fact, "father\u2019s partner, Liam Shaw"),
      item("e03", day(2024, 4, 22), "Not brought to an appointment", "Appointment: immunisation", "city-gp",
           "Moorside Surgery", "health"),
      item("e04", day(2024, 3, 18), "Development check", "Result: some concern", "health-visiting",
           "0\u201319 Health Visiting", "health"),
      item("e05", day(2024, 2, 2), "Domestic abuse incident", "Risk grade: standard. Child present: not known",
           "city-police", "City Police", "police"),
      item("e06", day(2024, 1, 15), "Rent arrears", "Weeks: 9", "city-homes", "City Homes", "housing", Standing::fact,
           "mother, Kayleigh Brown"),
      item("e07", day(2023, 11, 20), "Home conditions", "Grade: poor", "health-visiting", "0\u201319 Health Visiting",
           "health", Standing::opinion),
      item("e08", day(2023, 9, 6), "Started nursery", "Place: two-year-old funded", "oak-nursery", "Oak Lane Nursery",
           "education"),
      item("e09", day(2023, 6, 12), "Early help episode started", "", "early-help", "Early Help Hub", "social care"),
      item("e10", day(2023, 5, 30), "Support from wider family", "Grandmother has the children each Saturday",
           "early-help", "Early Help Hub", "social care", Standing::judgement),
      item("e11", day(2022, 12, 3), "Emergency attendance", "Complaint: illness", "royal-hospital", "Royal Hospital",
           "health"),
      item("e12", day(2021, 3, 14), "Birth", "Weight (g): 2,860. Weeks: 38", "royal-maternity", "Royal Maternity",
           "health")};
  items[9].protective = true;
  return items;
}

std::vector<FamilyMember> family() {
  const auto member = [](std::string id, std::string name, std::string sex, Relation relation, Residence residence,
                         std::optional<Date> born) {
    return FamilyMember{.person = PersonId(std::move(id)),
                        .name = std::move(name),
                        .sex = std::move(sex),
                        .relation = relation,
                        .residence = residence,
                        .born = born};
  };
  std::vector<FamilyMember> all = {
      member("p01", "Kayleigh Brown", "f", Relation::mother, Residence::resident, day(1999, 2, 8)),
      member("p02", "Daniel O\u2019Connor", "m", Relation::father, Residence::elsewhere, day(1996, 10, 1)),
      member("p03", "Liam Shaw", "m", Relation::partner, Residence::resident, day(1994, 6, 19)),
      member("", "Unknown adult male", "m", Relation::other, Residence::unknown, std::nullopt),
      member("p05", "Sandra Brown", "f", Relation::grandparent, Residence::elsewhere, day(1971, 4, 2)),
      member("p06", "Alfie Brown", "m", Relation::sibling, Residence::resident, day(2018, 8, 25))};
  all[2].since = day(2023, 12, 1);
  all[3].known = false;
  all[5].child = true;
  all[5].parents = {"p01"};
  return all;
}

std::vector<NeedsMonth> needs() {
  std::vector<NeedsMonth> months;
  Date month = day(2021, 3, 1);
  for (int i = 0; month <= day(2024, 5, 1); month = month.plus_months(1), ++i) {
    months.push_back({.month = month,
                      .development = i % 7 == 3 ? 1 : 0,
                      .parenting = i > 24 ? (i % 3) : 0,
                      .family = i > 30 ? 1 + i % 2 : 0,
                      .protective = i > 26 && i % 4 == 0 ? 1 : 0});
  }
  return months;
}

service::Change change(std::string child, std::string name, std::string age, std::string reason, std::string kind,
                       Timestamp when) {
  service::Change made;
  made.child = PersonId(std::move(child));
  made.name = std::move(name);
  made.age = std::move(age);
  made.reason = std::move(reason);
  made.kind = std::move(kind);
  made.at = when;
  return made;
}

RunningClock clock(std::string name, Date started, Date due, ClockState state) {
  RunningClock made;
  made.code = "made-up";
  made.name = std::move(name);
  made.started = started;
  made.due = due;
  made.state = state;
  made.source = "Working Together 2023";
  return made;
}

Concern concern(std::string id, std::string worry, Timestamp raised) {
  return {.entry = EntryId(std::move(id)),
          .children = {SourceId("oak-nursery/1")},
          .from = AgencyId("oak-nursery"),
          .by = PractitionerId("t-1"),
          .worry = std::move(worry),
          .child_says = "\u201cIt fell on me.\u201d",
          .adults = "Kayleigh, her mother, and a man who waits in the car",
          .raised = raised,
          .decision = {}};
}

service::ConcernRow row(Concern it, std::string name, std::string age) {
  return {.concern = std::move(it),
          .child = PersonId("p4f0c1a2b"),
          .name = std::move(name),
          .age = std::move(age),
          .from_agency = "Oak Lane Nursery",
          .clocks = {},
          .feedback = {}};
}

}  // namespace

Standards standards() {
  Standards made;
  made.edition = "england 2026.1 + northern-city 2026.1";
  made.levels.source = "Northern City threshold document, 2025";
  made.levels.levels = {
      {.code = LevelCode("1"),
       .name = "Universal",
       .meaning = "Needs are met by services that every child has.",
       .order = 1},
      {.code = LevelCode("2"),
       .name = "Early help",
       .meaning = "Extra support, with the family\u2019s agreement.",
       .order = 2},
      {.code = LevelCode("3"), .name = "Targeted", .meaning = "Several needs that call for a joined plan.", .order = 3},
      {.code = LevelCode("4"),
       .name = "Specialist",
       .meaning = "In need of protection, or of a statutory assessment.",
       .order = 4}};
  made.indicators = {
      indicator("repeat-domestic-abuse", "Repeated domestic abuse in the household", Domain::family, "3",
                "at least 2 police.domestic-abuse about household within 12 months",
                "A child who lives with abuse between adults is harmed by it."),
      indicator("unexplained-injury", "Injury with an unclear explanation", Domain::development, "4",
                "at least 1 hospital.emergency-attendance with explanation is unclear about child within 6 months",
                "An injury in a child so young needs an explanation that fits."),
      indicator("new-partner-unknown", "Nobody knows who lives in the home", Domain::parenting, "2",
                "at least 1 family.unknown-adult about child within 12 months", "What nobody asks, nobody knows."),
      indicator("family-support", "Support from the wider family", Domain::family, "",
                "at least 1 protective.family-support about child within 24 months",
                "Grandparents and friends carry a family through hard times.")};
  made.indicators[1].confirmed = false;
  made.indicators[1].note = "Sources differ on the age below which this holds.";
  made.indicators[2].local = true;
  ClockRule rule;
  rule.code = "referral-decision";
  rule.name = "Decide the response to a referral";
  rule.starts = "concern.raised";
  rule.limit = 1;
  rule.source = "Working Together 2023, chapter 1";
  made.clocks = {rule};
  made.place = PlaceInfo{
      .code = "northern-city",
      .name = "Northern City",
      .area = AreaCode("E08000032"),
      .la_code = "380",
      .agencies = {
          {.id = AgencyId("city-police"), .name = "City Police", .kind = "police", .contact = "01632 960 100"},
          {.id = AgencyId("oak-nursery"), .name = "Oak Lane Nursery", .kind = "nursery", .contact = "01632 960 101"},
          {.id = AgencyId("health-visiting"),
           .name = "0\u201319 Health Visiting",
           .kind = "health-visiting",
           .contact = "01632 960 102"}}};
  made.vocabulary.agency_kinds = {{.code = "social-care", .name = "Children\u2019s social care", .lane = "social care"},
                                  {.code = "health-visiting", .name = "Health visiting", .lane = "health"},
                                  {.code = "housing", .name = "Housing", .lane = "housing"}};
  made.vocabulary.code_sets = {{.name = "explanation", .source = {}, .codes = {{"unclear", "Unclear"}}, .note = {}}};
  made.vocabulary.kinds = {kind("police.domestic-abuse", "Domestic abuse incident"),
                           kind("hospital.emergency-attendance", "Emergency attendance"),
                           kind("family.unknown-adult", "Unknown adult in the home"),
                           kind("protective.family-support", "Support from the wider family")};
  made.vocabulary.kinds[1].values = {
      {.name = "explanation", .label = "Explanation given", .type = ValueType::code, .code_set = "explanation"}};
  made.vocabulary.index();
  for (Indicator& each : made.indicators) each.rule = parse_rule(each.sentence, made.vocabulary).value();
  return made;
}

access::Caller health_visitor() {
  return {.account = "health-visitor",
          .name = "Amina Yusuf",
          .practitioner = PractitionerId("hv-012"),
          .agency = AgencyId("health-visiting"),
          .area = AreaCode("E08000032"),
          .role = "practitioner"};
}
access::Caller teacher() {
  return {.account = "teacher",
          .name = "Tom Bell",
          .practitioner = PractitionerId("t-1"),
          .agency = AgencyId("oak-nursery"),
          .area = AreaCode("E08000032"),
          .role = "referrer"};
}
access::Caller social_worker() {
  return {.account = "social-worker",
          .name = "Grace Mensah",
          .practitioner = PractitionerId("sw-3"),
          .agency = AgencyId("social-care"),
          .area = AreaCode("E08000032"),
          .role = "joint-team"};
}

service::ChildPage child(const Standards& words) {
  service::ChildPage page;
  page.access = {.allowed = true,
                 .scope = {.involvement = true, .own = true, .joint = true},
                 .why = "You are a named practitioner of this child",
                 .lawful_basis = "Children Act 2004, section 11"};
  page.tie = access::Tie::named_practitioner;
  IdentityBar& who = page.picture.identity;
  who.person = PersonId("p4f0c1a2b");
  who.name = "Ruby-Mae Brown";
  who.other_names = {"Ruby Shaw"};
  who.born = day(2021, 3, 14);
  who.age = "3 years 2 months";
  who.sex = "female";
  who.nhs_number = "943 476 5919";
  who.address = "14 Canal View, Northern City";
  who.school = "Oak Lane Nursery";
  who.ethnicity = "White British";
  who.source_records = 7;
  who.disagreements = {"City Police hold another date of birth: 4 March 2021"};
  page.picture.involved = {{.agency = AgencyId("health-visiting"),
                            .agency_name = "0\u201319 Health Visiting",
                            .agency_kind = "health-visiting",
                            .service = "Enhanced visits",
                            .practitioner = "Amina Yusuf",
                            .contact = "01632 960 102",
                            .since = day(2021, 3, 28),
                            .last_contact = day(2024, 3, 18)},
                           {.agency = AgencyId("oak-nursery"),
                            .agency_name = "Oak Lane Nursery",
                            .agency_kind = "nursery",
                            .practitioner = "Tom Bell",
                            .contact = "01632 960 101",
                            .since = day(2023, 9, 6),
                            .last_contact = day(2024, 5, 13)},
                           {.agency = AgencyId("city-gp"),
                            .agency_name = "Moorside Surgery",
                            .agency_kind = "gp",
                            .contact = "01632 960 110",
                            .since = day(2021, 4, 9)},
                           {.agency = AgencyId("early-help"),
                            .agency_name = "Early Help Hub",
                            .agency_kind = "early-help",
                            .practitioner = "Jo Petty",
                            .contact = "01632 960 111",
                            .since = day(2023, 6, 12),
                            .until = day(2023, 12, 20)}};
  page.picture.chronology = chronology();
  page.picture.family = family();
  page.picture.needs = needs();
  page.picture.on = kToday;
  const auto& items = page.picture.chronology;
  page.findings = {
      {.indicator = &words.indicators[1],
       .finding = {.indicator = words.indicators[1].code, .since = day(2024, 5, 13), .evidence = {}, .agencies = {}},
       .in_words = "A bruise on the cheek that \u201cit fell\u201d does not explain (nursery, 13 May).",
       .evidence = {items[0]}},
      {.indicator = &words.indicators[0],
       .finding = {.indicator = words.indicators[0].code, .since = day(2024, 5, 4), .evidence = {}, .agencies = {}},
       .in_words = "2 domestic abuse incidents in 12 months (police), the last on 4 May.",
       .evidence = {items[4], items[1]}}};
  page.protective = {
      {.indicator = &words.indicators[3],
       .finding = {.indicator = words.indicators[3].code, .since = day(2023, 5, 30), .evidence = {}, .agencies = {}},
       .in_words = "Grandmother has the children each Saturday (early help).",
       .evidence = {items[9]}}};
  page.assessment.suggested = LevelCode("4");
  page.assessment.judgement = Judgement{.level = LevelCode("2"),
                                        .reason = "Mother engages well, and the grandmother is a steady help.",
                                        .practitioner = "Jo Petty",
                                        .agency = AgencyId("early-help"),
                                        .on = day(2023, 12, 18)};
  page.judged = judged_levels(words);
  page.jigsaw = {{.finding = page.findings[0].finding,
                  .pieces = {{.agency = AgencyId("city-police"), .entries = {items[4].entry, items[1].entry}},
                             {.agency = AgencyId("oak-nursery"), .entries = {items[0].entry}}}}};
  page.changes_since = day(2024, 4, 16);
  page.why_today = {{.finding = page.findings[0].finding, .entries = {items[0].entry}},
                    {.finding = page.findings[1].finding, .because = WhyToday::Because::time_passed, .entries = {}}};
  page.optimism = {{.on = day(2023, 12, 18),
                    .words = "The level was judged lower on 18 December 2023 (2 after 3), and since 1 June 2023 nobody "
                             "had recorded that they met the child, or anything that protects.",
                    .entries = {items[6].entry}}};
  page.assessment.unasked = {{.question = "Who is the adult man seen in the home?",
                              .why = "Police saw a man who is not in anybody\u2019s record.",
                              .agency_kind = "housing"},
                             {.question = "Does Daniel O\u2019Connor still see his daughter?",
                              .why = "Her father has not been spoken to by any service since 2022.",
                              .agency_kind = "social-care"}};
  page.assessment.edition = words.edition;
  page.recent = {change("p4f0c1a2b", who.name, who.age, "Oak Lane Nursery passed on a concern.", "concern",
                        at(2024, 5, 13, 15, 40)),
                 change("p4f0c1a2b", who.name, who.age, "New finding: injury with an unclear explanation.", "finding",
                        at(2024, 5, 13, 15, 40)),
                 change("p4f0c1a2b", who.name, who.age, "Domestic abuse incident recorded by City Police.", "entry",
                        at(2024, 5, 5, 9, 12))};
  page.pathway = pathway().pathway;
  page.requests = {request(RequestState::waiting).request};
  page.requests.front().question = page.assessment.unasked[1].question;
  page.response.concerns = {concern(
      "c01", "Ruby-Mae came in with a bruise on her cheek and was very quiet all morning.", at(2024, 5, 13, 15, 40))};
  page.response.clocks = {
      clock("Decide the response to a referral", day(2024, 5, 13), day(2024, 5, 14), ClockState::running),
      clock("Decide the response to a notification", day(2024, 3, 4), day(2024, 3, 5), ClockState::lapsed)};
  page.response.clocks.back().ended = day(2024, 4, 1);
  return page;
}

service::ChildPage child_without_content(const Standards& words) {
  service::ChildPage page = child(words);
  service::ChildPage bare;
  bare.access = {.allowed = true,
                 .scope = {.involvement = true},
                 .why = "You have no working relationship with this child",
                 .lawful_basis = "Children Act 2004, section 11"};
  bare.picture.identity.person = page.picture.identity.person;
  bare.picture.identity.name = page.picture.identity.name;
  bare.picture.identity.age = page.picture.identity.age;
  bare.picture.involved = page.picture.involved;
  bare.picture.on = kToday;
  return bare;
}

service::ChildPage unborn(const Standards& words) {
  service::ChildPage page = child_without_content(words);
  page.access.scope.own = page.access.scope.joint = true;
  page.picture.identity.name =
      "Unborn child of Oluwaseun-Anastasia Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh";
  page.picture.identity.age = "unborn, due 4 August 2024";
  page.picture.identity.expected = day(2024, 8, 4);
  page.picture.identity.source_records = 1;
  page.picture.involved.clear();
  page.assessment.edition = words.edition;
  return page;
}

service::ChangesToday changes() {
  service::ChangesToday made{.families_a_page = 20, .most_days_put_off = 14};
  made.children_in_view = 214;
  made.since = day(2024, 5, 7);
  made.assessed = at(2024, 5, 14, 6, 0);
  made.changes = {
      change("p4f0c1a2b", "Ruby-Mae Brown", "3 years 2 months",
             "Oak Lane Nursery passed on a concern: a bruise on the cheek.", "concern", at(2024, 5, 14, 8, 40)),
      change("p7d11", "Zo\u00eb \u00d3 Briain", "7 months",
             "Missed a second immunisation; nobody from health has seen her since 2 February.", "finding",
             at(2024, 5, 14, 7, 5)),
      change("p7d12", "Muhammad Ali Khan-Featherstonehaugh", "5 years 1 month",
             "The decision on Monday\u2019s concern is a joint visit.", "response", at(2024, 5, 13, 16, 20)),
      change("p7d13", "Unborn child of Precious Adeyemi", "unborn, due 4 August 2024",
             "A practitioner judged the level of need: 3, targeted.", "judgement", at(2024, 5, 13, 11, 2)),
      change("p7d14", "Alfie Brown", "5 years 8 months", "No longer: attendance below 85 % for two half terms.",
             "finding-ended", at(2024, 5, 10, 6, 0)),
      change("p7d15", "Lily Nowak", "2 years", "Emergency attendance recorded by Royal Hospital.", "entry",
             at(2024, 5, 10, 5, 30))};
  return made;
}

std::vector<service::PersonHit> hits() {
  return {{.person = PersonId("p4f0c1a2b"),
           .name = "Ruby-Mae Brown",
           .born = day(2021, 3, 14),
           .sex = "female",
           .area_of_home = "NC4",
           .in_your_caseload = true},
          {.person = PersonId("p88"),
           .name = "Ruby Browne",
           .born = std::nullopt,
           .sex = "female",
           .area_of_home = "NC1",
           .in_your_caseload = false}};
}

service::RecordedConcern recorded() {
  return {.concern = EntryId("c01"),
          .changes = {change("p4f0c1a2b", "", "", "Your concern is in the chronology and waits at the front door.",
                             "concern", at(2024, 5, 14, 9, 0)),
                      change("p4f0c1a2b", "", "", "New finding: two services are worried within 30 days.", "finding",
                             at(2024, 5, 14, 9, 0))}};
}

std::vector<service::ConcernRow> concerns() {
  service::ConcernRow waiting =
      row(concern("c01", "Ruby-Mae came in with a bruise on her cheek and was very quiet all morning.",
                  at(2024, 5, 13, 15, 40)),
          "Ruby-Mae Brown", "3 years 2 months");
  waiting.clocks = {
      clock("Decide the response to a referral", day(2024, 5, 13), day(2024, 5, 14), ClockState::running)};
  service::ConcernRow decided =
      row(concern("c02", "He is often collected late and comes hungry.", at(2024, 4, 29, 10, 15)), "Alfie Brown",
          "5 years 8 months");
  decided.concern.decision = Decision{.entry = EntryId("d02"),
                                      .choice = ResponseChoice::joint_visit,
                                      .reason = "Two services are worried; the school and health visitor go together.",
                                      .practitioner = "Grace Mensah",
                                      .agency = AgencyId("social-care"),
                                      .at = at(2024, 4, 30, 9, 30)};
  decided.feedback = "Thank you. A health visitor and a family worker will see Alfie together this week.";
  decided.clocks = {clock("Joint visit", day(2024, 4, 30), day(2024, 5, 8), ClockState::late)};
  return {waiting, decided};
}

service::ConcernPage concern_page(const Standards& words) {
  return {.row = concerns()[0], .findings = child(words).findings, .suggested = LevelCode("4"), .earlier_concerns = 2};
}

std::vector<service::AccessLine> access_lines() {
  return {{.at = at(2024, 5, 14, 8, 50),
           .who = "Amina Yusuf",
           .agency = "0\u201319 Health Visiting",
           .what = "Opened the picture",
           .purpose = "direct work",
           .basis = "Children Act 2004, section 11",
           .allowed = true,
           .why = "Named practitioner of this child"},
          {.at = at(2024, 5, 13, 18, 2),
           .who = "Sam Field",
           .agency = "City Homes",
           .what = "Opened the picture",
           .purpose = "direct work",
           .basis = "",
           .allowed = false,
           .why = "No working relationship with this child"}};
}

}  // namespace roundel::web::made_up
