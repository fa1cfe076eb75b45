/**
 * One end of a two-way channel as the CSV code sees it, so that the same logic runs over Electron's ports, the window's
 * ports and plain Node ones in tests. Messages keep their order; `closed` is told once, also where the other process died.
 */
export interface RowPort<Incoming, Outgoing> {
  send(message: Outgoing): void
  /** Sets the one listener. Messages that came before are delivered then. */
  listen(message: (message: Incoming) => void, closed: () => void): void
  close(): void
}
