// SPDX-License-Identifier: MIT
#include "quote.h"

// A byte as it is, a letter behind a backslash, and two digits of a code. The
// last byte of each is how many there are. JSON has letters for 8 and 12, too,
// but texts are compared by their bytes, and have always had codes for them.
#define AS_IS(byte)                                                            \
  { (byte), 0, 0, 0, 0, 0, 0, 1 }
#define LETTER(letter)                                                         \
  { '\\', (letter), 0, 0, 0, 0, 0, 2 }
#define CODE(high, low)                                                        \
  { '\\', 'u', '0', '0', (high), (low), 0, 6 }

#define EIGHT(byte)                                                            \
  AS_IS(byte), AS_IS((byte) + 1), AS_IS((byte) + 2), AS_IS((byte) + 3),        \
      AS_IS((byte) + 4), AS_IS((byte) + 5), AS_IS((byte) + 6),                 \
      AS_IS((byte) + 7)
#define SIXTY_FOUR(byte)                                                       \
  EIGHT(byte), EIGHT((byte) + 8), EIGHT((byte) + 16), EIGHT((byte) + 24),      \
      EIGHT((byte) + 32), EIGHT((byte) + 40), EIGHT((byte) + 48),              \
      EIGHT((byte) + 56)

const unsigned char lark_quote_forms[256][8] = {
    CODE('0', '0'),   CODE('0', '1'),   CODE('0', '2'), CODE('0', '3'),
    CODE('0', '4'),   CODE('0', '5'),   CODE('0', '6'), CODE('0', '7'),
    CODE('0', '8'),   LETTER('t'),      LETTER('n'),    CODE('0', 'b'),
    CODE('0', 'c'),   LETTER('r'),      CODE('0', 'e'), CODE('0', 'f'),
    CODE('1', '0'),   CODE('1', '1'),   CODE('1', '2'), CODE('1', '3'),
    CODE('1', '4'),   CODE('1', '5'),   CODE('1', '6'), CODE('1', '7'),
    CODE('1', '8'),   CODE('1', '9'),   CODE('1', 'a'), CODE('1', 'b'),
    CODE('1', 'c'),   CODE('1', 'd'),   CODE('1', 'e'), CODE('1', 'f'),
    AS_IS(' '),       AS_IS('!'),       LETTER('"'),    EIGHT(0x23),
    EIGHT(0x2b),      EIGHT(0x33),      EIGHT(0x3b),    EIGHT(0x43),
    EIGHT(0x4b),      EIGHT(0x53),      AS_IS(0x5b),    LETTER('\\'),
    SIXTY_FOUR(0x5d), SIXTY_FOUR(0x9d), EIGHT(0xdd),    EIGHT(0xe5),
    EIGHT(0xed),      EIGHT(0xf5),      AS_IS(0xfd),    AS_IS(0xfe),
    AS_IS(0xff),
};
