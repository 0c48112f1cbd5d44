# SPDX-License-Identifier: MIT
#
# A line to a debug adapter: each line of standard input, JSON, is sent as a message; each
# message that comes is printed as a line.
#
#     dap.py PORT
#     dap.py COMMAND ...       at the adapter's standard streams
#
# Ends with its standard input, and the command that it started with it; prints an empty line
# when the other side closes.
import socket
import subprocess
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


def connect(port):
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line.makefile("rb"), line.makefile("wb")


def start(command):
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return child.stdout, child.stdin


def main():
    words = sys.argv[1:]
    incoming, outgoing = connect(int(words[0])) if words[0].isdigit() else start(words)
    threading.Thread(target=receive, args=(incoming,), daemon=True).start()
    for text in sys.stdin.buffer:
        text = text.rstrip(b"\n")
        outgoing.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        outgoing.flush()


main()
