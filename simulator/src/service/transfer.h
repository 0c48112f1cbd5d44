// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TRANSFER_H
#define SIMULATOR_TRANSFER_H

#include "call.h"
#include "endpoint.h"
#include "form.h"

/// The endpoint that gives files back. The last one has no name.
extern const struct endpoint transfer_endpoints[];

/// Answers with a file whatever its address: for tests.
void transfer_answer_stored(struct call *call);

/// Reads the form of a call whose file is the part `name`; its plain fields
/// become `call->body`.
enum problem_id transfer_read_form(struct call *call, const char *name,
                                   struct form *form);

/// After the answer: keeps the file of a form (NULL: the call had none), and
/// writes into the answer where the file that it names can be downloaded.
void transfer_finish(struct call *call, const struct form *form);

#endif
