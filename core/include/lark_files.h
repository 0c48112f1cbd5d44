// SPDX-License-Identifier: MIT

/// Files: sent as parameters of calls.
///
///     lark_file cv = {.size = sizeof cv, .path = "cv.pdf"};
///     lark_param param = lark_upload("content", &cv);
///     lark_start(client, "hire.attachment.create", &param, 1, done, NULL,
///                NULL);
///
/// A path alone will do, too: lark_string("content", "cv.pdf").
#ifndef LARK_FILES_H
#define LARK_FILES_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A file to upload.
typedef struct lark_file {
  size_t size;       ///< sizeof (lark_file), set by the caller
  const char *path;  ///< a regular file. It is opened when the call starts, and
                     ///< read while it is sent, as long as it was then
  const char *bytes; ///< where `path` is NULL; copied
  size_t length_bytes;
  const char *name;         ///< how people see it; NULL: the end of `path`
  const char *content_type; ///< such as "application/pdf"; NULL: by the name
} lark_file;

/// A file for an endpoint that uploads one. Whatever its parameter is called,
/// "file" is another name for it.
///
/// A call with a file has no time limit but `idle_timeout_ms` and
/// `deadline_ms`, and is not sent again where it may have arrived. It fails as
/// LARK_ELIMIT where the file becomes shorter while it is sent.
static inline lark_param lark_upload(const char *name, const lark_file *file) {
  lark_param param = {name, LARK_FILE, {0}};
  param.value.file = file;
  return param;
}

/// How far the file of a call is: of an upload, bytes handed to the network.
/// `*total_bytes` is 0 where the size is unknown. Both are 0 for calls without
/// a file. LARK_OK; or LARK_ESTALE where the call has ended already.
LARK_API lark_status lark_call_progress(const lark_client *client,
                                        lark_call call, uint64_t *done_bytes,
                                        uint64_t *total_bytes);

#ifdef __cplusplus
}
#endif

#endif
