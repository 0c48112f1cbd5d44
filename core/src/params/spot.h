// SPDX-License-Identifier: MIT

/// Where within the parameters something is wrong: "filter_list[2].key".
#ifndef LARK_SPOT_H
#define LARK_SPOT_H

#include "failure.h"

/// A field, within the one that `outer` names.
typedef struct lark_spot {
  const struct lark_spot *outer; ///< NULL: a parameter
  const char *name;              ///< NULL: an element of an array
  size_t index;                  ///< of an element, counted from 1
} lark_spot;

/// Makes `failure` say what is wrong there. Returns LARK_EPARAM.
lark_status lark_spot_refuse(const lark_spot *at, lark_failure *failure,
                             const char *what);

#endif
