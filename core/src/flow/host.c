// SPDX-License-Identifier: MIT
#include "host.h"

#include "note.h"

// From any thread.
static void wake(void *user) {
  lark_client *client = user;
  atomic_store_explicit(&client->store_woke, true, memory_order_release);
  lark_loop_wakeup(&client->pool.loop);
}

static lark_status watch(void *user, int fd, unsigned events,
                         lark_watcher *watcher, void *watcher_user) {
  lark_client *client = user;
  return lark_loop_watch(&client->pool.loop, fd, events, watcher, watcher_user);
}

static void unwatch(void *user, int fd) {
  lark_client *client = user;
  lark_loop_unwatch(&client->pool.loop, fd);
}

static void set_alarm(void *user, uint64_t due_us) {
  lark_client *client = user;
  if (due_us == UINT64_MAX)
    lark_timer_stop(&client->timers, &client->store_alarm);
  else
    lark_timer_set(&client->timers, &client->store_alarm, due_us);
}

static void on_alarm(void *owner, uint64_t now_us) {
  (void)now_us;
  lark_client *client = owner;
  atomic_store_explicit(&client->store_woke, true, memory_order_release);
}

static void say(void *user, lark_status status, const char *text) {
  const lark_client *client = user;
  lark_note(&client->settings, "store", status, text);
}

lark_status lark_host_attach(lark_client *client) {
  lark_store *store = client->settings.store;
  const lark_store_host host = {
      .size = sizeof host,
      .user = client,
      .wake = wake,
      .watch = watch,
      .unwatch = unwatch,
      .alarm = set_alarm,
      .say = say,
  };
  client->store_alarm = (lark_timer){.fire = on_alarm, .owner = client};
  if (lark_timers_reserve(&client->timers, 1) != LARK_OK) return LARK_ENOMEM;
  client->session = store->methods->attach(store, &host);
  return client->session != NULL ? LARK_OK : LARK_ENOMEM;
}

void lark_host_detach(lark_client *client) {
  if (client->session == NULL) return;
  client->settings.store->methods->detach(client->session);
  lark_timer_stop(&client->timers, &client->store_alarm);
}

void lark_host_collect(lark_client *client, uint64_t now_us) {
  if (!lark_host_is_woken(client)) return;
  // An answer that comes from here on wakes the client once more.
  atomic_exchange(&client->store_woke, false);
  client->settings.store->methods->collect(client->session, now_us);
}
