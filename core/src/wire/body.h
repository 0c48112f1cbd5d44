// SPDX-License-Identifier: MIT

/// The body of a request. A kind of body is a `const` table of functions; a
/// call holds one, and each of its attempts loads it into a handle.
///
///     lark_body_none        nothing                      body_none.c
///     lark_body_json        a JSON text                  body_json.c
///     lark_body_bytes       bytes of any media type      body_bytes.c
///     lark_body_multipart   a form with files            body_multipart.c
///     lark_body_fetch       nothing, for a file's server body_fetch.c
///
/// Another kind is another file: its struct starts with lark_body.
#ifndef LARK_BODY_H
#define LARK_BODY_H

#include "token.h"

typedef struct lark_body lark_body;

typedef struct lark_body_methods {
  /// The method that libcurl uses with such a body unless told otherwise.
  const char *natural_method;

  /// Puts the body on a handle that is about to send it, and returns the header
  /// lines that go with it. The body outlives the attempt. NULL where memory
  /// lacks.
  const struct curl_slist *(*load)(lark_body *body, CURL *easy,
                                   const lark_token *token);

  /// The body as load() gives it to libcurl, if that is one text. NULL: it is
  /// not.
  const lark_text *(*text)(const lark_body *body);

  /// Takes off the handle what load() put there. NULL: nothing to do.
  void (*unload)(lark_body *body, CURL *easy);

  /// Why the latest attempt ended because the body could not be read; NULL: it
  /// could. NULL for a body that always can.
  const char *(*trouble)(const lark_body *body);

  /// Frees what the body owns. NULL: nothing to do.
  void (*clear)(lark_body *body);
} lark_body_methods;

struct lark_body {
  const lark_body_methods *methods;
};

/// The body as one text that is not empty, or NULL.
static inline const lark_text *lark_body_text(const lark_body *body) {
  const lark_text *text =
      body->methods->text != NULL ? body->methods->text(body) : NULL;
  return text != NULL && text->length_bytes > 0 ? text : NULL;
}

static inline const char *lark_body_trouble(const lark_body *body) {
  return body->methods->trouble != NULL ? body->methods->trouble(body) : NULL;
}

static inline void lark_body_clear(lark_body *body) {
  if (body->methods->clear != NULL) body->methods->clear(body);
}

/// The body of a request that has none; all calls share it.
extern lark_body lark_body_none;

/// A JSON text.
typedef struct lark_body_json {
  lark_body body;
  lark_text text;
  bool secret; ///< it is wiped when it is cleared
} lark_body_json;

/// Starts empty; the caller then fills in `text`.
void lark_body_json_init(lark_body_json *json, const lark_allocator *allocator);

/// Bytes, which the body owns, with their media type.
typedef struct lark_body_bytes {
  lark_body body;
  lark_text bytes;
  lark_text content_type;     ///< a header line, with its NUL
  struct curl_slist lines[2]; ///< that line and one more; the token's follow
} lark_body_bytes;

/// Copies the bytes. `content_type` is a media type such as "image/png".
/// LARK_OK, LARK_EINVAL where it cannot stand in a header, or LARK_ENOMEM; in
/// each case lark_body_clear() ends it.
lark_status lark_body_bytes_init(lark_body_bytes *bytes,
                                 const lark_allocator *allocator,
                                 const char *data, size_t length_bytes,
                                 const char *content_type);

/// Nothing, and header lines in place of the token's.
typedef struct lark_body_fetch {
  lark_body body;
  lark_text agent;
  char range[48]; ///< "": the whole file
  char if_range[144];
  struct curl_slist lines[5];
} lark_body_fetch;

/// LARK_OK or LARK_ENOMEM; in each case lark_body_clear() ends it.
lark_status lark_body_fetch_init(lark_body_fetch *fetch,
                                 const lark_allocator *allocator,
                                 const char *user_agent);

/// Asks for the part of the file from `first` on, if its version is still the
/// one that `etag` names. 0 or "": for the whole file.
void lark_body_fetch_from(lark_body_fetch *fetch, uint64_t first,
                          const char *etag);

/// A form (multipart/form-data). Its parts are sent in the order in which they
/// were added.
typedef struct lark_body_multipart {
  lark_body body;
  struct lark_part *parts, **next_part;
  curl_mime *mime;        ///< the current attempt's, or NULL
  struct curl_slist line; ///< its own header; the token's follow
  char trouble[160];      ///< why a file could not be read; "": it could
  lark_allocator allocator;
} lark_body_multipart;

void lark_body_multipart_init(lark_body_multipart *multipart,
                              const lark_allocator *allocator);

/// A part of a form.
typedef struct lark_part_source {
  const char *name;
  const char *file_name;    ///< NULL: a plain field
  const char *content_type; ///< NULL: libcurl's choice by the file name
  const char *bytes;        ///< copied
  size_t length_bytes;
} lark_part_source;

/// Adds a part, copied. LARK_OK or LARK_ENOMEM.
lark_status lark_body_multipart_add(lark_body_multipart *multipart,
                                    const lark_part_source *source);

/// Adds a file: `size_bytes` from the beginning of `fd`, which are read while
/// they are sent. `source->bytes` does not count. Takes over `fd`, also where
/// it fails. LARK_OK or LARK_ENOMEM.
lark_status lark_body_multipart_add_file(lark_body_multipart *multipart,
                                         const lark_part_source *source, int fd,
                                         uint64_t size_bytes);

#endif
