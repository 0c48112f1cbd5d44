# SPDX-License-Identifier: MIT
#
# A line to a debug adapter: each line of standard input, JSON, is sent as a message; each
# message that comes is printed as a line.
#
#     dap.py PORT
#
# Ends with its standard input; prints an empty line when the other side closes.
import socket
import sys
import threading


def receive(stream):
    while True:
        header = stream.readline()
        if not header:
            break
        length = int(header.split(b":")[1])
        stream.readline()
        sys.stdout.write(stream.read(length).decode() + "\n")
        sys.stdout.flush()
    sys.stdout.write("\n")
    sys.stdout.flush()


def main():
    line = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=receive, args=(line.makefile("rb"),), daemon=True).start()
    for text in sys.stdin.buffer:
        text = text.rstrip(b"\n")
        line.sendall(b"Content-Length: %d\r\n\r\n" % len(text) + text)


main()
