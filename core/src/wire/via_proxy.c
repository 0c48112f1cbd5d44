// SPDX-License-Identifier: MIT
#include "via_proxy.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static lark_reaction fail(lark_failure *failure, lark_status status,
                          lark_reaction reaction) {
  failure->error.status = status;
  failure->error.retryable = reaction == LARK_REPEAT;
  if (status == LARK_ECONFIG) lark_failure_parameter(failure, "proxy");
  return reaction;
}

static const char *source_of(const lark_reply *reply) {
  const lark_settings *settings = reply->settings;
  return settings != NULL && settings->proxy.url != NULL
             ? settings->proxy.source
             : "https_proxy";
}

lark_reaction lark_via_proxy_refuse_user(const lark_reply *reply, long status,
                                         lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG,
            "the proxy refuses the user or the password (HTTP %ld)", status);
  lark_failure_hint(failure,
                    "Check user and password in %s; special characters are "
                    "percent-encoded there.",
                    source_of(reply));
  return fail(failure, LARK_ECONFIG, LARK_FAIL);
}

// The proxy answered CONNECT with this status, and made no tunnel.
static lark_reaction explain_status(const lark_reply *reply, long status,
                                    lark_failure *failure) {
  const char *source = source_of(reply);
  // tinyproxy says 401 to a wrong password, and 407 where there is none.
  if (status == 407 || status == 401)
    return lark_via_proxy_refuse_user(reply, status, failure);
  if (status >= 500) {
    lark_fail(failure, LARK_ENETWORK,
              "the proxy did not reach the server (HTTP %ld)", status);
    lark_failure_hint(failure,
                      "Try again later, or check the proxy in %s and the host "
                      "of base_url.",
                      source);
    return fail(failure, LARK_ENETWORK, LARK_REPEAT);
  }
  lark_fail(failure, LARK_ECONFIG,
            "the proxy does not let requests to this server pass (HTTP %ld)",
            status);
  lark_failure_hint(failure,
                    "Ask who runs the proxy in %s to allow the host of "
                    "base_url, or list it in no_proxy.",
                    source);
  return fail(failure, LARK_ECONFIG, LARK_FAIL);
}

static bool is_denied(CURLproxycode code) {
  switch (code) {
  case CURLPX_NO_AUTH:
  case CURLPX_REQUEST_FAILED:
  case CURLPX_REPLY_NOT_ALLOWED:
  case CURLPX_USER_REJECTED:
  case CURLPX_IDENTD_DIFFER: return true;
  default: return false;
  }
}

// A SOCKS proxy says no, or is none.
static lark_reaction explain_socks(const lark_reply *reply,
                                   lark_failure *failure) {
  bool denied = is_denied(reply->proxy_error);
  lark_status status = denied ? LARK_ECONFIG : LARK_ENETWORK;
  lark_fail(failure, status, "the proxy made no connection: %s",
            reply->message[0] != '\0' ? reply->message
                                      : curl_easy_strerror(reply->code));
  lark_failure_hint(failure,
                    denied ? "Check user, password and permissions of the "
                             "proxy in %s."
                           : "Check the proxy in %s: its scheme, and whether "
                             "it reaches the server.",
                    source_of(reply));
  return fail(failure, status, denied ? LARK_FAIL : LARK_REPEAT);
}

static lark_reaction explain_silence(const lark_reply *reply,
                                     lark_failure *failure) {
  bool late = reply->code == CURLE_OPERATION_TIMEDOUT;
  lark_status status = late ? LARK_ETIMEOUT : LARK_ENETWORK;
  lark_fail(failure, status, "the proxy made no connection: %s",
            reply->message[0] != '\0' ? reply->message
                                      : curl_easy_strerror(reply->code));
  lark_failure_hint(failure,
                    late ? "Check the proxy in %s, or raise connect_timeout."
                         : "Check the proxy in %s: its scheme, host and port. "
                           "ca_file counts for an https proxy, too.",
                    source_of(reply));
  return fail(failure, status,
              reply->code == CURLE_PEER_FAILED_VERIFICATION ? LARK_FAIL
                                                            : LARK_REPEAT);
}

static bool begins_with(const char *text, const char *prefix) {
  return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

// Whether the attempt ended before there was a way through the proxy.
static bool ended_at_proxy(const lark_reply *reply) {
  const lark_settings *settings = reply->settings;
  switch (reply->code) {
  case CURLE_COULDNT_RESOLVE_PROXY:
  case CURLE_COULDNT_CONNECT: return true;
  case CURLE_OPERATION_TIMEDOUT: return true;
  case CURLE_SSL_CACERT_BADFILE: return false;
  default: break;
  }
  // TLS with the server begins behind a SOCKS proxy's answer, of which libcurl
  // tells nothing. Without such TLS all before the request is the proxy's.
  return !settings->https || !begins_with(settings->proxy.url, "socks");
}

// The answer to CONNECT that ended the attempt; 0: none did. After 407 libcurl
// asks again with a password, and that may fail in another way.
static long refusal_of(const lark_reply *reply) {
  long status = reply->connect_status;
  char number[24];
  snprintf(number, sizeof number, "%ld", status);
  switch (reply->code) {
  case CURLE_COULDNT_CONNECT:
  case CURLE_OPERATION_TIMEDOUT:
  case CURLE_SEND_ERROR: return 0;
  // "CONNECT tunnel failed, response 407", or a connection that ended.
  case CURLE_RECV_ERROR:
    return strstr(reply->message, number) != NULL ? status : 0;
  default: return status;
  }
}

bool lark_via_proxy_explain(const lark_reply *reply, lark_failure *failure,
                            lark_reaction *reaction) {
  const lark_settings *settings = reply->settings;
  if (settings == NULL || settings->proxy.url == NULL || reply->sent)
    return false;
  long status = reply->connect_status;
  if (status >= 200 && status < 300) return false;
  status = refusal_of(reply);
  if (status > 0)
    *reaction = explain_status(reply, status, failure);
  else if (reply->code == CURLE_PROXY)
    *reaction = explain_socks(reply, failure);
  else if (ended_at_proxy(reply))
    *reaction = explain_silence(reply, failure);
  else
    return false;
  return true;
}
