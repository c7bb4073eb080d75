"""Every rulebook keeps to resources/rulebooks/rulebook.schema.json and to what a schema cannot say."""
import json
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import jsonschema

import report

FOLDER = "resources/rulebooks"
SCHEMA = "rulebook.schema.json"


class Twice(ValueError):
    pass


def without_doubles(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise Twice(f"{key} stands twice")
    return dict(pairs)


def read(root):
    """The rulebooks by version, in the order in which they extend each other, and what is wrong with the files."""
    books, found = {}, []
    for path in sorted((root / FOLDER).glob("*.json")):
        if path.name == SCHEMA:
            continue
        try:
            books[path.stem] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_doubles)
        except ValueError as error:
            found.append(f"{FOLDER}/{path.name}: {error}")
    return books, found


def chain(books, version):
    """The rulebook and those that it extends, the nearest first."""
    seen = []
    while version in books and version not in seen:
        seen.append(version)
        version = books[version].get("extends")
    return seen


def in_force(books, version, part):
    """What the rulebook says together with those that it extends: {name: value} of its checks or parameters."""
    merged = {}
    for each in reversed(chain(books, version)):
        merged.update(books[each].get(part, {}))
    return {name: value for name, value in merged.items() if value is not None}


def services_in_force(books, version):
    merged = {}
    for each in reversed(chain(books, version)):
        merged.update({service["name"].lower(): service for service in books[each].get("services", [])})
    return list(merged.values())


def about_one(books, version):
    book = books[version]
    if book["version"] != version:
        yield f"calls itself {book['version']}"
    base = book.get("extends")
    if base is not None:
        if base not in books:
            yield f"extends {base}, which is not there"
        elif base in chain(books, base)[1:] or version in chain(books, base):
            yield f"extends itself by way of {base}"
        else:
            if books[base]["municipality"] != book["municipality"]:
                yield f"extends {base} of another municipality"
            if books[base]["valid_from"] >= book["valid_from"]:
                yield f"is not later than {base}, which it extends"
    for check, rule in book["checks"].items():
        if rule is None:
            if not any(check in books[each]["checks"] for each in chain(books, version)[1:]):
                yield f"turns off {check}, which was never on"
        elif bool(rule["paragraph"]) != bool(rule["sentence"]):
            yield f"{check}: a paragraph and its sentence go together"
    names = [name.lower() for service in services_in_force(books, version)
             for name in (service["name"], *service.get("aliases", []))]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the service {name} stands twice"
    matrix = book.get("matrix", {"services": [], "cells": []})
    pairs = [frozenset((cell["a"], cell["b"])) for cell in matrix["cells"]]
    for pair in sorted({" + ".join(sorted(pair)) for pair in pairs if pairs.count(pair) > 1}):
        yield f"the matrix gives {pair} twice"
    for name in sorted({cell[end] for cell in matrix["cells"] for end in "ab"}.difference(matrix["services"])):
        yield f"the matrix has no service {name}"


def problems(root):
    schema = json.loads((root / FOLDER / SCHEMA).read_text(encoding="utf-8"))
    books, found = read(root)
    validator = jsonschema.Draft202012Validator(schema)
    valid = {}
    for version, book in books.items():
        errors = [f"{FOLDER}/{version}.json: {error.json_path}: {error.message}" for error in validator.iter_errors(book)]
        found += errors
        if not errors:
            valid[version] = book
    for version in valid:
        found += [f"{FOLDER}/{version}.json: {what}" for what in about_one(valid, version)]
    return found


if __name__ == "__main__":
    report.main(problems)
