# SPDX-License-Identifier: MIT
#
# Servers of long connections that do odd things, from bare sockets.
#
#     push.py KIND
#
# Prints its port, and then a line for each answer to an event: the message_id and the code. It
# ends with its standard input, and after a minute.
import base64
import hashlib
import json
import struct
import sys

from raw import answer, end_with_input, in_threads, listen, read_request, told

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def varint(number):
    digits = bytearray()
    while number > 127:
        digits.append(number & 127 | 128)
        number >>= 7
    digits.append(number)
    return bytes(digits)


def field(tag, value):
    if isinstance(value, int):
        return varint(tag << 3) + varint(value)
    return varint(tag << 3 | 2) + varint(len(value)) + value


def fields(message):
    """The fields of a message, in order; ValueError where it is malformed."""
    at = 0

    def number():
        nonlocal at
        result, shift = 0, 0
        while True:
            byte = message[at]
            at += 1
            result |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return result
    while at < len(message):
        key = number()
        if key & 7 == 0:
            yield key >> 3, number()
        elif key & 7 == 2:
            length = number()
            yield key >> 3, message[at:at + length]
            at += length
        else:
            raise ValueError(key)


def event(message_id, event_id="e1"):
    text = json.dumps({"schema": "2.0", "header": {
        "event_id": event_id, "event_type": "a.b", "app_id": "cli_x"}, "event": {}})
    frame = field(1, 1) + field(2, 2) + field(3, 5) + field(4, 1)
    for key, value in ("type", "event"), ("message_id", message_id), ("sum", "1"), ("seq", "0"):
        frame += field(5, field(1, key.encode()) + field(2, value.encode()))
    return frame + field(8, text.encode())


def websocket(payload, opcode=2, fin=True, mask=b""):
    length = len(payload)
    first = (128 if fin else 0) | opcode
    masked = 128 if mask else 0
    head = bytes([first, masked | min(length, 126)])
    if length > 125:
        head += struct.pack("!H", length)
    if mask:
        payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
    return head + mask + payload


class Reader:
    def __init__(self, client, rest):
        self.client, self.rest = client, rest

    def take(self, count):
        while len(self.rest) < count:
            more = self.client.recv(65536)
            if not more:
                raise OSError("the end")
            self.rest += more
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def message(self):
        first, second = self.take(2)
        length = second & 127
        if length == 126:
            length, = struct.unpack("!H", self.take(2))
        if not second & 128:
            told("unmasked")
        mask = self.take(4) if second & 128 else b"\0\0\0\0"
        payload = self.take(length)
        return first & 15, bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def tell_answers(client, rest):
    reader = Reader(client, rest)
    while True:
        opcode, payload = reader.message()
        if opcode == 10:
            told("pong", payload.decode())
        if opcode != 2:
            continue
        headers, code, method = {}, None, None
        for tag, value in fields(payload):
            if tag == 4:
                method = value
            elif tag == 5:
                pair = dict(fields(value))
                headers[pair[1].decode()] = pair[2].decode()
            elif tag == 8:
                code = json.loads(value)["code"]
        if method == 1:
            told(headers["message_id"], code)


def upgrade(head, accept=None, headers=b""):
    key = [line.split(b":")[1].strip() for line in head.split(b"\r\n")
           if line.lower().startswith(b"sec-websocket-key:")][0]
    accept = accept or base64.b64encode(hashlib.sha1(key + MAGIC).digest())
    return (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + headers + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")


def bytewise(client, data):
    for i in range(len(data)):
        client.sendall(data[i:i + 1])


def pieces():
    """An event in frames of WebSocket's own, with a ping between them."""
    whole = event("m1")
    return (websocket(whole[:5], 2, False) + websocket(b"p1", 9) + websocket(whole[5:9], 0, False)
            + websocket(b"", 0, False) + websocket(whole[9:], 0))


# By kind: what follows the request of the upgrade.
KINDS = {
    "eager": lambda client, head: client.sendall(
        upgrade(head) + websocket(event("m1")) + websocket(event("m2"))),
    "bytewise": lambda client, head: bytewise(client, upgrade(head) + websocket(event("m1"))),
    "pieces": lambda client, head: client.sendall(upgrade(head) + pieces()),
    "text": lambda client, head: client.sendall(
        upgrade(head) + websocket(b"hello", 1) + websocket(event("m1"))),
    "masked": lambda client, head: client.sendall(
        upgrade(head) + websocket(event("m1"), mask=b"abcd")),
    "reserved": lambda client, head: client.sendall(upgrade(head) + b"\xf2\x00"),
    "continued": lambda client, head: client.sendall(upgrade(head) + websocket(b"x", 0)),
    "long": lambda client, head: client.sendall(upgrade(head) + b"\x82\x7f" + b"\x7f" * 16),
    "wrong-accept": lambda client, head: client.sendall(upgrade(head, b"x" * 28)),
    "extended": lambda client, head: client.sendall(
        upgrade(head, headers=b"Sec-WebSocket-Extensions: permessage-deflate\r\n")),
    "plain": lambda client, head: client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "endless": lambda client, head: client.sendall(b"HTTP/1.1 101 x\r\n" + b"X: y\r\n" * 4000),
    "no-http": lambda client, head: client.sendall(b"SSH-2.0-x\r\n\r\n"),
    "gone": lambda client, head: client.close(),
}


def main(kind):
    server = listen()
    port = server.getsockname()[1]
    told(port)

    def serve(client):
        head, _, rest = read_request(client)
        if head is not None and head.startswith(b"POST"):
            url = "ws://127.0.0.1:%d/?service_id=5&ticket=s3cret" % port
            config = {"ReconnectInterval": 0, "ReconnectNonce": 0, "ReconnectCount": 1}
            answer(client, body=json.dumps(
                {"code": 0, "msg": "", "data": {"URL": url, "ClientConfig": config}}).encode())
        elif head is not None:
            KINDS[kind](client, head)
            tell_answers(client, rest)
    in_threads(server, serve)


if __name__ == "__main__":
    end_with_input()
    main(sys.argv[1])
