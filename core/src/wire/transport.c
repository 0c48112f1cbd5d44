// SPDX-License-Identifier: MIT
#include "transport.h"

// Sets an option, unless an earlier one failed.
#define SET(option, value)                                                     \
  (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

static CURLcode set_proxy(CURL *easy, const lark_settings *settings) {
  const lark_proxy *proxy = &settings->proxy;
  CURLcode code = CURLE_OK;
  // For the proxy. The server gets it with the token's headers.
  SET(CURLOPT_USERAGENT, settings->user_agent);
  if (settings->ca_file != NULL) SET(CURLOPT_PROXY_CAINFO, settings->ca_file);
  if (proxy->user == NULL && proxy->password == NULL) return code;
  SET(CURLOPT_PROXYUSERNAME, proxy->user != NULL ? proxy->user : "");
  SET(CURLOPT_PROXYPASSWORD, proxy->password != NULL ? proxy->password : "");
  SET(CURLOPT_PROXYAUTH, (long)(CURLAUTH_BASIC | CURLAUTH_DIGEST));
  return code;
}

CURLcode lark_transport_set(CURL *easy, const lark_settings *settings) {
  CURLcode code = CURLE_OK;
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_TCP_KEEPALIVE, 1L);
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)settings->connect_timeout_ms);
  // Does not wait for the thread of a stuck name lookup; from libcurl 8.20 on
  // that is said of the multi handle (lark_transport_hurry).
  SET(CURLOPT_QUICK_EXIT, 1L);
  // A proxy's own headers are not part of the answer.
  SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  SET(CURLOPT_SSLVERSION, (long)(settings->tls_1_3 ? CURL_SSLVERSION_TLSv1_3
                                                   : CURL_SSLVERSION_TLSv1_2));
  if (settings->ca_file != NULL) SET(CURLOPT_CAINFO, settings->ca_file);
  // The proxy is chosen already: libcurl need not look at the environment for
  // each request.
  const lark_proxy *proxy = &settings->proxy;
  SET(CURLOPT_PROXY, proxy->url != NULL ? proxy->url : "");
  SET(CURLOPT_NOPROXY, proxy->url != NULL ? "" : "*");
  return code == CURLE_OK && proxy->url != NULL ? set_proxy(easy, settings)
                                                : code;
}

// libcurl knows it from 8.20 on, and refuses it before: the headers may be
// older than the library that is loaded.
static const CURLMoption MULTI_QUICK_EXIT = (CURLMoption)21;

void lark_transport_hurry(CURLM *multi) {
  curl_multi_setopt(multi, MULTI_QUICK_EXIT, 1L);
}
