// SPDX-License-Identifier: MIT

/// What the log says of refused requests: a line for each, but a flood of them
/// does not fill the disk.
#ifndef REFUSALS_H
#define REFUSALS_H

#include <stdint.h>

typedef struct refusals {
  int64_t since_ms; ///< the span that is counted began then
  unsigned said;    ///< lines in it
  uint64_t unsaid;  ///< refusals in it without a line
} refusals;

/// Says why a request was refused, and what to look at; "" and NULL: nothing.
void refusals_say(refusals *seen, int64_t now_ms, const char *msg,
                  const char *hint);

/// Says how many had no line, when the span is over.
void refusals_tick(refusals *seen, int64_t now_ms);

#endif
