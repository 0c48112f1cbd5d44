// SPDX-License-Identifier: MIT

// Receives events with the platform's SDK for Node, as its manual shows, and does nothing
// with them. Prints the port of its webhook; without one, it takes the long connection.
//
//     NODE_PATH=.../node_modules node node_events.js webhook ENCRYPT_KEY
//     NODE_PATH=.../node_modules node node_events.js BASE_URL
"use strict";
const http = require("node:http");
const lark = require("@larksuiteoapi/node-sdk");

const [how, encryptKey] = process.argv.slice(2);
const loggerLevel = lark.LoggerLevel.error;
const dispatcher = new lark.EventDispatcher({ encryptKey, loggerLevel }).register({
  "hire.application.stage_changed_v1": async () => {},
});

if (how === "webhook") {
  const server = http.createServer(lark.adaptDefault("/", dispatcher));
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
} else {
  const client = new lark.WSClient({
    appId: process.env.LARK_APP_ID, appSecret: process.env.LARK_APP_SECRET, domain: how,
    loggerLevel,
  });
  client.start({ eventDispatcher: dispatcher });
  console.log("long");
}
