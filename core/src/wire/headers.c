// SPDX-License-Identifier: MIT
#include "headers.h"

#include <strings.h>

#include "language.h"
#include "memory.h"
#include "url.h"

static bool is_name(const char *name) {
  static const char allowed[] =
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return name[0] != '\0' && name[strspn(name, allowed)] == '\0';
}

// The client's own, and those that say where a request ends.
static bool is_reserved(const char *name) {
  static const char *const names[] = {"Authorization",
                                      "Host",
                                      "User-Agent",
                                      "Accept-Encoding",
                                      "Content-Length",
                                      "Connection",
                                      "Expect",
                                      "Keep-Alive",
                                      "Transfer-Encoding",
                                      "TE",
                                      "Trailer",
                                      "Upgrade",
                                      "Proxy-Authorization",
                                      "Proxy-Connection"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (strcasecmp(name, names[i]) == 0) return true;
  }
  return false;
}

static lark_status refuse(lark_failure *failure, const char *name,
                          const char *what, const char *hint) {
  lark_fail(failure, LARK_EPARAM, "headers: %s %s", lark_words(name),
            lark_words(what));
  lark_failure_parameter(failure, "headers");
  if (hint != NULL) lark_failure_hint(failure, "%s", hint);
  return LARK_EPARAM;
}

static lark_status check(const lark_header *header, lark_failure *failure) {
  if (!is_name(header->name))
    return refuse(failure, "one of them", "has no header's name",
                  "A name is letters, digits and '-'.");
  if (strcasecmp(header->name, "Authorization") == 0)
    return refuse(failure, header->name, "is the client's own",
                  "The client sends its token. For another one open a client "
                  "with tenant_access_token.");
  if (is_reserved(header->name))
    return refuse(failure, header->name, "is the client's own", NULL);
  if (strcasecmp(header->name, "Content-Type") == 0 && header->value[0] == '\0')
    return refuse(failure, header->name, "is empty", NULL);
  if (!lark_url_is_header_safe(header->value))
    return refuse(failure, header->name, "holds a control character", NULL);
  return LARK_OK;
}

lark_status lark_headers_check(const lark_header *list, size_t count,
                               lark_failure *failure) {
  for (size_t i = 0; i < count; i++) {
    lark_status status = check(&list[i], failure);
    if (status != LARK_OK) return status;
  }
  return LARK_OK;
}

// Writes a line with its NUL. libcurl sends "Name;" as a header without value,
// and would take "Name:" as one to leave out.
static void write_line(lark_text *text, const lark_header *header) {
  bool is_empty = header->value[0] == '\0';
  lark_text_add_string(text, header->name);
  lark_text_add_string(text, is_empty ? ";" : ": ");
  if (!is_empty) lark_text_add_string(text, header->value);
  lark_text_add_char(text, '\0');
}

lark_status lark_headers_take(lark_headers *headers,
                              const lark_allocator *allocator,
                              const lark_header *list, size_t count) {
  *headers = (lark_headers){0};
  lark_text_init(&headers->text, allocator);
  if (count == 0) return LARK_OK;
  headers->lines = lark_alloc(allocator, count * sizeof *headers->lines);
  if (headers->lines == NULL) return LARK_ENOMEM;
  headers->count = count;
  for (size_t i = 0; i < count; i++)
    write_line(&headers->text, &list[i]);
  if (headers->text.failed) return LARK_ENOMEM;
  // The text does not move any more.
  struct curl_slist *last = NULL;
  char *line = headers->text.bytes;
  for (size_t i = 0; i < count; i++) {
    if (strcasecmp(list[i].name, "Content-Type") == 0) {
      headers->content_type = line + strlen("Content-Type: ");
    } else {
      headers->lines[i].data = line;
      if (last != NULL) last->next = &headers->lines[i];
      last = &headers->lines[i];
    }
    line += strlen(line) + 1;
  }
  return LARK_OK;
}

void lark_headers_clear(lark_headers *headers) {
  lark_allocator allocator = headers->text.allocator;
  lark_release(&allocator, headers->lines,
               headers->count * sizeof *headers->lines);
  lark_text_clear(&headers->text);
  headers->lines = NULL;
  headers->count = 0;
}

const struct curl_slist *lark_headers_before(lark_headers *headers,
                                             const struct curl_slist *others) {
  struct curl_slist *first = NULL;
  struct curl_slist *last = NULL;
  for (size_t i = 0; i < headers->count; i++) {
    struct curl_slist *line = &headers->lines[i];
    if (line->data == NULL) continue; // the body's
    if (first == NULL) first = line;
    last = line;
  }
  if (last == NULL) return others;
  last->next = (struct curl_slist *)(uintptr_t)others;
  return first;
}

static bool is_encoding(const char *line) {
  static const char name[] = "Accept-Encoding:";
  return strncasecmp(line, name, sizeof name - 1) == 0;
}

const struct curl_slist *lark_headers_plain(struct curl_slist *room,
                                            const struct curl_slist *lines) {
  static char plain[] = "Accept-Encoding: identity";
  size_t count = 0;
  for (; lines != NULL && count < LARK_PLAIN_LINES; lines = lines->next) {
    room[count] = (struct curl_slist){
        is_encoding(lines->data) ? plain : lines->data, NULL};
    if (count > 0) room[count - 1].next = &room[count];
    count++;
  }
  return room;
}
