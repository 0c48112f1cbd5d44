#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: the platform's SDK for Node checks the signature of an event over the bytes of the
# request, which are what the platform signs.
# Seen (@larksuiteoapi/node-sdk 1.74.0): it parses the body and signs what JSON.stringify()
# writes of it. A body with a space between its tokens, well signed, is answered as if there
# were no event, and its handler never runs; without the space it runs.
# Needs node and npm; loopback only, some seconds. The key is made up.
set -eu
wanted=1.74.0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" \
  "@larksuiteoapi/node-sdk@$wanted" >/dev/null
cat >"$tmp/receive.js" <<'JS'
const crypto = require("node:crypto"), http = require("node:http");
const lark = require("@larksuiteoapi/node-sdk");
const key = "made-up-key", seen = [];
const dispatcher = new lark.EventDispatcher({ encryptKey: key, loggerLevel: 0 })
  .register({ "hire.talent.deleted_v1": async (event) => { seen.push(event.talent_id); } });

function seal(text) {
  const iv = Buffer.alloc(16, 7), secret = crypto.createHash("sha256").update(key).digest();
  const cipher = crypto.createCipheriv("aes-256-cbc", secret, iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString("base64");
}

function post(port, id, space) {
  const event = { schema: "2.0", event: { talent_id: id },
    header: { event_id: id, event_type: "hire.talent.deleted_v1" } };
  const body = `{"encrypt":${space}"${seal(JSON.stringify(event))}"}`;
  const time = String(Math.floor(Date.now() / 1000));
  const signature = crypto.createHash("sha256").update(time + "nonce" + key + body).digest("hex");
  return fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers: {
    "Content-Type": "application/json", "X-Lark-Request-Timestamp": time,
    "X-Lark-Request-Nonce": "nonce", "X-Lark-Signature": signature } });
}

const server = http.createServer(lark.adaptDefault("/", dispatcher));
server.listen(0, "127.0.0.1", async () => {
  await post(server.address().port, "compact", "");
  await post(server.address().port, "spaced", " ");
  console.log("handled " + (seen.join(" and ") || "nothing"));
  process.exit(0);
});
JS
seen=$(NODE_PATH="$tmp/node_modules" timeout 30 node "$tmp/receive.js" | tail -1)
version=$(node -p "require('$tmp/node_modules/@larksuiteoapi/node-sdk/package.json').version")
echo "@larksuiteoapi/node-sdk $version, node $(node --version)"
echo "expected: handled compact and spaced"
echo "seen:     $seen"
[ "$version" = "$wanted" ] && [ "$seen" = "handled compact" ]
