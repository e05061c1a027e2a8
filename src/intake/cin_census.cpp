// Children in need census → entries. The schema's names have hardly changed since 2017: GenderCurrent became Sex, and
// pre-proceedings were added. Whatever an element cannot give is rejected by itself; the rest of the child is taken.
#include "intake/cin_census.h"

#include <algorithm>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "core/text.h"
#include "intake/convert.h"
#include "intake/xml.h"

namespace roundel::intake {
namespace {

using Values = std::vector<std::pair<std::string, Value>>;

// An element with a date of which the census says nothing more: each makes one entry on that day.
struct Event {
  const char* element;
  const char* kind;
  const char* stage = nullptr;  // value `stage`, where the kind has it
};
constexpr Event assessment_events[] = {{"AssessmentActualStartDate", "social-care.assessment-started"}};
constexpr Event need_plan_events[] = {{"CINPlanStartDate", "social-care.in-need-plan-started"},
                                      {"CINPlanEndDate", "social-care.in-need-plan-ended"}};
// The census carries no date of the strategy discussion: none is made up from the target date of the conference.
constexpr Event enquiry_events[] = {{"S47ActualStartDate", "social-care.section-47-enquiry"},
                                    {"DateOfInitialCPC", "social-care.initial-conference"}};
constexpr Event details_events[] = {{"DateOfInitialCPC", "social-care.initial-conference"}};
constexpr Event protection_plan_events[] = {{"CPPendDate", "social-care.protection-plan-ended"}};
constexpr Event review_events[] = {{"CPPreviewDate", "social-care.review-conference"}};
constexpr Event proceedings_events[] = {
    {"PPStartDate", "social-care.legal-proceedings", "pre-proceedings started"},
    {"LBPSentDate", "social-care.legal-proceedings", "letter before proceedings sent"},
    {"InitialPPMeetingDate", "social-care.legal-proceedings", "first pre-proceedings meeting"},
    {"StepDecisionDate", "social-care.legal-proceedings", "decision to step up or down"},
    {"CourtAppDate", "social-care.legal-proceedings", "application to court"}};

// Modules of CINdetails that hold nothing but such dates.
struct Module {
  const char* element;
  std::span<const Event> events;
};
constexpr Module modules[] = {
    {"CINPlanDates", need_plan_events}, {"Section47", enquiry_events}, {"PreProceedingsandFGDM", proceedings_events}};

// 18A and 19A were split in two (census rules 8945Q and 8950Q); the split codes are first published for the year 2021.
constexpr int last_year_of_old_factors = 2020;

// ---- the reader of one file ----

class CensusReader {
 public:
  CensusReader(std::string_view file_name, const Element& message, const Standards& standards, const Sink& sink)
      : file_(file_name), message_(message), standards_(standards), sink_(sink) {}

  Result<Taken> read();

 private:
  Done find_agency();
  Done read_header();
  void read_child(const Element& child);
  void read_identity();
  void read_details(const Element& details);
  void read_referral(const Element& details);
  void read_assessment(const Element& assessment);
  void read_completed(const Element& assessment, Date day);
  void read_protection_plan(const Element& plan);
  Done read_plan_start(const Element& plan);
  void read_closure(const Element& details);
  void read_events(const Element& module, std::span<const Event> events);
  void read_event(const Element& element, const Event& event);

  Error wrong(const Element& element, std::string_view field, std::string what, std::string expected) const;
  Result<Date> day_of(const Element& element) const;
  // nothing where the element is missing or empty.
  Result<std::optional<Date>> day_in(const Element& parent, std::string_view name) const;
  // Adds the code, if there is one, as the vocabulary writes it.
  Done add_code(Values& values, const Element& element, std::string_view kind, std::string_view value) const;
  Result<std::string> factors_of(const Element& assessment) const;

  void make(std::string_view kind, Date day, Values values);
  void reject(Error error);

  std::string file_;
  const Element& message_;
  const Standards& standards_;
  const Sink& sink_;
  AreaCode area_;
  AgencyId agency_;
  int year_ = 0;
  Date reference_;  // the day at which the census looks
  Taken taken_;

