// SPDX-License-Identifier: MIT
#include "notes.h"

#include <stdarg.h>
#include <stdio.h>

#include "language.h"

void lark_notes_add(const lark_listener *listener, lark_status status,
                    const char *format, ...) {
  char note[512];
  va_list arguments;
  va_start(arguments, format);
  int wanted = vsnprintf(note, sizeof note, lark_words(format), arguments);
  va_end(arguments);
  lark_mend_end(note, sizeof note, wanted);
  listener->host.say(listener->host.user, status, note);
  const lark_listen_options *options = &listener->options;
  if (options->on_note != NULL) options->on_note(options->user, status, note);
}
