// SPDX-License-Identifier: MIT

/// The reply to one attempt, before answer.c reads it.
#ifndef LARK_REPLY_H
#define LARK_REPLY_H

#include <curl/curl.h>

#include "lark_json.h"
#include "mask.h"
#include "settings.h"

typedef struct lark_reply {
  CURLcode code;
  bool sent;          ///< the server may have read the request, or part of it
  bool begun;         ///< there was a connection for it
  bool stale;         ///< a kept connection was dead
  bool broken;        ///< HTTP/2 failed it; HTTP/1.1 may do
  bool undecoded;     ///< the body could not be decompressed
  bool asked_in_vain; ///< for permission: the server does not know the question
  bool too_large;     ///< the body is larger than allowed
  bool refused;       ///< the program took no more of the body
  bool unreadable;    ///< the request's body; `message` says why
  bool out_of_memory;
  bool out_of_files;   ///< no descriptor was left for it; nothing was sent
  bool is_json;        ///< the Content-Type says so
  bool is_page;        ///< it says HTML
  bool has_type;       ///< there is one
  long connect_status; ///< the proxy's answer to CONNECT; 0: none
  CURLproxycode proxy_error; ///< a SOCKS proxy's
  long http_status;          ///< 0: no answer
  lark_text body;            ///< decompressed; a sink may put it elsewhere
  char log_id[96];
  char location[160];            ///< where a redirect leads
  uint32_t limit;                ///< x-ogw-ratelimit-limit; 0: none
  uint32_t reset_s;              ///< how long to wait; 0: none
  char date[40];                 ///< the Date header
  char retry_date[40];           ///< the Retry-After header, if it is a date
  char message[CURL_ERROR_SIZE]; ///< libcurl's, about an error
  lark_oddities odd;             ///< values of the body that were mended, or
                                 ///< that forbid to read it
  const lark_settings *settings; ///< the client's; NULL: the defaults
} lark_reply;

/// Takes one header line, or the status line.
void lark_reply_header(lark_reply *reply, const char *line, size_t length);

/// Takes in what only all headers together tell: how long to wait, where the
/// server named a date. Such dates are told by the server's own clock.
void lark_reply_settle(lark_reply *reply);

/// When the server answered, by its clock, in seconds since 1970. 0 where the
/// Date header is absent or malformed.
int64_t lark_reply_date_s(const lark_reply *reply);

/// Masks secrets in the headers that were kept.
void lark_reply_mask(lark_reply *reply, const lark_secrets *secrets);

/// Empties the reply. It keeps the body's memory, unless that is large.
void lark_reply_reset(lark_reply *reply);

#endif
