import { Broken } from './broken.testing.ts'
import { check } from './check.testing.ts'
import type { Figures } from './figures.testing.ts'
import { play } from './play.testing.ts'
import type { RemoteName } from './remotes.testing.ts'
import { Seeded } from './seeded.testing.ts'
import { decideAll, settle } from './settle.testing.ts'
import { stepsOf, type Step } from './steps.testing.ts'
import { START, World, type Tell } from './world.testing.ts'

/** Far longer than any seed takes, in ms of the real clock: something waits for what never comes. */
const STUCK_MS = 60_000

/** A seed that broke a promise, with what happened before. */
export class SeedFailed extends Error {
  /** True where a promise was broken, false where the model itself stumbled. */
  readonly promise: boolean

  constructor(remote: RemoteName, seed: number, steps: readonly Step[], cause: unknown) {
    const story = steps.map((step) => `${step.do}@${step.machine}#${step.which}`).join(' ')
    const words = cause instanceof Error ? cause.message : String(cause)
    super(`${words}\n  replay: npm run soak -- --seed ${seed} --remote ${remote}\n  ${story}`, { cause })
    this.promise = cause instanceof Broken
  }
}

/**
 * Runs one seed against a remote and adds to the figures. Throws SeedFailed where a promise is broken. `tell` is told
 * what happens, line by line.
 */
export async function runModel(
  remote: RemoteName,
  seed: number,
  figures: Figures,
  tell: Tell = () => undefined,
): Promise<void> {
  const random = new Seeded(seed)
  const machines = random.chance(0.2) ? 1 : 2
  const rate = [0, 0.1, 0.3, 0.5][random.below(4)] ?? 0
  const steps = stepsOf(random, machines)
  const { now: realNow } = Date
  const realTimeout = globalThis.setTimeout
  const done: Step[] = []
  let world: World | null = null
  let watch: NodeJS.Timeout | undefined
  const stuck = new Promise<never>((_, reject) => {
    watch = realTimeout(() => {
      reject(new Broken('the world comes to rest'))
    }, STUCK_MS)
  })
  try {
    // The connectors wait for rate limits by the computer's own clock.
    Date.now = () => world?.now ?? START
    globalThis.setTimeout = atOnce(realTimeout)
    const opening = World.open(remote, new Seeded(seed ^ 0x5bd1e995), { machines, rate, tell })
    world = await Promise.race([opening, stuck])
    await Promise.race([live(world, random, steps, done, tell), stuck])
  } catch (error) {
    throw new SeedFailed(remote, seed, done, error)
  } finally {
    clearTimeout(watch)
    if (world !== null) addFigures(figures, world, done.length)
    await world?.close()
    Date.now = realNow
    globalThis.setTimeout = realTimeout
  }
}

/** All that happens, then rest and checks, before people have decided what waits for them and after. */
async function live(
  world: World,
  random: Seeded,
  steps: readonly Step[],
  done: Step[],
  tell: Tell,
): Promise<void> {
  for (const step of steps) {
    done.push(step)
    tell(`${step.do}@${step.machine}#${step.which}`)
    await play(world, step)
    await world.noteLinks()
  }
  tell('settle')
  await settle(world)
  await check(world, false)
  tell('decide')
  await decideAll(world, random)
  await check(world, true)
}

/** RxDB opens and closes databases through many timers of 0 ms, each of which Node stretches to a whole one. */
function atOnce(setTimeout: typeof globalThis.setTimeout): typeof globalThis.setTimeout {
  const impatient = (callback: () => void, ms?: number): unknown =>
    ms === undefined || ms === 0 ? setImmediate(callback) : setTimeout(callback, ms)
  return Object.assign(impatient, setTimeout) as typeof globalThis.setTimeout
}

function addFigures(figures: Figures, world: World, operations: number): void {
  figures.seeds += 1
  figures.operations += operations
  figures.calls += world.weather.calls
  figures.crashes += world.crashes
  for (const [kind, count] of world.weather.counts) {
    figures.faults.set(kind, (figures.faults.get(kind) ?? 0) + count)
  }
}
