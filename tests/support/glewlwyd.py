"""A provider that is not ours: Debian's glewlwyd, on a free port of loopback and a database that is thrown away, with a user and two
clients made through its own administration."""
import http.cookiejar
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request

TABLES = pathlib.Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
MODULES = "/usr/lib/glewlwyd"
CONFIGURATION = """
port={port}
bind_address="127.0.0.1"
external_url="{url}"
login_url="login.html"
api_prefix="api"
log_mode="console"
log_level="INFO"
cookie_secure=0
session_expiration=3600
session_key="GLEWLWYD2_SESSION_ID"
admin_session_authentication="cookie"
profile_session_authentication="cookie"
login_api_enabled=true
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{modules}/user"
client_module_path="{modules}/client"
user_auth_scheme_module_path="{modules}/scheme"
plugin_module_path="{modules}/plugin"
use_secure_connection=false
secure_connection_key_file=""
secure_connection_pem_file=""
secure_connection_ca_file=""
hash_algorithm="SHA512"
static_files_path="{folder}/static"
database = {{ type = "sqlite3"; path = "{folder}/glewlwyd.db"; }};
"""


class Glewlwyd:
    def __init__(self, user, password, secret, ports):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samordna-test-"))
        (self.folder / "static").mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.issuer = self.url + "/api/oidc"
        with sqlite3.connect(self.folder / "glewlwyd.db") as database:
            database.executescript(TABLES.read_text(encoding="utf-8"))
        database.close()
        configuration = self.folder / "glewlwyd.conf"
        configuration.write_text(CONFIGURATION.format(port=port, url=self.url, folder=self.folder, modules=MODULES))
        self.process = subprocess.Popen(["glewlwyd", "--config-file", configuration], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said, started = [], threading.Event()

        def listen():
            for line in self.process.stdout:
                self.said.append(line)
                if "started on port" in line:
                    started.set()
            started.set()
        threading.Thread(target=listen, daemon=True).start()
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        if not started.wait(30) or self.process.poll() is not None:
            raise AssertionError("glewlwyd does not start: " + "".join(self.said))
        self.prepare(user, password, secret, ports)

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()
        shutil.rmtree(self.folder)

    def tell(self, path, body):
        request = urllib.request.Request(self.url + "/api/" + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with self.opener.open(request, timeout=60) as answer:
                answer.read()
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{path}: {refused.code} {refused.read().decode()} {''.join(self.said[-3:])}") from refused

    def prepare(self, user, password, secret, ports):
        made = lambda *words, given=None: subprocess.run(["openssl", *words], input=given, check=True, capture_output=True, text=True).stdout
        key = made("genrsa", "2048")
        public = made("rsa", "-pubout", given=key)
        self.tell("auth/", {"username": "admin", "password": "password"})  # as its tables are delivered
        self.tell("mod/plugin/", {"module": "oidc", "name": "oidc", "display_name": "OpenID Connect", "parameters": {
            "iss": self.issuer, "jwt-type": "rsa", "jwt-key-size": "256", "key": key, "cert": public, "jwks-show": True,
            "access-token-duration": 3600, "refresh-token-duration": 3600, "code-duration": 600, "refresh-token-rolling": False,
            "allow-non-oidc": False, "auth-type-code-enabled": True, "auth-type-token-enabled": False, "auth-type-id-token-enabled": True,
            "auth-type-none-enabled": False, "auth-type-password-enabled": False, "auth-type-client-enabled": False,
            "auth-type-refresh-enabled": False, "pkce-allowed": True, "pkce-method-plain-allowed": False, "subject-type": "public",
            "client-auth-parameter": [], "claims": [], "scope": [], "additional-parameters": []}})
        self.tell("user/", {"username": user, "password": password, "name": user, "enabled": True, "scope": ["openid"], "email": ""})
        client = {"enabled": True, "redirect_uri": [f"http://127.0.0.1:{port}/openid" for port in ports], "scope": [],
                  "authorization_type": ["code"]}
        self.tell("client/", client | {"client_id": "samordna", "name": "Samordna", "confidential": True, "client_secret": secret,
                                       "password": secret, "token_endpoint_auth_method": ["client_secret_basic"]})
        self.tell("client/", client | {"client_id": "samordna-public", "name": "Samordna", "confidential": False,
                                       "token_endpoint_auth_method": ["none"]})
