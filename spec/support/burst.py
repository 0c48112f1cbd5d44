# SPDX-License-Identifier: MIT
#
# POSTs so many events to a webhook, many at a time, each on a connection of its own. An event that
# is not answered with 200 is sent again, as the platform does. Prints how many requests were
# answered, by status.
#
#     burst.py PORT EVENTS AT_ONCE TOKEN SENDS
import asyncio
import json
import sys

port, events, at_once = (int(word) for word in sys.argv[1:4])
token, sends = sys.argv[4], int(sys.argv[5])
answers = {}


async def post(number):
    body = json.dumps({"schema": "2.0", "header": {"event_id": "e%d" % number, "token": token,
                       "event_type": "t"}, "event": {"key": number % 50, "n": number}}).encode()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                     % len(body) + body)
        line = (await reader.readline()).split()
        writer.close()
        return line[1].decode() if len(line) > 1 else "none"
    except OSError:
        return "none"


async def send(number, room):
    async with room:
        for _ in range(sends):
            status = await post(number)
            answers[status] = answers.get(status, 0) + 1
            if status == "200":
                return
            await asyncio.sleep(0.05)


async def main():
    room = asyncio.Semaphore(at_once)
    await asyncio.gather(*(send(number, room) for number in range(1, events + 1)))


asyncio.run(main())
print(" ".join("%s=%d" % pair for pair in sorted(answers.items())))
