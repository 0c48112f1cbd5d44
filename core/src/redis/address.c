// SPDX-License-Identifier: MIT
#include "address.h"

#include <netdb.h>
#include <stdio.h>
#include <strings.h>
#include <sys/socket.h>

#include "language.h"
#include "memory.h"
#include "secret.h"

enum { USUAL_PORT = 6379, MOST_DATABASE = 1000000, LONGEST_PATH = 107 };

static lark_status refuse(lark_failure *failure, const char *message,
                          const char *hint) {
  // Never the URL itself: it may hold a password.
  lark_fail(failure, LARK_ECONFIG, "store: %s", lark_words(message));
  lark_failure_parameter(failure, "store");
  lark_failure_hint(failure, "%s", hint);
  return LARK_ECONFIG;
}

static const char forms[] =
    "Write redis://[[user]:password@]host[:port][/database], rediss:// for "
    "TLS, or unix:///path/to/socket[?db=database].";

static int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Copies a part of the URL without its percent-encoding. LARK_ECONFIG where
// that is broken, or hides a NUL.
static lark_status take(const lark_redis_address *address, const char *from,
                        size_t length, char **out) {
  char *copy = lark_alloc(&address->allocator, length + 1);
  size_t used = 0;
  if (copy == NULL) return LARK_ENOMEM;
  for (size_t i = 0; i < length; i++) {
    char c = from[i];
    if (c == '%') {
      int high = i + 2 < length ? hex_of(from[i + 1]) : -1;
      int low = high >= 0 ? hex_of(from[i + 2]) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        lark_wipe(copy, length + 1);
        lark_release(&address->allocator, copy, length + 1);
        return LARK_ECONFIG;
      }
      c = (char)(high * 16 + low);
      i += 2;
    }
    copy[used++] = c;
  }
  // Once more: a block is freed by its string's length.
  *out = lark_copy(&address->allocator, copy);
  lark_wipe(copy, length + 1);
  lark_release(&address->allocator, copy, length + 1);
  return *out != NULL ? LARK_OK : LARK_ENOMEM;
}

