#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: a `for await` over an iterator of the platform's SDK for Node throws where a page
# fails, as its call of a single page does.
# Seen (@larksuiteoapi/node-sdk 1.74.0): the loop ends as if that page had been the last, after
# an item `{}`: with HTTP 429 or 500, with a closed connection (a line in the log), and, without
# any sign, with HTTP 200 and the platform's own error code. Of three pages one is read.
# Needs node and npm; loopback only, some seconds.
set -eu
wanted=1.74.0 tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" \
  "@larksuiteoapi/node-sdk@$wanted" >/dev/null
cat >"$tmp/pages.js" <<'JS'
const http = require("node:http"), lark = require("@larksuiteoapi/node-sdk");
const silent = () => {};
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
let failure, page;
const failures = {
  "HTTP 429": (response) => response.writeHead(429).end('{"code":99991400,"msg":"limit"}'),
  "HTTP 500": (response) => response.writeHead(500).end(),
  "code 1002001": (response) => response.end('{"code":1002001,"msg":"system error"}'),
  "closed": (response) => response.socket.destroy(),
};
const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "application/json");
  if (request.url.includes("tenant_access_token"))
    return response.end('{"code":0,"tenant_access_token":"t-made-up","expire":7200}');
  if (++page === 2) return failures[failure](response);
  response.end(JSON.stringify({ code: 0, data: { items: [{ id: String(page) }],
    has_more: page < 3, page_token: "p" + page } }));
});
server.listen(0, "127.0.0.1", async () => {
  const client = new lark.Client({ appId: "cli_0123456789abcdef", appSecret: "made-up", logger,
    domain: "http://127.0.0.1:" + server.address().port });
  for (failure of Object.keys(failures)) {
    page = 0;
    let items = 0, end = "no error";
    try {
      const pages = await client.hire.externalApplication
        .listWithIterator({ params: { talent_id: "1" } });
      for await (const { items: some = [] } of pages) items += some.length;
    } catch (error) {
      end = "an error";
    }
    console.log(`${failure}: ${items} of 3 items, ${end}`);
  }
  process.exit(0);
});
JS
seen=$(NODE_PATH="$tmp/node_modules" timeout 30 node "$tmp/pages.js")
version=$(node -p "require('$tmp/node_modules/@larksuiteoapi/node-sdk/package.json').version")
echo "@larksuiteoapi/node-sdk $version, node $(node --version); the second page fails:"
echo "expected: an error, four times"
echo "$seen" | sed 's/^/seen:     /'
[ "$version" = "$wanted" ]
[ "$(echo "$seen" | grep -c ': 1 of 3 items, no error$')" = 4 ]
