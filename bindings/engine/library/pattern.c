// SPDX-License-Identifier: MIT
#include "pattern.h"

#include <ctype.h>
#include <string.h>

// Callers give lualark_pattern_run() steps enough for several of the heaviest.
enum { BYTES_PER_STEP = 64, HEAVIEST = 2000 };

// Remembers which bytes an item takes, if the item is no longer than this.
enum { LONGEST_ITEM = 1024 };

bool lualark_pattern_is_plain(const char *text, size_t bytes) {
  const char *end = text + bytes;
  // strcspn() goes up to the next NUL; there is one behind the end.
  for (; text < end; text++) {
    text += strcspn(text, "^$*+?.([%-");
    if (*text != '\0') return false;
  }
  return true;
}

static void find_first(pattern *p);

void lualark_pattern_init(pattern *p, const char *subject, size_t subject_bytes,
                          const char *text, size_t text_bytes) {
  p->subject = subject;
  p->subject_end = subject + subject_bytes;
  p->text = text;
  p->text_end = text + text_bytes;
  p->error = NULL;
  // Each step may go through a set as long as the pattern.
  p->weight = 1 + text_bytes / BYTES_PER_STEP;
  if (p->weight > HEAVIEST) p->weight = HEAVIEST;
  find_first(p);
}

static void spend(uint64_t *steps, uint64_t cost) {
  *steps -= cost < *steps ? cost : *steps;
}

void lualark_pattern_begin(pattern *p, const char *at) {
  p->at = at;
  p->next = p->text;
  p->many = NULL;
  p->depth = p->level = p->choices = 0;
}

static bool wrong(pattern *p, const char *message, int number) {
  p->error = message;
  p->error_number = number;
  return false;
}

// ------------------------------------------------------------------- classes

static int byte_at(const char *place) {
  return (unsigned char)*place;
}

static bool in_class(int c, int letter) {
  bool in = false;
  switch (tolower(letter)) {
  case 'a': in = isalpha(c); break;
  case 'c': in = iscntrl(c); break;
  case 'd': in = isdigit(c); break;
  case 'g': in = isgraph(c); break;
  case 'l': in = islower(c); break;
  case 'p': in = ispunct(c); break;
  case 's': in = isspace(c); break;
  case 'u': in = isupper(c); break;
  case 'w': in = isalnum(c); break;
  case 'x': in = isxdigit(c); break;
  case 'z': in = c == 0; break; // of Lua 5.1, and still there
  default: return letter == c;
  }
  return isupper(letter) ? !in : in;
}

// Whether a set, from its [ to its ], holds a byte.
static bool in_set(int c, const char *set, const char *close) {
  bool holds = true;
  if (set[1] == '^') {
    holds = false;
    set++;
  }
  while (++set < close) {
    if (*set == '%') {
      set++;
      if (in_class(c, byte_at(set))) return holds;
    } else if (set[1] == '-' && set + 2 < close) {
      set += 2;
      if (byte_at(set - 2) <= c && c <= byte_at(set)) return holds;
    } else if (byte_at(set) == c) {
      return holds;
    }
  }
  return !holds;
}

// The end of a single item, such as a class or a set; NULL if it is malformed.
static const char *item_end(pattern *p, const char *item) {
  int first = byte_at(item++);
  if (first == '%') {
    if (item < p->text_end) return item + 1;
    wrong(p, "malformed pattern (ends with '%%')", 0);
    return NULL;
  }
  if (first != '[') return item;
  if (*item == '^') item++;
  do { // a ] that comes first belongs to the set
    if (item == p->text_end) {
      wrong(p, "malformed pattern (missing ']')", 0);
      return NULL;
    }
    if (*item++ == '%' && item < p->text_end) item++;
  } while (*item != ']');
  return item + 1;
}

static bool fits(const pattern *p, const char *at, const char *item,
                 const char *end) {
  if (at >= p->subject_end) return false;
  int c = byte_at(at);
  switch (*item) {
  case '.': return true;
  case '%': return in_class(c, byte_at(item + 1));
  case '[': return in_set(c, item, end - 1);
  default: return byte_at(item) == c;
  }
}

// ---------------------------------------------------------------- many bytes

// The bytes that an item takes, as far as they are known.
typedef struct taken {
  uint64_t known[4], fit[4];
} taken;

static bool takes(taken *t, const char *item, const char *end, int c) {
  uint64_t bit = (uint64_t)1 << (c & 63);
  int word = c >> 6;
  if (!(t->known[word] & bit)) {
    bool one = *item == '[' ? in_set(c, item, end - 1)
                            : in_class(c, byte_at(item + 1));
    t->known[word] |= bit;
    if (one) t->fit[word] |= bit;
  }
  return t->fit[word] & bit;
}

