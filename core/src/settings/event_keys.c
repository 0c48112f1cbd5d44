// SPDX-License-Identifier: MIT
#include "event_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "secret.h"

typedef struct source {
  const char *option;
  const char *variable, *file_variable;
  char *room;
  size_t room_bytes;
} source;

static bool is_empty(const char *text) {
  return text == NULL || text[0] == '\0';
}

static lark_status take(const source *from, const char *value, const char *file,
                        lark_failure *failure) {
  if (is_empty(value) && !is_empty(file))
    return lark_profile_read_secret(from->option, file, from->room,
                                    from->room_bytes, failure);
  if (is_empty(value)) return LARK_OK;
  if (strlen(value) >= from->room_bytes) {
    lark_fail(failure, LARK_ECONFIG, "%s is longer than %zu bytes",
              from->option, from->room_bytes - 1);
    lark_failure_parameter(failure, from->option);
    return LARK_ECONFIG;
  }
  snprintf(from->room, from->room_bytes, "%s", value);
  return LARK_OK;
}

static lark_status take_both(lark_event_keys *keys, const char *const *profile,
                             lark_failure *failure) {
  const source sources[] = {
      {"encrypt_key", "LARK_ENCRYPT_KEY", "LARK_ENCRYPT_KEY_FILE",
       keys->encrypt_key, sizeof keys->encrypt_key},
      {"verification_token", "LARK_VERIFICATION_TOKEN",
       "LARK_VERIFICATION_TOKEN_FILE", keys->verification_token,
       sizeof keys->verification_token},
  };
  for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
    const source *from = &sources[i];
    lark_status status = take(from, getenv(from->variable),
                              getenv(from->file_variable), failure);
    if (status == LARK_OK && from->room[0] == '\0')
      status = take(from, profile[2 * i], profile[2 * i + 1], failure);
    if (status != LARK_OK) return status;
  }
  return LARK_OK;
}

lark_status lark_event_keys_read(lark_event_keys *keys, lark_failure *failure) {
  static const char *const wanted[] = {"encrypt_key", "encrypt_key_file",
                                       "verification_token",
                                       "verification_token_file"};
  enum { WANTED = sizeof wanted / sizeof wanted[0] };
  const char *values[WANTED];
  lark_profile profile;
  *keys = (lark_event_keys){.encrypt_key = ""};
  lark_status status = lark_profile_values(&profile, getenv("LARK_PROFILE"),
                                           wanted, WANTED, values, failure);
  if (status == LARK_OK) status = take_both(keys, values, failure);
  lark_profile_clear(&profile);
  if (status != LARK_OK) return status;
  if (keys->encrypt_key[0] != '\0' || keys->verification_token[0] != '\0')
    return LARK_OK;
  lark_fail(failure, LARK_ECONFIG,
            "nothing tells events from forgeries: there is neither an Encrypt "
            "Key nor a Verification Token");
  lark_failure_hint(failure,
                    "Set LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN, which "
                    "the developer console shows under encryption strategy.");
  return LARK_ECONFIG;
}

void lark_event_keys_wipe(lark_event_keys *keys) {
  lark_wipe(keys, sizeof *keys);
}
