// SPDX-License-Identifier: MIT
#include "check.h"
#include "slots.h"

#include <stdlib.h>

enum { MANY = 1000 };

static void finds_things_by_handle_until_they_are_given_back(void) {
  lark_slots slots = {0};
  int things[MANY];
  uint64_t handles[MANY];
  for (int i = 0; i < MANY; i++)
    CHECK((handles[i] = lark_slots_take(&slots, &things[i])) != 0);
  for (int i = 0; i < MANY; i++)
    CHECK(lark_slots_find(&slots, handles[i]) == &things[i]);

  lark_slots_give_back(&slots, handles[7]);
  CHECK(lark_slots_find(&slots, handles[7]) == NULL);
  uint64_t again = lark_slots_take(&slots, &things[7]);
  CHECK(again != handles[7]);
  CHECK(lark_slots_find(&slots, handles[7]) == NULL);
  CHECK(lark_slots_find(&slots, again) == &things[7]);
  lark_slots_clear(&slots);
  CHECK(lark_slots_find(&slots, again) == NULL);
}

static void walks_what_is_there(void) {
  lark_slots slots = {0};
  int a = 0;
  int b = 0;
  uint32_t at = 0;
  CHECK(lark_slots_next(&slots, &at) == NULL);
  uint64_t first = lark_slots_take(&slots, &a);
  lark_slots_take(&slots, &b);
  CHECK(lark_slots_next(&slots, &at) == &a);
  CHECK(lark_slots_next(&slots, &at) == &b);
  CHECK(lark_slots_next(&slots, &at) == NULL);
  lark_slots_give_back(&slots, first);
  at = 0;
  CHECK(lark_slots_next(&slots, &at) == &b);
  lark_slots_clear(&slots);
}

static void *refuse(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  (void)user, (void)old_bytes;
  if (new_bytes == 0) free(block);
  return NULL;
}

static void has_no_handle_where_memory_lacks(void) {
  lark_slots slots = {.allocator = {refuse, NULL}};
  CHECK(lark_slots_take(&slots, &slots) == 0);
  CHECK(lark_slots_find(&slots, 0) == NULL);
  lark_slots_clear(&slots);
}

int main(void) {
  finds_things_by_handle_until_they_are_given_back();
  walks_what_is_there();
  has_no_handle_where_memory_lacks();
  return check_failures();
}
