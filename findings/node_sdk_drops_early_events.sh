#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: the platform's SDK for Node handles each event that comes over its long connection,
# the first one, too.
# Seen (@larksuiteoapi/node-sdk 1.74.0, ws 8.23.0): it listens to messages some turns of its
# loop after the upgrade. An event that comes in the same segment as the upgrade's answer is
# neither handled nor answered nor logged; one that comes 200 ms later is.
# Needs node and npm; loopback only, some seconds.
set -eu
wanted=1.74.0 ws=8.23.0 tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" \
  "@larksuiteoapi/node-sdk@$wanted" "ws@$ws" >/dev/null
cat >"$tmp/listen.js" <<'JS'
const crypto = require("node:crypto"), http = require("node:http");
const lark = require("@larksuiteoapi/node-sdk");
const number = (tag, value) => Buffer.from([tag << 3, value]);
const bytes = (tag, value) => Buffer.concat([Buffer.from([tag << 3 | 2]),
  value.length < 128 ? Buffer.from([value.length])
    : Buffer.from([value.length & 127 | 128, value.length >> 7]), Buffer.from(value)]);
const header = (key, value) => bytes(5, Buffer.concat([bytes(1, key), bytes(2, value)]));
// An event in a frame of the platform's, in a message of WebSocket.
function message(id) {
  const frame = Buffer.concat([number(1, 1), number(2, 1), number(3, 1), number(4, 1),
    header("type", "event"), header("message_id", id), header("sum", "1"), header("seq", "0"),
    bytes(8, JSON.stringify({ schema: "2.0", event: { talent_id: id }, header: { event_id: id,
      event_type: "hire.talent.deleted_v1" } }))]);
  return Buffer.concat([Buffer.from([0x82, 126, frame.length >> 8, frame.length & 255]), frame]);
}
const at = () => "127.0.0.1:" + server.address().port, seen = [];
const server = http.createServer((request, response) => response.end(JSON.stringify({ code: 0,
  data: { URL: `ws://${at()}/?service_id=1`, ClientConfig: { PingInterval: 120 } } })));
server.on("upgrade", (request, socket) => {
  const accept = crypto.createHash("sha1").update(request.headers["sec-websocket-key"]
    + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
  socket.write(Buffer.concat([Buffer.from("HTTP/1.1 101 Switching Protocols\r\n"
    + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    + `Sec-WebSocket-Accept: ${accept}\r\n\r\n`), message("with-the-upgrade")]));
  setTimeout(() => socket.write(message("later")), 200);
});
const handle = async (event) => {
  seen.push(event.talent_id);
  if (event.talent_id === "later") setTimeout(() => { // time enough for the other one
    console.log("handled " + seen.join(" and "));
    process.exit(0);
  }, 300);
};
server.listen(0, "127.0.0.1", () => new lark.WSClient({ appId: "cli_0123456789abcdef",
  appSecret: "made-up", loggerLevel: 0, domain: "http://" + at() })
  .start({ eventDispatcher: new lark.EventDispatcher({ loggerLevel: 0 })
    .register({ "hire.talent.deleted_v1": handle }) }));
JS
seen=$(NODE_PATH="$tmp/node_modules" timeout 30 node "$tmp/listen.js" | tail -1)
echo "@larksuiteoapi/node-sdk $wanted, ws $ws, node $(node --version)"
echo "expected: handled with-the-upgrade and later"
echo "seen:     $seen"
[ "$seen" = "handled later" ]
