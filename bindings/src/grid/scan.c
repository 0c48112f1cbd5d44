// SPDX-License-Identifier: MIT
#include "scan.h"

#include <string.h>

#include "decode.h"
#include "grid.h"
#include "lark_json.h"
#include "lualark_words.h"
#include "marks.h"
#include "oddity.h"
#include "work.h"

enum {
  MOST_COLUMNS = 16384, // as spreadsheets have
  BLOCK = 64,
  BYTES_A_STEP = 64,
  MOST_ODDITIES = 1000 // that are kept, beside their number
};

typedef enum within {
  IN_PLAIN,  // in a field without quotes, or before one
  IN_QUOTES, // behind an opening quote
  BEHIND     // behind a closing quote
} within;

typedef struct scan {
  lualark_work work;
  lualark_sheet *sheet;
  lualark_frame *frame;
  char separator; // 0: not yet known
  lualark_decoding decoding;
  bool has_begun;
  size_t checked; // bytes that are known to be UTF-8
  size_t block;   // where the next block begins
  uint64_t marks; // those of the block before it that are left
  // The record.
  uint32_t line;   // where it begins,
  uint32_t breaks; // and how many lines it has so far
  size_t begin;    // its first byte
  // The field.
  size_t from;  // its first byte
  size_t close; // its closing quote
  size_t skip;  // a byte whose mark says nothing: of \r\n, or a second quote
  uint32_t field;
  within within;
  bool has_doubled; // there are "" in it
  bool was_quoted;
  lualark_cell *row; // NULL: the header
  // The header, before its width is known.
  lualark_cell *names;
  size_t name_room;
  uint32_t header_line;
  uint8_t *is_id; // for each column
  lualark_oddity *oddities;
  size_t oddity_count, oddity_room, oddity_total;
  const char *why; // the fault, and more of it
  uint32_t has, wanted;
} scan;

static void release(lualark_work *work) {
  scan *s = (scan *)work;
  lualark_sheet *sheet = s->sheet;
  if (sheet == NULL) return;
  lualark_extents blocks = sheet->blocks;
  lualark_decode_end(&s->decoding);
  lualark_extent_free(&blocks, s->names, s->name_room * sizeof *s->names);
  lualark_extent_free(&blocks, s->is_id, sheet->width);
  lualark_frame_drop(s->frame);
  lualark_sheet_drop(sheet);
  lualark_extent_free(&blocks, s->oddities,
                      s->oddity_room * sizeof *s->oddities);
  s->oddities = NULL;
  s->names = NULL;
  s->is_id = NULL;
  s->frame = NULL;
  s->sheet = NULL;
}

// ---------------------------------------------------------------------- a cell

// Takes one of each two quotes away, where the text stands.
static uint32_t undouble(char *text, uint32_t length) {
  uint32_t to = 0;
  for (uint32_t i = 0; i < length; i++) {
    text[to++] = text[i];
    if (text[i] == '"') i++;
  }
  return to;
}

// A rounded id is told in any case: its reader refuses the file.
static void note_oddity(lua_State *L, scan *s, lualark_oddity_kind kind,
                        bool is_id) {
  s->oddity_total++;
  if (s->oddity_count == MOST_ODDITIES) {
    if (kind != ODDITY_ROUNDED || !is_id) return;
    s->oddity_count--;
  }
  if (s->oddity_count == s->oddity_room)
    s->oddities = lualark_extent_grow(L, s->oddities, &s->oddity_room,
                                      sizeof *s->oddities);
  s->oddities[s->oddity_count++] = (lualark_oddity){
      .line = s->line, .column = (uint16_t)s->field, .kind = (uint8_t)kind};
}

// The field that ends before `stop`, which is a separator's or line end's.
static lualark_cell cell_before(scan *s, size_t stop) {
  lualark_cell cell = {(uint32_t)s->from, (uint32_t)(stop - s->from)};
  if (s->within != BEHIND) return cell;
  cell.at++;
  cell.length = (uint32_t)(s->close - s->from - 1);
  if (s->has_doubled)
    cell.length = undouble(s->sheet->text + cell.at, cell.length);
  return cell;
}

