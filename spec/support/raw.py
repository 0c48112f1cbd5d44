# SPDX-License-Identifier: MIT
#
# Servers that do odd things, from bare sockets.
#
#     raw.py KIND [ARGUMENT ...]
#
# Prints its port; the other lines that it prints are the test's. It ends with its standard
# input, and after a minute.
import os
import random
import socket
import sys
import threading
import time

import http2

ANSWER = b'{"code":0,"msg":"success","data":{"n":%d}}'


def told(*words):
    # In one piece: several threads tell.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def end_with_input():
    def wait():
        sys.stdin.read()
        os._exit(0)
    threading.Thread(target=wait, daemon=True).start()
    threading.Timer(60, lambda: os._exit(1)).start()


def listen(address="127.0.0.1", port=0, backlog=64):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((address, port))
    server.listen(backlog)
    return server


def in_threads(server, serve):
    while True:
        client, _ = server.accept()
        threading.Thread(target=guarded, args=(serve, client), daemon=True).start()


def guarded(serve, client):
    try:
        serve(client)
    except OSError:
        pass
    client.close()


def read_request(client, rest=b""):
    """The head and body of a request, and what came behind; None at the end."""
    while b"\r\n\r\n" not in rest:
        more = client.recv(65536)
        if not more:
            return None, b"", b""
        rest += more
    head, rest = rest.split(b"\r\n\r\n", 1)
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(rest) < length:
        more = client.recv(65536)
        if not more:
            return None, b"", b""
        rest += more
    return head, rest[:length], rest[length:]


def answer(client, n=0, status=b"200 OK", headers=b"", body=None):
    body = ANSWER % n if body is None else body
    client.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\n" + headers
                   + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def fill(server):
    """Fills the backlog, so that nobody gets an answer to a SYN any more."""
    held = [server]
    while True:
        client = socket.socket()
        client.settimeout(0.3)
        held.append(client)
        try:
            client.connect(server.getsockname())
        except OSError:
            return held


def mute():
    """Its address takes no connection, and refuses none."""
    server = listen(backlog=0)
    held = fill(server)
    told(server.getsockname()[1])
    time.sleep(60)
    return held


def mute_first(first):
    """Mute at the address `first`, alive at 127.0.0.2, on the same port."""
    alive = listen("127.0.0.2")
    port = alive.getsockname()[1]
    held = fill(listen(first, port, 0)) if first != "-" else None
    told(port)
    count = [0]

    def serve(client):
        while read_request(client)[0] is not None:
            count[0] += 1
            answer(client, count[0])
    in_threads(alive, serve)
    return held


def stray():
    """Sends bytes behind each answer that nobody asked for."""
    server = listen()
    told(server.getsockname()[1])

    def serve(client):
        while read_request(client)[0] is not None:
            answer(client)
            time.sleep(0.05)
            client.sendall(b"stray")
    in_threads(server, serve)


def said(text):
    """Answers each request with a text, and closes."""
    server = listen()
    told(server.getsockname()[1])

    def serve(client):
        if read_request(client)[0] is not None:
            client.sendall(text.encode())
    in_threads(server, serve)


def counted(*cert):
    """Answers each request with the number of its bytes; over HTTP/2 with its body's. With
    the folder of a certificate over TLS."""
    def serve_h1(client):
        rest = b""
        while True:
            if rest == b"":
                rest = client.recv(65536)
                if b"100-continue" in rest:
                    client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            head, body, rest = read_request(client, rest)
            if head is None:
                return
            answer(client, len(head) + 4 + len(body))

    def serve_h2(client):
        counts = {}
        for kind, flags, stream, payload in http2.frames(client):
            if kind == http2.DATA and payload:
                counts[stream] += len(payload)
                client.sendall(http2.room(0, len(payload)) + http2.room(stream, len(payload)))
            elif kind == http2.HEADERS:
                counts[stream] = 0
            if kind in (http2.DATA, http2.HEADERS) and flags & http2.END_STREAM:
                body = ANSWER % counts.pop(stream)
                client.sendall(http2.answer(stream, 200, body))

    def serve(client):
        (serve_h2 if client.selected_alpn_protocol() == "h2" else serve_h1)(client)
    if cert:
        over_tls(cert[0], serve, "h2", "http/1.1")
    else:
        server = listen()
        told(server.getsockname()[1])
        in_threads(server, serve_h1)


