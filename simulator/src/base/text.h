// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TEXT_H
#define SIMULATOR_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes that may hold anything, NULs included; a NUL follows them too.
struct text {
  const char *bytes;
  size_t length;
};

enum { TEXT_NUMBER_MAX = 32 };

/// The text of a C string.
struct text text_of(const char *string);

/// True if `text` is exactly the string `expected`.
bool text_is(struct text text, const char *expected);

/// A hash of `text`; with the hash of what came before, of both together.
uint64_t text_hash(struct text text);
uint64_t text_hash_more(uint64_t before, struct text text);

/// Reads digits, a minus allowed before them, and nothing else. False if
/// `text` is something else or has more than 18 digits.
bool text_integer(struct text text, int64_t *out);

/// The id that `text` is the one decimal form of: 19 digits. 0 if it is none.
uint64_t text_id(struct text text);

/// The text of a JSON value: a string's own, a number's digits, "true" or
/// "false"; empty for NULL and for what is none of these. `buffer` may hold it.
struct text text_of_json(const json_t *json, char buffer[TEXT_NUMBER_MAX]);

/// A JSON string: bytes that are not UTF-8 become U+FFFD.
json_t *text_json(struct text text);

/// A 64-bit id, or a time in milliseconds, as the string the platform sends.
json_t *text_number_json(uint64_t number);

#endif
