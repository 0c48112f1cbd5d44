// SPDX-License-Identifier: MIT
#include "account.h"

#include <stdio.h>

#include "lualark_words.h"

void lualark_account_write(char *room, size_t room_bytes, const char *app_id,
                           const char *base_url, const char *tenant_key) {
  if (tenant_key[0] == '\0')
    snprintf(room, room_bytes, lualark_words("%s at %s"), app_id, base_url);
  else
    snprintf(room, room_bytes, lualark_words("%s at %s for %s"), app_id,
             base_url, tenant_key);
}