def statuses(*lines):
    """Answers one request with each of the lines, such as "429 Retry-After: 1", then 200.
    DATE+N stands for a date N seconds after the answer's own Date, which is in the past."""
    server = listen()
    told(server.getsockname()[1])
    left = list(lines)
    then = 1600000000

    def date(s):
        return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(s))

    def serve(client):
        while read_request(client)[0] is not None:
            told(int(time.time() * 1000))
            if not left:
                answer(client)
                continue
            status, _, header = left.pop(0).partition(" ")
            if "DATE+" in header:
                name, seconds = header.split("DATE+")
                header = name + date(then + int(seconds))
            headers = b"Date: " + date(then).encode() + b"\r\n"
            if header:
                headers += header.encode() + b"\r\n"
            answer(client, 0, status.encode() + b" No", headers, b"<html>no</html>")
    in_threads(server, serve)


def limited(seconds):
    """Refuses with 429 and Retry-After whatever comes so soon after the first request.
    Prints the status of each answer."""
    until = []

    def serve(client):
        while read_request(client)[0] is not None:
            now = time.monotonic()
            until.append(now + float(seconds))
            refuses = now < until[0]
            told(429 if refuses else 200)
            if refuses:
                answer(client, 0, b"429 No", b"Retry-After: %d\r\n" % int(seconds), b"slow down")
            else:
                answer(client)
    server = listen()
    told(server.getsockname()[1])
    in_threads(server, serve)


def over_tls(cert, serve, *protocols):
    """Serves https on a free port, HTTP/1.1 alone unless `protocols` has others."""
    context = http2.context(cert, *(protocols or ("http/1.1",)))
    server = listen()
    told(server.getsockname()[1])

    def with_tls(client):
        with context.wrap_socket(client, server_side=True) as wrapped:
            serve(wrapped)
    in_threads(server, with_tls)


def asked(how, cert):
    """Is asked for permission before a body comes, and prints each body that it got whole.

    permits: answers 100; ignores: reads on without; refuses: 417; closes-before: closes
    after the head of each second request of a connection; closes-after: after the body.
    """
    def read_head(client, rest):
        while b"\r\n\r\n" not in rest:
            more = client.recv(65536)
            if not more:
                return None, b""
            rest += more
        return rest.split(b"\r\n\r\n", 1)

    def serve(client):
        rest, count = b"", 0
        while True:
            head, rest = read_head(client, rest)
            if head is None:
                return
            count += 1
            asks = b"100-continue" in head
            if how == "closes-before" and count % 2 == 0:
                return
            if asks and how == "refuses":
                answer(client, 0, b"417 Expectation Failed", b"Connection: close\r\n")
                return
            if asks and how != "ignores":
                client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            _, body, rest = read_request(client, head + b"\r\n\r\n" + rest)
            if body == b"" and b"Content-Length: 0" not in head:
                return
            told(body.decode())
            if how == "closes-after" and count % 2 == 0:
                return
            answer(client, count)
    over_tls(cert, serve)


