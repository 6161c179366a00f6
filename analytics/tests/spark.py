"""Runs the SQL of `analytics/sql/` through Spark and compares each result with that of `relais-report`.

    python analytics/tests/spark.py relais-report events.ndjson Europe/Paris

`scripts/spark` installs what it needs and calls it, on the events of the tests and on made ones.
"""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

SQL = Path(__file__).parent.parent / "sql"
VIEWS = ["conversations", "answers"]
COLUMNS = (
    "version BIGINT, conversation STRING, turn BIGINT, at TIMESTAMP, channel STRING, locale STRING,"
    " outcome STRING, article STRING, reason STRING, promise STRING, message STRING,"
    " duration_ms BIGINT, satisfaction BIGINT, helped BOOLEAN, resolution STRING"
)


def plain(value):
    """A value of either engine, in one form: days as text, times as the instant, numbers rounded."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, str) and len(value) > 19 and value[10] == "T":
        return datetime.fromisoformat(value).timestamp()
    return value


def main(program, events, zone):
    report = subprocess.run([program, events, "--json", "--time-zone", zone], check=True, capture_output=True)
    report = json.loads(report.stdout)
    builder = SparkSession.builder.master("local[*]").config("spark.sql.session.timeZone", zone)
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.read.schema(COLUMNS).json(events)
    table.where("version = 1").createOrReplaceTempView("events")
    for view in VIEWS:
        spark.sql((SQL / f"{view}.sql").read_text()).persist().createOrReplaceTempView(view)
    different = 0
    for file in sorted(SQL.glob("*.sql")):
        if file.stem in VIEWS:
            continue
        rows = spark.sql(file.read_text())
        # What groups is called so in the report, whatever it is.
        names = ["group" if file.stem == f"by_{name}" else name for name in rows.columns]
        found = [{name: plain(value) for name, value in zip(names, row)} for row in rows.collect()]
        ours = report[file.stem]
        ours = [{name: plain(value) for name, value in row.items()} for row in (ours if isinstance(ours, list) else [ours])]
        if file.stem == "by_hour":
            found = [row | {"group": str(row["group"])} for row in found]
        same = found == ours
        different += not same
        print(f"{file.stem}: {len(found)} rows, {'the same' if same else 'DIFFERENT'}")
        for pair in zip(found, ours):
            if pair[0] != pair[1]:
                print(f"  Spark:      {pair[0]}\n  DataFusion: {pair[1]}")
                break
    print(f"Spark {pyspark.__version__}, {events}, {zone}: {different} different")
    return different


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)
