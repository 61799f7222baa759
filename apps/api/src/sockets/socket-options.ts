// How every namespace is served: they share one server, so they must ask for the same.

export const SOCKET_OPTIONS = {
  transports: ['websocket' as const],
  serveClient: false,
  // A frozen client is noticed within 15 s and its buffer given up.
  pingInterval: 5_000,
  pingTimeout: 10_000,
  // Longer messages end the connection; shorter ones that are too long for their field are answered.
  maxHttpBufferSize: 1_000_000,
  cleanupEmptyChildNamespaces: true,
};
