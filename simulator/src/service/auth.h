// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_AUTH_H
#define SIMULATOR_AUTH_H

#include "call.h"

/// The token call of the self-built app, and what the token calls of both
/// kinds of app have in common.

/// The endpoints; one without a name ends the list.
extern const struct endpoint auth_endpoints[];

/// An app's credentials. Two apps exist. The id of the self-built one is that
/// of the settings: see auth_id().
struct auth_app {
  const char *id;
  const char *secret;
};

extern const struct auth_app auth_custom_app;
extern const struct auth_app auth_store_app;

const char *auth_id(const struct simulator *simulator,
                    const struct auth_app *app);

/// Reads the body and checks that it carries the id and secret of `app`.
enum problem_id auth_check_app(struct call *call, const struct auth_app *app);

/// A member of the body, NULL unless it is a string with something in it.
const char *auth_member(const struct call *call, const char *name);

/// Answers with a token for `owner`, under the name `member`.
void auth_answer_token(struct call *call, enum token_owner owner,
                       const char *member);

#endif
