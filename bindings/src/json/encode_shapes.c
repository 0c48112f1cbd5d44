// SPDX-License-Identifier: MIT
#include "encode_shapes.h"

enum {
  OBJECTS_BEFORE = 16,      // that are written without a cache
  TEXT_A_KEY = 16,          // bytes, on average
  SHARE = 4,                // it takes at most a quarter of the state's memory
  REFUSED_A_ROOM = 8,       // it grows where an eighth of its room was refused
  REFUSED_BEFORE_ANEW = 16, // a full one is made anew after so many rooms
  SPARE = ENCODE_SHAPES_PIECE, // behind the texts, which are read in pieces
};

enum { BYTES_A_VALUE = 16 }; // of a user value

static size_t bytes_for(uint32_t room) {
  return sizeof(shapes) + room / 2 * sizeof(shape) +
         room * (sizeof(shape_member) + sizeof(void *) + sizeof(shape_home) +
                 TEXT_A_KEY) +
         SPARE;
}

// Whether a cache takes little of the memory that the state uses anyway, for
// which there may be a limit.
static bool may_take(lua_State *L, uint32_t room) {
  size_t used_kib = (size_t)lua_gc(L, LUA_GCCOUNT);
  size_t bytes = bytes_for(room) + (size_t)room * BYTES_A_VALUE;
  return bytes / 1024 < used_kib / SHARE;
}

// Gives the encoder an empty cache.
static void make(encoder *e, uint32_t room) {
  lua_State *L = e->L;
  size_t bytes = bytes_for(room);
  shapes *made = lua_newuserdatauv(L, bytes, (int)room);
  memset(made, 0, bytes);
  made->room = room;
  made->shift = 64;
  for (uint32_t homes = room; homes > 1; homes /= 2)
    made->shift--;
  made->list = (shape *)(made + 1);
  made->members = (shape_member *)(made->list + room / 2);
  made->keys = (const void **)(made->members + room);
  made->homes = (shape_home *)(made->keys + room);
  made->text = (char *)(made->homes + room);
  lua_setiuservalue(L, e->self, ENCODER_SHAPES);
  e->shapes = made;
  e->likely = NULL;
}

void lualark_encode_shapes_grow(encoder *e) {
  const shapes *full = e->shapes;
  if (full == NULL || full->refused <= full->room / REFUSED_A_ROOM) return;
  uint32_t refused = full->refused;
  uint32_t room = full->room * 2;
  if (room > ENCODE_SHAPES_MOST || !may_take(e->L, room)) {
    if (refused < full->room * REFUSED_BEFORE_ANEW) return;
    room = full->room;
  }
  make(e, room);
}

// Whether the encoder has a cache, which is made once it has written some
// objects. Finalizers may run then, and change tables.
static bool has_cache(encoder *e) {
  if (e->shapes != NULL) return true;
  if (++e->unshaped <= OBJECTS_BEFORE) return false;
  e->unshaped = 0;
  if (!may_take(e->L, ENCODE_SHAPES_FEWEST)) return false;
  make(e, ENCODE_SHAPES_FEWEST);
  e->turn++;
  return true;
}

// Whether the shape with this home was missed before. Remembers it if not: of
// several that miss the same homes in turn, chance lets one stay.
static bool came_before(shapes *all, uint64_t home, uint64_t hash) {
  uint16_t missed = (uint16_t)(hash | 1);
  shape_home *both[] = {&all->homes[home], &all->homes[home ^ 1]};
  for (int i = 0; i < 2; i++) {
    if (both[i]->missed != missed) continue;
    both[i]->missed = 0;
    return true;
  }
  all->chance = all->chance * 1664525 + 1013904223;
  both[both[0]->missed == 0 ? 0 : all->chance >> 31]->missed = missed;
  return false;
}

// Finds an empty home for a shape that came before; else NULL.
static shape_home *choose(shapes *all, uint64_t hash) {
  uint64_t home = hash >> all->shift;
  if (!came_before(all, home, hash)) return NULL;
  if (all->homes[home].shape == 0) return &all->homes[home];
  if (all->homes[home ^ 1].shape == 0) return &all->homes[home ^ 1];
  all->refused++;
  return NULL;
}

// Writes a key at the end of the texts. False where it is long or odd, or finds
// no room.
static bool add_text(const shapes *all, uint32_t *end, const member *key,
                     shape_member *out) {
  char text[ENCODER_SHORT_ROOM] = ",";
  char *to = lualark_encoder_try_quote(text + 1, key->key, key->length);
  if (to == NULL) return false;
  *to++ = ':';
  size_t length = (size_t)(to - text);
  if (length > ENCODE_SHAPES_LONGEST ||
      length > (size_t)all->room * TEXT_A_KEY - *end)
    return false;
  memcpy(all->text + *end, text, length);
  *out = (shape_member){.text = all->text + *end,
                        .length = (uint16_t)length,
                        .slot = (uint16_t)key->slot};
  *end += (uint32_t)length;
  return true;
}

// The cache keeps the encoder's latest keys alive, which are on the stack above
// `base`.
static void keep_keys(encoder *e, uint32_t count, int base) {
  lua_State *L = e->L;
  shapes *all = e->shapes;
  lua_getiuservalue(L, e->self, ENCODER_SHAPES);
  for (uint32_t i = 0; i < count; i++) {
    lua_pushvalue(L, base + 2 * (int)i + 1);
    lua_setiuservalue(L, -2, (int)(all->key_count + i + 1));
    all->keys[all->key_count + i] = e->keys[i];
  }
  lua_pop(L, 1);
}

const shape *lualark_encode_shapes_add(encoder *e, uint64_t hash,
                                       const member *members, uint32_t count,
                                       int base) {
  if (count == 0 || !has_cache(e)) return NULL;
  shapes *all = e->shapes;
  shape_home *home = choose(all, hash);
  if (home == NULL) return NULL;
  uint32_t end = all->text_bytes;
  bool fits = all->count < all->room / 2 && all->key_count + count <= all->room;
  for (uint32_t i = 0; i < count && fits; i++)
    fits = add_text(all, &end, &members[i], &all->members[all->key_count + i]);
  if (!fits) {
    all->refused++;
    return NULL;
  }
  keep_keys(e, count, base);
  shape *added = &all->list[all->count++];
  *added = (shape){.keys = &all->keys[all->key_count],
                   .members = &all->members[all->key_count],
                   .count = count};
  all->key_count += count;
  all->text_bytes = end;
  home->shape = (uint16_t)all->count;
  return added;
}
