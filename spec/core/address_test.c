// SPDX-License-Identifier: MIT

// The URL of a store.
#include "address.h"
#include "check.h"

#include <stdlib.h>

static lark_redis_address address;
static lark_failure failure;
static size_t left_allocations = SIZE_MAX, blocks;

static void *count_down(void *user, void *block, size_t old_bytes,
                        size_t new_bytes) {
  (void)user;
  if (new_bytes == 0) {
    blocks -= block != NULL;
    free(block);
    return NULL;
  }
  if (left_allocations == 0) return NULL;
  left_allocations--;
  blocks += old_bytes == 0;
  return realloc(block, new_bytes);
}

static const lark_allocator counted = {count_down, NULL};

static lark_status reading(const char *url) {
  lark_redis_address_clear(&address);
  return lark_redis_address_read(&address, url, &counted, &failure);
}

static bool is(const char *text, const char *wanted) {
  if (text == NULL || wanted == NULL) return text == wanted;
  return strcmp(text, wanted) == 0;
}

static void reads_hosts_and_sockets(void) {
  CHECK(reading("redis://host") == LARK_OK);
  CHECK(is(address.host, "host") && address.port == 6379);
  CHECK(address.database == 0 && address.password == NULL);
  CHECK(reading("REDIS://me:p%40ss%3A@[::1]:7000/12") == LARK_OK);
  CHECK(is(address.user, "me") && is(address.password, "p@ss:"));
  CHECK(is(address.host, "::1") && address.port == 7000);
  CHECK(address.database == 12 && strstr(address.label, "p@ss") == NULL);
  CHECK(reading("redis://:only@h/") == LARK_OK);
  CHECK(address.user == NULL && is(address.password, "only"));
  CHECK(!address.tls);
  CHECK(reading("rediss://h:7/4?ca_file=/etc/a%20b.pem") == LARK_OK);
  CHECK(address.tls && address.port == 7 && address.database == 4);
  CHECK(is(address.ca_file, "/etc/a b.pem"));
  CHECK(reading("rediss://h?ca_file=x.pem") == LARK_OK);
  CHECK(address.database == 0 && is(address.ca_file, "x.pem"));
  CHECK(reading("unix:///run/a%20b?db=3") == LARK_OK);
  CHECK(is(address.path, "/run/a b") && address.database == 3);
}

static void refuses_others(void) {
  static const char *const wrong[] = {"",
                                      "redis",
                                      "redis://",
                                      "redis://:1",
                                      "redis://h?ca_file=/x",
                                      "rediss://h?ca_file=",
                                      "rediss://h/1?x=1",
                                      "rediss://h/x?ca_file=/x",
                                      "http://h",
                                      "redis://h:0",
                                      "redis://h:65536",
                                      "redis://h:",
                                      "redis://h/-1",
                                      "redis://h/x",
                                      "redis://h:1x",
                                      "unix://a",
                                      "unix:///a?x=1",
                                      "redis://:%4@h",
                                      "redis://:%@h",
                                      "redis://[::1",
                                      "redis://:%00@h",
                                      "unix:///a?db=",
                                      "redis://:%4"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    if (reading(wrong[i]) != LARK_ECONFIG) {
      fprintf(stderr, "taken: %s\n", wrong[i]);
      CHECK(!"it is refused");
    }
    CHECK(failure.error.msg[0] != '\0' && failure.error.hint != NULL);
  }
}

static void survives_a_lack_of_memory(void) {
  lark_status status = LARK_ENOMEM;
  size_t allocations = 0;
  for (; status != LARK_OK; allocations++) {
    left_allocations = SIZE_MAX;
    lark_redis_address_clear(&address);
    CHECK(blocks == 0);
    left_allocations = allocations;
    status = reading("redis://user:pass@host:1/2");
    CHECK(status == LARK_OK || status == LARK_ENOMEM);
  }
  CHECK(allocations > 3);
  left_allocations = SIZE_MAX;
}

static void looks_addresses_up(void) {
  CHECK(reading("redis://127.0.0.1:1") == LARK_OK);
  CHECK(lark_redis_address_look_up(&address, &failure) == LARK_OK);
  CHECK(is(address.ip, "127.0.0.1"));
  CHECK(reading("redis://no-such-host.invalid") == LARK_OK);
  CHECK(lark_redis_address_look_up(&address, &failure) == LARK_ECONFIG);
}

int main(void) {
  address.allocator = counted;
  reads_hosts_and_sockets();
  refuses_others();
  survives_a_lack_of_memory();
  looks_addresses_up();
  lark_redis_address_clear(&address);
  CHECK(blocks == 0);
  return check_failures();
}
