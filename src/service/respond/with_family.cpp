#include "service/respond/with_family.h"

#include <algorithm>

#include "picture/involvement.h"
#include "picture/subjects.h"
#include "response/clocks.h"
#include "service/at_hand.h"
#include "service/show.h"

namespace roundel::service {
namespace {

Result<ChildAtHand> come_to_joint(Desk& desk, const Caller& caller, access::UseCase use_case, const PersonId& child) {
  auto at_hand = come_to(desk, caller, use_case, child);
  if (!at_hand || at_hand->access.scope.joint) return at_hand;
  return fail(Fault::refused, "This is made from the joint record: your tie to this child does not show it",
              "access to the child's picture");
}

// What every agency of the joint team may see; nothing of a sensitive service.
bool is_joint(const Entry& entry, const Vocabulary& vocabulary) {
  const SharingClass* sharing = vocabulary.sharing_class(entry.sharing);
  return sharing != nullptr && sharing->joint_team && !sharing->sensitive;
}

// Only services that said they began: that an agency holds an entry is nothing to read out at a table.
std::vector<Involvement> who_helps(FamilyEntries known, const Standards& standards) {
  std::erase_if(known.entries, [](const Entry& entry) { return !entry.kind.str().starts_with("involvement."); });
  std::vector<Involvement> out = involvement_of(known, standards);
  std::erase_if(out, [](const Involvement& one) { return one.until.has_value(); });
  return out;
}

// A clock that began where the family was heard, and so is none that they hear of here for the first time.
std::vector<RunningClock> what_is_coming(const std::vector<const Entry*>& own, const Standards& standards, Date on) {
  std::vector<RunningClock> out = fold_clocks(own, standards, on, nullptr);
  std::erase_if(out, [&](const RunningClock& clock) {
    if (clock.met || clock.ended) return true;
    const auto start = std::find_if(own.begin(), own.end(), [&](const Entry* each) { return each->id == clock.entry; });
    const Step* step = start == own.end() ? nullptr : step_of((*start)->kind.str());
    return step == nullptr || !step->voice;
  });
  return out;
}

constexpr int years_on_paper = 2;

PaperCut cut_chronology(Picture& picture, PaperPeriod period) {
  PaperCut cut{.period = period, .from = {}, .left_out = 0};
  if (period == PaperPeriod::everything) return cut;
  cut.from = picture.on.plus_years(-years_on_paper);
  cut.left_out = std::erase_if(picture.chronology, [&](const ChronologyItem& item) {
    return (item.happened.precision == Precision::unknown ? item.known : item.happened.to) < *cut.from;
  });
  return cut;
}

}  // namespace

std::string_view word(PaperPeriod period) { return period == PaperPeriod::everything ? "everything" : "two-years"; }

Result<PaperPeriod> parse_paper_period(std::string_view said) {
  if (said.empty() || said == word(PaperPeriod::two_years)) return PaperPeriod::two_years;
  if (said == word(PaperPeriod::everything)) return PaperPeriod::everything;
  return fail(Fault::bad_input, "there is no such period", "two-years or everything", {.field = "period"});
}

Result<FamilySheet> read_with_family(Desk& desk, const Caller& caller, const PersonId& child) {
  const auto at_hand = come_to_joint(desk, caller, access::UseCase::read_with_family, child);
  if (!at_hand) return fail(at_hand.error());
  const Desk::Parts& parts = desk.parts();
  const FamilyEntries known = seen_by(*at_hand->family, parts, {},
                                      [&](const Entry& entry) { return is_joint(entry, parts.standards.vocabulary); });
  const auto own = entries_about_child(known.entries, known.child, known.members);
  const Agency* agency = parts.standards.agency(caller.agency);
  return FamilySheet{
      .child = child,
      .name = name_and_age(parts, *at_hand->family).name,
      .helping = who_helps(known, parts.standards),
      .agreed = fold_plan(own),
      .coming = what_is_coming(own, parts.standards, known.on),
      .ring = agency == nullptr || agency->contact.empty() ? std::string() : agency->name + ", " + agency->contact,
      .on = known.on};
}

Result<ConferencePack> print_pack(Desk& desk, const Caller& caller, const PersonId& child, PaperPeriod period) {
  if (const auto at_hand = come_to_joint(desk, caller, access::UseCase::print_pack, child); !at_hand)
    return fail(at_hand.error());
  auto picture = open_picture(desk, caller, child, {});
  if (!picture) return fail(picture.error());
  auto pathway = see_pathway(desk, caller, child);
  if (!pathway) return fail(pathway.error());
  ConferencePack pack{.picture = std::move(*picture), .pathway = std::move(*pathway), .cut = {}};
  pack.cut = cut_chronology(pack.picture.picture, period);
  if (pack.cut.from)
    std::erase_if(pack.pathway.history, [&](const StepTold& told) { return told.taken.on < *pack.cut.from; });
  return pack;
}

Result<PaperChronology> print_chronology(Desk& desk, const Caller& caller, const PersonId& child, PaperPeriod period) {
  if (const auto at_hand = come_to_joint(desk, caller, access::UseCase::print_chronology, child); !at_hand)
    return fail(at_hand.error());
  auto picture = open_picture(desk, caller, child, {});
  if (!picture) return fail(picture.error());
  PaperChronology paper{.picture = std::move(*picture), .cut = {}};
  paper.cut = cut_chronology(paper.picture.picture, period);
  return paper;
}

}  // namespace roundel::service
