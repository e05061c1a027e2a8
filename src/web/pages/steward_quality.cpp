// The linkage quality report.
#include <fmt/format.h>

#include "web/components/lists.h"
#include "web/components/notice.h"
#include "web/components/text.h"
#include "web/pages/parts.h"
#include "web/pages/steward.h"

namespace roundel::web {
namespace {

using service::QualityRow;

Html count_words(const Count& count) {
  if (!count) return all(element("span", {{"aria-hidden", "true"}}, "*"), hidden_text("withheld"));
  return Html(std::to_string(*count));
}

Html share_words(const Count& part, const Count& whole) {
  if (!part || !whole) return count_words({});
  if (*whole == 0) return Html("\u2013");
  return Html(fmt::format("{:.1f}\u00a0%", 100.0 * static_cast<double>(*part) / static_cast<double>(*whole)));
}

Html estimate_words(const std::optional<double>& share) {
  return share ? Html(fmt::format("{:.1f}\u00a0%", 100 * *share)) : count_words({});
}

bool below_wanted(const QualityRow& row) {
  return row.nhs_verified && row.records && *row.records > 0 &&
         static_cast<double>(*row.nhs_verified) < service::verified_wanted * static_cast<double>(*row.records);
}

std::vector<Cell> cells_of(const QualityRow& row) {
  return {{.content = row.group},
          {.content = count_words(row.records), .numeric = true},
          {.content = estimate_words(row.precision), .numeric = true},
          {.content = estimate_words(row.recall), .numeric = true},
          {.content = all(share_words(row.nhs_verified, row.records), below_wanted(row) ? "\u00a0\u25bc" : ""),
           .numeric = true},
          {.content = share_words(row.nhs_missing, row.records), .numeric = true},
          {.content = count_words(row.nhs_wrong), .numeric = true},
          {.content = count_words(row.upn_wrong), .numeric = true},
          {.content = share_words(row.name_missing, row.records), .numeric = true},
          {.content = share_words(row.birth_date_missing, row.records), .numeric = true},
          {.content = share_words(row.postcode_missing, row.records), .numeric = true},
          {.content = count_words(row.duplicates), .numeric = true}};
}

Html quality_table_of(const service::QualityTable& of, const std::string& id) {
  std::vector<std::vector<Cell>> rows;
  for (const QualityRow& row : of.rows) rows.push_back(cells_of(row));
  return section(id, of.title,
                 scrolling(of.title + ", in figures",
                           table({.caption = of.title,
                                  .caption_classes = "govuk-visually-hidden",
                                  .head = {{.content = of.of},
                                           {.content = "Records", .numeric = true},
                                           {.content = "Links right (estimated)", .numeric = true},
                                           {.content = "Found (estimated)", .numeric = true},
                                           {.content = "NHS number verified", .numeric = true},
                                           {.content = "NHS number missing", .numeric = true},
                                           {.content = "NHS check digit wrong", .numeric = true},
                                           {.content = "UPN check letter wrong", .numeric = true},
                                           {.content = "No full name", .numeric = true},
                                           {.content = "No date of birth", .numeric = true},
                                           {.content = "No postcode", .numeric = true},
                                           {.content = "Second records in one agency", .numeric = true}},
                                  .rows = std::move(rows),
                                  .first_cell_is_header = true,
                                  .classes = "roundel-quality"})));
}

Html judged_words(const service::JudgedCounts& judged) {
  const auto looked_at = judged.links_right + judged.links_wrong + judged.apart_right + judged.apart_wrong;
  if (looked_at + judged.unsure == 0) return paragraph("No steward has decided anything yet.");
  return all(
      bullets({Html(fmt::format("Of {} linked pairs that a steward looked at, {} were one person and {} were not.",
                                judged.links_right + judged.links_wrong, judged.links_right, judged.links_wrong)),
               Html(fmt::format("Of {} pairs kept apart, {} were two people and {} were one.",
                                judged.apart_right + judged.apart_wrong, judged.apart_right, judged.apart_wrong)),
               Html(fmt::format("Of {} nobody can tell.", judged.unsure))}),
      paragraph("The drawn links and the doubtful pairs together, so these counts say nothing about all links. Where "
                "stewards "
                "decided, the estimates by the model take their word, from the next time the records are linked.",
                "roundel-quiet"));
}

// Whole per cent, so that no count can be worked back from it.
std::string interval_words(const service::ShareInterval& interval) {
  return fmt::format("{:.0f} to {:.0f}\u00a0%", 100 * interval.from, 100 * interval.to);
}

// The agencies of which enough was judged; of the others, how many they are.
Html drawn_agencies(const service::SampledPrecision& sampled) {
  std::vector<std::vector<Cell>> rows;
  for (const auto& each : sampled.agencies)
    if (each.interval)
      rows.push_back({{.content = each.agency}, {.content = interval_words(*each.interval), .numeric = true}});
  const std::size_t others = sampled.agencies.size() - rows.size();
  const Html few =
      others == 0 ? Html()
                  : paragraph(fmt::format("Of {} {} fewer than {} links have been judged: too few to tell.", others,
                                          others == 1 ? "agency" : "agencies", service::least_judged_of_agency),
                              "roundel-quiet");
  if (rows.empty()) return few;
  return all(scrolling("Drawn links by agency",
                       table({.caption = "By agency that holds one of the records",
                              .caption_classes = "govuk-table__caption--s",
                              .head = {{.content = "Agency"}, {.content = "Right, 95 % interval", .numeric = true}},
                              .rows = std::move(rows),
                              .first_cell_is_header = true})),
             few);
}

Html drawn_section(const service::SampledPrecision& sampled) {
  if (sampled.drawn == 0) return paragraph("No link has been drawn yet: they are drawn when records are linked next.");
  const Html drawn = paragraph(fmt::format(
      "Chance drew {} of the links that the program made. Stewards judge them one after the other, without its score: "
      "{} {} been judged.",
      sampled.drawn, sampled.judged, sampled.judged == 1 ? "has" : "have"));
  if (!sampled.share)
    return all(drawn, inset_text(fmt::format("How many links are right is told here once {} of them are judged. Fewer "
                                             "would say too little.",
                                             sampled.wanted)));
  return all(drawn,
             paragraph(all(bold(fmt::format("{:.1f}\u00a0%", 100 * *sampled.share)), " were right: ",
                           fmt::format("{} one person, {} not, of {} nobody could tell. Of all links, between ",
                                       sampled.right, sampled.wrong, sampled.unsure),
                           bold(fmt::format("{:.1f} and {:.1f}\u00a0%", 100 * sampled.interval->from,
                                            100 * sampled.interval->to)),
                           " are right, with 95 % confidence.")),
             drawn_agencies(sampled));
}

}  // namespace

Html linkage_quality_page(const Frame& frame, const service::LinkageQuality& quality) {
  if (!quality.linked) {
    return whole_page(
        frame, {.title = "Linkage quality",
                .current = "/identity/quality",
                .main = all(heading(1, Size::xl, "Linkage quality"), inset_text("The records were not linked yet."))});
  }
  const std::string ids[] = {"by-agency", "by-ethnicity", "by-deprivation"};
  Html tables;
  for (std::size_t i = 0; i < quality.tables.size(); ++i) tables += quality_table_of(quality.tables[i], ids[i]);
  const Html main = all(
      heading(1, Size::xl, "Linkage quality"),
      paragraph(all("How far the records of one person are found to be one person. Records last linked on ",
                    time_of(quality.linked->iso(), quality.linked->text()), " by ", quality.model, "."),
                "govuk-body-l"),
      element("div", {{"class", "roundel-figures"}},
              figure(estimate_words(quality.all.precision), "of the links are right, as the model estimates"),
              figure(estimate_words(quality.all.recall),
                     "of the pairs that are one person are linked, as the model estimates"),
              figure(share_words(quality.all.nhs_verified, quality.all.records),
                     "of the records have a verified NHS number; national services ask for 95 %"),
              figure(Html(std::to_string(quality.waiting)), "questions wait for a steward")),
      section("drawn", "Links drawn at random and judged", drawn_section(quality.sampled)),
      section("stewards", "All that stewards decided", judged_words(quality.judged)), tables,
      quality.has_deprivation ? Html()
                              : paragraph("This place has no file that says how deprived its postcode districts are "
                                          "(deprivation.toml beside its place.toml).",
                                          "roundel-quiet"),
      section(
          "how", "How these figures come about",
          bullets(
              {Html("Right: the mean probability of the linked pairs. Found: the linked pairs' probabilities, added "
                    "up, over those of all pairs that were compared. A pair that no blocking rule brings together "
                    "is in neither, so the true share found may be lower."),
               Html("Drawn at random: links as the program made them, before stewards mended any. The interval is "
                    "Wilson's. By agency it is told from 20 judged links on, in whole per cent and without counts."),
               Html("A pair counts in each group that one of its records belongs to."),
               Html("Verified: the check digit is right and a health service holds the same number for the same "
                    "person. Feeds do not say whether a number was traced nationally."),
               Html("\u25bc: below the 95 % that national services ask for. *: withheld, because fewer than five "
                    "stand behind it or because it would give such a count away.")})));
  return whole_page(frame, {.title = "Linkage quality", .current = "/identity/quality", .main = main});
}

}  // namespace roundel::web
