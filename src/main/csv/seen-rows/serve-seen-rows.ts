import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { csvFileErrorOf } from '../file-error.ts'
import { messageQueue } from '../message-queue.ts'
import { SeenRows } from './seen-rows.ts'

/** Answers over a port until it is closed; whatever was remembered in the folder goes then. */
export async function serveSeenRows(
  port: RowPort<SeenRowsRequest, SeenRowsReply>,
  folder: string,
): Promise<void> {
  const queue = messageQueue(port)
  let seen: SeenRows | null = null
  try {
    seen = new SeenRows(folder)
    for (;;) {
      const request = await queue.next()
      if (request.type === 'cancel') break
      const reply = await answer(seen, request)
      if (reply !== null) port.send(reply)
    }
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await seen?.close()
  }
}

async function answer(seen: SeenRows, request: SeenRowsRequest): Promise<SeenRowsReply | null> {
  switch (request.type) {
    case 'find':
      return { type: 'found', ...seen.find(request.hashes) }
    case 'add':
      seen.add(request.rows)
      return null
    case 'relate':
      seen.relations.add(request.rows)
      return null
    case 'replace':
      seen.relations.replace(request.rows)
      return null
    case 'relations':
      return { type: 'relations', rows: seen.relations.of(request.rows) }
    case 'rows-with':
      return { type: 'rows', rows: await seen.relations.rowsWith(request.marks) }
  }
}
