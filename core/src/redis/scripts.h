// SPDX-License-Identifier: MIT

/// The scripts that run on the server (in the folder `scripts`), and the words
/// of a call to one.
///
/// A script begins with "#!lua": a server then refuses it up front where memory
/// lacks or it is a replica, so that none stops halfway. Each script reads the
/// server's clock once: the clocks of the clients do not count. What crosses
/// are durations in microseconds.
#ifndef LARK_REDIS_SCRIPTS_H
#define LARK_REDIS_SCRIPTS_H

#include "lark_json.h"

typedef enum lark_redis_script {
  LARK_REDIS_TAKE,   ///< reports attempts, and takes slots
  LARK_REDIS_GET,    ///< reads a credential, or takes the duty to fetch it
  LARK_REDIS_PUT,    ///< keeps a fetched one
  LARK_REDIS_FAIL,   ///< ends a fetch without one
  LARK_REDIS_DROP,   ///< forgets one that was rejected
  LARK_REDIS_EXTEND, ///< keeps the duty to fetch
  LARK_REDIS_SCRIPTS
} lark_redis_script;

/// A file of the folder `scripts`, which tools/embed.lua embeds.
typedef struct lark_redis_chunk {
  const char *name; ///< NULL: the end
  const char *source;
  size_t length;
} lark_redis_chunk;

extern const lark_redis_chunk lark_redis_chunks[];

/// A script's text; it has no NUL at its end.
const char *lark_redis_script_text(lark_redis_script script, size_t *length);

/// A script that tries a write to its key, and lets it expire.
extern const char lark_redis_script_probe[];

enum { LARK_REDIS_WORDS = 48 };

/// The number of keys, the keys, and the arguments of a call.
typedef struct lark_redis_words {
  lark_text text;
  size_t at[LARK_REDIS_WORDS], length[LARK_REDIS_WORDS];
  size_t count;
  bool failed; ///< memory lacked
} lark_redis_words;

/// Starts a call with so many keys.
void lark_redis_words_begin(lark_redis_words *words, int keys);
void lark_redis_words_add(lark_redis_words *words, const char *bytes,
                          size_t length);
void lark_redis_words_add_text(lark_redis_words *words, const char *text);
void lark_redis_words_add_number(lark_redis_words *words, int64_t number);

#endif
