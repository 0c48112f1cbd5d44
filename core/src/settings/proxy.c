// SPDX-License-Identifier: MIT
#include "proxy.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "language.h"
#include "memory.h"
#include "secret.h"
#include "url.h"

// -------------------------------------------------------------------- no_proxy

typedef struct server {
  char host[256]; // without the brackets of an IPv6 address
  long port;
} server;

static server server_of(const char *base_url) {
  server found = {.port = strncasecmp(base_url, "https:", 6) == 0 ? 443 : 80};
  const char *host = strstr(base_url, "://");
  if (host == NULL) return found;
  host += 3;
  const char *end = NULL;
  const char *port = NULL;
  if (*host == '[') {
    host++;
    end = host + strcspn(host, "]");
    port = *end == ']' ? end + 1 : end;
  } else {
    end = port = host + strcspn(host, ":/");
  }
  snprintf(found.host, sizeof found.host, "%.*s", (int)(end - host), host);
  if (*port == ':') found.port = strtol(port + 1, NULL, 10);
  return found;
}

// Compares the first `bits` bits.
static bool same_bits(const unsigned char *a, const unsigned char *b,
                      long bits) {
  long whole = bits / 8;
  if (memcmp(a, b, (size_t)whole) != 0) return false;
  int left = (int)(bits % 8);
  return left == 0 || ((a[whole] ^ b[whole]) >> (8 - left)) == 0;
}

// Whether `entry`, an address or a block such as "10.0.0.0/8", has the host.
static bool has_address(const char *entry, const char *host) {
  char net[80];
  unsigned char wanted[16];
  unsigned char given[16];
  size_t length = strcspn(entry, "/");
  snprintf(net, sizeof net, "%.*s", (int)length, entry);
  int family = strchr(host, ':') != NULL ? AF_INET6 : AF_INET;
  if (inet_pton(family, host, given) != 1 ||
      inet_pton(family, net, wanted) != 1)
    return false;
  long most = family == AF_INET6 ? 128 : 32;
  long bits = most;
  if (entry[length] == '/') {
    char *end = NULL;
    bits = strtol(entry + length + 1, &end, 10);
    if (end == entry + length + 1 || *end != '\0' || bits < 0 || bits > most)
      return false;
  }
  return same_bits(wanted, given, bits);
}

// Takes ":443" off the end of an entry. False where it names another port.
static bool is_for_port(char *entry, long port) {
  char *colon = strrchr(entry, ':');
  if (colon == NULL || colon[1] == '\0') return true;
  bool is_v6 = entry[0] != '[' && strchr(entry, ':') != colon;
  if (is_v6 || colon[1 + strspn(colon + 1, "0123456789")] != '\0') return true;
  *colon = '\0';
  return strtol(colon + 1, NULL, 10) == port;
}

// Takes the brackets off an IPv6 address.
static char *without_brackets(char *entry) {
  size_t length = strlen(entry);
  if (length < 2 || entry[0] != '[' || entry[length - 1] != ']') return entry;
  entry[length - 1] = '\0';
  return entry + 1;
}

static bool is_host_or_below(const char *entry, const char *host) {
  if (strncmp(entry, "*.", 2) == 0) entry += 2;
  if (entry[0] == '.') entry++;
  size_t length = strlen(entry);
  if (length > 0 && entry[length - 1] == '.') length--;
  size_t host_length = strlen(host);
  if (host_length > 0 && host[host_length - 1] == '.') host_length--;
  if (length == 0 || host_length < length) return false;
  const char *tail = host + host_length - length;
  return strncasecmp(tail, entry, length) == 0 &&
         (tail == host || tail[-1] == '.');
}

static bool excludes(char *entry, const server *its) {
  if (strcmp(entry, "*") == 0) return true;
  if (!is_for_port(entry, its->port)) return false;
  entry = without_brackets(entry);
  return has_address(entry, its->host) || is_host_or_below(entry, its->host);
}

bool lark_proxy_excludes(const char *list, const char *base_url) {
  server its = server_of(base_url);
  while (*list != '\0') {
    char entry[256];
    size_t length = strcspn(list, ", \t");
    snprintf(entry, sizeof entry, "%.*s", (int)length, list);
    // A longer entry is no host.
    if (length > 0 && length < sizeof entry && excludes(entry, &its))
      return true;
    list += length;
    list += strspn(list, ", \t");
  }
  return false;
}

// ----------------------------------------------------------------- environment

// The first variable that has a value.
static const char *variable(const char *const *names, const char **name) {
  for (; *names != NULL; names++) {
    const char *value = getenv(*names);
    if (value == NULL || value[0] == '\0') continue;
    *name = *names;
    return value;
  }
  return NULL;
}

