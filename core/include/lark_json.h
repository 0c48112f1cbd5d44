// SPDX-License-Identifier: MIT

/// JSON, as liblark reads and writes it; part of <lark.h>.
///
/// Reading is exact: integers keep their 64 bits, and strings may hold NULs. A
/// document is refused as a whole if it is cut, malformed, nested deeper than
/// 1024, not UTF-8, or holds an integer outside int64_t.
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

/// Every status once: name, kind, message. The kind is an error's `kind` in
/// Lua, and decides the exit status of the command line.
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
  X(ESCRIPT, "script", "the script failed")                                    \
  X(EFILES, "limit", "too many files are open")                                \
  X(EAGAIN, "limit", "there is no room for it now; try again later")

#define LARK_STATUS_NAME(name, kind, message) LARK_##name,
typedef enum lark_status { LARK_STATUSES(LARK_STATUS_NAME) } lark_status;
#undef LARK_STATUS_NAME

/// A sentence for a status; "unknown status" for another number.
LARK_API const char *lark_strerror(lark_status status);

/// The kind of a status: "param", "config", "auth", "permission", "rate_limit",
/// "api", "http", "network", "timeout", "decode", "cancelled", "limit", or
/// "script" for a script's own errors in an engine.
LARK_API const char *lark_kind(lark_status status);

// ------------------------------------------------------------------- memory

/// Where the library's own memory comes from. `resize` works like realloc(),
/// and like free() if `new_bytes` is 0; `old_bytes` is the block's size so far.
/// The memory of libcurl and simdjson does not come from here.
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
  LARK_JSON, ///< a parameter's alone: JSON text
  LARK_FILE, ///< a parameter's alone: a file to upload
} lark_type;

/// The name of a type, such as "string" or "integer".
LARK_API const char *lark_type_name(lark_type type);

/// A parsed document.
typedef struct lark_document lark_document;

/// Parses a text, which it does not keep.
///
/// On LARK_OK the caller owns `*out` and ends it with lark_document_free().
/// Otherwise `*out` is NULL: LARK_EDECODE, and `*why` (unless NULL) is a
/// constant that says what is wrong; or LARK_ENOMEM.
LARK_API lark_status lark_document_parse(const char *text, size_t length_bytes,
                                         lark_document **out, const char **why);
LARK_API void lark_document_free(lark_document *document);

/// Parses another text into a document, and reuses its memory. What it held is
/// gone, and places in it are void. LARK_OK; or an error as above, and then the
/// document is `{}`.
LARK_API lark_status lark_document_reuse(lark_document *document,
                                         const char *text, size_t length_bytes,
                                         const char **why);

/// The longest text that a document can take without more memory.
LARK_API size_t lark_document_capacity(const lark_document *document);

/// A place in a document. It is passed by value, owns nothing, and lives as
/// long as the document or result that it came from.
typedef struct lark_json {
  const lark_document *document; ///< NULL: LARK_ABSENT
  uint32_t at;
  uint32_t inside; ///< it is a member of this: LARK_ARRAY or LARK_OBJECT
} lark_json;

/// The outermost value.
LARK_API lark_json lark_document_root(const lark_document *document);

/// The type of a value; LARK_ABSENT where there is none.
LARK_API lark_type lark_json_type(lark_json value);

/// The value; or false, 0, 0.0, "" where it is of another type. Integers read
/// as numbers, too. A string may hold NULs; `length_bytes` may be NULL.
LARK_API bool lark_json_boolean(lark_json value);
LARK_API int64_t lark_json_integer(lark_json value);
LARK_API double lark_json_number(lark_json value);
LARK_API const char *lark_json_string(lark_json value, size_t *length_bytes);

/// How many members an array or object has, counted up to 16777215; else 0.
LARK_API uint32_t lark_json_count(lark_json value);

/// The member called `key`, the last one if there are several. LARK_ABSENT if
/// there is none, or `object` is no object, so that calls can be chained.
LARK_API lark_json lark_json_get(lark_json object, const char *key);

/// Walks arrays and objects:
///
///     for (lark_json item = lark_json_first(list);
///          lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item))
LARK_API lark_json lark_json_first(lark_json container);
LARK_API lark_json lark_json_next(lark_json member);

/// The key of an object's member; "" for other values.
LARK_API const char *lark_json_key(lark_json member, size_t *length_bytes);

// ------------------------------------------------------------------ writing

/// A growing text. It starts as zeros or with lark_text_init(). If memory
/// lacks, `failed` is set, and further additions do nothing, so that one check
/// at the end is enough. `bytes` has no NUL at its end, and is NULL while
/// empty.
typedef struct lark_text {
  char *bytes;
  size_t length_bytes;
  size_t capacity_bytes;
  bool failed;
  lark_allocator allocator; ///< resize NULL: realloc() and free()
} lark_text;

LARK_API void lark_text_init(lark_text *text, const lark_allocator *allocator);

/// Frees the memory. The text is empty then, and can be used again.
LARK_API void lark_text_clear(lark_text *text);

/// Adds bytes, a string, a byte.
LARK_API void lark_text_add(lark_text *text, const char *bytes,
                            size_t length_bytes);
LARK_API void lark_text_add_string(lark_text *text, const char *string);
LARK_API void lark_text_add_char(lark_text *text, char byte);

/// Adds JSON values: a quoted and escaped string (its bytes must be UTF-8, see
/// lark_utf8_valid), an integer, and a number in the shortest form that reads
/// back as the same double. JSON has no infinities and no NaN: they set
/// `failed`.
LARK_API void lark_text_add_json_string(lark_text *text, const char *bytes,
                                        size_t length_bytes);
LARK_API void lark_text_add_integer(lark_text *text, int64_t value);
LARK_API void lark_text_add_number(lark_text *text, double value);

/// Adds a document's value as compact JSON.
LARK_API void lark_text_add_json(lark_text *text, lark_json value);

/// Whether bytes are valid UTF-8.
LARK_API bool lark_utf8_valid(const char *bytes, size_t length_bytes);

// ------------------------------------------------------------------ mending

/// The odd values of a text: each is JSON, or nearly so, but cannot be held.
typedef struct lark_oddities {
  uint32_t count;   ///< how many values
  char place[96];   ///< the first one, such as "data.items[3].name"; "": the
                    ///< whole text
  const char *what; ///< what is odd about it, such as "holds an unpaired
                    ///< surrogate"; a constant
  char places[256]; ///< all of them, as far as there is room
} lark_oddities;

/// Looks for what is odd in a text that lark_document_parse() refuses.
/// `mended`, unless NULL, gets a copy that can be parsed: U+FFFD stands for
/// damaged text, a string of its digits for a number beyond int64_t or double,
/// and a byte order mark is left out.
///
/// LARK_OK, and `found` tells the rest; LARK_ENOMEM; or LARK_EDECODE where the
/// text is no JSON for another reason, such as one that is cut. `found` then
/// has something only if the text is nested too deep.
LARK_API lark_status lark_json_mend(const char *text, size_t length_bytes,
                                    lark_text *mended, lark_oddities *found);

/// Writes "data.items[3].name holds an unpaired surrogate". `count` is not 0.
LARK_API void lark_oddities_say(const lark_oddities *found, char *room,
                                size_t room_bytes);

#ifdef __cplusplus
}
#endif

#endif
