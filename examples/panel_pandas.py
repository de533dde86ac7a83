"""A department's indicators over the years as a pivot table: python3 panel_pandas.py OUT DEPARTMENT

Codes are read as text (`dtype`), so that no leading zero is lost; `*_number` columns are floating point, for plotting.
"""
import sys

import pandas as pd


def main(folder, department):
    panel = pd.read_csv(f"{folder}/panel.csv", dtype={"division_code": "string", "project_code": "string"})
    mine = panel[(panel["department"] == department) & (panel["stage"] == "self-evaluation")]
    mine = mine.fillna({"project_name": "", "actual_unit": ""})
    table = mine.pivot_table(
        index=["aggregation_level", "project_name", "key", "occurrence", "actual_unit"],
        columns="fiscal_year",
        values="actual_number",
    )
    print(table.to_csv(sep="\t", lineterminator="\n"), end="")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
