"""Locks, tags, phones, lock orders and controls from outside: listings, verbs, exit codes, two coordinators."""
import unittest

from world import World, small_package

DONE, REFUSED, USAGE, NOT_REACHED = range(4)
WHY = "Låset monterades och provades"


def package():
    """Beside the small package: L1 at 3001 is fine; L2 at 3001 is empty, L3 is nobody's; 3001 has a tag beside its locks; T2 is not
    coupled and T3 has not been used for long."""
    tables = small_package()
    tables["locks"] = [
        ["L1", "door", "380 T4", "3001", "2026-01-11", "", "ok", "2026-11-01T11:00:00+01:00"],
        ["L2", "door", "380 T4", "3001", "2026-09-11", "", "empty", "2026-11-01T11:00:00+01:00"],
        ["L3", "door", "380 T3", "", "", "", "unknown", ""],
        ["E1", "entrance", "Port 560", "3001", "2026-01-11", "", "ok", "2026-10-02T11:00:00+02:00"],
    ]
    tables["tags"] = [["04A2003002", "3002", "yes"], ["04A2003001", "3001", "yes"], ["04A2000000", "", "yes"]]
    tables["phones"] = [
        ["T1", "Xcover T1", "yes", "yes", "yes", "2026-11-01T14:20:00+01:00"],
        ["T2", "Xcover T2", "yes", "no", "yes", "2026-11-01T14:20:00+01:00"],
        ["T3", "Xcover T3", "yes", "yes", "yes", "2026-10-01T14:20:00+02:00"],
    ]
    return tables


