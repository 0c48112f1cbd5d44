// SPDX-License-Identifier: MIT
#include "refusals.h"

#include <stdio.h>

#include "words.h"

enum { SPAN_MS = 10000, LINES = 20 };

void refusals_tick(refusals *seen, int64_t now_ms) {
  if (now_ms - seen->since_ms < SPAN_MS && now_ms >= seen->since_ms) return;
  if (seen->unsaid > 0)
    fprintf(stderr,
            words_of("lualark: %llu requests more were refused in 10 s\n"),
            (unsigned long long)seen->unsaid);
  *seen = (refusals){.since_ms = now_ms};
}

void refusals_say(refusals *seen, int64_t now_ms, const char *msg,
                  const char *hint) {
  refusals_tick(seen, now_ms);
  if (seen->said >= LINES) {
    seen->unsaid++;
    return;
  }
  seen->said++;
  fprintf(stderr, words_of("lualark: a request was refused: %s%s%s\n"), msg,
          hint != NULL && hint[0] != '\0' ? ". " : "",
          hint != NULL ? hint : "");
}
