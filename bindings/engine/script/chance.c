// SPDX-License-Identifier: MIT
#include "chance.h"

#include <string.h>
#include <sys/random.h>

bool lualark_chance_take(struct scripts *all, void *bytes, size_t count) {
  const size_t room = sizeof all->chance.bytes;
  if (all->chance.left < count) {
    if (getrandom(all->chance.bytes, room, 0) != (ssize_t)room) return false;
    all->chance.left = room;
  }
  unsigned char *first = &all->chance.bytes[room - all->chance.left];
  memcpy(bytes, first, count);
  memset(first, 0, count);
  all->chance.left -= count;
  return true;
}
