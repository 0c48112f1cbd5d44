// SPDX-License-Identifier: MIT

/// JSON, as liblark reads and writes it; part of <lark.h>.
///
/// Reading is exact: integers keep their 64 bits, strings may hold NULs, and a
/// document that is cut, malformed, nested too deep (1024), not UTF-8, or that
/// holds an integer outside int64_t is refused as a whole.
#ifndef LARK_JSON_H
#define LARK_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LARK_API __attribute__((visibility("default")))

// ------------------------------------------------------------------- status

/// Every status once: name, kind, message. The kind is the `kind` of an error
/// in Lua and decides the exit status of the command line.
#define LARK_STATUSES(X)                                                       \
  X(OK, "ok", "done")                                                          \
  X(ENOMEM, "limit", "out of memory")                                          \
  X(EINVAL, "param", "an argument makes no sense")                             \
  X(ESTALE, "cancelled", "the call has ended already")                         \
  X(ECLOSED, "cancelled", "the client is closed")                              \
  X(EPARAM, "param", "a parameter is missing or wrong; nothing was sent")      \
  X(ECONFIG, "config", "the configuration is missing or wrong")                \
  X(EAUTH, "auth", "authentication failed")                                    \
  X(EPERMISSION, "permission", "the app may not do this")                      \
  X(ERATELIMIT, "rate_limit", "the platform's rate limit was exceeded")        \
  X(EAPI, "api", "the platform refused the call")                              \
  X(EHTTP, "http", "the answer is not one of the platform's")                  \
  X(ENETWORK, "network", "the server could not be reached")                    \
  X(ETIMEOUT, "timeout", "no answer came in time")                             \
  X(EDECODE, "decode", "the answer could not be read")                         \
  X(ECANCELLED, "cancelled", "the call was cancelled")                         \
  X(ELIMIT, "limit", "a limit set by this program was exceeded")               \
  X(ESCRIPT, "script", "the script failed")

#define LARK_STATUS_NAME(name, kind, message) LARK_##name,
typedef enum lark_status { LARK_STATUSES(LARK_STATUS_NAME) } lark_status;
#undef LARK_STATUS_NAME

/// One sentence for a status; "unknown status" for a number that is none.
LARK_API const char *lark_strerror(lark_status status);

/// The kind of a status: "param", "config", "auth", "permission", "rate_limit",
/// "api", "http", "network", "timeout", "decode", "cancelled", "limit" or, of a
/// script's own errors in an engine, "script".
LARK_API const char *lark_kind(lark_status status);

// ------------------------------------------------------------------- memory

/// Where the library's own memory comes from. `resize` works like realloc() and
/// like free() when `new_bytes` is 0; `old_bytes` is what the block had. What
/// libcurl and simdjson take is not counted here.
typedef struct lark_allocator {
  void *(*resize)(void *user, void *block, size_t old_bytes, size_t new_bytes);
  void *user;
} lark_allocator;

// ------------------------------------------------------------------ reading

typedef enum lark_type {
  LARK_ABSENT, ///< no value: past the end, or a member that is not there
  LARK_NULL,
  LARK_BOOLEAN,
  LARK_INTEGER, ///< fits in int64_t, exactly
  LARK_NUMBER,  ///< a double
  LARK_STRING,
  LARK_ARRAY,
  LARK_OBJECT,
  LARK_JSON, ///< of a parameter: JSON text
} lark_type;

/// "string", "integer", ...: what people call the type.
LARK_API const char *lark_type_name(lark_type type);

/// A parsed document.
typedef struct lark_document lark_document;

/// Parses `length_bytes` of text, which it does not keep.
///
/// On LARK_OK the caller owns `*out` and ends it with lark_document_free().
/// Otherwise `*out` is NULL: LARK_EDECODE, with `*why` (unless NULL) a constant
/// that says what is wrong; or LARK_ENOMEM.
LARK_API lark_status lark_document_parse(const char *text, size_t length_bytes,
                                         lark_document **out, const char **why);
LARK_API void lark_document_free(lark_document *document);

/// Parses another text with the memory of a document; what was in it before is
/// gone, and places in it with that. LARK_OK, or an error as above, and then
/// the document is `{}`.
LARK_API lark_status lark_document_reuse(lark_document *document,
                                         const char *text, size_t length_bytes,
                                         const char **why);

/// The longest text that fits into the memory which a document has.
LARK_API size_t lark_document_capacity(const lark_document *document);

/// A place in a document, passed by value; no memory of its own. It is good as
/// long as the document or result that it came from.
typedef struct lark_json {
  const lark_document *document; ///< NULL: LARK_ABSENT
  uint32_t at;
  uint32_t inside; ///< what it is a member of: LARK_ARRAY or LARK_OBJECT
} lark_json;

LARK_API lark_json lark_document_root(const lark_document *document);

LARK_API lark_type lark_json_type(lark_json value);

/// The value, or false, 0, 0.0, "" where it is of another type. Integers read
/// as numbers too. A string may hold NULs; `length_bytes` may be NULL.
LARK_API bool lark_json_boolean(lark_json value);
LARK_API int64_t lark_json_integer(lark_json value);
LARK_API double lark_json_number(lark_json value);
LARK_API const char *lark_json_string(lark_json value, size_t *length_bytes);

/// Members of an array or object (at most 16777215 are counted); else 0.
LARK_API uint32_t lark_json_count(lark_json value);

/// The member called `key`, the last one where several are; LARK_ABSENT where
/// there is none or `object` is none, so that calls can be chained.
LARK_API lark_json lark_json_get(lark_json object, const char *key);

/// Walks arrays and objects:
///
///     for (lark_json item = lark_json_first(list);
///          lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item))
LARK_API lark_json lark_json_first(lark_json container);
LARK_API lark_json lark_json_next(lark_json member);

/// The key of an object's member; "" for others.
LARK_API const char *lark_json_key(lark_json member, size_t *length_bytes);

// ------------------------------------------------------------------ writing

/// A growing text. Starts as zeros or lark_text_init(); a failed allocation
/// sets `failed` and drops what follows, so that one check at the end is
/// enough. `bytes` is not NUL-terminated, and NULL while empty.
typedef struct lark_text {
  char *bytes;
  size_t length_bytes;
  size_t capacity_bytes;
  bool failed;
  lark_allocator allocator; ///< resize NULL: realloc() and free()
} lark_text;

LARK_API void lark_text_init(lark_text *text, const lark_allocator *allocator);

/// Gives the memory back; the text is empty then, and good for use.
LARK_API void lark_text_clear(lark_text *text);

LARK_API void lark_text_add(lark_text *text, const char *bytes,
                            size_t length_bytes);
LARK_API void lark_text_add_string(lark_text *text, const char *string);
LARK_API void lark_text_add_char(lark_text *text, char byte);

/// JSON values: a quoted and escaped string (the bytes must be UTF-8: see
/// lark_utf8_valid), an integer, and a number in the shortest form that reads
/// back as the same double. JSON has no infinities and no NaN: those set
/// `failed`.
LARK_API void lark_text_add_json_string(lark_text *text, const char *bytes,
                                        size_t length_bytes);
LARK_API void lark_text_add_integer(lark_text *text, int64_t value);
LARK_API void lark_text_add_number(lark_text *text, double value);

/// Writes a value of a document as compact JSON.
LARK_API void lark_text_add_json(lark_text *text, lark_json value);

LARK_API bool lark_utf8_valid(const char *bytes, size_t length_bytes);

#ifdef __cplusplus
}
#endif

#endif
