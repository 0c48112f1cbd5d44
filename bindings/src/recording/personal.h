// SPDX-License-Identifier: MIT

/// Personal data: which members of JSON are about a person.
#ifndef LUALARK_PERSONAL_H
#define LUALARK_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

/// A kind of personal data. It decides the shape of pseudonyms.
typedef enum lualark_personal {
  LUALARK_IMPERSONAL,
  LUALARK_EMAIL,
  LUALARK_MOBILE,
  LUALARK_IDENTIFICATION,
  LUALARK_BIRTHDAY,
  LUALARK_SALARY,
  LUALARK_NAME,
  LUALARK_OTHER ///< named by the user, and none of these
} lualark_personal;

/// The list of a user, such as "default,content". "default" stands for email,
/// mobile, identification, birthday, salary and name; these are kinds, and mean
/// all members of their kind. Other words are the names of members.
typedef struct lualark_personal_fields {
  const char *list; ///< borrowed; without spaces
} lualark_personal_fields;

/// Whether a text is such a list: words of letters, digits and "_", separated
/// by commas.
bool lualark_personal_is_list(const char *list);

/// The kind of the member `key`, which is inside the member `parent`; "" or the
/// resource of the endpoint ("talent") stands for the outermost object.
///
/// A `name` is a person's, unless it is known to be that of a thing: a job, a
/// department, a stage.
lualark_personal lualark_personal_kind(const lualark_personal_fields *fields,
                                       const char *parent, const char *key);

/// Whether a member of a personal object stays as it is: an id, a type, a code.
bool lualark_personal_stays(const char *key);

#endif
