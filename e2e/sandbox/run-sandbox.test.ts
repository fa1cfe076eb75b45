import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runSandbox } from './run-sandbox.ts'
import { UsageError } from './sandbox-program.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

interface Running {
  baseUrl: string
  token: string
  tenant: string
  stop(): Promise<void>
}

/** Runs the program until it says that it is ready; its process is one that only passes on signals. */
async function run(...args: string[]): Promise<Running> {
  const signals = new EventEmitter()
  let ended: Promise<void> = Promise.resolve()
  const line = await new Promise<string>((resolve, reject) => {
    ended = runSandbox(args, { print: resolve, once: (signal, stop) => signals.once(signal, stop) })
    ended.catch(reject)
  })
  const ready = /^SANDBOX READY (\{.*\})$/.exec(line)?.[1]
  const announced = JSON.parse(ready ?? 'null') as Omit<Running, 'stop'>
  return {
    ...announced,
    stop: () => {
      signals.emit('SIGTERM')
      return ended
    },
  }
}

async function total({ baseUrl, token }: Running): Promise<number> {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(`${baseUrl}/api/customers?archived=2`, { headers })
  return ((await answer.json()) as { total: number }).total
}

test('it says where it listens, serves the customers asked for, and ends when told to', async () => {
  const running = await run('--customers', '25', '--token', '9|chosen', '--tenant', 'beta.acme')
  expect(running).toMatchObject({ token: '9|chosen', tenant: 'beta.acme' })
  expect(await total(running)).toBe(25)
  await running.stop()
  await expect(total(running)).rejects.toThrow()
})

test('it listens on the port asked for, and fails when that is taken', async () => {
  const first = await run()
  const { port } = new URL(first.baseUrl)
  await expect(run('--port', port)).rejects.toThrow('EADDRINUSE')
  await first.stop()
  const second = await run('--port', port)
  expect(second.baseUrl).toBe(first.baseUrl)
  await second.stop()
})

test('a file keeps the data over a restart and is written whole', async () => {
  const file = join(folder, 'data.json')
  const first = await run('--customers', '5', '--file', file)
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${first.token}`,
  }
  await fetch(`${first.baseUrl}/api/customers`, { method: 'POST', headers, body: '{"name":"Sixth"}' })
  await fetch(`${first.baseUrl}/api/customers/6/sku-mappings`, {
    method: 'POST',
    headers,
    body: '{"customer_sku":"A","product_id":1}',
  })
  await first.stop()
  expect(readdirSync(folder)).toEqual(['data.json'])

  const second = await run('--customers', '100', '--file', file)
  expect(await total(second)).toBe(6)
  const mapping = await fetch(`${second.baseUrl}/api/customers/6/sku-mappings`, { headers })
  expect(await mapping.json()).toMatchObject({ data: [{ customer_sku: 'A' }] })
  const seventh = await fetch(`${second.baseUrl}/api/customers`, {
    method: 'POST',
    headers,
    body: '{"name":"Seventh"}',
  })
  expect(await seventh.json()).toMatchObject({ data: { id: 7 } })
  await second.stop()
})

test('a file that cannot be written is reported at the end', async () => {
  const running = await run('--customers', '1', '--file', join(folder, 'missing', 'data.json'))
  await expect(running.stop()).rejects.toThrow('ENOENT')
})

test('asked for help it says how it is called, and ends', async () => {
  const lines: string[] = []
  await runSandbox(['--help'], { print: (line) => lines.push(line), once: () => undefined })
  expect(lines.join('\n')).toMatch(/--remote[^]*--customers[^]*--list-rows/)
})

test('wrong arguments are refused', async () => {
  await expect(run('--customers', 'many')).rejects.toThrow('--customers takes a whole number')
  await expect(run('--nonsense')).rejects.toThrow(UsageError)
  await expect(run('--port')).rejects.toThrow(UsageError)
  await expect(run('--remote', 'nowhere')).rejects.toThrow('There is no sandbox of nowhere')
  await expect(run('--list-rows', 'some')).rejects.toThrow('--list-rows')
})
