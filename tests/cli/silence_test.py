"""Where visits were to be expected and none are registered, as the companion tells it."""
import unittest

from world import MONTH, World, weekly_package


class OneMondayWithout(World):
    def tables(self):
        return weekly_package(without=["2026-10-26"])

    def test_json_says_who_is_silent_when_and_what_that_rests_on(self):
        told = self.companion("anna").json("silence.list", "--month", MONTH)
        self.assertEqual(len(told), 1)
        silence = told[0]
        self.assertEqual((silence["kind"], silence["client_number"], silence["day"], silence["until"]),
                         ("habit", 3001, "2026-10-26", "2026-10-26"))
        self.assertEqual(silence["occasions"], [{"usual_minute": 480, "service": "Dusch", "held": 4, "weeks": 4}])

    def test_text_says_the_same_in_a_row_in_both_languages(self):
        anna = self.companion("anna")
        sentence = anna.json("silence.list", "--month", MONTH, "--language", "sv")[0]["sentence"]
        told = self.succeed(anna.run("silence.list", "--month", MONTH, "--language", "sv")).stdout
        self.assertEqual(len(told.splitlines()), 2)
        self.assertIn("3001", told)
        self.assertIn("mån 26 okt", told.replace("\u00a0", " "))
        self.assertIn(sentence, told)
        english = self.succeed(anna.run("silence.list", "--month", MONTH, "--language", "en")).stdout
        self.assertIn("3001", english)
        self.assertNotIn(sentence, english)

    def test_the_other_months_have_none(self):
        anna = self.companion("anna")
        self.assertEqual(anna.json("silence.list", "--month", "2026-09"), [])
        self.assertEqual([one["day"] for one in anna.json("silence.list", "--all")], ["2026-10-26"])


class EveryMonday(World):
    def tables(self):
        return weekly_package()

    def test_nothing_is_missing_where_all_were_registered(self):
        anna = self.companion("anna")
        self.assertEqual(anna.json("silence.list", "--month", MONTH), [])
        told = self.succeed(anna.run("silence.list", "--month", MONTH, "--language", "sv")).stdout
        self.assertEqual(told, "Inget som var att vänta saknas, så långt det går att se.\n")


if __name__ == "__main__":
    unittest.main()
