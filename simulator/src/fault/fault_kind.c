// SPDX-License-Identifier: MIT
#include "fault_kind.h"

#include <stddef.h>
#include <string.h>

#define TOKENS "auth.*access_token*"
#define PAGES "hire.*.list"

static const int64_t code_max = INT32_MAX;

const struct fault_kind fault_kinds[FAULT_KIND_COUNT] = {
    [FAULT_REFUSE] = {"refuse", FAULT_IN_STATE, .at_once = true,
                      .params = {{"ms", 200, 1, 60000}}},
    [FAULT_RESET_BEFORE] = {"reset-before", FAULT_AT_ARRIVAL},
    [FAULT_RESET_AFTER] = {"reset-after", FAULT_ON_WIRE},
    [FAULT_RESET_BODY] = {"reset-body", FAULT_ON_WIRE},
    [FAULT_CLOSE_BEFORE] = {"close-before", FAULT_AT_ARRIVAL},
    [FAULT_CLOSE_AFTER] = {"close-after", FAULT_ON_WIRE},
    [FAULT_CLOSE_IDLE] = {"close-idle", FAULT_ON_WIRE},
    [FAULT_STALL_HEADERS] = {"stall-headers", FAULT_ON_WIRE},
    [FAULT_STALL_BODY] = {"stall-body", FAULT_ON_WIRE},
    [FAULT_SLOW] = {"slow", FAULT_ON_WIRE,
                    .params = {{"ms", 20, 1, 60000}, {"bytes", 16, 1, 65536}}},
    [FAULT_TRUNCATED] = {"truncated", FAULT_ON_WIRE},
    [FAULT_SHORT_LENGTH] = {"short-length", FAULT_ON_WIRE},
    [FAULT_CHUNKED] = {"chunked", FAULT_ON_WIRE},
    [FAULT_CHUNKED_CUT] = {"chunked-cut", FAULT_ON_WIRE},
    [FAULT_INTERNAL_ERROR] = {"internal-error", FAULT_IN_ANSWER},
    [FAULT_HTML] = {"html", FAULT_IN_ANSWER,
                    .params = {{"status", 502, 200, 599}}},
    [FAULT_RETRY_AFTER] = {"retry-after", FAULT_IN_ANSWER,
                           .params = {{"seconds", 1, 0, 86400},
                                      {"status", 503, 200, 599}}},
    [FAULT_RATE_LIMIT] = {"rate-limit", FAULT_IN_ANSWER,
                          .params = {{"limit", 50, 0, INT32_MAX},
                                     {"reset", 1, 0, 86400},
                                     {"status", 429, 200, 599}}},
    [FAULT_RATE_LIMIT_BARE] = {"rate-limit-bare", FAULT_IN_ANSWER,
                               .params = {{"status", 429, 200, 599}}},
    [FAULT_CODE] = {"code", FAULT_IN_ANSWER,
                    .params = {{"code", 1002001, -code_max, code_max},
                               {"status", 200, 200, 599}}},
    [FAULT_GZIP_LIE] = {"gzip-lie", FAULT_IN_ANSWER},
    [FAULT_DEFLATE_LIE] = {"deflate-lie", FAULT_IN_ANSWER},
    [FAULT_GZIP_CUT] = {"gzip-cut", FAULT_IN_ANSWER},
    [FAULT_GZIP_MEMBERS] = {"gzip-members", FAULT_IN_ANSWER},
    [FAULT_GZIP_BOMB] = {"gzip-bomb", FAULT_IN_ANSWER,
                         .params = {{"mib", 300, 1, 4000}}},
    [FAULT_HUGE_BODY] = {"huge-body", FAULT_IN_ANSWER,
                         .params = {{"mib", 300, 1, 4000}}},
    [FAULT_EMPTY_BODY] = {"empty-body", FAULT_IN_ANSWER},
    [FAULT_JSON_CUT] = {"json-cut", FAULT_IN_ANSWER},
    [FAULT_JSON_DEEP] = {"json-deep", FAULT_IN_ANSWER,
                         .params = {{"depth", 200000, 1, 10000000}}},
    [FAULT_JSON_UTF8] = {"json-utf8", FAULT_IN_ANSWER},
    [FAULT_JSON_NUL] = {"json-nul", FAULT_IN_ANSWER},
    [FAULT_CODE_MISSING] = {"code-missing", FAULT_IN_ANSWER},
    [FAULT_CODE_TEXT] = {"code-text", FAULT_IN_ANSWER},
    [FAULT_DUPLICATE_KEYS] = {"duplicate-keys", FAULT_IN_ANSWER},
    [FAULT_HUGE_INTEGERS] = {"huge-integers", FAULT_IN_ANSWER},
    [FAULT_DATA_NULL] = {"data-null", FAULT_IN_ANSWER},
    [FAULT_DATA_ABSENT] = {"data-absent", FAULT_IN_ANSWER},
    [FAULT_ITEMS_NULL] = {"items-null", FAULT_IN_ANSWER},
    [FAULT_TOKENS_REVOKED] = {"tokens-revoked", FAULT_IN_STATE,
                              .at_once = true},
    [FAULT_TOKEN_AGAIN] = {"token-again", FAULT_IN_STATE, .only = TOKENS},
    [FAULT_TOKEN_TTL] = {"token-ttl", FAULT_IN_STATE, .only = TOKENS,
                         .params = {{"seconds", 2, 1, 86400}}},
    [FAULT_TOKEN_MISSING] = {"token-missing", FAULT_IN_ANSWER, .only = TOKENS},
    [FAULT_TOKEN_EXPIRE] = {"token-expire", FAULT_IN_ANSWER, .only = TOKENS,
                            .params = {{"seconds", 0, INT32_MIN, INT32_MAX}}},
    [FAULT_TOKEN_EXPIRE_TEXT] = {"token-expire-text", FAULT_IN_ANSWER,
                                 .only = TOKENS},
    [FAULT_PAGE_EMPTY] = {"page-empty", FAULT_IN_STATE, .only = PAGES},
    [FAULT_PAGE_TOKEN_MISSING] = {"page-token-missing", FAULT_IN_STATE,
                                  .only = PAGES},
    [FAULT_PAGE_TOKEN_SAME] = {"page-token-same", FAULT_IN_STATE,
                               .only = PAGES},
    [FAULT_PAGE_TOKEN_CYCLE] = {"page-token-cycle", FAULT_IN_STATE,
                                .only = PAGES},
    [FAULT_PAGE_SHRINK] = {"page-shrink", FAULT_IN_STATE, .only = PAGES,
                           .params = {{"rows", 3, 1, 100000}}},
};

const struct fault_kind *fault_kind_find(const char *name) {
  for (size_t i = 0; i < FAULT_KIND_COUNT; i++) {
    if (strcmp(fault_kinds[i].name, name) == 0) return &fault_kinds[i];
  }
  return NULL;
}

enum fault_id fault_kind_id(const struct fault_kind *kind) {
  return (enum fault_id)(kind - fault_kinds);
}

bool fault_kind_is_raw(const struct fault_kind *kind) {
  return kind->stage == FAULT_AT_ARRIVAL || kind->stage == FAULT_ON_WIRE;
}
