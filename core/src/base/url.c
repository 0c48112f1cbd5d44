// SPDX-License-Identifier: MIT
#include "url.h"

#include <strings.h>

static bool is_unreserved(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
         byte == '_' || byte == '~';
}

void lark_url_add_encoded(lark_text *url, const char *bytes, size_t length) {
  static const char hex[] = "0123456789ABCDEF";
  size_t plain = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if (is_unreserved(byte)) continue;
    lark_text_add(url, bytes + plain, i - plain);
    const char escaped[3] = {'%', hex[byte >> 4], hex[byte & 15]};
    lark_text_add(url, escaped, sizeof escaped);
    plain = i + 1;
  }
  lark_text_add(url, bytes + plain, length - plain);
}

void lark_url_add_query(lark_text *url, bool *has_query, const char *name,
                        const char *value, size_t length) {
  lark_text_add_char(url, *has_query ? '&' : '?');
  lark_url_add_encoded(url, name, strlen(name));
  lark_text_add_char(url, '=');
  lark_url_add_encoded(url, value, length);
  *has_query = true;
}

// The part behind "http://" or "https://"; NULL for another scheme.
static const char *host_of(const char *url) {
  if (strncasecmp(url, "https://", 8) == 0) return url + 8;
  if (strncasecmp(url, "http://", 7) == 0) return url + 7;
  return NULL;
}

static bool host_is(const char *host, const char *name) {
  size_t length = strlen(name);
  if (strncasecmp(host, name, length) != 0) return false;
  return host[length] == '\0' || host[length] == ':' || host[length] == '/';
}

// Whether a host is in 127.0.0.0/8. Only digits and dots pass, so that
// 127.0.0.1.example.com does not.
static bool is_loopback_v4(const char *host) {
  size_t length = strspn(host, "0123456789.");
  char end = host[length];
  return strncmp(host, "127.", 4) == 0 &&
         (end == '\0' || end == ':' || end == '/');
}

bool lark_url_is_loopback(const char *url) {
  const char *host = host_of(url);
  return host != NULL && (host_is(host, "localhost") ||
                          host_is(host, "[::1]") || is_loopback_v4(host));
}

size_t lark_url_origin_bytes(const char *url) {
  const char *host = host_of(url);
  return (size_t)(host - url) + strcspn(host, "/");
}

static bool has_space_or_control(const char *text) {
  for (; *text != '\0'; text++) {
    if ((unsigned char)*text <= ' ' || *text == 0x7f) return true;
  }
  return false;
}

lark_status lark_url_check_base(const char *url, bool allow_http,
                                size_t *length, lark_failure *failure) {
  const char *host = host_of(url);
  *length = strlen(url);
  while (*length > 0 && url[*length - 1] == '/')
    --*length;

  if (host == NULL || *host == '\0' || *host == '/' ||
      has_space_or_control(url) || strpbrk(host, "@?#\\") != NULL) {
    lark_fail(failure, LARK_ECONFIG, "base_url is not the URL of a server");
    lark_failure_hint(failure, "Write it like https://open.feishu.cn, without "
                               "user, query or fragment.");
    return LARK_ECONFIG;
  }
  static const char api[] = "/open-apis";
  size_t api_bytes = sizeof api - 1;
  if (*length > api_bytes &&
      strncmp(url + *length - api_bytes, api, api_bytes) == 0) {
    lark_fail(failure, LARK_ECONFIG,
              "base_url ends in /open-apis, which the client adds itself");
    lark_failure_hint(failure, "Set it to %.*s", (int)(*length - api_bytes),
                      url);
    return LARK_ECONFIG;
  }
  if (host - url == 7 && !allow_http && !lark_url_is_loopback(url)) {
    lark_fail(failure, LARK_ECONFIG,
              "base_url is plain http, which would show the secret to others");
    lark_failure_hint(failure,
                      "Use https, or set allow_http if the network is safe.");
    return LARK_ECONFIG;
  }
  return LARK_OK;
}

// Servers and proxies resolve "." and ".." between slashes.
static bool has_dot_segment(const char *path) {
  for (const char *slash = path; slash != NULL; slash = strchr(slash, '/')) {
    slash++;
    size_t length = strcspn(slash, "/");
    if (length == 1 && slash[0] == '.') return true;
    if (length == 2 && slash[0] == '.' && slash[1] == '.') return true;
  }
  return false;
}

bool lark_url_is_path(const char *path) {
  return path[0] == '/' && path[1] != '/' && !has_space_or_control(path) &&
         strpbrk(path, "?#\\") == NULL && !has_dot_segment(path);
}

bool lark_url_is_header_safe(const char *text) {
  for (; text != NULL && *text != '\0'; text++) {
    if ((unsigned char)*text < ' ' || *text == 0x7f) return false;
  }
  return true;
}
