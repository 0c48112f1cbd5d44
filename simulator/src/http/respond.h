// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RESPOND_H
#define SIMULATOR_RESPOND_H

#include "reply.h"
#include "request.h"

#include <microhttpd.h>

/// Sends `reply` the correct way, through libmicrohttpd, which takes over its
/// body.
enum MHD_Result respond(struct MHD_Connection *connection,
                        const struct request *request, struct reply *reply);

#endif
