// A console in a process of its own, so that a test can freeze it: claims what it is told to and renews on every beat.
import { io } from 'socket.io-client';

const [, , http, token, alertId] = process.argv;
const socket = io(`${http}/dispatch`, { transports: ['websocket'], auth: { token }, reconnection: false });
const say = (line) => process.stdout.write(`${line}\n`);
socket.on('connect_error', (error) => say(`refused ${error.message}`));
socket.once('snapshot', () => {
  socket.emit('claim', { alertId }, (answer) => say(answer.ok ? 'claimed' : `lost ${answer.error.code}`));
});
socket.on('beat', () => {
  socket.emit('renew', { alertId }, (answer) => say(answer.ok ? 'renewed' : `refused ${answer.error.code}`));
});
socket.on('disconnect', () => say('disconnected'));
setInterval(() => undefined, 60_000); // stays alive after its socket
// After thawing it does what a stale console would: it tries to close what it believes to be its own.
process.on('SIGUSR2', () => {
  const again = io(`${http}/dispatch`, {
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    forceNew: true,
  });
  again.once('snapshot', () => {
    again.emit('close', { alertId, outcome: 'falseAlarm' }, (answer) =>
      say(answer.ok ? 'closed' : `close ${answer.error.code}`),
    );
  });
});
