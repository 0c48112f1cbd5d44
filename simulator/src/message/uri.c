// SPDX-License-Identifier: MIT
#include "uri.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

size_t uri_decode(char *out, const char *in, size_t length, bool in_query) {
  size_t written = 0;
  for (size_t i = 0; i < length; i++) {
    char c = in[i];
    if (c == '+' && in_query) c = ' ';
    if (c == '%' && length - i > 2) {
      int high = hex_digit(in[i + 1]);
      int low = hex_digit(in[i + 2]);
      if (high >= 0 && low >= 0) {
        c = (char)(high * 16 + low);
        i += 2;
      }
    }
    out[written++] = c;
  }
  out[written] = '\0';
  return written;
}

// Decodes one part into the memory at `*room` and moves `*room` behind it.
static struct text decode_part(char **room, struct text raw, bool in_query) {
  size_t length = uri_decode(*room, raw.bytes, raw.length, in_query);
  struct text part = {*room, length};
  *room += length + 1;
  return part;
}

// Cuts off and returns what stands before the next `separator` in `*rest`; if
// there is none, all of it.
static struct text cut(struct text *rest, char separator) {
  const char *end = memchr(rest->bytes, separator, rest->length);
  struct text part = *rest;
  if (end == NULL) {
    *rest = (struct text){rest->bytes + rest->length, 0};
    return part;
  }
  part.length = (size_t)(end - rest->bytes);
  *rest = (struct text){end + 1, rest->length - part.length - 1};
  return part;
}

static size_t count_char(struct text text, char c) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.bytes[i] == c) count++;
  }
  return count;
}

static void split_path(struct uri *uri, char **room) {
  struct text rest = uri->path;
  // One segment per slash: "/a/b" has two, and "/a/" an empty second one.
  size_t slashes = count_char(rest, '/');
  uri->segments = memory_new(slashes + 1, sizeof *uri->segments);
  if (rest.length == 0 || text_is(rest, "/")) return;

  if (rest.bytes[0] == '/') cut(&rest, '/');
  size_t left = count_char(rest, '/') + 1;
  while (left-- > 0) {
    uri->segments[uri->segment_count++] =
        decode_part(room, cut(&rest, '/'), false);
  }
}

static void split_query(struct uri *uri, char **room) {
  struct text rest = uri->query;
  uri->params = memory_new(count_char(rest, '&') + 1, sizeof *uri->params);

  while (rest.length > 0) {
    struct text value = cut(&rest, '&');
    if (value.length == 0) continue;
    struct text name = cut(&value, '=');
    struct uri_pair *pair = &uri->params[uri->param_count++];
    pair->name = decode_part(room, name, true);
    pair->value = decode_part(room, value, true);
  }
}

void uri_init(struct uri *uri, const char *raw) {
  size_t length = strlen(raw);
  *uri = (struct uri){.raw = memory_copy(raw, length)};

  uri->query = (struct text){uri->raw, length};
  uri->path = cut(&uri->query, '?');

  // Decoding never makes a part longer; each needs a NUL, and there are at
  // most as many parts as bytes, plus a name and a value without any.
  uri->decoded = memory_new(2 * length + 4, 1);
  char *room = uri->decoded;
  split_path(uri, &room);
  split_query(uri, &room);
}

void uri_clear(struct uri *uri) {
  free(uri->raw);
  free(uri->segments);
  free(uri->params);
  free(uri->decoded);
  *uri = (struct uri){0};
}

const struct text *uri_param(const struct uri *uri, const char *name) {
  for (size_t i = 0; i < uri->param_count; i++) {
    if (text_is(uri->params[i].name, name)) return &uri->params[i].value;
  }
  return NULL;
}
