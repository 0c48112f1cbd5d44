// SPDX-License-Identifier: MIT
#include "state.h"

#include "draw.h"
#include "memory.h"
#include "tables.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION = 1, SUM_MAX = 24 };

// ---- Writing. ----

static json_t *tables_json(const struct company *company) {
  json_t *tables = memory_need(json_object());
  const struct table *table;
  for (size_t i = 0; (table = tables_at(i)) != NULL; i++) {
    json_object_set_new(tables, table->name,
                        records_json(&company->records[i]));
  }
  return tables;
}

static json_t *state_json(const struct company *company) {
  char seed[TEXT_NUMBER_MAX];
  snprintf(seed, sizeof seed, "%" PRIu64, company->seed);
  return memory_need(json_pack("{s:i, s:s, s:I, s:I, s:O, s:o}", "version",
                               VERSION, "seed", seed, "talents",
                               (json_int_t)company->talent_count, "clock_ms",
                               (json_int_t)company->clock_ms, "once",
                               company->once, "tables", tables_json(company)));
}

static void sum_of(const json_t *state, char out[SUM_MAX]) {
  char *text = memory_need(json_dumps(state, JSON_COMPACT));
  snprintf(out, SUM_MAX, "%016" PRIx64, text_hash(text_of(text)));
  free(text);
}

static char *file_text(const struct company *company) {
  char sum[SUM_MAX];
  json_t *state = state_json(company);
  sum_of(state, sum);
  json_t *file =
      memory_need(json_pack("{s:o, s:s}", "state", state, "sum", sum));
  char *text = memory_need(json_dumps(file, JSON_COMPACT));
  json_decref(file);
  return text;
}

// Writes all of `text` and makes sure that it is on the disk.
static int write_text(int fd, const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t written = write(fd, text, left);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -1;
    text += written;
    left -= (size_t)written;
  }
  return fsync(fd);
}

// Writes the new file `name`, a pattern for mkstemp(), and renames it.
static int replace(char *name, const char *path, const char *text) {
  int fd = mkostemp(name, O_CLOEXEC); // of mode 0600
  if (fd < 0) return -1;
  int status = write_text(fd, text);
  if (close(fd) != 0) status = -1;
  if (status == 0) status = rename(name, path);
  if (status == 0) return 0;
  int saved = errno;
  unlink(name);
  errno = saved;
  return -1;
}

int state_save(const struct company *company, const char *path) {
  char *text = file_text(company);
  char *name = memory_format("%s.XXXXXX", path);
  int status = replace(name, path, text);
  int saved = errno;
  free(name);
  free(text);
  errno = saved;
  return status;
}

// ---- Reading. ----

static const json_t *member(const json_t *object, const char *name) {
  return json_object_get(object, name);
}

// Looks whether the file is whole and of this company.
static char *check(const struct company *company, const json_t *file) {
  const json_t *state = member(file, "state");
  const char *said = json_string_value(member(file, "sum"));
  char sum[SUM_MAX];
  if (!json_is_object(state) || said == NULL)
    return memory_format("it is damaged");
  sum_of(state, sum);
  if (strcmp(sum, said) != 0) return memory_format("it is damaged");
  json_int_t version = json_integer_value(member(state, "version"));
  if (version != VERSION) {
    return memory_format("it is of version %" JSON_INTEGER_FORMAT ", not %d",
                         version, VERSION);
  }
  const char *seed = json_string_value(member(state, "seed"));
  json_int_t talents = json_integer_value(member(state, "talents"));
  if (seed == NULL) return memory_format("it is damaged");
  if (strtoull(seed, NULL, 10) == company->seed &&
      talents == (json_int_t)company->talent_count) {
    return NULL;
  }
  return memory_format(
      "it was made with --seed %s --talents %" JSON_INTEGER_FORMAT, seed,
      talents);
}

static char *load_tables(struct company *company, const json_t *tables) {
  const char *name;
  json_t *json;
  json_object_foreach((json_t *)tables, name, json) {
    const struct table *table = tables_find(name);
    if (table == NULL)
      return memory_format("it has an unknown table '%s'", name);
    if (!records_load(table_records(table, company), json)) {
      return memory_format("its table '%s' is damaged", name);
    }
  }
  return NULL;
}

static char *load(struct company *company, const json_t *state) {
  json_t *once = json_object_get(state, "once");
  json_int_t clock_ms = json_integer_value(member(state, "clock_ms"));
  if (!json_is_object(once) || clock_ms < (json_int_t)draw_last_ms) {
    return memory_format("it is damaged");
  }
  company->clock_ms = (uint64_t)clock_ms;
  json_decref(company->once);
  company->once = json_incref(once);
  return load_tables(company, member(state, "tables"));
}

char *state_load(struct company *company, const char *path) {
  struct stat found;
  if (stat(path, &found) != 0)
    return errno == ENOENT ? NULL : memory_format("%s", strerror(errno));
  if (!S_ISREG(found.st_mode)) return memory_format("it is no regular file");
  FILE *stream = fopen(path, "re");
  if (stream == NULL) return memory_format("%s", strerror(errno));
  json_error_t error;
  json_t *file = json_loadf(stream, JSON_REJECT_DUPLICATES, &error);
  fclose(stream);
  if (file == NULL) return memory_format("it is damaged: %s", error.text);
  char *wrong = check(company, file);
  if (wrong == NULL) wrong = load(company, member(file, "state"));
  json_decref(file);
  return wrong;
}
