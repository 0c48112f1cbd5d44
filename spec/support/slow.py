# SPDX-License-Identifier: MIT

"""Connections that do not send what they announce.

    slow.py PORT COUNT      opens so many, sends the half of a request on each, and waits until
                            the server has closed all
    slow.py PORT cut BODY   sends a body but for its last byte, ends it, and prints what the
                            server answers with, or "nothing"
"""

import resource
import select
import socket
import sys

HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
MOST_SECONDS = 120


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=MOST_SECONDS)


def hold(port, count):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    open_ones = {}
    watched = select.poll()
    for number in range(count):
        one = connect(port)
        one.sendall((HEAD % 1000).encode() + b"{" if number % 2 else b"POST / HT")
        open_ones[one.fileno()] = one
        watched.register(one, select.POLLIN)
    print("all are open", file=sys.stderr, flush=True)
    closed = 0
    while closed < count:
        ready = watched.poll(MOST_SECONDS * 1000)
        if not ready:
            sys.exit("%d are open" % (count - closed))
        for number, _ in ready:
            watched.unregister(number)
            open_ones.pop(number).close()
            closed += 1
    print(closed, "closed")


def cut(port, body):
    one = connect(port)
    one.sendall((HEAD % len(body)).encode() + body.encode()[:-1])
    one.shutdown(socket.SHUT_WR)
    try:
        answer = one.recv(65536)
    except ConnectionResetError:
        answer = b""
    print(answer.decode().split("\r\n")[0] or "nothing")


if sys.argv[2] == "cut":
    cut(int(sys.argv[1]), sys.argv[3])
else:
    hold(int(sys.argv[1]), int(sys.argv[2]))
