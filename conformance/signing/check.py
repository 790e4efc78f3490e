"""Compares the verdicts of model_signing and of shopfuse on the same signatures.

Each case is a directory with files and a model.sig, and the bundle with the same content. A good
case must be accepted by both, a bad one refused by both. The bad ones are those that the OpenSSF
Model Signing specification lists for the key method (its suite calls them key-simple-*_fail and
malformed-*_fail).
"""

import base64
import json
import pathlib
import struct
import subprocess
import sys
import zipfile
import zlib

SHOPFUSE, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
MODEL_SIGNING = pathlib.Path(sys.executable).parent / "model_signing"


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def must(*command):
    result = run(*command)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{result.stdout}{result.stderr}")
    return result


def read(bundle):
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(bundle, entries):
    """Writes a zip as docs/bundle-format.md lays it out: stored, no dates, no gaps."""
    body, directory = b"", b""
    for name, content in entries.items():
        common = struct.pack(
            "<HHHHHIIIHH", 10, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content),
            len(name), 0)
        directory += struct.pack("<IH", 0x02014B50, 10) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += struct.pack("<I", 0x04034B50) + common + name.encode() + content
    end = struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    bundle.write_bytes(body + directory + end)


def unpack(directory, entries):
    for name, content in entries.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def verdicts(case, entries, public_key):
    """Returns whether model_signing and shopfuse accept the entries."""
    directory = WORK / "cases" / case
    unpack(directory, entries)
    bundle = WORK / "cases" / (case + ".shopfuse")
    write(bundle, entries)
    signature = directory / "model.sig"
    theirs = run(
        MODEL_SIGNING, "verify", "key", directory, "--signature", signature, "--public_key",
        public_key, "--ignore-paths", signature)
    ours = run(SHOPFUSE, "verify", bundle, "--public-key", public_key)
    return theirs.returncode == 0, ours.returncode == 0


def edited(entries, change, statement=False):
    """Returns the entries with a change made to the signature, or to the statement inside it."""
    signature = json.loads(entries["model.sig"])
    if statement:
        envelope = signature["dsseEnvelope"]
        payload = json.loads(base64.b64decode(envelope["payload"]))
        change(payload)
        envelope["payload"] = base64.b64encode(json.dumps(payload).encode()).decode()
    else:
        change(signature)
    return {**entries, "model.sig": json.dumps(signature).encode()}


def bad_cases(good, wrong_key_signature):
    sig = good["model.sig"]
    envelope = lambda signature: signature["dsseEnvelope"]
    predicate = lambda payload: payload["predicate"]
    without = lambda name: {key: value for key, value in good.items() if key != name}
    return {
        "key-simple-tampered-content": {**good, "golden.json": good["golden.json"] + b" "},
        "key-simple-missing-file": without("golden.json"),
        "key-simple-extra-file": {**without("model.sig"), "extra.bin": b"x", "model.sig": sig},
        "key-simple-wrong-key": {**good, "model.sig": wrong_key_signature},
        "key-simple-no-signature": edited(good, lambda s: envelope(s).update(signatures=[])),
        "key-simple-wrong-mediatype": edited(good, lambda s: s.update(mediaType="text/plain")),
        "key-simple-wrong-payload-type": edited(
            good, lambda s: envelope(s).update(payloadType="text/plain")),
        "key-simple-wrong-statement-type": edited(
            good, lambda p: p.update(_type="https://in-toto.io/Statement/v0.1"), True),
        "key-simple-empty-resources": edited(
            good, lambda p: predicate(p).update(resources=[]), True),
        "key-simple-missing-serialization": edited(
            good, lambda p: predicate(p).pop("serialization"), True),
        "malformed-wrong-predicate": edited(good, lambda p: p.update(predicateType="wrong"), True),
        "malformed-missing-envelope": edited(good, lambda s: s.pop("dsseEnvelope")),
        "malformed-garbage": {**good, "model.sig": b'{"garbage": true}'},
        "malformed-truncated": {**good, "model.sig": sig[:100]},
        "malformed-empty": {**good, "model.sig": b""},
    }


def signed_by_them(name, entries, private_key):
    """Lets model_signing sign the unzipped bundle and returns its model.sig."""
    directory = WORK / "theirs" / name
    unpack(directory, {key: value for key, value in entries.items() if key != "model.sig"})
    signature = WORK / "theirs" / (name + ".sig")
    must(MODEL_SIGNING, "sign", "key", directory, "--signature", signature, "--private_key",
         private_key)
    return signature


def main():
    bundle = WORK / "bundle.shopfuse"
    must(SHOPFUSE, "keygen", "--out", WORK / "keys")
    must(SHOPFUSE, "keygen", "--out", WORK / "others")
    private, public = WORK / "keys/private.pem", WORK / "keys/public.pem"
    must(SHOPFUSE, "sign", bundle, "--sign-key", private)
    good = read(bundle)
    cases = {"signed-by-shopfuse": (good, public, True)}

    signature = signed_by_them("same-key", good, private)
    must(SHOPFUSE, "sign", bundle, "--signature", signature)
    cases["signed-by-model_signing"] = (read(bundle), public, True)

    openssl = WORK / "openssl.pem"
    openssl_public = WORK / "openssl-public.pem"
    must("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", openssl)
    must("openssl", "ec", "-in", openssl, "-pubout", "-out", openssl_public)
    signature = signed_by_them("openssl-key", good, openssl)
    cases["signed-by-model_signing-openssl-key"] = (
        {**good, "model.sig": signature.read_bytes()}, openssl_public, True)
    must(SHOPFUSE, "sign", bundle, "--sign-key", openssl)
    cases["signed-by-shopfuse-openssl-key"] = (read(bundle), openssl_public, True)

    wrong = signed_by_them("wrong-key", good, WORK / "others/private.pem").read_bytes()
    for name, entries in bad_cases(good, wrong).items():
        cases[name] = (entries, public, False)

    failures = 0
    print(f"{'case':40}{'expected':12}{'model_signing':16}shopfuse")
    for name, (entries, key, expected) in cases.items():
        theirs, ours = verdicts(name, entries, key)
        word = lambda accepted: "accepted" if accepted else "refused"
        failures += theirs != expected or ours != expected
        print(f"{name:40}{word(expected):12}{word(theirs):16}{word(ours)}", flush=True)
    print(f"{len(cases) - failures} of {len(cases)} cases as expected by both")
    sys.exit(failures > 0)


main()
