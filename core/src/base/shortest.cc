// SPDX-License-Identifier: MIT

// C++ because its library has an algorithm that needs no trials; C's has none.
#include "shortest.h"

#include <charconv>
#include <version>

int lark_shortest(double value, char *room) {
#ifdef __cpp_lib_to_chars
  std::to_chars_result done =
      std::to_chars(room, room + LARK_SHORTEST_ROOM - 1, value,
                    std::chars_format::scientific);
  *done.ptr = '\0';
  return done.ec == std::errc();
#else
  static_cast<void>(value);
  static_cast<void>(room);
  return 0;
#endif
}
