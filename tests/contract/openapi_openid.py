"""The part of openapi_test.py that is about signing in through a provider."""
import pathlib
import sys
import urllib.parse

from samordnad import run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from openid_provider import SUBJECT, Provider  # noqa: E402

# RFC 7636, appendix B.
VERIFIER, CHALLENGE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


class SigningInElsewhere:
    def test_a_provider_says_who_she_is(self):
        provider = Provider()
        self.addCleanup(provider.close)
        subject = self.folder / "subject"
        subject.write_text(SUBJECT + "\n", encoding="utf-8")
        linked = run("account", "link", "--data", self.data, "--user", "anna", "--openid", provider.issuer, "--subject-file", subject)
        self.assertEqual(linked.returncode, 0, linked.stderr)
        self.assertEqual(self.ask("openidProviders", "GET", "/v1/openid", token=None).json(), {"providers": []})
        begin, complete = ("beginOpenid", "POST", "/v1/openid/begin"), ("completeOpenid", "POST", "/v1/openid/complete")
        wish = {"provider": "prov", "redirect_uri": "http://127.0.0.1:51001/openid", "code_challenge": CHALLENGE}
        self.problem("not_found", *begin, wish, status=404, token=None)
        self.service.stop()
        self.service = self.serve("--openid", provider.settings(self.folder))
        told = self.ask("openidProviders", "GET", "/v1/openid", token=None).json()
        self.assertEqual(told, {"providers": [{"name": "prov", "title": "Provkommunen"}]})
        self.problem("request.malformed", "openidProviders", "POST", "/v1/openid", {}, status=405, token=None)
        for bad in ({"redirect_uri": "http://127.0.0.1:0/openid"}, {"redirect_uri": "http://192.0.2.1:51001/openid"},
                    {"redirect_uri": "http://127.0.0.1:51001@192.0.2.1/openid"}, {"redirect_uri": "http://127.0.0.1:051001/openid"},
                    {"code_challenge": "short"}, {"code_challenge": "+" * 43}, {"provider": 1}):
            self.problem("request.malformed", *begin, wish | bad, status=400, token=None)
        question = self.ask(*begin, wish, status=201, token=None).json()
        self.assertEqual(question["issuer"], provider.issuer)
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(question["authorization_url"]).query))
        self.assertEqual({name: asked[name] for name in ("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge",
                                                        "code_challenge_method", "prompt")},
                         {"response_type": "code", "client_id": "samordna", "redirect_uri": wish["redirect_uri"], "scope": "openid",
                          "state": question["state"], "code_challenge": CHALLENGE, "code_challenge_method": "S256", "prompt": "login"})
        reply = {"state": question["state"], "code": provider.authorize(None, asked)[1]["Location"].partition("code=")[2].partition("&")[0],
                 "code_verifier": VERIFIER, "iss": provider.issuer}
        self.problem("openid.refused", *complete, reply | {"state": "another"}, status=401, token=None)
        session = self.ask(*complete, reply, status=201, token=None).json()
        self.assertEqual((session["user"], session["second_factor"]), ("anna", "openid"))
        self.ask("sync", "GET", "/v1/sync", token=session["token"])
        self.problem("openid.refused", *complete, reply, status=401, token=None)  # it was good once
        # Another verifier than that of the challenge: whoever has the code alone gets nowhere, and it is used up.
        question = self.ask(*begin, wish, status=201, token=None).json()
        self.problem("openid.refused", *complete, reply | {"state": question["state"], "code_verifier": "x" * 43}, status=401, token=None)
        self.problem("openid.refused", *complete, reply | {"state": question["state"]}, status=401, token=None)
        self.problem("request.malformed", *complete, {"state": "x"}, status=400, token=None)
        following = self.ask("refresh", "POST", "/v1/session/refresh", {"refresh_token": session["refresh_token"]}, status=201, token=None)
        self.assertEqual(following.json()["second_factor"], "openid")
        provider.lie = "discovery-issuer"
        self.service.stop()
        self.service = self.serve("--openid", provider.settings(self.folder))
        self.problem("openid.unreachable", *begin, wish, status=502, token=None)
