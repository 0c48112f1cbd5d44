// SPDX-License-Identifier: MIT
#include "scripts.h"

#include <string.h>

const char lark_redis_script_probe[] =
    "#!lua\n"
    "return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])\n";

const char *lark_redis_script_text(lark_redis_script script, size_t *length) {
  static const char *const names[LARK_REDIS_SCRIPTS] = {
      [LARK_REDIS_TAKE] = "take", [LARK_REDIS_GET] = "get",
      [LARK_REDIS_PUT] = "put",   [LARK_REDIS_FAIL] = "fail",
      [LARK_REDIS_DROP] = "drop", [LARK_REDIS_EXTEND] = "extend"};
  const lark_redis_chunk *chunk = lark_redis_chunks;
  while (strcmp(chunk->name, names[script]) != 0)
    chunk++;
  *length = chunk->length;
  return chunk->source;
}

// ----------------------------------------------------------------------- words

void lark_redis_words_begin(lark_redis_words *words, int keys) {
  words->count = 0;
  words->text.length_bytes = 0;
  words->text.failed = false;
  words->failed = false;
  lark_redis_words_add_number(words, keys);
}

// Notes what has been added since `from` as a word.
static void end_word(lark_redis_words *words, size_t from) {
  if (words->count == LARK_REDIS_WORDS - 2 || words->text.failed) {
    words->failed = true;
    return;
  }
  words->at[words->count] = from;
  words->length[words->count++] = words->text.length_bytes - from;
}

void lark_redis_words_add(lark_redis_words *words, const char *bytes,
                          size_t length) {
  size_t from = words->text.length_bytes;
  lark_text_add(&words->text, bytes, length);
  end_word(words, from);
}

void lark_redis_words_add_text(lark_redis_words *words, const char *text) {
  lark_redis_words_add(words, text, strlen(text));
}

void lark_redis_words_add_number(lark_redis_words *words, int64_t number) {
  size_t from = words->text.length_bytes;
  lark_text_add_integer(&words->text, number);
  end_word(words, from);
}
