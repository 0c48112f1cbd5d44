// SPDX-License-Identifier: MIT

/// From parameters to a request: checks them against the endpoint, then writes
/// each where it travels.
#ifndef LARK_PARAMS_H
#define LARK_PARAMS_H

#include "failure.h"

/// Checks `params` against the endpoint's description. LARK_OK, LARK_EPARAM
/// where `failure` names the parameter, or LARK_ENOMEM.
lark_status lark_params_check(const lark_endpoint *endpoint,
                              const lark_param *params, size_t count,
                              lark_failure *failure);

/// Writes parameters that passed the check: path and query to `url`, JSON to
/// `body`. Lack of memory shows in the texts.
void lark_params_write(const lark_endpoint *endpoint, const lark_param *params,
                       size_t count, lark_text *url, lark_text *body);

/// Writes a field of a form: a scalar as plain text, JSON as it is. What it
/// returns is the parameter's, or stands in `room`.
const char *lark_params_text(const lark_field *field, const lark_param *param,
                             lark_text *room, size_t *length);

/// Adds one query parameter of any scalar type.
void lark_params_add_query(lark_text *url, bool *has_query,
                           const lark_param *param);

/// The parameter of that name, or NULL.
const lark_param *lark_params_find(const lark_param *params, size_t count,
                                   const char *name);

/// The parameter that a field of the endpoint gets, or NULL.
const lark_param *lark_params_of(const lark_endpoint *endpoint,
                                 const lark_field *field,
                                 const lark_param *params, size_t count);

/// Makes a parameter of a document's scalar. Its string stays the document's.
lark_param lark_params_from_json(const char *name, lark_json value);

#endif
