// SPDX-License-Identifier: MIT

// The store on a real Redis server passes the specs of every store, and goes on
// through the server's faults.
#include "redis.h"
#include "store_specs.h"

static redis server;

static lark_store *on_redis(void) {
  lark_store *store = NULL;
  CHECK(lark_store_open(server.url, NULL, &store, NULL) == LARK_OK);
  return store;
}

static const store_kind kind = {
    .name = "redis", .make = on_redis, .apart = true};

int main(void) {
  lark_store *store = NULL;
  lark_result *why = NULL;
  if (lark_store_open("unix:///nowhere", NULL, &store, &why) != LARK_OK) {
    fprintf(stderr, "%s\n", lark_result_error(why)->msg);
    lark_result_free(why);
    return 77; // this build has none
  }
  lark_store_release(store);
  if (!redis_is_installed()) return 77;
  redis_start(&server);
  store_specs_run(&kind);
  redis_end(&server);
  return check_failures();
}
