// SPDX-License-Identifier: MIT

/// The file among an endpoint's parameters.
#ifndef LARK_UPLOAD_H
#define LARK_UPLOAD_H

#include "lark_files.h"
#include "params.h"

/// A file that is ready to be sent: a descriptor, or bytes.
typedef struct lark_upload_file {
  int fd; ///< -1: `bytes`
  const char *bytes;
  uint64_t size_bytes;
  const char *name;
  const char *content_type; ///< NULL: by the name
} lark_upload_file;

/// Whether a parameter is a file.
bool lark_upload_is_file(const lark_field *field);

/// The endpoint's parameter that is a file; NULL where it has none.
const lark_field *lark_upload_field(const lark_endpoint *endpoint);

/// Opens a file, which is `param` or the one at the path that `param` is. What
/// it points to stays the parameter's. LARK_OK, and lark_upload_close() ends
/// it; LARK_EPARAM where it is missing, empty, too large or no file; or
/// LARK_EFILES.
lark_status lark_upload_open(const lark_field *field, const lark_param *param,
                             lark_upload_file *out, lark_failure *failure);
void lark_upload_close(lark_upload_file *upload);

/// Opens it and closes it again.
lark_status lark_upload_check(const lark_field *field, const lark_param *param,
                              lark_failure *failure);

/// Adds what people are shown of it: {"name":"cv.pdf","bytes":1234}.
void lark_upload_describe(const lark_field *field, const lark_param *param,
                          lark_text *body);

#endif
