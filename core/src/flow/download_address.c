// SPDX-License-Identifier: MIT
#include "download_address.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "url.h"

static lark_status refuse(lark_failure *failure, const char *parameter,
                          const char *what, const char *hint) {
  lark_fail(failure, LARK_EPARAM, "%s", what);
  lark_failure_parameter(failure, parameter);
  if (hint != NULL) lark_failure_hint(failure, "%s", hint);
  return LARK_EPARAM;
}

// Whether `host` is `name`, or below it.
static bool is_below(const char *host, const char *name, size_t length) {
  size_t host_length = strlen(host);
  if (length == 1 && name[0] == '*') return true;
  if (host_length < length ||
      strncasecmp(host + host_length - length, name, length) != 0)
    return false;
  return host_length == length || host[host_length - length - 1] == '.';
}

static bool is_in(const char *host, const char *list) {
  for (const char *at = list; at != NULL && *at != '\0';) {
    size_t length = strcspn(at, ",");
    if (length > 0 && is_below(host, at, length)) return true;
    at += length + (at[length] == ',');
  }
  return false;
}

static bool read_host(const char *url, char host[LARK_HOST_BYTES]) {
  CURLU *parts = curl_url();
  char *found = NULL;
  if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK)
    curl_url_get(parts, CURLUPART_HOST, &found, 0);
  bool fits = found != NULL && strlen(found) < LARK_HOST_BYTES;
  if (fits) memcpy(host, found, strlen(found) + 1);
  curl_free(found);
  curl_url_cleanup(parts);
  return fits;
}

static bool is_allowed(const lark_settings *settings, const char *host,
                       const char *more) {
  static const char platform[] = "feishu.cn,feishucdn.com,larksuite.com,"
                                 "larksuitecdn.com,larkoffice.com";
  char own[LARK_HOST_BYTES];
  if (is_in(host, platform) || is_in(host, more)) return true;
  return read_host(settings->base_url, own) && strcasecmp(own, host) == 0;
}

lark_status lark_download_address_check(const lark_settings *settings,
                                        const char *url, bool was_https,
                                        const char *hosts,
                                        char host[LARK_HOST_BYTES],
                                        size_t *origin_bytes,
                                        lark_failure *failure) {
  static const char wrong[] = "url is no address of a file";
  char base[LARK_HOST_BYTES + 32];
  size_t length = 0;
  bool https = strncasecmp(url, "https://", 8) == 0;
  if (!https && strncasecmp(url, "http://", 7) != 0)
    return refuse(failure, "url", wrong, "It begins with https://.");
  for (const char *at = url; *at != '\0'; at++) {
    if ((unsigned char)*at <= ' ' || *at == 0x7f)
      return refuse(failure, "url", wrong, "It holds a space.");
  }
  *origin_bytes = 8 - !https + strcspn(url + 8 - !https, "/?#");
  if (*origin_bytes >= sizeof base) return refuse(failure, "url", wrong, NULL);
  memcpy(base, url, *origin_bytes);
  base[*origin_bytes] = '\0';
  lark_failure ignored;
  if (lark_url_check_base(base, true, &length, &ignored) != LARK_OK ||
      !read_host(base, host))
    return refuse(failure, "url", wrong, NULL);
  bool near = settings->loopback && lark_url_is_loopback(base);
  if (!https && (was_https || !near))
    return refuse(failure, "url", "files come over https alone", NULL);
  if (is_allowed(settings, host, hosts)) return LARK_OK;
  lark_fail(failure, LARK_EPARAM, "no files may come from %s", host);
  lark_failure_parameter(failure, "url");
  lark_failure_hint(failure, "If that is meant, allow it: hosts = { \"%s\" }.",
                    host);
  return LARK_EPARAM;
}
