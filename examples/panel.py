"""A department's indicators over the years, from `guibiao export --to OUT`: python3 panel.py OUT DEPARTMENT

Types come from datapackage.json: amounts and values stay exact (decimal.Decimal), codes stay text, no value is None.
"""
import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

CONVERT = {"integer": int, "number": Decimal, "boolean": lambda text: text == "true", "any": json.loads}


def read_table(folder, name):
    """The rows of an exported table as dicts with Python types."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(one for one in package["resources"] if one["name"] == name)
    types = {field["name"]: CONVERT.get(field["type"], str) for field in resource["schema"]["fields"]}
    # Long texts (duties, goals) go beyond the limit that the csv module has by default.
    csv.field_size_limit(1 << 30)
    with open(folder / resource["path"], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: types[name](text) if text != "" else None for name, text in row.items()}


def main(folder, department):
    series = {}
    for row in read_table(Path(folder), "panel"):
        if row["department"] != department or row["stage"] != "self-evaluation" or row["actual_value"] is None:
            continue
        # Values are comparable within one unit only.
        key = (row["aggregation_level"], row["project_name"] or "", row["key"], row["occurrence"], row["actual_unit"] or "")
        series.setdefault(key, {})[row["fiscal_year"]] = row["actual_value"]
    for (level, project, name, _, unit), values in sorted(series.items()):
        years = "  ".join(f"{year}: {value}" for year, value in sorted(values.items()))
        print("\t".join([level, project, name, unit, years]))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
