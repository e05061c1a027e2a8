#include "service/tables.h"

#include "store/schema.h"

namespace roundel::service {
namespace {

constexpr std::size_t table_count = 33;

const std::array<store::Table, table_count>& tables() {
  static const std::array<store::Table, table_count> declared = {{
      // Which area this store is for. `assessed` is the day of the last full assessment, `derived` the number of
      // entries that the projections rest on.
      {.name = "place",
       .columns =
           "area TEXT NOT NULL, demonstration BIGINT NOT NULL, assessed BIGINT, derived BIGINT, PRIMARY KEY (area)"},

      // Projections: rebuilt from the ledger.
      {.name = "member",
       .columns = "area TEXT NOT NULL, source TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (area, source)",
       .narrow = true,
       .indexes = {"area, person"}},
      {.name = "known_as",
       .columns =
           "area TEXT NOT NULL, source TEXT NOT NULL, forename TEXT NOT NULL, surname TEXT NOT NULL, "
           "name TEXT NOT NULL, born BIGINT, sex TEXT NOT NULL, district TEXT NOT NULL, PRIMARY KEY (area, source)",
       .indexes = {"area, surname, forename", "area, born"}},
      // Corrections that name a record no more which the corrected entry named (service/derived/moved.h), by that
      // record.
      {.name = "moved",
       .columns = "area TEXT NOT NULL, source TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (area, source, entry)",
       .narrow = true},
      {.name = "tie",
       .columns = "area TEXT NOT NULL, child TEXT NOT NULL, other TEXT NOT NULL, entry TEXT NOT NULL, "
                  "parent BIGINT NOT NULL, PRIMARY KEY (area, child, other, entry)",
       .narrow = true,
       .indexes = {"area, other, parent, child"}},
      {.name = "involvement",
       .columns = "area TEXT NOT NULL, agency TEXT NOT NULL, practitioner TEXT NOT NULL, person TEXT NOT NULL, "
                  "entry TEXT NOT NULL, since BIGINT NOT NULL, until BIGINT, "
                  "PRIMARY KEY (area, agency, practitioner, person, entry)",
       .narrow = true,
       .indexes = {"area, person"}},
      {.name = "concern",
       .columns = "area TEXT NOT NULL, entry TEXT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, "
                  "practitioner TEXT NOT NULL, raised BIGINT NOT NULL, decided BIGINT, "
                  "PRIMARY KEY (area, entry, person)",
       .indexes = {"area, person", "area, decided"}},
      // What feeds told the front door, by the child. `known` is the day its service knew of it, `settled` the entry by
      // which social care's own feed says what became of it; `open` where neither that nor a decision is there.
      {.name = "notification",
       .columns = "area TEXT NOT NULL, entry TEXT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, "
                  "practitioner TEXT NOT NULL, known BIGINT NOT NULL, told BIGINT NOT NULL, decided BIGINT, "
                  "settled TEXT, open BIGINT NOT NULL, PRIMARY KEY (area, entry, person)",
       .indexes = {"area, person", "area, open, known", "area, agency, told"}},
      // What was passed on by whatever way, by the child, with what became of it: `answer` is "nothing", "helped", or
      // empty while there is none.
      {.name = "passed_on",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, entry TEXT NOT NULL, day BIGINT NOT NULL, "
                  "way TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL, answered BIGINT, "
                  "PRIMARY KEY (area, person, entry)",
       .indexes = {"area, day"}},
      // Requests between agencies, by the child. `closed` is when it was decided to share or not to.
      {.name = "request",
       .columns = "area TEXT NOT NULL, entry TEXT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, "
                  "of_agency TEXT NOT NULL, asked BIGINT NOT NULL, closed BIGINT, PRIMARY KEY (area, entry)",
       .indexes = {"area, person", "area, of_agency", "area, agency"}},
      // What is open, on every list that it stands on (service/derived/open_work.h), in the order of the list: what is
      // late first comes first. `until` is the last day on which anybody waits for it.
      {.name = "work",
       .columns =
           "area TEXT NOT NULL, list TEXT NOT NULL, late_at BIGINT NOT NULL, since BIGINT NOT NULL, "
           "entry TEXT NOT NULL, piece TEXT NOT NULL, person TEXT NOT NULL, side BIGINT NOT NULL, "
           "until BIGINT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, by_day BIGINT, by_at BIGINT, "
           "waits_for TEXT NOT NULL, asked_by TEXT NOT NULL, asked_by_practitioner TEXT NOT NULL, "
           "turn_agency TEXT NOT NULL, turn_person TEXT NOT NULL, recorded_by TEXT NOT NULL, needs TEXT NOT NULL, "
           "with_team BIGINT NOT NULL, PRIMARY KEY (area, list, late_at, since, entry, piece, person)",
       .narrow = true,
       .indexes = {"area, person"}},
      // Time limits that run for children, or did in the last twelve months. `settled` is the day on which it was met,
      // ended or lapses, or far away; `met` says which (service/derived/clock_rows.h); `problem` why its last day is
      // not known.
      {.name = "clock_run",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, code TEXT NOT NULL, entry TEXT NOT NULL, "
                  "started BIGINT NOT NULL, due BIGINT, due_at BIGINT, settled BIGINT NOT NULL, met BIGINT NOT NULL, "
                  "in_time BIGINT NOT NULL, standing BIGINT NOT NULL, paused_days BIGINT NOT NULL, "
                  "problem TEXT NOT NULL, PRIMARY KEY (area, person, code, entry)",
       .narrow = true,
       .indexes = {"area, settled"}},
      {.name = "finding",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, indicator TEXT NOT NULL, since BIGINT NOT NULL, "
                  "PRIMARY KEY (area, person, indicator)",
       .narrow = true},
      {.name = "change",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL, "
                  "subject TEXT NOT NULL, needs TEXT NOT NULL, name TEXT NOT NULL, born BIGINT, reason TEXT NOT NULL, "
                  "PRIMARY KEY (area, person, at, kind, subject)",
       .indexes = {"area, at"}},
      // Changes that somebody put off: a row a child. `until` is the day on which they come back.
      {.name = "put_off",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, entry TEXT NOT NULL, agency TEXT NOT NULL, "
                  "practitioner TEXT NOT NULL, whole_team BIGINT NOT NULL, until BIGINT NOT NULL, at BIGINT NOT NULL, "
                  "author TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (area, person, entry)",
       .indexes = {"area, until"}},
      // Entries that are found by their kind: in which somebody said a level of need, of a made-up family or of a
      // child, and what services learned from what was passed on.
      {.name = "opinion",
       .columns = "area TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (area, kind, entry)",
       .narrow = true},
      // Children with an open need: since when, what opened it and who holds it (lists with blanks between), and the
      // last day on which anybody is recorded to have met them.
      {.name = "open_need",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, since BIGINT NOT NULL, seen BIGINT, opened TEXT NOT NULL, "
                  "agencies TEXT NOT NULL, PRIMARY KEY (area, person)",
       .narrow = true},
      // Children whose findings were worked out after the last full assessment, and on which day.
      {.name = "refreshed",
       .columns = "area TEXT NOT NULL, person TEXT NOT NULL, day BIGINT NOT NULL, PRIMARY KEY (area, person)"},

      // What stewards said about two source records; `likely` in millionths, by the model, where it was known.
      {.name = "judgement",
       .columns = "area TEXT NOT NULL, entry TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, choice TEXT NOT NULL, "
                  "author TEXT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL, together BIGINT NOT NULL, "
                  "likely BIGINT, undone_by TEXT, PRIMARY KEY (area, entry)"},
      // What `roundel link` left to be looked at, and the counts of the quality report. Rebuilt from the entries that
      // the ledger held then: `linked` says how many.
      {.name = "link_pair",
       .columns = "area TEXT NOT NULL, id TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, pattern TEXT NOT NULL, "
                  "likely BIGINT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (area, id)",
       .indexes = {"area, a", "area, b", "area, pattern"}},
      // Of those, the links that chance drew, in the order in which they came.
      {.name = "drawn_link",
       .columns = "area TEXT NOT NULL, place BIGINT NOT NULL, pair TEXT NOT NULL, PRIMARY KEY (area, place)"},
      {.name = "link_quality",
       .columns = "area TEXT NOT NULL, dimension TEXT NOT NULL, part TEXT NOT NULL, measure TEXT NOT NULL, "
                  "value BIGINT NOT NULL, PRIMARY KEY (area, dimension, part, measure)"},
      {.name = "linked",
       .columns = "area TEXT NOT NULL, position BIGINT NOT NULL, at BIGINT NOT NULL, model TEXT NOT NULL, "
                  "PRIMARY KEY (area)"},

      // Backtests, as published: of made-up children, whoever the store is about. `report` is the text of
      // assessment/backtest_report.h.
      {.name = "backtest",
       .columns = "area TEXT NOT NULL, at BIGINT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (area, at)"},

      // The program's own business.
      // Children's records as another place may ask for them: by the key that the two share, and the encodings kept so
      // far.
      {.name = "lookup_code",
       .columns = "area TEXT NOT NULL, source TEXT NOT NULL, number TEXT NOT NULL, filter BLOB NOT NULL, "
                  "PRIMARY KEY (area, source)",
       .indexes = {"area, number"}},
      {.name = "lookup_kept",
       .columns = "area TEXT NOT NULL, basis TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (area)"},
      {.name = "account",
       .columns = "area TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, practitioner TEXT NOT NULL, "
                  "agency TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, created BIGINT NOT NULL, "
                  "PRIMARY KEY (area, login)"},
      {.name = "session",
       .columns = "area TEXT NOT NULL, token TEXT NOT NULL, login TEXT NOT NULL, created BIGINT NOT NULL, "
                  "seen BIGINT NOT NULL, ended BIGINT, PRIMARY KEY (area, token)"},
      {.name = "sign_in_attempt",
       .columns = "area TEXT NOT NULL, login TEXT NOT NULL, at BIGINT NOT NULL, id TEXT NOT NULL, "
                  "succeeded BIGINT NOT NULL, PRIMARY KEY (area, login, at, id)"},
      // Who wants to be told by mail that work waits. `told_day` and `told_urgent` are what was told last; `sending` is
      // when a mail went out of which it is not known yet whether it was taken.
      {.name = "reminder",
       .columns = "area TEXT NOT NULL, login TEXT NOT NULL, address TEXT NOT NULL, wanted BIGINT NOT NULL, "
                  "told_day BIGINT, told_urgent BIGINT NOT NULL, sending BIGINT, sent BIGINT, problem TEXT NOT NULL, "
                  "PRIMARY KEY (area, login)"},
      // Addresses of calendars: a hash, never the address itself. One an account.
      {.name = "calendar_address",
       .columns = "area TEXT NOT NULL, login TEXT NOT NULL, token TEXT NOT NULL, made BIGINT NOT NULL, "
                  "PRIMARY KEY (area, login)",
       .indexes = {"area, token"}},
      {.name = "access_log",
       .columns =
           "area TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL, id TEXT NOT NULL, "
           "account TEXT NOT NULL, agency TEXT NOT NULL, what TEXT NOT NULL, purpose TEXT NOT NULL, "
           "basis TEXT NOT NULL, allowed BIGINT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (area, person, at, id)"},
      {.name = "quarantine",
       .columns = "area TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, feed TEXT NOT NULL, file TEXT NOT NULL, "
                  "line BIGINT NOT NULL, field TEXT NOT NULL, what TEXT NOT NULL, expected TEXT NOT NULL, "
                  "raw TEXT NOT NULL, replayed BIGINT, PRIMARY KEY (area, id)"},
  }};
  return declared;
}

}  // namespace

Done make_service_tables(store::Database& database) { return store::make_tables(database, tables()); }

}  // namespace roundel::service
