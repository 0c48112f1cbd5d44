// SPDX-License-Identifier: MIT

// The attempts that a client tells a Redis server of.
#include "check.h"

#ifdef LARK_HAS_REDIS
#include "answers.h"

#include <stdlib.h>
#include <string.h>

static lark_redis_answers answers;

static const char *written(bool all, uint64_t now_us) {
  static char text[8192];
  lark_text told;
  lark_text_init(&told, NULL);
  lark_redis_answers_write(&answers, all, now_us, &told);
  snprintf(text, sizeof text, "%.*s", (int)told.length_bytes,
           told.bytes != NULL ? told.bytes : "");
  lark_text_clear(&told);
  return text;
}

// How many attempts a written list counts.
static unsigned long count_of(const char *text) {
  unsigned long total = 0;
  for (const char *at = strchr(text, ':'); at != NULL;
       at = strchr(strchr(at + 1, ':') + 1, ':')) {
    total += strtoul(at + 1, NULL, 10);
  }
  return total;
}

static void tells_each_once_and_all_again(void) {
  lark_redis_answers_init(&answers, 1000000, 1000000); // a grain of 4 ms
  CHECK(!lark_redis_answers_are_new(&answers));
  lark_redis_answers_add(&answers, 100000);
  lark_redis_answers_add(&answers, 103000); // the same batch
  lark_redis_answers_add(&answers, 150000);
  CHECK(lark_redis_answers_are_new(&answers));
  CHECK(strcmp(written(false, 200000), "1:2:97000 2:1:50000 ") == 0);
  CHECK(strcmp(written(false, 200000), "") == 0);
  lark_redis_answers_unknown(&answers); // no reply came: the same once more
  CHECK(strcmp(written(false, 300000), "1:2:197000 2:1:150000 ") == 0);
  lark_redis_answers_known(&answers);
  lark_redis_answers_add(&answers, 150001); // never into one that was told
  CHECK(strcmp(written(false, 300000), "3:1:149999 ") == 0);
  lark_redis_answers_known(&answers);
  CHECK(strcmp(written(true, 1120000), "2:1:970000 3:1:969999 ") == 0);
}

static void forgets_none_that_counts_where_there_are_many(void) {
  lark_redis_answers_init(&answers, 60000000, 1000000);
  for (int i = 0; i < 1000; i++)
    lark_redis_answers_add(&answers, 10000 * i);
  CHECK(count_of(written(true, 10000000)) == 1000);
  CHECK(answers.count == LARK_REDIS_BATCHES);
}

int main(void) {
  tells_each_once_and_all_again();
  forgets_none_that_counts_where_there_are_many();
  return check_failures();
}
#else
int main(void) {
  return 77;
}
#endif
