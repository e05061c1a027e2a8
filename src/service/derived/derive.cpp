#include "service/derived/derive.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/text.h"
#include "picture/family.h"
#include "picture/subjects.h"

namespace roundel::service {
namespace {

void sort_by(std::vector<store::Row>& rows) { std::sort(rows.begin(), rows.end()); }

store::Cell day_cell(const std::optional<Date>& day) {
  if (!day) return store::Null{};
  return std::int64_t{day->days()};
}

}  // namespace

std::string postcode_district(std::string_view postcode) {
  const std::string all = upper(trimmed(postcode));
  const auto blank = all.find(' ');
  if (blank != std::string::npos) return all.substr(0, blank);
  return all.size() > 3 ? all.substr(0, all.size() - 3) : all;
}

std::string name_key(std::string_view name) {
  // Two-byte Latin letters (U+00C0 to U+017F) lose their accents; other letters stay as they are.
  static constexpr std::string_view latin1 = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c == 0xC3 && i + 1 < name.size()) {
      const char plain = latin1[(static_cast<unsigned char>(name[++i]) - 0x80U) % 64U];
      if (plain != ' ') out.push_back(plain);
    } else if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || c >= 0x80) {
      out.push_back(static_cast<char>(c));
    }
  }
  return out;
}

void Derivation::forget(const EntryId& corrected) {
  corrected_.insert(corrected);
  concerns_.erase(corrected);
  put_off_.erase(corrected);
  requests_.erase(corrected);
  opinions_.erase(corrected);
}

void Derivation::add(const Entry& entry) {
  for (const About& about : entry.about) sources_.insert(about.source);
  if (entry.corrects) {
    forget(*entry.corrects);
    corrections_.push_back(correction_of(entry, entry.id));
  }
  members_.apply(entry);
  judgements_.apply(entry);
  const std::string& kind = entry.kind.str();
  if (kind == "vignette.rated" || kind == "judgement.level" || kind == "loop.learned")
    opinions_.emplace(entry.id, kind);
  if (kind == "identity.details") {
    KnownAs& known = known_as_[entry.about.front().source];
    known = {.forename = entry.text_of("forename"),
             .surname = entry.text_of("surname"),
             .sex = entry.text_of("sex"),
             .postcode = entry.text_of("postcode"),
             .born = {}};
    if (const Value* born = entry.value("birth-date"))
      if (const Date* day = std::get_if<Date>(born)) known.born = *day;
  } else if (kind == "family.relationship") {
    for (const SourceId& child : children_of(entry))
      for (const About& other : entry.about) {
        const auto relation = relation_of_role(other.role);
        if (other.source == child || !relation) continue;
        const bool parent =
            *relation == Relation::mother || *relation == Relation::father || *relation == Relation::parent;
        ties_.push_back({.child = child, .other = other.source, .entry = entry.id, .parent = parent});
      }
  } else if (kind == "involvement.started") {
    for (const About& about : entry.about) {
      open_involvements_[about.source].push_back(involvements_.size());
      involvements_.push_back({.agency = entry.agency,
                               .practitioner = entry.practitioner,
                               .source = about.source,
                               .entry = entry.id,
                               .since = entry.happened.from,
                               .until = {}});
    }
  } else if (kind == "work.handed-over") {
    for (const About& about : entry.about) {
      open_involvements_[about.source].push_back(involvements_.size());
      involvements_.push_back({.agency = entry.agency,
                               .practitioner = PractitionerId(entry.text_of("to")),
                               .source = about.source,
                               .entry = entry.id,
                               .since = entry.happened.from,
                               .until = {}});
    }
  } else if (kind == "involvement.ended") {
    for (const About& about : entry.about)
      for (const std::size_t row : open_involvements_[about.source]) {
        InvolvementRow& open = involvements_[row];
        const bool same = open.agency == entry.agency && !open.until && open.since <= entry.happened.from &&
                          (entry.practitioner.empty() || entry.practitioner == open.practitioner);
        if (same) open.until = entry.happened.from;
      }
  } else if (kind == "concern.raised") {
    concerns_[entry.id] = {.children = children_of(entry),
                           .agency = entry.agency,
                           .practitioner = entry.practitioner,
                           .raised = entry.recorded,
                           .decided = {}};
    for (const SourceId& child : children_of(entry)) answered_[child] = entry.recorded;
  } else if (kind == "response.decided") {
    const auto concern = concerns_.find(EntryId(entry.text_of("concern")));
    if (concern != concerns_.end()) concern->second.decided = entry.recorded;
    for (const SourceId& child : children_of(entry)) answered_[child] = entry.recorded;
  } else if (kind == "changes.put-off") {
    const auto* until = std::get_if<Date>(entry.value("until"));
    const auto* whole_team = std::get_if<bool>(entry.value("whole-team"));
    for (const About& about : entry.about)
      put_off_[entry.id].push_back({.child = about.source,
                                    .agency = entry.agency,
                                    .practitioner = entry.practitioner,
                                    .whole_team = whole_team && *whole_team,
                                    .until = until ? *until : entry.happened.from,
                                    .at = entry.recorded,
                                    .author = entry.text_of("practitioner"),
                                    .reason = entry.text_of("reason")});
  } else if (kind.starts_with("judgement.")) {
    for (const SourceId& child : children_of(entry)) answered_[child] = entry.recorded;
  } else if (kind.starts_with("request.")) {
    add_of_request(entry);
  }
}

