#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: the answer of the platform's SDK for Node to an event of a long connection has the LogID
# of the event's frame, a uint64 by which the platform finds it again.
# Seen (@larksuiteoapi/node-sdk 1.74.0): LogIDs above 2^53 are rounded to what a double holds.
# 7000000000000000001 comes back as 7000000000000000000; 42 comes back as it is.
# Needs node and npm; loopback only, some seconds.
set -eu
wanted=1.74.0 tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" \
  "@larksuiteoapi/node-sdk@$wanted" >/dev/null
cat >"$tmp/listen.js" <<'JS'
const http = require("node:http"), ws = require("ws"), lark = require("@larksuiteoapi/node-sdk");
const digits = (n) => n > 127n ? [Number(n & 127n) | 128, ...digits(n >> 7n)] : [Number(n)];
const varint = (number) => Buffer.from(digits(BigInt(number)));
const number = (tag, value) => Buffer.concat([varint(tag << 3), varint(value)]);
const bytes = (tag, value) => Buffer.concat([varint(tag << 3 | 2), varint(value.length),
  Buffer.from(value)]);
const header = (key, value) => bytes(5, Buffer.concat([bytes(1, key), bytes(2, value)]));
const event = (logId) => Buffer.concat([number(1, 1), number(2, logId), number(3, 1), number(4, 1),
  header("type", "event"), header("message_id", logId), header("sum", "1"), header("seq", "0"),
  bytes(8, JSON.stringify({ schema: "2.0", event: {}, header: { event_id: logId,
    event_type: "hire.talent.deleted_v1" } }))]);
// The first four fields, which are numbers.
function read(frame) {
  const fields = {};
  for (let at = 0; at < frame.length && (frame[at] & 7) === 0;) {
    const tag = frame[at++] >> 3;
    let shift = 0n, more = true;
    for (fields[tag] = 0n; more; shift += 7n, more = frame[at++] > 127)
      fields[tag] |= BigInt(frame[at] & 127) << shift;
  }
  return fields;
}
const logIds = ["42", "7000000000000000001"], seen = [];
const at = () => "127.0.0.1:" + server.address().port;
const server = http.createServer((request, response) => response.end(JSON.stringify({ code: 0,
  data: { URL: `ws://${at()}/?service_id=1`, ClientConfig: {} } })));
new ws.WebSocketServer({ server }).on("connection", (socket) => {
  socket.on("message", (frame) => {
    const isPing = read(frame)[4] === 0n;
    if (isPing) logIds.forEach((logId) => socket.send(event(logId)));
    if (isPing || seen.push(read(frame)[2]) < logIds.length) return;
    console.log("answered " + seen.join(" and "));
    process.exit(0);
  });
});
server.listen(0, "127.0.0.1", () => new lark.WSClient({ appId: "cli_0123456789abcdef",
  appSecret: "made-up", loggerLevel: 0, domain: "http://" + at() })
  .start({ eventDispatcher: new lark.EventDispatcher({ loggerLevel: 0 })
    .register({ "hire.talent.deleted_v1": async () => {} }) }));
JS
seen=$(NODE_PATH="$tmp/node_modules" timeout 30 node "$tmp/listen.js" | tail -1)
version=$(node -p "require('$tmp/node_modules/@larksuiteoapi/node-sdk/package.json').version")
echo "@larksuiteoapi/node-sdk $version, node $(node --version)"
echo "expected: answered 42 and 7000000000000000001"
echo "seen:     $seen"
[ "$version" = "$wanted" ] && [ "$seen" = "answered 42 and 7000000000000000000" ]