def early(how, cert):
    """Answers each request by its head, before the body has come. Prints the protocol.

    told: an answer with its length; untold: a refusal without. Neither makes room for more
    of the body than HTTP/2 allows from the start. reset: answers over HTTP/1.1 alone.
    """
    page = b"<html><title>too large</title></html>"

    def refuse(client, stream):
        body = ANSWER % 1
        if how == "reset":
            client.sendall(http2.reset(stream, 2))
        elif how == "told":
            client.sendall(http2.answer(stream, 200, body, content_length=len(body)))
        else:
            client.sendall(http2.answer(stream, 413, page, content_type="text/html"))

    def serve(client):
        protocol = client.selected_alpn_protocol()
        if protocol == "h2":
            for kind, _, stream, _ in http2.frames(client):
                if kind == http2.HEADERS:
                    told(protocol)
                    refuse(client, stream)
        elif client.recv(65536):
            told(protocol)
            answer(client, 0, b"413 No", b"Connection: close\r\n", page)
            # Bytes left unread would reset the connection.
            client.settimeout(0.2)
            while client.recv(65536):
                pass
    over_tls(cert, serve, "h2", "http/1.1")


def faulty(cert, seed, one_in, first):
    """Answers each request with its body's text, unless a fault hits it: 1 in `one_in` each.

    Over HTTP/2: a GOAWAY below the request's stream, REFUSED_STREAM, a 503 before the body
    came. Over HTTP/1.1: a close before the body is permitted, stray bytes behind the answer.
    The address `first` is mute, 127.0.0.2 is alive. At the end of its input it prints how
    often each fault fired, and each POST that it answered.
    """
    dice, lock, counts, posts = random.Random(int(seed)), threading.Lock(), {}, []

    def draw(*kinds):
        with lock:
            at = dice.randrange(int(one_in))
            kind = kinds[at] if at < len(kinds) else None
            if kind:
                counts[kind] = counts.get(kind, 0) + 1
            return kind

    def echo(body):
        return b'{"code":0,"data":' + body + b"}"

    def serve_h2(client):
        bodies, refused, last = {}, set(), 0
        for kind, flags, stream, payload in http2.frames(client):
            if kind == http2.HEADERS:
                fault = draw("goaway", "refused", "early")
                if fault == "goaway":
                    client.sendall(http2.goaway(last))
                    if not bodies:
                        return
                    refused.add(stream)
                elif fault == "refused":
                    client.sendall(http2.reset(stream, http2.REFUSED_STREAM))
                    refused.add(stream)
                elif fault == "early":
                    client.sendall(http2.answer(stream, 503, b"<html>no</html>"))
                    refused.add(stream)
                else:
                    bodies[stream], last = b"", stream
            elif kind == http2.DATA and stream in bodies:
                bodies[stream] += payload
                if flags & http2.END_STREAM:
                    client.sendall(http2.answer(stream, 200, echo(bodies.pop(stream))))

    def serve_h1(client):
        rest = b""
        while True:
            while b"\r\n\r\n" not in rest:
                more = client.recv(65536)
                if not more:
                    return
                rest += more
            head, rest = rest.split(b"\r\n\r\n", 1)
            fault = draw("close", "stray")
            if fault == "close":
                return
            if b"100-continue" in head:
                client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            head, body, rest = read_request(client, head + b"\r\n\r\n" + rest)
            if head is None:
                return
            if head.startswith(b"POST"):
                posts.append(body.decode())
            answer(client, body=echo(body))
            if fault == "stray":
                client.sendall(b"stray")

    def serve(client):
        with context.wrap_socket(client, server_side=True) as wrapped:
            protocol = wrapped.selected_alpn_protocol()
            (serve_h2 if protocol == "h2" else serve_h1)(wrapped)

    context = http2.context(cert, "h2", "http/1.1")
    alive = listen("127.0.0.2")
    port = alive.getsockname()[1]
    held = fill(listen(first, port, 0))
    told(port)
    threading.Thread(target=in_threads, args=(alive, serve), daemon=True).start()
    sys.stdin.read()
    for kind, count in sorted(counts.items()):
        told(kind, count)
    for body in posts:
        told("POST", body)
    return held


if __name__ == "__main__":
    if sys.argv[1] != "faulty":
        end_with_input()
    kinds = {name: kind for name, kind in globals().items() if callable(kind)}
    kinds[sys.argv[1].replace("-", "_")](*sys.argv[2:])
