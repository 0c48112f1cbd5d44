// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_REPLY_H
#define SIMULATOR_REPLY_H

#include "problem.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REPLY_HEADERS_MAX = 5 };

/// An answer, ready to be sent. It knows nothing about connections.
struct reply {
  unsigned http_status;
  long code;       ///< what the envelope says; 0 is success
  char log_id[40]; ///< unique among the answers of one run
  char *body;      ///< heap memory, owned until reply_take_body()
  size_t body_size;
  int file_fd; ///< in place of a body; -1: none
  uint64_t file_offset, file_size;
  uint64_t padding_bytes;       ///< that many spaces follow the body
  const char *content_type;     ///< lives as long as the program
  const char *content_encoding; ///< what the body claims; NULL: nothing
  bool gzip_members;            ///< it is compressed in two parts, if at all
  struct {
    const char *name;
    char value[80];
  } headers[REPLY_HEADERS_MAX];
  size_t header_count;
};

/// Makes an empty answer whose log id follows from `seed` and `serial`.
void reply_init(struct reply *reply, uint64_t seed, uint64_t serial);

void reply_clear(struct reply *reply);

/// Hands the body over to the caller, who frees it.
char *reply_take_body(struct reply *reply);

/// Adds a header; `name` lives as long as the program.
void reply_header(struct reply *reply, const char *name, const char *value);

/// Adds a header that is a number.
void reply_header_number(struct reply *reply, const char *name,
                         uint64_t number);

/// Answers `{code: 0, msg, data}`. Takes the reference to `data`.
void reply_data(struct reply *reply, const char *msg, json_t *data);

/// Answers with `root` as it stands. Takes the reference.
void reply_json(struct reply *reply, json_t *root);

/// Answers with bytes as they stand. Takes over `body`, which is heap memory.
void reply_bytes(struct reply *reply, char *body, size_t size);

/// Answers with a part of a file, whose descriptor stays the caller's.
void reply_file(struct reply *reply, int fd, uint64_t offset, uint64_t size);

/// Makes such a part the body, so that a fault can spoil it.
void reply_load_file(struct reply *reply);

/// Answers an error. `more` (NULL: nothing) goes into the envelope's `error`;
/// takes the reference.
void reply_error(struct reply *reply, unsigned http_status, long code,
                 const char *msg, json_t *more);

/// Answers an error of the table.
void reply_problem(struct reply *reply, enum problem_id id);

/// Answers PROBLEM_PARAMETER. Takes the reference to `violations`, a list of
/// `{field, value, description}`.
void reply_violations(struct reply *reply, json_t *violations);

/// Answers PROBLEM_CUSTOM_ONLY, naming the scope.
void reply_custom_only(struct reply *reply, const char *scope);

/// The part of `error` that says that `scope` is missing: a new reference.
json_t *reply_missing_scope(const char *scope);

#endif
