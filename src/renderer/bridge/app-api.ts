import {
  PORT_MESSAGE,
  type AppError,
  type IpcContract,
  type IpcEventName,
  type IpcEvents,
  type PortMessage,
  type WindowApi,
} from '#shared/ipc/contract.ts'

declare global {
  interface Window {
    readonly api: WindowApi
  }
}

/** A call to main that should not have failed: a programming fault or a broken disk, for the error boundary. */
export class AppCallError extends Error {
  readonly error: AppError

  constructor(channel: string, error: AppError) {
    super(`${channel}: ${error.kind} ${error.detail}`)
    this.name = 'AppCallError'
    this.error = error
  }
}

/** Everything the window asks of main. The only module that touches `window.api` and the ports main hands over. */
export interface AppApi {
  /** Calls main; throws AppCallError where the call as such fails. Expected failures are part of the output. */
  call<C extends Exclude<keyof IpcContract, 'csv:open-dropped'>>(
    channel: C,
    input: IpcContract[C]['input'],
  ): Promise<IpcContract[C]['output']>
  /** Listens to main; returns the way to stop. */
  on<E extends IpcEventName>(event: E, listener: (payload: IpcEvents[E]) => void): () => void
  /** Opens a file dropped on the window. */
  openDropped(file: File): Promise<IpcContract['csv:open-dropped']['output']>
  /** The port that main hands over under this call id. Ask before the call that makes main send it. */
  port(callId: string): Promise<MessagePort>
}

/** The api of the real window. */
export function createAppApi(page: Window): AppApi {
  const waiting = new Map<string, (port: MessagePort) => void>()
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== page || event.origin !== page.location.origin) return
    const [port] = event.ports
    if (port === undefined || !isPortMessage(event.data)) return
    const receive = waiting.get(event.data.callId)
    if (receive === undefined) {
      port.close()
      return
    }
    waiting.delete(event.data.callId)
    receive(port)
  })
  return {
    async call(channel, input) {
      const answer = await page.api.invoke(channel, input)
      if (!answer.ok) throw new AppCallError(channel, answer.error)
      return answer.value
    },
    on: (event, listener) => page.api.on(event, listener),
    async openDropped(file) {
      const answer = await page.api.openDropped(file)
      if (!answer.ok) throw new AppCallError('csv:open-dropped', answer.error)
      return answer.value
    },
    port: (callId) =>
      new Promise((resolve) => {
        waiting.set(callId, resolve)
      }),
  }
}

function isPortMessage(data: unknown): data is PortMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === PORT_MESSAGE &&
    'callId' in data &&
    typeof data.callId === 'string'
  )
}