  // What is being read.
  const Element* child_ = nullptr;
  const Element* details_ = nullptr;  // nullptr while the child's identity is read
  std::string child_id_;
  bool unborn_ = false;
  std::unordered_set<std::string> keys_;  // of the child; one thing may stand in two elements, as the conference does
};

Error CensusReader::wrong(const Element& element, std::string_view field, std::string what,
                          std::string expected) const {
  return Error{Fault::bad_input, std::move(what), std::move(expected),
               Place{.file = file_, .line = element.line, .field = std::string(field)}};
}

Result<Taken> CensusReader::read() {
  if (const auto agency = find_agency(); !agency) return fail(agency.error());
  if (const auto header = read_header(); !header) return fail(header.error());
  for (const Element& each : message_.find("Children").children)
    if (each.name == "Child") read_child(each);
  return taken_;
}

Done CensusReader::find_agency() {
  if (!standards_.place)
    return fail(wrong({}, "", "the census is read for a place, and none is chosen", "a place with its agencies"));
  area_ = standards_.place->area;
  for (const Agency& agency : standards_.place->agencies)
    if (agency.kind == "social-care") {
      agency_ = agency.id;
      return {};
    }
  return fail(wrong({}, "", fmt::format("{} has no agency of kind social-care", standards_.place->name),
                    "the agency that made the census"));
}

Done CensusReader::read_header() {
  const Element& collection = message_.find("Header").find("CollectionDetails");
  const Element& name = collection.find("Collection");
  if (name.text != "CIN")
    return fail(wrong(name, "Collection", fmt::format("'{}' is another collection", shortened(name.text)),
                      "CIN: children in need census"));
  const auto reference = day_in(collection, "ReferenceDate");
  if (!reference) return fail(reference.error());
  if (!*reference)
    return fail(wrong(collection, "ReferenceDate", "the header has no reference date", "such as 2026-03-31"));
  reference_ = **reference;
  year_ = reference_.year();
  return {};
}

Result<Date> CensusReader::day_of(const Element& element) const {
  const auto day = read_date(element.text, DateStyle::iso);
  if (day) return *day;
  const bool personal = element.name.starts_with("Person") || element.name.starts_with("Expected");
  return fail(wrong(element, element.name,
                    personal ? "not a date" : fmt::format("'{}' is not a date", shortened(element.text)),
                    "yyyy-mm-dd"));
}

Result<std::optional<Date>> CensusReader::day_in(const Element& parent, std::string_view name) const {
  const Element& element = parent.find(name);
  if (element.text.empty()) return std::nullopt;
  const auto day = day_of(element);
  if (!day) return fail(day.error());
  return *day;
}

Done CensusReader::add_code(Values& values, const Element& element, std::string_view kind,
                            std::string_view value) const {
  if (element.text.empty()) return {};
  const EntryKind* entry_kind = standards_.vocabulary.kind(kind);
  const auto spec = std::find_if(entry_kind->values.begin(), entry_kind->values.end(),
                                 [&](const ValueSpec& each) { return each.name == value; });
  const CodeSet* set = standards_.vocabulary.code_set(spec == entry_kind->values.end() ? "" : spec->code_set);
  std::vector<std::string> codes;
  if (set)
    for (const auto& [code, meaning] : set->codes) {
      if (lower(code) == lower(element.text)) {
        values.emplace_back(value, code);
        return {};
      }
      codes.push_back(code);
    }
  return fail(wrong(element, element.name, fmt::format("'{}' is not a code of this element", shortened(element.text)),
                    "one of " + join_words(codes, " or ")));
}

// ---- a child ----

void CensusReader::read_child(const Element& child) {
  ++taken_.rows;
  child_ = &child;
  details_ = nullptr;
  keys_.clear();
  const Element& identifiers = child.find("ChildIdentifiers");
  child_id_ = identifiers.find("LAchildID").text;
  if (child_id_.empty() || !is_one_line(child_id_)) {
    reject(wrong(child, "LAchildID", "the child has no identifier", "the authority's own identifier of the child"));
    return;
  }
  unborn_ =
      identifiers.find("PersonBirthDate").text.empty() && !identifiers.find("ExpectedPersonBirthDate").text.empty();
  read_identity();
  for (const Element& details : child.children)
    if (details.name == "CINdetails") read_details(details);
}

// 1 and 2 until GenderCurrent became Sex (M, F, U); 0 and 9: not known or not specified.
std::optional<std::string> sex_of(std::string_view text) {
  const std::string code = lower(text);
  if (code == "1" || code == "m") return "m";
  if (code == "2" || code == "f") return "f";
  if (code == "0" || code == "9" || code == "u") return "u";
  return std::nullopt;
}

void CensusReader::read_identity() {
  constexpr std::string_view kind = "identity.details";
  const Element& identifiers = child_->find("ChildIdentifiers");
  Values values;
  for (const auto& [name, value] : {std::pair{"PersonBirthDate", "birth-date"},
                                    {"ExpectedPersonBirthDate", "expected-date"},
                                    {"PersonDeathDate", "died"}}) {
    const auto day = day_in(identifiers, name);
    if (!day) return reject(day.error());
    if (*day) values.emplace_back(value, **day);
  }
  const Element& new_name = identifiers.find("Sex");
  const Element& sex = new_name.missing() ? identifiers.find("GenderCurrent") : new_name;
  if (!sex.text.empty()) {
    const auto code = sex_of(sex.text);
    if (!code) return reject(wrong(sex, sex.name, "not a code of sex", "M, F or U; before 2024 1, 2, 0 or 9"));
    values.emplace_back("sex", *code);
  }
  const Element& upn = identifiers.find("UPN");
  if (!upn.text.empty()) values.emplace_back("upn", upn.text);
  const Element& ethnicity = child_->find("ChildCharacteristics").find("Ethnicity");
  if (const auto added = add_code(values, ethnicity, kind, "ethnicity"); !added) return reject(added.error());
  make(kind, reference_, std::move(values));
}

void CensusReader::read_details(const Element& details) {
  details_ = &details;
  read_referral(details);
  read_events(details, details_events);
  for (const Element* assessment : details.each("Assessments")) read_assessment(*assessment);
  for (const Module& module : modules)
    for (const Element* element : details.each(module.element)) read_events(*element, module.events);
  for (const Element* plan : details.each("ChildProtectionPlans")) read_protection_plan(*plan);
  read_closure(details);
}

void CensusReader::read_referral(const Element& details) {
  constexpr std::string_view kind = "social-care.referral";
  const auto day = day_in(details, "CINreferralDate");
  if (!day) return reject(day.error());
  if (!*day) return reject(wrong(details, "CINreferralDate", "empty", "the day of the referral"));
  const Element& source = details.find("ReferralSource");
  if (source.text.empty()) return reject(wrong(details, "ReferralSource", "empty", "the code of who referred"));
  Values values;
  if (const auto added = add_code(values, source, kind, "source"); !added) return reject(added.error());
  const Element& need = details.find("PrimaryNeedCode");
  if (const auto added = add_code(values, need, kind, "primary-need"); !added) return reject(added.error());
  const Element& no_action = details.find("ReferralNFA");
  if (!no_action.text.empty()) {
    const auto flag = parse_yes_no(no_action.text);
    if (!flag) return reject(wrong(no_action, "ReferralNFA", "neither yes nor no", "true, false, 1 or 0"));
    values.emplace_back("no-further-action", *flag);
  }
  make(kind, **day, std::move(values));
}

void CensusReader::read_assessment(const Element& assessment) {
  read_events(assessment, assessment_events);
  const auto day = day_in(assessment, "AssessmentAuthorisationDate");
  if (!day) return reject(day.error());
  if (*day) read_completed(assessment, **day);
}

void CensusReader::read_completed(const Element& assessment, Date day) {
  const auto factors = factors_of(assessment);
  if (!factors) return reject(factors.error());
  Values values;
  if (!factors->empty()) values.emplace_back("factors", *factors);
  make("social-care.assessment-completed", day, std::move(values));
}

// The codes of all factors, with one blank between them, in the order of the file.
Result<std::string> CensusReader::factors_of(const Element& assessment) const {
  const CodeSet* set = standards_.vocabulary.code_set("factors");
  std::string out;
  for (const Element* group : assessment.each("FactorsIdentifiedAtAssessment"))
    for (const Element* factor : group->each("AssessmentFactors")) {
      const std::string code = upper(factor->text);
      if (code.empty()) continue;
      const bool old = code == "18A" || code == "19A";
      if (old && year_ > last_year_of_old_factors)
        return fail(wrong(*factor, "AssessmentFactors", fmt::format("'{}' is withdrawn", code),
                          code == "18A" ? "18B or 18C" : "19B or 19C"));
      if (!old && (!set || !set->meaning(code)))
        return fail(wrong(*factor, "AssessmentFactors", fmt::format("'{}' is not a factor", shortened(factor->text)),
                          "a code of the factors identified at the end of an assessment"));
      out += out.empty() ? code : " " + code;
    }
  return out;
}

void CensusReader::read_protection_plan(const Element& plan) {
  if (const auto started = read_plan_start(plan); !started) reject(started.error());
  read_events(plan, protection_plan_events);
  for (const Element* reviews : plan.each("Reviews")) read_events(*reviews, review_events);
}

Done CensusReader::read_plan_start(const Element& plan) {
  constexpr std::string_view kind = "social-care.protection-plan-started";
  const auto day = day_in(plan, "CPPstartDate");
  if (!day) return fail(day.error());
  if (!*day) return fail(wrong(plan, "CPPstartDate", "empty", "the day on which the plan began"));
  const Element& category = plan.find("InitialCategoryOfAbuse");
  if (category.text.empty()) return fail(wrong(plan, "InitialCategoryOfAbuse", "empty", "the code of the category"));
  Values values;
  if (const auto added = add_code(values, category, kind, "category"); !added) return added;
  const Element& number = plan.find("NumberOfPreviousCPP");
  if (!number.text.empty()) {
    const auto count = parse_number(number.text);
    if (!count || !std::holds_alternative<std::int64_t>(*count))
      return fail(wrong(number, "NumberOfPreviousCPP", fmt::format("'{}' is not a number", shortened(number.text)),
                        "a whole number"));
    values.emplace_back("number", *count);
  }
  make(kind, **day, std::move(values));
  return {};
}

void CensusReader::read_closure(const Element& details) {
  constexpr std::string_view kind = "social-care.case-closed";
  const auto day = day_in(details, "CINclosureDate");
  if (!day) return reject(day.error());
  if (!*day) return;
  Values values;
  const Element& reason = details.find("ReasonForClosure");
  if (const auto added = add_code(values, reason, kind, "reason"); !added) return reject(added.error());
  make(kind, **day, std::move(values));
}

void CensusReader::read_events(const Element& module, std::span<const Event> events) {
  for (const Event& event : events)
    for (const Element* element : module.each(event.element))
      if (!element->text.empty()) read_event(*element, event);
}

void CensusReader::read_event(const Element& element, const Event& event) {
  const auto day = day_of(element);
  if (!day) return reject(day.error());
  Values values;
  if (event.stage) values.emplace_back("stage", std::string(event.stage));
  make(event.kind, *day, std::move(values));
}

// ---- out ----

// The census has no identifiers below the child: child, kind, day and content are what tells one entry from another.
// The content goes into the key as a digest, so that a key says nothing of a person.
void CensusReader::make(std::string_view kind, Date day, Values values) {
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string content;
  for (const auto& [name, value] : values) content += fmt::format("{}={}\n", name, text(value));
  NewEntry entry;
  entry.area = area_;
  entry.key = fmt::format("{}|{}|{}|{}|{}", cin_census_feed, kind, child_id_, day.iso(),
                          entry_id(area_, agency_, content).str());
  entry.kind = KindCode(std::string(kind));
  entry.agency = agency_;
  entry.happened = Happened::on(day);
  entry.known = day;
  entry.standing = standards_.vocabulary.kind(kind)->standing;
  entry.about = {{SourceId(agency_.str() + "/" + child_id_), RoleCode(unborn_ ? "unborn-child" : "child")}};
  entry.values = std::move(values);
  if (!keys_.insert(entry.key).second) return;
  ++taken_.entries;
  sink_.entry(std::move(entry));
}

// What is rejected goes to the quarantine in a message of its own: the header, who the child is, and the episode.
void CensusReader::reject(Error error) {
  ++taken_.rejected;
  Element child{.name = "Child", .text = {}, .line = 0, .children = {}};
  for (const char* part : {"ChildIdentifiers", "ChildCharacteristics"})
    if (const Element& element = child_->find(part); !element.missing()) child.children.push_back(element);
  if (details_) child.children.push_back(*details_);
  const Element children{.name = "Children", .text = {}, .line = 0, .children = {std::move(child)}};
  const Element message{.name = "Message", .text = {}, .line = 0, .children = {message_.find("Header"), children}};
  sink_.rejected({std::string(cin_census_feed), print_xml(message), std::move(error)});
}

// Every kind that the census makes.
Done check_vocabulary(const Vocabulary& vocabulary) {
  for (const char* kind :
       {"identity.details", "social-care.referral", "social-care.assessment-started",
        "social-care.assessment-completed", "social-care.section-47-enquiry", "social-care.initial-conference",
        "social-care.review-conference", "social-care.in-need-plan-started", "social-care.in-need-plan-ended",
        "social-care.protection-plan-started", "social-care.protection-plan-ended", "social-care.case-closed",
        "social-care.legal-proceedings"})
    if (!vocabulary.kind(kind))
      return fail(Fault::broken, fmt::format("the vocabulary has no kind '{}'", kind), "England's vocabulary");
  return {};
}

}  // namespace

Result<Taken> read_cin_census(std::string_view file_name, std::string_view content, const Standards& standards,
                              const Sink& sink) {
  if (const auto words = check_vocabulary(standards.vocabulary); !words) return fail(words.error());
  const auto message = parse_xml(content, file_name, {.bytes = largest_census, .depth = deepest_census});
  if (!message) return fail(message.error());
  if (message->name != "Message")
    return fail(Fault::bad_input, fmt::format("the root element is '{}'", shortened(message->name)),
                "Message, as in the CIN census", Place{.file = std::string(file_name), .line = message->line});
  auto taken = CensusReader(file_name, *message, standards, sink).read();
  if (taken && sink.progress) sink.progress(content.size());
  return taken;
}

Result<Taken> read_corrected_census(const Place& original, std::string_view raw, const Standards& standards,
                                    const Sink& sink) {
  const Sink with_place{.entry = sink.entry,
                        .rejected =
                            [&](Rejected rejected) {
                              rejected.error.place.line = original.line;
                              sink.rejected(std::move(rejected));
                            },
                        .progress = {}};
  return read_cin_census(original.file, raw, standards, with_place);
}

}  // namespace roundel::intake
