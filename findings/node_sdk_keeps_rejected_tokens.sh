#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: when the platform rejects the token that the SDK for Node keeps (99991663), the SDK drops
# it and fetches another, at the latest for the next call.
# Seen (@larksuiteoapi/node-sdk 1.74.0): it goes on with the rejected token until the time at
# which that would have expired, up to two hours. A new client with the same app id, even with
# another secret and for another server, gets it, too; only another process fetches one.
# Needs node and npm; loopback only, some seconds.
set -eu
wanted=1.74.0 tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" \
  "@larksuiteoapi/node-sdk@$wanted" >/dev/null
cat >"$tmp/calls.js" <<'JS'
const http = require("node:http"), lark = require("@larksuiteoapi/node-sdk");
const silent = () => {};
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
// A platform whose tokens have numbers; those that were issued before the latest are void.
function platform() {
  const server = http.createServer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    if (request.url.includes("tenant_access_token")) {
      server.valid = "t-" + ++server.issued;
      return response.end(JSON.stringify({ code: 0, tenant_access_token: server.valid,
        expire: 7200 }));
    }
    const fine = request.headers.authorization === "Bearer " + server.valid;
    server.seen.push(`${request.headers.authorization.slice(7)} ${fine ? "taken" : "rejected"}`);
    response.writeHead(fine ? 200 : 400)
      .end(JSON.stringify({ code: fine ? 0 : 99991663, data: {} }));
  });
  Object.assign(server, { valid: null, issued: 0, seen: [] });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}
async function call(server, appSecret, clients) {
  const domain = "http://127.0.0.1:" + server.address().port;
  const client = clients.kept ??= new lark.Client({ appId: "cli_0123456789abcdef", appSecret,
    domain, logger });
  await client.hire.job.get({ path: { job_id: "1" } }).catch(silent);
}
(async () => {
  const first = await platform(), second = await platform(), clients = {};
  await call(first, "old", clients);
  first.valid = "none";
  await call(first, "old", clients);
  await call(first, "old", clients);
  await call(first, "new", {});
  await call(second, "new", {});
  console.log(`first: ${first.seen.join(", ")}; second: ${second.seen.join(", ")}; `
    + `${first.issued + second.issued} issued`);
  process.exit(0);
})();
JS
seen=$(NODE_PATH="$tmp/node_modules" timeout 30 node "$tmp/calls.js" | tail -1)
echo "@larksuiteoapi/node-sdk $wanted, node $(node --version)"
echo "expected: first: t-1 taken, t-1 rejected, t-2 taken, t-2 taken; second: t-1 taken; 3 issued"
echo "seen:     $seen"
rejected="t-1 rejected, t-1 rejected, t-1 rejected; second: t-1 rejected; 1 issued"
[ "$seen" = "first: t-1 taken, $rejected" ]
