// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FORM_H
#define SIMULATOR_FORM_H

#include "text.h"

enum { FORM_PARTS_MAX = 16 };

/// A part of a form. Its texts point into the form's bytes.
struct form_part {
  struct text name;
  struct text file_name; ///< empty: a plain field
  struct text type;      ///< its Content-Type; empty: none
  struct text bytes;
};

/// A body of the type multipart/form-data, in parts.
struct form {
  struct form_part parts[FORM_PARTS_MAX];
  size_t count;
};

/// True if a Content-Type (NULL: none) is that of a form.
bool form_is(const char *content_type);

/// Reads a form. False if its type names no boundary, or its bytes do not end
/// with the last one.
bool form_read(struct form *form, const char *content_type, const char *body,
               size_t size);

/// The part of that name, or NULL.
const struct form_part *form_find(const struct form *form, const char *name);

#endif
