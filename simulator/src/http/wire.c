// SPDX-License-Identifier: MIT
#include "wire.h"

#include "memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum framing {
  FRAME_NOTHING, // not a byte
  FRAME_LENGTH,  // the right Content-Length
  FRAME_SHORT,   // a Content-Length of half the body
  FRAME_CHUNKS,
};

struct plan {
  enum framing framing;
  bool half; // sends the first half of the body
  bool says_close;
  enum wire_end end;
};

static const struct plan plans[FAULT_KIND_COUNT] = {
    [FAULT_RESET_BEFORE] = {.end = WIRE_RESET},
    [FAULT_RESET_AFTER] = {.end = WIRE_RESET},
    [FAULT_RESET_BODY] = {FRAME_LENGTH, .half = true, .end = WIRE_RESET},
    [FAULT_CLOSE_BEFORE] = {.end = WIRE_CLOSE},
    [FAULT_CLOSE_AFTER] = {.end = WIRE_CLOSE},
    // A correct answer that does not announce the close.
    [FAULT_CLOSE_IDLE] = {FRAME_LENGTH, .end = WIRE_CLOSE},
    [FAULT_STALL_HEADERS] = {.end = WIRE_HANG},
    [FAULT_STALL_BODY] = {FRAME_LENGTH, .half = true, .end = WIRE_HANG},
    [FAULT_SLOW] = {FRAME_LENGTH, .says_close = true, .end = WIRE_CLOSE},
    [FAULT_TRUNCATED] = {FRAME_LENGTH, .half = true, .end = WIRE_CLOSE},
    [FAULT_SHORT_LENGTH] = {FRAME_SHORT, .end = WIRE_CLOSE},
    [FAULT_CHUNKED] = {FRAME_CHUNKS, .says_close = true, .end = WIRE_CLOSE},
    [FAULT_CHUNKED_CUT] = {FRAME_CHUNKS, .half = true, .end = WIRE_CLOSE},
};

static void write_head(FILE *out, const struct reply *reply) {
  // The reason phrase may be empty; clients ignore it.
  fprintf(out, "HTTP/1.1 %u \r\nContent-Type: %s\r\nX-Tt-Logid: %s\r\n",
          reply->http_status, reply->content_type, reply->log_id);
  for (size_t i = 0; i < reply->header_count; i++) {
    fprintf(out, "%s: %s\r\n", reply->headers[i].name, reply->headers[i].value);
  }
}

// Uses every liberty of the chunked coding: odd sizes, upper and lower case,
// leading zeros, an extension, and a trailer.
static void write_chunks(FILE *out, const struct reply *reply, size_t size) {
  static const size_t sizes[] = {1, 13, 2, 1, 27, 3, 300, 5, 170};
  static const char *const formats[] = {"%zx\r\n", "%zX\r\n", "000%zx\r\n",
                                        "%zx;odd=\"1\"\r\n"};
  size_t sent = 0;
  for (size_t i = 0; sent < size; i++) {
    size_t chunk = sizes[i % (sizeof sizes / sizeof *sizes)];
    if (chunk > size - sent) chunk = size - sent;
    fprintf(out, formats[i % 4], chunk);
    fwrite(reply->body + sent, 1, chunk, out);
    fputs("\r\n", out);
    sent += chunk;
  }
  if (size == reply->body_size) fputs("0\r\nX-Trailer: 1\r\n\r\n", out);
}

static void write_message(FILE *out, const struct reply *reply,
                          const struct plan *plan) {
  size_t half = reply->body_size / 2;
  size_t sent = plan->half ? half : reply->body_size;
  write_head(out, reply);
  if (plan->says_close) fputs("Connection: close\r\n", out);
  if (plan->framing == FRAME_CHUNKS) {
    fputs("Transfer-Encoding: chunked\r\nTrailer: X-Trailer\r\n\r\n", out);
    write_chunks(out, reply, sent);
    return;
  }
  size_t length = plan->framing == FRAME_SHORT ? half : reply->body_size;
  fprintf(out, "Content-Length: %zu\r\n\r\n", length);
  fwrite(reply->body, 1, sent, out);
}

static void set_pace(struct wire *wire, const struct fault_hit *hit) {
  if (fault_is(hit, FAULT_SLOW)) {
    wire->pause_ms = (uint32_t)hit->values[0];
    wire->piece = (size_t)hit->values[1];
  } else if (fault_is(hit, FAULT_CHUNKED)) {
    // Small writes, so that chunks and reads never end together.
    wire->pause_ms = 1;
    wire->piece = 61;
  }
}

void wire_make(struct wire *wire, const struct reply *reply,
               const struct fault_hit *hit) {
  const struct plan *plan = &plans[fault_kind_id(hit->kind)];
  *wire = (struct wire){.end = plan->end};
  set_pace(wire, hit);
  if (plan->framing == FRAME_NOTHING) return;
  FILE *out = memory_need(open_memstream(&wire->bytes, &wire->size));
  write_message(out, reply, plan);
  memory_need(fclose(out) == 0 ? wire->bytes : NULL);
}

void wire_clear(struct wire *wire) {
  free(wire->bytes);
  *wire = (struct wire){0};
}
