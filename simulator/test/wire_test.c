// SPDX-License-Identifier: MIT
#include "wire.h"

#include "check.h"

#include <stdbool.h>
#include <string.h>

static char body[] = "{\"code\":0}";

static struct wire make(enum fault_id id) {
  struct reply reply = {.http_status = 200,
                        .log_id = "L",
                        .content_type = "application/json",
                        .body = body,
                        .body_size = sizeof body - 1};
  struct fault_hit hit = {&fault_kinds[id], {20, 16}};
  struct wire wire;
  wire_make(&wire, &reply, &hit);
  return wire;
}

static bool ends_with(const struct wire *wire, const char *end) {
  size_t size = strlen(end);
  return wire->size >= size &&
         memcmp(wire->bytes + wire->size - size, end, size) == 0;
}

static bool has(const struct wire *wire, const char *part) {
  return memmem(wire->bytes, wire->size, part, strlen(part)) != NULL;
}

static void some_send_nothing(void) {
  static const struct {
    enum fault_id id;
    enum wire_end end;
  } cases[] = {{FAULT_RESET_BEFORE, WIRE_RESET},
               {FAULT_RESET_AFTER, WIRE_RESET},
               {FAULT_CLOSE_BEFORE, WIRE_CLOSE},
               {FAULT_CLOSE_AFTER, WIRE_CLOSE},
               {FAULT_STALL_HEADERS, WIRE_HANG}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct wire wire = make(cases[i].id);
    CHECK(wire.size == 0 && wire.end == cases[i].end);
    wire_clear(&wire);
  }
}

static void some_send_half_of_what_they_announce(void) {
  static const struct {
    enum fault_id id;
    enum wire_end end;
  } cases[] = {{FAULT_TRUNCATED, WIRE_CLOSE},
               {FAULT_RESET_BODY, WIRE_RESET},
               {FAULT_STALL_BODY, WIRE_HANG}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct wire wire = make(cases[i].id);
    CHECK(has(&wire, "\r\nContent-Length: 10\r\n"));
    CHECK(ends_with(&wire, "\r\n\r\n{\"cod") && wire.end == cases[i].end);
    wire_clear(&wire);
  }
}

static void a_short_length_announces_the_half(void) {
  struct wire wire = make(FAULT_SHORT_LENGTH);
  CHECK(has(&wire, "\r\nContent-Length: 5\r\n"));
  CHECK(ends_with(&wire, "\r\n\r\n{\"code\":0}"));
  wire_clear(&wire);
}

static void an_idle_close_says_nothing_of_it(void) {
  struct wire wire = make(FAULT_CLOSE_IDLE);
  CHECK(!has(&wire, "Connection:") && wire.end == WIRE_CLOSE);
  wire_clear(&wire);
  wire = make(FAULT_SLOW);
  CHECK(has(&wire, "\r\nConnection: close\r\n"));
  CHECK(wire.pause_ms == 20 && wire.piece == 16);
  wire_clear(&wire);
}

static void chunks_end_or_are_cut(void) {
  struct wire wire = make(FAULT_CHUNKED);
  CHECK(has(&wire, "\r\n\r\n1\r\n{\r\n9\r\n\"code\":0}\r\n"));
  CHECK(ends_with(&wire, "\r\n0\r\nX-Trailer: 1\r\n\r\n"));
  wire_clear(&wire);
  wire = make(FAULT_CHUNKED_CUT);
  CHECK(ends_with(&wire, "\r\n\r\n1\r\n{\r\n4\r\n\"cod\r\n"));
  wire_clear(&wire);
}

int main(void) {
  some_send_nothing();
  some_send_half_of_what_they_announce();
  a_short_length_announces_the_half();
  an_idle_close_says_nothing_of_it();
  chunks_end_or_are_cut();
  return 0;
}
