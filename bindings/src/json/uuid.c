// SPDX-License-Identifier: MIT
#include "uuid.h"

#include <lauxlib.h>

#include "digest.h"
#include "state.h"

// The bits that RFC 9562 fixes.
static void mark_version(uint8_t *bytes) {
  bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
}

static void write_uuid(const uint8_t *bytes, char *out) {
  static const size_t groups[] = {4, 2, 2, 2, 6};
  for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
    if (i > 0) *out++ = '-';
    lark_digest_hex(bytes, groups[i], out);
    bytes += groups[i];
    out += 2 * groups[i];
  }
}

int lualark_uuid(lua_State *L) {
  enum { BYTES_A_STEP = 4, UUID_LENGTH = 36 };
  size_t length = 0;
  const char *text = luaL_checklstring(L, 1, &length);
  uint8_t bytes[LARK_DIGEST_BYTES];
  char uuid[UUID_LENGTH + 1];
  lark_digest digest;
  lark_digest_begin(&digest);
  lark_digest_add(&digest, text, length);
  lark_digest_end(&digest, bytes);
  mark_version(bytes);
  write_uuid(bytes, uuid);
  lualark_state_get(L)->steps += (uint32_t)(length / BYTES_A_STEP);
  lua_pushlstring(L, uuid, UUID_LENGTH);
  return 1;
}
