// SPDX-License-Identifier: MIT

/// The form of a call that uploads a file.
#ifndef LARK_FORM_H
#define LARK_FORM_H

#include "call.h"
#include "params.h"

/// Makes a form of the parameters that travel in the body, in the order of the
/// endpoint, and opens the file. LARK_OK, LARK_ENOMEM, or where the file cannot
/// be had any more what lark_upload_open() returns.
lark_status lark_form_write(lark_active_call *call,
                            const lark_endpoint *endpoint,
                            const lark_param *params, size_t count,
                            lark_failure *failure);

#endif
