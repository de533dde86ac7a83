"""The projects that spent least of their budget: python3 least_executed.py filings.db YEAR"""
import sqlite3
import sys
from pathlib import Path

SQL = """
SELECT department, project_name, budget_yuan, executed_yuan, computed_rate, total_score
FROM v_execution
WHERE fiscal_year = ? AND form = 'project-self-evaluation' AND budget_fen > 0
ORDER BY computed_rate, budget_fen DESC, filing_id
LIMIT 20
"""


def main(path, year):
    # mode=ro: a reader never changes the database, and never makes one that is not there.
    db = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    for row in db.execute(SQL, (int(year),)):
        print("\t".join("" if cell is None else str(cell) for cell in row))
    db.close()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
