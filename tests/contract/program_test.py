"""samordnad from outside, beside its routes: its command line, TLS, import of damaged packages, and being killed.
program_test.py SAMORDNAD"""
import csv
import itertools
import json
import pathlib
import random
import signal
import ssl
import subprocess
import sys
import threading
import unittest

import samordnad
from samordnad import Case, Service, approvable, change, run

PACKAGE = {
    "unit.csv": [["municipality", "provider", "provider_org_number", "unit"], ["Nacka", "Provbolaget AB", "556000-4615", "Enhet Prov"]],
    "care_workers.csv": [["number", "first_name", "last_name", "active", "last_login"], ["P1", "Nils", "Granlund", "yes", ""]],
    "clients.csv": [["number", "first_name", "last_name", "person_id", "address", "household"],
                    ["3001", "Ingrid", "Östlund", "19391002-TF20", "Skolvägen 38", ""]],
    "orders.csv": [["client_number", "service", "minutes_per_visit", "double_staffing", "valid_from", "valid_to"]],
    "visits.csv": [["visit", "shift", "care_worker_number", "client_number", "start", "end", "start_verification", "end_verification",
                    "double_staffing", "note", "registered_at", "original_start", "original_end", "phone"],
                   ["B1", "A1", "P1", "3001", "2026-10-05T07:00:00+02:00", "2026-10-05T07:30:00+02:00", "lock", "lock", "no", "", "", "", "", ""],
                   ["B2", "A1", "P1", "3001", "2026-10-05T12:00:00+02:00", "2026-10-05T12:30:00+02:00", "tag", "tag", "no", "", "", "", "", ""]],
    "service_lines.csv": [["visit", "service", "minutes", "extra", "declined"], ["B1", "Dusch", "", "no", "no"]],
    "locks.csv": [["lock", "kind", "type", "client_number", "mounted_at", "removed_at", "battery_level", "battery_read_at"]],
    "tags.csv": [["tag", "client_number", "active"]],
    "phones.csv": [["phone", "label", "registered", "coupled", "active", "last_used_at"]],
}  # fmt: skip