// Goes from `at` past the bytes that an item takes, or, if `wanted` is false,
// past those that it does not take; at most to `stop`.
static const char *pass(const char *at, const char *stop, const char *item,
                        const char *end, bool wanted) {
  taken t = {{0}, {0}};
  switch (*item) {
  case '.': return wanted ? stop : at;
  case '%':
  case '[':
    while (at < stop && takes(&t, item, end, byte_at(at)) == wanted)
      at++;
    return at;
  default:
    if (!wanted) {
      const char *found = memchr(at, *item, (size_t)(stop - at));
      return found != NULL ? found : stop;
    }
    while (at < stop && *at == *item)
      at++;
    return at;
  }
}

// How far the steps that are left lead.
static const char *stop_for(const pattern *p, const char *at,
                            const uint64_t *steps) {
  return (uint64_t)(p->subject_end - at) > *steps ? at + *steps
                                                  : p->subject_end;
}

// Finds the item that each match begins with, if there is one: matches are
// tried only where that fits.
static void find_first(pattern *p) {
  const char *item = p->text;
  p->first = NULL;
  while (item < p->text_end && *item == '(' && item[1] != ')')
    item++;
  if (item == p->text_end || strchr("()$", *item) != NULL) return;
  if (*item == '%' &&
      (isdigit(byte_at(item + 1)) || item[1] == 'b' || item[1] == 'f'))
    return;
  const char *end = item_end(p, item);
  p->error = NULL; // a match finds it again
  if (end == NULL) return;
  if (end < p->text_end && strchr("*?-", *end) != NULL) return;
  if (end - item > LONGEST_ITEM) return;
  p->first = item;
  p->first_end = end;
}

const char *lualark_pattern_skip(const pattern *p, const char *at,
                                 uint64_t *steps) {
  if (p->first == NULL) return at;
  const char *stop = stop_for(p, at, steps);
  const char *found = pass(at, stop, p->first, p->first_end, false);
  *steps -= (uint64_t)(found - at);
  return found < p->subject_end ? found : NULL;
}

// ------------------------------------------------------------------- choices

// Goes one level deeper, where Lua's matcher calls itself; false if that is too
// deep.
static bool descend(pattern *p) {
  if (++p->depth < PATTERN_DEPTH) return true;
  return wrong(p, "pattern too complex", 0);
}

static pattern_choice *note(pattern *p) {
  pattern_choice *choice = &p->stack[p->choices++];
  choice->depth = p->depth;
  return choice;
}

static void note_place(pattern *p, int kind, const char *subject,
                       const char *item, const char *follows) {
  pattern_choice *choice = note(p);
  choice->kind = kind;
  choice->subject = subject;
  choice->item = item;
  choice->pattern = follows;
}

static void note_capture(pattern *p, int kind, int capture) {
  pattern_choice *choice = note(p);
  choice->kind = kind;
  choice->capture = capture;
}

// Takes one more of an item with `-`, which takes few, if it fits.
static bool take_more(pattern *p, const pattern_choice *choice) {
  const char *end = choice->pattern - 1;
  if (!fits(p, choice->subject, choice->item, end)) return false;
  const char *subject = choice->subject + 1;
  const char *item = choice->item;
  note_place(p, CHOICE_MORE, subject, item, end + 1);
  p->at = subject;
  p->next = end + 1;
  return descend(p);
}

// Gives back one of an item that took many.
static bool take_less(pattern *p, const pattern_choice *choice) {
  const char *subject = choice->subject;
  const char *least = choice->item;
  const char *follows = choice->pattern;
  if (subject > least) note_place(p, CHOICE_LESS, subject - 1, least, follows);
  p->at = subject;
  p->next = follows;
  return descend(p);
}

// Goes back to the last choice that leads on; false if there is none.
static bool back(pattern *p) {
  while (p->choices > 0) {
    pattern_choice choice = p->stack[--p->choices];
    p->depth = choice.depth;
    switch (choice.kind) {
    case CHOICE_SKIP:
      p->at = choice.subject;
      p->next = choice.pattern;
      return true;
    case CHOICE_LESS: return take_less(p, &choice);
    case CHOICE_MORE:
      if (take_more(p, &choice)) return true;
      if (p->error != NULL) return false;
      break;
    case CHOICE_UNOPEN: p->level--; break;
    case CHOICE_UNCLOSE:
      p->captures[choice.capture].length = PATTERN_UNFINISHED;
      break;
    }
  }
  return false;
}

// ------------------------------------------------------------------ captures

static bool open_capture(pattern *p) {
  bool position = p->next[1] == ')';
  if (p->level >= PATTERN_CAPTURES) return wrong(p, "too many captures", 0);
  p->captures[p->level++] = (pattern_capture){
      p->at, position ? PATTERN_POSITION : PATTERN_UNFINISHED};
  p->next += position ? 2 : 1;
  note_capture(p, CHOICE_UNOPEN, 0);
  return descend(p);
}

static bool close_capture(pattern *p) {
  int last = p->level - 1;
  while (last >= 0 && p->captures[last].length != PATTERN_UNFINISHED)
    last--;
  if (last < 0) return wrong(p, "invalid pattern capture", 0);
  p->captures[last].length = p->at - p->captures[last].start;
  p->next++;
  note_capture(p, CHOICE_UNCLOSE, last);
  return descend(p);
}