static void keep_name(lua_State *L, scan *s, lualark_cell cell) {
  if (s->field >= MOST_COLUMNS) {
    s->why = "there are more than 16384 columns";
    return;
  }
  if (s->field == s->name_room)
    s->names =
        lualark_extent_grow(L, s->names, &s->name_room, sizeof *s->names);
  s->names[s->field] = cell;
}

static void keep_cell(lua_State *L, scan *s, lualark_cell cell) {
  lualark_sheet *sheet = s->sheet;
  if (s->field >= sheet->width) {
    // Spreadsheets write empty columns behind the last that has a name.
    if (cell.length > 0) s->has = s->field + 1;
    return;
  }
  const char *from = sheet->text + cell.at;
  if (lualark_oddity_may_be(from, cell.length)) {
    bool is_id = s->is_id != NULL && s->is_id[s->field];
    lualark_oddity_kind kind = lualark_oddity_find(&from, &cell.length, is_id);
    cell.at = (uint32_t)(from - sheet->text);
    if (kind != ODDITY_NONE) note_oddity(L, s, kind, is_id);
  }
  s->row[s->field] = cell;
}

static void end_field(lua_State *L, scan *s, size_t stop) {
  lualark_cell cell = cell_before(s, stop);
  s->was_quoted = s->within == BEHIND;
  if (s->row == NULL)
    keep_name(L, s, cell);
  else
    keep_cell(L, s, cell);
  s->field++;
  s->from = stop + 1;
  s->within = IN_PLAIN;
  s->has_doubled = false;
}

// ------------------------------------------------------------------ the header

static void end_header(lua_State *L, scan *s) {
  s->header_line = s->line;
  uint32_t width = s->field;
  while (width > 1 && s->names[width - 1].length == 0)
    width--;
  lualark_sheet_set_width(L, s->sheet, width);
  memcpy(s->sheet->header, s->names, width * sizeof *s->names);
}

// ------------------------------------------------------------------ the record

static void begin_record(lua_State *L, scan *s, size_t at) {
  s->begin = s->from = at;
  s->field = 0;
  s->line += s->breaks;
  s->breaks = 0;
  s->has = 0;
  if (s->sheet->width > 0) s->row = lualark_sheet_next_row(L, s->sheet);
}

static void end_record(lua_State *L, scan *s, size_t stop) {
  bool is_empty = s->field == 0 && s->within == IN_PLAIN && stop == s->begin;
  if (!is_empty) {
    end_field(L, s, stop);
    if (s->why != NULL) return;
    if (s->sheet->width == 0) {
      end_header(L, s);
    } else if (s->has > 0 || s->field < s->sheet->width) {
      s->why = "fields";
      s->has = s->field;
      s->wanted = s->sheet->width;
      return;
    } else if (s->sheet->count == SHEET_ROWS_MOST) {
      s->why = "there are too many rows";
      return;
    } else {
      s->sheet->count++;
    }
  }
  s->breaks++;
}

// ----------------------------------------------------------------- the text

static bool is_quote_again(const scan *s, size_t at) {
  return at + 1 < s->sheet->length && s->sheet->text[at + 1] == '"';
}

static void meet_in_quotes(scan *s, size_t at, char mark) {
  if (mark == '"') {
    if (is_quote_again(s, at)) {
      s->has_doubled = true;
      s->skip = at + 1;
    } else {
      s->within = BEHIND;
      s->close = at;
    }
  } else if (mark == '\r' || (mark == '\n' && s->sheet->text[at - 1] != '\r')) {
    s->breaks++;
  }
}

