// SPDX-License-Identifier: MIT
#include "ticket.h"

#include "random.h"

#include <inttypes.h>
#include <stdio.h>

static void write_text(struct ticket *ticket) {
  uint64_t unique = random_mix(~random_mix(ticket->seed) + ticket->rotations);
  snprintf(ticket->text, sizeof ticket->text, "ticket-%016" PRIx64, unique);
}

void ticket_init(struct ticket *ticket, uint64_t seed) {
  *ticket = (struct ticket){.seed = seed};
  write_text(ticket);
}

void ticket_rotate(struct ticket *ticket) {
  ticket->rotations++;
  write_text(ticket);
}
