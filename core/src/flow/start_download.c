// SPDX-License-Identifier: MIT

// Downloads: checked, and started.
#include "downloading.h"
#include "memory.h"
#include "start.h"

static const uint64_t USUAL_MAX_BYTES = (uint64_t)1 << 30;

static lark_status refuse_url(lark_failure *failure) {
  lark_fail(failure, LARK_EPARAM, "url is missing");
  lark_failure_parameter(failure, "url");
  return LARK_EPARAM;
}

static char *join_hosts(const lark_download *download,
                        const lark_allocator *allocator) {
  lark_text list;
  lark_text_init(&list, allocator);
  for (size_t i = 0; i < download->host_count; i++) {
    lark_text_add_string(&list, download->hosts[i]);
    lark_text_add_char(&list, ',');
  }
  lark_text_add_char(&list, '\0');
  char *copy = list.failed ? NULL : lark_copy(allocator, list.bytes);
  lark_text_clear(&list);
  return copy;
}

static lark_status fill_in(lark_active_call *call, const lark_download *given,
                           lark_failure *failure) {
  lark_client *client = call->client;
  const lark_allocator *allocator = &client->settings.allocator;
  lark_extras *extras = lark_call_extend(call);
  lark_downloading *d = extras != NULL ? lark_downloading_new(allocator) : NULL;
  if (d == NULL) return LARK_ENOMEM;
  extras->download = d;
  d->envelope = &call->envelope;
  d->user = call->user;
  d->receive = given->path == NULL ? given->receive : NULL;
  bool in_memory = given->path == NULL && given->receive == NULL;
  uint64_t max_bytes =
      given->max_bytes > 0 ? given->max_bytes : USUAL_MAX_BYTES;
  if (in_memory && max_bytes > client->settings.max_response_bytes)
    max_bytes = client->settings.max_response_bytes;
  lark_sink_file_init(&d->sink, max_bytes, lark_downloading_take, d);
  call->sink = &d->sink.sink;
  call->body = &d->body.body;
  call->name = "download";
  call->method = "GET";
  call->token_kind = LARK_TOKEN_NONE;
  call->repeatable = call->has_file = true;
  d->hosts = join_hosts(given, allocator);
  if (lark_body_fetch_init(&d->body, allocator, client->settings.user_agent) !=
          LARK_OK ||
      d->hosts == NULL)
    return LARK_ENOMEM;
  lark_status status = lark_downloading_aim(d, &client->settings, given->url,
                                            &call->url, failure);
  if (status == LARK_OK && given->path != NULL)
    status = lark_downloading_open(d, allocator, given->path,
                                   lark_random_next(&client->random), failure);
  return status;
}

static lark_status start(lark_client *client, const lark_download *given,
                         lark_done *done, void *user, lark_call *handle) {
  if (client->closing) return lark_start_refuse_closed(client);
  if (given->url == NULL) return refuse_url(&client->last_failure);
  lark_active_call *call = lark_call_new(client);
  if (call == NULL) return lark_start_starved(client);
  call->user = user;
  lark_status status = fill_in(call, given, &client->last_failure);
  if (status != LARK_OK) return lark_start_drop(call, status);
  return lark_start_launch(call, done, user, handle);
}

lark_status lark_start_download(lark_client *client,
                                const lark_download *download, lark_done *done,
                                void *user, lark_call *handle) {
  lark_download given = {.size = sizeof given};
  memcpy(&given, download,
         download->size < sizeof given ? download->size : sizeof given);
  if (handle != NULL) *handle = 0;
  return lark_start_over(client, start(client, &given, done, user, handle));
}
