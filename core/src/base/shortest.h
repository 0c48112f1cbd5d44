// SPDX-License-Identifier: MIT

/// The digits of a double.
#ifndef LARK_SHORTEST_H
#define LARK_SHORTEST_H

#ifdef __cplusplus
extern "C" {
#endif

enum { LARK_SHORTEST_ROOM = 32 };

/// Writes the fewest digits that read back as `value`, which is finite and
/// above 0, as "1.25e+02" into LARK_SHORTEST_ROOM bytes, with a NUL. Of those
/// with so many digits they are the closest. False where the C++ library cannot
/// do that.
int lark_shortest(double value, char *room);

#ifdef __cplusplus
}
#endif

#endif
