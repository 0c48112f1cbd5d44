// SPDX-License-Identifier: MIT

// Makes the same calls with the platform's SDK for Node, as its manual shows.
//
//     NODE_PATH=.../node_modules node node_sdk.js BASE_URL CALLS IN_FLIGHT
"use strict";
const http = require("node:http");
const lark = require("@larksuiteoapi/node-sdk");

const [baseUrl, calls, inFlight] = [process.argv[2], +process.argv[3], +process.argv[4]];
// Keeps connections, as all programs here do; the SDK's default client does not.
lark.defaultHttpInstance.defaults.httpAgent = new http.Agent({ keepAlive: true });
const client = new lark.Client({
  appId: "cli_bench", appSecret: "bench", domain: baseUrl,
  loggerLevel: lark.LoggerLevel.error,
});

let started = 0;
let last = null;

async function work() {
  while (started < calls) {
    started++;
    const answer = await client.hire.v1.referral.getByApplication({
      params: { application_id: "6134134355464633" },
    });
    if (answer.code !== 0) throw new Error(answer.msg);
    last = answer.data;
  }
}

async function main() {
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, work));
  const used = process.cpuUsage(before);
  if (last.referral.create_time !== 1618899376474) throw new Error("the answer is wrong");
  const cpu = (used.user + used.system) / calls;
  console.log(`calls=${calls} cpu_us=${cpu.toFixed(3)} wall_s=0 per_s=0`);
  process.exit(0);
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
