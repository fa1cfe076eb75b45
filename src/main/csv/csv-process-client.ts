import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { err, type Result } from '#shared/result.ts'
import type { CsvJob, CsvJobReply, CsvRequestName, CsvRequests, CsvTransfer } from './csv-job.ts'

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
 * the next job where it has died. Requests under way then fail; transfers end because their ports close.
 */
export class CsvProcessClient<Port = unknown> {
  readonly #start: StartCsvProcess<Port>
  readonly #createPorts: () => PortPair<Port>
  readonly #sendPort: (callId: string, port: Port) => void
  readonly #waiting = new Map<number, (result: CsvJobReply['result']) => void>()
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

  /** Asks for something that is answered once. */
  request<Name extends CsvRequestName>(
    name: Name,
    input: CsvRequests[Name]['input'],
  ): Promise<Result<CsvRequests[Name]['output'], CsvFileError>> {
    return this.#ask((requestId) => {
      this.#running().send({ type: 'request', requestId, name, input } as CsvJob, null)
    })
  }

  /**
   * Starts what goes over a port, whose other end the window is sent under `callId`. Resolves when it is over, however it
   * went, which is told over the port; fails only where the process has died before.
   */
  transfer(callId: string, transfer: CsvTransfer): Promise<Result<null, CsvFileError>> {
    const { forProcess, forWindow } = this.#createPorts()
    const over = this.#ask<null>((requestId) => {
      this.#running().send({ ...transfer, requestId }, forProcess)
    })
    this.#sendPort(callId, forWindow)
    return over
  }

  #ask<Output extends CsvRequests[CsvRequestName]['output']>(
    send: (requestId: number) => void,
  ): Promise<Result<Output, CsvFileError>> {
    const requestId = ++this.#lastRequest
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve as (result: CsvJobReply['result']) => void)
      send(requestId)
    })
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