// %1: the text of an earlier capture.
static bool match_again(pattern *p, uint64_t *steps) {
  int number = byte_at(p->next + 1) - '1';
  if (number < 0 || number >= p->level ||
      p->captures[number].length == PATTERN_UNFINISHED)
    return wrong(p, "invalid capture index %%%d", number + 1);
  // A position counts as longer than any subject: it never fits.
  size_t length = (size_t)p->captures[number].length;
  spend(steps, length / BYTES_PER_STEP);
  if ((size_t)(p->subject_end - p->at) < length ||
      memcmp(p->captures[number].start, p->at, length) != 0)
    return back(p);
  p->at += length;
  p->next += 2;
  return true;
}

// --------------------------------------------------------------------- items

// %bxy: from an x to the y that balances it.
static bool match_balance(pattern *p, uint64_t *steps) {
  const char *pair = p->next + 2;
  if (pair + 1 >= p->text_end)
    return wrong(p, "malformed pattern (missing arguments to '%%b')", 0);
  const char *at = p->at;
  int open = 1;
  if (at >= p->subject_end || *at != pair[0]) return back(p);
  while (++at < p->subject_end) {
    if (*at == pair[1]) {
      if (--open == 0) {
        p->at = at + 1;
        p->next += 4;
        return true;
      }
    } else if (*at == pair[0]) {
      open++;
    }
    if (*steps > 0) --*steps;
  }
  return back(p);
}

// %f[set]: between a byte that is not in the set and one that is.
static bool match_frontier(pattern *p) {
  const char *set = p->next + 2;
  if (*set != '[') return wrong(p, "missing '[' after '%%f' in pattern", 0);
  const char *end = item_end(p, set);
  if (end == NULL) return false;
  int before = p->at == p->subject ? '\0' : byte_at(p->at - 1);
  if (in_set(before, set, end - 1) || !in_set(byte_at(p->at), set, end - 1))
    return back(p);
  p->next = end;
  return true;
}

// Takes as many of an item as there are; goes on here if the steps run out.
static bool take_many(pattern *p, const char *item, const char *end,
                      uint64_t *steps) {
  if (end - item <= LONGEST_ITEM) {
    const char *last = pass(p->at, stop_for(p, p->at, steps), item, end, true);
    *steps -= (uint64_t)(last - p->at);
    p->at = last;
  }
  while (*steps > 0 && fits(p, p->at, item, end)) {
    p->at++;
    spend(steps, p->weight);
  }
  if (*steps == 0) return true; // goes on later
  const char *least = p->many;
  p->many = NULL;
  if (p->at > least) note_place(p, CHOICE_LESS, p->at - 1, least, end + 1);
  p->next = end + 1;
  return descend(p);
}

static bool match_item(pattern *p, uint64_t *steps) {
  const char *item = p->next;
  const char *end = item_end(p, item);
  if (end == NULL) return false;
  if (p->many != NULL) return take_many(p, item, end, steps);
  bool one = fits(p, p->at, item, end);
  // Behind the pattern's end stands a NUL, which is no repetition.
  char repetition = end < p->text_end ? *end : '\0';
  switch (repetition) {
  case '?':
    p->next = end + 1;
    if (!one) return true;
    note_place(p, CHOICE_SKIP, p->at, NULL, end + 1);
    p->at++;
    return descend(p);
  case '+':
    if (!one) return back(p);
    p->many = ++p->at;
    return take_many(p, item, end, steps);
  case '*':
    if (!one) {
      p->next = end + 1;
      return true;
    }
    p->many = p->at;
    return take_many(p, item, end, steps);
  case '-':
    p->next = end + 1;
    if (!one) return true;
    note_place(p, CHOICE_MORE, p->at, item, end + 1);
    return descend(p);
  default:
    if (!one) return back(p);
    p->at++;
    p->next = end;
    return true;
  }
}

static bool match_escape(pattern *p, uint64_t *steps) {
  char letter = p->next + 1 < p->text_end ? p->next[1] : '\0';
  if (letter == 'b') return match_balance(p, steps);
  if (letter == 'f') return match_frontier(p);
  if (letter >= '0' && letter <= '9') return match_again(p, steps);
  return match_item(p, steps);
}

static bool match_next(pattern *p, uint64_t *steps) {
  if (p->many != NULL) return match_item(p, steps);
  switch (*p->next) {
  case '(': return open_capture(p);
  case ')': return close_capture(p);
  case '%': return match_escape(p, steps);
  case '$':
    if (p->next + 1 != p->text_end) return match_item(p, steps);
    if (p->at != p->subject_end) return back(p);
    p->next++;
    return true;
  default: return match_item(p, steps);
  }
}

pattern_outcome lualark_pattern_run(pattern *p, uint64_t *steps) {
  while (p->next < p->text_end) {
    if (*steps == 0) return PATTERN_PAUSED;
    spend(steps, p->weight);
    if (!match_next(p, steps))
      return p->error != NULL ? PATTERN_WRONG : PATTERN_FAILED;
  }
  return PATTERN_MATCHED;
}
