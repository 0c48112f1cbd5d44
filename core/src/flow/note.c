// SPDX-License-Identifier: MIT
#include "note.h"

void lark_note(const lark_settings *settings, const char *subject,
               lark_status status, const char *text) {
  const lark_log_entry entry = {
      .size = sizeof entry,
      .endpoint = subject,
      .status = status,
      .log_id = "",
      .next = "",
      .mended = "",
      .note = text,
  };
  if (settings->log != NULL) settings->log(settings->log_user, &entry);
}
