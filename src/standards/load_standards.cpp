#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "standards/fields.h"
#include "standards/loading.h"
#include "standards/standards.h"
#include "standards/vignettes.h"

namespace roundel {
namespace {

namespace fs = std::filesystem;

// Runs the steps in order and stops at the first that fails.
Done in_order(std::initializer_list<std::function<Done()>> steps) {
  for (const auto& step : steps)
    if (auto done = step(); !done) return done;
  return {};
}

Result<std::string> load_edition(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields fields(*file, {"name", "edition", "source"});
  fields.text("name");
  fields.text("source");
  const std::string edition = fields.text("edition");
  if (const auto done = fields.done(); !done) return fail(done.error());
  return edition;
}

// The levels are codes that entries may carry, as any other code set.
CodeSet level_codes(const LevelScheme& scheme) {
  CodeSet out{.name = "level", .source = scheme.source};
  for (const Level& level : scheme.levels) out.codes.emplace_back(level.code.str(), level.name);
  return out;
}

// A folder of files, or the one optional file, each read with `load`.
template <class Load>
Done each_file(const std::string& folder, Load load) {
  for (const std::string& path : standards_files(folder))
    if (auto done = load(path); !done) return done;
  return {};
}

Result<Standards> load_nation(const std::string& dir) {
  Standards out;
  Vocabulary& words = out.vocabulary;
  const std::string folder = dir + "/england";
  if (!fs::is_directory(folder))
    return fail(Fault::not_found, "there are no standards here", "a folder with england/ in it", Place{.file = dir});
  const auto done = in_order({
      [&] { return load_codes(folder + "/codes", words); },
      [&] { return load_roles(folder + "/roles.toml", words); },
      [&] { return load_sharing(folder + "/sharing.toml", words); },
      [&] { return load_retention(folder + "/retention.toml", words); },
      [&] { return load_kinds(folder + "/vocabulary", words); },
      [&]() -> Done {
        auto levels = load_levels(folder + "/levels.toml");
        if (!levels) return fail(levels.error());
        out.levels = std::move(*levels);
        out.schemes.push_back(out.levels);
        words.code_sets.push_back(level_codes(out.levels));
        return {};
      },
      [&] {
        return each_file(folder + "/schemes", [&](const auto& path) -> Done {
          auto scheme = load_levels(path);
          if (!scheme) return fail(scheme.error());
          out.schemes.push_back(std::move(*scheme));
          return {};
        });
      },
      [&] { return load_crosswalks(folder + "/crosswalk.toml", out); },
      [&] { return load_groups(folder + "/groups.toml", words); },
      [&]() -> Done {
        auto holidays = load_bank_holidays(folder + "/bank-holidays.toml");
        if (!holidays) return fail(holidays.error());
        out.working_days = std::move(*holidays);
        return {};
      },
      [&] { return load_clocks(folder + "/clocks.toml", false, out); },
      [&] {
        return each_file(folder + "/indicators", [&](const auto& path) { return load_indicators(path, false, out); });
      },
      [&] { return load_questions(folder + "/questions.toml", out); },
      [&]() -> Done {
        auto sight = load_sight_rules(folder + "/sight.toml", words);
        if (!sight) return fail(sight.error());
        out.sight = std::move(*sight);
        return {};
      },
      [&]() -> Done {
        auto limits = Limits::load(folder + "/limits.toml");
        if (!limits) return fail(limits.error());
        out.limits = std::move(*limits);
        return {};
      },
      [&] { return load_notifications(folder + "/front-door.toml", out); },
      [&]() -> Done {  // kept by whoever has them rated; read here too, so that a check finds what is wrong in them
        const auto vignettes = load_vignettes(dir);
        if (!vignettes) return fail(vignettes.error());
        return {};
      },
  });
  if (!done) return fail(done.error());
  const auto edition = load_edition(folder + "/edition.toml");
  if (!edition) return fail(edition.error());
  out.edition = "england " + *edition;
  return out;
}

Done add_place(const std::string& folder, Standards& out, Proof proof) {
  Vocabulary& words = out.vocabulary;
  if (!file_exists(folder + "/place.toml"))
    return fail(Fault::not_found, "there is no such place", "a folder with place.toml in it", Place{.file = folder});
  // What a place need not have is read only where it is there.
  const auto if_there = [&](const std::string& name, auto load) -> Done {
    const std::string path = folder + "/" + name;
    return file_exists(path) ? load(path) : Done{};
  };
  std::string edition;
  const auto done = in_order({
      [&] { return load_codes(folder + "/codes", words); },
      [&] { return load_kinds(folder + "/vocabulary", words); },
      [&] { return if_there("sharing.toml", [&](const auto& path) { return narrow_sharing(path, words); }); },
      [&]() -> Done {
        auto place = load_place(folder, words, &edition);
        if (!place) return fail(place.error());
        out.place = std::move(*place);
        return {};
      },
      [&] { return if_there("clocks.toml", [&](const auto& path) { return load_clocks(path, true, out); }); },
      [&] {
        return if_there("sight.toml", [&](const auto& path) { return tighten_sight_rules(path, words, out.sight); });
      },
      [&] { return if_there("front-door.toml", [&](const auto& path) { return tighten_notifications(path, out); }); },
      [&] { return if_there("limits.toml", [&](const auto& path) { return out.limits.set_by_place(path); }); },
      [&] {
        return if_there("school-terms.toml", [&](const auto& path) -> Done {
          auto terms = load_school_terms(path);
          if (!terms) return fail(terms.error());
          out.school_terms = std::move(*terms);
          return {};
        });
      },
      [&] {
        return if_there("indicators.toml", [&](const auto& path) { return load_indicators(path, true, out, proof); });
      },
  });
  if (!done) return done;
  out.edition += fmt::format(" + {} {}", out.place->code, edition);
  return {};
}

}  // namespace

std::vector<std::string> standards_files(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code ignored;
  for (const auto& item : fs::directory_iterator(folder, ignored))
    if (item.path().extension() == ".toml") out.push_back(item.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

bool file_exists(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

Result<LevelScheme> load_levels(const std::string& path) {
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"code", "name", "effective-from", "source", "confirmed", "note", "level"});
  LevelScheme scheme{.code = top.text("code"), .name = top.text("name"), .source = top.text("source"), .levels = {}};
  scheme.effective_from = top.date("effective-from");
  scheme.confirmed = top.flag_or("confirmed", true);
  scheme.note = top.text_or("note", "");
  for (const Node* node : top.tables("level")) {
    Fields fields(*node, {"code", "name", "meaning"});
    Level level{.code = LevelCode(fields.text("code")), .name = fields.text("name"), .meaning = fields.text("meaning")};
    level.order = static_cast<int>(scheme.levels.size()) + 1;
    if (scheme.find(level.code))
      fields.wrong("code", fmt::format("the level '{}' is there already", level.code.str()), "a new code");
    scheme.levels.push_back(std::move(level));
    top.note(fields.done());
  }
  if (scheme.levels.empty()) top.wrong("level", "a scheme needs levels", "[[level]], lowest first");
  if (const auto done = top.done(); !done) return fail(done.error());
  return scheme;
}

namespace {

// A level of a scheme that is there; noted where it is not.
void check_level(Fields& fields, std::string_view key, const std::vector<LevelScheme>& schemes,
                 const std::string& scheme, const std::string& level) {
  std::vector<std::string_view> codes;
  const auto found = std::find_if(schemes.begin(), schemes.end(), [&](const auto& one) { return one.code == scheme; });
  if (found == schemes.end()) {
    for (const LevelScheme& one : schemes) codes.push_back(one.code);
    return fields.wrong(key, fmt::format("there is no scheme '{}'", scheme), suggestion(scheme, codes));
  }
  for (const Level& one : found->levels) codes.push_back(one.code.str());
  if (!found->find(LevelCode(level)))
    fields.wrong(key, fmt::format("'{}' is not a level of {}", level, scheme), suggestion(level, codes));
}

}  // namespace

Done load_crosswalks(const std::string& path, Standards& standards) {
  if (!file_exists(path)) return {};
  const auto file = read_document(path);
  if (!file) return fail(file.error());
  Fields top(*file, {"level"});
  for (const Node* node : top.tables("level")) {
    Fields fields(*node, {"from", "level", "to", "is", "note"});
    Crosswalk out{.from = fields.text("from"),
                  .level = LevelCode(fields.text("level")),
                  .to = fields.text("to"),
                  .is = {},
                  .note = fields.text_or("note", "")};
    check_level(fields, "level", standards.schemes, out.from, out.level.str());
    for (const std::string& level : fields.texts("is")) {
      check_level(fields, "is", standards.schemes, out.to, level);
      out.is.emplace_back(level);
    }
    if (out.is.empty()) fields.wrong("is", "a level is at least one of the other scheme", "is = [\"…\"]");
    top.note(fields.done());
    standards.crosswalks.push_back(std::move(out));
  }
  return top.done();
}

std::vector<std::string> places_of(const std::string& dir) {
  std::vector<std::string> out;
  std::error_code ignored;
  for (const auto& item : fs::directory_iterator(dir + "/places", ignored))
    if (item.is_directory()) out.push_back(item.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

Result<Standards> load_standards(const std::string& dir, const std::optional<std::string>& place) {
  auto out = load_nation(dir);
  if (!out || !place) return out;
  if (const auto done = add_place(dir + "/places/" + *place, *out, Proof::must); !done) return fail(done.error());
  return out;
}

Result<Standards> load_unproved(const std::string& dir, const std::string& place) {
  auto out = load_nation(dir);
  if (!out) return out;
  if (const auto done = add_place(dir + "/places/" + place, *out, Proof::told); !done) return fail(done.error());
  return out;
}

Result<Standards> load_standards_for(const std::string& dir, const AreaCode& area) {
  for (const std::string& code : places_of(dir)) {
    const auto file = read_document(dir + "/places/" + code + "/place.toml");
    if (!file) return fail(file.error());
    if (file->text_or("area", "").value_or("") == area.str()) return load_standards(dir, code);
  }
  return load_standards(dir, std::nullopt);
}

}  // namespace roundel
