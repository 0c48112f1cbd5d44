// SPDX-License-Identifier: MIT

// How a client comes to be.
#include "admit.h"
#include "authorize.h"
#include "close.h"
#include "early.h"
#include "finish.h"
#include "host.h"
#include "idle.h"
#include "listening.h"
#include "memory.h"
#include "profile.h"
#include "recorder.h"
#include "shortage.h"

static lark_status open_parts(lark_client *client) {
  const lark_allocator *allocator = &client->settings.allocator;
  client->timers.allocator = *allocator;
  client->slots.allocator = *allocator;
  client->shelf = lark_shelf_new(allocator);
  if (client->shelf == NULL) return LARK_ENOMEM;
  if (client->settings.drift &&
      lark_drift_new(allocator, &client->drift) != LARK_OK)
    return LARK_ENOMEM;
  lark_status status = lark_pool_open(&client->pool, &client->settings,
                                      &client->timers, lark_finish);
  if (status == LARK_OK) status = lark_idle_open(&client->pool);
  if (status == LARK_OK) status = lark_early_open(&client->pool);
  if (status == LARK_OK) status = lark_listening_open(client);
  if (status == LARK_OK) status = lark_host_attach(client);
  if (status != LARK_OK) return status;
  lark_budgets_init(&client->budgets, &client->settings, client->session,
                    &client->timers);
  return lark_authorize_open(client);
}

// Makes a client of complete options; `*out` is NULL where memory lacks for it.
static lark_status open_client(const lark_options *options, lark_client **out,
                               lark_failure *failure) {
  lark_client *client = lark_alloc(&options->allocator, sizeof *client);
  *out = NULL;
  lark_fail(failure, LARK_ENOMEM, "out of memory");
  if (client == NULL) return LARK_ENOMEM;
  lark_loop *loop = &client->pool.loop;
  loop->epoll_fd = loop->timer_fd = -1;
  lark_fail(&client->last_failure, LARK_OK, "%s", "");
  lark_status status = lark_settings_take(&client->settings, options, failure);
  if (status == LARK_OK)
    status = lark_recorder_join(&client->settings, failure);
  if (status == LARK_OK) status = open_parts(client);
  if (status == LARK_EFILES) lark_shortage_fail(failure, status);
  if (status == LARK_OK)
    *out = client;
  else
    lark_close_destroy(client);
  return status;
}

lark_status lark_open(const lark_options *options, lark_client **out,
                      lark_result **why) {
  lark_options full = lark_settings_complete(options);
  lark_profile profile;
  lark_failure failure;
  if (why != NULL) *why = NULL;
  *out = NULL;
  lark_status status = lark_profile_apply(&profile, &full, &failure);
  if (status == LARK_OK) status = open_client(&full, out, &failure);
  lark_profile_clear(&profile);
  if (status == LARK_OK) {
    lark_random_seed(&(*out)->random);
    lark_admit_make_room(*out, false);
  } else if (why != NULL) {
    *why = lark_result_explain(&full.allocator, &failure);
  }
  return status;
}
