// SPDX-License-Identifier: MIT
#include "form.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { BOUNDARY_MAX = 80 };

bool form_is(const char *content_type) {
  static const char type[] = "multipart/form-data";
  return content_type != NULL &&
         strncasecmp(content_type, type, sizeof type - 1) == 0;
}

// Writes "\r\n--" and the boundary. False if there is none, or a long one.
static bool read_boundary(const char *content_type, char *out, size_t room) {
  const char *found = strcasestr(content_type, "boundary=");
  if (found == NULL) return false;
  found += strlen("boundary=");
  bool quoted = *found == '"';
  found += quoted;
  size_t length = strcspn(found, quoted ? "\"" : "; \t");
  int written = snprintf(out, room, "\r\n--%.*s", (int)length, found);
  return length > 0 && written > 0 && (size_t)written < room;
}

// The value of `name="..."` in the head of a part; empty if it is absent.
static struct text quoted_value(struct text head, const char *name) {
  const char *found = memmem(head.bytes, head.length, name, strlen(name));
  if (found == NULL) return (struct text){"", 0};
  found += strlen(name);
  const char *end =
      memchr(found, '"', head.length - (size_t)(found - head.bytes));
  return end != NULL ? (struct text){found, (size_t)(end - found)}
                     : (struct text){"", 0};
}

static struct text type_of(struct text head) {
  static const char name[] = "\r\nContent-Type: ";
  const char *found = memmem(head.bytes, head.length, name, sizeof name - 1);
  if (found == NULL) return (struct text){"", 0};
  found += sizeof name - 1;
  size_t left = head.length - (size_t)(found - head.bytes);
  const char *end = memchr(found, '\r', left);
  return (struct text){found, end != NULL ? (size_t)(end - found) : left};
}

static bool add_part(struct form *form, struct text part) {
  const char *gap = memmem(part.bytes, part.length, "\r\n\r\n", 4);
  if (gap == NULL || form->count == FORM_PARTS_MAX) return false;
  struct text head = {part.bytes, (size_t)(gap - part.bytes)};
  size_t before = head.length + 4;
  form->parts[form->count++] = (struct form_part){
      .name = quoted_value(head, " name=\""),
      .file_name = quoted_value(head, "filename=\""),
      .type = type_of(head),
      .bytes = {part.bytes + before, part.length - before},
  };
  return true;
}

bool form_read(struct form *form, const char *content_type, const char *body,
               size_t size) {
  char mark[BOUNDARY_MAX];
  form->count = 0;
  if (!form_is(content_type) || !read_boundary(content_type, mark, sizeof mark))
    return false;
  size_t length = strlen(mark);
  // The first one stands at the very beginning, without a line's end before.
  if (size < length || memcmp(body, mark + 2, length - 2) != 0) return false;
  const char *at = body + length - 2;
  const char *end = body + size;
  while (end - at >= 2 && memcmp(at, "\r\n", 2) == 0) {
    const char *next = memmem(at, (size_t)(end - at), mark, length);
    // A head begins with a line's end, so that each of its lines does.
    if (next == NULL || !add_part(form, (struct text){at, (size_t)(next - at)}))
      return false;
    at = next + length;
  }
  return end - at >= 2 && memcmp(at, "--", 2) == 0;
}

const struct form_part *form_find(const struct form *form, const char *name) {
  for (size_t i = 0; i < form->count; i++) {
    if (text_is(form->parts[i].name, name)) return &form->parts[i];
  }
  return NULL;
}
