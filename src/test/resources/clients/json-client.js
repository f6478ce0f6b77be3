// A client of parley.v1.json over npm's ws. It says each line of its input, a JSON string, in the room, and prints what it
// says, hears and shows as one JSON object a line.
'use strict';

const readline = require('readline');
const [library, url, token, room] = process.argv.slice(2);
const WebSocket = require(library);

const socket = new WebSocket(url, 'parley.v1.json');
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let said = 0;

function say(frame) {
  print({ said: frame });
  socket.send(JSON.stringify(frame));
}

socket.on('open', () => {
  const client = { name: 'ws', version: '8' };
  say({ type: 'hello', id: 'h', token, client, acks: true, subscribe: [{ room, after: 0 }] });
});

socket.on('message', (data, binary) => {
  const frame = JSON.parse(data.toString('utf8'));
  print({ heard: frame, binary });
  if (frame.type === 'entry') {
    if (frame.kind === 'message') {
      print({ seq: frame.seq, from: frame.from, shown: frame.body.text });
    }
    say({ type: 'ack', room, seq: frame.seq });
  }
});

socket.on('close', (code) => print({ closed: code }));
socket.on('error', (error) => print({ failed: String(error) }));

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    said += 1;
    say({ type: 'send', id: `s${said}`, room, cid: `ws-${said}`, body: { text: JSON.parse(line) } });
  })
  .on('close', () => socket.close(1000));
