// A client of parley.v1.protobuf over npm's ws and protobuf.js, which reads parley.proto itself. It says each line of its
// input, a JSON string, in the room, and prints what it hears, in base64, and what it shows, as one JSON object a line.
'use strict';

const fs = require('fs');
const readline = require('readline');
const [library, protobufLibrary, proto, url, token, room] = process.argv.slice(2);
const WebSocket = require(library);
const protobuf = require(protobufLibrary);

const { root } = protobuf.parse(fs.readFileSync(proto, 'utf8'));
const ClientFrame = root.lookupType('parley.v1.ClientFrame');
const ServerFrame = root.lookupType('parley.v1.ServerFrame');

const socket = new WebSocket(url, 'parley.v1.protobuf');
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let said = 0;

function say(frame) {
  const trouble = ClientFrame.verify(frame);
  if (trouble) {
    throw new Error(trouble);
  }
  socket.send(ClientFrame.encode(ClientFrame.create(frame)).finish());
}

socket.on('open', () => {
  const client = { name: 'protobuf.js', version: '7' };
  say({ id: 'h', hello: { token, client, acks: true, subscribe: [{ room, after: 0 }] } });
});

socket.on('message', (data, binary) => {
  const frame = ServerFrame.decode(data);
  print({ heard: data.toString('base64'), binary });
  if (frame.entry) {
    const { seq, from, message } = frame.entry;
    if (message) {
      print({ seq: Number(seq), from, shown: message.body.text });
    }
    say({ ack: { room, seq } });
  }
});

socket.on('close', (code) => print({ closed: code }));
socket.on('error', (error) => print({ failed: String(error) }));

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    said += 1;
    say({ id: `s${said}`, send: { room, cid: `pb-${said}`, body: { text: JSON.parse(line) } } });
  })
  .on('close', () => socket.close(1000));
