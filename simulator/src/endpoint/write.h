// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WRITE_H
#define SIMULATOR_WRITE_H

#include "work.h"

/// The changes that a call makes, as its description lists under "writes", in
/// order:
///
///     {"create": table, "set": template}
///     {"update": table, "where": {field: parameter}, "set": template}
///     {"delete": table, "where": {field: parameter}}
///     {"does": "withdraw"}        a function of ledger.h
///
/// An update may have "sends": {"type", "event": template}, an event that the
/// webhook is told of for each row, filled in with the row as it was before.
/// A record that is made or changed takes the parameters of the body, and then
/// the members of `set`, in which "$now" is the company's time. An update that
/// finds nothing changes nothing.
void write_all(struct work *work);

/// True if C has a function of that name for "does".
bool write_does(const char *name);

#endif
