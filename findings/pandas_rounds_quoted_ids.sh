#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Guess: pandas reads a JSON string as a string: ids that stand in quotes stay exact.
# Seen (1.5.3): read_json turns a column of strings that look like numbers into numbers, by way
# of doubles. Two ids of 19 digits that differ become one int64, which is neither; a phone
# number loses its plus, "007" its zeros; with a null the ids become floats. dtype=False keeps
# them, and so does dtype="string"; convert_axes and precise_float change nothing.
# Needs python3-pandas.
set -eu
version=$(/usr/bin/python3 -c 'import pandas; print(pandas.__version__)')
seen=$(/usr/bin/python3 - <<'PY'
import io, pandas
text = """[{"id": "6960663240925956660", "phone": "+8613800000000", "code": "007"},
           {"id": "6960663240925956661", "phone": "+8613800000001", "code": "8"}]"""
def show(**options):
    rows = pandas.read_json(io.StringIO(text), **options)
    print(*(repr(list(rows[name])) for name in rows))
show()
show(precise_float=True)
show(dtype=False)
show(dtype="string")
rows = pandas.read_json(io.StringIO('[{"id": "6960663240925956660"}, {"id": null}]'))
print(rows["id"].dtype)
PY
)
rounded="[6960663240925957120, 6960663240925957120] [8613800000000, 8613800000001] [7, 8]"
exact="['6960663240925956660', '6960663240925956661'] ['+8613800000000', '+8613800000001'] \
['007', '8']"
echo "pandas $version: by default, with precise_float, dtype=False, dtype=\"string\", with a null"
echo "expected: $exact, four times, and object"
echo "seen:"
echo "$seen"
[ "$version" = 1.5.3 ] || { echo "another version than 1.5.3"; exit 1; }
[ "$seen" = "$rounded
$rounded
$exact
$exact
float64" ]
