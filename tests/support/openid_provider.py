"""An OpenID provider that does what it is told to, also what none should do: each lie by its name. What was asked of it is kept. Keys and
signatures are made by openssl."""
import base64
import contextlib
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

CLIENT = "samordna"
SECRET = "det hemliga + ordet/"
SUBJECT = "19470303-TF61"
ELSEWHERE = "http://192.0.2.1/token"  # nobody is there

# What it can say that is not so, and who finds it: the backend when it begins, this computer, the backend when it redeems the code.
AT_THE_BEGINNING = ("discovery-issuer", "discovery-http", "discovery-no-pkce", "discovery-no-json", "discovery-redirect")
IN_THE_BROWSER = ("state", "no-state", "iss", "no-code", "denied", "failed")
AT_THE_END = ("missing-iss", "token-issuer", "audience", "azp", "two-audiences", "nonce", "no-nonce", "expired", "future", "old", "signature",
              "alg-none", "hs256", "unknown-key", "no-id-token", "no-subject", "another-subject", "code-refused")


def encoded(data):
    if not isinstance(data, bytes):
        data = json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    def __init__(self, folder, name):
        self.file, self.name = folder / f"{name}.pem", name
        subprocess.run(["openssl", "genrsa", "-out", self.file, "2048"], check=True, capture_output=True)
        told = subprocess.run(["openssl", "rsa", "-in", self.file, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
        self.modulus = encoded(bytes.fromhex(told.strip().partition("=")[2]))

    def public(self):
        return {"kty": "RSA", "kid": self.name, "use": "sig", "alg": "RS256", "n": self.modulus, "e": "AQAB"}

    def sign(self, text):
        return subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.file], input=text.encode(), check=True, capture_output=True).stdout


class Settings:
    """What the backend is told of a provider."""

    def __init__(self, issuer, secret):
        self.issuer, self.secret = issuer, secret

    def settings(self, folder, **more):
        """The file for `samordnad serve --openid`."""
        one = {"name": "prov", "title": "Provkommunen", "issuer": self.issuer, "client_id": CLIENT, **more}
        if self.secret:
            (folder / "openid.secret").write_text(self.secret + "\n", encoding="utf-8")
            one["secret_file"] = "openid.secret"
        file = folder / "openid.json"
        file.write_text(json.dumps({"providers": [one]}), encoding="utf-8")
        return file


