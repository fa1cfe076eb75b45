import type { AppError, IpcChannel, IpcContract } from '#shared/ipc/contract.ts'

/** A handler for each channel: a channel without one does not compile. */
export type IpcHandlers = {
  readonly [C in IpcChannel]: (
    input: IpcContract[C]['input'],
  ) => Promise<IpcContract[C]['output']> | IpcContract[C]['output']
}

/** Thrown by a handler to answer with an error of its own choice; its `detail` reaches the window and the log. */
export class CallRefusal extends Error {
  readonly error: AppError

  constructor(kind: AppError['kind'], detail: string) {
    super(detail)
    this.error = { kind, detail }
  }
}