static void meet(lua_State *L, scan *s, size_t at) {
  char mark = s->sheet->text[at];
  if (at == s->skip) return;
  if (s->within == IN_QUOTES) {
    meet_in_quotes(s, at, mark);
    return;
  }
  if (s->within == BEHIND && at != s->close + 1) {
    s->why = "there is text behind a closing quote";
  } else if (mark == '"') {
    if (at == s->from) s->within = IN_QUOTES;
  } else if (mark == s->separator) {
    end_field(L, s, at);
  } else {
    end_record(L, s, at);
    if (s->why != NULL) return;
    if (mark == '\r' && at + 1 < s->sheet->length &&
        s->sheet->text[at + 1] == '\n')
      s->skip = ++at;
    begin_record(L, s, at + 1);
  }
}

// Meets what is left behind the last mark.
static void end_text(lua_State *L, scan *s) {
  size_t end = s->sheet->length;
  if (s->begin >= end) return;
  if (s->within == IN_QUOTES)
    s->why = "a quote is opened and never closed";
  else if (s->within == BEHIND && s->close + 1 != end)
    s->why = "there is text behind a closing quote";
  else
    end_record(L, s, end);
}

// The separator that the first record has most often; a comma if it has none.
static char guess(const lualark_sheet *sheet, size_t from) {
  static const char candidates[] = ",;\t";
  size_t counts[] = {0, 0, 0};
  bool quoted = false;
  for (size_t i = from; i < sheet->length && i - from < WORK_BYTES; i++) {
    char byte = sheet->text[i];
    if (byte == '"') quoted = !quoted;
    if (quoted) continue;
    if (byte == '\n' || byte == '\r') break;
    for (int at = 0; at < 3; at++)
      counts[at] += byte == candidates[at];
  }
  int best = 0;
  for (int at = 1; at < 3; at++)
    if (counts[at] > counts[best]) best = at;
  return candidates[best];
}

static void begin_text(lua_State *L, scan *s) {
  lualark_sheet *sheet = s->sheet;
  s->has_begun = true;
  lualark_sheet_reserve(L, sheet, 0);
  memset(sheet->text + sheet->length, 0, SHEET_PADDING);
  size_t from = 0;
  if (sheet->length >= 3 && memcmp(sheet->text, "\xEF\xBB\xBF", 3) == 0)
    from = 3;
  s->begin = s->from = s->block = from;
  s->skip = SIZE_MAX;
  s->line = 1;
  if (s->separator != 0) return;
  if (sheet->length >= from + 6 && memcmp(sheet->text + from, "sep=", 4) == 0 &&
      (sheet->text[from + 5] == '\r' || sheet->text[from + 5] == '\n')) {
    s->separator = sheet->text[from + 4];
    s->begin = s->from = s->block = from + 6;
    if (sheet->text[from + 5] == '\r' && sheet->text[from + 6] == '\n')
      s->begin = s->from = s->block = from + 7;
    s->line = 2;
    return;
  }
  s->separator = guess(sheet, from);
}

// ----------------------------------------------------------------------- steps

// Whether the next bytes are UTF-8, up to the end of a character.
static bool check_next(scan *s) {
  const lualark_sheet *sheet = s->sheet;
  size_t stop = s->checked + WORK_BYTES;
  if (stop >= sheet->length) {
    stop = sheet->length;
  } else {
    for (int back = 0; back < 3 && (sheet->text[stop] & 0xC0) == 0x80; back++)
      stop--;
  }
  if (!lark_utf8_valid(sheet->text + s->checked, stop - s->checked))
    return false;
  s->checked = stop;
  return true;
}

// Where the bytes that are not UTF-8 begin.
static size_t bad_place(const scan *s) {
  const lualark_sheet *sheet = s->sheet;
  size_t at = s->checked;
  while (at < sheet->length) {
    size_t size = 1;
    while (size <= 4 && at + size <= sheet->length &&
           !lark_utf8_valid(sheet->text + at, size))
      size++;
    if (size > 4 || at + size > sheet->length) break;
    at += size;
  }
  return at;
}