class Provider(Settings):
    """On a free port of loopback. `secret`: the client has to show it; without it the client is a public one."""

    def __init__(self, secret=SECRET):
        self.secret, self.lie, self.subject, self.asked, self.codes, self.silent = secret, None, SUBJECT, [], {}, False
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samordna-test-"))
        self.key, self.stranger = Key(self.folder, "first"), Key(self.folder, "stranger")
        self.stranger.name = "first"
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                provider.answer(self, dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))

            def do_POST(self):
                provider.answer(self, dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode())))

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder)

    def count(self, path):
        return self.asked.count(path)

    def answer(self, handler, given):
        path = urllib.parse.urlsplit(handler.path).path
        self.asked.append(path)
        answer = {"/.well-known/openid-configuration": self.discovery, "/authorize": self.authorize, "/token": self.token,
                  "/jwks": self.jwks}.get(path)
        status, headers, body = answer(handler, given) if answer else (404, {}, b"")
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers = {"Content-Type": "application/json"} | headers
        with contextlib.suppress(OSError):
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

    def discovery(self, _handler, _given):
        if self.lie == "discovery-no-json":
            return 200, {}, b"<html>"
        if self.lie == "discovery-redirect":
            return 302, {"Location": self.issuer + "/elsewhere"}, b""
        return 200, {}, {
            "issuer": self.issuer + ("/another" if self.lie == "discovery-issuer" else ""),
            "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": ELSEWHERE if self.lie == "discovery-http" else self.issuer + "/token",
            "jwks_uri": self.issuer + "/jwks",
            "code_challenge_methods_supported": ["plain"] if self.lie == "discovery-no-pkce" else ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def authorize(self, _handler, given):
        """She is known at once, or never comes back."""
        if self.silent:
            return 200, {}, "Skriv ditt lösenord".encode()
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        back = {"code": code, "state": given["state"], "iss": self.issuer}
        if self.lie == "state":
            back["state"] = "another"
        if self.lie == "no-state":
            del back["state"]
        if self.lie == "iss":
            back["iss"] = self.issuer + "/another"
        if self.lie == "missing-iss":
            del back["iss"]
        if self.lie == "no-code":
            del back["code"]
        if self.lie in ("denied", "failed"):
            back = {"error": "access_denied" if self.lie == "denied" else "server_error", "state": given["state"], "iss": self.issuer}
        return 302, {"Location": given["redirect_uri"] + "?" + urllib.parse.urlencode(back)}, b""

    def is_client(self, handler, given):
        shown = handler.headers.get("Authorization", "")
        if not self.secret:
            return not shown and given.get("client_id") == CLIENT and "client_secret" not in given
        name, _, secret = base64.b64decode(shown.removeprefix("Basic ")).decode().partition(":")
        return (urllib.parse.unquote(name), urllib.parse.unquote(secret)) == (CLIENT, self.secret)

    def token(self, handler, given):
        asked = self.codes.pop(given.get("code"), None)
        if self.lie == "code-refused" or not asked:
            return 400, {}, {"error": "invalid_grant"}
        challenge = encoded(hashlib.sha256(given["code_verifier"].encode()).digest())
        if not self.is_client(handler, given) or challenge != asked["code_challenge"] or given["redirect_uri"] != asked["redirect_uri"]:
            return 401, {}, {"error": "invalid_client"}
        answer = {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token(asked)}
        if self.lie == "no-id-token":
            del answer["id_token"]
        return 200, {}, answer

    def id_token(self, asked):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "nonce": asked["nonce"], "iat": now, "exp": now + 300}
        claims |= {
            "token-issuer": {"iss": self.issuer + "/"}, "audience": {"aud": "another"}, "azp": {"azp": "another"},
            "two-audiences": {"aud": [CLIENT, "another"]}, "nonce": {"nonce": "another"}, "no-nonce": {"nonce": None},
            "expired": {"exp": now - 120}, "future": {"iat": now + 3600}, "old": {"iat": now - 3600}, "no-subject": {"sub": ""},
            "another-subject": {"sub": "somebody else"},
        }.get(self.lie, {})  # fmt: skip
        algorithm = {"alg-none": "none", "hs256": "HS256"}.get(self.lie, "RS256")
        head = {"alg": algorithm, "kid": "unknown" if self.lie == "unknown-key" else self.key.name}
        text = encoded(head) + "." + encoded(claims)
        if algorithm == "none":
            return text + "."
        if algorithm == "HS256":
            return text + "." + encoded(hmac.digest(self.key.modulus.encode(), text.encode(), "sha256"))
        return text + "." + encoded((self.stranger if self.lie == "signature" else self.key).sign(text))

    def jwks(self, _handler, _given):
        return 200, {}, {"keys": [self.key.public()]}


class Taken:
    """A port that somebody else has, for as long as this lasts."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        return self

    def __exit__(self, *_):
        self.socket.close()


def browser(folder, user="", password=""):
    """The environment of a program that opens a browser: it signs in as that user. What it showed last is in folder/saw."""
    place = folder / "browser"
    place.mkdir(exist_ok=True)
    script = place / "xdg-open"
    script.write_text(f'#!/bin/sh\nexec /usr/bin/python3 -B "{pathlib.Path(__file__).with_name("browser.py")}" "$1" >"{place}/log" 2>&1\n')
    script.chmod(0o755)
    return {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}", "BROWSER_SAW": str(folder / "saw"), "BROWSER_USER": user,
            "BROWSER_PASSWORD": password}


def words_of(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())
