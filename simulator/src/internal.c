// SPDX-License-Identifier: MIT
#include "company.h"
#include "resources.h"
#include "simulator.h"

// What tests ask: no token, no limit, no delay, no statistics.

static void answer_stats(struct call *call) {
  reply_json(call->reply, stats_json(&call->simulator->stats));
}

static void answer_reset(struct call *call) {
  simulator_reset(call->simulator);
  reply_data(call->reply, call->endpoint->msg, json_object());
}

static void answer_company(struct call *call) {
  reply_json(call->reply, company_json(call->simulator->company));
}

static void answer_last(struct call *call) {
  reply_json(call->reply, recent_json(&call->simulator->recent));
}

const struct endpoint internal_stats = {
    .name = "_sim.stats",
    .method = "GET",
    .path = "/_sim/stats",
    .open = true,
    .answer = answer_stats,
};

const struct endpoint internal_reset = {
    .name = "_sim.reset",
    .method = "POST",
    .path = "/_sim/reset",
    .msg = "ok",
    .open = true,
    .answer = answer_reset,
};

const struct endpoint internal_company = {
    .name = "_sim.company",
    .method = "GET",
    .path = "/_sim/company",
    .open = true,
    .answer = answer_company,
};

const struct endpoint internal_last = {
    .name = "_sim.last",
    .method = "GET",
    .path = "/_sim/last",
    .open = true,
    .answer = answer_last,
};
