#!/usr/bin/env python3
"""The peer: Splink on DuckDB, from a CSV file to clusters, with the settings that suit each of the known files.

    peer.py KIND FILE.csv CLUSTERS.csv [PAIRS.csv]      KIND: uk_family historical_50k febrl fake_1000

Fair to the peer: nothing retained that is not needed, trained without term frequencies, its documented settings, and
for each file the threshold that serves it best. Needs splink and duckdb (see requirements.txt).
"""
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FORENAME_SURNAME = "nullif(concat_ws(' ', first_name, surname), '') as first_name_surname_concat"


def dob(column="dob"):
    return cl.DateOfBirthComparison(column, input_is_string=True)


def tf(comparison):
    return comparison.configure(term_frequency_adjustments=True)


UK_FAMILY = dict(
    id="record_id", extra=FORENAME_SURNAME, threshold=0.99, recall=0.8, max_pairs=1e7,
    rules=["first_name,surname,dob", "surname,dob", "first_name,dob", "postcode,dob",
           ("first_name", "surname", "substr(dob,1,4)"), "postcode,first_name",
           ("substr(first_name,1,3)", "substr(surname,1,3)", "substr(dob,1,7)"), "upn", "nhs_number"],
    comparisons=lambda: [
        tf(cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_name_surname_concat")),
        dob(), cl.PostcodeComparison("postcode"), cl.JaroWinklerAtThresholds("middle_name", [0.9]), cl.ExactMatch("sex"),
        cl.DamerauLevenshteinAtThresholds("upn", 1), cl.DamerauLevenshteinAtThresholds("nhs_number", 1)],
    sure=["first_name,surname,dob", "upn"], train=["first_name,surname", "dob,postcode"])

HISTORICAL = dict(
    id="unique_id", extra=FORENAME_SURNAME, threshold=0.95, recall=0.6, max_pairs=5e6,
    rules=["first_name,surname", "surname,dob", "first_name,dob", "postcode_fake,first_name", "postcode_fake,surname", "dob,birth_place",
           "postcode_fake,dob", "postcode_fake,occupation", "dob,occupation", ("substr(first_name,1,3)", "substr(surname,1,3)", "substr(dob,1,4)"),
           "dob", "postcode_fake", "full_name", ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,7)"),
           ("surname", "substr(dob,1,4)"), ("first_name", "substr(dob,1,7)"), ("surname", "substr(postcode_fake,1,4)"),
           ("first_name", "substr(postcode_fake,1,4)"), "surname,birth_place,occupation", "first_name,birth_place,occupation"],
    comparisons=lambda: [
        tf(cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_name_surname_concat")),
        dob(), cl.PostcodeComparison("postcode_fake"), tf(cl.ExactMatch("birth_place")), tf(cl.ExactMatch("occupation"))],
    sure=["first_name,surname,dob", ("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"), "dob,postcode_fake"],
    train=["first_name,surname", "dob"])

FEBRL = dict(
    id="rec_id", extra=None, threshold=0.9, recall=0.8, max_pairs=5e6,
    rules=["soc_sec_id", "given_name", "surname", "date_of_birth", "postcode,street_number"],
    comparisons=lambda: [
        tf(cl.NameComparison("given_name")), tf(cl.NameComparison("surname")),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", 1), cl.DamerauLevenshteinAtThresholds("soc_sec_id", 2),
        tf(cl.ExactMatch("street_number")), tf(cl.ExactMatch("postcode"))],
    sure=["soc_sec_id", "given_name,surname,date_of_birth", "given_name,surname,postcode"],
    train=["date_of_birth", "given_name"])

FAKE = dict(
    id="unique_id", extra=None, threshold=0.5, recall=0.7, max_pairs=1e6,
    rules=["surname", "dob", "email", "first_name"],
    comparisons=lambda: [tf(cl.NameComparison("first_name")), tf(cl.NameComparison("surname")), dob(),
                         tf(cl.ExactMatch("city")), cl.EmailComparison("email")],
    sure=["first_name,dob", "email"], train=["first_name,surname", "dob"])

KINDS = dict(uk_family=UK_FAMILY, historical_50k=HISTORICAL, febrl=FEBRL, fake_1000=FAKE)


def rule(columns):
    return block_on(*(columns.split(",") if isinstance(columns, str) else columns))


def load(connection, path, kind):
    """Blank cells are missing; all columns stay texts."""
    columns = [c[0] for c in connection.execute(f"describe select * from read_csv('{path}', all_varchar=true)").fetchall()]
    cleaned = [f"nullif(trim(\"{c}\"), '') as \"{c.strip()}\"" for c in columns]
    connection.execute(f"create table cleaned as select {', '.join(cleaned)} from read_csv('{path}', all_varchar=true)")
    connection.execute(f"create table records as select *{', ' + kind['extra'] if kind['extra'] else ''} from cleaned")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    kind = KINDS[sys.argv[1]]
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    load(connection, sys.argv[2], kind)
    database = DuckDBAPI(connection)
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name=kind["id"], comparisons=kind["comparisons"](),
        blocking_rules_to_generate_predictions=[rule(r) for r in kind["rules"]],
        retain_matching_columns=False, retain_intermediate_calculation_columns=False)
    linker = Linker(database.register(connection.table("records")), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([rule(r) for r in kind["sure"]], recall=kind["recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=kind["max_pairs"], seed=None)
    for columns in kind["train"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule(columns), estimate_without_term_frequencies=True)
    scored = linker.inference.predict(threshold_match_probability=None if len(sys.argv) > 4 else 0.01)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=kind["threshold"])
    connection.execute(f"copy (select \"{kind['id']}\", cluster_id from {clusters.physical_name}) to '{sys.argv[3]}' (header)")
    if len(sys.argv) > 4:
        connection.execute(f"copy (select \"{kind['id']}_l\" as a, \"{kind['id']}_r\" as b, match_probability as probability "
                           f"from {scored.physical_name}) to '{sys.argv[4]}' (header)")


if __name__ == "__main__":
    main()
