// SPDX-License-Identifier: MIT
#include "internal.h"

#include "call.h"
#include "fault_spec.h"
#include "memory.h"
#include "store.h"
#include "tables.h"
#include "transfer.h"

#include <stdlib.h>

static void answer_stats(struct call *call) {
  json_t *root = stats_json(&call->simulator->stats);
  json_object_set_new(root, "faults",
                      fault_spec_fired_json(&call->simulator->faults));
  reply_json(call->reply, root);
}

static void answer_reset(struct call *call) {
  simulator_reset(call->simulator);
  reply_data(call->reply, call->endpoint->msg, json_object());
}

static void answer_company(struct call *call) {
  reply_json(call->reply, company_json(call->simulator->company));
}

// Every endpoint with its description, short forms expanded.
static void answer_endpoints(struct call *call) {
  const struct routes *routes = &call->simulator->routes;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < routes->api_count; i++) {
    const struct endpoint *endpoint = routes->list[i];
    json_t *json = memory_need(
        json_pack("{s:s, s:s, s:s, s:O*}", "name", endpoint->name, "method",
                  endpoint->method, "path", endpoint->path, "description",
                  endpoint->description));
    json_array_append_new(list, json);
  }
  reply_json(call->reply, json_pack("{s:o}", "endpoints", list));
}

// The rows of a table, those that calls made included.
static void answer_records(struct call *call) {
  struct text name = call->request->uri.segments[2];
  char *text = memory_copy(name.bytes, name.length);
  const struct table *table = tables_find(text);
  const struct company *company = call->simulator->company;
  json_t *list = memory_need(json_array());
  uint32_t count = table != NULL ? table_count(table, company) : 0;
  for (uint32_t row = 0; row < count; row++) {
    if (records_deleted(table_records(table, company), row)) continue;
    json_array_append_new(list, table_row_json(table, company, row));
  }
  free(text);
  reply_json(call->reply, json_pack("{s:o}", "records", list));
}

static void answer_last(struct call *call) {
  reply_json(call->reply, recent_json(&call->simulator->recent));
}

static void answer_faults(struct call *call) {
  reply_json(call->reply, fault_spec_json(&call->simulator->faults));
}

static void answer_arm(struct call *call) {
  const struct request *request = call->request;
  json_error_t error;
  json_t *spec = json_loadb(request->body != NULL ? request->body : "",
                            request->body_size, JSON_DECODE_ANY, &error);
  char *wrong = spec == NULL ? memory_copy("the body is not JSON",
                                           sizeof "the body is not JSON" - 1)
                             : simulator_arm(call->simulator, spec);
  json_decref(spec);
  if (wrong == NULL) {
    answer_faults(call);
    return;
  }
  reply_error(call->reply, 400, 9499, wrong, NULL);
  free(wrong);
}

static void answer_disarm(struct call *call) {
  faults_clear(&call->simulator->faults);
  answer_faults(call);
}

static void answer_ticket(struct call *call) {
  const struct ticket *ticket = &call->simulator->ticket;
  reply_json(call->reply,
             json_pack("{s:s, s:I, s:I}", "app_ticket", ticket->text,
                       "rotations", (json_int_t)ticket->rotations, "resends",
                       (json_int_t)ticket->resends));
}

// Has any event sent: {"type", "event", "id"}; or a check of the address:
// {"challenge"}.
static void answer_send(struct call *call) {
  enum problem_id problem = call_read_body(call);
  const char *type = json_string_value(json_object_get(call->body, "type"));
  json_t *event = json_object_get(call->body, "event");
  struct company *company = call->simulator->company;
  if (problem == PROBLEM_NONE &&
      json_is_string(json_object_get(call->body, "challenge"))) {
    json_array_append(company->events, call->body);
  } else if (problem == PROBLEM_NONE && type != NULL && json_is_object(event)) {
    company_tell(company, type, company->app_id, json_incref(event));
    json_t *last =
        json_array_get(company->events, json_array_size(company->events) - 1);
    json_t *id = json_object_get(call->body, "id");
    if (json_is_string(id)) json_object_set(last, "id", id);
  } else {
    reply_error(call->reply, 400, 9499,
                "an event needs a type and an object event", NULL);
    return;
  }
  reply_data(call->reply, call->endpoint->msg, json_object());
}

// How long connections are and behave.
static void answer_push(struct call *call) {
  reply_json(call->reply, push_json(&call->simulator->push));
}

// Replaces how they behave.
static void answer_set_push(struct call *call) {
  if (call_read_body(call) != PROBLEM_NONE) {
    reply_error(call->reply, 400, 9499, "the settings are an object", NULL);
    return;
  }
  push_set(&call->simulator->push, call->body);
  answer_push(call);
}

static void answer_rotate(struct call *call) {
  ticket_rotate(&call->simulator->ticket);
  store_tell_ticket(call->simulator);
  answer_ticket(call);
}

const struct endpoint internal_endpoints[] = {
    {
        .name = "_sim.stats",
        .method = "GET",
        .path = "/_sim/stats",
        .answer = answer_stats,
    },
    {
        .name = "_sim.reset",
        .method = "POST",
        .path = "/_sim/reset",
        .msg = "ok",
        .answer = answer_reset,
    },
    {
        .name = "_sim.company",
        .method = "GET",
        .path = "/_sim/company",
        .answer = answer_company,
    },
    {
        .name = "_sim.endpoints",
        .method = "GET",
        .path = "/_sim/endpoints",
        .answer = answer_endpoints,
    },
    {
        .name = "_sim.records",
        .method = "GET",
        .path = "/_sim/records/:table",
        .answer = answer_records,
    },
    {
        .name = "_sim.last",
        .method = "GET",
        .path = "/_sim/last",
        .answer = answer_last,
    },
    {
        .name = "_sim.faults.get",
        .method = "GET",
        .path = "/_sim/faults",
        .answer = answer_faults,
    },
    {
        .name = "_sim.faults.post",
        .method = "POST",
        .path = "/_sim/faults",
        .answer = answer_arm,
    },
    {
        .name = "_sim.faults.delete",
        .method = "DELETE",
        .path = "/_sim/faults",
        .answer = answer_disarm,
    },
    {
        .name = "_sim.events.post",
        .method = "POST",
        .path = "/_sim/events",
        .msg = "ok",
        .answer = answer_send,
    },
    {
        .name = "_sim.push.get",
        .method = "GET",
        .path = "/_sim/push",
        .answer = answer_push,
    },
    {
        .name = "_sim.push.post",
        .method = "POST",
        .path = "/_sim/push",
        .answer = answer_set_push,
    },
    {
        .name = "_sim.ticket.get",
        .method = "GET",
        .path = "/_sim/ticket",
        .answer = answer_ticket,
    },
    {
        .name = "_sim.ticket.post",
        .method = "POST",
        .path = "/_sim/ticket",
        .answer = answer_rotate,
    },
    {
        .name = "_sim.files.get",
        .method = "GET",
        .path = "/_sim/files/:id",
        .answer = transfer_answer_stored,
    },
    {.name = NULL},
};
