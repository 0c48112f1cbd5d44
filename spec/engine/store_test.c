// SPDX-License-Identifier: MIT

// A named store is one for all Lua states of a process, on any thread.
#include "check.h"
#include "host.h"
#include "lualark.h"

#include <pthread.h>

static pthread_barrier_t both_have_it;

// Runs a script that takes the store and keeps it; `user` is the host, whose
// `sent` then names the store.
static void *take_store(void *user) {
  host *h = user;
  open_engine(h);
  start(h, "local lark = require 'lark' store = lark.store 'shared' "
           "lark.send('store', tostring(store)) "
           "lark.on('end', print)");
  while (h->sent[0] == '\0' && h->ends == 0)
    CHECK(lualark_wait(h->engine, 1000) == LARK_OK);
  CHECK(is(h->msg, ""));
  pthread_barrier_wait(&both_have_it);
  lualark_close(h->engine);
  return NULL;
}

static void two_threads_get_the_same_store(void) {
  host hosts[2] = {0};
  pthread_t threads[2];
  pthread_barrier_init(&both_have_it, NULL, 2);
  for (int i = 0; i < 2; i++)
    CHECK(pthread_create(&threads[i], NULL, take_store, &hosts[i]) == 0);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  CHECK(strcmp(hosts[0].sent, hosts[1].sent) == 0);
  pthread_barrier_destroy(&both_have_it);
}

static void stores_without_a_name_differ(void) {
  host h = run("local lark = require 'lark' "
               "local one, other = lark.store(), lark.store() "
               "return tostring(one) ~= tostring(other)");
  CHECK(strcmp(h.result, "true") == 0);
}

int main(void) {
  two_threads_get_the_same_store();
  stores_without_a_name_differ();
  return check_failures();
}
