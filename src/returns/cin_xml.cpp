// The return as XML, element by element in the order of the schema. pugixml stays in this file.
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/text.h"
#include "returns/cin_return.h"

namespace roundel {
namespace {

using Node = pugi::xml_node;

void put(Node node, const char* name, const std::string& text) { node.append_child(name).text().set(text.c_str()); }
void put(Node node, const char* name, Date day) { put(node, name, day.iso()); }
void put(Node node, const char* name, bool flag) { put(node, name, std::string(flag ? "1" : "0")); }

// An element without content is left out: the schema knows none.
void put_if(Node node, const char* name, const std::string& text) {
  if (!text.empty()) put(node, name, text);
}
template <class Content>
void put_if(Node node, const char* name, const std::optional<Content>& content) {
  if (content) put(node, name, *content);
}

void put_header(Node message, const CinReturn& cin, Timestamp made) {
  Node header = message.append_child("Header");
  Node collection = header.append_child("CollectionDetails");
  put(collection, "Collection", std::string("CIN"));
  put(collection, "Year", std::to_string(cin.year.year));
  put(collection, "ReferenceDate", cin.year.to());
  Node source = header.append_child("Source");
  put(source, "SourceLevel", std::string("L"));
  put(source, "LEA", cin.la_code);
  put(source, "SoftwareCode", std::string("Roundel"));
  put(source, "SerialNo", std::string("001"));
  put(source, "DateTime", made.iso().substr(0, 19));
}

void put_assessment(Node details, const CinAssessment& assessment) {
  Node node = details.append_child("Assessments");
  put_if(node, "AssessmentActualStartDate", assessment.started);
  put_if(node, "AssessmentAuthorisationDate", assessment.completed);
  if (assessment.factors.empty()) return;
  Node factors = node.append_child("FactorsIdentifiedAtAssessment");
  for (const std::string& factor : assessment.factors) put(factors, "AssessmentFactors", factor);
}

void put_protection_plan(Node details, const CinProtectionPlan& plan) {
  Node node = details.append_child("ChildProtectionPlans");
  put_if(node, "CPPstartDate", plan.started);
  put_if(node, "CPPendDate", plan.ended);
  put_if(node, "InitialCategoryOfAbuse", plan.category);
  put_if(node, "LatestCategoryOfAbuse", plan.category);  // the record keeps the category of the start only
  if (plan.previous) put(node, "NumberOfPreviousCPP", std::to_string(*plan.previous));
  if (plan.reviews.empty()) return;
  Node reviews = node.append_child("Reviews");
  for (const Date day : plan.reviews) put(reviews, "CPPreviewDate", day);
}

void put_episode(Node child, const CinEpisode& episode) {
  Node details = child.append_child("CINdetails");
  put(details, "CINreferralDate", episode.referred);
  put_if(details, "ReferralSource", episode.source);
  put_if(details, "PrimaryNeedCode", episode.primary_need);
  put_if(details, "CINclosureDate", episode.closed);
  put_if(details, "ReasonForClosure", episode.closure_reason);
  put_if(details, "DateOfInitialCPC", episode.conference);
  for (const CinAssessment& each : episode.assessments) put_assessment(details, each);
  for (const CinPlan& each : episode.plans) {
    Node plan = details.append_child("CINPlanDates");
    put_if(plan, "CINPlanStartDate", each.started);
    put_if(plan, "CINPlanEndDate", each.ended);
  }
  for (const CinEnquiry& each : episode.enquiries) {
    Node enquiry = details.append_child("Section47");
    put(enquiry, "S47ActualStartDate", each.started);
    put_if(enquiry, "DateOfInitialCPC", each.conference);
    put(enquiry, "ICPCnotRequired", each.conference_not_required);
  }
  put_if(details, "ReferralNFA", episode.no_further_action);
  for (const CinProtectionPlan& each : episode.protection_plans) put_protection_plan(details, each);
}

// GenderCurrent with its own codes became Sex with the return of 2025.
void put_sex(Node identifiers, const std::string& sex, CinYear year) {
  if (year.year >= 2025) return put_if(identifiers, "Sex", sex);
  put_if(identifiers, "GenderCurrent", std::string(sex == "M" ? "1" : sex == "F" ? "2" : sex == "U" ? "0" : ""));
}

void put_child(Node children, const CinChild& child, CinYear year) {
  Node node = children.append_child("Child");
  Node identifiers = node.append_child("ChildIdentifiers");
  put(identifiers, "LAchildID", child.id);
  put_if(identifiers, "UPN", child.upn);
  put_if(identifiers, "PersonBirthDate", child.born);
  put_if(identifiers, "ExpectedPersonBirthDate", child.expected);
  put_sex(identifiers, child.sex, year);
  put_if(identifiers, "PersonDeathDate", child.died);
  Node characteristics = node.append_child("ChildCharacteristics");
  put_if(characteristics, "Ethnicity", child.ethnicity);
  for (const CinEpisode& each : child.episodes) put_episode(node, each);
}

}  // namespace

Result<std::string> write_cin_return(const CinReturn& cin, Timestamp made) {
  pugi::xml_document document;
  Node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  Node message = document.append_child("Message");
  put_header(message, cin, made);
  Node children = message.append_child("Children");
  for (const CinChild& child : cin.children) put_child(children, child, cin.year);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  std::string text = std::move(out).str();
  // What was written must be readable by others.
  pugi::xml_document again;
  // A control character is written as a reference ("&#1;"), which no reader takes.
  const bool plain = text.find("&#") == std::string::npos;
  if (!plain || !is_valid_utf8(text) || !again.load_buffer(text.data(), text.size()))
    return fail(Fault::conflict, "a text of the return cannot stand in XML",
                "identifiers and codes of printable characters");
  return text;
}

}  // namespace roundel
