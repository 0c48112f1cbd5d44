// SPDX-License-Identifier: MIT

/// Whether a spreadsheet that was written is whole.
///
/// libxlsxwriter does not report a full temporary folder: every call succeeds,
/// the zip is sound, and the XML of a sheet ends in mid-element.
#ifndef WHOLE_H
#define WHOLE_H

#include <stdbool.h>

/// Unpacks every sheet of the file and looks at its end. False where one does
/// not end as a sheet does, or where the file cannot be read.
bool whole_check(const char *path);

#endif