void Derivation::add_of_request(const Entry& entry) {
  const std::string& kind = entry.kind.str();
  const bool asks = kind == "request.information";
  const bool decides = kind == "request.answered" || kind == "request.refused";
  if (asks)
    requests_[entry.id] = {.child = entry.about.front().source,
                           .agency = entry.agency,
                           .of = AgencyId(entry.text_of("of-agency")),
                           .asked = entry.recorded,
                           .closed = {}};
  if (decides) {
    const auto request = requests_.find(EntryId(entry.text_of("request")));
    if (request != requests_.end()) request->second.closed = entry.recorded;
  }
  if (asks || decides) answered_[entry.about.front().source] = entry.recorded;
}

std::vector<store::Row> Derivation::member_rows() const {
  std::vector<store::Row> rows;
  rows.reserve(sources_.size());
  for (const SourceId& source : sources_) rows.push_back({area_.str(), source.str(), members_.person_of(source).str()});
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::known_as_rows() const {
  std::vector<store::Row> rows;
  rows.reserve(known_as_.size());
  for (const auto& [source, known] : known_as_) {
    const std::string name(trimmed(known.forename + " " + known.surname));
    rows.push_back({area_.str(), source.str(), name_key(known.forename), name_key(known.surname), name,
                    day_cell(known.born), known.sex, postcode_district(known.postcode)});
  }
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::tie_rows() const {
  std::vector<store::Row> rows;
  for (const TieRow& tie : ties_) {
    if (corrected_.contains(tie.entry)) continue;
    rows.push_back({area_.str(), members_.person_of(tie.child).str(), members_.person_of(tie.other).str(),
                    tie.entry.str(), std::int64_t{tie.parent}});
  }
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::involvement_rows() const {
  std::vector<store::Row> rows;
  for (const InvolvementRow& row : involvements_) {
    if (corrected_.contains(row.entry)) continue;
    rows.push_back({area_.str(), row.agency.str(), row.practitioner.str(), members_.person_of(row.source).str(),
                    row.entry.str(), std::int64_t{row.since.days()}, day_cell(row.until)});
  }
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::concern_rows() const {
  std::vector<store::Row> rows;
  for (const auto& [entry, row] : concerns_) {
    store::Cell decided = store::Null{};
    if (row.decided) decided = row.decided->micros();
    std::set<PersonId> children;  // two records of one child are one child
    for (const SourceId& child : row.children) children.insert(members_.person_of(child));
    for (const PersonId& child : children)
      rows.push_back({area_.str(), entry.str(), child.str(), row.agency.str(), row.practitioner.str(),
                      row.raised.micros(), decided});
  }
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::request_rows() const {
  std::vector<store::Row> rows;
  for (const auto& [entry, row] : requests_) {
    store::Cell closed = store::Null{};
    if (row.closed) closed = row.closed->micros();
    rows.push_back({area_.str(), entry.str(), members_.person_of(row.child).str(), row.agency.str(), row.of.str(),
                    row.asked.micros(), closed});
  }
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::judgement_rows() const {
  std::vector<store::Row> rows;
  for (const Judgement& judgement : judgements_.all()) rows.push_back(judgement_row(area_, judgement));
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::opinion_rows() const {
  std::vector<store::Row> rows;
  for (const auto& [entry, kind] : opinions_) rows.push_back({area_.str(), kind, entry.str()});
  sort_by(rows);
  return rows;
}

std::vector<store::Row> Derivation::put_off_rows() const {
  std::vector<store::Row> rows;
  for (const auto& [entry, children] : put_off_)
    for (const PutOffRow& row : children)
      rows.push_back({area_.str(), members_.person_of(row.child).str(), entry.str(), row.agency.str(),
                      row.practitioner.str(), std::int64_t{row.whole_team}, std::int64_t{row.until.days()},
                      row.at.micros(), row.author, row.reason});
  sort_by(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

store::Row judgement_row(const AreaCode& area, const Judgement& judgement) {
  store::Cell likely = store::Null{};
  if (judgement.probability) likely = static_cast<std::int64_t>(std::llround(*judgement.probability * 1e6));
  store::Cell undone = store::Null{};
  if (judgement.undone_by) undone = judgement.undone_by->str();
  return {area.str(),
          judgement.entry.str(),
          judgement.a.str(),
          judgement.b.str(),
          std::string(word(judgement.choice)),
          judgement.author,
          judgement.reason,
          judgement.at.micros(),
          std::int64_t{judgement.together},
          likely,
          undone};
}

std::unordered_map<PersonId, std::vector<SourceId>> Derivation::sources_of(
    const std::unordered_set<PersonId>& people) const {
  std::unordered_map<PersonId, std::vector<SourceId>> out;
  for (const SourceId& source : sources_)
    if (PersonId person = members_.person_of(source); people.contains(person)) out[std::move(person)].push_back(source);
  for (auto& [person, sources] : out) std::sort(sources.begin(), sources.end());
  return out;
}

std::unordered_map<PersonId, Timestamp> Derivation::answered_children() const {
  std::unordered_map<PersonId, Timestamp> out;
  for (const auto& [source, at] : answered_) {
    Timestamp& last = out[members_.person_of(source)];
    last = std::max(last, at);
  }
  return out;
}

}  // namespace roundel::service
