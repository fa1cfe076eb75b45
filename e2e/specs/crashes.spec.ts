import { CRASH_POINTS } from '../crash-points/all-crash-points.ts'
import { Crashes } from '../crash-points/crashes.ts'
import { expect, test } from '../fixtures.ts'

/** `npm run test:crashes` asks for more of each; ten in all are enough to see at once what breaks. */
const EACH = process.env['CRASHES_EACH']
const SEED = Number(process.env['CRASHES_SEED'] ?? Date.now() % 1_000_000)

for (const point of CRASH_POINTS) {
  const { name, ofTen } = point
  const count = EACH === undefined ? ofTen : Number(EACH)

  test(`kill -9 at ${String(count)} random points of ${name}`, async ({ desk }) => {
    test.setTimeout(180_000 + count * 90_000)
    const started = performance.now()
    const crashes = new Crashes(desk, SEED, count)
    await point.run(desk, crashes)
    const { figures } = crashes
    const minutes = ((performance.now() - started) / 60_000).toFixed(1)
    process.stdout.write(
      `${name}, CRASHES_SEED=${String(SEED)}: ${JSON.stringify({ minutes, ...figures })}\n`,
    )
    expect(figures.restarts).toBe(count)
  })
}
