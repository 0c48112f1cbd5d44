// SPDX-License-Identifier: MIT
#include "permit.h"

#include <string.h>

// libcurl asks for the body when the server has permitted it, and after a
// second without an answer.
static size_t on_read(char *room, size_t size, size_t count, void *user) {
  lark_permit *permit = user;
  if (permit->sent_bytes == 0 && permit->reply->http_status != 100) {
    permit->unanswered = true;
    return CURL_READFUNC_ABORT;
  }
  size_t left = permit->text->length_bytes - permit->sent_bytes;
  size_t taken = size * count < left ? size * count : left;
  if (taken > 0) memcpy(room, permit->text->bytes + permit->sent_bytes, taken);
  permit->sent_bytes += taken;
  return taken;
}

const struct curl_slist *lark_permit_ask(lark_permit *permit, CURL *easy,
                                         const lark_text *text,
                                         const struct curl_slist *headers,
                                         const lark_reply *reply) {
  static char ask[] = "Expect: 100-continue";
  *permit = (lark_permit){.text = text, .reply = reply};
  // The first line of a name counts; the list is only read.
  permit->line = (struct curl_slist){ask, (struct curl_slist *)headers};
  curl_off_t size = (curl_off_t)text->length_bytes;
  bool set =
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, NULL) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read) == CURLE_OK &&
      curl_easy_setopt(easy, CURLOPT_READDATA, permit) == CURLE_OK;
  return set ? &permit->line : NULL;
}

bool lark_permit_has_sent(const lark_permit *permit) {
  return permit->sent_bytes > 0;
}

bool lark_permit_is_unknown(const lark_permit *permit) {
  return permit->text != NULL &&
         (permit->unanswered || permit->reply->http_status == 417);
}

void lark_permit_end(lark_permit *permit, CURL *easy) {
  if (permit->text == NULL) return;
  permit->text = NULL;
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, NULL);
  curl_easy_setopt(easy, CURLOPT_READDATA, NULL);
}
