// The feeds a place's agencies export: which there are, and their columns. standards/england/feeds holds the mapping of
// each; a test keeps the two alike.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace roundel::simulation {

enum class Agency : std::uint8_t {
  social_care,
  early_help,
  midwifery,
  health_visiting,
  school_nursing,
  gp,
  hospital,
  dentistry,
  camhs,
  schools,
  nurseries,
  education_welfare,
  city_police,
  probation,
  adult_mental_health,
  substance_misuse,
  domestic_abuse_service,
  housing,
  voluntary,
};
inline constexpr int agencies = 19;

enum class Feed : std::uint8_t {
  social_care_persons,
  early_help_persons,
  midwifery_persons,
  health_visiting_persons,
  school_nursing_persons,
  gp_persons,
  hospital_persons,
  dentistry_persons,
  camhs_persons,
  schools_persons,
  nurseries_persons,
  education_welfare_persons,
  city_police_persons,
  probation_persons,
  adult_mental_health_persons,
  substance_misuse_persons,
  domestic_abuse_service_persons,
  housing_persons,
  voluntary_persons,
  social_care_relationships,
  early_help_relationships,
  midwifery_relationships,
  health_visiting_relationships,
  schools_relationships,
  nurseries_relationships,
  social_care_involvement,
  early_help_involvement,
  midwifery_involvement,
  health_visiting_involvement,
  school_nursing_involvement,
  gp_involvement,
  hospital_involvement,
  dentistry_involvement,
  camhs_involvement,
  schools_involvement,
  nurseries_involvement,
  education_welfare_involvement,
  city_police_involvement,
  probation_involvement,
  adult_mental_health_involvement,
  substance_misuse_involvement,
  domestic_abuse_service_involvement,
  housing_involvement,
  voluntary_involvement,
  social_care_episodes,
  early_help_episodes,
  midwifery_events,
  health_visiting_contacts,
  school_nursing_contacts,
  gp_consultations,
  gp_registrations,
  gp_immunisations,
  hospital_attendances,
  dentistry_appointments,
  camhs_contacts,
  schools_attendance,
  schools_events,
  nurseries_events,
  education_welfare_cases,
  city_police_incidents,
  probation_events,
  adult_mental_health_contacts,
  substance_misuse_contacts,
  domestic_abuse_service_events,
  housing_events,
  voluntary_entries,
};
inline constexpr int feeds = 66;

struct FeedColumns {
  std::string_view file;    // without ".csv"
  std::string_view prefix;  // of the row's own reference
  bool uk_dates = false;    // dd/mm/yyyy; else yyyy-mm-dd
  std::vector<std::string_view> columns;
  std::string_view time = {};                // the column that holds the time of the event's day
  std::vector<std::string_view> timed = {};  // the types of event that have one
};

// Event feeds lead with reference, type, date, date recorded and practitioner, under whatever names.
const FeedColumns& columns_of(Feed feed);

std::string_view agency_id(Agency agency);  // "city-police"
Feed persons_feed(Agency agency);
Feed involvement_feed(Agency agency);
// What an agency's persons feed holds, in column order between the person type and the version.
enum class Detail : std::uint8_t {
  forename,
  middle,
  surname,
  previous,
  birth,
  expected,
  died,
  sex,
  nhs,
  upn,
  ethnicity,
  address,
  postcode,
  phone,
  school,
  household
};
const std::vector<Detail>& details_of(Agency agency);

}  // namespace roundel::simulation
