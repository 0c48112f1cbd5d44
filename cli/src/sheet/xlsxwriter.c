// SPDX-License-Identifier: MIT
#include "xlsxwriter.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

#include "loaded.h"

#define FUNCTION(name)                                                         \
  { #name, offsetof(xlsxwriter, name) }

static const loaded_function functions[] = {
    FUNCTION(workbook_new_opt),          FUNCTION(workbook_close),
    FUNCTION(workbook_add_worksheet),    FUNCTION(workbook_add_format),
    FUNCTION(workbook_add_chart),        FUNCTION(worksheet_write_string),
    FUNCTION(worksheet_write_number),    FUNCTION(worksheet_set_column),
    FUNCTION(worksheet_autofilter),      FUNCTION(worksheet_freeze_panes),
    FUNCTION(worksheet_insert_chart),    FUNCTION(chart_add_series),
    FUNCTION(chart_series_set_name),     FUNCTION(chart_title_set_name),
    FUNCTION(chart_legend_set_position), FUNCTION(chart_axis_get),
    FUNCTION(chart_axis_set_name),       FUNCTION(chart_axis_set_reverse),
    FUNCTION(format_set_num_format),     FUNCTION(format_set_bold),
    FUNCTION(format_set_text_wrap),      FUNCTION(format_set_align),
    FUNCTION(format_set_bg_color),       FUNCTION(lxw_strerror),
};

// The library's name carries a number that counts its interfaces; Debian 12 has
// 4. The plain name comes with the development package.
static void *open_library(void) {
  enum { FIRST = 4, LAST = 20 };
  void *library = NULL;
  for (int i = FIRST; i <= LAST && library == NULL; i++) {
    char name[32];
    (void)snprintf(name, sizeof name, "libxlsxwriter.so.%d", i);
    library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL)
    library = dlopen("libxlsxwriter.so", RTLD_NOW | RTLD_LOCAL);
  return library;
}

const xlsxwriter *xlsxwriter_load(const char **why) {
  static xlsxwriter loaded;
  static void *library = NULL;
  if (library != NULL) return &loaded;
  void *found = open_library();
  if (found == NULL) {
    *why = "spreadsheets need libxlsxwriter: apt-get install libxlsxwriter4 "
           "(libxlsxwriter-dev, where that has another number)";
    return NULL;
  }
  enum { COUNT = sizeof functions / sizeof functions[0] };
  if (!loaded_fill(found, functions, COUNT, &loaded)) {
    *why = "this libxlsxwriter is too old: version 1.1 or later is needed";
    return NULL;
  }
  library = found;
  return &loaded;
}
