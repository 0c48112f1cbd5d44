// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PROBLEM_H
#define SIMULATOR_PROBLEM_H

/// Why the simulator refuses a call, whatever its endpoint. What only some
/// endpoints refuse, their descriptions say.
enum problem_id {
  PROBLEM_NONE,
  PROBLEM_PATH,
  PROBLEM_METHOD,
  PROBLEM_TOKEN_MISSING,
  PROBLEM_TOKEN_MALFORMED,
  PROBLEM_TOKEN_INVALID,
  PROBLEM_TOKEN_NOT_USER,
  PROBLEM_RATE_LIMITED,
  PROBLEM_BODY_TOO_LARGE,
  PROBLEM_CONTENT_TYPE,
  PROBLEM_BODY_NOT_JSON,
  PROBLEM_NOT_MULTIPART,
  PROBLEM_FORM_BROKEN,
  PROBLEM_PART_MISSING,
  PROBLEM_FILE_EMPTY,
  PROBLEM_PARAMETER,
  PROBLEM_PAGE_TOKEN,
  PROBLEM_CREDENTIALS_MISSING,
  PROBLEM_APP_ID,
  PROBLEM_APP_SECRET,
  PROBLEM_APP_TYPE,
  PROBLEM_APP_TICKET,
  PROBLEM_APP_TOKEN,
  PROBLEM_TENANT_KEY,
  PROBLEM_CUSTOM_ONLY,
  PROBLEM_COUNT
};

/// How a problem looks from outside.
struct problem {
  unsigned http_status;
  long code;
  const char *msg;
};

/// The appearance of `id`, which is not PROBLEM_NONE.
const struct problem *problem_get(enum problem_id id);

#endif
