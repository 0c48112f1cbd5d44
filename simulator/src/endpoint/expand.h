// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EXPAND_H
#define SIMULATOR_EXPAND_H

#include <jansson.h>

/// The short form of schemas, in which descriptions say what an endpoint takes
/// and returns:
///
///     {"id!": "id", "kind": "integer in 1 2 default 1",
///      "tags": ["string", "to 10"], "owner": "@user"}
///
/// A "!" after a name says required. A text is a type and its bounds ("in",
/// "from", "to", "default", "count" ...); an object has members; a list says
/// what its entries are, and how many there may be. "@user" is a shape of
/// simulator/shapes/.

/// Replaces the short forms in a description: "takes" becomes "params", and
/// "returns" a schema. Returns NULL, or what is wrong as a text that the caller
/// frees.
char *expand_description(json_t *description);

#endif