class CommandLine(Case):
    def write(self, **changed):
        folder = self.folder / "package"
        folder.mkdir(exist_ok=True)
        for name, rows in (PACKAGE | {f"{n}.csv": r for n, r in changed.items()}).items():
            with open(folder / name, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        return folder

    def damaged(self):
        visits = [list(row) for row in PACKAGE["visits.csv"]]
        visits[2][5] = "yesterday"
        return self.write(visits=visits)

    def test_a_damaged_package_is_refused_with_its_place_and_leaves_nothing(self):
        fresh = self.folder / "fresh"
        answer = run("import", "--data", fresh, self.damaged())
        self.assertEqual(answer.returncode, 1)
        self.assertIn("visits.csv:3: column end (6): This is no moment with its offset, like 2026-10-01T06:40:00+02:00. [package.bad_value]", answer.stderr)
        self.assertEqual(answer.stdout, "")
        self.assertFalse(fresh.exists())

    def test_a_damaged_package_changes_nothing_of_what_is_there(self):
        good = self.folder / "fresh"
        self.assertEqual(run("import", "--data", good, self.write()).returncode, 0)
        before = (good / "samordna.db").read_bytes()
        self.assertEqual(run("import", "--data", good, self.damaged()).returncode, 1)
        self.assertEqual((good / "samordna.db").read_bytes(), before)

    def test_keeping_going_leaves_out_what_is_damaged(self):
        answer = run("import", "--data", self.folder / "fresh", self.damaged(), "--keep-going")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("visits.csv:3", answer.stderr)
        self.assertRegex(answer.stdout, r"visit +1 new")

    def test_the_second_import_changes_nothing(self):
        package = self.write()
        first = run("import", "--data", self.folder / "fresh", package)
        self.assertRegex(first.stdout, r"visit +2 new +0 changed +0 unchanged")
        second = run("import", "--data", self.folder / "fresh", package)
        self.assertRegex(second.stdout, r"visit +0 new +0 changed +2 unchanged")
        self.assertNotIn("new", second.stdout.replace(" 0 new", ""))

    def test_nothing_it_says_names_anybody(self):
        clients = [PACKAGE["clients.csv"][0], ["many", "Ingrid", "Östlund", "19391002-TF20", "Skolvägen 38", ""]]
        answer = run("import", "--data", self.folder / "fresh", self.write(clients=clients))
        self.assertEqual(answer.returncode, 1)
        for personal in ("Ingrid", "Östlund", "19391002", "Skolvägen", "Granlund"):
            self.assertNotIn(personal, answer.stdout + answer.stderr)

    def test_wrong_usage(self):
        for arguments in (["serve"], ["dance"], [], ["serve", "--data", self.data, "--listen", "nowhere"],
                          ["serve", "--data", self.data, "--listen", "0.0.0.0:0"],
                          ["serve", "--data", self.data, "--listen", "0.0.0.0:0", "--clock", samordnad.CLOCK],
                          ["serve", "--data", self.data, "--clock", "soon"],
                          ["serve", "--data", self.data, "--tls-cert", "x"],
                          ["account", "add", "--data", self.data, "--user", "x", "--role", "king", "--unit", "x", "--password-file", "x"]):
            answer = run(*arguments)
            self.assertEqual((answer.returncode, answer.stdout), (2, ""), arguments)
            self.assertNotEqual(answer.stderr, "", arguments)

    def test_accounts(self):
        self.assertEqual(self.add_account(self.data, "eva", "manager", self.unit_name()).returncode, 0)
        self.assertIn("There is an account of that name already", self.add_account(self.data, "eva", "manager", self.unit_name()).stderr)
        self.assertIn("There is no unit called Enhet Ingenstans.", self.add_account(self.data, "per", "manager", "Enhet Ingenstans").stderr)
        self.assertEqual(self.add_account(self.folder / "nowhere", "per", "manager", "x").returncode, 1)
        self.assertFalse((self.folder / "nowhere").exists())

    def test_an_inactivated_account_is_out_at_once_while_it_serves(self):
        service = self.serve()
        token = service.sign_in("anna")
        answer = run("account", "deactivate", "--data", self.data, "--user", "anna")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertEqual(service.ask("GET", "/v1/sync", token=token).status, 401)
        self.assertEqual(service.ask("POST", "/v1/session", {"user": "anna", "password": samordnad.PASSWORD}).status, 401)
        self.assertEqual(self.add_account(self.data, "anna", "coordinator", self.unit_name(), "--second-factor", "none", "--replace").returncode, 0)
        self.assertEqual(service.ask("GET", "/v1/sync", token=service.sign_in("anna")).status, 200)
        self.assertIn("There is no account of that name.", run("account", "deactivate", "--data", self.data, "--user", "nobody").stderr)

    def test_a_second_factor_is_what_an_account_has_unless_said(self):
        self.assertEqual(self.add_account(self.data, "eva", "manager", self.unit_name(), "--one-time-password").returncode, 0)
        service = self.serve()
        ask = lambda **more: service.ask("POST", "/v1/session", {"user": "eva", "password": samordnad.PASSWORD, **more}).json()
        self.assertEqual(ask()["code"], "sign_in.new_password_needed")
        secret = ask(new_password="en egen ny fras")["enrolment"]["secret"]
        self.assertEqual(ask(new_password="en egen ny fras")["enrolment"]["secret"], secret)
        self.assertEqual(run("account", "reset-second-factor", "--data", self.data, "--user", "eva").returncode, 0)
        self.assertNotEqual(ask(new_password="en egen ny fras")["enrolment"]["secret"], secret)
        self.assertEqual((self.data / "second_factor.key").stat().st_mode & 0o777, 0o600)

    def has_gone_on(self, service):
        """Something has been seen since everything was read."""
        token = service.sign_in("anna")
        cursor = service.everything(token)[-1]["cursor"]
        self.assertEqual(service.ask("GET", f"/v1/wait?cursor={cursor}&timeout=50", token=token).status, 200)
        types = {line.get("t") for line in service.ask("GET", f"/v1/sync?cursor={cursor}", token=token).lines()}
        self.assertTrue(types & {"lock_reading", "lock", "tag", "phone"}, types)

    def test_the_demo_unit_goes_on_within_the_service(self):
        service = self.serve("--live", "--every", 1)
        self.has_gone_on(service)
        service.process.send_signal(signal.SIGTERM)
        self.assertEqual(service.process.wait(5), 0)

    def test_the_demo_unit_goes_on_beside_the_service(self):
        service = self.serve()
        beside = subprocess.Popen([samordnad.program, "demo", "--live", "--data", self.data, "--every", "1"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(beside.stdout.close)
        self.addCleanup(beside.kill)
        self.assertEqual(beside.stdout.readline(), "the demo unit is living\n")
        self.has_gone_on(service)
        beside.send_signal(signal.SIGINT)
        self.assertEqual(beside.wait(5), 0)
        # Where there is none, nothing goes on.
        self.assertEqual(run("demo", "--live", "--data", self.folder / "nowhere").returncode, 1)
        run("import", "--data", self.folder / "other", self.write())
        self.assertIn("There is no demo unit", run("demo", "--live", "--data", self.folder / "other").stderr)

    def test_a_phone_s_token_is_for_a_phone_that_there_is(self):
        phone = next(line["d"]["source_id"] for line in self.serve().everything(self.serve().sign_in("anna")) if line.get("t") == "phone" and line["d"]["active"])
        given = run("phone", "token", "--data", self.data, "--phone", phone)
        self.assertEqual((given.returncode, given.stderr), (0, ""))
        self.assertRegex(given.stdout, r"^[A-Za-z0-9_-]{43}\n$")
        self.assertNotIn(given.stdout.strip().encode(), (self.data / "samordna.db").read_bytes())
        for arguments, words in ((("--phone", "T0"), "There is no phone called T0."), (("--phone", phone, "--unit", "x"), "There is no unit called x.")):
            refused = run("phone", "token", "--data", self.data, *arguments)
            self.assertEqual((refused.returncode, refused.stdout), (1, ""))
            self.assertIn(words, refused.stderr)

    def test_it_ends_promptly_when_asked(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            service = self.serve()
            service.process.send_signal(number)
            self.assertEqual(service.process.wait(5), 0)

    def test_the_log_tells_what_was_asked_for_and_nothing_about_anybody(self):
        with open(self.folder / "log", "w+", encoding="utf-8") as log:
            service = Service(self.data, log=log)
            token = service.sign_in("anna")
            shift = next(line["id"] for line in service.everything(token) if line.get("t") == "shift")
            self.assertEqual(service.ask("GET", f"/v1/shift/{shift}", token=token).status, 200)
            self.assertEqual(service.ask("GET", "/v1/Ingrid%0AIngrid").status, 401)
            self.assertEqual(service.ask("GET", "/v1/Ingrid", token=token).status, 404)
            service.stop()
            log.seek(0)
            said = log.read()
        self.assertIn("GET /v1/shift 200", said)
        for personal in (shift, "Ingrid", "anna", token, samordnad.PASSWORD):
            self.assertNotIn(personal, said)

    def test_after_a_restore_every_cursor_is_worth_nothing(self):
        service = self.serve()
        token = service.sign_in("anna")
        cursor = service.everything(token)[-1]["cursor"]
        service.stop()
        self.assertEqual(run("restored", "--data", self.data).returncode, 0)
        self.assertEqual(self.serve().ask("GET", f"/v1/sync?cursor={cursor}", token=token).status, 410)

    def test_what_another_process_imports_wakes_who_waits(self):
        self.assertEqual(run("import", "--data", self.data, self.write()).returncode, 0)
        self.assertEqual(self.add_account(self.data, "eva", "coordinator", "Enhet Prov").returncode, 0)
        service = self.serve()
        token = service.sign_in("eva")
        cursor = service.everything(token)[-1]["cursor"]
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(service.ask("GET", f"/v1/wait?cursor={cursor}&timeout=30", token=token)))
        waiting.start()
        visits = [list(row) for row in PACKAGE["visits.csv"]]
        visits[1][9] = "Låset svarade inte"
        self.assertEqual(run("import", "--data", self.data, self.write(visits=visits)).returncode, 0)
        waiting.join()
        self.assertEqual(answers[0].status, 200)
        self.assertEqual([line["t"] for line in service.ask("GET", f"/v1/sync?cursor={cursor}", token=token).lines()[:-1]], ["shift", "visit"])


def rulebook(vardag=5, **more):
    return {"version": "nacka-4", "municipality": "Nacka", "extends": "nacka-trygghetslas-2026-06-02", "valid_from": "2026-11-01",
            "source": {"publisher": "Nacka kommun", "title": "Regler"}, "checks": {},
            "closing": {"vardag": vardag, "time_of_day": "12:00:00"}} | more


class Rulebooks(Case):
    def write(self, book):
        file = self.folder / "book.json"
        file.write_text(book if isinstance(book, str) else json.dumps(book, indent=2), encoding="utf-8")
        return file

    def test_a_rulebook_is_checked(self):
        answer = run("rulebook", "check", self.write(rulebook()))
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        for line in (r"version +nacka-4", r"municipality +Nacka", r"valid from +2026-11-01", r"extends +nacka-trygghetslas-2026-06-02",
                     r"checks +28: \d+ block, \d+ warn", r"closing +vardag 5 at 12:00:00"):
            self.assertRegex(answer.stdout, line)

    def test_what_is_wrong_is_told_with_its_file_and_line(self):
        for book, line, reason in ((rulebook(valid_from="soon"), 5, "valid_from is not a date"), ("{\n\n,", 3, "this is not JSON"),
                                   (rulebook(cheks={}), 15, "cheks")):
            file = self.write(book)
            for words in (("check",), ("install", "--data", self.data)):
                answer = run("rulebook", *words, file)
                self.assertEqual((answer.returncode, answer.stdout), (1, ""))
                self.assertIn(f"{file}:{line}: ", answer.stderr)
                self.assertIn(reason, answer.stderr)
        answer = run("rulebook", "check", self.write(rulebook(extends="nacka-1")))
        self.assertEqual(answer.returncode, 1)
        self.assertIn("it extends nacka-1, which is neither built in nor installed", answer.stderr)
        self.assertEqual(run("rulebook", "check", self.folder / "nowhere").returncode, 1)
        self.assertEqual(run("rulebook", "install", "--data", self.folder / "nowhere", file).returncode, 1)
        self.assertFalse((self.folder / "nowhere").exists())

    def test_an_installed_one_reaches_clients_while_it_serves(self):
        service = self.serve()
        token = service.sign_in("anna")
        cursor = service.everything(token)[-1]["cursor"]
        file = self.write(rulebook())
        for said in ("nacka-4 is installed", "nacka-4 was installed already, and nothing has changed"):
            answer = run("rulebook", "install", "--data", self.data, file)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertIn(said, answer.stdout)
        line, _ = service.ask("GET", f"/v1/sync?cursor={cursor}", token=token).lines()
        self.assertEqual((line["t"], line["d"]["version"], json.loads(line["d"]["body"])), ("rulebook", "nacka-4", rulebook()))
        refused = run("rulebook", "install", "--data", self.data, self.write(rulebook(6)))
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nacka-4 is installed with other content", refused.stderr)
        self.assertEqual(run("rulebook", "check", self.write(rulebook(version="nacka-5", extends="nacka-4", valid_from="2026-12-01"))).returncode, 1)
        self.assertEqual(run("rulebook", "check", "--data", self.data, self.write(rulebook(version="nacka-5", extends="nacka-4", valid_from="2026-12-01"))).returncode, 0)

    def test_a_demo_unit_of_haninge_stands_beside_one_of_nacka(self):
        made = run("demo", "--data", self.data, "--municipality", "haninge", "--month", "2026-10", "--clients", 12, "--care-workers", 4)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("unit: Enhet Demo Haninge", made.stdout)
        self.assertEqual(run("demo", "--data", self.data, "--municipality", "solna").returncode, 2)


class Tls(Case):
    def test_it_speaks_tls_with_its_certificate(self):
        certificate, key = self.folder / "cert.pem", self.folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        service = self.serve("--tls-cert", certificate, "--tls-key", key)
        self.assertEqual(service.scheme, "https")
        with self.assertRaises(ssl.SSLError):
            service.ask("GET", "/healthz")
        service.trust(certificate)
        token = service.sign_in("anna")
        self.assertGreater(len(service.everything(token)), 100)


class Killed(Case):
    """kill -9 while changes are under way: what was acknowledged is there after the restart, what was not is done once when it
    is sent again."""

    def test_no_acknowledged_change_is_lost_and_none_is_done_twice(self):
        service = Service(self.data)
        token = service.sign_in("anna")
        known = dict(approvable(service, token, 3))
        verbs = {shift: itertools.cycle(["shift.approve", "shift.revoke"]) for shift in known}
        shifts = itertools.cycle(known)
        dice = random.Random(4)
        open_item = None
        acknowledged = 0
        kills = 0
        # On a slow computer a kill often comes before anything was acknowledged; then there are more kills.
        while kills < 25 or (acknowledged <= 25 and kills < 100):
            kills += 1
            killer = threading.Timer(dice.uniform(0.0, 0.08), service.kill)
            killer.start()
            while True:
                if open_item is None:
                    shift = next(shifts)
                    open_item = change(shift, known[shift], next(verbs[shift]))
                try:
                    outcome = service.ask("POST", "/v1/commands:batch", {"commands": [open_item]}, token).json()["outcomes"][0]
                except (OSError, samordnad.http.client.HTTPException):
                    break
                self.assertEqual(outcome["outcome"], "accepted", outcome)
                self.assertEqual(outcome["changed"][0]["rev"], known[open_item["id"]] + 1)
                known[open_item["id"]] += 1
                acknowledged += 1
                open_item = None
            killer.join()
            service = Service(self.data)
            held = {line["id"]: line["rev"] for line in service.everything(token) if line.get("t") == "shift"}
            for shift, revision in known.items():
                unanswered = open_item is not None and open_item["id"] == shift
                self.assertIn(held[shift], (revision, revision + 1) if unanswered else (revision,))
        service.stop()
        self.assertGreater(acknowledged, 25)


if __name__ == "__main__":
    samordnad.program = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
