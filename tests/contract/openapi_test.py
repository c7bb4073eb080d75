"""Every route of a running samordnad held to resources/openapi.yaml: openapi_test.py SAMORDNAD OPENAPI_YAML"""
import pathlib
import sys
import unittest
import uuid
import warnings

import yaml

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # newer versions have another resolver; Debian 12 has this one
    import jsonschema

import samordnad
from openapi_openid import SigningInElsewhere
from samordnad import Case, approvable, change, run

description_file = pathlib.Path("openapi.yaml")
METHODS = ("get", "post", "delete", "put", "patch")
exercised = set()

# Of K7QM-3RXT-9FHV.
CODE_HASH = "$argon2id$v=19$m=8,t=1,p=1$tFxuNU+f+gbtvbKZOC9AuA$A8IPo7/VykNp00oyCzlB7YdwGW3B9X2Tkx5iXJGm1B8"

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


class Contract(SigningInElsewhere, Case):
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
        self.assertEqual((session["role"], session["second_factor"], session["expires_in"]), ("coordinator", "none", 900))
        self.problem("sign_in.refused", "signIn", "POST", "/v1/session", {"user": "anna", "password": "x"}, status=401, token=None)
        for body in ({}, {"user": "anna"}, {"user": 1, "password": "x"}, []):
            self.problem("request.malformed", "signIn", "POST", "/v1/session", body, status=400, token=None)
        self.problem("request.malformed", "signIn", "POST", "/v1/session", "user=anna", status=415, token=None)
        for _ in range(5):
            self.service.ask("POST", "/v1/session", {"user": "nobody", "password": "x"})
        self.problem("sign_in.wait", "signIn", "POST", "/v1/session", {"user": "nobody", "password": "x"}, status=429, token=None)
        refresh = ("refresh", "POST", "/v1/session/refresh")
        following = self.ask(*refresh, {"refresh_token": session["refresh_token"]}, status=201, token=None).json()
        self.assertNotEqual(following["token"], session["token"])
        self.problem("session.expired", *refresh, {"refresh_token": "x"}, status=401, token=None)
        self.problem("request.malformed", *refresh, {"token": "x"}, status=400, token=None)
        self.problem("request.malformed", *refresh, "x", status=415, token=None)
        self.problem("request.malformed", "refresh", "GET", "/v1/session/refresh", status=405, token=None)
        self.ask("signOut", "DELETE", "/v1/session", status=204, token=session["token"])
        self.problem("session.expired", *refresh, {"refresh_token": following["refresh_token"]}, status=401, token=None)
        self.problem("session.expired", "signOut", "DELETE", "/v1/session", status=401, token=session["token"])

    def sign_in(self, status, outcome=None, **more):
        body = {"user": "eva", "password": samordnad.PASSWORD, **more}
        answer = self.ask("signIn", "POST", "/v1/session", body, status=status, token=None).json()
        self.assertEqual(answer.get("code"), outcome)
        return answer

    def test_a_second_factor_and_a_password_of_her_own(self):
        self.assertEqual(self.add_account(self.data, "eva", "coordinator", self.unit_name(), "--second-factor", "totp", "--one-time-password").returncode, 0)
        self.sign_in(401, "sign_in.new_password_needed")
        self.assertEqual(self.sign_in(401, "sign_in.weak_password", new_password="Sommar2026!!")["parameters"], {"why": "common"})
        wanted = self.sign_in(401, "sign_in.enrol", new_password="en egen ny fras")
        self.assertEqual(wanted["parameters"], {})
        self.assertIn(wanted["enrolment"]["secret"], wanted["enrolment"]["uri"])
        self.sign_in(401, "sign_in.refused", new_password="en egen ny fras", code="000000")
        moment = samordnad.moment_of(self.service)
        session = self.sign_in(201, new_password="en egen ny fras", code=samordnad.totp(wanted["enrolment"]["secret"], moment))
        self.assertEqual(session["second_factor"], "totp")
        self.sign_in(401, "sign_in.refused")
        self.sign_in(401, "sign_in.code_needed", password="en egen ny fras")
        self.sign_in(201, password="en egen ny fras", recovery_code=session["recovery_codes"][0])
        # A proxy on this computer is not this computer.
        self.ask("signIn", "POST", "/v1/session", {"user": "anna", "password": samordnad.PASSWORD}, status=403, token=None, X_Forwarded_For="192.0.2.1")

    def test_the_feed(self):
        whole = self.ask("sync", "GET", "/v1/sync").lines()
        self.assertEqual({line["t"] for line in whole[:-1]} | {"activity"},  # once something has been done
                         {"unit", "care_worker", "client", "order", "shift", "visit", "lock", "tag", "phone", "matrix", "absence", "activity", "lock_reading"})
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

    def of_type(self, kind):
        return [line for line in self.service.everything(self.token) if line.get("t") == kind]

    def after_all_visits(self):
        """What is told now is newer than anything of the demo unit's month."""
        self.service = self.serve(clock="2026-11-03T10:00:00+01:00")
        self.token = self.service.sign_in("anna")

    def tell(self, operation, path, rows, token, **expected):
        rows = [{"id": str(number), "at": "2026-11-03T09:50:00+01:00"} | row for number, row in enumerate(rows)]
        report = self.ask(operation, "POST", f"/v1/ingest/{path}", {"rows": rows}, token=token).json()
        self.assertEqual(report, {"stored": len(rows), "known": 0, "problems": []} | expected)

    def test_what_other_systems_tell(self):
        self.after_all_visits()
        self.assertEqual(self.add_account(self.data, "lock system", "service", self.unit_name()).returncode, 0)
        teller = self.service.sign_in("lock system")
        lock = next(line for line in self.of_type("lock") if "client" in line["d"])
        phone = self.of_type("phone")[0]
        name, number = lock["d"]["source_id"], phone["d"]["source_id"]
        self.tell("tellLockReadings", "lock-readings", [{"lock": name, "level": "low"}, {"lock": name, "level": "full"}, {"lock": "none", "level": "ok"}, {}],
                  teller, stored=1, problems=[{"row": 1, "field": "level", "code": "sighting.malformed"}, {"row": 2, "field": "lock", "code": "lock.unknown"},
                                              {"row": 3, "field": "lock", "code": "sighting.malformed"}])
        self.tell("tellOpenings", "openings", [{"lock": name, "phone": number}, {"lock": name, "at": "yesterday"}], teller,
                  stored=1, problems=[{"row": 1, "field": "at", "code": "sighting.malformed"}])
        self.tell("tellOpenings", "openings", [{"lock": name, "phone": number}], teller, stored=0, known=1)
        self.tell("tellTagSightings", "tag-sightings", [{"tag": "04NOBODY", "phone": number}], teller)
        self.tell("tellPhoneSightings", "phone-sightings", [{"phone": number, "app_version": "8.1", "undelivered": 2}, {"phone": number, "undelivered": -1}],
                  teller, stored=1, problems=[{"row": 1, "field": "undelivered", "code": "sighting.malformed"}])
        told = {line["id"]: line["d"] for line in self.ask("sync", "GET", "/v1/sync").lines() if "d" in line}
        self.assertEqual(told[lock["id"]]["battery_level"], "low")
        self.assertEqual(told[phone["id"]]["undelivered"], 2)
        self.assertTrue(any(d.get("source_id") == "04NOBODY" and "client" not in d for d in told.values()))
        today, = (d for d in told.values() if d.get("lock") == lock["id"] and d.get("day") == "2026-11-03")
        self.assertEqual(today["openings"], 1)

    def test_a_service_account_only_tells(self):
        self.assertEqual(self.add_account(self.data, "lock system", "service", self.unit_name()).returncode, 0)
        session = self.ask("signIn", "POST", "/v1/session", {"user": "lock system", "password": samordnad.PASSWORD}, status=201, token=None).json()
        cursor = self.service.everything(self.token)[-1]["cursor"]
        shift, base = approvable(self.service, self.token, 1)[0]
        item = change(shift, base)
        forbidden = [("sync", "GET", "/v1/sync"), ("sync", "GET", f"/v1/sync?cursor={cursor}"), ("wait", "GET", f"/v1/wait?cursor={cursor}"),
                     ("integrity", "GET", f"/v1/integrity?cursor={cursor}"), ("record", "GET", f"/v1/shift/{shift}"), ("ownPhone", "GET", "/v1/phone"),
                     ("commands", "POST", "/v1/commands:batch", {"commands": [item]})]
        for arguments in forbidden:
            self.problem("forbidden", *arguments, status=403, token=session["token"])
        self.assertEqual(self.command(item, 403, token=session["token"]).json()["code"], "forbidden")
        for operation, path in (("tellLockReadings", "lock-readings"), ("tellOpenings", "openings"), ("tellTagSightings", "tag-sightings"),
                                ("tellPhoneSightings", "phone-sightings")):
            path = f"/v1/ingest/{path}"
            self.ask(operation, "POST", path, {"rows": []}, token=session["token"])
            self.problem("forbidden", operation, "POST", path, {"rows": []}, status=403)
            self.problem("request.malformed", operation, "POST", path, {}, status=400, token=session["token"])
            self.problem("request.malformed", operation, "POST", path, "{}", status=415, token=session["token"])
            self.problem("request.malformed", operation, "POST", path, {"rows": [{}] * 5001}, status=413, token=session["token"])
            self.problem("not_found", operation, "POST", path, {"rows": [], "unit": shift}, status=404, token=session["token"])
            self.problem("session.expired", operation, "POST", path, {"rows": []}, status=401, token=None)
        self.ask("signOut", "DELETE", "/v1/session", status=204, token=session["token"])

    def test_a_phone_tells_of_itself_until_it_is_inactivated(self):
        self.after_all_visits()
        phone, other = [line for line in self.of_type("phone") if line["d"]["active"]][:2]
        number = phone["d"]["source_id"]
        lock = next(line for line in self.of_type("lock") if "client" in line["d"])["d"]["source_id"]
        given = run("phone", "token", "--data", self.data, "--phone", number, "--unit", self.unit_name())
        self.assertEqual((given.returncode, given.stderr), (0, ""))
        token = given.stdout.strip()
        self.assertEqual(self.ask("ownPhone", "GET", "/v1/phone", token=token).json(), {"phone": number, "active": True})
        self.tell("tellOpenings", "openings", [{"lock": lock}], token)
        self.tell("tellTagSightings", "tag-sightings", [{"tag": "04NOBODY"}], token)
        self.tell("tellPhoneSightings", "phone-sightings", [{"phone": number}, {"phone": other["d"]["source_id"]}], token,
                  stored=1, problems=[{"row": 1, "field": "phone", "code": "sighting.not_own"}])
        self.problem("forbidden", "tellLockReadings", "POST", "/v1/ingest/lock-readings", {"rows": []}, status=403, token=token)
        self.problem("forbidden", "sync", "GET", "/v1/sync", status=403, token=token)
        self.problem("forbidden", "signOut", "DELETE", "/v1/session", status=403, token=token)
        # The base revision is that from before it told of itself: what is lost is inactivated all the same.
        self.command(change(phone["id"], phone["rev"], "phone.deactivate", reason="Stulen"), 200)
        for arguments in (("ownPhone", "GET", "/v1/phone"), ("tellOpenings", "POST", "/v1/ingest/openings", {"rows": []})):
            self.problem("phone.inactive", *arguments, status=403, token=token)
        again = run("phone", "token", "--data", self.data, "--phone", number)
        self.assertEqual((again.returncode, again.stdout), (1, ""))
        self.assertIn("inactivated", again.stderr)

    def test_a_care_worker_is_put_up_and_signs_in_on_a_phone(self):
        self.after_all_visits()
        unit, = self.of_type("unit")
        phone = next(line for line in self.of_type("phone") if line["d"]["active"])["d"]["source_id"]
        token = run("phone", "token", "--data", self.data, "--phone", phone, "--unit", self.unit_name()).stdout.strip()
        worker = str(uuid.uuid4())
        self.command(change(worker, 0, "care_worker.create", unit=unit["id"], number="P900", last_name="Ny", subcontractor="St\u00e4d AB"), 200)
        self.command(change(worker, 1, "care_worker.issue_code", code_hash=CODE_HASH, until="2026-11-10T09:50:00+01:00"), 200)
        sign_in, shown = ("signInCareWorker", "POST", "/v1/phone/care-worker"), {"number": "P900", "code": "k7qm3rxt9fhv"}
        self.problem("sign_in.new_password_needed", *sign_in, shown, status=401, token=token)
        self.problem("sign_in.weak_password", *sign_in, shown | {"new_password": "kort"}, status=401, token=token)
        own = {"number": "P900", "password": "en egen l\u00e5ng ramsa"}
        self.assertEqual(self.ask(*sign_in, shown | {"new_password": own["password"]}, token=token).json(), {"care_worker": worker, "number": "P900"})
        self.ask(*sign_in, own, token=token)
        self.problem("sign_in.refused", *sign_in, shown | {"new_password": "en annan l\u00e5ng ramsa"}, status=401, token=token)
        self.problem("forbidden", *sign_in, {"number": "P900", "password": "x"}, status=403)
        self.problem("request.malformed", *sign_in, own | {"code": "y"}, status=400, token=token)
        told = next(line for line in self.of_type("care_worker") if line["id"] == worker)["d"]
        self.assertTrue(told["last_login"].startswith("2026-11-03T") and "code_until" not in told)
        self.command(change(worker, 1, "care_worker.inactivate", reason="Har slutat"), 200)
        self.command(change(worker, 5, "care_worker.reactivate", reason="Kom tillbaka efter ledigheten"), 200)
        self.problem("sign_in.refused", *sign_in, own, status=401, token=token)
        order = change(str(uuid.uuid4()), 0, "account_order.set", unit=unit["id"], kind="open", state="to_order", person="Eva Ek")
        self.assertEqual(self.command(order, 403).json()["code"], "forbidden")

    def test_what_is_done_to_locks_tags_and_phones(self):
        lock = next(line for line in self.of_type("lock") if "client" in line["d"] and line["d"].get("battery_level") != "empty" and "removed_at" not in line["d"])
        tag = next(line for line in self.of_type("tag") if line["d"]["active"])
        phone = next(line for line in self.of_type("phone") if line["d"]["active"])
        unit, = self.of_type("unit")
        order = change(str(uuid.uuid4()), 0, "lock_order.set", unit=unit["id"], kind="fault", state="to_order", lock=lock["id"], note="Svarar inte p\u00e5 telefonen")
        for item in (change(lock["id"], lock["rev"], "lock.battery_changed", changed_at="2026-10-30T09:30:00+01:00"), order,
                     change(tag["id"], tag["rev"], "tag.deactivate"), change(phone["id"], phone["rev"], "phone.edit", label="Ny etikett"),
                     change(phone["id"], 1, "phone.deactivate", reason="Stulen")):
            self.command(item, 200)
        self.assertEqual(self.command(change(phone["id"], phone["rev"] + 2, "phone.reactivate", reason="Den fanns"), 403).json()["code"], "forbidden")
        self.assertEqual(self.command(change(phone["id"], phone["rev"] + 2, "phone.couple"), 422).json()["code"], "rules.refused")
        self.assertEqual(self.command(change(tag["id"], tag["rev"] + 1, "tag.couple", client=tag["d"]["client"]), 422).json()["code"], "rules.refused")
        self.assertEqual(self.command(change(str(uuid.uuid4()), 0, "control.sign", unit=unit["id"], kind="phones", month="2026-10-01", checked=3), 422).json()["code"],
                         "rules.refused")
        types = {line["t"] for line in self.ask("sync", "GET", "/v1/sync").lines()[:-1]}
        self.assertIn("lock_order", types)

    def test_the_activity_log(self):
        self.assertEqual(self.add_account(self.data, "maria", "manager", self.unit_name()).returncode, 0)
        manager = self.service.sign_in("maria")
        client = self.of_type("client")[0]["id"]
        reading = {"id": str(uuid.uuid4()), "at": "2026-10-30T09:50:00+01:00", "verb": "client.read", "type": "client", "target": client}
        told = self.ask("tellReadings", "POST", "/v1/log", {"readings": [reading, reading]}).json()
        self.assertEqual(told, {"stored": 1, "known": 1, "left_out": []})
        rows = self.ask("log", "GET", f"/v1/log?client={client}&verb=client.read", token=manager, User_Agent="samordna/0.1.0 (Linux)").json()["rows"]
        self.assertEqual([(row["user"], row["target"]) for row in rows], [("anna", client)])
        asked = self.ask("log", "GET", "/v1/log?verb=log.read&limit=1", token=manager).json()
        self.assertEqual((asked["rows"][0]["user"], asked["rows"][0]["program"]), ("maria", "samordna/0.1.0"))
        page = self.ask("log", "GET", "/v1/log?limit=1", token=manager).json()
        self.ask("log", "GET", f"/v1/log?limit=1&cursor={page['cursor']}", token=manager)
        sample = self.ask("log", "GET", "/v1/log?purpose=log.sample&limit=3", token=manager).json()["rows"]
        check = {"id": str(uuid.uuid4()), "rows": [row["row"] for row in sample], "note": "Inget att anm\u00e4rka"}
        for _ in range(2):
            self.ask("checkLog", "POST", "/v1/log/checks", check, status=204, token=manager)
        self.assertEqual(len(self.ask("log", "GET", "/v1/log?verb=log.check", token=manager).json()["rows"]), 1)
        self.problem("forbidden", "log", "GET", "/v1/log", status=403)
        self.problem("forbidden", "checkLog", "POST", "/v1/log/checks", check, status=403)
        for query in ("limit=0", "from=yesterday", "client=3001", "purpose=joy", "cursor=x"):
            self.problem("request.malformed", "log", "GET", f"/v1/log?{query}", status=400, token=manager)
        for body in ({}, [], {"readings": [reading | {"verb": "client.eaten"}]}, {"readings": [{}]}):
            self.problem("request.malformed", "tellReadings", "POST", "/v1/log", body, status=400)
        self.problem("request.malformed", "tellReadings", "POST", "/v1/log", {"readings": [reading] * 501}, status=413)
        self.problem("request.malformed", "tellReadings", "POST", "/v1/log", "{}", status=415)
        for body in ({}, check | {"rows": []}, check | {"note": " "}):
            self.problem("request.malformed", "checkLog", "POST", "/v1/log/checks", body, status=400, token=manager)
        self.problem("not_found", "checkLog", "POST", "/v1/log/checks", check | {"id": str(uuid.uuid4()), "rows": ["99.1"]}, status=404, token=manager)
        self.problem("request.malformed", "log", "DELETE", "/v1/log", status=405, token=manager)

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
