-- SPDX-License-Identifier: MIT

-- A script that returns one value.
return 1
