// SPDX-License-Identifier: MIT
#include "upgrade.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "language.h"
#include "memory.h"
#include "secret.h"
#include "url.h"

// -------------------------------------------------------------------- address

static lark_status refuse(lark_failure *failure, const char *why) {
  lark_fail(failure, LARK_EDECODE,
            "the platform's address of the long connection is unusable: %s",
            lark_words(why));
  lark_failure_hint(failure, "Check that base_url is the platform's own.");
  return LARK_EDECODE;
}

// Whether all of it can stand in a request line.
static bool is_printable(const char *text) {
  for (; *text != '\0'; text++) {
    if (*text <= ' ' || *text > '~') return false;
  }
  return true;
}

// The number of a query's member such as "service_id"; 0 where it has none.
static int32_t number_of(const char *url, const char *name) {
  size_t length = strlen(name);
  const char *at = strchr(url, '?');
  for (; at != NULL; at = strchr(at, '&')) {
    at++;
    if (strncmp(at, name, length) == 0 && at[length] == '=') {
      long number = strtol(at + length + 1, NULL, 10);
      return number >= INT32_MIN && number <= INT32_MAX ? (int32_t)number : 0;
    }
  }
  return 0;
}

// Copies the URL, as libcurl knows its scheme.
static bool copy(lark_address *address, const lark_allocator *allocator,
                 const char *scheme, const char *rest) {
  size_t scheme_bytes = strlen(scheme);
  address->bytes = scheme_bytes + strlen(rest) + 1;
  address->url = lark_alloc(allocator, address->bytes);
  if (address->url == NULL) return false;
  memcpy(address->url, scheme, scheme_bytes);
  memcpy(address->url + scheme_bytes, rest, strlen(rest) + 1);
  address->host_at = scheme_bytes;
  address->target_at = scheme_bytes + strcspn(rest, "/?");
  return true;
}

// Checks scheme, host and port as those of a base URL are.
static lark_status check(const lark_address *address, bool allow_http,
                         lark_failure *failure) {
  size_t length = 0;
  lark_failure its;
  char cut = address->url[address->target_at];
  address->url[address->target_at] = '\0';
  lark_status status =
      lark_url_check_base(address->url, allow_http, &length, &its);
  address->url[address->target_at] = cut;
  if (status == LARK_OK) return LARK_OK;
  return refuse(failure, allow_http ? "it has no usable host"
                                    : "it has no usable host, or no TLS");
}

lark_status lark_address_take(lark_address *address,
                              const lark_allocator *allocator, const char *url,
                              bool allow_http, lark_failure *failure) {
  *address = (lark_address){0};
  bool is_secure = strncasecmp(url, "wss://", 6) == 0;
  bool is_plain = strncasecmp(url, "ws://", 5) == 0;
  if (!is_secure && !is_plain) return refuse(failure, "it is no wss URL");
  if (!is_printable(url)) return refuse(failure, "it has odd characters");
  const char *scheme = is_secure ? "https://" : "http://";
  if (!copy(address, allocator, scheme, url + (is_secure ? 6 : 5)))
    return lark_fail(failure, LARK_ENOMEM, "out of memory");
  address->service_id = number_of(url, "service_id");
  return check(address, allow_http, failure);
}

void lark_address_host(const lark_address *address, char *to, size_t room) {
  snprintf(to, room, "%.*s", (int)(address->target_at - address->host_at),
           address->url + address->host_at);
}

void lark_address_clear(lark_address *address,
                        const lark_allocator *allocator) {
  if (address->url != NULL) lark_wipe(address->url, address->bytes);
  lark_release(allocator, address->url, address->bytes);
  *address = (lark_address){0};
}

// -------------------------------------------------------------------- request

void lark_upgrade_write(lark_text *to, const lark_address *address,
                        const char *key, const char *user_agent) {
  const char *host = address->url + address->host_at;
  const char *target = address->url + address->target_at;
  lark_text_add_string(to, "GET ");
  if (target[0] != '/') lark_text_add_char(to, '/');
  lark_text_add(to, target, strcspn(target, "#"));
  lark_text_add_string(to, " HTTP/1.1\r\nHost: ");
  lark_text_add(to, host, (size_t)(target - host));
  lark_text_add_string(to, "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: ");
  lark_text_add_string(to, key);
  lark_text_add_string(to, "\r\nUser-Agent: ");
  lark_text_add_string(to, user_agent);
  lark_text_add_string(to, "\r\n\r\n");
}

// --------------------------------------------------------------------- answer

// A header line: its value, if it has this name.
static const char *value_of(const char *line, const char *end, const char *name,
                            size_t *length) {
  size_t name_bytes = strlen(name);
  if ((size_t)(end - line) <= name_bytes || line[name_bytes] != ':' ||
      strncasecmp(line, name, name_bytes) != 0)
    return NULL;
  line += name_bytes + 1;
  while (line < end && (*line == ' ' || *line == '\t'))
    line++;
  while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  *length = (size_t)(end - line);
  return line;
}

static void take_text(const char *line, const char *end, const char *name,
                      char *room, size_t room_bytes) {
  size_t length = 0;
  const char *value = value_of(line, end, name, &length);
  if (value == NULL) return;
  if (length >= room_bytes) length = room_bytes - 1;
  for (size_t i = 0; i < length; i++)
    room[i] = value[i] >= ' ' && value[i] <= '~' ? value[i] : '?';
  room[length] = '\0';
}

static void take_number(const char *line, const char *end, const char *name,
                        int64_t *number) {
  char digits[24] = "";
  take_text(line, end, name, digits, sizeof digits);
  if (digits[0] != '\0') *number = strtoll(digits, NULL, 10);
}

static void take_line(const char *line, const char *end, lark_upgraded *out) {
  char protocol[24] = "";
  size_t length = 0;
  take_text(line, end, "Upgrade", protocol, sizeof protocol);
  if (strcasecmp(protocol, "websocket") == 0) out->is_websocket = true;
  take_text(line, end, "Sec-WebSocket-Accept", out->accept, sizeof out->accept);
  if (value_of(line, end, "Sec-WebSocket-Extensions", &length) != NULL &&
      length > 0)
    out->has_extensions = true;
  take_number(line, end, "Handshake-Status", &out->status);
  take_number(line, end, "Handshake-Autherrcode", &out->auth_code);
  take_text(line, end, "Handshake-Msg", out->message, sizeof out->message);
}

// "HTTP/1.1 101 Switching Protocols".
static bool read_status(const char *line, const char *end, int *status) {
  enum { LEAST_BYTES = 12, AT = 9 };
  if (end - line < LEAST_BYTES || strncmp(line, "HTTP/1.", 7) != 0 ||
      line[AT - 1] != ' ')
    return false;
  *status = 0;
  for (int i = AT; i < LEAST_BYTES; i++) {
    if (line[i] < '0' || line[i] > '9') return false;
    *status = *status * 10 + (line[i] - '0');
  }
  return true;
}

bool lark_upgrade_read(const char *head, size_t length_bytes,
                       lark_upgraded *out) {
  const char *end = head + length_bytes;
  bool is_first = true;
  *out = (lark_upgraded){0};
  while (head < end) {
    const char *line_end = memchr(head, '\n', (size_t)(end - head));
    if (line_end == NULL) return false;
    const char *text_end =
        line_end > head && line_end[-1] == '\r' ? line_end - 1 : line_end;
    if (is_first && !read_status(head, text_end, &out->http_status))
      return false;
    if (!is_first) take_line(head, text_end, out);
    is_first = false;
    head = line_end + 1;
  }
  return !is_first;
}
