// SPDX-License-Identifier: MIT

/// What one attempt brought back, before anybody has made sense of it.
#ifndef LARK_REPLY_H
#define LARK_REPLY_H

#include <curl/curl.h>

#include "lark_json.h"
#include "mask.h"

typedef struct lark_reply {
  CURLcode code;
  bool sent;      ///< the request, or part of it, went out
  bool too_large; ///< the body passed the cap
  bool refused;   ///< whoever takes the body took no more
  bool out_of_memory;
  bool is_json;     ///< by its Content-Type
  long http_status; ///< 0: no answer
  lark_text body;   ///< decompressed, as far as the sink keeps it here
  char log_id[96];
  char location[160];            ///< of a redirect
  uint32_t limit;                ///< x-ogw-ratelimit-limit; 0: not said
  uint32_t reset_s;              ///< how long to wait; 0: not said
  char date[40];                 ///< by the server's clock, as it wrote it
  char message[CURL_ERROR_SIZE]; ///< libcurl's
} lark_reply;

/// Takes one header line; the names that matter are few.
void lark_reply_header(lark_reply *reply, const char *line, size_t length);

/// The server's clock when it answered, in seconds since 1970; 0 where it did
/// not say, or nothing that can be read.
int64_t lark_reply_date_s(const lark_reply *reply);

/// Masks the secrets in what headers said.
void lark_reply_mask(lark_reply *reply, const lark_secrets *secrets);

/// Forgets all but the body's memory, if that is no larger than usual.
void lark_reply_reset(lark_reply *reply);

#endif
