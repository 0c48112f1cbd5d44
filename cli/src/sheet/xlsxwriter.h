// SPDX-License-Identifier: MIT

/// The functions of libxlsxwriter that the command calls. It is loaded when the
/// first spreadsheet is written: no other run needs it.
///
/// Declared here and not by its headers, so that building does not need them.
/// They are the same in 1.1 and 1.2; what they take is opaque but for the
/// options, which have room for members of later versions.
#ifndef XLSXWRITER_H
#define XLSXWRITER_H

#include <stdint.h>

typedef struct lxw_workbook lxw_workbook;
typedef struct lxw_worksheet lxw_worksheet;
typedef struct lxw_format lxw_format;
typedef struct lxw_chart lxw_chart;
typedef struct lxw_chart_series lxw_chart_series;
typedef struct lxw_chart_axis lxw_chart_axis;

typedef struct xlsxwriter_options {
  uint8_t constant_memory;
  const char *tmpdir;
  uint8_t use_zip64;
  void *later[8];
} xlsxwriter_options;

typedef struct xlsxwriter {
  lxw_workbook *(*workbook_new_opt)(const char *, xlsxwriter_options *);
  int (*workbook_close)(lxw_workbook *);
  lxw_worksheet *(*workbook_add_worksheet)(lxw_workbook *, const char *);
  lxw_format *(*workbook_add_format)(lxw_workbook *);
  lxw_chart *(*workbook_add_chart)(lxw_workbook *, uint8_t);
  int (*worksheet_write_string)(lxw_worksheet *, uint32_t, uint16_t,
                                const char *, lxw_format *);
  int (*worksheet_write_number)(lxw_worksheet *, uint32_t, uint16_t, double,
                                lxw_format *);
  int (*worksheet_set_column)(lxw_worksheet *, uint16_t, uint16_t, double,
                              lxw_format *);
  int (*worksheet_autofilter)(lxw_worksheet *, uint32_t, uint16_t, uint32_t,
                              uint16_t);
  void (*worksheet_freeze_panes)(lxw_worksheet *, uint32_t, uint16_t);
  int (*worksheet_insert_chart)(lxw_worksheet *, uint32_t, uint16_t,
                                lxw_chart *);
  lxw_chart_series *(*chart_add_series)(lxw_chart *, const char *,
                                        const char *);
  void (*chart_series_set_name)(lxw_chart_series *, const char *);
  void (*chart_title_set_name)(lxw_chart *, const char *);
  void (*chart_legend_set_position)(lxw_chart *, uint8_t);
  lxw_chart_axis *(*chart_axis_get)(lxw_chart *, int);
  void (*chart_axis_set_name)(lxw_chart_axis *, const char *);
  void (*chart_axis_set_reverse)(lxw_chart_axis *);
  void (*format_set_num_format)(lxw_format *, const char *);
  void (*format_set_bold)(lxw_format *);
  void (*format_set_text_wrap)(lxw_format *);
  void (*format_set_align)(lxw_format *, uint8_t);
  void (*format_set_bg_color)(lxw_format *, uint32_t);
  char *(*lxw_strerror)(int);
} xlsxwriter;

/// The library, loaded once; NULL where it is not installed or lacks a
/// function, and `*why` then says what to do.
const xlsxwriter *xlsxwriter_load(const char **why);

#endif
