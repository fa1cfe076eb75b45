import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CsvContentMessage, CsvContentReply } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { receiveContent } from './receive-content.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'receive-'))
})
afterEach(() => rm(root, { recursive: true }))

/** Sends the way the window does: each chunk after the one before was acknowledged. */
async function send(
  messages: CsvContentMessage[],
  path = join(root, 'received', 'x'),
): Promise<CsvContentReply[]> {
  const [process, window] = portPair<CsvContentMessage, CsvContentReply>()
  const replies: CsvContentReply[] = []
  let next = 0
  const step = (): void => {
    const message = messages[next++]
    if (message === undefined) window.close()
    else window.send(message)
  }
  const closed = new Promise<void>((resolve) => {
    window.listen((reply) => {
      replies.push(reply)
      if (reply.type === 'ack') step()
    }, resolve)
  })
  step()
  await receiveContent(process, { path })
  process.close()
  if (messages.at(-1)?.type !== 'chunk') await closed
  return replies
}

const chunk = (text: string): CsvContentMessage => ({ type: 'chunk', bytes: Buffer.from(text) })

test('content is there when all of it came', async () => {
  const replies = await send([chunk('Name\n'), chunk('Zoë\n'), { type: 'end' }])
  expect(replies.map(({ type }) => type)).toEqual(['ack', 'ack', 'done'])
  expect(await readFile(join(root, 'received', 'x'), 'utf8')).toBe('Name\nZoë\n')
})

test.each<[string, CsvContentMessage[]]>([
  ['cancelled', [chunk('Name\n'), { type: 'cancel' }]],
  ['broken off', [chunk('Name\n')]],
])('nothing is left of content that was %s', async (_name, messages) => {
  await send(messages)
  expect(await readdir(join(root, 'received'))).toEqual([])
})

test('a folder that cannot be written is told', async () => {
  const replies = await send([chunk('x'), { type: 'end' }], join(import.meta.filename, 'received', 'x'))
  expect(replies).toEqual([{ type: 'failed', error: { kind: 'not-found' } }])
})
