// SPDX-License-Identifier: MIT
#include "head.h"

#include <string.h>

#include "quote.h"

// The lines of a form that libcurl writes: its media type and its length.
enum { FORM_LINES_BYTES = 115 };

// A line without a value takes away one that libcurl would write.
static size_t line_bytes(const char *line) {
  size_t length = strlen(line);
  return length > 0 && line[length - 1] != ':' ? length + 2 : 0;
}

static size_t body_lines_bytes(const lark_body *body) {
  static const char length[] = "Content-Length: \r\n";
  if (strcmp(body->methods->natural_method, "GET") == 0) return 0;
  if (body->methods->text == NULL) return FORM_LINES_BYTES;
  char digits[LARK_DIGITS_ROOM];
  size_t bytes = body->methods->text(body)->length_bytes;
  return sizeof length - 1 +
         (size_t)(lark_digits_put(digits, (int64_t)bytes) - digits);
}

size_t lark_head_bytes(const char *method, const char *url,
                       const struct curl_slist *lines, const lark_body *body) {
  // A space behind the method, and the two lines' ends.
  static const char frame[] = "  HTTP/1.1\r\nHost: \r\n\r\n";
  const char *host = strstr(url, "://");
  size_t bytes = sizeof frame - 1 + strlen(method) + body_lines_bytes(body);
  // The host goes into one line, the rest of the URL into the other.
  if (host != NULL) bytes += strlen(host + 3);
  for (; lines != NULL; lines = lines->next)
    bytes += line_bytes(lines->data);
  return bytes;
}

uint64_t lark_head_and_body(size_t head_bytes, const lark_sent *sent) {
  // libcurl 8.7: something did go out.
  if (sent->request_bytes == 0) return head_bytes + sent->body_bytes;
  // Nearer to the head with the body than to the head alone.
  if (sent->request_bytes > head_bytes + sent->body_bytes / 2)
    return sent->request_bytes;
  return sent->request_bytes + sent->body_bytes;
}
