import type { CsvFileError, CsvInspection } from '#shared/csv/csv-file.ts'
import { err, type Result } from '#shared/result.ts'
import type { CsvJob, CsvJobReply } from './csv-job.ts'
import type { CsvSource } from './csv-rows.ts'
import type { CsvReadJob } from './read-csv.ts'
import type { CsvWriteJob } from './write-csv.ts'

/** A running CSV process as main sees it. */
export interface CsvProcess<Port> {
  send(job: CsvJob, port: Port | null): void
}

/** Starts the CSV process; `ended` is called once, when it is gone for whatever reason. */
export type StartCsvProcess<Port> = (
  receive: (reply: CsvJobReply) => void,
  ended: () => void,
) => CsvProcess<Port>

/** The two ends of a new channel. */
export interface PortPair<Port> {
  forProcess: Port
  forWindow: Port
}

/**
 * Main's side of the CSV process: starts it with the first job, wires its jobs to the window, and starts it anew with
 * the next job where it has died. Inspections under way then fail; reads and writes end because their ports close.
 */
export class CsvProcessClient<Port = unknown> {
  readonly #start: StartCsvProcess<Port>
  readonly #createPorts: () => PortPair<Port>
  readonly #sendPort: (callId: string, port: Port) => void
  readonly #waiting = new Map<number, (result: Result<CsvInspection, CsvFileError>) => void>()
  #process: CsvProcess<Port> | null = null
  #lastRequest = 0

  constructor(
    start: StartCsvProcess<Port>,
    createPorts: () => PortPair<Port>,
    sendPort: (callId: string, port: Port) => void,
  ) {
    this.#start = start
    this.#createPorts = createPorts
    this.#sendPort = sendPort
  }

  /** The first look at a file. */
  inspect(source: CsvSource): Promise<Result<CsvInspection, CsvFileError>> {
    const requestId = ++this.#lastRequest
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve)
      this.#running().send({ type: 'inspect', requestId, source }, null)
    })
  }

  /** Starts a read; its rows go to the window over the port that it is sent under `callId`. */
  read(callId: string, job: CsvReadJob): void {
    this.#withPort(callId, { type: 'read', job })
  }

  /** Starts a write; the window sends its rows over the port that it is sent under `callId`. */
  write(callId: string, job: CsvWriteJob): void {
    this.#withPort(callId, { type: 'write', job })
  }

  #withPort(callId: string, job: CsvJob): void {
    const { forProcess, forWindow } = this.#createPorts()
    this.#running().send(job, forProcess)
    this.#sendPort(callId, forWindow)
  }

  #running(): CsvProcess<Port> {
    this.#process ??= this.#start(
      (reply) => {
        this.#waiting.get(reply.requestId)?.(reply.result)
        this.#waiting.delete(reply.requestId)
      },
      () => {
        this.#process = null
        for (const answer of this.#waiting.values())
          answer(err({ kind: 'unreadable', detail: 'process-ended' }))
        this.#waiting.clear()
      },
    )
    return this.#process
  }
}
