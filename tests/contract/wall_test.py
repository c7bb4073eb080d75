"""Two providers in one backend: nobody of the one reads, changes or learns anything of the other. Walks every route that resources/openapi.yaml describes, for
every role: wall_test.py SAMORDNAD OPENAPI_YAML"""
import json
import pathlib
import sys
import unittest
import uuid

import yaml

import samordnad
from samordnad import Case, change, run

description = {}

OTHERS = {
    "unit.csv": "municipality,provider,provider_org_number,unit\nNacka,Annan Omsorg AB,556000-4623,Enhet V\u00e4st\n",
    "care_workers.csv": "number,first_name,last_name,active,last_login\nQ1,M\u00e4rta,Sj\u00f6gren,yes,2026-10-01T06:00:00+02:00\n",
    "clients.csv": "number,first_name,last_name,person_id,address,household\n9001,Rut,Malm,19391127-TF26,Skolv\u00e4gen 38,\n",
    "orders.csv": "client_number,service,minutes_per_visit,double_staffing,valid_from,valid_to\n9001,Dusch,30,no,2026-01-01,\n",
    "visits.csv": "visit,shift,care_worker_number,client_number,start,end,start_verification,end_verification,double_staffing,note,registered_at,original_start,"
                  "original_end,phone\nOV1,OS1,Q1,9001,2026-10-05T07:00:00+02:00,2026-10-05T07:30:00+02:00,lock,lock,no,,2026-10-05T07:30:00+02:00,,,OT1\n",
    "service_lines.csv": "visit,service,minutes,extra,declined\nOV1,Dusch,,no,no\n",
    "locks.csv": "lock,kind,type,client_number,mounted_at,removed_at,battery_level,battery_read_at\nOL1,door,380 T4,9001,2026-01-11,,low,2026-10-01T07:05:00+02:00\n",
    "tags.csv": "tag,client_number,active\n04OTHER,9001,yes\n",
    "phones.csv": "phone,label,registered,coupled,active,last_used_at\nOT1,Xcover,yes,yes,yes,2026-10-01T07:05:00+02:00\n",
}
PERSONS = ("anna", "maria", "rune")


