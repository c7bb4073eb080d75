"""Every route of a running samordnad held to resources/openapi.yaml: openapi_test.py SAMORDNAD OPENAPI_YAML"""
import pathlib
import sys
import unittest
import warnings

import yaml

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # newer versions have another resolver; Debian 12 has this one
    import jsonschema

import samordnad
from samordnad import Case, approvable, change

description_file = pathlib.Path("openapi.yaml")
METHODS = ("get", "post", "delete", "put", "patch")
exercised = set()


class Description:
    def __init__(self, path):
        self.document = yaml.safe_load(path.read_text(encoding="utf-8"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.resolver = jsonschema.RefResolver("", self.document)

    def operations(self):
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield item[method]["operationId"], method.upper(), path

    def resolved(self, item):
        while "$ref" in item:
            item = self.resolver.resolve(item["$ref"])[1]
        return item

    def validate(self, value, schema):
        jsonschema.Draft202012Validator(schema, resolver=self.resolver,
                                        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(value)

    def response(self, operation, status):
        for item in self.document["paths"].values():
            for method in METHODS:
                if method in item and item[method]["operationId"] == operation:
                    responses = item[method]["responses"]
                    if str(status) not in responses and status < 400:
                        raise AssertionError(f"{operation}: the status {status} is not described")
                    return self.resolved(responses.get(str(status)) or responses["default"])
        raise AssertionError(f"there is no operation {operation}")


class Contract(Case):
    def setUp(self):
        super().setUp()
        self.description = Description(description_file)
        self.service = self.serve()
        self.token = self.service.sign_in("anna")

    def ask(self, operation, method, path, body=None, status=200, token="", **headers):
        """Asks, and checks the answer against the description."""
        answer = self.service.ask(method, path, body, self.token if token == "" else token, **headers)
        self.assertEqual(answer.status, status, answer.body[:500])
        exercised.add(operation)
        described = self.description.response(operation, status)
        contents = described.get("content")
        if not contents:
            self.assertEqual(answer.body, b"")
            return answer
        self.assertIn(answer.media_type, contents)
        content = contents[answer.media_type]
        if answer.media_type in ("application/json", "application/problem+json"):
            self.description.validate(answer.json(), content["schema"])
        if "x-line-schema" in content:
            for line in answer.lines():
                self.description.validate(line, content["x-line-schema"])
        if answer.media_type == "application/problem+json":
            self.assertEqual(answer.json()["status"], status)
            self.assertEqual(answer.json()["request_id"], answer.headers["X-Request-Id"])
        for name in described.get("headers", {}):
            if name != "Retry-After":
                self.assertIn(name, answer.headers)
        return answer

    def problem(self, code, *arguments, status, **more):
        self.assertEqual(self.ask(*arguments, status=status, **more).json()["code"], code)

    def test_the_description_is_one(self):
        for operation, _, _ in self.description.operations():
            self.assertTrue(operation)
        served = self.ask("description", "GET", "/openapi.yaml", token=None)
        self.assertEqual(served.body.decode(), description_file.read_text(encoding="utf-8"))

    def test_what_anybody_may_ask(self):
        self.ask("health", "GET", "/healthz", token=None)
        hello = self.ask("hello", "GET", "/.well-known/samordna", token=None).json()
        self.assertTrue(hello["rehearsal"])
        self.assertTrue(hello["server_time"].startswith("2026-10-30T09:0"))
        self.problem("request.malformed", "health", "POST", "/healthz", status=405, token=None)

    def test_sessions(self):
        session = self.ask("signIn", "POST", "/v1/session", {"user": "anna", "password": samordnad.PASSWORD}, status=201, token=None).json()
        self.assertEqual(session["role"], "coordinator")
        self.problem("sign_in.refused", "signIn", "POST", "/v1/session", {"user": "anna", "password": "x"}, status=401, token=None)
        for body in ({}, {"user": "anna"}, {"user": 1, "password": "x"}, []):
            self.problem("request.malformed", "signIn", "POST", "/v1/session", body, status=400, token=None)
        self.problem("request.malformed", "signIn", "POST", "/v1/session", "user=anna", status=415, token=None)
        for _ in range(5):
            self.service.ask("POST", "/v1/session", {"user": "nobody", "password": "x"})
        self.problem("sign_in.wait", "signIn", "POST", "/v1/session", {"user": "nobody", "password": "x"}, status=429, token=None)
        self.ask("signOut", "DELETE", "/v1/session", status=204, token=session["token"])
        self.problem("session.expired", "signOut", "DELETE", "/v1/session", status=401, token=session["token"])

    def test_the_feed(self):
        whole = self.ask("sync", "GET", "/v1/sync").lines()
        self.assertEqual({line["t"] for line in whole[:-1]} | {"activity"},  # once something has been done
                         {"unit", "care_worker", "client", "order", "shift", "visit", "lock", "tag", "phone", "matrix", "absence", "activity"})
        self.assertTrue(whole[-1]["consistent"])
        packed = self.ask("sync", "GET", "/v1/sync", Accept_Encoding="gzip")
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertEqual(packed.lines()[:-1], whole[:-1])
        page = self.ask("sync", "GET", "/v1/sync?limit=10").lines()
        self.assertEqual(len(page), 11)
        self.assertTrue(page[-1]["more"])
        self.problem("request.malformed", "sync", "GET", "/v1/sync?limit=none", status=400)
        self.problem("resync.required", "sync", "GET", "/v1/sync?cursor=none", status=410)
        self.problem("session.expired", "sync", "GET", "/v1/sync", status=401, token=None)
        self.problem("client.too_old", "sync", "GET", "/v1/sync", status=403, Samordna_Protocol="0")

    def test_waiting_and_integrity(self):
        cursor = self.service.everything(self.token)[-1]["cursor"]
        self.ask("wait", "GET", f"/v1/wait?cursor={cursor}&timeout=0", status=204)
        sums = self.ask("integrity", "GET", f"/v1/integrity?cursor={cursor}").json()["types"]
        self.assertGreater(sums["visit"]["count"], 0)
        approvable(self.service, self.token, 1)
        self.ask("wait", "GET", f"/v1/wait?cursor={cursor}")
        self.problem("integrity.moved", "integrity", "GET", f"/v1/integrity?cursor={cursor}", status=409)
        for operation in ("wait", "integrity"):
            self.problem("request.malformed", operation, "GET", f"/v1/{operation}", status=400)
            self.problem("resync.required", operation, "GET", f"/v1/{operation}?cursor=none", status=410)

    def test_records(self):
        for line in self.service.everything(self.token)[:-1:20]:
            path = f"/v1/{line['t']}/{line['id']}"
            answer = self.ask("record", "GET", path)
            self.assertEqual(answer.json(), line)
            self.assertEqual(answer.headers["ETag"], f'"{line["rev"]}"')
            self.ask("record", "GET", path, status=304, If_None_Match=answer.headers["ETag"])
        self.problem("not_found", "record", "GET", "/v1/visit/01890000-0000-7000-8000-000000000001", status=404)
        self.problem("not_found", "record", "GET", "/v1/elephant/01890000-0000-7000-8000-000000000001", status=404)

    def command(self, item, status, **headers):
        body = {name: value for name, value in item.items() if name != "key"}
        self.description.validate(body, {"$ref": "#/components/schemas/Change"})
        return self.ask("command", "POST", "/v1/commands", body, status=status, Idempotency_Key=item["key"], **headers)

    def test_a_command(self):
        (shift, base), (other, other_base) = approvable(self.service, self.token, 2)
        item = change(shift, base)
        first = self.command(item, 200).json()
        self.assertEqual(self.command(item, 200).json(), first)
        conflict = self.command(change(shift, base), 412).json()
        self.assertEqual(conflict["outcome"]["current"]["rev"], base + 1)
        refused = self.command(change(shift, base + 1), 422).json()
        self.assertEqual(refused["outcome"]["findings"][0]["check"], "already-approved")
        self.assertEqual(self.command(item | {"id": other, "base": other_base}, 422).json()["code"], "key.reused")
        dependent = change(shift, 1, "shift.revoke", depends_on=item["key"])
        self.command(dependent, 200)
        self.problem("request.malformed", "command", "POST", "/v1/commands", {}, status=400, Idempotency_Key=item["key"])
        self.problem("request.malformed", "command", "POST", "/v1/commands", {}, status=428)
        self.problem("request.malformed", "command", "POST", "/v1/commands", "{}", status=415, Idempotency_Key=item["key"])
        self.assertEqual(self.command(change(item["key"], 1), 404).json()["code"], "not_found")
        self.problem("request.malformed", "command", "POST", "/v1/commands", item, status=400, Idempotency_Key=change("", 1)["key"])
        self.token = self.service.sign_in("rune")
        self.assertEqual(self.command(change(other, other_base), 403).json()["code"], "forbidden")

    def test_a_batch(self):
        (shift, base), = approvable(self.service, self.token, 1)
        items = [change(shift, base), change(shift, base), {"verb": "shift.dance", "key": change("", 1)["key"]}, change(shift, base + 1)]
        outcomes = self.ask("commands", "POST", "/v1/commands:batch", {"commands": items}).json()["outcomes"]
        self.assertEqual([o["outcome"] for o in outcomes], ["accepted", "conflict", "failed", "refused"])
        self.problem("request.malformed", "commands", "POST", "/v1/commands:batch", {"commands": items[:1] * 201}, status=413)
        for body in ({}, []):
            self.problem("request.malformed", "commands", "POST", "/v1/commands:batch", body, status=400)

    def test_limits(self):
        large = {"user": "x" * (3 << 20), "password": "x"}
        self.problem("request.malformed", "signIn", "POST", "/v1/session", large, status=413, token=None)
        self.problem("request.malformed", "health", "GET", "/healthz", status=431, token=None, X_Long="x" * 20000)
        self.problem("request.malformed", "health", "GET", "/healthz?x=%zz", status=400, token=None)

    def test_what_is_not_there(self):
        for path in ("/", "/v2/sync", "/healthz/x"):
            answer = self.service.ask("GET", path)
            self.assertEqual((answer.status, answer.media_type), (404, "application/problem+json"))


class Zz_Coverage(unittest.TestCase):
    def test_every_route_was_asked(self):
        self.assertEqual(exercised, {operation for operation, _, _ in Description(description_file).operations()})


if __name__ == "__main__":
    samordnad.program = pathlib.Path(sys.argv.pop(1)).resolve()
    description_file = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
