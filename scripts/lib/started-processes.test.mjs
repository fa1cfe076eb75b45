// @ts-check
import { expect, it } from 'vitest'
import { startGroup, waitForEnd } from './run-command.mjs'
import { endStartedProcesses } from './started-processes.mjs'

const waits = 'setInterval(() => {}, 1000)'

it('ends what was started, also a process that left its group, and starts nothing after that', async () => {
  const starter = `
    const { spawn } = require('node:child_process')
    spawn(process.execPath, ['-e', ${JSON.stringify(waits)}], { detached: true, stdio: 'inherit' })
    console.log('started')
    ${waits}`
  const child = startGroup(process.execPath, ['-e', starter], ['ignore', 'pipe', 'inherit'])
  // both write to the same pipe, which closes when the last of them is gone
  const ended = waitForEnd(child)
  await new Promise((resolve) => child.stdout?.once('data', resolve))

  await endStartedProcesses()

  expect(await ended).toBe(130)
  expect(() => startGroup(process.execPath, ['-e', waits], 'ignore')).toThrow(/ending/)
})