// A web server puts a request's header "Proxy" into HTTP_PROXY, so that nobody
// reads that one.
static const char *from_environment(const char *base_url, const char **name) {
  static const char *const secure[] = {"https_proxy", "HTTPS_PROXY",
                                       "all_proxy", "ALL_PROXY", NULL};
  static const char *const plain[] = {"http_proxy", "all_proxy", "ALL_PROXY",
                                      NULL};
  bool https = strncasecmp(base_url, "https:", 6) == 0;
  return variable(https ? secure : plain, name);
}

static bool is_excluded(const char *base_url) {
  static const char *const names[] = {"no_proxy", "NO_PROXY", NULL};
  const char *name = NULL;
  const char *list = variable(names, &name);
  return list != NULL && lark_proxy_excludes(list, base_url);
}

// ------------------------------------------------------------------------- URL

static lark_status refuse(lark_failure *failure, const char *source,
                          const char *why) {
  lark_fail(failure, LARK_ECONFIG, "%s is not the URL of a proxy: %s", source,
            lark_words(why));
  lark_failure_parameter(failure, "proxy");
  lark_failure_hint(failure,
                    "Write it like http://proxy.example:3128 or "
                    "http://user:password@proxy.example:3128, with %%40 for "
                    "an @ in the password.");
  return LARK_ECONFIG;
}

static bool is_known_scheme(const char *scheme) {
  static const char *const known[] = {"http",    "https",  "socks4",
                                      "socks4a", "socks5", "socks5h"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (strcasecmp(known[i], scheme) == 0) return true;
  }
  return false;
}

static lark_status check_scheme(CURLU *parts, const char *source,
                                lark_failure *failure) {
  char *scheme = NULL;
  if (curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
    return refuse(failure, source, "it has no scheme");
  bool known = is_known_scheme(scheme);
  curl_free(scheme);
  return known ? LARK_OK
               : refuse(failure, source,
                        "its scheme is none of http, https, socks4, socks4a, "
                        "socks5 and socks5h");
}

// Copies a part if there is one, and frees it. False where memory lacks.
static bool take(const lark_allocator *allocator, CURLU *parts, CURLUPart part,
                 unsigned flags, char **to) {
  char *text = NULL;
  CURLUcode code = curl_url_get(parts, part, &text, flags);
  if (code == CURLUE_OUT_OF_MEMORY) return false;
  if (code != CURLUE_OK) return true;
  *to = lark_copy(allocator, text);
  explicit_bzero(text, strlen(text));
  curl_free(text);
  return *to != NULL;
}

static lark_status read_parts(lark_proxy *proxy,
                              const lark_allocator *allocator, CURLU *parts,
                              const char *url, lark_failure *failure) {
  CURLUcode code = curl_url_set(parts, CURLUPART_URL, url,
                                CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME);
  if (code == CURLUE_OUT_OF_MEMORY) return LARK_ENOMEM;
  if (code != CURLUE_OK)
    return refuse(failure, proxy->source, curl_url_strerror(code));
  lark_status status = check_scheme(parts, proxy->source, failure);
  if (status != LARK_OK) return status;
  if (!take(allocator, parts, CURLUPART_USER, CURLU_URLDECODE, &proxy->user) ||
      !take(allocator, parts, CURLUPART_PASSWORD, CURLU_URLDECODE,
            &proxy->password))
    return LARK_ENOMEM;
  curl_url_set(parts, CURLUPART_USER, NULL, 0);
  curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0);
  if (!take(allocator, parts, CURLUPART_URL, 0, &proxy->url) ||
      proxy->url == NULL)
    return LARK_ENOMEM;
  return LARK_OK;
}

lark_status lark_proxy_find(lark_proxy *proxy, const lark_allocator *allocator,
                            const char *option, const char *base_url,
                            lark_failure *failure) {
  const char *name = "proxy";
  const char *url = option;
  *proxy = (lark_proxy){0};
  if (lark_url_is_loopback(base_url)) return LARK_OK;
  if (url == NULL || url[0] == '\0') url = from_environment(base_url, &name);
  if (url == NULL || is_excluded(base_url)) return LARK_OK;
  snprintf(proxy->source, sizeof proxy->source, "%s", name);
  CURLU *parts = curl_url();
  lark_status status = parts != NULL
                           ? read_parts(proxy, allocator, parts, url, failure)
                           : LARK_ENOMEM;
  curl_url_cleanup(parts);
  if (status == LARK_ENOMEM) lark_fail(failure, LARK_ENOMEM, "out of memory");
  return status;
}

void lark_proxy_clear(lark_proxy *proxy, const lark_allocator *allocator) {
  lark_release_string(allocator, proxy->url);
  lark_release_secret(allocator, proxy->user);
  lark_release_secret(allocator, proxy->password);
  *proxy = (lark_proxy){0};
}

bool lark_proxy_in_environment(const char *base_url) {
  const char *name = NULL;
  return from_environment(base_url != NULL ? base_url : "https:", &name) !=
         NULL;
}