class Wall(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        package = cls.model / "others"
        package.mkdir()
        for name, text in OTHERS.items():
            (package / name).write_text(text, encoding="utf-8")
        done = [run("import", "--data", cls.model / "data", package)]
        for user, role, unit in (("maria", "manager", cls.unit_name()), ("lock system", "service", cls.unit_name()), ("vera", "manager", "Enhet V\u00e4st")):
            done.append(cls.add_account(cls.model / "data", user, role, unit))
        for one in done:
            if one.returncode:
                raise AssertionError(one.stderr)

    def setUp(self):
        super().setUp()
        self.service = self.serve()
        self.vera = self.service.sign_in("vera")
        self.theirs = self.service.everything(self.vera)[:-1]
        self.their_ids = {line["id"] for line in self.theirs}
        self.their = {line["t"]: line for line in self.theirs}
        self.tokens = {user: self.service.sign_in(user) for user in (*PERSONS, "lock system")}
        self.ours = {line["t"]: line for line in self.service.everything(self.tokens["anna"])[:-1]}
        phone = next(line for line in self.service.everything(self.tokens["anna"]) if line.get("t") == "phone" and line["d"]["active"])
        self.tokens["phone"] = run("phone", "token", "--data", self.data, "--phone", phone["d"]["source_id"], "--unit", self.unit_name()).stdout.strip()
        self.their_log = self.rows(self.vera, limit=1000)

    def rows(self, token, **query):
        path = "/v1/log?" + "&".join(f"{name}={value}" for name, value in query.items())
        answer = self.service.ask("GET", path, token=token)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["rows"]

    def says_nothing(self, answer, but=()):
        """No id of theirs stands in the answer, beside what was asked about."""
        text = answer.body.decode()
        for theirs in self.their_ids - set(but):
            self.assertNotIn(theirs, text)
        for name in ("M\u00e4rta", "Sj\u00f6gren", "Skolv\u00e4gen 38", "Enhet V\u00e4st", "556000-4623"):
            self.assertNotIn(name, text)

    def each(self, method, path, body=None, users=None, **headers):
        for user in users or self.tokens:
            answer = self.service.ask(method, path, body, self.tokens[user], **headers)
            yield user, answer

    # --- One for every operation; what is new must be tried too.

    def test_every_route_is_tried(self):
        tried = {name.removeprefix("test_route_") for name in dir(self) if name.startswith("test_route_")}
        described = {item[method]["operationId"] for item in description["paths"].values() for method in item if isinstance(item[method], dict)}
        self.assertEqual(described - tried - {"health", "hello", "description"}, set())  # those have no account

    def test_route_signIn(self):
        for user in PERSONS:
            session = self.service.ask("POST", "/v1/session", {"user": user, "password": samordnad.PASSWORD})
            self.says_nothing(session)

    def test_route_refresh(self):
        for user in PERSONS:
            session = self.service.ask("POST", "/v1/session", {"user": user, "password": samordnad.PASSWORD}).json()
            self.says_nothing(self.service.ask("POST", "/v1/session/refresh", {"refresh_token": session["refresh_token"]}))

    # Whom a provider vouches for is one of its subjects, whatever token is shown beside.
    def test_route_openidProviders(self):
        for _, answer in self.each("GET", "/v1/openid"):
            self.assertEqual(answer.status, 200)
            self.says_nothing(answer)

    def test_route_beginOpenid(self):
        wish = {"provider": "prov", "redirect_uri": "http://127.0.0.1:51001/openid", "code_challenge": "x" * 43}
        for _, answer in self.each("POST", "/v1/openid/begin", wish):
            self.assertEqual(answer.status, 404)
            self.says_nothing(answer)

    def test_route_completeOpenid(self):
        for _, answer in self.each("POST", "/v1/openid/complete", {"state": "x", "code": "x", "code_verifier": "x"}):
            self.assertEqual(answer.status, 401)
            self.says_nothing(answer)

    def test_route_signInCareWorker(self):
        # Q1 is theirs: not known on a phone of ours.
        for user, answer in self.each("POST", "/v1/phone/care-worker", {"number": "Q1", "password": samordnad.PASSWORD}):
            self.assertEqual(answer.status, 401 if user == "phone" else 403)
            self.says_nothing(answer)

    def test_route_signOut(self):
        self.service.ask("DELETE", "/v1/session", token=self.tokens["anna"])
        self.assertEqual(self.service.ask("GET", "/v1/sync", token=self.vera).status, 200)

    def test_route_sync(self):
        for user, answer in self.each("GET", "/v1/sync"):
            self.assertEqual(answer.status, 200 if user in PERSONS else 403)
            self.says_nothing(answer)
        self.with_their_cursor("sync")

    def test_route_wait(self):
        self.with_their_cursor("wait")

    def test_route_integrity(self):
        self.with_their_cursor("integrity")
        everything = self.service.everything(self.tokens["anna"])
        sums = self.service.ask("GET", f"/v1/integrity?cursor={everything[-1]['cursor']}", token=self.tokens["anna"]).json()["types"]
        self.assertEqual(sum(one["count"] for one in sums.values()), len(everything) - 1)

    def with_their_cursor(self, route):
        cursor = self.service.everything(self.vera)[-1]["cursor"]
        for user, answer in self.each("GET", f"/v1/{route}?cursor={cursor}"):
            self.assertEqual(answer.status, 410 if user in PERSONS else 403, user)
            self.says_nothing(answer)

    def test_route_record(self):
        for line in self.theirs:
            for user, answer in self.each("GET", f"/v1/{line['t']}/{line['id']}"):
                self.assertEqual(answer.status, 404 if user in PERSONS else 403, (user, line["t"]))
                self.says_nothing(answer, but=[line["id"]])

    def changes(self):
        """Every verb on what is theirs, and on what is ours with something of theirs in it."""
        their, ours = ({kind: line["id"] for kind, line in side.items()} for side in (self.their, self.ours))
        registered = {"start": "2026-10-05T08:00:00+02:00", "end": "2026-10-05T08:30:00+02:00", "note": "Telefonen var trasig",
                      "double_staffing": False, "service_lines": [{"service": "Dusch", "extra": False, "declined": False}]}
        order = {"kind": "fault", "state": "to_order", "note": "Svarar inte p\u00e5 telefonen"}
        fresh = lambda: str(uuid.uuid4())
        on_theirs = [
            (their["shift"], "shift.approve", {}), (their["shift"], "shift.revoke", {}), (their["matrix"], "matrix.set", {"cells": ""}),
            (their["visit"], "visit.edit", {"note": "Telefonen var trasig"}), (fresh(), "visit.register", {"shift": their["shift"], "client": their["client"], **registered}),
            (fresh(), "lock.startup", {"lock": their["lock"], "shift": their["shift"], "client": their["client"], **registered}),
            (their["lock"], "lock.battery_changed", {"changed_at": "2026-10-30T09:30:00+01:00"}),
            (fresh(), "lock_order.set", {"unit": their["unit"], "lock": their["lock"], **order}),
            (their["tag"], "tag.couple", {"client": their["client"]}), (their["tag"], "tag.deactivate", {}),
            (their["phone"], "phone.deactivate", {"reason": "Stulen"}), (their["phone"], "phone.reactivate", {"reason": "Den fanns"}),
            (their["phone"], "phone.couple", {}), (their["phone"], "phone.edit", {"label": "Min"}),
            (fresh(), "control.sign", {"unit": their["unit"], "kind": "phones", "month": "2026-10-01", "checked": 1}),
            (fresh(), "care_worker.create", {"unit": their["unit"], "number": "P900", "last_name": "Ny"}),
            (their["care_worker"], "care_worker.edit", {"last_name": "Ny"}), (their["care_worker"], "care_worker.inactivate", {"reason": "Har slutat"}),
            (their["care_worker"], "care_worker.archive", {}), (their["care_worker"], "care_worker.reactivate", {"reason": "Kom tillbaka"}),
            (their["care_worker"], "care_worker.exempt", {"reason": "Ledig till maj"}),
            (their["care_worker"], "care_worker.issue_code", {"code_hash": "$argon2id$", "until": "2026-11-10T09:50:00+01:00"}),
            (fresh(), "account_order.set", {"unit": their["unit"], "kind": "open", "state": "to_order", "person": "Eva Ek"}),
        ]
        on_ours = [
            (ours["visit"], "visit.edit", {"shift": their["shift"], "note": "Telefonen var trasig"}),
            (fresh(), "visit.register", {"shift": ours["shift"], "client": their["client"], **registered}),
            (ours["tag"], "tag.couple", {"client": their["client"]}),
            (fresh(), "lock_order.set", {"unit": ours["unit"], "lock": their["lock"], **order}),
            (fresh(), "lock_order.set", {"unit": ours["unit"], "client": their["client"], **order, "kind": "mount"}),
            (ours["phone"], "phone.edit", {"label": "Min", "holder": their["care_worker"]}),
        ]
        return on_theirs, on_ours

    def revision(self, target):
        return next((line["rev"] for side in (self.their, self.ours) for line in side.values() if line["id"] == target), 0)

    def test_route_command(self):
        on_theirs, on_ours = self.changes()
        verbs = set(description["components"]["schemas"]["Change"]["properties"]["verb"]["enum"])
        self.assertEqual(verbs, {verb for _, verb, _ in on_theirs})
        for user in self.tokens:
            for target, verb, more in on_theirs:
                item = change(target, self.revision(target), verb) | more
                answer = self.service.ask("POST", "/v1/commands", {k: v for k, v in item.items() if k != "key"}, self.tokens[user], Idempotency_Key=item["key"])
                self.assertIn(answer.status, (404,) if user == "maria" else (403, 404), (user, verb, answer.body))
                self.says_nothing(answer, but=[target])
            for target, verb, more in on_ours:
                item = change(target, self.revision(target), verb) | more
                answer = self.service.ask("POST", "/v1/commands", {k: v for k, v in item.items() if k != "key"}, self.tokens[user], Idempotency_Key=item["key"])
                self.assertGreaterEqual(answer.status, 400, (user, verb, answer.body))
        self.nothing_has_changed()

    def test_route_commands(self):
        on_theirs, _ = self.changes()
        items = [change(target, self.revision(target), verb) | more for target, verb, more in on_theirs]
        for user, answer in self.each("POST", "/v1/commands:batch", {"commands": items}):
            if user not in PERSONS:
                self.assertEqual(answer.status, 403)
                continue
            for outcome in answer.json()["outcomes"]:
                self.assertEqual(outcome["outcome"], "failed")
                self.assertIn(outcome["code"], ("not_found",) if user == "maria" else ("not_found", "forbidden"))
            items = [item | {"key": str(uuid.uuid4())} for item in items]
        self.nothing_has_changed()

    def told(self, path, row):
        row = {"id": "1", "at": "2026-10-30T09:50:00+01:00"} | row
        for user, answer in self.each("POST", f"/v1/ingest/{path}", {"rows": [row], "unit": self.their["unit"]["id"]}):
            self.assertIn(answer.status, (403, 404), user)
        for _, answer in self.each("POST", f"/v1/ingest/{path}", {"rows": [row]}, users=["lock system"]):
            self.assertEqual(answer.json()["stored"], 0)
            self.assertTrue(answer.json()["problems"][0]["code"].endswith(".unknown"))
        self.nothing_has_changed()

    def test_route_tellLockReadings(self):
        self.told("lock-readings", {"lock": "OL1", "level": "low"})

    def test_route_tellOpenings(self):
        self.told("openings", {"lock": "OL1"})

    def test_route_tellTagSightings(self):
        self.told("tag-sightings", {"tag": "04OTHER", "phone": "OT1"})

    def test_route_tellPhoneSightings(self):
        self.told("phone-sightings", {"phone": "OT1"})

    def test_route_ownPhone(self):
        for user, answer in self.each("GET", "/v1/phone"):
            self.assertEqual(answer.status, 200 if user == "phone" else 403)
            self.says_nothing(answer)

    def test_route_log(self):
        for query in ("", f"?client={self.their['client']['id']}", f"?lock={self.their['lock']['id']}", "?user=vera", "?limit=1000", "?purpose=log.sample&limit=1000",
                      "?purpose=log.export&limit=1000"):
            for user, answer in self.each("GET", "/v1/log" + query):
                self.assertEqual(answer.status, 200 if user in ("maria", "rune") else 403, user)
                asked = query.partition("=")[2]
                self.says_nothing(answer, but=[asked])
                for row in answer.json().get("rows", []):
                    self.assertNotEqual(row.get("user"), "vera")
                    self.assertEqual(row["unit"], self.ours["unit"]["id"])

    def test_route_tellReadings(self):
        readings = [{"id": str(uuid.uuid4()), "at": "2026-10-30T09:50:00+01:00", "verb": "client.read", "type": line["t"], "target": line["id"]} for line in self.theirs]
        for user, answer in self.each("POST", "/v1/log", {"readings": readings}):
            self.assertEqual(answer.status, 200 if user in PERSONS else 403)
            if answer.status == 200:
                self.assertEqual(answer.json(), {"stored": 0, "known": 0, "left_out": [reading["id"] for reading in readings]})
        self.nothing_has_changed()

    def test_route_checkLog(self):
        for user, answer in self.each("POST", "/v1/log/checks", {"id": str(uuid.uuid4()), "rows": [self.their_log[0]["row"]], "note": "Genomg\u00e5ngen"}):
            self.assertEqual(answer.status, 404 if user in ("maria", "rune") else 403, user)
        self.nothing_has_changed()

    def nothing_has_changed(self):
        self.assertEqual(self.service.everything(self.vera)[:-1], self.theirs)
        by_others = [row for row in self.rows(self.vera, limit=1000) if row.get("user") not in ("vera", None)]
        self.assertEqual(json.dumps(by_others), "[]")


if __name__ == "__main__":
    samordnad.program = pathlib.Path(sys.argv.pop(1)).resolve()
    description = yaml.safe_load(pathlib.Path(sys.argv.pop(1)).read_text(encoding="utf-8"))
    unittest.main()
