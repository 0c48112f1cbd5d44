# SPDX-License-Identifier: MIT
#
# As much of HTTP/2 (RFC 9113) as an odd server needs, on bare sockets.
import ssl
import struct

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
REFUSED_STREAM = 7
END_STREAM, ACK, END_HEADERS = 1, 1, 4
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def exactly(client, count):
    got = b""
    while len(got) < count:
        more = client.recv(count - len(got))
        if not more:
            raise OSError("the client has closed")
        got += more
    return got


def frame(kind, flags, stream, payload=b""):
    return (struct.pack(">I", len(payload))[1:] + bytes((kind, flags))
            + struct.pack(">I", stream) + payload)


def text(value):
    """A short text, as HPACK writes it without Huffman's code."""
    return bytes((len(value),)) + value.encode()


def answer(stream, status, body, **headers):
    """An answer with the stream's end. No header goes into HPACK's table."""
    block = b""
    for name, value in ((":status", status), *headers.items()):
        block += b"\0" + text(name.replace("_", "-")) + text(str(value))
    return frame(HEADERS, END_HEADERS, stream, block) + frame(DATA, END_STREAM, stream, body)


def reset(stream, code):
    return frame(RST_STREAM, 0, stream, struct.pack(">I", code))


def goaway(last, code=0):
    return frame(GOAWAY, 0, 0, struct.pack(">II", last, code))


def room(stream, count):
    """Lets the client send so many bytes more."""
    return frame(WINDOW_UPDATE, 0, stream, struct.pack(">I", count))


def frames(client):
    """The frames of a client after the greeting: kind, flags, stream, payload."""
    exactly(client, len(PREFACE))
    client.sendall(frame(SETTINGS, 0, 0))
    while True:
        head = exactly(client, 9)
        payload = exactly(client, struct.unpack(">I", b"\0" + head[:3])[0])
        kind, flags, stream = head[3], head[4], struct.unpack(">I", head[5:])[0]
        if kind == SETTINGS and not flags & ACK:
            client.sendall(frame(SETTINGS, ACK, 0))
        elif kind == PING and not flags & ACK:
            client.sendall(frame(PING, ACK, 0, payload))
        else:
            yield kind, flags, stream, payload


def context(cert, *protocols):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(cert + "/cert.pem", cert + "/key.pem")
    made.set_alpn_protocols(list(protocols))
    return made
