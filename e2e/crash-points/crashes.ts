import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskApp } from '../desk-app.ts'
import { spawnToEmptyWindow } from '../empty-window.ts'
import { randomPoints } from '../random-points.ts'

/** So many crashes lie between two measurements of the empty window. */
const EMPTY_EVERY = 5

/** Kills an app at random points, starts it again, and keeps how long that took. */
export class Crashes {
  /** Between 0 and 1, in their order: how far the work is when the app is killed. */
  readonly points: readonly number[]
  readonly #desk: DeskApp
  readonly #restarts: number[] = []
  readonly #empty: number[] = []

  constructor(desk: DeskApp, seed: number, count: number) {
    this.#desk = desk
    this.points = randomPoints(seed, count)
  }

  /** How often the app was killed. */
  get struck(): number {
    return this.#restarts.length
  }

  /** Kills the app now and starts it again; ends when its customers are on screen. One that had ended by itself does not count. */
  async strike(): Promise<Page> {
    const struck = await this.#desk.kill()
    if (struck && this.#restarts.length % EMPTY_EVERY === 0) this.#empty.push(await emptyWindow())
    const started = performance.now()
    const page = await this.#desk.start()
    await page.getByRole('grid', { name: 'Customers' }).getByRole('row').nth(2).waitFor()
    if (struck) this.#restarts.push(performance.now() - started)
    return page
  }

  /** How long the restarts took, beside the same Electron opening an empty window in the same run; in ms. */
  get figures(): { restarts: number; median: number; longest: number; empty: number; budget: number } {
    const empty = median(this.#empty)
    return {
      restarts: this.#restarts.length,
      median: median(this.#restarts),
      longest: Math.round(Math.max(...this.#restarts)),
      empty,
      budget: Math.round(1.3 * empty + 300),
    }
  }
}

async function emptyWindow(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-empty-'))
  try {
    return await spawnToEmptyWindow(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function median(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
