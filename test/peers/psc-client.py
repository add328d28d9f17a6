"""Signs in at a Pro Santé Connect with oauthlib, and judges what it gives with PyJWT.

Arguments: issuer, client id, client secret, redirect address, persona, CA file. Prints one JSON object.
"""

import json
import sys
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from oauthlib.oauth2 import WebApplicationClient

issuer, client_id, client_secret, redirect_uri, persona, ca = sys.argv[1:]
browser, server = requests.Session(), requests.Session()
# REQUESTS_CA_BUNDLE, where it is set, would win over the authority given here.
browser.trust_env = server.trust_env = False
browser.verify = server.verify = ca
server.auth = (client_id, client_secret)
form = {"content-type": "application/x-www-form-urlencoded"}

found = server.get(issuer + "/.well-known/wallet-openid-configuration").json()
assert found["issuer"] == issuer
client = WebApplicationClient(client_id)
verifier = client.create_code_verifier(64)
address = client.prepare_request_uri(
    found["authorization_endpoint"],
    redirect_uri=redirect_uri,
    scope="openid scope_all",
    state="etat-python",
    nonce="nonce-python",
    acr_values="eidas1",
    code_challenge=client.create_code_challenge(verifier, "S256"),
    code_challenge_method="S256",
)
assert browser.get(address).status_code == 200
sent_back = browser.post(address, data={"persona": persona}, allow_redirects=False).headers["location"]
client.parse_request_uri_response(sent_back, state="etat-python")
body = client.prepare_request_body(redirect_uri=redirect_uri, code_verifier=verifier)
tokens = client.parse_request_body_response(server.post(found["token_endpoint"], data=body, headers=form).text)

keys = jwt.PyJWKClient(found["jwks_uri"])
keys.fetch_data = lambda: server.get(found["jwks_uri"]).json()
identity = jwt.decode(
    tokens["id_token"],
    keys.get_signing_key_from_jwt(tokens["id_token"]).key,
    algorithms=found["id_token_signing_alg_values_supported"],
    audience=client_id,
    issuer=issuer,
    options={"require": ["exp", "iat", "nonce", "sub"]},
)
assert identity["nonce"] == "nonce-python"

bearer = {"authorization": "Bearer " + tokens["access_token"]}
user = browser.get(found["userinfo_endpoint"], headers=bearer).json()
assert user["sub"] == identity["sub"]
refresh = client.prepare_refresh_body(refresh_token=tokens["refresh_token"])
renewed = client.parse_request_body_response(server.post(found["token_endpoint"], data=refresh, headers=form).text)


def active():
    answer = server.post(found["introspection_endpoint"], data={"token": renewed["access_token"]}).json()
    return answer["active"]


before = active()
browser.get(found["end_session_endpoint"], params={"id_token_hint": renewed["id_token"]}).raise_for_status()
print(
    json.dumps(
        {
            "etat": parse_qs(urlsplit(sent_back).query)["state"][0],
            "expires_in": tokens["expires_in"],
            "identite": identity["SubjectNameID"],
            "nom": user["family_name"],
            "actif": [before, active()],
        }
    )
)
