// SPDX-License-Identifier: MIT

/// How a string's value reads: "YYYY-MM", "{\"date\":\"YYYY-MM-DD\"}",
/// "digits".
///
/// Y, M and D stand for digits, and months and days are within their bounds;
/// whatever else a format holds stands for itself. White space before such a
/// character is allowed, as JSON allows it. "digits" is an integer that travels
/// as text.
#ifndef LARK_PATTERN_H
#define LARK_PATTERN_H

#include "lark.h"

/// The format of integers as text.
#define LARK_PATTERN_DIGITS "digits"

/// Whether the text reads like that.
bool lark_pattern_fits(const char *format, const char *text,
                       size_t length_bytes);

/// Reads digits with an optional sign. False where they are anything else, or
/// too many for an int64_t.
bool lark_pattern_read(const char *text, size_t length_bytes, int64_t *out);

#endif
