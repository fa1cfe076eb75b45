import { parseArgs } from 'node:util'
import { figuresText, noFigures } from './figures.testing.ts'
import { REMOTES, type RemoteName } from './remotes.testing.ts'
import { runModel } from './run-model.testing.ts'

const USAGE = `npm run soak -- [--seed N] [--tell] [--remote ${Object.keys(REMOTES).join('|')}]
SOAK_SECONDS says for how long (60), SEED from which seed on; --seed replays one and no more, --tell says what happens.`

const { seed, remote, tell } = parseArgs({
  options: { seed: { type: 'string' }, remote: { type: 'string' }, tell: { type: 'boolean' } },
}).values

function isRemote(name: string): name is RemoteName {
  return name in REMOTES
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs seed after seed against the remotes in turn, and prints what happened. Exit code 1 where a promise was broken. */
async function soak(): Promise<number> {
  const names = remote === undefined ? Object.keys(REMOTES) : [remote]
  const remotes = names.filter(isRemote)
  const from = Number(seed ?? process.env['SEED'] ?? Date.now() % 1_000_000)
  if (remotes.length === 0 || !Number.isInteger(from)) {
    process.stdout.write(`${USAGE}\n`)
    return 2
  }
  const seconds = Number(process.env['SOAK_SECONDS'] ?? 60)
  // Every so many: the others are run by processes beside this one.
  const every = Number(process.env['SOAK_EVERY'] ?? 1)
  const end = performance.now() + seconds * 1000
  const figures = new Map(remotes.map((name) => [name, noFigures()]))
  let failed = 0
  process.stdout.write(`From seed ${from} on${every === 1 ? '' : `, every ${every}`}\n`)
  for (let at = from; seed === undefined ? performance.now() < end : at === from; at += every) {
    for (const name of remotes) {
      try {
        await runModel(name, at, figures.get(name) ?? noFigures(), tell === true ? say : undefined)
      } catch (error) {
        failed += 1
        process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
      }
    }
  }
  for (const [name, each] of figures) process.stdout.write(`${name}: ${figuresText(each)}\n`)
  process.stdout.write(`${failed} seeds broke a promise\n`)
  return failed === 0 ? 0 : 1
}

process.exit(await soak())
