"""Checks a folder with datapackage.json (Data Package v2) and its CSV files, with Python's standard library only.

Prints one line for each violation: header, types, required, enum, primary and foreign keys, rows, bytes and hash.
"""
import csv
import hashlib
import json
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path


def is_number(text):
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def is_json(text):
    try:
        json.loads(text)
        return True
    except ValueError:
        return False


FITS = {
    "string": lambda text: True,
    "integer": lambda text: re.fullmatch(r"[+-]?\d+", text) is not None,
    "number": is_number,
    "boolean": lambda text: text in ("true", "True", "TRUE", "1", "false", "False", "FALSE", "0"),
    "any": is_json,
}


def check(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    if not package["$schema"].startswith("https://datapackage.org/profiles/2"):
        yield "no Data Package v2"
    csv.field_size_limit(1 << 30)
    tables = {}
    for resource in package["resources"]:
        name, path = resource["name"], folder / resource["path"]
        if not re.fullmatch(r"[a-z0-9._-]+", name):
            yield f"{name}: no name"
        content = path.read_bytes()
        if len(content) != resource["bytes"] or hashlib.sha256(content).hexdigest() != resource["hash"].split(":")[1]:
            yield f"{name}: bytes or hash differ"
        with open(path, encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        schema = resource["schema"]
        fields = schema["fields"]
        if header != [field["name"] for field in fields] or len(set(header)) != len(header):
            yield f"{name}: header differs"
        if len(rows) != resource["rows"]:
            yield f"{name}: {len(rows)} rows, not {resource['rows']}"
        for at, row in enumerate(rows):
            for field, text in zip(fields, row, strict=True):
                rules = field.get("constraints", {})
                if text in schema["missingValues"]:
                    if rules.get("required"):
                        yield f"{name} row {at}: {field['name']} is required"
                elif not FITS[field["type"]](text):
                    yield f"{name} row {at}: {field['name']} {text[:40]!r} is no {field['type']}"
                elif "enum" in rules and text not in rules["enum"]:
                    yield f"{name} row {at}: {field['name']} {text!r} is none of its codes"
        tables[name] = (header, rows)
        key = schema.get("primaryKey", [])
        found = [tuple(row[header.index(one)] for one in key) for row in rows]
        if key and (len(set(found)) != len(found) or any("" in one for one in found)):
            yield f"{name}: primary key {key} is not unique"
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            header, rows = tables[resource["name"]]
            there, others = tables[key["reference"]["resource"]]
            known = {row[there.index(key["reference"]["fields"][0])] for row in others}
            column = header.index(key["fields"][0])
            if any(row[column] not in known and row[column] != "" for row in rows):
                yield f"{resource['name']}: {key['fields']} leads nowhere"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    for line in check(Path(sys.argv[1])):
        print(line)
