import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { AppError, IpcChannel } from '#shared/ipc/contract.ts'
import { ipcSchemas } from '#shared/ipc/schemas.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { CallRefusal, type IpcHandlers } from './ipc-handlers.ts'
import { isTrustedSender } from './trusted-sender.ts'

/**
 * Registers every channel: the sender is checked, the input parsed, the handler called, its failure caught and
 * answered as a value. The only user of ipcMain.handle. `report` gets what went wrong, without inputs or outputs.
 */
export function registerHandlers(
  handlers: IpcHandlers,
  report: (channel: IpcChannel, error: AppError) => void,
): void {
  for (const channel of Object.keys(ipcSchemas) as IpcChannel[]) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown) => {
      const answer = await answerCall(handlers, channel, isTrustedSender(event.senderFrame), input)
      if (!answer.ok) report(channel, answer.error)
      return answer
    })
  }
}

/** One call from check to answer; exported for tests. */
export async function answerCall(
  handlers: IpcHandlers,
  channel: IpcChannel,
  trusted: boolean,
  input: unknown,
): Promise<Result<unknown, AppError>> {
  if (!trusted) return err({ kind: 'forbidden', detail: 'not a page of the app' })
  const parsed = ipcSchemas[channel].safeParse(input)
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`)
    return err({ kind: 'invalid-input', detail: where.join(', ') })
  }
  try {
    const handler = handlers[channel] as (input: unknown) => unknown
    return ok(await handler(parsed.data))
  } catch (error) {
    if (error instanceof CallRefusal) return err(error.error)
    return err({
      kind: 'failed',
      detail: error instanceof Error ? `${error.name} ${codeOf(error)}` : 'unknown',
    })
  }
}

/** Only the code of an error: its message may hold paths or data. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