class Equipment(World):
    def tables(self):
        return package()

    def setUp(self):
        super().setUp()
        self.anna = self.companion("anna")
        self.why = self.file(WHY)

    def file(self, text):
        path = self.folder / f"note-{len(text)}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    def by_number(self, command, whose=None):
        return {row["source_id"]: row for row in (whose or self.anna).json(command)}

    def checks(self, told):
        return [(one["source_id"], one["outcome"], [f["check"] for f in one["findings"]]) for one in told]

    def english(self, *words, code=DONE):
        return self.succeed(self.anna.run(*words, "--lang", "en"), code).stdout

    # --- Locks.

    def test_locks_are_listed_with_what_their_batteries_need_and_nobodys_name(self):
        locks = self.by_number("lock.list")
        self.assertEqual({number: row["battery_need"] for number, row in locks.items()},
                         {"L1": "fine", "L2": "stop", "L3": "unknown", "E1": "stale"})
        self.assertEqual((locks["L1"]["client_number"], locks["L3"]["client_number"]), (3001, None))
        self.assertEqual((locks["L1"]["battery_level"], locks["L1"]["tags"], locks["E1"]["tags"]), ("ok", ["04A2003001"], []))
        self.assertEqual([row["source_id"] for row in self.anna.json("lock.list", "--need", "stop")], ["L2"])
        self.assertEqual(self.anna.json("lock.list", "--need", "soon"), [])
        self.assertIn("L2", self.english("lock.list", "--need", "stop"))
        self.assertNotIn("L1 ", self.english("lock.list", "--need", "stop"))
        self.assertEqual(self.anna.run("lock.list", "--need", "coffee").returncode, USAGE)

    def test_all_missing_hours_are_registered_once_and_stand_in_the_basis_an_hour_each(self):
        told = self.anna.json("lock.startup", "--all", "--shift", "A1", "--note-file", self.why)
        self.assertEqual(self.checks(told), [("L1", "accepted", []), ("L2", "accepted", [])])
        locks = self.by_number("lock.list")
        self.assertEqual({number: row["has_startup_hour"] for number, row in locks.items()},
                         {"L1": True, "L2": True, "L3": False, "E1": False})
        self.assertEqual(self.anna.json("lock.startup", "--all", "--shift", "A1", "--note-file", self.why), [])
        self.assertIn("Every mounted lock has its hour", self.english("lock.startup", "--all", "--shift", "A1", "--note-file", self.why))
        told = self.anna.json("lock.startup", "L1", "--shift", "A1", "--note-file", self.why, code=REFUSED)
        self.assertEqual(self.checks(told), [("L1", "refused", ["startup-exists"])])
        basis = [row for row in self.anna.json("basis.show", "--month", "2026-10") if row["service"] == "Uppstart smarta lås"]
        self.assertEqual([(row["client_number"], row["paid_minutes"]) for row in basis], [(3001, 120)])
        self.succeed(self.anna.run("shift.approve", "A1", "--sync"))
        bosse = self.companion("bosse")
        self.assertEqual(bosse.json("lock.startup", "--all", "--shift", "A4", "--note-file", self.why), [])
        self.assertEqual(bosse.states()["A1"], "approved")

    def test_those_that_cannot_have_an_hour_are_named_with_the_reason_and_the_others_registered(self):
        text = self.english("lock.startup", "L1", "L3", "E1", "--shift", "A1", "--note-file", self.why, code=REFUSED)
        self.assertIn("1 startup hour registered", text)
        self.assertIn("L3: ", text)
        self.assertIn("E1: ", text)
        self.assertNotIn("L1: ", text)
        told = self.anna.json("lock.startup", "L2", "--shift", "A1", "--note-file", self.file("EL"), code=REFUSED)
        self.assertEqual(self.checks(told), [("L2", "refused", ["note-required"])])
        note = self.folder / "note.txt"
        note.write_text(WHY + "\n", encoding="utf-8")
        self.anna.json("lock.startup", "L2", "--shift", "A1", "--note-file", note)
        notes = [row["note"] for row in self.anna.json("visit.list", "--all") if row["service_lines"][:1] and
                 row["service_lines"][0]["service"] == "Uppstart smarta lås"]  # fmt: skip
        self.assertEqual(notes, [WHY, WHY])

    def test_two_who_register_the_same_hour_get_one_and_agree(self):
        bosse = self.companion("bosse")
        self.anna.json("lock.startup", "--all", "--shift", "A1", "--note-file", self.why)
        bosse.json("lock.startup", "--all", "--shift", "A4", "--note-file", self.why)
        self.succeed(self.anna.run("sync"))
        summary = bosse.json("sync")
        self.assertEqual((summary["refused"], summary["conflicts"], summary["waiting"]), (0, 0, 0))
        hours = [row["shift_id"] for row in bosse.json("visit.list", "--all") if row["service_lines"][:1] and
                 row["service_lines"][0]["service"] == "Uppstart smarta lås"]  # fmt: skip
        self.assertEqual(len(hours), 2)
        self.assertEqual(len(set(hours)), 1)

    def test_a_changed_battery_is_registered_and_an_empty_one_is_left_to_the_service(self):
        self.anna.json("lock.battery_changed", "L1", "--at", "2026-11-01T15:00:00+01:00")
        self.assertEqual(self.by_number("lock.list")["L1"]["battery_changed_at"], "2026-11-01T15:00:00+01:00")
        told = self.anna.json("lock.battery_changed", "L2", code=REFUSED)
        self.assertEqual(self.checks(told), [("L2", "refused", ["battery-empty"])])
        self.succeed(self.anna.run("lock.battery_changed", "L2", "--by-service", "--sync"))
        self.assertEqual(self.by_number("lock.list", self.companion("bosse"))["L2"]["battery_need"], "fine")

    # --- Lock orders.

    def test_a_needed_order_is_made_booked_and_kept(self):
        needed = self.anna.json("lock_order.list")
        self.assertEqual([(row["kind"], row["needed_because"], row["client_number"]) for row in needed], [("mount", "no_lock", 3002)])
        made = self.anna.json("lock_order.set", "--kind", "mount", "--client", "3002", "--state", "ordered")
        self.assertEqual([one["id"] for one in made], [needed[0]["id"]])
        told = self.anna.json("lock_order.set", needed[0]["id"], "--state", "booked", code=REFUSED)
        self.assertEqual(told[0]["findings"][0]["check"], "booking-required")
        self.succeed(self.anna.run("lock_order.set", needed[0]["id"], "--state", "booked", "--booked", "2026-11-05T10:00:00+01:00",
                                   "--attendant", "P1", "--sync"))
        orders = self.companion("bosse").json("lock_order.list")
        self.assertEqual([(row["state"], row["booked_at"], row["attendant"], row["needed_because"], row["changed_by"]) for row in orders],
                         [("booked", "2026-11-05T10:00:00+01:00", "P1", None, "anna")])

    def test_a_fault_says_why_and_stands_at_its_lock(self):
        told = self.anna.json("lock_order.set", "--kind", "fault", "--lock", "L1", code=REFUSED)
        self.assertEqual(told[0]["findings"][0]["check"], "note-required")
        note = self.folder / "note.txt"
        note.write_text("Kläckan hänger sig\n", encoding="utf-8")
        self.anna.json("lock_order.set", "--kind", "fault", "--lock", "L1", "--note-file", note)
        self.assertEqual(self.by_number("lock.list")["L1"]["faults"], 1)
        self.assertIn("Kläckan hänger sig", self.english("lock_order.list"))

    # --- Tags.

    def test_tags_are_listed_coupled_and_inactivated_for_good(self):
        tags = self.by_number("tag.list")
        self.assertEqual({number: (row["beside_lock"], row["unknown"]) for number, row in tags.items()},
                         {"04A2003001": (True, False), "04A2003002": (False, False), "04A2000000": (False, True)})
        self.assertEqual(self.checks(self.anna.json("tag.couple", "04A2000000", "3001", code=REFUSED)),
                         [("04A2000000", "refused", ["client-has-lock"])])
        self.anna.json("tag.couple", "04A2000000", "3002")
        self.succeed(self.anna.run("tag.deactivate", "04A2003001", "--sync"))
        self.anna.json("tag.deactivate", "04A2003001", code=REFUSED)
        tags = self.by_number("tag.list", self.companion("bosse"))
        self.assertFalse(tags["04A2003001"]["active"])
        self.assertEqual(tags["04A2000000"]["client_number"], 3002)

    # --- Phones.

    def test_a_lost_phone_is_inactivated_without_the_backend_and_only_the_manager_takes_it_into_use_again(self):
        chef = self.companion("chef", "manager")
        self.backend.stop()
        self.succeed(self.anna.run("shift.approve", "A1"))
        self.assertEqual(self.anna.run("phone.deactivate", "T1", "--reason", "Glömd på bussen", "--sync").returncode, NOT_REACHED)
        self.assertFalse(self.by_number("phone.list")["T1"]["active"])
        self.assertEqual(self.anna.json("phone.deactivate", "T1", code=REFUSED)[0]["findings"][0]["check"], "phone-inactive")
        self.backend.start()
        self.assertEqual(self.anna.json("sync")["accepted"], 2)
        found = self.anna.json("phone.reactivate", "T1", "--reason", "Låg i en annan jacka", code=REFUSED)[0]["findings"]
        self.assertEqual(found[0]["check"], "not-allowed")
        self.succeed(chef.run("sync"))
        phone = self.by_number("phone.list", chef)["T1"]
        self.assertEqual((phone["active"], phone["reason"]), (False, "Glömd på bussen"))
        self.succeed(chef.run("phone.reactivate", "T1", "--reason", "Låg i en annan jacka", "--sync"))
        self.succeed(self.anna.run("sync"))
        self.assertTrue(self.by_number("phone.list")["T1"]["active"])

    def test_a_phone_is_coupled_and_gets_a_label_and_a_holder(self):
        self.assertEqual({number: row["deviations"] for number, row in self.by_number("phone.list").items()},
                         {"T1": [], "T2": ["not_coupled"], "T3": ["unused"]})
        self.anna.json("phone.couple", "T2")
        self.anna.json("phone.edit", "T2", "--label", "Reserv", "--holder", "P2")
        self.anna.json("phone.edit", "T2", "--label", "Enhetens reserv")
        phone = self.by_number("phone.list")["T2"]
        self.assertEqual((phone["label"], phone["deviations"]), ("Enhetens reserv", []))
        self.assertIsNotNone(phone["holder_id"])
        self.anna.json("phone.edit", "T2", "--holder", "")
        self.assertIsNone(self.by_number("phone.list")["T2"]["holder_id"])
        self.assertEqual(self.anna.run("phone.edit", "T2", "--holder", "P9").returncode, USAGE)

    # --- Controls.

    def test_a_control_is_signed_when_every_deviation_says_what_was_done(self):
        due = {(row["kind"], row["month"]): row for row in self.anna.json("control.list")}
        self.assertEqual(set(due), {(kind, month) for kind in ("phones", "locks") for month in ("2026-10", "2026-11")})
        self.assertEqual([(one["thing"], one["what"]) for one in due["phones", "2026-11"]["deviations"]],
                         [("T2", "not_coupled"), ("T3", "unused")])
        words = ["control.sign", "--kind", "phones", "--done", "T2=Kopplad om"]
        finding = self.anna.json(*words, code=REFUSED)[0]["findings"][0]
        self.assertEqual((finding["check"], finding["parameters"]["thing"]), ("deviation-unanswered", "T3"))
        self.assertIn("T3", self.english(*words, code=REFUSED))
        self.succeed(self.anna.run(*words, "--done", "T3=Ligger i skåpet som reserv", "--sync"))
        kept = next(row for row in self.companion("bosse").json("control.list") if (row["kind"], row["month"]) == ("phones", "2026-11"))
        self.assertEqual((kept["signed"], kept["signed_by"], kept["checked"]), (True, "anna", 3))
        self.assertEqual([one["done"] for one in kept["deviations"]], ["Kopplad om", "Ligger i skåpet som reserv"])

    # --- Command lines.

    def test_a_thing_that_is_not_here_and_a_wrong_command_line_are_told_from_a_refusal(self):
        for wrong in (["lock.startup", "--shift", "A1", "--note-file", self.why], ["lock.startup", "L1", "--note-file", self.why],
                      ["lock.startup", "L1", "--shift", "A1"], ["lock.startup", "L9", "--shift", "A1", "--note-file", self.why],
                      ["lock.startup", "L1", "--shift", "A9", "--note-file", self.why], ["lock.startup", "L1", "--all", "--shift", "A1", "--note-file", self.why],
                      ["lock.battery_changed", "L9"], ["lock.battery_changed", "L1", "--at", "sju"],
                      ["lock_order.set"], ["lock_order.set", "--kind", "mount"], ["lock_order.set", "nowhere", "--state", "done"],
                      ["lock_order.set", "--kind", "mount", "--client", "4711"],
                      ["tag.deactivate", "04"], ["tag.couple", "04A2000000", "4711"], ["tag.couple", "04A2000000"],
                      ["phone.deactivate", "T9"], ["phone.reactivate", "T1"], ["control.sign"],
                      ["control.sign", "--kind", "locks", "--month", "2026-01"], ["control.sign", "--kind", "phones", "--done", "T2"],
                      ["control.sign", "--kind", "phones", "--done", "T9=Borta"]):  # fmt: skip
            self.assertEqual(self.anna.run(*wrong).returncode, USAGE, wrong)
        self.assertEqual(self.anna.json("outbox"), [])

    def test_the_lists_are_also_for_people(self):
        for command, word in (("lock.list", "L2"), ("tag.list", "04A2003001"), ("phone.list", "Xcover T2"), ("control.list", "T3"),
                              ("lock_order.list", "3002")):
            self.assertIn(word, self.english(command), command)


if __name__ == "__main__":
    unittest.main()