static uint32_t line_of(const char *text, size_t at) {
  uint32_t line = 1;
  for (size_t i = 0; i < at; i++)
    line += text[i] == '\n' ? i == 0 || text[i - 1] != '\r' : text[i] == '\r';
  return line;
}

static int fail(lua_State *L, scan *s, uint32_t line) {
  lua_pushnil(L);
  if (s->wanted > 0)
    lua_pushfstring(L, lualark_words("%I fields where the header has %I"),
                    (LUAI_UACINT)s->has, (LUAI_UACINT)s->wanted);
  else
    lua_pushstring(L, lualark_words(s->why));
  lua_pushinteger(L, line);
  return 3;
}

static void push_oddities(lua_State *L, const scan *s) {
  lua_createtable(L, (int)s->oddity_count, 0);
  for (size_t i = 0; i < s->oddity_count; i++) {
    const lualark_oddity *found = &s->oddities[i];
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, found->line);
    lua_setfield(L, -2, "line");
    lua_pushinteger(L, found->column + 1);
    lua_setfield(L, -2, "column");
    lua_pushstring(L, lualark_oddity_name(found->kind));
    lua_setfield(L, -2, "kind");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static int finish(lua_State *L, scan *s) {
  bool has_header = s->sheet->width > 0;
  end_text(L, s);
  if (s->why != NULL) return fail(L, s, s->line);
  if (!has_header && s->sheet->width > 0) {
    begin_record(L, s, s->sheet->length);
    return 0;
  }
  if (s->sheet->width == 0) {
    s->why = "there is no header row";
    return fail(L, s, 0);
  }
  lualark_frame_of_sheet(L, s->sheet, &s->frame);
  lualark_grid_push(L, s->frame);
  push_oddities(L, s);
  lua_pushinteger(L, (lua_Integer)s->oddity_total);
  lua_pushstring(L, s->decoding.name); // or nil
  return 4;
}

// ------------------------------------------------------------------- encodings

static int refuse_encoding(lua_State *L, scan *s, const char *why,
                           const char *text, size_t at) {
  s->why = why;
  return fail(L, s, line_of(text, at));
}

// Characters of three bytes before the first that is wrong: the text is UTF-8
// that was damaged, and would be nonsense as GBK.
static bool is_damaged(const lualark_sheet *sheet, size_t at) {
  for (size_t i = 0; i < at; i++)
    if ((unsigned char)sheet->text[i] >= 0xE0) return true;
  return false;
}

// The text is not UTF-8.
static int meet_other(lua_State *L, scan *s) {
  size_t at = bad_place(s);
  bool may_be_gbk = s->decoding.name == NULL && !is_damaged(s->sheet, at);
  if (may_be_gbk && lualark_decode_begin(&s->decoding, s->sheet, "GBK"))
    return 0;
  return refuse_encoding(L, s, "this is not UTF-8; save the file as CSV UTF-8",
                         s->sheet->text, at);
}

static int decode(lua_State *L, scan *s) {
  lualark_decoding *d = &s->decoding;
  s->work.steps += WORK_BYTES / 4 / BYTES_A_STEP * 4;
  switch (lualark_decode_more(L, d, s->sheet, WORK_BYTES / 4)) {
  case DECODE_BAD:
    return refuse_encoding(L, s,
                           "this is neither UTF-8 nor GBK nor UTF-16; save "
                           "the file as CSV UTF-8",
                           d->text, d->at);
  case DECODE_DONE:
    s->has_begun = false;
    s->checked = 0;
    break;
  default: break;
  }
  return 0;
}

static int advance(lua_State *L, lualark_work *work) {
  scan *s = (scan *)work;
  const lualark_sheet *sheet = s->sheet;
  if (s->decoding.text != NULL) return decode(L, s);
  if (!s->has_begun) begin_text(L, s);
  if (s->checked < sheet->length) {
    work->steps += WORK_BYTES / BYTES_A_STEP;
    const char *by_mark =
        s->decoding.name == NULL ? lualark_decode_by_mark(sheet) : NULL;
    if (by_mark != NULL &&
        lualark_decode_begin(&s->decoding, s->sheet, by_mark))
      return 0;
    return check_next(s) ? 0 : meet_other(L, s);
  }
  bool has_header = sheet->width > 0;
  for (size_t bytes = 0; bytes < WORK_BYTES; bytes += BLOCK) {
    if (s->marks == 0) {
      if (s->block >= sheet->length) return finish(L, s);
      s->marks = lualark_marks(sheet->text + s->block, s->separator);
      if (sheet->length - s->block < BLOCK)
        s->marks &= (UINT64_C(1) << (sheet->length - s->block)) - 1;
      s->block += BLOCK;
      work->steps += BLOCK / BYTES_A_STEP;
    }
    while (s->marks != 0) {
      size_t at = s->block - BLOCK + (size_t)__builtin_ctzll(s->marks);
      s->marks &= s->marks - 1;
      meet(L, s, at);
      if (s->why != NULL) return fail(L, s, s->line);
      // The reader looks at the header before the rows are read.
      if (!has_header && sheet->width > 0) return 0;
    }
  }
  return 0;
}

static const lualark_work_kind kind = {
    .name = "reading CSV", .advance = advance, .release = release};

// ------------------------------------------------------------------- functions

int lualark_scan_new(lua_State *L) {
  scan *s = lualark_work_push(L, &kind, sizeof *s);
  s->sheet = lualark_sheet_new(L);
  return 1;
}

int lualark_scan_add(lua_State *L) {
  scan *s = lualark_work_check(L, 1, &kind);
  size_t length = 0;
  const char *text = luaL_checklstring(L, 2, &length);
  lua_settop(L, 2);
  luaL_argcheck(L, s->line == 0, 1, "it is being read already");
  s->work.busy = true;
  bool fits = lualark_sheet_reserve(L, s->sheet, length);
  s->work.busy = false;
  if (!fits) return luaL_error(L, "a CSV text has at most 4 GiB");
  memcpy(s->sheet->text + s->sheet->length, text, length);
  s->sheet->length += length;
  lua_settop(L, 1);
  return lualark_work_return(L, s->work.native.state, 1,
                             (uint32_t)(length / BYTES_A_STEP));
}

int lualark_scan_separator(lua_State *L) {
  scan *s = lualark_work_check(L, 1, &kind);
  size_t length = 0;
  const char *mark = luaL_checklstring(L, 2, &length);
  luaL_argcheck(L, length == 1 && strchr("\"\r\n", mark[0]) == NULL, 2,
                "a separator is one byte, such as , or ;");
  s->separator = mark[0];
  lua_settop(L, 1);
  return 1;
}

int lualark_scan_names(lua_State *L) {
  const scan *s = lualark_work_check(L, 1, &kind);
  const lualark_sheet *sheet = s->sheet;
  if (sheet->width == 0) return 0;
  lua_createtable(L, (int)sheet->width, 0);
  for (uint32_t i = 0; i < sheet->width; i++) {
    lua_pushlstring(L, sheet->text + sheet->header[i].at,
                    sheet->header[i].length);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, s->header_line);
  return 2;
}

int lualark_scan_ids(lua_State *L) {
  scan *s = lualark_work_check(L, 1, &kind);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  uint32_t width = s->sheet->width;
  luaL_argcheck(L, width > 0, 1, "its header is not yet read");
  if (s->is_id == NULL) {
    s->work.busy = true;
    s->is_id = lualark_extent_take(L, width);
    s->work.busy = false;
  }
  for (lua_Integer i = 1;
       i <= (lua_Integer)width && lua_rawgeti(L, 2, i) != LUA_TNIL; i++) {
    lua_Integer at = lua_tointeger(L, -1);
    luaL_argcheck(L, at >= 1 && at <= (lua_Integer)width, 2, "no such column");
    s->is_id[at - 1] = 1;
    lua_pop(L, 1);
  }
  lua_settop(L, 1);
  return 1;
}
