# SPDX-License-Identifier: MIT
#
# A platform behind a gateway: answers every request, and counts each by its `id`.
#
#     upstream.py [--close-each N]
#
# Prints its port. With --close-each it reads every Nth POST whole, counts it, and closes
# the connection unanswered. GET /_seen tells what was counted and resets it.
import asyncio
import collections
import json
import re
import sys

close_each = int(sys.argv[2]) if sys.argv[1:2] == ["--close-each"] else 0
seen = collections.Counter()
closed = set()
ASKED = re.compile(rb"\r\nexpect: *100-continue", re.I)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
ID = re.compile(r"[?&]id=(\w+)")


def answer(target):
    if target == "/_seen":
        told = {"count": len(seen), "closed": sorted(closed),
                "doubled": sorted(id for id, n in seen.items() if n > 1),
                "ids": sorted(seen)}
        seen.clear()
        closed.clear()
        return {"code": 0, "data": told}
    return {"code": 0, "msg": "success", "data": {"path": target}}


async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
            if ASKED.search(head):
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            length = LENGTH.search(head)
            if length:
                await reader.readexactly(int(length[1]))
            elif b"chunked" in head.lower():
                while int(await reader.readline(), 16) > 0:
                    await reader.readuntil(b"\r\n")
                await reader.readuntil(b"\r\n")
            found = ID.search(target)
            if found:
                seen[found[1]] += 1
                if close_each and len(seen) % close_each == 0 and method == "POST":
                    closed.add(found[1])
                    break
            body = json.dumps(answer(target)).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                         b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