// Reads a number that the text is, up to `most`; -1 where it is none.
static int number_of(const char *text, size_t length, int most) {
  long number = 0;
  if (length == 0 || length > 7) return -1;
  for (size_t i = 0; i < length; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number <= most ? (int)number : -1;
}

static lark_status read_user(lark_redis_address *address, const char *text,
                             size_t length) {
  const char *colon = memchr(text, ':', length);
  size_t user_bytes = colon != NULL ? (size_t)(colon - text) : length;
  lark_status status = LARK_OK;
  if (user_bytes > 0) status = take(address, text, user_bytes, &address->user);
  if (status == LARK_OK && colon != NULL)
    status =
        take(address, colon + 1, length - user_bytes - 1, &address->password);
  return status;
}

static lark_status read_host(lark_redis_address *address, const char *text,
                             size_t length, lark_failure *failure) {
  const char *end = text + length;
  const char *host = text;
  const char *host_end = memchr(text, ':', length);
  if (length > 0 && text[0] == '[') {
    host++;
    host_end = memchr(text, ']', length);
    if (host_end == NULL)
      return refuse(failure, "the address lacks its closing bracket", forms);
    text = host_end + 1;
  } else {
    if (host_end == NULL) host_end = end;
    text = host_end;
  }
  if (host_end == host) return refuse(failure, "the URL names no host", forms);
  address->port = USUAL_PORT;
  if (text < end) {
    address->port = *text == ':'
                        ? number_of(text + 1, (size_t)(end - text) - 1, 65535)
                        : -1;
    if (address->port < 1)
      return refuse(failure, "the port is no number from 1 to 65535", forms);
  }
  return take(address, host, (size_t)(host_end - host), &address->host);
}

static lark_status read_database(lark_redis_address *address, const char *text,
                                 size_t length, lark_failure *failure) {
  address->database = number_of(text, length, MOST_DATABASE);
  if (address->database >= 0) return LARK_OK;
  return refuse(failure, "the database is no number", forms);
}

static lark_status read_ca_file(lark_redis_address *address, const char *query,
                                lark_failure *failure) {
  static const char name[] = "?ca_file=";
  const size_t name_bytes = sizeof name - 1;
  if (!address->tls || strncmp(query, name, name_bytes) != 0 ||
      query[name_bytes] == '\0')
    return refuse(failure, "only ?ca_file=file of rediss:// may follow", forms);
  return take(address, query + name_bytes, strlen(query + name_bytes),
              &address->ca_file);
}

static lark_status read_network(lark_redis_address *address, const char *rest,
                                lark_failure *failure) {
  size_t length = strcspn(rest, "/?#");
  const char *path = rest + length;
  const char *at = NULL;
  for (size_t i = 0; i < length; i++)
    if (rest[i] == '@') at = rest + i;
  lark_status status = LARK_OK;
  if (at != NULL) status = read_user(address, rest, (size_t)(at - rest));
  const char *host = at != NULL ? at + 1 : rest;
  if (status == LARK_OK)
    status = read_host(address, host, (size_t)(path - host), failure);
  if (status != LARK_OK) return status;
  if (*path == '/') path++;
  size_t digits = strcspn(path, "?#");
  if (digits > 0) status = read_database(address, path, digits, failure);
  if (status == LARK_OK && path[digits] != '\0')
    status = read_ca_file(address, path + digits, failure);
  snprintf(address->label, sizeof address->label, "Redis at %s:%d",
           address->host, address->port);
  return status;
}

static lark_status read_socket(lark_redis_address *address, const char *rest,
                               lark_failure *failure) {
  size_t length = strcspn(rest, "?#");
  const char *query = rest + length;
  if (*rest != '/')
    return refuse(failure, "the path of a socket starts with a slash", forms);
  lark_status status = take(address, rest, length, &address->path);
  if (status != LARK_OK) return status;
  if (strlen(address->path) > LONGEST_PATH)
    return refuse(failure, "the path of the socket is longer than 107 bytes",
                  "Move the socket, or name it by a shorter link.");
  snprintf(address->label, sizeof address->label, "Redis at %s", address->path);
  if (*query == '\0') return LARK_OK;
  if (strncmp(query, "?db=", 4) != 0)
    return refuse(failure, "only ?db=database may follow a path", forms);
  return read_database(address, query + 4, strlen(query + 4), failure);
}

lark_status lark_redis_address_read(lark_redis_address *address,
                                    const char *url,
                                    const lark_allocator *allocator,
                                    lark_failure *failure) {
  lark_status status = LARK_ECONFIG;
  *address = (lark_redis_address){.allocator = *allocator};
  lark_fail(failure, LARK_ECONFIG, "%s", "");
  if (strncasecmp(url, "redis://", 8) == 0)
    status = read_network(address, url + 8, failure);
  else if (strncasecmp(url, "unix://", 7) == 0)
    status = read_socket(address, url + 7, failure);
  else if (strncasecmp(url, "rediss://", 9) == 0) {
    address->tls = true;
    status = read_network(address, url + 9, failure);
  } else
    return refuse(failure, "the URL is neither redis://, rediss:// nor unix://",
                  forms);
  if (status == LARK_ECONFIG && failure->error.msg[0] == '\0')
    return refuse(failure, "a percent sign is not followed by two digits",
                  "Write % as %25, @ as %40, : as %3A and / as %2F.");
  if (status == LARK_ENOMEM) lark_fail(failure, status, "out of memory");
  return status;
}

lark_status lark_redis_address_look_up(lark_redis_address *address,
                                       lark_failure *failure) {
  if (address->path != NULL) return LARK_OK;
  const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  int error = getaddrinfo(address->host, NULL, &hints, &found);
  if (error == 0)
    error = getnameinfo(found->ai_addr, found->ai_addrlen, address->ip,
                        sizeof address->ip, NULL, 0, NI_NUMERICHOST);
  if (found != NULL) freeaddrinfo(found);
  if (error == 0) return LARK_OK;
  lark_fail(failure, LARK_ECONFIG, "store: the host %s is unknown: %s",
            address->host, gai_strerror(error));
  lark_failure_parameter(failure, "store");
  lark_failure_hint(failure, "Check the host's name, or give its address.");
  return LARK_ECONFIG;
}

void lark_redis_address_clear(lark_redis_address *address) {
  const lark_allocator *allocator = &address->allocator;
  lark_release_string(allocator, address->path);
  lark_release_string(allocator, address->host);
  lark_release_string(allocator, address->user);
  lark_release_string(allocator, address->ca_file);
  lark_release_secret(allocator, address->password);
  *address = (lark_redis_address){.allocator = *allocator};
}
